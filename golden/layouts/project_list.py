"""004 and own-wide: a landscape list whose rows are indicators and whose merged columns are the projects."""

from __future__ import annotations

from itertools import groupby

from golden.layouts.parts import attach, run_cell, runs, shared, with_year
from golden.sheet import Block, Cell, Labels, Row, Sheet, Span, Table, cell, heading

__all__ = ["goal_list", "project_list"]

_WIDTHS_004 = (6.0, 6.5, 8.0, 6.5, 17.0, 7.5, 9.0, 19.0, 5.5, 5.0, 5.5, 5.5)
_HEADER_004 = ("年度目标", "一级指标", "二级指标", "三级指标", "指标性质", "指标值", "度量单位", "权重（%）")
_COLUMNS_004 = ("level1", "level2", "name", "operator", "value", "unit", "weight")
_RULES_TITLE = "填表说明：单位项目支出绩效目标"

_WIDTHS_OWN = (11.0, 12.0, 11.5, 23.0, 8.0, 20.0, 9.5, 7.0, 6.0)
_HEADER_OWN = ("指标类别", "指标内容", "考核标准", "计量", "比重")


def project_list(labels: Labels) -> Sheet:
    """004: unit code and name are printed once for all projects; the filling rules follow the table."""
    forms = labels.each("forms")
    narrative = tuple(form.path("narratives[0].label") for form in forms)
    code_label = Span("单位编码", tuple(form.path("attributes[0].label") for form in forms))
    header = Row(
        (
            cell(code_label),
            *map(cell, ("单位名称", "项目名称")),
            cell("预算数\n（", shared(forms, "amount_unit"), "）"),
            cell(Span(_HEADER_004[0], narrative)),
            *map(cell, _HEADER_004[1:]),
        )
    )
    rows = [row for form in forms for row in _project(form)]
    count = len(rows)
    owner = (cell(shared(forms, "attributes[0].value"), rows=count), cell(shared(forms, "organization"), rows=count))
    table = Table(_WIDTHS_004, (header, *attach(owner, rows)), header=1)
    return Sheet((heading(with_year(forms), style="title"), table, *_rules(labels)), landscape=True, font_size=9)


def _project(form: Labels) -> list[Row]:
    indicators = form.each("indicators")
    merged = (
        cell(form.span("project_name"), rows=len(indicators)),
        cell(form.span("total_budget"), rows=len(indicators)),
        cell(form.span("narratives[0].text"), rows=len(indicators), style="left"),
    )
    return attach(merged, [Row(tuple(cell(item.span(name)) for name in _COLUMNS_004)) for item in indicators])


def _rules(labels: Labels) -> list[Block]:
    rules = labels.each("filling_rules")
    numbered = [heading(f"{number}.", rule.span("text")) for number, rule in enumerate(rules, start=1)]
    return [heading(_RULES_TITLE), *numbered]


def goal_list(labels: Labels) -> Sheet:
    """own-wide: units merged over their projects, one level of indicators merged too, operator and value in one cell."""
    forms = labels.each("forms")
    narrative = Span("总体目标", tuple(form.path("narratives[0].label") for form in forms))
    money = cell("资金(", shared(forms, "amount_unit"), ")")
    header = Row((*map(cell, ("用款单位", "项目")), money, cell(narrative), *map(cell, _HEADER_OWN)))
    rows: list[Row] = []
    for _, group in groupby(forms, key=lambda form: form.text("organization")):
        rows += _unit(list(group))
    table = Table(_WIDTHS_OWN, (header, *rows), header=1)
    return Sheet((heading(with_year(forms), style="title"), table), landscape=True, font_size=10.5)


def _unit(forms: list[Labels]) -> list[Row]:
    rows = [row for form in forms for row in _goals(form)]
    return attach((cell(shared(forms, "organization"), rows=len(rows)),), rows)


def _goals(form: Labels) -> list[Row]:
    indicators = form.each("indicators")
    merged = (
        cell(form.span("project_name"), rows=len(indicators)),
        cell(form.span("total_budget"), rows=len(indicators), style="right"),
        cell(form.span("narratives[0].text"), rows=len(indicators), style="left"),
    )
    rows: list[Row] = []
    for level in runs(indicators, "level1"):
        rows += attach((run_cell(level, "level1"),), [Row(_goal(item)) for item in level])
    return attach(merged, rows)


def _goal(item: Labels) -> tuple[Cell, ...]:
    standard = cell(item.span("operator"), item.span("value"))
    return (cell(item.span("name"), style="left"), standard, cell(item.span("unit")), cell(item.span("weight")))
