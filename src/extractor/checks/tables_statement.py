"""收支总表: its two sides, and what each of them adds up to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from extractor.checks.tables_grid import Grid, Row
from extractor.checks.tables_words import WORDS, is_entry, is_of_which
from extractor.normalise.text import key

__all__ = ["Side", "sides_of"]

_SIDES = WORDS["sides"]
_INCOME, _SPENDING = re.compile(_SIDES["income"]), re.compile(_SIDES["spending"])
_END, _YEAR_TOTAL = re.compile(_SIDES["end"]), re.compile(_SIDES["year_total"])
_WHOLE_ENTRY = re.compile(WORDS["whole_entry"])
_RANKS = (
    (re.compile(r"[一二三四五六七八九十]+、"), 0),
    (re.compile(r"[(][一二三四五六七八九十]+[)]"), 1),
    (re.compile(r"\d+[、.．]"), 2),
    (re.compile(r"[(]\d+[)]|[①②③④⑤⑥⑦⑧⑨⑩]"), 3),
)
_PLAIN = 4
"""The rank of a row without a number: below an entry, else by itself."""


@dataclass(frozen=True, slots=True)
class Side:
    """The rows of one side, and the one that ends it."""

    kind: Literal["income", "spending", ""]
    rows: tuple[Row, ...]
    end: Row | None

    @property
    def year_total(self) -> Row | None:
        """本年收入合计 or 本年支出合计."""
        return next((row for row in self.rows if _YEAR_TOTAL.fullmatch(row.name)), None)

    def sums(self) -> Iterator[tuple[Row, list[Row], bool]]:
        """Each row that sums others, those, and whether it is sure that they are all of it."""
        tops: list[Row] = []
        below: dict[int, list[Row]] = {}
        for row in self.rows:
            if row is self.end or is_of_which(row.view.text("name")):
                continue
            if _YEAR_TOTAL.fullmatch(row.name):
                yield row, tops, True
                tops = [row]
            elif tops and _is_below(row, tops[-1]):
                below.setdefault(tops[-1].number, []).append(row)
            else:
                tops.append(row)
        yield from self._entries(below)
        if self.end is not None and tops:
            yield self.end, tops, True

    def _entries(self, below: dict[int, list[Row]]) -> Iterator[tuple[Row, list[Row], bool]]:
        """An entry and the rows below it that are numbered as the first of them is."""
        by_number = {row.number: row for row in self.rows}
        for number, rows in below.items():
            first = _rank(rows[0])
            is_whole = _WHOLE_ENTRY.search(by_number[number].name) is not None
            yield by_number[number], [row for row in rows if _rank(row) == first], is_whole


def _rank(row: Row) -> int:
    name = key(row.view.text("name"))
    return next((rank for pattern, rank in _RANKS if pattern.match(name)), _PLAIN)


def _is_below(row: Row, top: Row) -> bool:
    """A numbered row stands below one numbered more highly, a plain one below an entry."""
    rank, above = _rank(row), _rank(top)
    if rank == _PLAIN:
        return is_entry(top.view.text("name"))
    return rank > above or (above == _PLAIN and rank > 0)


def sides_of(grid: Grid) -> list[Side]:
    """The sides of a 收支总表, in the order of its rows; none of another table."""
    if grid.table.kind != "revenue_expenditure":
        return []
    sides: list[Side] = []
    rows: list[Row] = []
    for row in grid.rows:
        rows.append(row)
        if _END.fullmatch(row.name):
            sides.append(Side(_kind(grid, rows, row), tuple(rows), row))
            rows = []
    if rows and not sides:
        sides.append(Side("", tuple(rows), None))
    return sides


def _kind(grid: Grid, rows: list[Row], end: Row) -> Literal["income", "spending", ""]:
    """Told by the name of its end, else by the headings its amounts stand under."""
    if _INCOME.search(end.name) or _SPENDING.search(end.name):
        return "income" if _INCOME.search(end.name) else "spending"
    headings = {column.path[0] for row in rows for column in grid.columns if column.path and not grid.cell(row, column).is_blank}
    income = any(_INCOME.search(heading) for heading in headings)
    spending = any(_SPENDING.search(heading) for heading in headings)
    return "income" if income and not spending else "spending" if spending and not income else ""
