"""One layout of the suite."""

from __future__ import annotations

from dataclasses import replace

from eval.layouts.profile import Printed, Profile
from eval.layouts.prose import headed
from eval.layouts.test.ledgers import coded, itemised, plain_rows
from golden.layouts.budget_tables import Name
from golden.sheet import Block, Labels, Line, Row, Sheet, Table, cell, heading

__all__ = ["T15"]

_KINDS = ("expenditure", "economic", "funds", "three_public", "procurement")

_PROFILE = Profile(
    kind="budget",
    amount_unit="万元",
    tables=_KINDS,
    headers={
        "expenditure": (
            ("总计",),
            ("一般公共预算安排", "基本支出"),
            ("一般公共预算安排", "项目支出"),
            ("政府性基金安排", "项目支出"),
            ("其他资金安排", "小计"),
        ),
        "economic": (("金额",), ("人员经费",), ("公用经费",)),
        "funds": (("政府性基金支出", "小计"), ("政府性基金支出", "基本支出"), ("政府性基金支出", "项目支出")),
        "three_public": (("上年预算",), ("本年预算",)),
        "procurement": (("合计",), ("货物",), ("工程",), ("服务",)),
    },
    table_titles={
        "expenditure": "{year}年支出预算分来源汇总表",
        "economic": "{year}年基本支出预算表",
        "funds": "{year}年政府性基金支出预算表",
        "three_public": "{year}年“三公”经费支出计划表",
        "procurement": "{year}年政府采购计划表",
    },
    table_number="预算公开{n}表",
    table_units={"three_public": "元", "procurement": "元"},
    claims=True,
)

_CODE, _NAME = Name("code", ("代码",)), Name("name", ("支出科目",))
_HEADINGS = {
    "总": "（一）收支预算总体说明",
    "人员经费": "（二）基本支出说明",
    "“三公”经费": "（三）“三公”经费说明",
    "政府采购": "（四）政府采购说明",
    "辆": "（五）国有资产占用情况",
}


def _layout(labels: Labels) -> Sheet:
    tables = enumerate(zip(_KINDS, labels.each("tables"), strict=True))
    blocks: list[Block] = [heading("第一部分　预算表", style="title")]
    blocks += [block for number, (kind, table) in tables for block in _titled(kind, table, number)]
    blocks.append(heading("第二部分　情况说明", style="title first"))
    for above, spans in headed(labels, _HEADINGS):
        blocks += [heading(above, style="chapter")] if above else []
        blocks.append(Line(spans, "prose"))
    return Sheet(tuple(blocks), font_size=9)


def _titled(kind: str, table: Labels, number: int) -> list[Block]:
    return [
        heading(table.span("number"), "　", table.span("title"), style="number"),
        heading("计量单位：", table.span("amount_unit"), style="unit"),
        _noted(_table(kind, table), table),
    ]


def _table(kind: str, table: Labels) -> Table:
    if kind == "three_public":
        return replace(itemised(table, "经费类别", (50.0, 25.0, 25.0)), style="open")
    if kind == "procurement":
        return itemised(table, "采购类别", (28.0, 18.0, 18.0, 18.0, 18.0))
    count = table.count("columns")
    widths = (30.0, 11.0, *((59.0 / count,) * count))
    return coded(table, (_NAME, _CODE), widths, plain_rows)


def _noted(made: Table, table: Labels) -> Table:
    """The note stands in a last row of the table."""
    if not table.has("note"):
        return made
    note = Row((cell(table.span("note"), columns=len(made.widths), style="left"),))
    return replace(made, rows=(*made.rows, note))


T15 = Printed("t15", _PROFILE, _layout)
