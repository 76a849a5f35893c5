"""A second heading under the amounts of a table whose one wide cell leaves the columns below it to the heading further up.

全周期 | 本年 | 次年 stand over the amounts and over the targets: 各期目标值 in the second heading only says what is under them. The
wide cell is cut into what the first heading says there, and so is a blank beside it. The first heading printed again on a new page
goes. A note over the blanks of a row of amounts (（金额单位：万元）) leaves blanks behind.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from extractor.document import Cell, Piece
from extractor.normalise.shapes import shape
from extractor.normalise.text import key
from extractor.segment.flow import Row

__all__ = ["resumed"]

_MIN_COLUMNS = 3
_MIN_HEADINGS = 3
_LOOKED_AT = 40
"""Rows over a second heading that are looked through for the first one: amounts are few."""
_NOTE = re.compile(r"[（(][^（）()]+[)）]")
_HEADS = frozenset({"text", "unit", "flag"})
_AMOUNTS = frozenset({"number", "blank"})


@dataclass(frozen=True, slots=True)
class _Heading:
    """The cells of the first heading that stand over the columns under a wide cell, and its rows [first, last]."""

    cells: tuple[Cell, ...]
    first: int
    last: int


def _covers(cell: Cell, other: Cell) -> bool:
    return cell.column <= other.column and other.column_end <= cell.column_end


def _same(cell: Cell, other: Cell) -> bool:
    return (cell.column, cell.column_end) == (other.column, other.column_end)


def _wide(row: Row, under: Row) -> tuple[Cell, tuple[Cell, ...]] | None:
    """The last text of a row of headings, where it runs over three columns or more of the row under it."""
    filled = row.filled
    if not row.ruled or len(filled) < _MIN_HEADINGS or any(shape(cell.text) not in _HEADS for cell in filled):
        return None
    parts = tuple(cell for cell in under.cells if _covers(filled[-1], cell))
    whole = bool(parts) and (parts[0].column, parts[-1].column_end) == (filled[-1].column, filled[-1].column_end)
    return (filled[-1], parts) if under.grid == row.grid and whole and len(parts) >= _MIN_COLUMNS else None


def _is_amounts(row: Row, columns: Sequence[Cell]) -> bool:
    """Whether a row holds amounts and blanks in `columns`; a note in brackets may stand over several of its blanks."""
    within = [cell for cell in row.cells if any(_covers(column, cell) or _covers(cell, column) for column in columns)]
    shapes = [shape(cell.text) for cell in within if not _is_note(cell)]
    return "number" in shapes and set(shapes) <= _AMOUNTS


def _is_note(cell: Cell) -> bool:
    return cell.column_span > 1 and bool(_NOTE.fullmatch(key(cell.text)))


def _heading(rows: Sequence[Row], at: int, columns: Sequence[Cell]) -> _Heading | None:
    """The heading over the amounts above row `at` that names each of `columns`."""
    over = rows[max(0, at - _LOOKED_AT) : at]
    run = list(takewhile(lambda row: row.grid == rows[at].grid and _is_amounts(row, columns), reversed(over)))
    last = at - len(run) - 1
    if not run or last < 0 or rows[last].grid != rows[at].grid or set(rows[last].all_cells) & set(rows[last + 1].above):
        return None  # a heading ends as a whole: a row of which a cell goes on below is one of the table
    named = [next((head for head in rows[last].all_cells if _same(head, column)), None) for column in columns]
    heads = tuple(head for head in named if head is not None and head.piece and shape(head.text) in _HEADS)
    if len(heads) < len(columns) or len({key(head.text) for head in heads}) < len(heads):
        return None
    tallest = max((head.row_span for head in rows[last].all_cells), default=1)
    first = next((n for n in range(max(0, last + 1 - tallest), last) if set(rows[n].cells) & set(rows[last].above)), last)
    return _Heading(heads, first, last)


def _cut(row: Row, wide: Cell, heading: _Heading, beside: Sequence[Cell]) -> Row:
    """The row with the first heading's words for its wide cell and for its blanks."""

    def of(cell: Cell) -> list[Cell]:
        if cell is wide:
            return [replace(wide, piece=head.piece, column=head.column, column_span=head.column_span) for head in heading.cells]
        same = next((head for head in beside if not cell.piece and not cell.inked and _same(head, cell)), None)
        return [replace(cell, piece=same.piece)] if same is not None else [cell]

    return replace(row, cells=tuple(part for cell in row.cells for part in of(cell)))


def _without_note(row: Row, columns: Sequence[Cell]) -> tuple[Row, list[Piece]]:
    """The row with a blank for each column under a note, and the note."""
    notes = [cell for cell in row.cells if _is_note(cell) and any(_covers(cell, column) for column in columns)]

    def of(cell: Cell) -> list[Cell]:
        under = [column for column in columns if _covers(cell, column)] if cell in notes else []
        return [replace(cell, piece=Piece(), column=c.column, column_span=c.column_span) for c in under] or [cell]

    return replace(row, cells=tuple(part for cell in row.cells for part in of(cell))), [cell.piece.strip() for cell in notes]


def _said(row: Row) -> frozenset[tuple[int, str]]:
    return frozenset((cell.column, key(cell.text)) for cell in row.filled)


def resumed(rows: Sequence[Row]) -> tuple[list[Row], list[Piece]]:
    """The rows with every second heading as full as the first, which opens a grid of its own, and the notes between them."""
    out: list[Row] = []
    notes: list[Piece] = []
    again: frozenset[frozenset[tuple[int, str]]] = frozenset()
    grids: dict[int, int] = {}
    fresh = 1 + max((row.grid for row in rows), default=0)
    for n, own in enumerate(rows):
        row = replace(own, grid=grids.get(own.grid, own.grid))
        if out and row.grid == out[-1].grid and _said(row) in again:
            continue
        out.append(row)
        wide = _wide(own, rows[n + 1]) if n + 1 < len(rows) else None
        heading = _heading(out, len(out) - 1, wide[1]) if wide is not None else None
        if wide is None or heading is None:
            continue
        grids[own.grid], fresh = fresh, fresh + 1
        out[-1] = replace(_cut(row, wide[0], heading, out[heading.last].all_cells), grid=grids[own.grid])
        for at in range(heading.last + 1, len(out) - 1):
            out[at], found = _without_note(out[at], heading.cells)
            notes += found
        again = frozenset(_said(head) for head in out[heading.first : heading.last + 1])
    return out, notes
