"""listed-annex: all projects in a list with their sum, the indicators of all in a table beneath that names them by number alone."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from eval.layouts.dev.pieces import column_label, fund_labels, rule_lines, run_rows, texts, value_of
from eval.layouts.profile import Printed, Profile
from golden.layouts.parts import attach, shared, with_year
from golden.sheet import Cell, Labels, Row, Sheet, Span, Table, cell, heading

__all__ = ["LISTED_ANNEX"]

_LIST_WIDTHS = (6.0, 28.0, 13.0, 18.0, 12.0, 12.0, 12.0)
_WIDTHS = (7.0, 24.0, 9.0, 13.0, 24.0, 7.0, 9.0, 9.0, 7.0)
_FUNDS = ("上级", "本级")
_KIND, _GOAL = "项目类别", "年度绩效目标"

_PROFILE = Profile(
    kind="project",
    title="{year}年预算项目及绩效目标批复明细",
    forms=(4, 5),
    fields=frozenset({"fiscal_year", "amount_unit", "competent_department", "project_name", "total_budget"}),
    funding=_FUNDS,
    narratives=(_GOAL,),
    attributes={_KIND: "text"},
    levels={
        "产出": ("数量", "质量", "时效", "成本"),
        "效果": ("社会效益",),
        "满意度": ("受益对象满意度",),
    },
    indicators=(6, 8),
    one_unit=False,
    filling_rules=("本附表项目序号与项目清单一致，绩效目标未列明的以项目申报文本为准。",),
    operators={"定性": ""},
)


def _sheet(labels: Labels) -> Sheet:
    forms = labels.each("forms")
    return Sheet(
        (
            heading("附件2", style="lead"),
            heading(with_year(forms), style="title"),
            heading("一、项目清单", style="chapter"),
            heading("单位：", shared(forms, "amount_unit"), style="unit"),
            Table(_LIST_WIDTHS, tuple(_list(forms))),
            heading("二、绩效目标及指标", style="chapter"),
            Table(_WIDTHS, tuple(_goals(forms))),
            *rule_lines(labels, "说明："),
        ),
        font_size=9,
    )


def _list(forms: Sequence[Labels]) -> list[Row]:
    """The sum of all projects stands above them."""
    upper = (
        *(cell(name, rows=2) for name in ("序号", "项目名称")),
        cell(column_label(forms, _KIND), rows=2),
        cell("主管部门", rows=2),
        cell("预算金额", columns=3),
    )
    columns = [[form.text("total_budget") for form in forms]]
    columns += [[form.each("funding")[number].text("amount") for form in forms] for number in range(len(_FUNDS))]
    whole = Row((cell("合　　计", columns=4, style="strong"), *(cell(_sum(column), style="right") for column in columns)))
    lower = Row((cell("小计"), *map(cell, fund_labels(forms, _FUNDS))))
    return [Row(upper), lower, whole, *(_project(form, number) for number, form in enumerate(forms, start=1))]


def _project(form: Labels, number: int) -> Row:
    amounts = (form.span("total_budget"), *(item.span("amount") for item in form.each("funding")))
    return Row(
        (
            cell(str(number)),
            cell(form.span("project_name"), style="left"),
            cell(value_of(form, _KIND)),
            cell(form.span("competent_department")),
            *(cell(amount, style="right") for amount in amounts),
        )
    )


def _sum(amounts: Sequence[str]) -> str:
    """What the amounts of a column come to, written as they are."""
    figures = [text.replace(",", "") for text in amounts if any(sign.isdigit() for sign in text)]
    commas = "," if any("," in text for text in amounts) else ""
    return f"{sum(map(Decimal, figures), Decimal(0)):{commas}f}" if figures else ""


def _goals(forms: Sequence[Labels]) -> list[Row]:
    upper = (
        cell("项目\n序号", rows=2),
        cell(Span(_GOAL, tuple(form.path("narratives[0].label") for form in forms)), rows=2),
        cell("评价指标", columns=3),
        cell("计划完成值", columns=3),
        cell("比重", rows=2),
    )
    header = [Row(upper, keeps=True), Row(texts("维度", "类别", "评价内容", "符号", "数值", "单位"), keeps=True)]
    return [*header, *(row for number, form in enumerate(forms, start=1) for row in _indicators(form, number))]


def _indicators(form: Labels, number: int) -> list[Row]:
    """A project's number and its goal, merged down its indicators."""
    indicators = form.each("indicators")
    rows = run_rows(indicators, "level1", lambda item: Row(_cells(item)))
    goal = form.each("narratives")[0]
    owner = (cell(str(number), rows=len(rows)), cell(goal.span("text"), rows=len(rows), style="text"))
    return attach(owner, rows)


def _cells(item: Labels) -> tuple[Cell, ...]:
    values = (cell(item.span(name)) for name in ("operator", "value", "unit", "weight"))
    return (cell(item.span("level2")), cell(item.span("name"), style="left"), *values)


LISTED_ANNEX = Printed("listed-annex", _PROFILE, _sheet)
