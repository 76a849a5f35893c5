"""budget-lines: landscape tables with horizontal lines only and up to three header rows; the prose follows them."""

from __future__ import annotations

from collections.abc import Sequence

from eval.layouts.dev.budget_tables import balance_rows, columns_of, finish, header_rows, is_coded
from eval.layouts.dev.pieces import amount_cells, indented_name, indented_prose, joined, lead_of
from eval.layouts.profile import Printed, Profile
from golden.sheet import Block, Cell, Labels, Row, Sheet, Span, Table, cell, heading

__all__ = ["BUDGET_LINES"]

_NOW = "{year}年预算数"
_HEADINGS = {"收入": "一、收支预算说明", "三公": "二、“三公”经费预算说明", "政府采购": "三、政府采购预算说明"}

_PROFILE = Profile(
    kind="budget",
    tables=("revenue_expenditure", "expenditure", "economic", "procurement", "three_public"),
    headers={
        "revenue_expenditure": (
            ("本年收入", "预算数"),
            ("本年支出", "合计"),
            ("本年支出", "一般公共预算"),
            ("本年支出", "政府性基金预算"),
        ),
        "expenditure": (
            (_NOW, "总计"),
            (_NOW, "基本支出", "小计"),
            (_NOW, "基本支出", "人员经费"),
            (_NOW, "基本支出", "公用经费"),
            (_NOW, "项目支出"),
        ),
        "economic": (("基本支出预算", "小计"), ("基本支出预算", "人员经费"), ("基本支出预算", "公用经费")),
        "procurement": (("合计",), ("货物类",), ("工程类",), ("服务类",)),
        "three_public": (
            ("“三公”经费合计",),
            ("因公出国（境）费",),
            ("公务接待费",),
            ("公务用车购置及运行费", "小计"),
            ("公务用车购置及运行费", "购置费"),
            ("公务用车购置及运行费", "运行费"),
        ),
    },
    table_titles={
        "revenue_expenditure": "{year}年收支预算总表",
        "expenditure": "{year}年支出预算总表（按功能科目）",
        "economic": "{year}年基本支出预算表（按经济科目）",
        "procurement": "{year}年政府采购预算汇总表",
        "three_public": "{year}年“三公”经费预算表",
    },
    table_number="预算0{n}表",
    claims=True,
)


def _sheet(labels: Labels) -> Sheet:
    tables = [block for table in labels.each("tables") for block in _table(table)]
    return Sheet(
        (*tables, heading("部门预算编制说明", style="title first"), *indented_prose(labels, _HEADINGS)),
        landscape=True,
        font_size=9.5,
    )


def _table(table: Labels) -> list[Block]:
    unit = heading(table.span("number"), "　　　　金额单位：", table.span("amount_unit"), style="unit")
    return finish(table, _printed(table), [heading(table.span("title"), style="title"), unit])


def _printed(table: Labels) -> Table:
    columns = columns_of(table)
    if is_coded(table):
        header = header_rows(columns, _code_lead, least=2)
        rows = [Row((cell(row.span("code"), style="left"), indented_name(row), *amount_cells(row))) for row in table.each("rows")]
        return Table((14.0, 40.0, *[18.0] * len(columns)), (*header, *rows), header=len(header), style="rows")
    if any("支出" in path[0].text for path in columns):
        return Table(
            (28.0, 16.0, 28.0, 16.0, 16.0, 16.0), (*_balance_header(columns), *balance_rows(table)), header=2, style="rows"
        )
    header = header_rows(columns, lead_of())
    return Table((1.0,) * len(columns), (*header, *(Row(tuple(amount_cells(row))) for row in table.each("rows"))), style="rows")


def _code_lead(depth: int) -> Sequence[Sequence[Cell]]:
    below = [[cell("科目编码", rows=depth - 1), cell("科目名称", rows=depth - 1)], *[[] for _ in range(depth - 2)]]
    return [[cell("科　　目", columns=2)], *below]


def _balance_header(columns: Sequence[Sequence[Span]]) -> list[Row]:
    income, *spending = columns
    upper = (cell(income[0], columns=2), cell(joined(spending, 0), columns=1 + len(spending)))
    lower = (cell("收入项目"), cell(income[1]), cell("支出项目"), *(cell(column[1]) for column in spending))
    return [Row(upper), Row(lower)]


BUDGET_LINES = Printed("budget-lines", _PROFILE, _sheet)
