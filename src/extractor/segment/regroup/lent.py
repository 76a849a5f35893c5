"""Several projects in one grid under a header that is printed once: each of them gets the header over its own indicators."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from extractor.normalise.labels import reads_like_label
from extractor.normalise.text import key
from extractor.segment.flow import Row
from extractor.segment.region import Region
from extractor.segment.tables.table import Table, find_tables

__all__ = ["lent"]

_OPENS = re.compile(r"(?:项目|子项目)(?:名称|[一二三四五六七八九十\d]{1,2})(?:[:：].*)?", re.DOTALL)
_MOST_HEADERS = 3
_LEAST_COLUMNS = 3


def _opens(row: Row) -> bool:
    """Whether a row begins with the name of a project behind its label: a row of headings has labels alone."""
    filled = row.filled
    if not filled or not _OPENS.fullmatch(key(filled[0].text)):
        return False
    return len(filled) == 1 or ":" in key(filled[0].text) or not reads_like_label(filled[1].text)


def _by_project(rows: Sequence[Row], header: Sequence[Row]) -> tuple[Sequence[Row], list[list[Row]]]:
    """The header over all projects of a grid, and the rows of each under it; all rows as they are where they are of one form.

    The header stands over the first project, or in it, or in one before: `header`.
    """
    at = [n for n, row in enumerate(rows) if _opens(row)]
    named = {tuple(key(cell.text) for cell in rows[n].filled) for n in at}  # headings of columns are said again, projects are not
    if len(at) < 2 or len(named) < len(at) or at[0] > _MOST_HEADERS or any(row.grid != rows[0].grid for row in rows):
        return header, [list(rows)]
    bounds = list(pairwise([*at, len(rows)]))
    own = rows[: at[0]] or _header_of(rows[slice(*bounds[0])]) or header
    parts = [_under(own, rows[slice(*bound)]) for bound in bounds]
    return (own, parts) if all(map(_table, parts)) else (header, [list(rows)])


def _under(header: Sequence[Row], rows: Sequence[Row]) -> list[Row]:
    """The rows, with the header where they have no table without it."""
    return list(rows) if _table(rows) is not None else _with_header(rows, header)


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
    header: Sequence[Row] = ()
    for region in regions:
        goes_on = bool(out) and _goes_on(region, out[-1])
        if goes_on and not header:
            header = _header_of(out[-1].rows)
        header, parts = _by_project(region.rows, header if goes_on else ())
        if len(parts) > 1:
            out += [Region(region.title, list(region.head), rows) for rows in parts]
            out[-1].tail = region.tail
        else:
            region.rows = _under(header, region.rows) if goes_on else region.rows
            out.append(region)
    return out


def _goes_on(part: Region, before: Region) -> bool:
    """Whether a region opens with a project in the grid of the one before."""
    return bool(part.rows) and bool(before.rows) and part.rows[0].grid == before.rows[-1].grid and _opens(part.rows[0])
