"""First levels over tables that stand side by side: 产出指标 over the left one, 效益指标、满意度指标 over the right one.

Each table gets a first column with its level. Where its heading names several, the kind of an indicator tells which is meant.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extractor.document import Cell, Piece
from extractor.normalise.levels import is_first_level
from extractor.normalise.text import key
from extractor.segment.flow import Row
from extractor.segment.tables.implied import LEVELS
from extractor.segment.tables.table import Column, Table

__all__ = ["with_level_over"]

_AND = re.compile(r"[、，,/／]|(?<=指标)[和与及]")
_KINDS = (
    (re.compile(r"产出|履职"), re.compile(r"数量|质量|时效|成本")),
    (re.compile(r"效益|效果|成效"), re.compile(r"经济|社会(?!公众)|生态|环境|可持续")),
    (re.compile(r"满意"), re.compile(r"满意")),
)
"""First levels, and the kinds that belong to each."""
_MIN_HEADS = 2


def _names(piece: Piece) -> list[Piece]:
    """The first levels that a heading names; none where it says anything else."""
    cuts = [match.span() for match in _AND.finditer(piece.text)]
    starts, ends = [0, *(end for _, end in cuts)], [*(start for start, _ in cuts), len(piece)]
    names = [piece.slice(*span).strip() for span in zip(starts, ends, strict=True)]
    return names if all(is_first_level(name.text) for name in names) else []


def _level(names: Sequence[Piece], kinds: Sequence[str]) -> Piece:
    """The one of `names` that an indicator with one of `kinds` belongs to; nothing where that is not plain."""
    if len(names) == 1:
        return names[0]
    groups = [first for first, kind in _KINDS if any(map(kind.search, kinds))]
    found = [name for name in names if any(first.search(name.text) for first in groups)]
    return found[0] if len(groups) == len(found) == 1 else Piece()


def _is_over(cell: Cell, table: Table) -> bool:
    return cell.column <= table.columns[0].start and table.columns[-1].end <= cell.column_end


def with_level_over(table: Table, rows: Sequence[Row]) -> Table:
    """The table, from the row over it on and with a column of first levels, where that row heads it and others beside it."""
    row = rows[table.first - 1] if table.first else None
    if row is None or row.grid != rows[table.first].grid or table.stub or len(row.filled) < _MIN_HEADS:
        return table
    over = [cell for cell in row.filled if _is_over(cell, table)]
    if len(over) != 1 or not all(_names(cell.piece) for cell in row.filled):
        return table
    if any(is_first_level(column.header.text) or key(column.header.text) == key(LEVELS[0].text) for column in table.columns):
        return table
    names = _names(over[0].piece)
    levels = (_level(names, [key(cell.text) for cell in cells[:1] if cell is not None]) for cells in table.cells)
    cells = tuple((replace(over[0], piece=level), *row) for level, row in zip(levels, table.cells, strict=True))
    start = table.columns[0].start
    return replace(table, first=table.first - 1, columns=(Column(LEVELS[0], start, start), *table.columns), cells=cells)
