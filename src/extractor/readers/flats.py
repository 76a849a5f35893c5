"""Flat rulings that no upright one meets: those that begin and end alike bound the rows of a table."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from extractor.readers.lattice import Lattice, Ruling, joined
from extractor.readers.runs import Run

__all__ = ["Family", "families", "loose"]

_ALIKE = 4.0
"""Points by which the ends of two lines of a table may differ."""

_LEAST = 3
_SHORTEST = 100.0
"""Points: how many lines, and how long, a table has at least."""

_COVER, _FULL = 0.55, 0.97


@dataclass(frozen=True, slots=True)
class Family:
    """Lines of one table, or of several under one another: `heights` where some line stands, top down."""

    lines: tuple[Ruling, ...]
    heights: tuple[float, ...]
    start: float
    end: float

    def part(self, first: int, last: int) -> Family:
        """The lines from one height to another."""
        return replace(self, heights=self.heights[first : last + 1])

    def holds(self, line: Sequence[Run]) -> bool:
        """Whether a line of text lies between the first and the last of them."""
        middles = [(run.box[1] + run.box[3]) / 2 for run in line]
        within = all(self.start - _ALIKE <= (run.box[0] + run.box[2]) / 2 <= self.end + _ALIKE for run in line)
        return within and bool(self.heights) and self.heights[0] < min(middles) and max(middles) < self.heights[-1]

    @property
    def inner_ends(self) -> list[float]:
        """Where lines end within the table, several of them alike: the edges of columns that are merged down beside them."""
        ends = sorted(x for line in self.lines for x in (line.start, line.end) if self.start + _ALIKE < x < self.end - _ALIKE)
        return [here for before, here in pairwise(ends) if here - before <= _ALIKE]

    def is_full(self, height: float) -> bool:
        """Whether a line stands at that height from end to end of the table."""
        return self.covers(height, (self.start, self.end), _FULL)

    def covers(self, height: float, bound: tuple[float, float], part: float = _COVER) -> bool:
        """Whether a line stands at that height over that part of that stretch."""
        parts = [(line.start, line.end) for line in self.lines if abs(line.at - height) <= _ALIKE]
        covered = sum(max(0.0, min(end, bound[1]) - max(start, bound[0])) for start, end in parts)
        return covered >= part * (bound[1] - bound[0])


def loose(rulings: Iterable[Ruling], tables: Sequence[Lattice], tolerance: float, bridge: float) -> list[Ruling]:
    """Flat lines outside all tables; pieces of one line are joined."""
    flats = joined([r for r in rulings if not r.upright], tolerance, bridge)
    return [line for line in flats if not any(_inside(line, table, tolerance) for table in tables)]


def _inside(line: Ruling, table: Lattice, tolerance: float) -> bool:
    x0, y0, x1, y1 = table.box
    return y0 - tolerance <= line.at <= y1 + tolerance and line.start < x1 + tolerance and line.end > x0 - tolerance


def families(flats: Iterable[Ruling]) -> list[Family]:
    """Lines that begin and end alike, with the shorter ones between them, where there are enough for a table."""
    left = sorted(flats, key=lambda line: line.length, reverse=True)
    found = []
    while left and left[0].length >= _SHORTEST:
        first = left[0]
        alike = [line for line in left if abs(line.start - first.start) <= _ALIKE and abs(line.end - first.end) <= _ALIKE]
        left = [line for line in left if line not in alike]
        if len(alike) >= _LEAST:
            top, bottom = min(line.at for line in alike), max(line.at for line in alike)
            within = [
                line
                for line in left
                if top < line.at < bottom and first.start - _ALIKE <= line.start and line.end <= first.end + _ALIKE
            ]
            left = [line for line in left if line not in within]
            lines = sorted([*alike, *within], key=lambda line: line.at)
            found.append(Family(tuple(lines), _heights(lines), first.start, first.end))
    return found


def _heights(lines: Sequence[Ruling]) -> tuple[float, ...]:
    heights: list[float] = []
    for line in lines:
        if not heights or line.at - heights[-1] > _ALIKE:
            heights.append(line.at)
    return tuple(heights)
