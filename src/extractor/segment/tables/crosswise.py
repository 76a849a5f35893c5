"""Kinds of indicators as columns (数量指标 | 质量指标 | …), several indicators in a cell: such a table is turned, one row for each.

A cell says "name ≥ value" again and again, between semicolons or one on a line; what words stand at the end of one that does not
compare is its value (制度健全). Each may have its points in brackets behind it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from extractor.document import Cell, Piece
from extractor.normalise.levels import is_level
from extractor.segment.lines.titles import is_block_heading
from extractor.segment.tables.expanded import expanded
from extractor.segment.tables.implied import LEVELS, NAME, POINTS, VALUE
from extractor.segment.tables.items import MAX_NAME, PROSE, compares_within, items, points_of, told
from extractor.segment.tables.table import Column, Table

__all__ = ["turned"]

_HEADERS = (*LEVELS, NAME, VALUE)
_MIN_KINDS = 2


def _kinds(table: Table) -> range:
    """The adjacent columns whose cells are indicators with their targets, most of them."""
    holding = [j for j in range(len(table.columns)) if _holds(table.texts(j)) and table.columns[j].header]
    found = range(holding[0], holding[-1] + 1) if len(holding) >= _MIN_KINDS else range(0)
    return found if len(holding) > len(found) / 2 else range(0)


def _holds(texts: Sequence[str]) -> bool:
    filled = [text for text in texts if text.strip()]
    cells = [[_unpointed(item).text for item in items(Piece(text))] for text in filled]
    plain = not any(PROSE.search(item) and len(item) > MAX_NAME for cell in cells for item in cell)
    return bool(filled) and plain and sum(any(map(compares_within, cell)) for cell in cells) >= len(filled) / 2


def _unpointed(item: Piece) -> Piece:
    found = points_of(item)
    return found[0] if found else item


def _grown(table: Table, kinds: range) -> range:
    """The columns under the same outermost heading belong to the kinds, and those beside them that are called a level.

    Be their targets in words.
    """
    over = {column.over[0] for j in kinds if (column := table.columns[j]).over}
    same = [j for j, column in enumerate(table.columns) if column.over and column.over[0] in over]
    start, stop = min((*same, kinds.start)), max((*same, kinds.stop - 1)) + 1
    while start and is_level(table.columns[start - 1].header.text):
        start -= 1
    while stop < len(table.columns) and is_level(table.columns[stop].header.text):
        stop += 1
    return range(start, stop)


def _level1(column: Column) -> Piece:
    return column.over[-1] if column.over and not is_block_heading(column.over[-1].text) else Piece()


def _have_points(table: Table, columns: Sequence[int]) -> bool:
    """Whether most indicators of some columns have their points in brackets behind them."""
    found = [points_of(item) for j in columns for text in table.texts(j) for item in items(Piece(text))]
    return 2 * sum(points is not None for points in found) > len(found)


def _listed(cell: Cell | None, *, points: bool) -> list[tuple[Cell, ...]]:
    """Name and value of each indicator of a cell, and its points where such cells have them."""
    if cell is None:
        return []
    return [tuple(replace(cell, piece=piece) for piece in _said(item, points=points)) for item in items(cell.piece)]


def _said(item: Piece, *, points: bool) -> tuple[Piece, ...]:
    if not points:
        return told(item)
    said, worth = points_of(item) or (item, Piece())
    return (*told(said), worth)


def _indicators(row: Sequence[Cell | None], table: Table, kinds: range, *, points: bool) -> Iterator[tuple[Cell, ...]]:
    for j in kinds:
        cell, column = row[j], table.columns[j]
        for parts in _listed(cell, points=points):
            levels = (replace(parts[0], piece=piece) for piece in (_level1(column), column.header))
            yield (*levels, *parts)


def _itemised(table: Table) -> Table:
    """The table with one row for each indicator where one column lists them and every other holds levels; as it is otherwise."""
    live = [j for j in range(len(table.columns)) if any(table.texts(j)) and not table.is_serial(j)]
    holding = [j for j in live if _holds(table.texts(j))]
    others = [j for j in live if j not in holding]
    if len(holding) != 1 or not others or not all(is_level(text) for j in others for text in table.texts(j) if text.strip()):
        return table
    at = holding[0]
    points = _have_points(table, holding)
    columns = (*(table.columns[j] for j in others), *(replace(table.columns[at], header=header) for header in _headers(points)[2:]))
    return expanded(table, columns, [_opened([row[j] for j in others], _listed(row[at], points=points)) for row in table.cells])


def _headers(points: bool) -> tuple[Piece, ...]:
    return (*_HEADERS, POINTS) if points else _HEADERS


def _opened(own: Sequence[Cell | None], rows: Sequence[tuple[Cell, ...]]) -> list[tuple[Cell | None, ...]]:
    """Rows that begin with the cells beside them, the further ones with nothing: those cells go on."""
    return [(*(own if n == 0 else (None,) * len(own)), *cells) for n, cells in enumerate(rows)]


def turned(table: Table) -> Table:
    """The table with one row for each indicator where its columns are kinds of them, or one lists them; as it is otherwise."""
    kinds = _kinds(table)
    if not kinds:
        return _itemised(table)
    kinds = _grown(table, kinds)
    points = _have_points(table, kinds)
    rest = [j for j in range(len(table.columns)) if j not in kinds]
    first = table.columns[kinds.start]
    columns = (*(table.columns[j] for j in rest), *(Column(header, first.start, first.end) for header in _headers(points)))
    rows = [_opened([row[j] for j in rest], list(_indicators(row, table, kinds, points=points))) for row in table.cells]
    return expanded(table, columns, rows)
