"""Indicators side by side in one row: after the levels, the same columns again and again (考核内容 | 标准值 | 考核内容 | 标准值).

Such a table gets a row for each of them, so that it reads like any other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from extractor.document import Cell
from extractor.normalise.text import key
from extractor.segment.headings import period
from extractor.segment.tables import Table

__all__ = ["unfolded"]

_NOTHING = re.compile(r"[/／—–\-]*")


def _is_empty(cells: Sequence[Cell | None]) -> bool:
    return all(cell is None or _NOTHING.fullmatch(key(cell.text)) for cell in cells)


def _rows(table: Table, first: int, size: int) -> Iterator[tuple[Cell | None, ...]]:
    for cells in table.cells:
        own = cells[:first]
        groups = [cells[at : at + size] for at in range(first, len(cells), size)]
        for group in [group for group in groups if not _is_empty(group)]:
            yield (*own, *group)
            own = (None,) * first


def unfolded(table: Table) -> Table:
    """The table with one row for each indicator where its headings repeat; as it is otherwise."""
    found = period([key(column.header.text) for column in table.columns])
    if found is None or table.stub:
        return table
    first, size = found
    return replace(table, columns=table.columns[: first + size], cells=tuple(_rows(table, first, size)), repairs=(), sections=())
