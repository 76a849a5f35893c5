"""Several projects in one grid, each under headings said again for it: its values in the row below, then a table of its targets."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise, takewhile

from extractor.normalise.labels import reads_like_label
from extractor.normalise.text import key
from extractor.segment.flow import Row
from extractor.segment.lines.projects import names_project
from extractor.segment.region import Region, about_targets
from extractor.segment.tables.table import find_tables

__all__ = ["reheaded"]

_LEAST_HEADINGS = 3
_MOST_OVER = 3
"""Rows over the first project that say what all have in common, at most."""

_Said = tuple[tuple[int, str], ...]


def _said(row: Row) -> _Said:
    return tuple((cell.column, key(cell.text)) for cell in row.filled)


def _heads_project(row: Row, below: Row) -> bool:
    """Whether a row is headings, most of which read so and one names a project, over a row of values in the same columns."""
    texts = [key(cell.text) for cell in row.filled]
    named = any(map(names_project, texts)) and 2 * sum(map(reads_like_label, texts)) > len(texts) >= _LEAST_HEADINGS
    same = [cell.column for cell in row.cells] == [cell.column for cell in below.cells]
    return named and same and bool(below.filled) and not any(names_project(cell.text) for cell in below.filled)


def _starts(rows: Sequence[Row]) -> list[int]:
    """The rows that say the headings of a project, the same ones each time; none where they are said once."""
    found = [n for n, (row, below) in enumerate(pairwise(rows)) if row.grid == below.grid and _heads_project(row, below)]
    again = [n for n in found if _said(rows[n]) == _said(rows[found[0]])]
    return again if len(again) == len(found) > 1 else []


def _has_own_table(rows: Sequence[Row]) -> bool:
    """Whether under its headings and its row of values a project has a table of targets: else the rows are of a list."""
    tables = find_tables(rows[2:])
    heads = [[key(cell.text) for cell in rows[2 + table.first].filled] for table in tables]
    return any(map(about_targets, heads)) and not any(names_project(text) for texts in heads for text in texts)


def _projects(region: Region) -> list[Region]:
    starts = _starts(region.rows)
    if not starts or starts[0] > _MOST_OVER:
        return [region]
    parts = [region.rows[a:b] for a, b in pairwise([*starts, len(region.rows)])]
    over = list(takewhile(lambda row: row is not parts[0][0], region.rows))
    if not all(map(_has_own_table, parts)) or find_tables(over):
        return [region]
    found = [Region(region.title, list(region.head), [*over, *part]) for part in parts]
    found[-1].tail = region.tail
    return found


def reheaded(regions: Sequence[Region]) -> list[Region]:
    """The regions, each project of a grid by itself that has its headings and its targets below one another."""
    return [part for region in regions for part in _projects(region)]
