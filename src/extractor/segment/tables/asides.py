"""What stands between the rows of a table of targets and is none of them: 年度目标：… over a project's indicators, 总目标 | …
under them, the points for carrying out the budget in a row without a target, or the sum of the points of a level or of a project
(小计, 本项目合计).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from extractor.document import Cell, Piece
from extractor.normalise.labels import reads_like_label
from extractor.normalise.levels import is_level
from extractor.normalise.numbers import parse_decimal
from extractor.normalise.shapes import quantity_offsets, shape
from extractor.normalise.text import key
from extractor.normalise.totals import TOTALS
from extractor.segment.flow import Row
from extractor.segment.lines.labelled import split_label

__all__ = ["Aside", "aside_of", "is_execution", "names_sum", "set_apart"]

_EXECUTION = re.compile(r"(?:年度)?预算执行(?:率|情况|进度)?(?:指标)?(?:[(].{1,16}[)])?")
_MIN_COLUMNS = 3
_MAX_SAID = 4
_SUM = re.compile(rf"(?:[\u4e00-\u9fff]{{1,4}})?(?:{'|'.join(sorted(TOTALS))})")
_TOLD = 2
_MIN_BESIDE = 2
"""A label and its text; and how many merged cells a project has beside its indicators, where a heading beside them all is one."""


@dataclass(frozen=True, slots=True)
class Aside:
    """Label and text of what stands before row `before` of a table.

    `is_execution` where it is the points for execution, `is_sum` where it is the sum of those over it, `is_total` where it is
    that of a whole list; `closes` where it belongs to what stands over it, beside the same merged cells.
    """

    before: int
    label: Piece
    value: Piece
    is_execution: bool = False
    is_sum: bool = False
    closes: bool = False
    is_total: bool = False

    @property
    def may_end(self) -> bool:
        """Whether it can stand under the last row: a text there opens what follows the table."""
        return self.is_execution or (self.is_sum and not self.is_total) or self.closes


def _is_wide(cell: Cell, edges: Sequence[tuple[int, int]]) -> bool:
    """Whether a cell runs over three columns or more, to the end of the table."""
    covered = [start for start, end in edges if cell.column <= start and end <= cell.column_end]
    starts = [start for start, _ in edges]
    return len(covered) >= _MIN_COLUMNS and cell.column in starts and cell.column_end >= edges[-1][1]


def _points(row: Row) -> Piece | None:
    """The only number of a row without a target."""
    points = [cell.piece for cell in row.filled if parse_decimal(cell.text) is not None]
    targets = any(quantity_offsets(cell.text) and parse_decimal(cell.text) is None for cell in row.filled)
    return points[0] if len(points) == 1 and not targets else None


def names_sum(text: str) -> bool:
    """Whether a text names a sum, be it said of what (本项目合计)."""
    return bool(_SUM.fullmatch(key(text)))


def _is_sum(row: Row, edges: Sequence[tuple[int, int]]) -> bool:
    """Whether a row sums up those over it: 小计 over several columns, and numbers.

    It stands beside the level that it belongs to, or beside the cells of a project that are merged over its indicators.
    """
    first, rest = row.filled[0], row.filled[1:]
    before = [cell for cell in row.above if cell.column < first.column]
    covered = sum(cell.column_end - cell.column for cell in before) >= first.column - edges[0][0] > 0
    beside = any(is_level(cell.text) for cell in before) or (covered and len(before) >= _MIN_BESIDE)
    whole = first.column in [start for start, _ in edges] and first.column_end in [end for _, end in edges]
    wide = sum(first.column <= start and end <= first.column_end for start, end in edges) > 1
    numbers = bool(rest) and all(parse_decimal(cell.text) is not None for cell in rest)
    return names_sum(first.text) and beside and whole and wide and numbers


def _is_total(row: Row, edges: Sequence[tuple[int, int]]) -> bool:
    """Whether a row sums up a list: 合计 over its first columns, and behind it amounts in several others."""
    first, rest = row.filled[0], row.filled[1:]
    wide = first.column == edges[0][0] and sum(end <= first.column_end for _, end in edges) > 1
    numbers = len(rest) > 1 and all(parse_decimal(cell.text) is not None for cell in rest)
    return key(first.text) in TOTALS and wide and numbers


def is_execution(text: str) -> bool:
    """Whether a text names the points for carrying out the budget."""
    return bool(_EXECUTION.fullmatch(key(text)))


def aside_of(row: Row, edges: Sequence[tuple[int, int]]) -> Aside | None:
    """What a row says for itself under columns with these `edges`; None where it is a row of the table.

    Without upright rulings only a text over several columns is told from a row.
    """
    if not row.filled or not (row.ruled or row.filled[0].column_span > 1):
        return None
    points = _points(row) if len(row.filled) <= _MAX_SAID and is_execution(row.filled[0].text) else None
    if points is not None:
        return Aside(0, row.filled[0].piece, points, is_execution=True)
    is_total = _is_total(row, edges)
    if row.ruled and (is_total or _is_sum(row, edges)):
        return Aside(0, row.filled[0].piece, row.filled[1].piece, is_sum=True, is_total=is_total)
    if not row.ruled or not _is_wide(row.filled[-1], edges):
        return None
    pair = split_label(row.filled[-1].piece)
    if pair is not None and reads_like_label(pair[0].text) and pair[1]:
        return Aside(0, *pair)
    return _told_beside(row)


def _told_beside(row: Row) -> Aside | None:
    """A long text in a wide cell and its label in the cell before it; all else in the row is merged with rows over or under it."""
    if len(row.filled) < _TOLD or shape(row.filled[-1].text) != "long":
        return None
    label, text = row.filled[-_TOLD:]
    if label.column_end != text.column or not reads_like_label(label.text) or is_level(label.text):
        return None
    if any(cell.row_span <= text.row_span for cell in row.cells if cell.column < label.column):
        return None
    beside = [cell for cell in row.above if cell.column < label.column]
    opens = any(cell.column < label.column for cell in row.cells)
    return Aside(0, label.piece, text.piece, closes=not opens and len(beside) >= _MIN_BESIDE)


def set_apart(rows: Sequence[Row], edges: Sequence[tuple[int, int]]) -> tuple[list[Row], tuple[Aside, ...]]:
    """The rows of the table, and what stands between them; cells that begin beside such a text begin the row under it instead."""
    kept: list[Row] = []
    asides: list[Aside] = []
    carried: tuple[Cell, ...] = ()
    for row in rows:
        aside = aside_of(row, edges)
        if aside is not None:
            asides.append(replace(aside, before=len(kept)))
            carried = (*carried, *(cell for cell in row.cells if cell.row_span > 1))
        else:
            begun = {cell.column for cell in carried}
            above = tuple(cell for cell in row.above if cell.column not in begun)
            kept.append(replace(row, cells=(*carried, *row.cells), above=above) if carried else row)
            carried = ()
    return kept, tuple(asides)
