"""Columns of text without rulings: stretches of white that run down through many lines part them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extractor.readers.runs import Run, is_number

__all__ = ["Columns", "Span", "columns_of"]

_APART = 0.4
"""In em: the least white between two columns."""

_BESIDE = 1.25
"""In em: headings of two rows and of one row beside them are no further apart."""

_HEADING_LINES = 3
"""Lines of the heading of one column, at most."""

_LEAST_EDGE = 0.45
"""In em: texts whose left ends, right ends or middles differ by less are aligned."""

_OVER = 2.0
"""Points by which a text may reach over the edge of its column."""

Span = tuple[int, int]
"""The first and the last column that a text stands over."""


@dataclass(frozen=True, slots=True)
class Columns:
    """Where each column's text begins and ends, left to right."""

    bounds: tuple[tuple[float, float], ...]

    def __len__(self) -> int:
        return len(self.bounds)

    @property
    def gutters(self) -> list[tuple[float, float]]:
        """The white between them."""
        return [(left[1], right[0]) for left, right in zip(self.bounds, self.bounds[1:], strict=False)]

    def span(self, run: Run) -> Span:
        """The columns that a text stands over; the nearest one for a text that overlaps none."""
        over = [i for i, bound in enumerate(self.bounds) if _overlap(run, bound) > 0]
        if over:
            return over[0], over[-1]
        nearest = max(range(len(self.bounds)), key=lambda i: _overlap(run, self.bounds[i]))
        return nearest, nearest


def _overlap(run: Run, bound: tuple[float, float]) -> float:
    return min(run.box[2], bound[1]) - max(run.box[0], bound[0])


def columns_of(lines: Sequence[Sequence[Run]], edges: Sequence[float] = ()) -> Columns:
    """The columns that `lines` share. Lines of most parts speak first; what lies over several columns makes none.

    `edges` are places at which columns are known to be parted.
    """
    bounds: list[tuple[float, float]] = []
    for line in sorted(lines, key=len, reverse=True):
        for run in line:
            bounds = _with(run, bounds)
    return _without_chance(Columns(tuple(bounds)), lines, edges)


def _with(run: Run, bounds: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """The columns after one more text: a new one where it overlaps none, a wider one where it overlaps one."""
    x0, x1 = run.box[0], run.box[2]
    near = [b for b in bounds if b[0] - _APART * run.em < x1 and x0 < b[1] + _APART * run.em]
    over = [b for b in near if _overlap(run, b) > 0]
    if not over and not near:
        return sorted([*bounds, (x0, x1)])
    if len(near) > 1 or not over:
        return bounds
    grown = (min(x0, over[0][0]), max(x1, over[0][1]))
    return [grown if b is over[0] else b for b in bounds]


def _without_chance(columns: Columns, lines: Sequence[Sequence[Run]], edges: Sequence[float]) -> Columns:
    """Neighbouring columns without an edge between them are one where more lines write across than stand in both, or none does.

    A gap within a few texts made two of the former; the latter are a heading and the numbers flush right under it.
    """
    within: list[list[Run]] = [[] for _ in columns.bounds]
    spans = [[(run, columns.span(run)) for run in line] for line in lines]
    for run, (first, last) in (item for line in spans for item in line):
        if first == last:
            within[first].append(run)
    merges: list[tuple[float, int]] = []
    for i, (left, right) in enumerate(columns.gutters):
        if any(left - _OVER <= edge <= right + _OVER for edge in edges):
            continue
        across = sum(any(a <= i < b for _, (a, b) in line) for line in spans)
        parted = sum(any(b == i for _, (_, b) in line) and any(a == i + 1 for _, (a, _) in line) for line in spans)
        if across > 2 * parted or (not parted and _heads(within[i], within[i + 1])):
            merges.append((right - left, i))
        elif not parted and _heads(within[i + 1], within[i]):  # numbers are flush right more often than left
            merges.append((2 * (right - left), i))
    if not merges:
        return columns
    at = min(merges)[1]
    return _without_chance(_as_one(columns, at, (len(within[at]), len(within[at + 1]))), lines, edges)


def _heads(some: Sequence[Run], others: Sequence[Run]) -> bool:
    """Whether `some` are the heading of `others`: a few words above all but a few of them (which are headings too)."""
    if not some or not others or len(some) > _HEADING_LINES or any(is_number(run.text) for run in some):
        return False
    if any(abs(run.middle - other.middle) < _BESIDE * run.em for run in some for other in others):
        return False
    lowest = max(run.middle for run in some) + _APART * max(run.em for run in some)
    return any(run.middle > lowest for run in others) and sum(run.middle < lowest for run in others) < _HEADING_LINES


def _as_one(columns: Columns, at: int, weights: Sequence[int]) -> Columns:
    """The columns `at` and `at + 1` as one; a single text beside a column of many (its heading) does not widen it."""
    left, right = columns.bounds[at : at + 2]
    joined = (left[0], right[1])
    if max(weights) > 2 and min(weights) == 1:
        joined = left if weights[0] > weights[1] else right
    return Columns((*columns.bounds[:at], joined, *columns.bounds[at + 2 :]))


def aligned_share(columns: Columns, lines: Sequence[Sequence[Run]]) -> float:
    """The part of the texts within one column that begin, end or are centred where another text of the column does."""
    within: list[list[Run]] = [[] for _ in columns.bounds]
    for run in (run for line in lines for run in line):
        first, last = columns.span(run)
        if first == last:
            within[first].append(run)
    aligned = sum(_is_aligned(run, others) for others in within for run in others)
    return aligned / (sum(len(runs) for runs in within) or 1)


def _is_aligned(run: Run, others: Sequence[Run]) -> bool:
    edges = _edges(run)
    limit = _LEAST_EDGE * run.em
    return any(other is not run and any(abs(a - b) < limit for a, b in zip(edges, _edges(other), strict=True)) for other in others)


def _edges(run: Run) -> tuple[float, float, float]:
    return run.box[0], run.box[2], (run.box[0] + run.box[2]) / 2
