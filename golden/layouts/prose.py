"""Prose whose figures are claims: finds the pieces of every claim in a text that is printed as it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from golden.sheet import Labels, Span

__all__ = ["Mark", "claim_marks", "marked_lines"]

_UNCHANGED = "持平"
"""What a claim without an amount says instead."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of the text that is a leaf."""

    start: int
    end: int
    path: str


def claim_marks(text: str, claims: Sequence[Labels]) -> list[Mark]:
    """The pieces of every claim; the claims come in the order of the text. Raises ValueError where one is not found."""
    marks: list[Mark] = []
    start = after = 0
    for sentence, group in groupby(claims, key=lambda claim: claim.text("sentence")):
        start = text.index(sentence, after)
        after, end = start, start + len(sentence)
        for claim in group:
            at, after = _amount(text, claim, after, end)
            marks += [Mark(start, end, claim.path("sentence")), *_figure(claim, at, after)]
            marks += [_subject(text, claim, at, after, range(start, end)), *_period(text, claim, start, end)]
    return marks


def _amount(text: str, claim: Labels, start: int, end: int) -> tuple[int, int]:
    """Where the amount begins and its unit ends."""
    wanted = (
        rf"(?<![\d.,]){re.escape(claim.text('amount'))}\s*{re.escape(claim.text('unit'))}" if claim.has("amount") else _UNCHANGED
    )
    found = re.compile(wanted).search(text, start, end)
    if found is None:
        raise ValueError(f"{claim.path('sentence')}: {wanted!r} does not stand in the sentence after the claim before")
    return found.span()


def _figure(claim: Labels, at: int, after: int) -> list[Mark]:
    if not claim.has("amount"):
        return []
    unit = after - len(claim.text("unit"))
    return [Mark(at, at + len(claim.text("amount")), claim.path("amount")), Mark(unit, after, claim.path("unit"))]


def _subject(text: str, claim: Labels, at: int, after: int, sentence: range) -> Mark:
    """Right behind the unit, else before the amount, else further behind, else in what was said before; always the nearest."""
    words, start = claim.text("subject"), sentence.start
    behind = text.find(words, after, after + len(words))
    found = (behind, text.rfind(words, start, at), text.find(words, after, sentence.stop), text.rfind(words, 0, start))
    place = next((place for place in found if place >= 0), None)
    if place is None:
        raise ValueError(f"{claim.path('subject')}: {words!r} does not stand in the prose")
    return Mark(place, place + len(words), claim.path("subject"))


def _period(text: str, claim: Labels, start: int, end: int) -> list[Mark]:
    """The year wherever the sentence has it, else wherever its paragraph does, else in the title."""
    if not claim.has("period"):
        return []
    year = re.compile(rf"(?<!\d){claim.text('period')}(?!\d)")
    line = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    for a, b in ((start, end), line, (0, text.index("\n"))):
        if found := [Mark(*match.span(), claim.path("period")) for match in year.finditer(text, a, b)]:
            return found
    raise ValueError(f"{claim.path('period')}: the year does not stand where the sentence could have it from")


def marked_lines(text: str, marks: Sequence[Mark]) -> Iterator[tuple[Span, ...]]:
    """The lines of the text, cut where a leaf begins or ends; each piece carries all the leaves that it is a part of."""
    end = -1
    for line in text.splitlines():
        start, end = end + 1, end + 1 + len(line)
        inside = [mark for mark in marks if start <= mark.start and mark.end <= end]
        edges = sorted({start, end, *(mark.start for mark in inside), *(mark.end for mark in inside)})
        yield tuple(Span(text[a:b], _over(inside, a, b)) for a, b in pairwise(edges))


def _over(marks: Sequence[Mark], start: int, end: int) -> tuple[str, ...]:
    return tuple(mark.path for mark in marks if mark.start <= start and end <= mark.end)
