"""Pages as one stream of lines and rows, so that a form is the same whether or not a page break cuts it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TypeAlias

from extractor.document import Cell, Document, Grid, Line, Page, Piece
from extractor.normalise.shapes import shape
from extractor.normalise.text import key

__all__ = ["Item", "Row", "flow"]

_FURNITURE = re.compile(r"[-—－]*(第?\d{1,4}页?(共\d{1,4}页|/\d{1,4})?)[-—－]*")
_FLOWING = frozenset({"text", "long"})


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a grid: the cells that start in it and those that reach into it from above. `grid` numbers the grids."""

    cells: tuple[Cell, ...]
    above: tuple[Cell, ...]
    grid: int
    page: int
    ruled: bool

    @property
    def filled(self) -> tuple[Cell, ...]:
        """Cells with text or unreadable ink."""
        return tuple(cell for cell in self.cells if cell.piece or cell.inked)

    @property
    def all_cells(self) -> tuple[Cell, ...]:
        """Own cells and those from above, left to right."""
        return tuple(sorted((*self.cells, *self.above), key=lambda cell: cell.column))


Item: TypeAlias = Line | Row


def _rows(grid: Grid, number: int, page: int) -> list[Row]:
    """The rows of `grid`; a row in which no cell starts is none."""
    found = []
    for index, cells in enumerate(grid.rows()):
        above = tuple(c for c in grid.cells if c.row < index < c.row + c.row_span)
        if cells:
            found.append(Row(cells, above, number, page, grid.ruled))
    return found


def _mend(rows: list[Row]) -> list[Row]:
    """Rows of an unruled grid that a stray break cut in two are joined: where two short neighbours make one full row."""
    if not rows or rows[0].ruled:
        return rows
    usual, times = Counter(len(row.cells) for row in rows).most_common(1)[0]
    if usual < 4 or times < len(rows) / 2:
        return rows
    mended: list[Row] = []
    for row in rows:
        last = mended[-1] if mended else None
        if last and len(last.cells) < usual and len(last.cells) + len(row.cells) == usual:
            moved = tuple(replace(c, row=last.cells[0].row, column=c.column + len(last.cells)) for c in row.cells)
            mended[-1] = replace(last, cells=(*last.cells, *moved))
        else:
            mended.append(row)
    return mended


def _columns(rows: list[Row]) -> int:
    return max((c.column + c.column_span for row in rows for c in row.all_cells), default=0)


def _is_furniture(line: Line) -> bool:
    return bool(_FURNITURE.fullmatch(key(line.piece.text)))


def _spills(row: Row, before: Row) -> bool:
    """Whether `row`, the first on its page, is the rest of `before`: only running text, all of it under text, no label."""
    start = {cell.column: cell for cell in before.all_cells}
    filled = row.filled
    if not filled or filled[0].column == min(start, default=0) or len(filled) >= len(before.filled):
        return False
    return all(c.column in start and shape(c.text) in _FLOWING and start[c.column].piece for c in filled)


def _continue(row: Row, before: Row) -> Row:
    """`before` with the text of `row` added to its cells."""
    rest = {cell.column: cell.piece for cell in row.cells}

    def grown(cells: tuple[Cell, ...]) -> tuple[Cell, ...]:
        return tuple(replace(c, piece=Piece.join((c.piece, rest[c.column]))) if rest.get(c.column) else c for c in cells)

    return replace(before, cells=grown(before.cells), above=grown(before.above))


def _blocks(page: Page) -> Iterator[Line | Grid]:
    for block in page.blocks:
        if isinstance(block, Grid) or (block.piece.strip() and not _is_furniture(block)):
            yield block


def flow(document: Document) -> list[Item]:
    """Lines and rows in reading order; a grid that goes on after a page break keeps its number, a cut row is made whole."""
    items: list[Item] = []
    number, columns = -1, 0
    for page in document.pages:
        fresh_page = True
        for block in _blocks(page):
            if isinstance(block, Line):
                items.append(block)
                fresh_page = False
                continue
            rows = _mend(_rows(block, number, page.number))
            last = items[-1] if items else None
            if fresh_page and isinstance(last, Row) and last.page != page.number and _columns(rows) == columns:
                if rows and _spills(rows[0], last):
                    items[-1] = _continue(rows.pop(0), last)
            else:
                number += 1
                columns = _columns(rows)
            items += [replace(row, grid=number) for row in rows]
            fresh_page = False
    return items
