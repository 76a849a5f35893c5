"""Every amount of every table with what it is of, so that tables can be held against each other and prose against them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from extractor.checks.contract import Subject
from extractor.checks.tables_codes import is_coded
from extractor.checks.tables_grid import Cell, Column, Grid, Row, grids_of
from extractor.checks.tables_money import Money, money_of
from extractor.checks.tables_rows import row_items
from extractor.checks.tables_statement import Side, sides_of
from extractor.checks.tables_words import WORDS, is_total, source_of
from extractor.checks.tables_year import fiscal_year
from extractor.checks.views import View
from extractor.normalise.text import key

__all__ = ["Entries", "Entry", "Of", "entries_in", "fold_name"]

_INCOME, _SPENDING = re.compile(WORDS["sides"]["income"]), re.compile(WORDS["sides"]["spending"])
_ECONOMIC = re.compile(r"[35]\d\d")
_BASIC = re.compile(r"基本支出")
_LEVEL = re.compile(r"[(][类款项][)]$")
_SIGNS = re.compile(r"[()（）、，,“”\"\s]")


class Of(NamedTuple):
    """What an amount is of: an account's code ("" for the whole), an item, the year, the stage, whose money, and the side."""

    code: str
    item: str
    year: int
    stage: str
    source: str
    side: str


@dataclass(frozen=True, slots=True)
class Entry:
    """An amount in its table. `role` is the kind of place: coded, statement (spending), income (of a statement) or items."""

    of: Of
    name: str
    role: str
    cell: Cell
    grid: Grid
    row: Row
    column: Column

    @property
    def place(self) -> str:
        """Where it stands, for people."""
        label = self.row.label if self.row.name or self.row.code else self.column.label
        return f"{self.grid.label}“{label}”"


@dataclass(slots=True)
class Entries:
    """All amounts of a document's tables."""

    grids: list[Grid]
    money: Money
    year: int
    all: list[Entry] = field(default_factory=list)

    def groups(self, *roles: str) -> dict[Of, list[Entry]]:
        """The amounts that must be the same: one thing, stated in several places."""
        found: dict[Of, list[Entry]] = {}
        for entry in self.all:
            if entry.role in roles:
                found.setdefault(entry.of, []).append(entry)
        return found


@lru_cache(maxsize=4096)
def fold_name(name: str) -> str:
    """A name as it is compared: folded, without signs, without a closing 支出 or 费用."""
    name = _LEVEL.sub("", key(name))
    return re.sub(r"(?:支出|费用|经费|费)$", "", _SIGNS.sub("", name))


def _entries_of(root: View) -> Entries:
    """The amounts of all tables of a record."""
    year = fiscal_year(root)
    grids = grids_of(root, year)
    made = Entries(grids, money_of(grids), year)
    codes = _class_codes(grids)
    for grid in grids:
        made.all += _coded(grid, made.money) if is_coded(grid) else ()
        for side in sides_of(grid):
            made.all += _statement(grid, side, made.money, codes)
        made.all += _items(grid) if not is_coded(grid) else ()
    return made


def entries_in(subject: Subject) -> Entries:
    """The amounts of all tables of the subject's record."""
    return subject.once("entries", lambda: _entries_of(subject.root))


def _class_codes(grids: Sequence[Grid]) -> dict[str, str]:
    """Codes of the functional classes by their folded names, as the document's own tables have them."""
    rows = [row for grid in grids for row in grid.rows if len(row.code) == 3 and row.name and row.code[0] == "2"]
    return {fold_name(row.name): row.code for row in rows}


@dataclass(frozen=True, slots=True)
class _Column:
    """What a column says of all its amounts."""

    money: Money
    source: str
    year: int
    stage: str

    @classmethod
    def at(cls, grid: Grid, column: Column, money: Money) -> _Column:
        source = column.meaning.source or source_of(grid.title) or "all"
        return cls(money, source, grid.year_of(column), grid.stage_of(column))

    def of(self, code: str, item: str, side: str) -> Of:
        """What the amount of an account or item in it is of."""
        source = self.money.of(self.source, code, item)
        return Of(code, item, self.year, self.stage, source, side if self.money.is_carried else "")


def _coded(grid: Grid, money: Money) -> Iterator[Entry]:
    """Rows with codes, and their total. An economic table of basic spending says basic where another says total; without such a
    title it is one where staff and office expenses are all its columns.
    """
    side = "income" if _INCOME.search(grid.title) and not _SPENDING.search(grid.title) else "spending"
    economic = any(_ECONOMIC.match(row.code) for row in grid.rows)
    parts = {column.meaning.item for column in grid.adding}
    is_basic = bool(parts & {"personnel", "public"}) and not parts & {"basic", "project"}
    rows = [row for row in grid.rows if row.code or is_total(row.name)]
    for column in grid.adding:
        if column.is_of_which:
            continue
        said, whose = column.meaning.item, _Column.at(grid, column, money)
        is_named = is_basic or _BASIC.search(grid.title + "".join(column.path))
        item = "basic" if said == "total" and economic and is_named else said
        for row in rows:
            yield Entry(whose.of(row.code, item, side), row.name, "coded", grid.cell(row, column), grid, row, column)


def _statement(grid: Grid, side: Side, money: Money, codes: dict[str, str]) -> Iterator[Entry]:
    """Classes of spending by name, and the wholes of both sides."""
    role = "income" if side.kind == "income" else "statement"
    for row in side.rows:
        code = _statement_code(side, row, codes)
        if code is None:
            continue
        for column in grid.adding:
            cell = grid.cell(row, column)
            item = "grand" if row is side.end and _carries(grid, side, column) else "total"
            if not cell.is_blank and column.meaning.item == "total":
                of = _Column.at(grid, column, money).of(code, item, side.kind)
                yield Entry(of, row.name, role, cell, grid, row, column)


def _carries(grid: Grid, side: Side, column: Column) -> bool:
    """Whether the end of a side has more in it than the year's whole."""
    total = side.year_total
    after = side.rows[side.rows.index(total) + 1 : -1] if total is not None else ()
    return total is None or any(grid.cell(row, column).value.value for row in after)


def _statement_code(side: Side, row: Row, codes: dict[str, str]) -> str | None:
    """The code of a class; "" for the year's whole; None for what no coded table has."""
    if row in (side.year_total, side.end):
        return ""
    return codes.get(fold_name(row.name)) if side.kind == "spending" else None


def _items(grid: Grid) -> Iterator[Entry]:
    """The kinds of 三公 and of procurement, in rows or in columns."""
    if grid.table.kind not in ("three_public", "procurement"):
        return
    rows = {row.number: item for item, found in row_items(grid).items() for row in found if len(found) == 1}
    for row in grid.rows:
        item = rows.get(row.number) or (grid.table.kind if len(grid.rows) == 1 else None)
        for column in grid.adding if item else ():
            said = column.meaning.item
            is_whole = column.meaning.source in ("", "general", "fiscal") and not column.is_of_which
            if item and is_whole and (said == "total" or item == grid.table.kind):
                name = item if said == "total" else said
                of = Of("", name, grid.year_of(column), grid.stage_of(column), "items", "")
                yield Entry(of, row.name, "items", grid.cell(row, column), grid, row, column)
