"""budget-halves: across the page, long tables in two halves side by side; prose; upright forms with the goal beside the money."""

from __future__ import annotations

from collections.abc import Sequence

from eval.layouts.dev.budget_tables import columns_of, finish, header_rows, is_coded
from eval.layouts.dev.pieces import (
    amount_cells,
    column_label,
    lead_of,
    levelled,
    pairs_of,
    promise,
    rule_lines,
    spread,
    texts,
    value_of,
)
from eval.layouts.more.pieces import amounts_table, chapters
from eval.layouts.profile import Printed, Profile
from golden.layouts.parts import attach
from golden.sheet import Block, Cell, Labels, Row, Sheet, Span, Table, cell, heading

__all__ = ["BUDGET_HALVES"]

_WIDTHS = (11.0, 13.0, 13.0, 18.0, 15.0, 9.0, 21.0)
_BASIS = "评分标准"
_HEADINGS = {
    "收入": "一、收支预算增减变化情况",
    "公用经费": "二、基本支出预算情况",
    "三公": "三、“三公”经费预算情况",
    "机关运行经费": "四、机关运行经费情况",
    "采购": "五、政府采购预算情况",
    "绩效目标": "六、绩效目标公开情况",
}

_PROFILE = Profile(
    kind="project",
    title="部门预算项目支出绩效目标批复表",
    forms=(1, 2),
    fields=frozenset({"fiscal_year", "amount_unit", "competent_department", "implementing_unit", "project_name", "total_budget"}),
    funding=("一般公共预算拨款", "上级转移支付", "单位资金"),
    narratives=("年度绩效目标",),
    attributes={"项目类别": "text", "是否政府采购": "text"},
    levels={
        "成本": ("经济成本",),
        "产出": ("数量", "质量", "时效"),
        "效益": ("社会效益", "可持续影响"),
        "满意度": ("服务对象满意度",),
    },
    indicators=(8, 11),
    column_attributes={_BASIS: "text"},
    fused=True,
    operators={"≥": "大于等于", "≤": "小于等于", "=": "等于"},
    filling_rules=("表中所列绩效目标随部门预算同步批复、同步公开。",),
    tables=("expenditure", "economic", "three_public", "procurement"),
    headers={
        "expenditure": (("预算安排", "小计"), ("预算安排", "基本支出"), ("预算安排", "项目支出")),
        "economic": (("预算金额",),),
        "three_public": (
            ("{last}年", "因公出国（境）费"),
            ("{last}年", "公务用车购置费"),
            ("{last}年", "公务用车运行维护费"),
            ("{last}年", "公务接待费"),
            ("{last}年", "合计"),
            ("{year}年", "因公出国（境）费"),
            ("{year}年", "公务用车购置费"),
            ("{year}年", "公务用车运行维护费"),
            ("{year}年", "公务接待费"),
            ("{year}年", "合计"),
        ),
        "procurement": (("货物",), ("工程",), ("服务",), ("采购预算合计",)),
    },
    table_titles={
        "expenditure": "{year}年部门支出预算安排表（功能分类）",
        "economic": "{year}年一般公共预算基本支出表（部门经济分类）",
        "three_public": "{year}年财政拨款“三公”经费预算表",
        "procurement": "{year}年部门政府采购预算表",
    },
    table_number="公开表{n}",
    claims=True,
)


def _sheet(labels: Labels) -> Sheet:
    tables = [block for table in labels.each("tables") for block in _table(table)]
    opening = heading("部门预算公开情况说明", style="title", landscape=False)
    forms = [block for form in labels.each("forms") for block in _form(form)]
    prose = chapters(labels, _HEADINGS)
    return Sheet((*tables, opening, *prose, *forms, *rule_lines(labels, "说明：")), landscape=True, font_size=9)


def _table(table: Labels) -> list[Block]:
    """Number, title and unit on one line."""
    line = heading(
        table.span("number"), "　　　　", table.span("title"), "　　　　金额单位：", table.span("amount_unit"), style="number"
    )
    return finish(table, _printed(table), [line])


def _printed(table: Labels) -> Table:
    columns, rows = columns_of(table), table.each("rows")
    if is_coded(table):
        return _halves(columns, rows)
    return amounts_table(columns, rows, (1.0,) * len(columns))


def _halves(columns: Sequence[Sequence[Span]], rows: Sequence[Labels]) -> Table:
    """The first half of the codes on the left, the rest on the right, the whole across both."""
    coded = [row for row in rows if row.text("code")]
    cut = (len(coded) + 1) // 2
    left, right = coded[:cut], coded[cut:]
    blank = tuple(cell("") for _ in range(2 + len(columns)))
    lines = [Row((*_account(row), *(_account(right[number]) if number < len(right) else blank))) for number, row in enumerate(left)]
    wholes = [_whole(row, len(columns)) for row in rows if not row.text("code")]
    header = [Row((*row.cells, *row.cells)) for row in header_rows(columns, lead_of("科目编码", "科目名称"))]
    body = (*wholes, *lines) if not rows[0].text("code") else (*lines, *wholes)
    widths = (10.0, 25.0, *[12.0 if len(columns) > 1 else 18.0] * len(columns))
    return Table((*widths, *widths), (*header, *body), header=len(header))


def _account(row: Labels) -> tuple[Cell, ...]:
    return (cell(row.span("code"), style="left"), cell(row.span("name"), style="left"), *amount_cells(row))


def _whole(row: Labels, count: int) -> Row:
    return Row((cell(row.span("code"), row.span("name"), columns=4 + count, style="strong"), *amount_cells(row)))


def _form(form: Labels) -> list[Block]:
    year = Span(f"{form.text('fiscal_year')}年", (form.path("fiscal_year"),))
    return [
        heading(form.span("title"), style="title first"),
        heading("预算年度：", year, "　　　　　　　　　　　　　　主管部门：", form.span("competent_department"), style="lead"),
        Table(_WIDTHS, (*_head(form), *_money(form), *_indicators(form))),
    ]


def _head(form: Labels) -> list[Row]:
    kind, buying = pairs_of(form, _PROFILE.attributes)
    return [
        Row(spread(("项目名称", form.span("project_name"), "责任单位", form.span("implementing_unit")), (1, 3, 1, 2))),
        Row(spread((*kind, *buying), (1, 3, 1, 2))),
    ]


def _money(form: Labels) -> list[Row]:
    """Sources below each other on the left, the goal on the right, as high as all of them."""
    (goal,) = form.each("narratives")
    amounts: list[tuple[Span | str, Span]] = [(item.span("label"), item.span("amount")) for item in form.each("funding")]
    rows = [Row((*spread(("资金来源", "批复金额"), (1, 1)), cell(goal.span("label"), columns=4)))]
    first, *others = [
        Row((cell(name), cell(amount, style="right"))) for name, amount in [*amounts, ("合　计", form.span("total_budget"))]
    ]
    text = cell(goal.span("text"), columns=4, rows=1 + len(others), style="text")
    rows += [Row((*first.cells, text)), *others]
    return attach((cell("预算资金\n（", form.span("amount_unit"), "）", rows=len(rows)),), rows)


def _indicators(form: Labels) -> list[Row]:
    indicators = form.each("indicators")
    names = (cell("指标类型"), cell("指标类别"), cell("考核内容", columns=2), *texts("目标值", "分值"))
    return [Row((*names, cell(column_label(indicators, _BASIS))), keeps=True), *levelled(indicators, _row)]


def _row(item: Labels) -> tuple[Cell, ...]:
    name, *others = promise(item)
    return (Cell(name.spans, 2, 1, name.style), *others, cell(value_of(item, _BASIS), style="left"))


BUDGET_HALVES = Printed("budget-halves", _PROFILE, _sheet)
