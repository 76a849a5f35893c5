"""Budget tables whose rows or columns are named items: the three public items, procurement."""

from __future__ import annotations

from decimal import Decimal

from eval.layouts.content.budget import Budget, Measured
from eval.layouts.content.columns import Amounts, Columns
from eval.layouts.content.draft import Node
from eval.layouts.content.headers import Source
from eval.layouts.content.ledger import Ledger, What

__all__ = ["add_items"]

_ROWS: dict[str, tuple[tuple[str, str], ...]] = {
    "three_public": (
        ("合计", "three_public"),
        ("因公出国（境）费", "abroad"),
        ("公务用车购置及运行维护费", "vehicle"),
        ("其中：公务用车购置费", "purchase"),
        ("公务用车运行维护费", "running"),
        ("公务接待费", "reception"),
    ),
    "procurement": (("合计", "procurement"), ("货物类", "goods"), ("工程类", "works"), ("服务类", "services")),
}
"""The rows of a table whose items are not its columns."""

_WHOLES = {"three_public": "three_public", "procurement": "procurement"}
"""What the whole of such a table is called in the budget."""

_SUMS = (
    ("T07", "three_public", ("abroad", "vehicle", "reception")),
    ("T07", "vehicle", ("purchase", "running")),
    ("T09", "procurement", ("goods", "works", "services")),
)


def add_items(table: Node, path: str, name: str, budget: Budget, columns: Columns, ledger: Ledger) -> None:
    """Items in the columns make one row, items in the rows one each."""
    in_columns = len({meant.item for meant in columns.meanings}) > 1
    rows = ((None, _WHOLES[name]),) if in_columns else _ROWS[name]
    places: dict[str, str] = {}
    shown: dict[str, list[str]] = {}
    for number, (label, item) in enumerate(rows):
        places[item] = f"{path}.rows[{number}]"
        cells = columns.cells(_of_item(budget, item))
        shown[places[item]] = cells
        table["rows"].append({"code": None, "name": label, "cells": cells})
        columns.note(places[item], cells)
        for column, meant in columns.shown():
            if meant.what == "amount" and meant.source in ("all", "general"):
                what = What("", item if meant.item == "total" else meant.item, meant.is_before, "items")
                ledger.note(what, f"{places[item]}.cells[{column}]", cells[column], "T04")
    for check, whole, parts in _SUMS if not in_columns else ():
        if whole in places:
            columns.note_down(check, places[whole], [places[part] for part in parts], shown)


def _of_item(budget: Budget, own: str) -> Amounts:
    def amounts(item: str, source: Source) -> Measured:
        found = budget.items[own if item == "total" else item]
        return found if source in ("all", "general") else Measured(Decimal(0), Decimal(0))

    return amounts
