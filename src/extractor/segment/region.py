"""One form or budget table as it stands, and what its words and tables say that it is of."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from extractor.document import Piece
from extractor.normalise.levels import is_level
from extractor.normalise.operators import leading_operator
from extractor.normalise.text import key
from extractor.segment.flow import Row
from extractor.segment.money.amounts import AmountTable, find_amounts
from extractor.segment.money.funds import Funds
from extractor.segment.tables.table import Column, Table, find_tables
from extractor.segment.tables.tasks import TaskTable

__all__ = [
    "Region",
    "about_targets",
    "amounts_of",
    "has_targets",
    "is_complete",
    "is_of_amounts",
    "is_of_money",
    "is_of_targets",
    "lacks_targets",
    "titles_of",
]

_ABOUT_TARGETS = re.compile(r"绩效|指标|目标|考核|满意度")
_ABOUT_MONEY = re.compile(r"资金|预算|经费|金额|支出|收入|执行")


@dataclass(slots=True)
class Region:
    """One form or budget table as it stands: lines above the grid, rows, lines below.

    `tables` are the data tables among the rows of a form, `funds` amounts under nested headings in its head, `tasks` its tables of
    yearly tasks, `told` the texts of rows that tell a budget in sentences; `amounts` is the whole as a table of amounts where it
    is one.
    """

    title: Piece | None = None
    head: list[Piece] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    tail: list[Piece] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    funds: list[Funds] = field(default_factory=list)
    tasks: list[TaskTable] = field(default_factory=list)
    told: dict[int, Piece] = field(default_factory=dict)
    amounts: AmountTable | None = None

    @property
    def blocks(self) -> list[range]:
        """The rows of each table and block of amounts or tasks, and those of prose: all others are labels and values."""
        blocks: list[Table | Funds | TaskTable] = [*self.tables, *self.funds, *self.tasks]
        return [*(range(block.first, block.last) for block in blocks), *(range(row, row + 1) for row in self.told)]


def _compares(text: str) -> bool:
    found = leading_operator(text)
    return found is not None and found[0] != "EQ"


def about_targets(texts: Iterable[str]) -> bool:
    """Whether any of the texts speaks of targets or compares with ≥ and the like."""
    return any(_ABOUT_TARGETS.search(text) or _compares(text) for text in texts)


def is_of_targets(region: Region) -> bool:
    """Whether a region can be a performance form at all: its words are of targets, or a cell compares with ≥ and the like."""
    return about_targets([*titles_of(region), *(cell.text for row in region.rows for cell in row.filled)])


def titles_of(region: Region) -> list[str]:
    """The region's title, if it has one."""
    return [region.title.text] if region.title else []


def amounts_of(region: Region) -> AmountTable | None:
    """The region as a table of amounts; a form's indicators may look like one, but its words are of targets."""
    table = find_amounts(region.rows)
    return None if table is None or about_targets([*titles_of(region), *table.headings]) else table


def _heading(column: Column) -> str:
    """What stands over a column, by its own heading and those over it."""
    return key(Piece.join((*column.over, column.header)).text)


def is_of_money(table: Table) -> bool:
    """Whether most of the columns are named after money and what became of it, by their own headings or those over them."""
    named = [column for j, column in enumerate(table.columns) if column.header and not table.is_serial(j)]
    headers = list(map(_heading, named))
    return 2 * sum(bool(_ABOUT_MONEY.search(header)) for header in headers) > len(headers)


def is_of_amounts(table: Table) -> bool:
    """Whether a table can only be one of money: a heading says so, none speaks of targets, and no cell compares or is a level."""
    headers = list(map(_heading, table.columns))
    if about_targets(headers) or not any(_ABOUT_MONEY.search(header) for header in headers):
        return False
    return not any(_compares(text) or is_level(text) for j in range(len(table.columns)) for text in table.texts(j))


def is_complete(region: Region) -> bool:
    """Whether a form has its tables, that of its targets among them."""
    tables = find_tables(region.rows)
    return bool(tables) and not (about_targets(titles_of(region)) and all(map(is_of_money, tables)))


def has_targets(region: Region) -> bool:
    """Whether a table of the region compares, or speaks of targets: amounts of money alone do not."""
    tables = [] if amounts_of(region) else [table for table in find_tables(region.rows) if not is_of_money(table)]
    return any(about_targets(column.header.text for column in table.columns) for table in tables)


def lacks_targets(region: Region) -> bool:
    """Whether the title speaks of targets, and the form has tables of money only so far."""
    tables = find_tables(region.rows) if about_targets(titles_of(region)) else []
    return bool(tables) and all(map(is_of_money, tables))
