"""A table of indicators that says beside them whose task they are: parted into the tasks and the indicators."""

from __future__ import annotations

import re
from dataclasses import replace

from extractor.normalise.levels import is_level
from extractor.normalise.lexicon import LEXICON
from extractor.normalise.text import key
from extractor.segment.tables.table import Table
from extractor.segment.tables.tasks import TaskColumn, TaskTable

__all__ = ["parted"]

_ABOUT = re.compile(LEXICON["forms"]["tasks"])
_OF_PROJECTS = re.compile(r"项目.{0,4}(名称|编码)|指标")
_MIN_TASKS = 2


def _levels(table: Table) -> int:
    """The first column whose words are levels of indicators; 0 where there is none."""
    for j in range(len(table.columns)):
        texts = [text for text in table.texts(j) if text.strip()]
        if len(texts) >= _MIN_TASKS and all(map(is_level, texts)):
            return j
    return 0


def _are_of_tasks(table: Table, end: int) -> bool:
    """Whether the columns before `end` name tasks: two at least, their headings say so, and each row need not have its own."""
    headings = [key(piece.text) for column in table.columns[:end] for piece in (*column.over, column.header)]
    named = any(_ABOUT.search(heading) for heading in headings) and not any(_OF_PROJECTS.search(h) for h in headings)
    worded = sum(bool(column.header) for column in table.columns[:end])
    return named and worded >= _MIN_TASKS


def parted(table: Table) -> tuple[TaskTable | None, Table]:
    """The tasks in the columns before the levels, and the table without them; None and the table as it is where there are none."""
    end = _levels(table)
    if table.stub or not end or not _are_of_tasks(table, end):
        return None, table
    columns = tuple(TaskColumn((column.header.strip(),), column.start) for column in table.columns[:end])
    cells = tuple(row[:end] for row in table.cells if any(cell is not None for cell in row[:end]))
    rest = replace(table, columns=table.columns[end:], cells=tuple(row[end:] for row in table.cells))
    return TaskTable(table.first, table.last, columns, cells), rest
