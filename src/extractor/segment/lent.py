"""Several projects in one grid under a header that is printed once: each of them gets the header over its own indicators."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from extractor.normalise.text import key
from extractor.segment.flow import Row
from extractor.segment.region import Region
from extractor.segment.tables import Table, find_tables

__all__ = ["lent"]

_OPENS = re.compile(r"(?:项目|子项目)(?:名称|[一二三四五六七八九十\d]{1,2})(?:[:：].*)?", re.DOTALL)
_MOST_HEADERS = 3
_LEAST_COLUMNS = 3


def _opens(row: Row) -> bool:
    """Whether a row begins with the name of a project behind its label: a row of headings has labels alone."""
    filled = row.filled
    if not filled or not _OPENS.fullmatch(key(filled[0].text)):
        return False
    return len(filled) % 2 == 0 if len(filled) > 1 and ":" not in key(filled[0].text) else True


def _by_project(rows: Sequence[Row]) -> tuple[list[Row], list[list[Row]]]:
    """The header over all projects of a grid, and the rows of each; no header where the rows are of one form, or say it anew."""
    at = [n for n, row in enumerate(rows) if _opens(row)]
    if len(at) < 2 or not 0 < at[0] <= _MOST_HEADERS or any(row.grid != rows[0].grid for row in rows):
        return [], [list(rows)]
    header = list(rows[: at[0]])
    parts = [list(rows[start:end]) for start, end in pairwise([*at, len(rows)])]
    return (header, parts) if all(_table(_with_header(part, header)) for part in parts) else ([], [list(rows)])


def _table(rows: Sequence[Row]) -> Table | None:
    return next(iter(find_tables(rows)), None)


def _header_of(rows: Sequence[Row]) -> list[Row]:
    """The rows that head the first table among `rows`."""
    table = _table(rows)
    return list(rows[table.first : table.last - len(table.cells)]) if table is not None else []


def _with_header(rows: Sequence[Row], header: Sequence[Row]) -> list[Row]:
    """The rows with the header over the first of them that has a cell in each of its columns; as they are where none has."""
    if not header or not rows or header[0].grid != rows[0].grid:
        return list(rows)
    columns = [cell.column for cell in header[-1].all_cells]
    fits = (n for n, row in enumerate(rows) if not _opens(row) and [cell.column for cell in row.all_cells] == columns)
    at = next(fits, None)
    return list(rows) if at is None or len(columns) < _LEAST_COLUMNS else [*rows[:at], *header, *rows[at:]]


def lent(regions: Sequence[Region]) -> list[Region]:
    """The regions with each project of a grid by itself, under the header that is printed once for all of them."""
    out: list[Region] = []
    header: list[Row] = []
    for region in regions:
        shared, parts = _by_project(region.rows)
        whole = [Region(region.title, list(region.head), rows) for rows in parts] if shared else [region]
        whole[-1].tail = region.tail
        for part in whole:
            if shared:
                part.rows = _with_header(part.rows, shared)
            elif out and _goes_on(part, out[-1]) and _table(part.rows) is None:
                header = header if _is_headed(out[-1], header) else _header_of(out[-1].rows)
                part.rows = _with_header(part.rows, header)
            out.append(part)
    return out


def _goes_on(part: Region, before: Region) -> bool:
    """Whether a region opens with a project in the grid of the one before."""
    return bool(part.rows) and bool(before.rows) and part.rows[0].grid == before.rows[-1].grid and _opens(part.rows[0])


def _is_headed(before: Region, header: Sequence[Row]) -> bool:
    return bool(header) and any(row is header[0] for row in before.rows)
