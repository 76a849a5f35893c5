"""The yearly tasks of an overall form: a small table of names and texts, amounts behind them maybe, beside or under its heading."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import chain, islice, takewhile

from extractor.document import Cell, Piece
from extractor.normalise.labels import reads_like_label
from extractor.normalise.lexicon import LEXICON
from extractor.normalise.shapes import shape
from extractor.normalise.text import key
from extractor.segment.flow import Row
from extractor.segment.rows.headings import covering, heading_path

__all__ = ["TaskColumn", "TaskTable", "find_task_tables"]

_ABOUT = re.compile(LEXICON["forms"]["tasks"])
_OF_INDICATORS = re.compile(r"指标")
_LABEL_LENGTH = 16
_MIN_COLUMNS = 2


@dataclass(frozen=True, slots=True)
class TaskColumn:
    """A column by the headings over it and the grid column it begins at."""

    path: tuple[Piece, ...]
    start: int


@dataclass(frozen=True, slots=True)
class TaskTable:
    """Rows [first, last) of a region. `cells[i][j]` is row i under column j; None where a merged cell goes on."""

    first: int
    last: int
    columns: tuple[TaskColumn, ...]
    cells: tuple[tuple[Cell | None, ...], ...]

    def texts(self, column: int) -> list[str]:
        """The texts of a column."""
        return [cell.text for row in self.cells if (cell := row[column]) is not None]


def _is_labels(cells: Sequence[Cell]) -> bool:
    return bool(cells) and all(shape(c.text) == "text" and len(key(c.text)) <= _LABEL_LENGTH for c in cells)


def _side(rows: Sequence[Row], start: int) -> Cell | None:
    """The heading beside the whole table: the first cell of the header where the next row has none of its own there."""
    first = covering(rows[start], 0)
    below = covering(rows[start + 1], 0) if start + 1 < len(rows) else None
    if first is None or not first.piece or first not in rows[start].cells or below is None:
        return None
    return first if below is first or (not below.piece and not rows[start].ruled) else None


def _is_about_tasks(rows: Sequence[Row], start: int, heads: Sequence[Cell], side: Cell | None) -> bool:
    """Whether the heading beside the table, the row over it, or its headers speak of tasks, and none of indicators."""
    over = rows[start - 1].filled if start else ()
    texts = [cell.text for cell in (*heads, *([side] if side else []), *(over if len(over) == 1 else []))]
    about = any(_ABOUT.search(key(text)) and len(key(text)) <= _LABEL_LENGTH for text in texts)
    return about and not any(_OF_INDICATORS.search(cell.text) for cell in heads)


def _goes_on(row: Row, name: int) -> bool:
    """Whether `row` is a second row of the header: labels, none of them over the first column of the table."""
    own = [cell for cell in row.filled if cell.column == name]
    return not own and len(row.filled) > 1 and _is_labels(row.filled)


def _columns(header: Sequence[Row], side: Cell | None) -> tuple[TaskColumn, ...]:
    first = [cell.column for cell in header[0].filled if cell is not side]
    starts = sorted({*first, *(cell.column for row in header[1:] for cell in row.filled)})
    paths = (heading_path(header, start) for start in starts)
    return tuple(TaskColumn(path, start) for path, start in zip(paths, starts, strict=True))


def _fits(row: Row, columns: Sequence[TaskColumn], side: Cell | None, grid: int) -> bool:
    """Whether `row` is of the table: nothing of its own beside it, its texts under the headers."""
    starts = {column.start for column in columns}
    if row.grid != grid:
        return False
    if side is not None and any(cell.column < columns[0].start and cell.piece for cell in row.cells):
        return False
    beside = columns[0].start if side is not None else 0
    return bool(row.filled) and all(cell.column in starts for cell in row.filled if cell.column >= beside)


def _cells(row: Row, columns: Sequence[TaskColumn]) -> tuple[Cell | None, ...]:
    own = {cell.column: cell for cell in row.cells}
    return tuple(own.get(column.start) for column in columns)


def _is_repeated(cells: Sequence[Cell | None], columns: Sequence[TaskColumn]) -> bool:
    texts = [key(cell.text) if cell else "" for cell in cells]
    return texts == [key(column.path[0].text) if column.path else "" for column in columns]


def _reads_as_tasks(cells: Sequence[Sequence[Cell | None]], side: Cell | None) -> bool:
    """Whether rows hold contents. Without a heading beside them rows of labels and values look the same, but begin with labels."""
    names = [row[0].text for row in cells if row[0] is not None and row[0].piece]
    labels = sum(reads_like_label(name) for name in names)
    return bool(names) and (side is not None or labels < len(names) / 2)


def _table(rows: Sequence[Row], start: int) -> TaskTable | None:
    side = _side(rows, start)
    heads = [cell for cell in rows[start].filled if cell is not side]
    if len(heads) < _MIN_COLUMNS or not _is_labels(heads) or not _is_about_tasks(rows, start, heads, side):
        return None
    if side is None and not all(reads_like_label(cell.text) for cell in heads):
        return None
    more = start + 1 < len(rows) and _goes_on(rows[start + 1], heads[0].column)
    header = rows[start : start + 1 + more]
    columns = _columns(header, side)
    body: list[Row] = []
    for row in rows[start + len(header) :]:
        if not _fits(row, columns, side, rows[start].grid):
            break
        body.append(row)
    cells = tuple(found for row in body if not _is_repeated(found := _cells(row, columns), columns))
    return TaskTable(start, start + len(header) + len(body), columns, cells) if _reads_as_tasks(cells, side) else None


_TASK = re.compile(
    r"\s*任务\s*[一二三四五六七八九十\d]{1,2}\s*[：:、.．]?\s*(?P<name>[^：:，,。；;]{2,24})[：:]\s*(?P<text>.+)", re.DOTALL
)


def _said(row: Row) -> tuple[Cell, Cell] | None:
    """Name and text of the task that the only text of a row says, or that beside the heading of all: 任务一 政策宣传：利用…"""
    cell = row.filled[-1] if 1 <= len(row.filled) <= _MIN_COLUMNS else None
    match = _TASK.fullmatch(cell.text) if cell is not None else None
    if cell is None or match is None:
        return None
    name, text = (replace(cell, piece=cell.piece.slice(*match.span(part))) for part in ("name", "text"))
    return name, text


def _listed(rows: Sequence[Row], start: int) -> TaskTable | None:
    """Tasks that are said one after another, a row each."""
    following = (_said(row) if len(row.filled) == 1 else None for row in islice(rows, start + 1, None))
    said = list(takewhile(lambda cells: cells is not None, chain([_said(rows[start])], following)))
    if len(said) < _MIN_COLUMNS:
        return None
    columns = (TaskColumn((), 0), TaskColumn((), 1))
    return TaskTable(start, start + len(said), columns, tuple(cells for cells in said if cells is not None))


_COUNTED = re.compile(r"\s*[（(]?(?:\d{1,2}|[一二三四五六七八九十]{1,2})[.、．)）]\s*(?!\d)(?P<name>[^。；;]{2,30})", re.DOTALL)


def _counted(row: Row, side: Cell) -> tuple[Cell, Cell] | None:
    """Name and text of a row beside `side` that holds these two and no more, its name behind a number: 1．保障运转 | 按时发放…"""
    own = [cell for cell in row.cells if cell is not side]
    match = _COUNTED.fullmatch(own[0].text) if len(own) == _MIN_COLUMNS and own[1].piece else None
    return (replace(own[0], piece=own[0].piece.slice(*match.span("name"))), own[1]) if match else None


def _beside(rows: Sequence[Row], start: int) -> TaskTable | None:
    """Tasks without a header, counted one after another beside the heading that is merged over their rows."""
    side = rows[start].cells[0]
    about = _ABOUT.search(key(side.text)) and len(key(side.text)) <= _LABEL_LENGTH and not _OF_INDICATORS.search(side.text)
    if not about or side.row_span < _MIN_COLUMNS:
        return None
    body = list(takewhile(lambda row: side in row.all_cells, rows[start:]))
    cells = [_counted(row, side) for row in body]
    if len(cells) < _MIN_COLUMNS or None in cells:
        return None
    columns = (TaskColumn((), 0), TaskColumn((), 1))
    return TaskTable(start, start + len(cells), columns, tuple(pair for pair in cells if pair is not None))


def find_task_tables(rows: Sequence[Row]) -> list[TaskTable]:
    """The tables of yearly tasks among `rows`, top down."""
    found: list[TaskTable] = []
    for at in range(len(rows)):
        table = (_table(rows, at) or _listed(rows, at) or _beside(rows, at)) if not found or at >= found[-1].last else None
        if table is not None:
            found.append(table)
    return found
