"""A table with several rows for one that was printed; what stands between its rows stays where it stood."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate, chain

from extractor.document import Cell
from extractor.segment.tables.table import Column, Table

__all__ = ["expanded"]


def expanded(table: Table, columns: Sequence[Column], rows: Sequence[Sequence[tuple[Cell | None, ...]]]) -> Table:
    """The table with these columns; `rows[i]` are the rows that its row i becomes."""
    starts = [0, *accumulate(map(len, rows))]
    asides = tuple(replace(aside, before=starts[aside.before]) for aside in table.asides)
    cells = tuple(chain.from_iterable(rows))
    return replace(table, columns=tuple(columns), cells=cells, stub=False, repairs=(), sections=(), asides=asides)
