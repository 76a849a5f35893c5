"""What one cell of a list says line by line: a project's name, and under it 编码：…, 承办：…; a total, and under it its sources.

In a sentence (合计100万元，其中：…) 其中 opens the sources and is of no label; a source left blank (补助　　万元) has no amount.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extractor.document import Piece
from extractor.interpret.roles import HEADER_ROLES, Role
from extractor.normalise.labels import reads_like_label
from extractor.normalise.numbers import NUMBER
from extractor.normalise.text import fold_signs, key
from extractor.segment.rows.serials import is_serial

__all__ = ["Entry", "bracketed", "holds_brackets", "stacked"]

_SAID = re.compile(r"(?:^|\n|(?<=[0-9A-Za-z]))\s*(?P<label>[\u4e00-\u9fff]{2,8})\s*:\s*(?=\S)")
_BRACKETED = re.compile(r"(?P<before>.+?)\s*[（(](?P<inner>[^（()）]{1,16})[)）]", re.DOTALL)
_AMOUNT = re.compile(
    rf"(?:(?<=,)其中:)?(?P<label>(?:其中:\s*)?[\u4e00-\u9fff]{{2,10}})"
    rf"(?:\s*:?\s*(?P<value>{NUMBER}\s*(?:[千百]?万?元)?)|\s*:?[\s_]+[千百]?万?元)\s*[;,。]?\s*"
)
_MIN_ENTRIES = 2
_MONEY = [role for role in HEADER_ROLES if role.id in ("total_budget", "funding")]
_OTHER = next(role for role in reversed(HEADER_ROLES) if role.id == "attribute")


@dataclass(frozen=True, slots=True)
class Entry:
    """A label and its value within a cell, and the role that the lexicon knows the label for."""

    role: Role
    label: Piece
    value: Piece


def _role(label: str, *, of_money: bool) -> Role:
    """The role by the lexicon; in a cell about a project 编码 is its code, 承办 who carries it out. Other amounts are sources."""
    whole = [label, f"项目{label}", f"{label}单位"]
    known = next((role for text in whole for role in HEADER_ROLES if role.knows(text)), None)
    return known or (_MONEY[-1] if of_money else _OTHER)


def stacked(piece: Piece) -> tuple[Piece, list[Entry]] | None:
    """What comes first in a cell, and the entries under it; None where it is no such cell. What only counts it is none."""
    text = fold_signs(piece.text)
    said = list(_SAID.finditer(text))
    if len(said) >= _MIN_ENTRIES:
        ends = [*(match.start() for match in said[1:]), len(text)]
        values = [piece.slice(m.end(), end).strip() for m, end in zip(said, ends, strict=True)]
        entries = [
            Entry(_role(m["label"], of_money=False), piece.slice(*m.span("label")), value)
            for m, value in zip(said, values, strict=True)
        ]
        entries = [e for e in entries if e.role is not _OTHER or not is_serial(e.label.text, [e.value.text])]
        return piece.slice(0, said[0].start()).strip(), entries
    return _amounts(piece, text)


def holds_brackets(header: str, texts: Sequence[str]) -> bool:
    """Whether a heading like 项目名称（项目期限） tells what stands in brackets in its cells, and all of them have it."""
    heading = _BRACKETED.fullmatch(header.strip())
    filled = [text.strip() for text in texts if text.strip()]
    return heading is not None and reads_like_label(heading["inner"]) and bool(filled) and all(map(_BRACKETED.fullmatch, filled))


def bracketed(header: Piece, piece: Piece) -> tuple[Piece, Entry] | None:
    """What a cell of such a column says before its brackets, and in them; None where it is blank."""
    heading, match = _BRACKETED.fullmatch(header.text.strip()), _BRACKETED.fullmatch(piece.text)
    if heading is None or match is None:
        return None
    label = header.strip().slice(*heading.span("inner"))
    entry = Entry(_role(key(label.text), of_money=False), label, piece.slice(*match.span("inner")))
    return piece.slice(*match.span("before")), entry


def _amounts(piece: Piece, text: str) -> tuple[Piece, list[Entry]] | None:
    """A cell that is nothing but amounts behind their labels, one of which at least is known to be money."""
    found = list(_AMOUNT.finditer(text))
    if len(found) < _MIN_ENTRIES or _AMOUNT.sub("", text).strip():
        return None
    labels = [match["label"] for match in found]
    if not any(role.knows(label) for label in labels for role in _MONEY):
        return None
    spans = [(piece.slice(*m.span("label")), piece.slice(*m.span("value")).strip() if m["value"] else Piece()) for m in found]
    return Piece(), [Entry(_role(key(label.text), of_money=True), label, value) for label, value in spans]
