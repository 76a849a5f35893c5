"""open-numbered: a directory page of numbered tables, each on a page of its own, units at the left, lines numbered; prose last."""

from __future__ import annotations

from collections.abc import Sequence

from eval.layouts.dev.budget_tables import balance_rows, columns_of, finish, header_rows, is_coded
from eval.layouts.dev.pieces import amount_cells, joined, lead_of, texts
from eval.layouts.more.pieces import amounts_table
from eval.layouts.profile import Printed, Profile
from eval.layouts.prose import headed
from golden.sheet import Block, Cell, Labels, Line, Row, Sheet, Span, Table, cell, heading

__all__ = ["OPEN_NUMBERED"]

_NUMERALS = "一二三四五六七八九"
_LEFT, _RIGHT = "收入预算", "支出预算"
_ACROSS = "部门支出总体情况表"
_HEADINGS = {
    "收入": "收支安排总体情况",
    "公用经费": "基本支出安排情况",
    "三公": "“三公”经费安排情况",
    "机关运行经费": "机关运行经费安排情况",
    "采购": "政府采购安排情况",
    "绩效目标": "绩效目标管理情况",
}

_PROFILE = Profile(
    kind="budget",
    tables=("revenue_expenditure", "expenditure", "functional", "economic", "three_public", "procurement", "funds"),
    headers={
        "revenue_expenditure": (
            (_LEFT, "金额"),
            (_RIGHT, "合计"),
            (_RIGHT, "其中：一般公共预算"),
            (_RIGHT, "其中：政府性基金预算"),
        ),
        "expenditure": (
            ("本年支出安排", "合计"),
            ("本年支出安排", "基本支出", "人员经费"),
            ("本年支出安排", "基本支出", "公用经费"),
            ("本年支出安排", "项目支出"),
            ("其中：一般公共预算",),
            ("其中：政府性基金预算",),
        ),
        "functional": (
            ("{last}年预算数",),
            ("{year}年预算数", "小计"),
            ("{year}年预算数", "基本支出"),
            ("{year}年预算数", "项目支出"),
        ),
        "economic": (("人员经费",), ("公用经费",), ("基本支出合计",)),
        "three_public": (("{year}年预算数",), ("{last}年预算数",), ("增减率（%）",)),
        "procurement": (("总计",), ("按品目分", "货物"), ("按品目分", "工程"), ("按品目分", "服务")),
        "funds": (("合计",), ("基本支出",), ("项目支出",)),
    },
    table_titles={
        "revenue_expenditure": "部门收支总体情况表",
        "expenditure": _ACROSS,
        "functional": "一般公共预算支出情况表",
        "economic": "一般公共预算基本支出情况表（按部门预算经济分类）",
        "three_public": "一般公共预算“三公”经费支出情况表",
        "procurement": "部门政府采购预算情况表",
        "funds": "政府性基金预算支出情况表",
    },
    table_number="部门公开0{n}表",
    claims=True,
)


def _sheet(labels: Labels) -> Sheet:
    tables = labels.each("tables")
    printed = [block for table in tables for block in _table(table)]
    return Sheet((*_directory(tables), *printed, *_prose(labels)), font_size=9.5)


def _directory(tables: Sequence[Labels]) -> list[Block]:
    """Numbers and titles as they come again above the tables, in columns without rulings."""
    lines = [
        Row((cell(f"{place}", style="right"), cell(table.text("number"), style="left"), cell(table.text("title"), style="left")))
        for place, table in enumerate(tables, start=1)
    ]
    return [
        heading("目　　　录", style="title"),
        heading("第一部分　预算公开表", style="chapter"),
        Table((8.0, 24.0, 68.0), tuple(lines), style="open"),
        heading("第二部分　预算公开表有关情况的说明", style="chapter"),
        *(heading(f"　　{numeral}、{title}") for numeral, title in zip(_NUMERALS, _HEADINGS.values(), strict=False)),
    ]


def _table(table: Labels) -> list[Block]:
    """Only the widest lies across; that number and unit stand at the left, the title between them."""
    is_wide = table.text("title") == _ACROSS
    number = heading(table.span("number"), style="lead" if is_wide else "lead first", landscape=True if is_wide else None)
    before = [number, heading(table.span("title"), style="title"), heading("单位：", table.span("amount_unit"), style="lead")]
    if not is_wide:
        return finish(table, _printed(table), before)
    return [*finish(table, _printed(table), before), heading("", landscape=False)]


def _printed(table: Labels) -> Table:
    columns, rows = columns_of(table), table.each("rows")
    if any(path[0].text == _RIGHT for path in columns):
        lines = [Row((cell(str(place)), *row.cells)) for place, row in enumerate(balance_rows(table), start=1)]
        return Table((5.0, 24.0, 14.0, 24.0, 14.0, 14.0, 14.0), (*_balance_header(columns), *lines), header=3)
    if is_coded(table):
        header = header_rows(columns, lead_of("行号", "科目编码", "科目名称"))
        lines = [Row((cell(str(place)), *_account(row), *amount_cells(row))) for place, row in enumerate(rows, start=1)]
        return Table((6.0, 12.0, 32.0, *[16.0] * len(columns)), (*header, *lines), header=len(header))
    if rows and not table.has("rows[0].name"):
        return amounts_table(columns, rows, (1.0,) * len(columns))
    header = header_rows(columns, lead_of("行号", "项　目"))
    lines = [
        Row((cell(str(place)), cell(row.span("name"), style="left"), *amount_cells(row))) for place, row in enumerate(rows, start=1)
    ]
    return Table((6.0, 38.0, *[18.0] * len(columns)), (*header, *lines), header=len(header))


def _balance_header(columns: Sequence[Sequence[Span]]) -> list[Row]:
    """栏次 beneath the two usual rows."""
    income, *spending = columns
    lower = (cell("项目"), cell(income[1]), cell("项目（按功能分类）"), *(cell(column[1]) for column in spending))
    return [
        Row((cell("行号", rows=2), cell(income[0], columns=2), cell(joined(spending, 0), columns=1 + len(spending)))),
        Row(lower),
        Row(texts("栏次", "—", "1", "—", *(str(place) for place in range(2, 2 + len(spending))))),
    ]


def _account(row: Labels) -> tuple[Cell, Cell]:
    return cell(row.span("code"), style="left"), cell(row.span("name"), style="left")


def _prose(labels: Labels) -> list[Block]:
    lines: list[Block] = [heading("预算公开表有关情况的说明", style="title first")]
    count = 0
    for title, spans in headed(labels, _HEADINGS):
        lines += [heading(f"{_NUMERALS[count]}、{title}", style="chapter")] if title else []
        count += bool(title)
        lines.append(Line(spans, "prose"))
    return lines


OPEN_NUMBERED = Printed("open-numbered", _PROFILE, _sheet)
