"""budget-wide: prose, then tables in yuan; the functional one lies across, three header rows, a code in its level's column."""

from __future__ import annotations

from collections.abc import Sequence

from eval.layouts.dev.budget_tables import balance_rows, columns_of, finish, header_rows, is_coded
from eval.layouts.dev.pieces import amount_cells, code_lead, lead_of
from eval.layouts.more.pieces import amounts_table, balance_header, chapters
from eval.layouts.profile import Printed, Profile
from golden.sheet import Block, Labels, Row, Sheet, Span, Table, cell, heading

__all__ = ["BUDGET_WIDE"]

_LENGTHS = (3, 5, 7)
_PARTS = ("类", "款", "项")
_NOW = "{year}年年初预算"
_HEADINGS = {
    "收入": "一、预算收支安排及变化情况",
    "公用经费": "二、基本支出安排情况",
    "三公": "三、“三公”经费安排情况",
    "采购": "四、政府采购安排情况",
}
_ACROSS = "functional"

_PROFILE = Profile(
    kind="budget",
    amount_unit="元",
    tables=("revenue_expenditure", "functional", "economic", "three_public", "procurement"),
    headers={
        "revenue_expenditure": (("本年收入", "金额"), ("本年支出", "金额")),
        "functional": (
            (_NOW, "合计"),
            (_NOW, "基本支出", "小计"),
            (_NOW, "基本支出", "人员支出"),
            (_NOW, "基本支出", "公用支出"),
            (_NOW, "项目支出"),
            ("{last}年年初预算",),
            ("较上年增减", "金额"),
            ("较上年增减", "幅度（%）"),
        ),
        "economic": (
            ("一般公共预算基本支出", "合计"),
            ("一般公共预算基本支出", "其中", "人员支出"),
            ("一般公共预算基本支出", "其中", "公用支出"),
        ),
        "three_public": (("{last}年安排数",), ("{year}年安排数",), ("增减变动", "金额"), ("增减变动", "比例（%）")),
        "procurement": (
            ("采购金额", "合计"),
            ("采购金额", "按品目", "货物"),
            ("采购金额", "按品目", "工程"),
            ("采购金额", "按品目", "服务"),
        ),
    },
    table_titles={
        "revenue_expenditure": "{year}年度收支预算总体情况表",
        "functional": "{year}年度一般公共预算支出预算明细表（功能分类）",
        "economic": "{year}年度一般公共预算基本支出预算表（经济分类）",
        "three_public": "{year}年度财政拨款安排“三公”经费情况表",
        "procurement": "{year}年度政府采购预算情况表",
    },
    table_number="附表1-{n}",
    claims=True,
)


def _sheet(labels: Labels) -> Sheet:
    tables = [block for number, table in enumerate(labels.each("tables")) for block in _table(table, number)]
    return Sheet((heading("部门预算编制及公开情况说明", style="title"), *chapters(labels, _HEADINGS), *tables), font_size=8.5)


def _table(table: Labels, number: int) -> list[Block]:
    """The table that lies across starts a page, and so does the one after it."""
    place = _PROFILE.tables.index(_ACROSS)
    turned = {place: True, place + 1: False}.get(number)
    before = [
        heading(table.span("number"), style="number", landscape=turned),
        heading(table.span("title"), style="title"),
        heading("金额单位：", table.span("amount_unit"), style="unit"),
    ]
    return finish(table, _printed(table), before)


def _printed(table: Labels) -> Table:
    columns = columns_of(table)
    if is_coded(table):
        count = _LENGTHS.index(max(len(row.text("code")) for row in table.each("rows"))) + 1
        header = header_rows(columns, code_lead(_PARTS[:count], "科目（单位）名称"), least=2)
        coded = [_coded(row, count) for row in table.each("rows")]
        return Table((*(4.5, 7.0, 8.5)[:count], 20.0, *_widths(columns)), (*header, *coded), header=len(header))
    if any("支出" in path[0].text for path in columns):
        return Table((30.0, 20.0, 30.0, 20.0), (*balance_header(columns, "项　目"), *balance_rows(table)), header=2)
    rows = table.each("rows")
    if not table.has("rows[0].name"):
        return amounts_table(columns, rows, _widths(columns))
    header = header_rows(columns, lead_of("序号", "项　　目"))
    lines = [_item(row, place) for place, row in enumerate(rows, start=1)]
    return Table((7.0, 33.0, *_widths(columns, 16.0)), (*header, *lines), header=len(header))


def _widths(columns: Sequence[Sequence[Span]], width: float = 13.5) -> tuple[float, ...]:
    """Rates need less room."""
    return tuple(0.7 * width if "%" in path[-1].text else width for path in columns)


def _coded(row: Labels, count: int) -> Row:
    """The whole code, in the column of its level."""
    length = len(row.text("code"))
    place = _LENGTHS.index(length) if length in _LENGTHS else 0
    codes = [cell(row.span("code")) if number == place else cell("") for number in range(count)]
    return Row((*codes, cell("　" * place, row.span("name"), style="left"), *amount_cells(row)))


def _item(row: Labels, place: int) -> Row:
    return Row((cell(str(place)), cell(row.span("name"), style="left"), *amount_cells(row)))


BUDGET_WIDE = Printed("budget-wide", _PROFILE, _sheet)
