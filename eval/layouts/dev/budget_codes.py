"""budget-codes: prose, then ruled tables with codes in two or three columns (类, 款, 项); 收支总表 with last year too."""

from __future__ import annotations

from collections.abc import Sequence

from eval.layouts.dev.budget_tables import balance_rows, columns_of, finish, header_rows, is_coded
from eval.layouts.dev.pieces import amount_cells, code_cells, code_lead, indented_prose, joined, lead_of
from eval.layouts.profile import Printed, Profile
from golden.sheet import Block, Labels, Row, Sheet, Span, Table, cell, heading

__all__ = ["BUDGET_CODES"]

_CUTS = (0, 3, 5, 7)
_PARTS = ("类", "款", "项")
_YEARS = (("上年预算数",), ("本年预算数",), ("增减额",), ("增减率（%）",))
_USE = (("合计",), ("基本支出",), ("项目支出",))
_HEADINGS = {
    "收入": "一、部门收支总体情况",
    "公用经费": "二、基本支出预算情况",
    "三公": "三、“三公”经费情况",
    "机关运行经费": "四、其他重要事项",
}

_PROFILE = Profile(
    kind="budget",
    amount_unit="元",
    tables=("revenue_expenditure", "functional", "economic", "three_public", "funds"),
    headers={
        "revenue_expenditure": (("收入", "上年预算"), ("收入", "本年预算"), ("支出", "上年预算"), ("支出", "本年预算")),
        "functional": (
            ("本年一般公共预算支出", "合计"),
            ("本年一般公共预算支出", "基本支出"),
            ("本年一般公共预算支出", "项目支出"),
        ),
        "economic": (("本年基本支出", "合计"), ("本年基本支出", "人员经费"), ("本年基本支出", "公用经费")),
        "three_public": _YEARS,
        "funds": _USE,
    },
    table_titles={"revenue_expenditure": "{year}年部门收支总表", "economic": "一般公共预算基本支出明细表"},
    table_number="公开0{n}表",
    claims=True,
)


def _sheet(labels: Labels) -> Sheet:
    tables = [block for table in labels.each("tables") for block in _table(table)]
    return Sheet((heading("部门预算公开说明", style="title"), *indented_prose(labels, _HEADINGS), *tables), font_size=10)


def _table(table: Labels) -> list[Block]:
    unit = heading("单位：", table.span("amount_unit"), style="unit")
    before = [heading(table.span("number"), style="number"), heading(table.span("title"), style="title"), unit]
    return finish(table, _printed(table), before)


def _printed(table: Labels) -> Table:
    columns = columns_of(table)
    if is_coded(table):
        parts = _PARTS[: 2 if _is_economic(table) else 3]
        header = header_rows(columns, code_lead(parts, "科目名称"), least=2)
        rows = [_coded(row, len(parts)) for row in table.each("rows")]
        return Table((*[5.5] * len(parts), 30.0, *[18.0] * len(columns)), (*header, *rows), header=len(header))
    if any(path[0].text.startswith("支出") for path in columns):
        return Table((20.0, 17.0, 17.0, 20.0, 17.0, 17.0), (*_balance_header(columns), *balance_rows(table)), header=2)
    header = header_rows(columns, lead_of("项　　目"))
    rows = [Row((cell(row.span("name"), style="left"), *amount_cells(row))) for row in table.each("rows")]
    return Table((34.0, *[18.0] * len(columns)), (*header, *rows), header=len(header))


def _is_economic(table: Labels) -> bool:
    """Economic codes have two parts, and no row is without a code but the whole."""
    codes = [row.text("code") for row in table.each("rows")]
    return any(codes) and max(map(len, codes)) == _CUTS[2]


def _coded(row: Labels, count: int) -> Row:
    return Row((*code_cells(row, _CUTS, count), cell(row.span("name"), style="left"), *amount_cells(row)))


def _balance_header(columns: Sequence[Sequence[Span]]) -> list[Row]:
    """Each block has its own column of names, so its first header reaches over that too."""
    blocks = [[path for path in columns if ("支出" in path[0].text) is is_right] for is_right in (False, True)]
    upper = [cell(joined(block, 0), columns=1 + len(block)) for block in blocks]
    lower = [part for block in blocks for part in (cell("项目"), *(cell(column[1]) for column in block))]
    return [Row(tuple(upper)), Row(tuple(lower))]


BUDGET_CODES = Printed("budget-codes", _PROFILE, _sheet)
