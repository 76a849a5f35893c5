"""Levels of an indicator without a column of their own: two in one cell (产出—数量), or one in rows over its indicators.

The table gets the columns that it lacks, so that it reads like any other.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extractor.document import Cell, Piece
from extractor.normalise.levels import is_first_level, is_kind
from extractor.normalise.operators import leading_operator
from extractor.normalise.text import key
from extractor.segment.tables.implied import LEVELS
from extractor.segment.tables.table import Column, Table

__all__ = ["split_levels", "with_level", "with_own_heading", "with_sections"]


_JOINED = re.compile(
    r"(?P<first>[\u4e00-\u9fff]{2,10})\s*(?:[—－–―→>＞/／\-]+|[(（])\s*(?P<second>[\u4e00-\u9fff\s]{2,12}?)\s*[)）]?", re.DOTALL
)
_READ_AS_ONE = re.compile(r"(?P<first>[\u4e00-\u9fff]{2,10}?)\s*一\s*(?P<second>[\u4e00-\u9fff]{2,12})")
"""A dash that was read as the number one: 产出一数量. Where nearly all cells of a column have it, it is no word of theirs."""
_LEVEL = re.compile(r"指标$|产出|效益|效果|成效|满意度|成本|数量|质量|时效|影响")
_MIN_ROWS = 3
_MOSTLY = 0.8


def _halves(piece: Piece) -> tuple[Piece, Piece] | None:
    match = _JOINED.fullmatch(piece.text.strip()) or _READ_AS_ONE.fullmatch(piece.text.strip())
    if match is None:
        return None
    bare = piece.strip()
    return bare.slice(*match.span("first")), bare.slice(*match.span("second")).strip()


def _is_joined(texts: Sequence[str]) -> bool:
    """Whether nearly all cells hold two words of which the first repeats: a level and its part, no names of their own."""
    filled = [text for text in texts if text.strip()]
    firsts = [halves[0].text for text in filled if (halves := _halves(Piece(text)))]
    return len(firsts) >= max(_MIN_ROWS, _MOSTLY * len(filled)) and len(set(firsts)) <= len(firsts) / 2 + 1


def _two(cell: Cell | None) -> tuple[Cell | None, Cell | None]:
    if cell is None:
        return None, None
    halves = _halves(cell.piece) or (cell.piece, Piece())
    return replace(cell, piece=halves[0]), replace(cell, piece=halves[1])


def split_levels(table: Table) -> Table:
    """The table with its first column of joined levels as two columns; as it is where it has none."""
    worded = [j for j in range(len(table.columns)) if not table.is_serial(j)]
    at = next((j for j in worded[:2] if len(table.columns) > 2 and _is_joined(table.texts(j))), None)
    if at is None or table.stub:
        return table
    column = table.columns[at]
    columns = (*(Column(level, column.start, column.end, column.over) for level in LEVELS),)
    cells = tuple((*row[:at], *_two(row[at]), *row[at + 1 :]) for row in table.cells)
    return replace(table, columns=(*table.columns[:at], *columns, *table.columns[at + 1 :]), cells=cells)


def with_level(table: Table) -> Table:
    """The table of targets whose first column of words has no heading: levels, not the labels of a matrix of amounts."""
    if not table.stub or not _is_of_targets(table):
        return table
    at = next(j for j in range(len(table.columns)) if any(table.texts(j)))
    texts = [text for text in table.texts(at) if text.strip()]
    if sum(bool(_LEVEL.search(key(text))) for text in texts) < _MOSTLY * len(texts):
        return table
    columns = tuple(replace(column, header=LEVELS[0]) if j == at else column for j, column in enumerate(table.columns))
    return replace(table, columns=columns, stub=False)


def with_own_heading(table: Table) -> Table:
    """The table whose heading over the second levels is their first level itself (产出指标 over 数量, 质量 …)."""
    firsts = [n for n, column in enumerate(table.columns) if is_first_level(column.header.text)]
    at = firsts[0] if len(firsts) == 1 else None
    opener = table.cells[0][at] if at is not None else None
    kinds = [text for text in table.texts(at) if text.strip()] if at is not None else []
    if at is None or opener is None or table.stub or not kinds or not all(map(is_kind, kinds)):
        return table
    column = table.columns[at]
    own = (replace(opener, piece=column.header), *(None,) * (len(table.cells) - 1))
    cells = tuple((*row[:at], first, *row[at:]) for row, first in zip(table.cells, own, strict=True))
    heads = (replace(column, header=LEVELS[0]), replace(column, header=LEVELS[1]))
    return replace(table, columns=(*table.columns[:at], *heads, *table.columns[at + 1 :]), cells=cells)


def _is_of_targets(table: Table) -> bool:
    headed = any("指标" in column.header.text for column in table.columns)
    return headed or any(leading_operator(text) for j in range(len(table.columns)) for text in table.texts(j))


def with_sections(table: Table) -> Table:
    """The table with the rows that head others as a first column, merged down to the next; as it is where it has that level."""
    if not table.sections or any(key(column.header.text) == key(LEVELS[0].text) for column in table.columns):
        return table
    start = table.columns[0].start
    cells = tuple((section, *row) for section, row in zip(table.sections, table.cells, strict=True))
    return replace(table, columns=(Column(LEVELS[0], start, start), *table.columns), cells=cells, sections=())
