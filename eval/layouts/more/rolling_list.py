"""rolling-list: a list of projects under three header rows; the total by years and by sources, then targets of year and period."""

from __future__ import annotations

from eval.layouts.dev.pieces import column_label, fused, rule_lines, run_rows, texts, value_of
from eval.layouts.profile import Printed, Profile
from golden.layouts.parts import attach, shared, with_year
from golden.sheet import Cell, Labels, Row, Sheet, Span, Table, cell, heading

__all__ = ["ROLLING_LIST"]

_WIDTHS = (3.0, 9.0, 9.0, 4.5, 7.5, 7.0, 7.0, 7.0, 7.0, 7.0, 7.0, 5.5, 13.5, 8.5, 8.5, 8.5, 6.0)
_YEARS = ("当年", "下一年", "再下一年")
_SOURCES = ("上级补助", "本级财力", "自筹及其他")
_TERM = "实施期限"
_NEXT, _END = "下一年计划完成", "规划期末完成"
_GOAL = "规划期目标"

_PROFILE = Profile(
    kind="project",
    title="{year}年起三年滚动项目预算绩效目标汇总表",
    forms=(2, 3),
    fields=frozenset({"amount_unit", "organization", "implementing_unit", "project_name", "total_budget"}),
    funding=_YEARS,
    axes=(_SOURCES,),
    narratives=(_GOAL,),
    attributes={_TERM: "text"},
    columns=frozenset({"level1", "name", "operator", "value", "unit", "weight"}),
    levels={"产出": (), "成本": (), "效益": (), "满意度": ()},
    indicators=(8, 9),
    column_attributes={_NEXT: "text", _END: "text"},
    fused=True,
    operators={"≥": "不少于", "≤": "不超过"},
    filling_rules=("总投资应等于分年度安排之和，也应等于分来源之和。",),
)


def _sheet(labels: Labels) -> Sheet:
    forms = labels.each("forms")
    rows = [row for number, form in enumerate(forms, start=1) for row in _project(form, number)]
    return Sheet(
        (
            heading(with_year(forms), style="title"),
            heading("编报部门（盖章）：", shared(forms, "organization"), style="lead"),
            Table(_WIDTHS, (*_header(forms), *rows), header=3),
            *rule_lines(labels, "填表说明："),
        ),
        landscape=True,
        font_size=8,
    )


def _header(forms: list[Labels]) -> list[Row]:
    indicators = [item for form in forms for item in form.each("indicators")]
    term = Span(_TERM, tuple(form.path("attributes[0].label") for form in forms))
    later, end = (cell(column_label(indicators, name)) for name in (_NEXT, _END))
    owner = (*(cell(name, rows=3) for name in ("序号", "项目名称", "责任单位")), cell(term, rows=3))
    return [
        Row((*owner, cell("预算总额及构成（", shared(forms, "amount_unit"), "）", columns=7), cell("绩效目标", columns=6))),
        Row(
            (
                cell("总投资", rows=2),
                cell("分年度安排", columns=3),
                cell("分来源", columns=3),
                *(cell(name, rows=2) for name in ("类别", "指标内容")),
                cell("目标值", columns=3),
                cell("满分", rows=2),
            )
        ),
        Row((*(_fund(forms, label) for label in (*_YEARS, *_SOURCES)), *texts("当年"), later, end)),
    ]


def _fund(forms: list[Labels], label: str) -> Cell:
    """The header of an amount column, which all projects share."""
    items = (item for form in forms for item in form.each("funding") if item.text("label") == label)
    return cell(Span(label, tuple(item.path("label") for item in items)))


def _project(form: Labels, number: int) -> list[Row]:
    """The goal is the last row of a project, beneath its indicators."""
    goal = form.each("narratives")[0]
    below = Row((cell(goal.span("label")), cell(goal.span("text"), columns=5, style="text")))
    rows = [*run_rows(form.each("indicators"), "level1", lambda item: Row(_cells(item))), below]
    count = len(rows)
    owner = (
        cell(str(number), rows=count),
        cell(form.span("project_name"), rows=count),
        cell(form.span("implementing_unit"), rows=count),
        cell(form.each("attributes")[0].span("value"), rows=count),
        cell(form.span("total_budget"), rows=count, style="right"),
        *(cell(item.span("amount"), rows=count, style="right") for item in form.each("funding")),
    )
    return attach(owner, rows)


def _cells(item: Labels) -> tuple[Cell, ...]:
    later, end = (cell(value_of(item, name)) for name in (_NEXT, _END))
    return (cell(item.span("name"), style="left"), cell(*fused(item)), later, end, cell(item.span("weight")))


ROLLING_LIST = Printed("rolling-list", _PROFILE, _sheet)
