"""One layout of the suite."""

from __future__ import annotations

from collections.abc import Iterator

from eval.layouts.profile import Printed, Profile
from eval.layouts.test.pieces import fused
from golden.layouts.parts import shared, with_year
from golden.sheet import Cell, Labels, Row, Sheet, Span, Table, cell, heading

__all__ = ["T04"]

_WIDTHS = (11.0, 9.0, 18.0, 13.0, 12.0, 12.0, 12.5, 12.0, 11.5)
_LEVELS = {
    "产出指标": ("数量指标", "质量指标", "时效指标"),
    "效益指标": ("社会效益指标", "可持续影响指标"),
    "满意度指标": ("服务对象满意度",),
}
_GOAL = "年度总体目标"

_PROFILE = Profile(
    kind="project",
    title="部门预算项目支出绩效目标表（{year}年度）",
    forms=(2, 4),
    fields=frozenset({"organization", "project_name", "total_budget", "amount_unit"}),
    narratives=(_GOAL,),
    columns=frozenset({"level1", "level2", "name", "operator", "value", "unit"}),
    levels=_LEVELS,
    indicators=(7, 10),
    fused=True,
)


def _layout(labels: Labels) -> Sheet:
    forms = labels.each("forms")
    indicators = [item for form in forms for item in form.each("indicators")]
    goal = Span(_GOAL, tuple(form.path("narratives[0].label") for form in forms))
    money = cell("预算金额\n（", shared(forms, "amount_unit"), "）", rows=2)
    firsts = (
        cell(_level(indicators, "level1", name), columns=len(seconds))
        if len(seconds) > 1
        else cell(_level(indicators, "level1", name))
        for name, seconds in _LEVELS.items()
    )
    seconds = (cell(_level(indicators, "level2", name)) for names in _LEVELS.values() for name in names)
    heads = (Row((cell("项目名称", rows=2), money, cell(goal, rows=2), *firsts)), Row(tuple(seconds)))
    rows = (Row(tuple(_cells(form)), splits=True) for form in forms)
    return Sheet(
        (
            heading(with_year(forms), style="title"),
            heading("部门（单位）名称：", shared(forms, "organization"), style="lead"),
            Table(_WIDTHS, (*heads, *rows), header=2),
        ),
        landscape=True,
        font_size=9.5,
    )


def _level(indicators: list[Labels], name: str, text: str) -> Span:
    return Span(text, tuple(item.path(name) for item in indicators if item.text(name) == text))


def _cells(form: Labels) -> Iterator[Cell]:
    yield cell(form.span("project_name"))
    yield cell(form.span("total_budget"))
    yield cell(form.span("narratives[0].text"), style="left")
    for first, seconds in _LEVELS.items():
        for second in seconds:
            own = [i for i in form.each("indicators") if (i.text("level1"), i.text("level2")) == (first, second)]
            yield cell(*_listed(own), style="left")


def _listed(indicators: list[Labels]) -> Iterator[Span | str]:
    """One after the other; what is promised in words stands after a colon."""
    for number, item in enumerate(indicators):
        yield from (("；\n",) if number else ())
        yield item.span("name")
        yield from (() if item.text("operator") else ("：",))
        yield from fused(item)


T04 = Printed("t04", _PROFILE, _layout)
