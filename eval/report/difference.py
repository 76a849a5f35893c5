"""Two texts with what differs for the score marked (blanks and widths do not), and long stretches that agree left out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rapidfuzz.distance import Levenshtein

from extractor.normalise.text import key

__all__ = ["Run", "marked"]

_KEPT = 10
"""Characters of a stretch that is the same, kept on each side of a difference."""
_LONGEST = 160
"""Characters of a stretch that differs."""


class Run(NamedTuple):
    """A stretch of a text, and whether the other text has it otherwise."""

    text: str
    differs: bool


def marked(expected: str, read: str) -> tuple[list[Run], list[Run]]:
    """Both texts in stretches. One that stands alone is all different, and is not marked: there is nothing to compare it with."""
    if not expected or not read:
        return _alone(expected), _alone(read)
    left, right = _units(expected), _units(read)
    steps = Levenshtein.opcodes([folded for folded, _ in left], [folded for folded, _ in right])
    ours = [Run(_text(left[step.src_start : step.src_end]), step.tag != "equal") for step in steps]
    theirs = [Run(_text(right[step.dest_start : step.dest_end]), step.tag != "equal") for step in steps]
    return list(_shortened(ours)), list(_shortened(theirs))


def _units(text: str) -> list[tuple[str, str]]:
    """Characters as they are compared and as they stand; blanks go with the one before them."""
    units: list[tuple[str, str]] = []
    for char in text:
        folded = key(char)
        if folded or not units:
            units.append((folded, char))
        else:
            units[-1] = (units[-1][0], units[-1][1] + char)
    return units


def _text(units: Sequence[tuple[str, str]]) -> str:
    return "".join(raw for _, raw in units)


def _alone(text: str) -> list[Run]:
    return [Run(_cut(text), False)] if text else []


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…（共 {len(text)} 字）"


def _shortened(runs: list[Run]) -> Iterator[Run]:
    for number, run in enumerate(runs):
        if not run.text:
            continue
        if run.differs:
            yield Run(_cut(run.text), True)
        else:
            yield Run(_ends(run.text, first=number == 0, last=number == len(runs) - 1), False)


def _ends(text: str, *, first: bool, last: bool) -> str:
    """The ends of a stretch that touch a difference."""
    head, tail = "" if first else text[:_KEPT], "" if last else text[-_KEPT:]
    if first and last:
        return _cut(text)
    return text if len(text) <= 2 * _KEPT + 1 else f"{head}…{tail}"
