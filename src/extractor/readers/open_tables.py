"""Tables without upright rulings, found by the alignment of their texts: the same for digital words and recognised boxes.

Precision comes first: a table that is missed stays lines of text, which a person can still read; prose cut into cells is lost.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from extractor.readers.compose import Filled
from extractor.readers.flats import families
from extractor.readers.lattice import Lattice, Ruling
from extractor.readers.open_cells import Layout, laid_out
from extractor.readers.open_free import between_texts
from extractor.readers.open_lined import on_lines
from extractor.readers.open_ruled import between_flats
from extractor.readers.runs import Run, split_at_blanks, visual_lines

__all__ = ["OpenTable", "open_tables"]


@dataclass(frozen=True, slots=True)
class OpenTable:
    """A table, the runs in its cells, and all runs that it takes from the page's lines."""

    lattice: Lattice
    filled: tuple[Filled, ...]

    def takes(self, run: Run) -> bool:
        """Whether `run` is in one of its cells, joined to others or by itself."""
        x, y = (run.box[0] + run.box[2]) / 2, (run.box[1] + run.box[3]) / 2
        boxes = (own.box for item in self.filled for own in item.runs)
        return any(x0 <= x <= x1 and y0 <= y <= y1 for x0, y0, x1, y1 in boxes)


def open_tables(runs: Iterable[Run], flats: Sequence[Ruling]) -> tuple[list[OpenTable], list[Run]]:
    """The tables among `runs`, which stand outside all ruled ones, and the runs of no table; no upright ruling meets `flats`."""
    lines = [[part for run in line for part in split_at_blanks(run)] for line in visual_lines(runs)]
    found: list[OpenTable] = []
    for family in families(flats):
        lined = [OpenTable(lattice, tuple(filled)) for lattice, filled in on_lines(lines, family)]
        inside = [line for line in lines if family.holds(line)]
        found += lined or map(_table, between_flats(inside, family))
    rest = [line for line in lines if not any(table.takes(run) for table in found for run in line)]
    found += map(_table, between_texts(rest, [table.lattice.box[1] for table in found]))
    return found, [run for line in lines for run in line if not any(table.takes(run) for table in found)]


def _table(layout: Layout) -> OpenTable:
    lattice, filled = laid_out(layout)
    return OpenTable(lattice, tuple(filled))
