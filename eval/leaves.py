"""Labels against a record, leaf by leaf: rows aligned by optimal assignment, every leaf matched, wrong, missed or invented."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from rapidfuzz import fuzz
from scipy.optimize import linear_sum_assignment

from eval.tree import Part
from extractor.normalise.operators import parse_operator
from extractor.normalise.text import key
from extractor.record import Leaf

__all__ = ["Judged", "Verdict", "align", "equal", "judge"]

_SAME_ROW = 0.2
"""Rows less alike than this have nothing to do with each other: one is missed, the other invented."""

_NAMES = frozenset({"name", "label", "project_name"})
"""Leaves that say which row it is: where they agree, other leaves that differ are wrong, not rows swapped."""

_INDEX = re.compile(r"\[\d+\]")


class Verdict(StrEnum):
    """What became of a leaf. `INVENTED`: read where the labels have nothing, or a blank."""

    MATCHED = "matched"
    WRONG = "wrong"
    MISSED = "missed"
    INVENTED = "invented"


@dataclass(frozen=True, slots=True)
class Judged:
    """A leaf of the labels, of the record, or of both. `path` is the labels', `read_path` the record's; one may be absent."""

    verdict: Verdict
    path: str | None
    read_path: str | None
    expected: str
    leaf: Leaf | None

    @property
    def field(self) -> str:
        """The path without the numbers of rows: forms.indicators.value."""
        return _INDEX.sub("", self.path or self.read_path or "")


def equal(name: str, expected: str, read: str) -> bool:
    """Whether two texts say the same: blanks, line breaks and full or half width aside; operators by what they mean."""
    if key(expected) == key(read):
        return True
    operator = parse_operator(expected) if name == "operator" else None
    return operator is not None and operator == parse_operator(read)


def judge(labels: Part, read: Part) -> Iterator[Judged]:
    """Every leaf that is not blank on both sides."""
    return _judge(labels, read)


def _judge(labels: Part | None, read: Part | None) -> Iterator[Judged]:
    ours, theirs = labels or Part(""), read or Part("")
    for name in dict.fromkeys([*ours.leaves, *theirs.leaves]):
        wanted, found = ours.leaves.get(name), theirs.leaves.get(name)
        verdict = _verdict(name, wanted.raw if wanted else "", found.raw if found else "")
        if verdict is not None:
            yield Judged(verdict, _below(labels, name), _below(read, name), wanted.raw if wanted else "", found)
    for name in dict.fromkeys([*ours.lists, *theirs.lists]):
        for row, other in align(ours.lists.get(name, []), theirs.lists.get(name, [])):
            yield from _judge(row, other)


def _below(part: Part | None, name: str) -> str | None:
    return None if part is None else part.below(name)


def _verdict(name: str, expected: str, read: str) -> Verdict | None:
    """None where both are blank: nothing to score."""
    if not key(expected):
        return Verdict.INVENTED if key(read) else None
    if not key(read):
        return Verdict.MISSED
    return Verdict.MATCHED if equal(name, expected, read) else Verdict.WRONG


def align(labels: Sequence[Part], read: Sequence[Part]) -> list[tuple[Part | None, Part | None]]:
    """Pairs of rows that make the most alike in all, in the order of the labels; rows left over stand alone."""
    likeness = np.array([[_likeness(row, other, i - j) for j, other in enumerate(read)] for i, row in enumerate(labels)])
    pairs: dict[int, int] = {}
    if likeness.size:
        rows, columns = linear_sum_assignment(likeness, maximize=True)
        pairs = {int(i): int(j) for i, j in zip(rows, columns, strict=True) if likeness[i, j] >= _SAME_ROW}
    taken = set(pairs.values())
    aligned: list[tuple[Part | None, Part | None]] = [(row, read[pairs[i]] if i in pairs else None) for i, row in enumerate(labels)]
    return [*aligned, *((None, other) for j, other in enumerate(read) if j not in taken)]


def _likeness(row: Part, other: Part, apart: int) -> float:
    """0 to 1 by the likeness of the texts, 1 more where the row's name is the same, a hair less for rows out of order."""
    ours = {name: key(leaf.raw) for name, leaf in row.leaves.items()} | {name: _text(rows) for name, rows in row.lists.items()}
    theirs = {n: key(leaf.raw) for n, leaf in other.leaves.items()} | {n: _text(rows) for n, rows in other.lists.items()}
    pairs = {name: (ours.get(name, ""), theirs.get(name, "")) for name in {**ours, **theirs}}
    scores = [fuzz.ratio(a, b) / 100 for a, b in pairs.values() if a or b]
    same = any(a == b and a for name, (a, b) in pairs.items() if name in _NAMES)
    return sum(scores) / len(scores) + same - 1e-6 * abs(apart) if scores else 0.0


def _text(rows: Sequence[Part]) -> str:
    return " ".join(key(leaf.raw) for row in rows for _, leaf in row.walk())
