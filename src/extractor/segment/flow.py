"""Pages as one stream of lines and rows, so that a form is the same whether or not a page break cuts it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from extractor.document import Cell, Document, Grid, Line, Page, Piece, Place
from extractor.normalise.labels import reads_like_label
from extractor.normalise.levels import is_kind
from extractor.normalise.shapes import shape
from extractor.normalise.text import key
from extractor.normalise.ticks import chosen

__all__ = ["Item", "Row", "flow", "onto"]

_FURNITURE = re.compile(r"[-—－]*(第?\d{1,4}页?(共\d{1,4}页|/\d{1,4})?)[-—－]*|[(（]?[转接续][上下]页[)）]?")
_ELLIPSIS = re.compile(r"[.…·⋯]+")
_FLOWING = frozenset({"text", "long"})
_LEAST_HEADER = 3
_TOLERANCE = 3.0
"""Points by which the same ruling may differ from page to page."""


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


def _placed(cell: Cell, page: int) -> Cell:
    """A cell whose ink gave no text keeps its place, so that it can be shown and is not taken for a blank.

    Of options behind boxes the ticked one is what the cell says.
    """
    if cell.inked and not cell.piece:
        return replace(cell, piece=Piece.unread(Place(page, cell.box)))
    option = chosen(cell.text)
    return replace(cell, piece=cell.piece.slice(*option)) if option else cell


def _rows(grid: Grid, page: int) -> list[Row]:
    """The rows of `grid`, which is numbered when it joins the stream; a row in which no cell starts is none."""
    grid = replace(grid, cells=tuple(_placed(cell, page) for cell in grid.cells))
    tall = [cell for cell in grid.cells if cell.row_span > 1]  # few, where a sheet has thousands of rows
    found = []
    for index, cells in enumerate(grid.rows()):
        above = tuple(c for c in tall if c.row < index < c.row + c.row_span)
        if cells:
            found.append(Row(cells, above, 0, page, grid.ruled))
    return found


def _mend(rows: list[Row]) -> list[Row]:
    """Rows of a text copy that a stray break cut in two are joined: where two short neighbours make one full row.

    Cells that know their place on the page were never cut.
    """
    if not rows or rows[0].ruled or any(cell.box for row in rows for cell in row.cells):
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


def _edges(rows: Sequence[Row]) -> dict[float, int]:
    """The column that begins (or ends) at each vertical ruling, by its place on the page."""
    edges = {}
    for cell in (c for row in rows for c in row.all_cells if c.box):
        assert cell.box is not None
        edges[cell.box[0]] = cell.column
        edges[cell.box[2]] = cell.column_end
    return edges


def _nearest(edges: dict[float, int], x: float) -> int | None:
    return next((column for edge, column in edges.items() if abs(edge - x) <= _TOLERANCE), None)


def _moved(cell: Cell, edges: dict[float, int]) -> Cell | None:
    """`cell` numbered by the columns of an earlier page; None where its rulings are not among those."""
    if cell.box is None:
        return None
    start, end = _nearest(edges, cell.box[0]), _nearest(edges, cell.box[2])
    return None if start is None or end is None or end <= start else replace(cell, column=start, column_span=end - start)


def _onto(rows: list[Row], edges: dict[float, int]) -> list[Row] | None:
    """`rows` of a new page numbered by the columns of the page before; None where the grid has other rulings."""
    moved = []
    for row in rows:
        own, above = ([_moved(c, edges) for c in cells] for cells in (row.cells, row.above))
        if None in own or None in above:
            return None
        moved.append(replace(row, cells=tuple(c for c in own if c), above=tuple(c for c in above if c)))
    return moved


def onto(rows: list[Row], before: Sequence[Row]) -> list[Row] | None:
    """`rows` of a later page numbered by the columns of those `before`; None where their rulings differ, or none are known."""
    edges = _edges(before)
    return _onto(rows, edges) if edges else None


def _is_furniture(line: Line) -> bool:
    return bool(_FURNITURE.fullmatch(key(line.piece.text)))


def _left(cell: Cell) -> float:
    return cell.box[0] if cell.box else float(cell.column)


def _under(cell: Cell, before: Row) -> Cell | None:
    """The cell of the page before that begins at the same ruling, or in the same column where there are no rulings."""
    tolerance = _TOLERANCE if cell.box else 0
    return next((c for c in before.all_cells if abs(_left(c) - _left(cell)) <= tolerance), None)


def _is_ended(text: str) -> bool:
    """Whether a cell only says that more may follow (……): nothing goes on from it."""
    return bool(_ELLIPSIS.fullmatch(key(text)))


def _spills(row: Row, before: Row) -> bool:
    """Whether `row`, the first on its page, is the rest of `before`: text under text, or only what the cut row still lacks."""
    filled = row.filled
    over = [_under(cell, before) for cell in filled]
    if not filled or filled[0].column == 0 or None in over:
        return False
    pairs = [(cell, above) for cell, above in zip(filled, over, strict=True) if above is not None]
    if not all(not o.piece or {shape(c.text), shape(o.text)} <= _FLOWING for c, o in pairs):
        return False
    if any(_is_ended(o.text) or (is_kind(c.text) and is_kind(o.text)) for c, o in pairs):
        return False
    apart = len(pairs) > 1 and all(not o.piece for _, o in pairs)
    lacked = any(not o.piece for _, o in pairs) and all(shape(c.text) in _FLOWING for c in before.filled)
    return apart or lacked or (all(o.piece for _, o in pairs) and len(filled) < len(before.filled))


def _continue(row: Row, before: Row) -> Row:
    """`before` with the text of `row` added to its cells."""
    rest = {_under(cell, before): cell.piece for cell in row.cells if cell.piece}

    def grown(cells: tuple[Cell, ...]) -> tuple[Cell, ...]:
        return tuple(replace(c, piece=Piece.join((c.piece, rest[c]))) if c in rest else c for c in cells)

    return replace(before, cells=grown(before.cells), above=grown(before.above))


def _blocks(page: Page) -> Iterator[Line | Grid]:
    for block in page.blocks:
        if isinstance(block, Grid) or (block.piece.strip() and not _is_furniture(block)):
            yield block


def _last_grid(items: Sequence[Item]) -> list[Row]:
    """The rows of the grid that the stream ends with; none where it ends with a line."""
    last = items[-1] if items else None
    return [row for row in items if isinstance(row, Row) and row.grid == last.grid] if isinstance(last, Row) else []


def _completes(row: Row, before: Row) -> bool:
    """Whether the one word in `row`, the first after a break, ends the name above it: 自然资源海洋气象等支 | 出."""
    filled = row.filled
    above = _under(filled[0], before) if len(filled) == 1 else None
    if above is None or not above.piece:
        return False
    whole = above.text + filled[0].text
    return reads_like_label(whole) and not reads_like_label(above.text) and not reads_like_label(filled[0].text)


def _width(rows: Sequence[Row]) -> int:
    """The most cells of a row; where cells know their place, merged ones count as often as they have columns."""
    return max(max((c.column_end for c in row.all_cells), default=0) if row.cells[0].box else len(row.cells) for row in rows)


def _says_again(row: Row, before: Sequence[Row]) -> bool:
    """Whether `row`, the first on its page, is the header of the table before, that goes on however wide its last row was."""
    if len(row.filled) < _LEAST_HEADER:
        return False
    said = [(cell.column, cell.column_span, key(cell.text)) for cell in row.filled]
    return any(said == [(cell.column, cell.column_span, key(cell.text)) for cell in other.filled] for other in before)


def _append_unruled(items: list[Item], rows: list[Row], before: Sequence[Row]) -> None:
    """Adds rows of a text copy after an empty line: a page break within the table, if they are as wide as the rows before.

    A last row that lacks the first cell, merged over the rows before it, moves one column to the right.
    """
    width, wide = _width(rows), _width(before if before[-1].cells[0].box else before[-1:])
    if width == wide and _completes(rows[0], before[-1]):
        items[-1] = _continue(rows.pop(0), before[-1])
    elif width == wide - 1 and not before[-1].cells[0].piece:
        rows = [replace(row, cells=tuple(replace(c, column=c.column + 1) for c in row.cells)) for row in rows]
        width = wide
    number = before[-1].grid + (width != wide and not _says_again(rows[0], before))
    items += [replace(row, grid=number) for row in rows]


def _append(items: list[Item], rows: list[Row], fresh_page: bool) -> None:
    """Adds the rows of one grid: to the grid before if only a page break is between and the rulings go on."""
    before = _last_grid(items)
    if rows and before and not (rows[0].ruled or before[-1].ruled):
        _append_unruled(items, rows, before)
        return
    before = before if fresh_page and _edges(before) else []  # sheets of an office file break no table, and show no rulings
    number = 1 + max((row.grid for row in items if isinstance(row, Row)), default=-1)
    if before and rows:
        if _spills(rows[0], before[-1]):
            items[-1] = _continue(rows.pop(0), before[-1])
        moved = _onto(rows, _edges(before))
        if moved is not None:
            rows, number = moved, before[0].grid
    items += [replace(row, grid=number) for row in rows]


def flow(document: Document) -> list[Item]:
    """Lines and rows in reading order; a grid that goes on after a page break keeps its number, a cut row is made whole."""
    items: list[Item] = []
    for page in document.pages:
        fresh_page = True
        for block in _blocks(page):
            if isinstance(block, Line):
                items.append(block)
            else:
                _append(items, _mend(_rows(block, page.number)), fresh_page)
            fresh_page = False
    return items
