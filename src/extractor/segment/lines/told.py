"""Sources of money told in a sentence that says nothing else: 资金总额100万元，其中财政拨款80万元，自筹20万元。"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from extractor.document import Piece
from extractor.normalise.labels import number_length
from extractor.normalise.lexicon import LEXICON
from extractor.normalise.numbers import NUMBER
from extractor.normalise.text import key
from extractor.segment.lines.titles import fiscal_year

__all__ = ["Told", "told_amounts", "told_lines"]

_MONEY = "|".join(sorted(LEXICON["money"], key=len, reverse=True))
_SOURCES = re.compile(LEXICON["forms"]["sources"])
_STOP = re.compile(r"(?<!\d)[，,、]|[，,、](?!\d{3})|[；;。（()）\n]")
_ENTRY = re.compile(
    rf"\s*(?:[^：:\d]{{2,10}}[：:]\s*(?=[\u4e00-\u9fff]{{2,}}\s*(?:\d|{_MONEY})))??"
    rf"(?P<label>(?:其中[：:]?\s*)?[\u4e00-\u9fff]{{2,14}}?)\s*[：:]?\s*(?P<amount>{NUMBER})?\s*(?P<unit>{_MONEY})\s*"
)
_BY = re.compile(r"\s*(?:[^\d，,：:]{0,8}(?:资金|经费|部分))?由\s*(?=[\u4e00-\u9fff]{2})")
_PAID = re.compile(r"(?<=元)\s*(?:予以|来)?(?:解决|安排|承担|保障|负担|列支|筹措)\s*$")
_RUN_IN = re.compile(r"\s*[^\d，,；;。：:（(]{2,14}。(?=\s*\S)")
_LEAD = re.compile(r"\s*[^\d：:]{2,16}中\s*")
_MIN_ENTRIES = 2
_MOST_LINES = 6


@dataclass(frozen=True, slots=True)
class Told:
    """A source of money or a sum with its amount, which may be blank, and the unit that stands behind it."""

    label: Piece
    amount: Piece
    unit: Piece


def told_amounts(piece: Piece) -> list[Told]:
    """The amounts of a text that says nothing but these, one of them of a source of money; none where it says anything else."""
    if fiscal_year(piece) is not None:  # what is told of a year is told of a budget, and may be compared with another's
        return []
    piece = _without_heading(piece)
    points = [0, *(match.end() for match in _STOP.finditer(piece.text)), len(piece)]
    clauses = [piece.slice(a, b).strip("，,、；;。（()） \t\r\n\u3000") for a, b in pairwise(points)]
    clauses = [_without_verb(clause) for clause in clauses if clause]
    if clauses and _LEAD.fullmatch(clauses[0].text):
        clauses = clauses[1:]
    found = [_ENTRY.fullmatch(clause.text) for clause in clauses]
    entries = [
        Told(*(clause.slice(*match.span(part)) if match[part] else Piece() for part in ("label", "amount", "unit")))
        for clause, match in zip(clauses, found, strict=True)
        if match
    ]
    alike = len({key(entry.unit.text) for entry in entries}) == 1 and any(entry.amount for entry in entries)
    named = any(_SOURCES.search(key(entry.label.text)) for entry in entries)
    return entries if alike and named and None not in found and len(entries) >= _MIN_ENTRIES else []


def _without_heading(piece: Piece) -> Piece:
    """A sentence without the number and the heading that run into it: （三）资金保障。所需资金由…."""
    number = number_length(piece.strip().text)
    heading = _RUN_IN.match(piece.strip().text, number) if number else None
    return piece.strip().slice(heading.end()) if heading else piece


def _without_verb(clause: Piece) -> Piece:
    """A clause without who pays and how around its source and amount: 所需资金由 | 自筹20万元 | 解决."""
    by, paid = _BY.match(clause.text), _PAID.search(clause.text)
    return clause.slice(by.end() if by else 0, paid.start() if paid else len(clause))


def told_lines(lines: Sequence[Piece], tells: Callable[[Piece], object] = told_amounts) -> dict[range, Piece]:
    """The stretches of lines that are a sentence of amounts, or of what else `tells`, each as one text."""
    found: dict[range, Piece] = {}
    at = 0
    while at < len(lines):
        whole = _sentence(lines[at : at + _MOST_LINES])
        if tells(Piece.join(whole)):
            found[range(at, at + len(whole))] = Piece.join(whole)
        at += len(whole) if range(at, at + len(whole)) in found else 1
    return found


def _sentence(lines: Sequence[Piece]) -> Sequence[Piece]:
    """The lines until one that ends a sentence."""
    end = next((n for n, line in enumerate(lines, start=1) if line.text.rstrip().endswith("。")), len(lines))
    return lines[:end]
