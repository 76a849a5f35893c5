"""budget-triple: every table across the page under three header rows and a row of column numbers; 类, 款, 项 apart; prose last."""

from __future__ import annotations

from collections.abc import Sequence

from eval.layouts.dev.budget_tables import Lead, balance_rows, columns_of, finish, header_rows, is_coded
from eval.layouts.dev.pieces import amount_cells, code_cells, joined, lead_of, texts
from eval.layouts.more.pieces import chapters
from eval.layouts.profile import Printed, Profile
from golden.sheet import Block, Cell, Labels, Row, Sheet, Span, Table, cell, heading

__all__ = ["BUDGET_TRIPLE"]

_CUTS = (0, 3, 5, 7)
_PARTS = ("类", "款", "项")
_DUTIES = (
    "贯彻执行国家和上级有关法律法规和方针政策，拟订本行业发展规划并组织实施；"
    "指导所属单位开展业务工作；承办本级党委、政府交办的其他事项。"
)
_TERMS = "机关运行经费：指为保障行政单位运行用于购买货物和服务的各项资金，包括办公及印刷费、邮电费、差旅费等。"
_HEADINGS = {
    "收入": "一、关于收支预算总体情况的说明",
    "公用经费": "二、关于基本支出预算的说明",
    "三公": "三、关于“三公”经费预算的说明",
    "机关运行经费": "四、关于机关运行经费的说明",
    "政府采购": "五、关于政府采购的说明",
    "绩效目标": "六、关于预算绩效管理的说明",
}
_ALL, _BASIC = "{year}年支出预算", "基本支出预算"
_FUNDED = "本年政府性基金预算支出"
_USES = ("合计", "因公出国（境）费", "公务用车购置及运行维护费", "公务接待费")


def _three_public(owner: str) -> tuple[tuple[str, ...], ...]:
    whole, abroad, vehicle, reception = ((owner, use) for use in _USES)
    return (whole, abroad, *((*vehicle, part) for part in ("小计", "购置费", "运行维护费")), reception)


_PROFILE = Profile(
    kind="budget",
    tables=("revenue_expenditure", "expenditure", "functional", "economic", "three_public", "funds", "procurement"),
    headers={
        "revenue_expenditure": (
            ("收入", "预算安排", "{year}年"),
            ("收入", "预算安排", "{last}年"),
            ("支出", "按资金来源", "合计"),
            ("支出", "按资金来源", "一般公共预算"),
            ("支出", "按资金来源", "政府性基金预算"),
        ),
        "expenditure": (
            (_ALL, "合计"),
            (_ALL, "财政拨款", "一般公共预算"),
            (_ALL, "财政拨款", "政府性基金预算"),
            (_ALL, "其他来源", "财政专户管理资金"),
            (_ALL, "其他来源", "单位资金"),
            ("按支出用途", "基本支出", "人员经费"),
            ("按支出用途", "基本支出", "公用经费"),
            ("按支出用途", "项目支出"),
        ),
        "functional": (
            ("支出合计", "上年预算数"),
            ("支出合计", "本年预算数"),
            ("基本支出", "上年预算数"),
            ("基本支出", "本年预算数", "小计"),
            ("基本支出", "本年预算数", "人员经费"),
            ("基本支出", "本年预算数", "公用经费"),
            ("项目支出", "上年预算数"),
            ("项目支出", "本年预算数"),
            ("本年比上年增减", "增减额"),
            ("本年比上年增减", "增减率（%）"),
        ),
        "economic": (
            (_BASIC, "{last}年", "合计"),
            (_BASIC, "{year}年", "合计"),
            (_BASIC, "{year}年", "人员经费"),
            (_BASIC, "{year}年", "公用经费"),
        ),
        "three_public": (*_three_public("{last}年预算数"), *_three_public("{year}年预算数")),
        "funds": ((_FUNDED, "合计"), (_FUNDED, "支出用途", "基本支出"), (_FUNDED, "支出用途", "项目支出")),
        "procurement": (
            ("采购预算", "总计"),
            ("采购预算", "资金来源", "一般公共预算"),
            ("采购预算", "资金来源", "政府性基金预算"),
            ("采购预算", "资金来源", "单位资金"),
        ),
    },
    table_titles={
        "revenue_expenditure": "{year}年部门收支预算总表",
        "expenditure": "{year}年部门支出预算总表",
        "functional": "{year}年一般公共预算支出预算表",
        "economic": "{year}年一般公共预算基本支出预算表",
        "three_public": "{year}年“三公”经费支出预算表",
        "funds": "{year}年政府性基金预算支出预算表",
        "procurement": "{year}年政府采购支出预算表",
    },
    table_number="表{n}",
    claims=True,
)


def _sheet(labels: Labels) -> Sheet:
    duties = (heading("第一部分　部门概况", style="title"), heading("主要职责", style="chapter"), heading(_DUTIES, style="prose"))
    tables = [block for number, table in enumerate(labels.each("tables")) for block in _table(table, number)]
    opening = heading("第三部分　部门预算情况说明", style="title", landscape=False)
    terms = (heading("第四部分　名词解释", style="title"), heading(_TERMS, style="prose"))
    return Sheet((*duties, *tables, opening, *chapters(labels, _HEADINGS), *terms), font_size=8.5)


def _table(table: Labels, number: int) -> list[Block]:
    """Each starts a page; the first one turns it."""
    first = [heading("第二部分　部门预算表", style="lead", landscape=True)] if number == 0 else []
    title = heading(table.span("number"), "　", table.span("title"), style="title first" if number else "title")
    return finish(table, _printed(table), [*first, title, heading("单位：", table.span("amount_unit"), style="unit")])


def _printed(table: Labels) -> Table:
    columns = columns_of(table)
    rows = table.each("rows")
    if is_coded(table):
        parts = _PARTS[: 2 if columns[0][0].text == _BASIC else 3]
        widths = (*(6.0, 5.0, 5.0)[: len(parts)], 30.0, *_widths(columns))
        coded = [_coded(row, len(parts)) for row in rows]
        return _ruled(widths, header_rows(columns, _code_lead(parts), least=3), coded, len(parts) + 1)
    if any(path[0].text == "支出" for path in columns):
        widths = (30.0, 15.0, 15.0, 30.0, 15.0, 15.0, 15.0)
        return Table(widths, (*_balance_header(columns), *balance_rows(table)), header=3)
    if not table.has("rows[0].name"):
        lines = [Row(tuple(amount_cells(row))) for row in rows]
        return _ruled(_widths(columns), header_rows(columns, lead_of()), lines, 0)
    lines = [Row((cell(row.span("name"), style="left"), *amount_cells(row))) for row in rows]
    return _ruled((30.0, *_widths(columns, 20.0)), header_rows(columns, lead_of("采购类别")), lines, 1)


def _ruled(widths: Sequence[float], header: Sequence[Row], rows: Sequence[Row], named: int) -> Table:
    """Beneath the header the amount columns are counted, the others starred."""
    counted = Row((*(cell("**") for _ in range(named)), *(cell(str(n)) for n in range(1, len(widths) - named + 1))))
    return Table(tuple(widths), (*header, counted, *rows), header=len(header) + 1)


def _widths(columns: Sequence[Sequence[Span]], width: float = 14.0) -> list[float]:
    return [0.75 * width if "%" in path[-1].text else width for path in columns]


def _code_lead(parts: Sequence[str]) -> Lead:
    def lead(depth: int) -> Sequence[Sequence[Cell]]:
        middle: list[list[Cell]] = [[] for _ in range(depth - 3)]
        below = [cell("编码", columns=len(parts), rows=depth - 2), cell("名称", rows=depth - 1)]
        return [[cell("支出科目", columns=len(parts) + 1)], below, *middle, texts(*parts)]

    return lead


def _coded(row: Labels, size: int) -> Row:
    """The code's parts, each in its column; a row without a code has its name over all of them."""
    if not row.text("code") and row.text("name"):
        return Row((cell(row.span("code"), row.span("name"), columns=size + 1), *amount_cells(row)))
    return Row((*code_cells(row, _CUTS, size), cell(row.span("name"), style="left"), *amount_cells(row)))


def _balance_header(columns: Sequence[Sequence[Span]]) -> list[Row]:
    """Three rows for each block, a column of names before its amounts."""
    blocks = [[path for path in columns if (path[0].text == "支出") is is_right] for is_right in (False, True)]
    upper = [cell(joined(block, 0), columns=1 + len(block)) for block in blocks]
    middle = [part for block in blocks for part in (cell("项　　目", rows=2), cell(joined(block, 1), columns=len(block)))]
    return [Row(tuple(upper)), Row(tuple(middle)), Row(tuple(cell(path[2]) for block in blocks for path in block))]


BUDGET_TRIPLE = Printed("budget-triple", _PROFILE, _sheet)
