"""One layout of the suite."""

from __future__ import annotations

from dataclasses import replace

from eval.layouts.profile import Printed, Profile
from eval.layouts.prose import sentences
from eval.layouts.test.ledgers import coded, fused_code, itemised, two_sided
from golden.layouts.budget_tables import Name
from golden.sheet import Block, Labels, Line, Sheet, Table, heading

__all__ = ["T14"]

_NOW = "{year}年预算数"
_KINDS = ("functional", "economic", "revenue_expenditure", "three_public", "procurement")

_PROFILE = Profile(
    kind="budget",
    amount_unit="万元",
    tables=_KINDS,
    headers={
        "functional": (
            ("{last}年预算数",),
            (_NOW, "合计"),
            (_NOW, "基本支出", "小计"),
            (_NOW, "基本支出", "人员经费"),
            (_NOW, "基本支出", "公用经费"),
            (_NOW, "项目支出"),
            ("比{last}年增减", "增减额"),
            ("比{last}年增减", "增减率"),
        ),
        "economic": (("总计",), ("其中", "人员经费"), ("其中", "公用经费")),
        "revenue_expenditure": (
            ("收入", "{last}年预算"),
            ("收入", "{year}年预算"),
            ("支出", "{last}年预算"),
            ("支出", "{year}年预算"),
        ),
        "three_public": (("{last}年预算数",), (_NOW,), ("增减额",), ("增减率",)),
        "procurement": (("采购预算金额", "小计"), ("采购预算金额", "一般公共预算"), ("采购预算金额", "其他资金")),
    },
    table_titles={
        "functional": "一般公共预算财政拨款支出预算明细表",
        "economic": "一般公共预算财政拨款基本支出预算明细表",
        "revenue_expenditure": "部门预算收支总体情况表",
        "three_public": "财政拨款“三公”经费预算对比表",
        "procurement": "政府采购预算汇总表",
    },
    table_number="附表{n}",
    claims=True,
)

_WIDTHS = {
    "functional": (32.0, 9.0, 9.0, 9.0, 9.0, 8.0, 9.0, 8.0, 8.0),
    "economic": (46.0, 18.0, 18.0, 18.0),
    "revenue_expenditure": (26.0, 12.0, 12.0, 26.0, 12.0, 12.0),
    "three_public": (40.0, 15.0, 15.0, 15.0, 15.0),
    "procurement": (34.0, 22.0, 22.0, 22.0),
}
_NAMES = {"functional": "功能科目（编码及名称）", "economic": "部门预算支出经济科目（编码及名称）"}


def _layout(labels: Labels) -> Sheet:
    tables = enumerate(zip(_KINDS, labels.each("tables"), strict=True))
    blocks = [block for number, (kind, table) in tables for block in _titled(kind, table, number)]
    lines = [Line(spans, "prose") for spans in sentences(labels)]
    return Sheet(
        (*blocks, heading("附：预算情况文字说明", style="chapter", landscape=False), *lines), landscape=True, font_size=9.5
    )


def _titled(kind: str, table: Labels, number: int) -> list[Block]:
    return [
        heading(table.span("number"), style="lead first" if number else "lead"),
        heading(table.span("title"), style="title"),
        heading("（金额单位：", table.span("amount_unit"), "）", style="subtitle"),
        _table(kind, table),
        *([heading(table.span("note"), style="tail")] if table.has("note") else []),
    ]


def _table(kind: str, table: Labels) -> Table:
    widths = _WIDTHS[kind]
    if kind in _NAMES:
        return replace(coded(table, (Name("name", (_NAMES[kind],)),), widths, fused_code), style="rows")
    if kind == "revenue_expenditure":
        return two_sided(table, ("收入项目", "支出功能分类"), widths)
    return replace(itemised(table, "预算项目", widths), style="rows")


T14 = Printed("t14", _PROFILE, _layout)
