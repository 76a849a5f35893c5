"""A text merged beside all rows of a table of money (年度绩效目标 right of the sources): its heading is its label."""

from __future__ import annotations

from dataclasses import replace

from extractor.normalise.shapes import shape
from extractor.segment.tables.asides import Aside
from extractor.segment.tables.table import Table

__all__ = ["without_tall_text"]

_MIN_ROWS = 2


def _is_tall_text(table: Table, j: int) -> bool:
    """Whether a headed column is one long text from the first row to the last."""
    first, *others = (row[j] for row in table.cells)
    one = first is not None and first.row_span >= len(table.cells) and all(cell is None for cell in others)
    return one and bool(table.columns[j].header) and first is not None and shape(first.text) == "long"


def without_tall_text(table: Table) -> Table:
    """The table without such a column, which is told aside; as it is where it has none."""
    tall = [j for j in range(len(table.columns)) if len(table.cells) >= _MIN_ROWS and _is_tall_text(table, j)]
    if not tall:
        return table
    kept = [j for j in range(len(table.columns)) if j not in tall]
    said = [Aside(0, table.columns[j].header, cell.piece) for j in tall if (cell := table.cells[0][j]) is not None]
    return replace(
        table,
        columns=tuple(table.columns[j] for j in kept),
        cells=tuple(tuple(row[j] for j in kept) for row in table.cells),
        asides=(*table.asides, *said),
    )
