"""The sums that a budget table promises: code roll-ups, totals, rows of columns, both sides of a statement."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, TypeAlias

from golden.figures import Figure, Identity, make_sum, read_figure

__all__ = ["table_identities"]

Table: TypeAlias = dict[str, Any]
"""A table as labelled."""

_Header: TypeAlias = tuple[str, ...]

_TOTALS = frozenset({"合计", "总计", "小计"})
"""Names of a row, or last parts of a header path, that are the sum of what stands beside them."""

_RATE = re.compile(r"率|%|％|幅度|比例|比重")
"""Columns that do not add up."""

_OF_WHICH = "其中"
"""A column that is some of its neighbours' parts, not one more part."""

_ENTRY = re.compile(r"[一二三四五六七八九十]+、")
"""An entry of a statement (一、本年支出) that sums the rows below it."""

_END = re.compile(r"[收支]\w*总[计数]")
"""The last row of a statement's side."""

_ROW_CHECKS = {"three_public": "T07"}
"""The check of a row's own sums by the kind of table; else T02."""

_TOTAL_CHECKS = {"procurement": "T09"}
"""The check of a total row by the kind of table; else T03."""


def table_identities(table: Table, path: str) -> Iterator[Identity]:
    """Every sum that the table at `path` promises, whether it closes or not."""
    grid = _Grid(table, path)
    yield from _kept(_row_sums(grid))
    if table["kind"] == "revenue_expenditure":
        yield from _kept(_statement(grid))
        return
    yield from _kept(_roll_ups(grid))
    yield from _kept(_totals(grid))


def _kept(found: Iterable[Identity | None]) -> Iterator[Identity]:
    return (identity for identity in found if identity is not None)


class _Grid:
    """A table's amounts by row and column."""

    def __init__(self, table: Table, path: str) -> None:
        self.kind: str = table["kind"]
        self.rows: list[dict[str, Any]] = table["rows"]
        self.headers: list[_Header] = [tuple(header) for header in table["columns"]]
        self.adding = [column for column, header in enumerate(self.headers) if not _RATE.search(header[-1])]
        self._unit, self._path = table["amount_unit"], path

    def figure(self, row: int, column: int) -> Figure:
        """The amount of a cell."""
        return read_figure(f"{self._path}.rows[{row}].cells[{column}]", self.rows[row]["cells"][column], self._unit)

    def down(self, check: str, whole: int, parts: Sequence[int]) -> Iterator[Identity | None]:
        """In each column: the row `whole` is the sum of the rows `parts`."""
        for column in self.adding:
            yield make_sum(check, self.figure(whole, column), [self.figure(part, column) for part in parts])

    def name(self, row: int) -> str:
        """A row's name without blanks."""
        return "".join((self.rows[row]["name"] or "").split())

    def code(self, row: int) -> str:
        """A row's code, "" where it has none."""
        return self.rows[row]["code"] or ""


def _roll_ups(grid: _Grid) -> Iterator[Identity | None]:
    """T01: a code is the sum of the codes that continue it."""
    codes = {grid.code(row): row for row in range(len(grid.rows)) if grid.code(row)}
    for code, row in codes.items():
        children = [child for longer, child in codes.items() if _parent(longer, codes) == code]
        if children:
            yield from grid.down("T01", row, children)


def _parent(code: str, codes: Iterable[str]) -> str:
    """The longest code that `code` continues, "" where there is none."""
    return max((known for known in codes if known != code and code.startswith(known)), key=len, default="")


def _totals(grid: _Grid) -> Iterator[Identity | None]:
    """T03, T09: the total row is the sum of the rows that stand under no other."""
    codes = [grid.code(row) for row in range(len(grid.rows)) if grid.code(row)]
    totals = [row for row in range(len(grid.rows)) if not grid.code(row) and grid.name(row) in _TOTALS]
    tops = [row for row in range(len(grid.rows)) if row not in totals and not _parent(grid.code(row), codes)]
    for total in totals[:1]:
        yield from grid.down(_TOTAL_CHECKS.get(grid.kind, "T03"), total, tops)


def _row_sums(grid: _Grid) -> Iterator[Identity | None]:
    """T02, T07: in each row a column 合计 or 小计 is the sum of its neighbours under the same header."""
    for column, header in enumerate(grid.headers):
        parts = _neighbours(column, grid) if header[-1] in _TOTALS else []
        for row in range(len(grid.rows)):
            figures = [grid.figure(row, part) for part in parts]
            yield make_sum(_ROW_CHECKS.get(grid.kind, "T02"), grid.figure(row, column), figures)


def _neighbours(total: int, grid: _Grid) -> list[int]:
    """The columns beside a total under one header; of a group with a total of its own only that."""
    above = grid.headers[total][:-1]
    groups: dict[str, list[int]] = {}
    for column in grid.adding:
        header = grid.headers[column]
        if column != total and header[: len(above)] == above and _OF_WHICH not in header[-1]:
            groups.setdefault(header[len(above)], []).append(column)
    return [column for group in groups.values() for column in _own_totals(group, len(above), grid) or group]


def _own_totals(group: Sequence[int], depth: int, grid: _Grid) -> list[int]:
    return [column for column in group if len(grid.headers[column]) == depth + 2 and grid.headers[column][-1] in _TOTALS]


def _statement(grid: _Grid) -> Iterator[Identity | None]:
    """T03 within each side of a statement, T05 between the ends of both."""
    ends = [row for row in range(len(grid.rows)) if _END.fullmatch(grid.name(row))]
    start = 0
    for end in ends:
        yield from _side(grid, start, end)
        start = end + 1
    if len(ends) == 2:
        income, spending = (_first_printed(grid, end) for end in ends)
        yield make_sum("T05", income, [spending])


def _side(grid: _Grid, start: int, end: int) -> Iterator[Identity | None]:
    """An entry sums the rows below it, 本年收入合计 the rows above it, and the last row all of these."""
    tops: list[int] = []
    below: dict[int, list[int]] = {}
    for row in range(start, end):
        if _ENTRY.match(grid.name(row)):
            below[row] = []
            tops.append(row)
        elif grid.name(row).endswith("合计"):
            yield from grid.down("T03", row, tops)
            tops = [row]
        else:
            (list(below.values())[-1] if below else tops).append(row)
    for entry, rows in below.items():
        yield from grid.down("T03", entry, rows)
    yield from grid.down("T03", end, tops)


def _first_printed(grid: _Grid, row: int) -> Figure:
    figures = [grid.figure(row, column) for column in range(len(grid.headers))]
    return next((figure for figure in figures if figure.printed), figures[0])
