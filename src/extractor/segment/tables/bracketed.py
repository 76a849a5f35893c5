"""A level of an indicator in brackets before its name, [数量]培训场次: it gets a column of its own."""

from __future__ import annotations

import re
from dataclasses import replace

from extractor.document import Cell, Piece
from extractor.normalise.levels import is_first_level, is_level
from extractor.normalise.text import key
from extractor.segment.tables.implied import LEVELS
from extractor.segment.tables.table import Column, Table

__all__ = ["with_bracketed"]

_BRACKETED = re.compile(r"\s*[\[［【〔〖](?P<level>[^\]］】〕〗]{2,12})[\]］】〕〗]\s*(?P<name>\S.*)", re.DOTALL)
_MIN_ROWS = 2


def _level(text: str) -> str:
    match = _BRACKETED.fullmatch(text)
    return key(match["level"]) if match else ""


def _column(table: Table) -> int | None:
    """The column whose texts all begin with a level in brackets, most of them known ones."""
    for j in range(len(table.columns)):
        levels = [_level(text) for text in table.texts(j) if text.strip()]
        if len(levels) >= _MIN_ROWS and all(levels) and 2 * sum(map(is_level, levels)) > len(levels):
            return j
    return None


def _halves(cell: Cell | None) -> tuple[Cell | None, Cell | None]:
    match = _BRACKETED.fullmatch(cell.text) if cell is not None else None
    if cell is None or match is None:
        return (None if cell is None else replace(cell, piece=Piece())), cell
    level, name = (cell.piece.slice(*match.span(part)).strip() for part in ("level", "name"))
    return replace(cell, piece=level), replace(cell, piece=name)


def with_bracketed(table: Table) -> Table:
    """The table with a column for the levels that stand in brackets before the names; as it is where there are none."""
    at = _column(table)
    if at is None or table.stub:
        return table
    first = all(is_first_level(_level(text)) for text in table.texts(at) if text.strip())
    heading = LEVELS[0 if first else 1]
    if any(key(column.header.text) == heading.text for column in table.columns):
        return table
    own = table.columns[at]
    columns = (*table.columns[:at], Column(heading, own.start, own.end), *table.columns[at:])
    cells = tuple((*row[:at], *_halves(row[at]), *row[at + 1 :]) for row in table.cells)
    return replace(table, columns=columns, cells=cells)
