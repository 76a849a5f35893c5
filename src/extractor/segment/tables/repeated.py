"""Indicators side by side in one row: after the levels, the same columns again and again (考核内容 | 标准值 | 考核内容 | 标准值).

Such a table gets a row for each of them, so that it reads like any other.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.document import Cell
from extractor.normalise.text import key
from extractor.segment.rows.headings import period
from extractor.segment.tables.expanded import expanded
from extractor.segment.tables.table import Table

__all__ = ["unfolded"]

_NOTHING = re.compile(r"[/／—–\-]*")


def _is_empty(cells: Sequence[Cell | None]) -> bool:
    return all(cell is None or _NOTHING.fullmatch(key(cell.text)) for cell in cells)


def _row(cells: Sequence[Cell | None], first: int, size: int) -> list[tuple[Cell | None, ...]]:
    groups = [cells[at : at + size] for at in range(first, len(cells), size)]
    kept = [group for group in groups if not _is_empty(group)]
    return [(*(cells[:first] if n == 0 else (None,) * first), *group) for n, group in enumerate(kept)]


def unfolded(table: Table) -> Table:
    """The table with one row for each indicator where its headings repeat; as it is otherwise."""
    found = period([key(column.header.text) for column in table.columns])
    if found is None or table.stub:
        return table
    first, size = found
    return expanded(table, table.columns[: first + size], [_row(cells, first, size) for cells in table.cells])
