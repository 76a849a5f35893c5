"""The tables of a budget document, in the order and with the headers that its layout asks for."""

from __future__ import annotations

from collections.abc import Callable

from eval.layouts.content import coded
from eval.layouts.content.balance import add_balance
from eval.layouts.content.budget import Budget
from eval.layouts.content.coded import Coded, add_rows
from eval.layouts.content.columns import Columns
from eval.layouts.content.draft import Draft, Node
from eval.layouts.content.ledger import Ledger
from eval.layouts.content.named import add_items
from eval.layouts.content.words import fill

__all__ = ["add_tables"]

_KINDS = {
    "revenue_expenditure": "revenue_expenditure",
    "expenditure": "functional",
    "functional": "functional",
    "funds": "functional",
    "economic": "economic",
    "three_public": "three_public",
    "procurement": "procurement",
}

_TITLES = {
    "revenue_expenditure": "部门收支总表",
    "expenditure": "部门支出总表",
    "functional": "一般公共预算支出表",
    "funds": "政府性基金预算支出表",
    "economic": "一般公共预算基本支出表",
    "three_public": "一般公共预算“三公”经费支出表",
    "procurement": "政府采购预算表",
}

_BY_USE = (("合计",), ("基本支出",), ("项目支出",))
_HEADERS: dict[str, tuple[tuple[str, ...], ...]] = {
    "revenue_expenditure": (("收入", "预算数"), ("支出", "预算数")),
    "expenditure": _BY_USE,
    "functional": _BY_USE,
    "funds": _BY_USE,
    "economic": (("合计",), ("人员经费",), ("公用经费",)),
    "three_public": (
        ("合计",),
        ("因公出国（境）费",),
        ("公务用车购置及运行费", "小计"),
        ("公务用车购置及运行费", "公务用车购置费"),
        ("公务用车购置及运行费", "公务用车运行费"),
        ("公务接待费",),
    ),
    "procurement": (("合计",), ("一般公共预算拨款",), ("政府性基金预算拨款",)),
}
"""Where the layout has no words of its own."""

_CODED: dict[str, Callable[[Draft, Budget], Coded]] = {
    "expenditure": coded.expenditure,
    "functional": coded.functional,
    "funds": coded.funds,
    "economic": coded.economic,
}


def add_tables(draft: Draft, budget: Budget) -> Ledger:
    """Fills the record's tables and says where each amount stands."""
    ledger = Ledger(draft)
    whole_first = draft.rng.random() < 0.5
    for number, name in enumerate(draft.profile.tables):
        table = _table(draft, name, number)
        draft.record["tables"].append(table)
        columns = Columns(draft, table["amount_unit"], table["columns"])
        _fill(draft, table, name, budget, columns, ledger, whole_first=whole_first)
        if not any(text for row in table["rows"] for text in row["cells"]):
            table["note"] = fill(draft.rng.choice(draft.words.notes), draft.marks())
    return ledger


def _fill(draft: Draft, table: Node, name: str, budget: Budget, columns: Columns, ledger: Ledger, *, whole_first: bool) -> None:
    path = f"tables[{len(draft.record['tables']) - 1}]"
    if name in _CODED:
        add_rows(table, path, _CODED[name](draft, budget), columns, ledger, whole_first=whole_first)
    elif name == "revenue_expenditure":
        add_balance(table, path, budget, {**draft.words.functional, **draft.words.funds}, columns, ledger)
    else:
        add_items(table, path, name, budget, columns, ledger)


def _table(draft: Draft, name: str, number: int) -> Node:
    profile, marks = draft.profile, draft.marks()
    headers = profile.headers.get(name, _HEADERS[name])
    return {
        "kind": _KINDS[name],
        "number": profile.table_number.replace("{n}", str(number + 1)) or None,
        "title": fill(profile.table_titles.get(name, _TITLES[name]), marks),
        "amount_unit": profile.table_units.get(name, profile.amount_unit),
        "columns": [[fill(part, marks) for part in header] for header in headers],
        "rows": [],
        "note": None,
    }
