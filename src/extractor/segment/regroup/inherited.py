"""A table without a header below that of the project before, in the same columns of the page: it inherits the header."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from extractor.document import Cell
from extractor.segment.flow import Row
from extractor.segment.region import Region
from extractor.segment.tables.table import find_tables

__all__ = ["inherited"]

_LEAST_COLUMNS = 3


def inherited(regions: Sequence[Region]) -> list[Region]:
    """The regions; those of projects below one title have the header over their targets that only the first of them prints."""
    header: Sequence[Row] = ()
    for before, region in pairwise(regions):
        if not _are_siblings(before, region):
            header = ()
            continue
        header = _header_of(before.rows) or header
        if header and not _header_of(region.rows):
            region.rows = _headed(region.rows, header)
    return list(regions)


def _are_siblings(one: Region, other: Region) -> bool:
    """Whether two regions stand below the same title, or the same line where none reads like a title."""
    if one.title is not None or other.title is not None:
        return one.title is other.title
    return bool(one.head) and bool(other.head) and one.head[0] is other.head[0]


def _header_of(rows: Sequence[Row]) -> Sequence[Row]:
    """The rows that head the last table among `rows`."""
    table = next(iter(reversed(find_tables(rows))), None)
    return rows[table.first : table.last - len(table.cells)] if table is not None else ()


def _headed(rows: Sequence[Row], header: Sequence[Row]) -> list[Row]:
    """The rows, those of the last grid under the header where every cell stands below one of its own; else as they are."""
    start = next((n for n, row in enumerate(rows) if row.grid == rows[-1].grid), len(rows))
    columns = header[-1].all_cells
    body = [_below(row, columns) for row in rows[start:]]
    fitting = [row for row in body if row is not None]
    wide = max((len(row.filled) for row in fitting), default=0)
    if len(fitting) < len(body) or wide < _LEAST_COLUMNS:
        return list(rows)
    whole = [*rows[:start], *(replace(row, grid=rows[-1].grid) for row in header), *fitting]
    return whole if find_tables(whole) else list(rows)


def _below(row: Row, columns: Sequence[Cell]) -> Row | None:
    """The row in the columns of a header; None where a cell stands below none of them, or below several."""
    own, above = ([_moved(cell, columns) for cell in cells] for cells in (row.cells, row.above))
    moved = tuple(cell for cell in own if cell is not None)
    reaching = tuple(cell for cell in above if cell is not None)
    taken = {cell.column for cell in (*moved, *reaching)}
    if len(taken) < len(row.all_cells):
        return None
    return replace(row, cells=moved, above=reaching)


def _moved(cell: Cell, columns: Sequence[Cell]) -> Cell | None:
    over = [column for column in columns if _is_over(column, cell)]
    return replace(cell, column=over[0].column, column_span=over[0].column_span) if len(over) == 1 else None


def _is_over(column: Cell, cell: Cell) -> bool:
    """Whether a heading stands over a cell: by their places on the page, or by the columns that a text copy counts."""
    if column.box is None or cell.box is None:
        return (column.column, column.column_span) == (cell.column, cell.column_span)
    return column.box[0] < cell.box[2] and cell.box[0] < column.box[2]
