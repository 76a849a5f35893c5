"""Stretches of a text that are asked about at many places: looked up, not gone through again each time."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable

__all__ = ["Spans"]


class Spans:
    """Half-open stretches, those that meet or overlap made one."""

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for start, end in sorted(spans):
            if self._ends and start <= self._ends[-1]:
                self._ends[-1] = max(end, self._ends[-1])
            elif start < end:
                self._starts.append(start)
                self._ends.append(end)

    def holds(self, at: int) -> bool:
        """Whether a place lies within any of them."""
        found = bisect_right(self._starts, at)
        return found > 0 and at < self._ends[found - 1]

    def touches(self, start: int, end: int) -> bool:
        """Whether a stretch has any place with them in common."""
        found = bisect_left(self._starts, end)
        return found > 0 and start < self._ends[found - 1]
