"""Runs and lattices to a page's blocks, in reading order. Digital pages and scans meet here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from extractor.document import BLANKS, Block, Box, Cell, Grid, Line
from extractor.readers.lattice import Lattice, Slot
from extractor.readers.runs import FAR, Run, merged, split_at_blanks, visual_lines
from extractor.readers.wrap import join_wrapped

__all__ = ["Filled", "SlotFinder", "compose"]


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
        placed.append((lattice.box[1], lattice.box[0], Grid(cells, ruled=lattice.ruled, box=lattice.box)))
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
    for run in (part for whole in line for part in split_at_blanks(whole)):
        if group and run.box[0] - group[-1].box[2] > FAR * min(run.em, group[-1].em):
            yield merged(group)
            group = []
        group.append(run)
    if group:
        yield merged(group)
