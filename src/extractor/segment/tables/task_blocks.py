"""Yearly tasks of which each is a block of labels and values (任务1 beside 名称, 内容, 资金), or a column under its number.

What all blocks say may stand under headings of its own over the first of them.
All become a table with a row for each task: what the labels call the values are its headings, the number its first column.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from extractor.document import Cell
from extractor.normalise.shapes import may_name
from extractor.normalise.text import key
from extractor.segment.flow import Row
from extractor.segment.tables.tasks import TaskColumn, TaskTable

__all__ = ["find_task_blocks"]

_NUMBER = re.compile(r"(?:年度|主要|重点)*(?:工作)?任务[(（]?[一二三四五六七八九十\d]{1,2}[)）]?[:：]?")
_MIN_TASKS = 2

_Pairs = tuple[tuple[Cell, Cell], ...]
"""Labels and values of a block, in order."""


def _is_number(cell: Cell) -> bool:
    return bool(_NUMBER.fullmatch(key(cell.text)))


def _is_label(cell: Cell) -> bool:
    return may_name(cell.text)


def _pairs(cells: Sequence[Cell]) -> _Pairs | None:
    """Cells that are a label and its value in turn; None where they are not."""
    if not cells or len(cells) % 2 or not all(map(_is_label, cells[::2])):
        return None
    return tuple(zip(cells[::2], cells[1::2], strict=True))


def _block(rows: Sequence[Row], start: int) -> tuple[Cell, _Pairs, int] | None:
    """The number merged beside rows of labels and values, those, and where the next block may begin."""
    cells = rows[start].cells
    if not cells or not _is_number(cells[0]) or cells[0].row_span < _MIN_TASKS:
        return None
    inside = takewhile(lambda row: row is rows[start] or cells[0] in row.above, rows[start:])
    found = [_pairs([cell for cell in row.cells if cell is not cells[0]]) for row in inside]
    if None in found:
        return None
    return cells[0], tuple(pair for pairs in found if pairs for pair in pairs), start + len(found)


def _labels(pairs: _Pairs) -> list[str]:
    return [key(label.text) for label, _ in pairs]


def _stacked(rows: Sequence[Row], start: int) -> TaskTable | None:
    """Blocks one under another that say the same labels."""
    blocks: list[tuple[Cell, _Pairs]] = []
    at = start
    while at < len(rows) and (block := _block(rows, at)) is not None:
        number, pairs, end = block
        if blocks and _labels(pairs) != _labels(blocks[0][1]):
            break
        blocks.append((number, pairs))
        at = end
    if len(blocks) < _MIN_TASKS:
        return None
    headings = [label.piece.strip() for label, _ in blocks[0][1]]
    columns = (TaskColumn((), 0), *(TaskColumn((heading,), n) for n, heading in enumerate(headings, start=1)))
    return TaskTable(start, at, columns, tuple((number, *(value for _, value in pairs)) for number, pairs in blocks))


def _places(cells: Sequence[Cell]) -> list[tuple[int, int]]:
    return [(cell.column, cell.column_span) for cell in cells]


def _first(rows: Sequence[Row], start: int, heads: Sequence[Cell]) -> tuple[tuple[Cell, ...], _Pairs, int] | None:
    """What a block says under the headings over all; the labels and values below that; where the next block may begin."""
    cells = rows[start].cells
    if not cells or not _is_number(cells[0]) or cells[0].row_span < _MIN_TASKS or _places(cells) != _places(heads):
        return None
    inside = takewhile(lambda row: cells[0] in row.above, rows[start + 1 :])
    found = [_pairs(row.cells) for row in inside]
    if None in found:
        return None
    return cells, tuple(pair for pairs in found if pairs for pair in pairs), start + 1 + len(found)


def _headed(rows: Sequence[Row], start: int) -> TaskTable | None:
    """Blocks under a row of headings (序号 | 名称 | 内容), each of them with labels and values below what it says under these."""
    heads = [cell for cell in rows[start].filled if cell.row_span == 1]
    if len(heads) <= _MIN_TASKS or not all(map(_is_label, heads)):
        return None
    blocks: list[tuple[tuple[Cell, ...], _Pairs]] = []
    at = start + 1
    while at < len(rows) and (block := _first(rows, at, heads)) is not None:
        if blocks and _labels(block[1]) != _labels(blocks[0][1]):
            break
        blocks.append(block[:2])
        at = block[2]
    if len(blocks) < _MIN_TASKS:
        return None
    headings = [cell.piece.strip() for cell in (*heads[1:], *(label for label, _ in blocks[0][1]))]
    columns = (TaskColumn((), 0), *(TaskColumn((heading,), n) for n, heading in enumerate(headings, start=1)))
    return TaskTable(start, at, columns, tuple((*cells, *(value for _, value in pairs)) for cells, pairs in blocks))


def _under(row: Row, header: Row) -> list[Cell] | None:
    """The label of a row and what it says of each task; None where its cells are not under theirs."""
    head = header.filled
    own = [cell for cell in row.cells if cell.piece or any(cell.column == h.column for h in head)]
    if row.grid != header.grid or [c.column for c in own] != [c.column for c in head] or not _is_label(own[0]):
        return None
    return own if all(c.column_span == h.column_span for c, h in zip(own, head, strict=True)) else None


def _said(rows: Sequence[Row], start: int) -> dict[int, list[Cell]]:
    """The rows under a row of numbers by their place. One between them that cannot be told apart is passed over."""
    said: dict[int, list[Cell]] = {}
    passed = 0
    for at, row in enumerate(rows[start + 1 :], start=start + 1):
        cells = _under(row, rows[start])
        if cells is not None:
            said[at] = cells
        elif passed or row.grid != rows[start].grid or len(row.filled) < _MIN_TASKS:
            break
        passed = 0 if cells is not None else passed + 1
    return said


def _crosswise(rows: Sequence[Row], start: int) -> TaskTable | None:
    """A row of numbers over what is said of each task."""
    label, *tasks = rows[start].filled or (None,)
    if label is None or not _is_label(label) or len(tasks) < _MIN_TASKS or not all(map(_is_number, tasks)):
        return None
    said = _said(rows, start)
    if len(said) < _MIN_TASKS:
        return None
    columns = (TaskColumn((), 0), *(TaskColumn((row[0].piece.strip(),), n) for n, row in enumerate(said.values(), start=1)))
    cells = tuple((task, *(row[n] for row in said.values())) for n, task in enumerate(tasks, start=1))
    return TaskTable(start, max(said) + 1, columns, cells)


def find_task_blocks(rows: Sequence[Row]) -> list[TaskTable]:
    """The tasks among `rows` that are blocks or columns of their own, top down."""
    found: list[TaskTable] = []
    for at in range(len(rows)):
        table = (_stacked(rows, at) or _headed(rows, at) or _crosswise(rows, at)) if not found or at >= found[-1].last else None
        if table is not None:
            found.append(table)
    return found
