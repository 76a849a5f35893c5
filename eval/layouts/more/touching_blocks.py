"""touching-blocks: projects on one upright page in one grid; two rows of pairs each, then its rows beneath a header of its own."""

from __future__ import annotations

from eval.layouts.dev.pieces import label_of, levelled, spread, text_rows, value_of
from eval.layouts.profile import Printed, Profile
from golden.layouts.parts import kept, shared, with_year
from golden.sheet import Cell, Labels, Row, Sheet, Span, Table, cell, heading

__all__ = ["TOUCHING_BLOCKS"]

_WIDTHS = (10.0, 12.0, 3.0, 11.0, 12.0, 8.0, 4.0, 6.0, 7.0, 11.0, 4.0, 12.0)
_NAMES = (1, 4, 2, 5)
_FACTS = (1, 2, 1, 1, 2, 2, 1, 2)
_PROMISES = (1, 1, 4, 2, 3, 1)
"""Columns of the grid that the cells of each kind of row take: no two kinds have their edges in one place."""

_FUNDS = ("上级补助", "本级财力")
_KIND = "项目属性"
_GOAL = "年度目标"

_PROFILE = Profile(
    kind="project",
    title="{year}年部门预算项目支出绩效目标批复表",
    forms=(3, 3),
    fields=frozenset({"fiscal_year", "amount_unit", "organization", "implementing_unit", "project_name", "total_budget"}),
    funding=_FUNDS,
    narratives=(_GOAL,),
    attributes={_KIND: "text"},
    levels={
        "产出": ("数量", "质量", "时效"),
        "效果": ("社会效益",),
        "满意度": ("群众满意度",),
    },
    indicators=(5, 6),
    fused=True,
)


def _sheet(labels: Labels) -> Sheet:
    forms = labels.each("forms")
    lead = heading(
        "预算部门：",
        shared(forms, "organization"),
        "　　　　　　　　　　　　　　　　　　　　金额单位：",
        shared(forms, "amount_unit"),
        style="lead",
    )
    table = Table(_WIDTHS, tuple(row for form in forms for row in _block(form)))
    return Sheet((heading(with_year(forms), style="title"), lead, table), font_size=8.5)


def _block(form: Labels) -> list[Row]:
    """Nothing parts it from the one above but that its name comes again."""
    names = ("项目名称", form.span("project_name"), "责任单位", form.span("implementing_unit"))
    goal = text_rows(form.each("narratives"), len(_WIDTHS) - 1)
    return kept([Row(spread(names, _NAMES)), _facts(form), *goal, *_indicators(form)])


def _facts(form: Labels) -> Row:
    """The kind of project and its money in one row of four pairs."""
    sources = [part for item in form.each("funding") for part in (item.span("label"), item.span("amount"))]
    parts: tuple[Span | str, ...] = (label_of(form, _KIND), value_of(form, _KIND), "资金规模", form.span("total_budget"), *sources)
    return Row(spread(parts, _FACTS))


def _indicators(form: Labels) -> list[Row]:
    header = ("维度", "类别", "考核内容", "计量单位", "计划完成值", "比重")
    return [Row(spread(header, _PROMISES)), *levelled(form.each("indicators"), _promise)]


def _promise(item: Labels) -> tuple[Cell, ...]:
    """The unit stands before operator and value; where the value is in words it is blank."""
    name, unit, value, weight = _PROMISES[2:]
    return (
        cell(item.span("name"), columns=name, style="left"),
        cell(item.span("unit"), columns=unit),
        cell(item.span("operator"), item.span("value"), columns=value),
        cell(item.span("weight"), columns=weight),
    )


TOUCHING_BLOCKS = Printed("touching-blocks", _PROFILE, _sheet)
