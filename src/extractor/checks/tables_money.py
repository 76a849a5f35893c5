"""Whose money a document has: where there is but one source, tables of all and tables of it say the same."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from extractor.checks.tables_codes import is_coded, total_row
from extractor.checks.tables_grid import Cell, Grid
from extractor.checks.tables_statement import sides_of
from extractor.checks.tables_words import source_of

__all__ = ["Money", "money_of"]

_WHOLE = frozenset({"all", "fiscal"})
_BASIC = frozenset({"basic", "personnel", "public"})
"""What government funds and state capital do not pay for."""
_Shares: TypeAlias = Iterator[tuple[str, Cell]]


@dataclass(frozen=True, slots=True)
class Money:
    """The sources that give anything; `known` is whether the document lists them. `fund_codes` are paid by government funds."""

    known: bool
    sources: frozenset[str]
    fund_codes: frozenset[str]

    @property
    def is_carried(self) -> bool:
        """Whether last year left anything: then income and spending of a source need not be the same."""
        return not self.known or "carried" in self.sources

    def of(self, source: str, code: str, item: str = "total") -> str:
        """The source that an amount of `source` is really of."""
        if not self.known or source not in _WHOLE:
            return source
        if self.sources <= {"general"} or (item in _BASIC and self.sources <= {"general", "funds", "capital"}):
            return "general"
        by_code = self.sources <= {"general", "funds"} and self.fund_codes and code
        if by_code and not any(fund.startswith(code) for fund in self.fund_codes):
            return "general"
        return "all" if self.sources <= {"general", "funds", "capital"} else source


def money_of(grids: Sequence[Grid]) -> Money:
    """Read off the income sides of statements, and off the columns of tables that list sources."""
    shares = [share for grid in grids for share in (*_statement(grid), *_columns(grid))]
    given = {source for source, cell in shares if cell.figure is not None and cell.figure.value}
    named = {source for source, _ in shares}
    known = len(named - {"carried"}) > 1 and not any(cell.unreadable or cell.why for _, cell in shares)
    return Money(known, frozenset(given), frozenset(_fund_codes(grids)))


def _statement(grid: Grid) -> _Shares:
    """What each source gives by the rows of 收入, and what is carried over on either side."""
    for side in sides_of(grid):
        for row in side.rows:
            source = source_of(row.name)
            wanted = source is not None and (side.kind == "income" or source == "carried")
            if source is None or not wanted:
                continue
            for column in grid.adding:
                if grid.year_of(column) == grid.year and not column.meaning.source:
                    yield source, grid.cell(row, column)


def _columns(grid: Grid) -> _Shares:
    whole = total_row(grid)
    if whole is not None and is_coded(grid):
        for column in grid.adding:
            if column.meaning.source and grid.year_of(column) == grid.year:
                yield column.meaning.source, grid.cell(whole, column)


def _fund_codes(grids: Sequence[Grid]) -> Iterator[str]:
    """Accounts with amounts in a table of government funds."""
    for grid in grids:
        if source_of(grid.title) == "funds":
            yield from (row.code for row in grid.rows if row.code and grid.printed(row))
