"""matrix-columns: one line a project, the level-2 kinds as columns beneath three header rows, several indicators in a cell."""

from __future__ import annotations

from eval.layouts.profile import Printed, Profile
from golden.layouts.parts import shared, with_year
from golden.sheet import Cell, Labels, Row, Sheet, Span, Table, cell, heading

__all__ = ["MATRIX_COLUMNS"]

_LEVELS = {
    "产出指标": ("数量指标", "质量指标", "时效指标", "成本指标"),
    "效益指标": ("社会效益", "可持续影响"),
    "满意度指标": ("服务对象满意度",),
}
_WIDTHS = (9.0, 8.0, 14.0, 14.0, 12.0, 11.0, 12.0, 11.0, 11.0, 10.0)

_PROFILE = Profile(
    kind="project",
    title="{year}年度专项资金绩效目标明细表",
    forms=(2, 3),
    fields=frozenset({"fiscal_year", "amount_unit", "organization", "project_name", "total_budget"}),
    narratives=("实施期绩效目标",),
    columns=frozenset({"level1", "level2", "name", "operator", "value", "unit"}),
    levels=_LEVELS,
    indicators=(9, 14),
    fused=True,
)


def _sheet(labels: Labels) -> Sheet:
    forms = labels.each("forms")
    return Sheet(
        (
            heading(with_year(forms), style="title"),
            heading("编制单位：", shared(forms, "organization"), "　　　　　　单位：", shared(forms, "amount_unit"), style="lead"),
            Table(_WIDTHS, (*_header(forms), *map(_project, forms)), header=3),
        ),
        landscape=True,
        font_size=9,
    )


def _header(forms: list[Labels]) -> list[Row]:
    goal = Span("实施期绩效目标", tuple(form.path("narratives[0].label") for form in forms))
    owner = (cell("专项名称", rows=3), cell("预算金额", rows=3), cell(goal, rows=3))
    count = sum(map(len, _LEVELS.values()))
    firsts = Row(tuple(cell(_level(forms, "level1", first), columns=len(seconds)) for first, seconds in _LEVELS.items()))
    seconds = Row(tuple(cell(_level(forms, "level2", second)) for group in _LEVELS.values() for second in group))
    return [Row((*owner, cell("绩效指标", columns=count))), firsts, seconds]


def _level(forms: list[Labels], field: str, name: str) -> Span:
    """A level's name stands once, over the indicators of all projects."""
    return Span(name, tuple(i.path(field) for form in forms for i in form.each("indicators") if i.text(field) == name))


def _project(form: Labels) -> Row:
    kinds = (_kind(form, second) for group in _LEVELS.values() for second in group)
    goal = cell(form.each("narratives")[0].span("text"), style="left")
    return Row((cell(form.span("project_name")), cell(form.span("total_budget"), style="right"), goal, *kinds))


def _kind(form: Labels, second: str) -> Cell:
    """The indicators of one kind, each on a line, with a mark between them."""
    parts: list[Span | str] = []
    for item in form.each("indicators"):
        if item.text("level2") == second:
            parts += ["；\n"] if parts else []
            parts += [item.span("name"), item.span("operator"), item.span("value"), item.span("unit")]
    return cell(*parts, style="left")


MATRIX_COLUMNS = Printed("matrix-columns", _PROFILE, _sheet)
