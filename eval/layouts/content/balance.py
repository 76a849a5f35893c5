"""收支总表: the rows of income, then those of spending, and the two wholes that are equal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from eval.layouts.content.budget import MEASURES, Budget, Line, Measured
from eval.layouts.content.columns import Amounts, Columns
from eval.layouts.content.draft import Node
from eval.layouts.content.headers import Meaning, Source
from eval.layouts.content.identities import identity
from eval.layouts.content.ledger import Ledger, What

__all__ = ["add_balance"]

_INCOME: tuple[tuple[str, Source], ...] = (
    ("一般公共预算拨款收入", "general"),
    ("政府性基金预算拨款收入", "funds"),
    ("国有资本经营预算拨款收入", "none"),
    ("财政专户管理资金收入", "none"),
    ("单位资金收入", "none"),
)
_INCOME_SUMS = ("本年收入合计", "上年结转结余", "收入总计")
_SPENDING_SUMS = ("本年支出合计", "年终结转结余", "支出总计")
_NONE = Measured(Decimal(0), Decimal(0))


def add_balance(table: Node, path: str, budget: Budget, names: Mapping[str, str], columns: Columns, ledger: Ledger) -> None:
    """Fills the rows of both blocks."""
    right = frozenset(number for number, header in enumerate(columns.paths) if "支出" in header[0])
    left = frozenset(range(len(columns.paths))) - right
    income = _Block(table, path, Columns(columns.draft, columns.unit, columns.paths, right))
    spending = _Block(table, path, Columns(columns.draft, columns.unit, columns.paths, left))
    for label, source in _INCOME:
        income.add(label, _income(budget, source))
    ends = [income.close(_INCOME_SUMS, _income(budget, "all"), ledger, What("", "income"))]
    for code in sorted({code[:3] for code in (*budget.general, *budget.funds)}):
        row = spending.add(names[code], _spending(budget, code))
        spending.enter(ledger, What(code, "total", scope=budget.scope(code)), row)
    ends.append(spending.close(_SPENDING_SUMS, _spending(budget, ""), ledger, What("", "total", scope=budget.scope())))
    _note_ends(columns, zip(ends, (income.columns, spending.columns), strict=True))


def _note_ends(columns: Columns, ends: Sequence[tuple[str, Columns]] | zip[tuple[str, Columns]]) -> None:
    """收入总计 = 支出总计, this year's and last year's."""
    places: dict[bool, list[str]] = {False: [], True: []}
    for row, block in ends:
        for number, meant in block.shown():
            if _is_whole(meant):
                places[meant.is_before].append(f"{row}.cells[{number}]")
    for found in places.values():
        if len(found) == 2:
            columns.draft.identities.append(identity("T05", "equal", found[0], found[1:]))


def _is_whole(meant: Meaning) -> bool:
    return meant.what == "amount" and meant.source == "all"


@dataclass(slots=True)
class _Block:
    """One side of the table."""

    table: Node
    path: str
    columns: Columns
    cells: dict[str, list[str]] = field(default_factory=dict)

    def add(self, label: str, amounts: Amounts) -> str:
        """A row; returns its path."""
        place = f"{self.path}.rows[{len(self.table['rows'])}]"
        self.cells[place] = self.columns.cells(amounts)
        self.table["rows"].append({"code": None, "name": label, "cells": self.cells[place]})
        self.columns.note(place, self.cells[place])
        return place

    def enter(self, ledger: Ledger, what: What, row: str) -> None:
        """Says where the row's amounts stand."""
        for number, meant in self.columns.shown():
            if _is_whole(meant):
                ledger.note(what._replace(is_before=meant.is_before), f"{row}.cells[{number}]", self.cells[row][number], "T06")

    def close(self, labels: Sequence[str], whole: Amounts, ledger: Ledger, what: What) -> str:
        """The sum of the year, what is carried over (nothing), and the whole, whose path it returns."""
        parts = list(self.cells)
        year, carried, end = labels
        total = self.add(year, whole)
        self.columns.note_down("T03", total, parts, self.cells)
        over = self.add(carried, lambda _item, _source: _NONE)
        last = self.add(end, whole)
        self.columns.note_down("T03", last, [total, over], self.cells)
        self.enter(ledger, what, last)
        return last


def _income(budget: Budget, source: Source) -> Amounts:
    by_source = _spending(budget, "")
    return lambda item, _source: by_source(item, source)


def _spending(budget: Budget, code: str) -> Amounts:
    """Everything below `code`, by source."""

    def amounts(_item: str, source: Source) -> Measured:
        general = Measured(_below(budget.general, code), _below(budget.general_before, code))
        funds = Measured(_below(budget.funds, code), Decimal(0))
        found: dict[Source, Measured] = {"general": general, "funds": funds, "none": _NONE}
        return found.get(source, Measured(general.now + funds.now, general.before))

    return amounts


def _below(lines: Mapping[str, Line], code: str) -> Decimal:
    return sum((MEASURES["total"](line) for full, line in lines.items() if full.startswith(code)), Decimal(0))
