"""The values of a record that stand at a place of their source: what is boxed on a page, underlined in a line, marked in a cell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeAlias

from extractor.document import Box
from extractor.record import Leaf, Span

__all__ = ["Boxed", "Marked", "Segment", "Spot", "boxes", "places", "segments", "spots"]

_PAD = 1.5

Spot: TypeAlias = tuple[int, int | tuple[int, int, int]]
"""A page, and the line or the cell on it."""


@dataclass(frozen=True, slots=True)
class Marked:
    """A value that can be pointed at: its path and name, its text as read, and the state that decides how it looks."""

    path: str
    name: str
    leaf: Leaf
    state: str


@dataclass(frozen=True, slots=True)
class Boxed:
    """A value's rectangle on a page, in points."""

    mark: Marked
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of a line or cell with the values it belongs to, the shortest first; none where nothing was read from it."""

    text: str
    marks: tuple[Marked, ...] = ()


def places(leaf: Leaf) -> list[Span]:
    """Everywhere a value stands; a value that stands nowhere (blank, inferred) has none."""
    if leaf.spans:
        return leaf.spans
    return [] if leaf.page is None else [Span(page=leaf.page, box=leaf.box, line=leaf.line)]


def _rectangle(mark: Marked, box: Box) -> Boxed:
    """A rectangle that leaves the strokes of the text free."""
    x0, y0, x1, y1 = box[0] - _PAD, box[1] - _PAD, box[2] + _PAD, box[3] + _PAD
    return Boxed(mark, round(x0, 2), round(y0, 2), round(max(x1 - x0, 1), 2), round(max(y1 - y0, 1), 2))


def boxes(marks: Iterable[Marked], page: int) -> list[Boxed]:
    """The rectangles of one page, the largest first: a small one that lies on a large one can still be clicked."""
    found = [_rectangle(mark, at.box) for mark in marks for at in places(mark.leaf) if at.page == page and at.box]
    return sorted(found, key=lambda item: -item.width * item.height)


def spots(marks: Iterable[Marked]) -> dict[Spot, list[Marked]]:
    """Values by the line or cell that they stand in."""
    found: dict[Spot, list[Marked]] = {}
    for mark in marks:
        for at in places(mark.leaf):
            where = at.cell or at.line
            if where is not None:
                found.setdefault((at.page, where), []).append(mark)
    return found


def _position(text: str, raw: str, taken: Sequence[bool]) -> int:
    """Where `raw` stands in `text`: first where nothing else does, else the first place at all, else -1."""
    at = text.find(raw) if raw else -1
    first = at
    while at >= 0:
        if not any(taken[at : at + len(raw)]):
            return at
        at = text.find(raw, at + 1)
    return first


def _ranges(text: str, marks: Iterable[Marked]) -> Iterator[tuple[int, int, Marked]]:
    """The range of each value, long ones placed first; a value that is not found literally has the whole text."""
    taken = [False] * len(text)
    for mark in sorted(marks, key=lambda item: -len(item.leaf.raw)):
        at = _position(text, mark.leaf.raw, taken)
        start, end = (0, len(text)) if at < 0 else (at, at + len(mark.leaf.raw))
        if at >= 0:
            taken[start:end] = [True] * (end - start)
        yield start, end, mark


def segments(text: str, marks: Sequence[Marked]) -> list[Segment]:
    """The text cut wherever a value begins or ends."""
    if not marks:
        return [Segment(text)]
    ranges = list(_ranges(text, marks))
    cuts = sorted({0, len(text), *(edge for start, end, _ in ranges for edge in (start, end))})
    return [
        Segment(text[a:b], tuple(mark for start, end, mark in reversed(ranges) if start <= a and b <= end))
        for a, b in pairwise(cuts)
    ] or [Segment(text, tuple(marks))]
