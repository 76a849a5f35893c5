"""Indicators under no header at all: levels, and behind them a cell that says name, target and points: 数量 | 种树≥30亩（10）."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from extractor.document import Cell, Piece
from extractor.normalise.levels import is_first_level, is_kind, is_level
from extractor.segment.flow import Row
from extractor.segment.tables.implied import LEVELS, NAME, POINTS, VALUE
from extractor.segment.tables.items import compares_within, points_of, told
from extractor.segment.tables.table import Column, Table

__all__ = ["find_headless"]

_HEADERS = (*LEVELS, NAME, VALUE, POINTS)
_SEVERAL = re.compile(r"[；;。]|^\s*[（(]?\d{1,2}[.、．)）](?!\d)")
_MIN_ROWS = 3


def _levels(row: Row) -> tuple[Cell, ...]:
    """The cells that say the levels of a row, those merged from above too; none where it is another row."""
    cells = [cell for cell in row.all_cells if cell.piece]
    levels = tuple(takewhile(lambda cell: is_level(cell.text), cells))
    apart = len(levels) <= 1 or (len(levels) == len(LEVELS) and is_first_level(levels[0].text) and is_kind(levels[1].text))
    return levels if apart else ()


def _item(row: Row, levels: Sequence[Cell]) -> Cell | None:
    """The one cell behind the levels of a row."""
    behind = [cell for cell in row.all_cells if cell not in levels]
    return behind[0] if len(behind) == 1 and behind[0] in row.cells and behind[0].column == levels[-1].column_end else None


def _run(rows: Sequence[Row], start: int, taken: frozenset[int]) -> list[tuple[tuple[Cell, ...], Cell]]:
    """Levels and item of each row from `start` on that has them, the items under one another."""
    found: list[tuple[tuple[Cell, ...], Cell]] = []
    for at in range(start, len(rows)):
        levels = _levels(rows[at]) if at not in taken and rows[at].ruled else ()
        item = _item(rows[at], levels) if levels else None
        if item is None or rows[at].grid != rows[start].grid or (found and item.column != found[0][1].column):
            break
        found.append((levels, item))
    return found


def _is_of_targets(items: Sequence[Cell]) -> bool:
    """Whether most items that are filled in compare, be it before their points; a cell that lists several is a text of its own."""
    if any(_SEVERAL.search(cell.text) for cell in items):
        return False
    filled = [found[0].text if (found := points_of(cell.piece)) else cell.text for cell in items if cell.piece]
    return len(filled) >= _MIN_ROWS and 2 * sum(map(compares_within, filled)) >= len(filled)


def _split(piece: Piece, *, points: bool) -> tuple[Piece, Piece, Piece]:
    """Name, value and points of an indicator."""
    found = points_of(piece) if points else None
    return (*told(found[0]), found[1]) if found is not None else (*told(piece), Piece())


def _table(first: int, run: Sequence[tuple[tuple[Cell, ...], Cell]]) -> Table:
    items = [item for _, item in run if item.piece]
    points = all(points_of(item.piece) for item in items)
    cells = []
    for levels, item in run:
        if item.piece or item.inked:
            parts = [replace(item, piece=piece) for piece in _split(item.piece.strip(), points=points)]
            cells.append((*_placed(levels, item), *parts))
    columns = tuple(Column(header, run[0][1].column, run[0][1].column_end) for header in _HEADERS)
    return Table(first, first + len(run), columns, tuple(cells))


def _placed(levels: Sequence[Cell], item: Cell) -> tuple[Cell, Cell]:
    """First and second level of a row, said again in each; a single one is of the second level where it is a kind."""
    blank = replace(item, piece=Piece(), inked=False)
    if len(levels) > 1:
        return levels[0], levels[1]
    return (blank, levels[0]) if is_kind(levels[0].text) and not is_first_level(levels[0].text) else (levels[0], blank)


def find_headless(rows: Sequence[Row], taken: frozenset[int] = frozenset()) -> list[Table]:
    """The tables of targets among the rows of a region that have no header; rows in `taken` are something else."""
    found: list[Table] = []
    at = 0
    while at < len(rows):
        run = _run(rows, at, taken)
        if _is_of_targets([item for _, item in run]):
            found.append(_table(at, run))
        at += max(1, len(run))
    return found
