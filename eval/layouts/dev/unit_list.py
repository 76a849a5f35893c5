"""unit-list: a landscape list of a unit's projects under two header rows that every page repeats; goals come last."""

from __future__ import annotations

from eval.layouts.dev.pieces import SHORT_LEVELS, fund_labels, promise, rule_lines, run_rows, texts
from eval.layouts.profile import Printed, Profile
from golden.layouts.parts import attach, shared, with_year
from golden.sheet import Labels, Row, Sheet, Span, Table, cell, heading

__all__ = ["UNIT_LIST"]

_WIDTHS = (4.0, 12.0, 11.0, 8.0, 8.0, 8.0, 9.0, 17.0, 11.0, 5.5, 18.0)
_FUNDS = ("财政拨款", "其他资金")

_PROFILE = Profile(
    kind="project",
    title="{year}年部门预算项目绩效目标汇总表",
    forms=(2, 3),
    fields=frozenset({"fiscal_year", "amount_unit", "organization", "project_name", "project_code", "total_budget"}),
    funding=_FUNDS,
    narratives=("年度绩效目标",),
    columns=frozenset({"level2", "name", "operator", "value", "unit", "weight"}),
    levels=SHORT_LEVELS,
    indicators=(8, 11),
    fused=True,
    filling_rules=("各项目绩效指标赋分合计为100分。",),
)


def _sheet(labels: Labels) -> Sheet:
    forms = labels.each("forms")
    rows = [row for number, form in enumerate(forms, start=1) for row in _project(form, number)]
    owner = ("填报单位：", shared(forms, "organization"), "　　　　　　金额单位：", shared(forms, "amount_unit"))
    return Sheet(
        (
            heading(with_year(forms), style="title"),
            heading(*owner, style="lead"),
            Table(_WIDTHS, (*_header(forms), *rows), header=2),
            *rule_lines(labels, "注："),
        ),
        landscape=True,
        font_size=10,
    )


def _header(forms: list[Labels]) -> list[Row]:
    goal = Span("年度绩效目标", tuple(form.path("narratives[0].label") for form in forms))
    funds = fund_labels(forms, _FUNDS)
    upper = (
        *(cell(name, rows=2) for name in ("序号", "项目名称", "项目编码")),
        cell("预算安排", columns=3),
        cell("绩效指标", columns=4),
        cell(goal, rows=2),
    )
    return [Row(upper), Row((cell("合计"), *map(cell, funds), *texts("类别", "指标内容", "标准值", "赋分")))]


def _project(form: Labels, number: int) -> list[Row]:
    indicators = form.each("indicators")
    count = len(indicators)
    rows = run_rows(indicators, "level2", lambda item: Row(promise(item)))
    owner = (
        cell(str(number), rows=count),
        cell(form.span("project_name"), rows=count),
        cell(form.span("project_code"), rows=count),
        cell(form.span("total_budget"), rows=count, style="right"),
        *(cell(item.span("amount"), rows=count, style="right") for item in form.each("funding")),
    )
    goal = cell(form.each("narratives")[0].span("text"), rows=count, style="left")
    first, *others = attach(owner, rows)
    return [Row((*first.cells, goal)), *others]


UNIT_LIST = Printed("unit-list", _PROFILE, _sheet)
