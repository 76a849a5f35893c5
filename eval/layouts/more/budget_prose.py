"""budget-prose: contents and prose first, then tables in yuan between horizontal lines; names before codes, lines numbered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from eval.layouts.dev.budget_tables import balance_rows, columns_of, header_rows, is_coded
from eval.layouts.dev.pieces import amount_cells, indented_name, indented_prose, lead_of
from eval.layouts.more.pieces import balance_header
from eval.layouts.profile import Printed, Profile
from golden.sheet import Block, Cell, Labels, Row, Sheet, Span, Table, cell, heading

__all__ = ["BUDGET_PROSE"]

_NOW, _BEFORE = "{year}年预算", "{last}年预算"
_BASIC = "一般公共预算基本支出"
_HEADINGS = {
    "收入": "（一）收支预算总体情况",
    "公用经费": "（二）基本支出预算情况",
    "三公": "（三）财政拨款“三公”经费预算情况",
    "机关运行经费": "（四）机关运行经费安排情况",
    "政府采购": "（五）政府采购情况",
    "绩效目标": "（六）绩效目标设置情况",
}

_PROFILE = Profile(
    kind="budget",
    amount_unit="元",
    tables=("revenue_expenditure", "functional", "economic", "three_public", "procurement", "funds"),
    headers={
        "revenue_expenditure": (("收入", "本年预算"), ("支出", "本年预算")),
        "functional": ((_NOW, "基本支出"), (_NOW, "项目支出"), (_NOW, "合计"), (_BEFORE, "合计")),
        "economic": ((_BASIC, "人员经费"), (_BASIC, "公用经费"), (_BASIC, "小计")),
        "three_public": (("本年预算数",), ("上年预算数",), ("增减额",)),
        "procurement": (("本年采购预算",),),
        "funds": (("本年支出", "基本支出"), ("本年支出", "项目支出"), ("本年支出", "合计")),
    },
    table_titles={
        "revenue_expenditure": "单位收支总体情况表",
        "functional": "一般公共预算财政拨款支出情况表",
        "economic": "一般公共预算基本支出情况表",
        "three_public": "财政拨款“三公”经费支出情况表",
        "procurement": "政府采购预算情况表",
        "funds": "政府性基金预算支出情况表",
    },
    table_number="单位公开0{n}表",
    claims=True,
)


def _sheet(labels: Labels) -> Sheet:
    tables = labels.each("tables")
    contents = [heading(f"　　{number}. {table.text('title')}") for number, table in enumerate(tables, start=1)]
    front = (
        heading("单位预算公开", style="title"),
        heading("目　　录", style="subtitle"),
        heading("一、单位预算情况说明"),
        heading("二、单位预算公开表"),
        *contents,
        heading("一、单位预算情况说明", style="chapter first"),
    )
    printed = [block for number, table in enumerate(tables) for block in _table(table, number)]
    return Sheet((*front, *indented_prose(labels, _HEADINGS, "　　"), *printed), font_size=9.5)


def _table(table: Labels, number: int) -> list[Block]:
    """Its number and unit stand at both ends of the table's own first line."""
    opening = [heading("二、单位预算公开表", style="chapter first")] if number == 0 else []
    note = [heading(table.span("note"), style="tail")] if table.has("note") else []
    return [*opening, heading(table.span("title"), style="title"), _with_line(table, _printed(table)), *note]


def _with_line(table: Labels, printed: Table) -> Table:
    """One cell of two columns at each end, what is left between them bare."""
    width = len(printed.widths)
    left = max(1, width // 2)
    number = cell("表号：", table.span("number"), columns=left, style="bare-left")
    unit = cell("单位：", table.span("amount_unit"), columns=width - left, style="bare-right")
    return replace(printed, rows=(Row((number, unit), keeps=True), *printed.rows), header=1 + printed.header)


def _printed(table: Labels) -> Table:
    columns = columns_of(table)
    rows = table.each("rows")
    if is_coded(table):
        header = header_rows(columns, lead_of("科目名称", "科目编码"), least=2)
        lines = [Row((indented_name(row), cell(row.span("code")), *amount_cells(row))) for row in rows]
        return Table((36.0, 13.0, *[19.0] * len(columns)), (*header, *lines), header=len(header), style="rows")
    if any(path[0].text == "支出" for path in columns):
        return Table((29.0, 6.0, 19.0, 29.0, 6.0, 19.0), tuple(_balance(table, columns)), header=2, style="rows")
    is_public = len(columns) > 1
    header = header_rows(columns, lead_of("项　目" if is_public else "采购品目"))
    remark = (cell("备注"),) if is_public else ()
    header = [Row((*header[0].cells, *remark)), *header[1:]]
    lines = [Row((_item(row), *amount_cells(row), *(cell("") for _ in remark))) for row in rows]
    widths = (40.0, *[19.0] * len(columns), *(12.0 for _ in remark))
    return Table(widths, (*header, *lines), header=len(header), style="rows")


def _balance(table: Labels, columns: Sequence[Sequence[Span]]) -> list[Row]:
    """Both blocks with their lines numbered through: first all on the left, then all on the right."""
    rows = balance_rows(table)
    return [
        *balance_header(columns, "项　目", "行次"),
        *(_numbered(row, place, len(rows)) for place, row in enumerate(rows, start=1)),
    ]


def _numbered(row: Row, place: int, count: int) -> Row:
    income, amount, spending, spent = row.cells
    return Row((income, cell(str(place)), amount, spending, cell(str(count + place)), spent))


def _item(row: Labels) -> Cell:
    """The whole in the middle, the others counted or set in."""
    name = row.text("name")
    if name == "合计":
        return cell(row.span("name"))
    return cell("　　" if name.startswith("其中") else "", row.span("name"), style="left")


BUDGET_PROSE = Printed("budget-prose", _PROFILE, _sheet)
