"""The texts of a worksheet as grids and lines: what stands within rules is a table, what stands outside them is a line.

A sheet without upright rules is one table, less the rows above and below that hold a single text.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import TypeAlias

from extractor.document import Block, Cell, Grid, Piece, Place
from extractor.readers.excel_sheet import Merged, TooManyCellsError
from extractor.readers.office_lines import cut_lines

__all__ = ["SheetTexts", "blocks_of"]

_Spans: TypeAlias = dict[tuple[int, int], tuple[int, int, int, int]]


@dataclass(frozen=True, slots=True)
class SheetTexts:
    """What a sheet shows: texts by (row, column), 1-based, and the rows in which a cell has a rule at its side."""

    texts: dict[tuple[int, int], str]
    ruled: frozenset[int]


def blocks_of(sheet: SheetTexts, merged: Sequence[Merged], number: int, room: int) -> list[Block]:
    """The blocks of sheet `number`, top down. Raises TooManyCellsError, ValueError for merged cells that overlap."""
    rows, columns = sorted({row for row, _ in sheet.texts}), sorted({column for _, column in sheet.texts})
    if len(rows) * len(columns) > room:
        raise TooManyCellsError
    by_row = [list(cells) for _, cells in groupby(_cells(sheet, rows, columns, merged, number), key=lambda cell: cell.row)]
    is_line = _outside(sheet, rows, by_row)
    blocks: list[Block] = []
    for first, last in _stretches(sheet, rows, is_line, merged):
        cells = [cell for row in by_row if first <= row[0].row < last for cell in row]
        if is_line[first]:
            blocks += (line for cell in cells for line in cut_lines(cell.piece))
        else:
            blocks.append(Grid(tuple(_within(cell, first, last) for cell in cells), ruled=True))
    return blocks


def _within(cell: Cell, first: int, last: int) -> Cell:
    return replace(cell, row=cell.row - first, row_span=min(cell.row_span, last - cell.row))


def _outside(sheet: SheetTexts, rows: Sequence[int], by_row: Sequence[Sequence[Cell]]) -> list[bool]:
    """For each row whether it stands outside any table."""
    if sum(row in sheet.ruled for row in rows) > 1:
        return [row not in sheet.ruled for row in rows]
    filled = [0] * len(rows)
    for row in by_row:
        filled[row[0].row] = sum(bool(cell.piece) for cell in row)
    inside = [at for at, count in enumerate(filled) if count != 1] or [len(rows)]
    return [not inside[0] <= at <= inside[-1] for at in range(len(rows))]


def _stretches(
    sheet: SheetTexts, rows: Sequence[int], is_line: Sequence[bool], merged: Sequence[Merged]
) -> Iterator[tuple[int, int]]:
    """Rows [first, last) that belong together: lines each by itself, tables as far as their rules go."""
    first = 0
    for at in range(1, len(rows) + 1):
        ends = at == len(rows) or is_line[at] or is_line[at - 1]
        if ends or _is_gap(sheet, rows[at - 1], rows[at], merged):
            yield first, at
            first = at


def _is_gap(sheet: SheetTexts, above: int, below: int, merged: Sequence[Merged]) -> bool:
    """Whether blank rows without rules stand between two rows of a ruled sheet, and no merged cell."""
    blank = above in sheet.ruled and any(row not in sheet.ruled for row in range(above + 1, below))
    return blank and not any(top <= above and bottom >= below for top, _, bottom, _ in merged)


def _cells(sheet: SheetTexts, rows: Sequence[int], columns: Sequence[int], merged: Sequence[Merged], number: int) -> Iterator[Cell]:
    """The grid without its blank rows and columns, row by row; each cell's place is where it stands in the sheet."""
    spans, covered = _spans(rows, columns, merged)
    for i, row in enumerate(rows):
        for j, column in enumerate(columns):
            if (i, j) in covered:
                continue
            top, left, row_span, column_span = spans.get((i, j), (row, column, 1, 1))
            place = Place(number, cell=(number, top, left))
            yield Cell(i, j, Piece.at(sheet.texts.get((top, left), ""), place), row_span, column_span)


def _spans(rows: Sequence[int], columns: Sequence[int], merged: Sequence[Merged]) -> tuple[_Spans, set[tuple[int, int]]]:
    """For the first place of each merged cell its row, its column and its spans; and the other places that it covers."""
    spans: _Spans = {}
    taken: set[tuple[int, int]] = set()
    for top, left, bottom, right in merged:
        down = range(bisect_left(rows, top), bisect_right(rows, bottom))
        along = range(bisect_left(columns, left), bisect_right(columns, right))
        if not down or not along:
            continue
        spans[down[0], along[0]] = (top, left, len(down), len(along))
        for place in ((i, j) for i in down for j in along):
            if place in taken:
                raise ValueError("merged cells overlap")
            taken.add(place)
    return spans, taken - spans.keys()
