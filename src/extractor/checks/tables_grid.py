"""A budget table as checks see it: rows with codes, columns with meanings, cells that are figures or say why they are none."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache

from extractor.checks.contract import Subject
from extractor.checks.figures import Figure, number, printed
from extractor.checks.tables_words import WORDS, Meaning, bare_name, is_of_which, is_total, meaning_of
from extractor.checks.tables_year import fiscal_year
from extractor.checks.views import At, View
from extractor.normalise.text import key
from extractor.normalise.units import yuan_per
from extractor.record import BudgetTable, Leaf

__all__ = ["Cell", "Column", "Grid", "Row", "grid_in", "grids_of", "shown"]

_CODE = re.compile(r"\d{3}(?:\d{2}){0,3}")
_DASH = re.compile(r"[-—–－/]+")
_HALF = Decimal("0.5")
_EXECUTED, _BUDGETED = re.compile(WORDS["executed"]), re.compile(WORDS["budgeted"])


@dataclass(frozen=True, slots=True)
class Column:
    """An amount column."""

    number: int
    path: tuple[str, ...]
    meaning: Meaning

    @property
    def label(self) -> str:
        """Its heading as a reader would name it."""
        return "/".join(self.path) or f"第 {self.number + 1} 栏"

    @property
    def is_of_which(self) -> bool:
        """Whether it is some of its neighbour only."""
        return is_of_which(self.path[-1]) if self.path else False


@dataclass(frozen=True, slots=True)
class Row:
    """A row; `code` is "" where it has none that rolls up."""

    number: int
    view: View
    code: str
    name: str

    @property
    def label(self) -> str:
        """Code and name as printed."""
        shown_name = self.view.text("name") or ("合计" if is_total(self.name) else "")
        return " ".join(part for part in (self.code, shown_name) if part) or f"第 {self.number + 1} 行"


@dataclass(frozen=True, slots=True)
class Cell:
    """An amount: a figure in yuan, blank, or `why` it is neither. A `gap` is blank where the table prints its zeros."""

    at: At | None
    figure: Figure | None = None
    unit: str = "元"
    why: str = ""
    unreadable: bool = False
    gap: bool = False

    @property
    def is_blank(self) -> bool:
        """Whether nothing, or a dash, stands there."""
        return self.figure is None and not self.why and not self.unreadable

    @property
    def value(self) -> Figure:
        """What it counts in a sum: a blank is nothing."""
        return self.figure or Figure(Decimal(0))


def shown(value: Decimal, unit: str) -> str:
    """An amount of yuan in `unit`, as it is written."""
    return printed(value / yuan_per(unit)) + unit


@dataclass(slots=True)
class Grid:
    """A table. `year` is the budget's."""

    view: View
    table: BudgetTable
    columns: list[Column]
    rows: list[Row]
    year: int
    _cells: dict[tuple[int, int], Cell] = field(default_factory=dict)

    @property
    def label(self) -> str:
        """What the table is called: its number, else its title."""
        return key(self.view.text("number")) or self.view.text("title") or "本表"

    @property
    def title(self) -> str:
        """Title and number."""
        return key(self.view.text("title"))

    @property
    def adding(self) -> list[Column]:
        """The columns of amounts: no rates, no changes."""
        return [column for column in self.columns if column.meaning.what == "amount"]

    @property
    def summing(self) -> list[Column]:
        """The columns whose rows add up: changes do, rates do not."""
        return [column for column in self.columns if column.meaning.what != "rate"]

    def cell(self, row: Row, column: Column) -> Cell:
        """The amount of a row in a column."""
        return self._cells[row.number, column.number]

    def cells(self, row: Row, columns: Sequence[Column]) -> list[Cell]:
        """The amounts of a row."""
        return [self.cell(row, column) for column in columns]

    def year_of(self, column: Column) -> int:
        """The year a column is about."""
        year = column.meaning.year
        return self.year if year is None else self.year - 1 if year == -1 else year

    def stage_of(self, column: Column) -> str:
        """Budgeted (""), adjusted or executed: by the column, else by the title; 预算数 in a table of accounts is the budget."""
        said = column.meaning.stage
        if said or any(_BUDGETED.search(key(part)) for part in column.path):
            return said
        return "executed" if _EXECUTED.search(self.title) else ""

    def printed(self, row: Row) -> bool:
        """Whether the row has any amount."""
        return any(not self.cell(row, column).is_blank for column in self.columns)


def grid_in(subject: Subject) -> Grid:
    """The table that a check is asked about."""
    return subject.once(f"grid {subject.view.path}", lambda: _grid_of(subject.view, fiscal_year(subject.root)))


def grids_of(root: View, year: int) -> list[Grid]:
    """All tables of a record."""
    return [_grid_of(view, year) for view in root.rows("tables")]


def _grid_of(view: View, year: int) -> Grid:
    """The table at `view`."""
    table = view.model
    assert isinstance(table, BudgetTable)
    paths = [tuple(leaf.raw for leaf in path) for path in table.columns]
    columns = [Column(place, path, meaning_of(path)) for place, path in enumerate(paths)]
    rows = [_row(place, row) for place, row in enumerate(view.rows("rows"))]
    grid = Grid(view, table, columns, rows, year)
    grid._cells = dict(_cells(grid))
    return grid


def _row(place: int, view: View) -> Row:
    code, name = key(view.text("code")), bare_name(view.text("name"))
    if not _CODE.fullmatch(code):
        code, name = "", name or bare_name(code)
    return Row(place, view, code, name)


def _cells(grid: Grid) -> Iterator[tuple[tuple[int, int], Cell]]:
    leaves = [row.view.cells() for row in grid.rows]
    step = max((_places(at) for row in leaves for at in row), default=0)
    for column in grid.columns:
        ats = [row[column.number] if column.number < len(row) else None for row in leaves]
        zeros = any(at is not None and _decimal(at.raw) == 0 for at in ats)
        usual = _usual(ats)
        for row, at in zip(grid.rows, ats, strict=True):
            yield (row.number, column.number), _cell(at, usual, step, zeros=zeros and len(grid.rows) > 1)


@lru_cache(maxsize=4096)
def _decimal(raw: str) -> Decimal | None:
    """The number of a cell; most cells of a document are asked for many times."""
    return number(At("", Leaf(raw=raw)))


def _places(at: At | None) -> int:
    """How many decimals are printed."""
    found = _decimal(at.raw) if at is not None else None
    exponent = found.as_tuple().exponent if found is not None else 0
    return -exponent if isinstance(exponent, int) and exponent < 0 else 0


def _usual(ats: Sequence[At | None]) -> int:
    """How many decimals most amounts of a column have, 0 if none do: one with fewer is as exact, with zeros or a digit left off."""
    places = Counter(found for at in ats if (found := _places(at)))
    most, times = next(iter(places.most_common(1)), (0, 0))
    return most if times > 1 and 2 * times > places.total() else 0


def _cell(at: At | None, usual: int, step: int, *, zeros: bool) -> Cell:
    if at is not None and at.leaf.unreadable:
        return Cell(at, unreadable=True, why=f"“{at.raw}”无法辨认")
    if at is None or not at.raw or (len(at.raw) < 4 and _DASH.fullmatch(key(at.raw))):
        return Cell(at, gap=zeros and (at is None or not at.raw))
    found = _decimal(at.raw)
    if found is None:
        return Cell(at, why=f"“{at.raw}”不是数字")
    if at.leaf.unit is None:
        return Cell(at, why=f"“{at.raw}”没有单位")
    factor = yuan_per(at.leaf.unit)
    places = _places(at)
    half = _half(max(places, usual) if places else step, factor) if found else Decimal(0)
    return Cell(at, Figure(found * factor, half), key(at.leaf.unit))


def _half(places: int, factor: Decimal) -> Decimal:
    """Half a unit of the last digit, in yuan; whole yuan are exact."""
    return _HALF.scaleb(-places) * factor if places or factor > 1 else Decimal(0)
