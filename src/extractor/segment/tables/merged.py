"""A first cell merged over several columns of a table: narrowed to the first of them, blanks in the others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extractor.document import Piece
from extractor.normalise.levels import is_level
from extractor.segment.flow import Row

__all__ = ["narrowed"]

_MIN_BEHIND = 3


def narrowed(row: Row, columns: Sequence[tuple[int, int]]) -> Row:
    """The row with its merged first cell in the first of the columns that it covers; `columns` are where each begins and ends.

    A level runs over both levels (预算执行); what is asked of the whole stands beside all columns that say whose part it is.
    """
    if not row.cells or not row.ruled:  # half of a row may hold no cell
        return row
    first, starts = row.cells[0], [start for start, _ in columns]
    if first.column not in starts:
        return row
    at, end = starts.index(first.column), first.column_end
    last = next((j for j in range(at + 1, len(columns)) if columns[j][1] == end), None)
    if last is None or not ((is_level(first.text) and last == at + 1) or _is_of_whole(row, starts[last + 1 :])):
        return row
    covered = columns[at + 1 : last + 1]
    blanks = (replace(first, piece=Piece(), column=start, column_span=stop - start) for start, stop in covered)
    return replace(row, cells=(replace(first, column_span=columns[at][1] - first.column), *blanks, *row.cells[1:]))


def _is_of_whole(row: Row, behind: Sequence[int]) -> bool:
    """Whether a first cell, merged down as well, stands beside rows that fill every column behind it, levels first."""
    first, *rest = row.filled
    filled = [cell.column for cell in rest]
    return first.row_span > 1 and len(filled) >= _MIN_BEHIND and filled == list(behind) and is_level(rest[0].text)
