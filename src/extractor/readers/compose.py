"""Runs and lattices to a page's blocks, in reading order. Digital pages and scans meet here."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from extractor.document import BLANKS, Block, Box, Cell, Grid, Line, char_width
from extractor.readers.lattice import Lattice, Slot
from extractor.readers.runs import Run, merged, visual_lines
from extractor.readers.wrap import join_wrapped

__all__ = ["Filled", "SlotFinder", "compose"]

_FAR = 2.0
"""Stretches of one line that are so many em apart say different things ("编制单位" left, "单位：万元" right)."""

_WIDE_BLANK = re.compile(r"[ \u3000\xa0\t]{2,}")


@dataclass(frozen=True, slots=True)
class Filled:
    """A slot with the runs that stand in it; `inked` if it has ink that no run accounts for."""

    slot: Slot
    runs: Sequence[Run]
    inked: bool = False


class SlotFinder:
    """Which slot a point of the page lies in."""

    def __init__(self, lattices: Iterable[Lattice]) -> None:
        smallest_first = sorted(lattices, key=lambda lattice: _area(lattice.box))
        self._tables = [(lattice.box, lattice.slots) for lattice in smallest_first]
        self._last: Slot | None = None

    def at(self, x: float, y: float) -> Slot | None:
        """The slot there, of the smallest table that has one."""
        if self._last is not None and _holds(self._last.box, x, y):
            return self._last
        self._last = next((s for box, slots in self._tables if _holds(box, x, y) for s in slots if _holds(s.box, x, y)), None)
        return self._last


def _area(box: Box) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])


def _holds(box: Box, x: float, y: float) -> bool:
    return box[0] <= x < box[2] and box[1] <= y < box[3]


def compose(lattices: Iterable[Lattice], filled: Iterable[Filled], outside: Iterable[Run]) -> tuple[Block, ...]:
    """The page's grids and lines from top to bottom; lines of one height from left to right."""
    by_slot = {id(item.slot): item for item in filled}
    placed: list[tuple[float, float, Block]] = []
    for lattice in lattices:
        cells = tuple(_cell(by_slot.get(id(slot), Filled(slot, ()))) for slot in lattice.slots)
        placed.append((lattice.box[1], lattice.box[0], Grid(cells, ruled=True, box=lattice.box)))
    for line in visual_lines(outside):
        top = min(run.middle for run in line)
        placed += [(top, run.box[0], Line(run.piece.strip(BLANKS), run.box)) for run in _stretches(line)]
    return tuple(block for *_, block in sorted(placed, key=lambda item: item[:2]))


def _cell(filled: Filled) -> Cell:
    slot = filled.slot
    lines = [merged(line) for line in visual_lines(filled.runs)]
    piece = join_wrapped(lines, slot.box)
    return Cell(slot.row, slot.column, piece, slot.row_span, slot.column_span, slot.box, filled.inked)


def _stretches(line: Sequence[Run]) -> Iterator[Run]:
    """Parts of a visual line that stand far apart, by gaps on the page or by many blanks in the text."""
    group: list[Run] = []
    for run in (part for whole in line for part in _split_at_blanks(whole)):
        if group and run.box[0] - group[-1].box[2] > _FAR * min(run.em, group[-1].em):
            yield merged(group)
            group = []
        group.append(run)
    if group:
        yield merged(group)


def _split_at_blanks(run: Run) -> Iterator[Run]:
    starts, ends = [0], list[int]()
    for match in _WIDE_BLANK.finditer(run.text.rstrip(BLANKS)):
        if char_width(match.group()) >= _FAR and match.start() > 0:
            ends.append(match.start())
            starts.append(match.end())
    for start, end in zip(starts, [*ends, len(run.text)], strict=True):
        part = run.piece.slice(start, end).strip(BLANKS)
        if part:
            yield Run(part, _span(run, start, end), run.em)


def _span(run: Run, start: int, end: int) -> Box:
    """The part of the run's box that its characters [start, end) take."""
    x0, y0, x1, y1 = run.box
    whole = char_width(run.text) or 1.0
    left, right = char_width(run.text[:start]), char_width(run.text[:end])
    return (x0 + (x1 - x0) * left / whole, y0, x0 + (x1 - x0) * right / whole, y1)
