"""A project told in one cell over its indicators: 项目一：name（预算100万元，其中：上级补助60、自筹40；责任单位：某站）."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from extractor.document import Piece
from extractor.normalise.labels import reads_like_label
from extractor.normalise.lexicon import LEXICON
from extractor.normalise.numbers import NUMBER

__all__ = ["Said", "banded"]

_MONEY = "|".join(sorted(LEXICON["money"], key=len, reverse=True))
_NAMED = re.compile(r"\s*(?P<label>子?项目(?:名称|[一二三四五六七八九十\d]{1,3}))\s*[：:]\s*(?P<name>\S.*?)\s*", re.DOTALL)
_PART = re.compile(r"[；;]")
_CLAUSE = re.compile(r"[，,](?!\d{3})|、")
_FACT = re.compile(r"\s*(?P<label>[\u4e00-\u9fff]{2,10})\s*[：:]\s*(?P<value>[^：:]+?)\s*", re.DOTALL)
_AMOUNT = re.compile(rf"\s*(?:其中[：:]?\s*)?(?P<label>[\u4e00-\u9fff]{{2,14}}?)\s*(?P<value>{NUMBER})\s*(?P<unit>{_MONEY})?\s*")
_AMONG = re.compile(r"\s*其中[：:]")


@dataclass(frozen=True, slots=True)
class Said:
    """A label and its value; of an amount also its unit, which may be that of the sum before it."""

    label: Piece
    value: Piece
    unit: Piece | None = None


def _split(piece: Piece, at: re.Pattern[str]) -> list[Piece]:
    points = [(m.start(), m.end()) for m in at.finditer(piece.text)]
    return [piece.slice(a, b) for (_, a), (b, _) in pairwise([(0, 0), *points, (len(piece), len(piece))])]


def _amounts(part: Piece) -> list[Said] | None:
    """The amounts of a part, those without a unit in that of the one before; None where it says anything else."""
    found: list[Said] = []
    for clause in _split(part, _CLAUSE):
        match = _AMOUNT.fullmatch(clause.text)
        unit = clause.slice(*match.span("unit")) if match and match["unit"] else (found[-1].unit if found else None)
        if match is None or unit is None:
            return None
        found.append(Said(clause.slice(*match.span("label")), clause.slice(*match.span("value")), unit))
    return found


def _said(part: Piece) -> list[Said] | None:
    fact = _FACT.fullmatch(part.text) if not _AMONG.match(part.text) else None
    if fact is not None and reads_like_label(fact["label"]):
        return [Said(part.slice(*fact.span("label")), part.slice(*fact.span("value")))]
    return _amounts(part)


def _opening(text: str) -> int:
    """Where the bracket opens that closes at the end of a text."""
    depth = 0
    for at in range(len(text) - 1, -1, -1):
        depth += (text[at] in "）)") - (text[at] in "（(")
        if not depth:
            return at
    return -1


def banded(piece: Piece) -> list[Said]:
    """What a cell says of a project, its name first; nothing where the brackets behind that say anything but facts and amounts."""
    piece = piece.strip()
    at = _opening(piece.text) if piece.text.endswith(("）", ")")) else -1
    match = _NAMED.fullmatch(piece.text[:at]) if at > 0 else None
    if match is None:
        return []
    found = [_said(part) for part in _split(piece.slice(at + 1, len(piece) - 1), _PART)]
    name = Said(piece.slice(*match.span("label")), piece.slice(*match.span("name")))
    return [] if None in found else [name, *(said for part in found if part for said in part)]
