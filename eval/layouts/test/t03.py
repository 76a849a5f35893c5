"""One layout of the suite."""

from __future__ import annotations

from eval.layouts.profile import Printed, Profile
from eval.layouts.test.pieces import grouped
from golden.layouts.parts import shared, with_year
from golden.sheet import Labels, Row, Sheet, Span, Table, cell, heading

__all__ = ["T03"]

_WIDTHS = (11.0, 23.0, 30.0, 9.0, 12.0, 10.0, 8.0)
_GOAL = "总体绩效目标"

_PROFILE = Profile(
    kind="project",
    title="{year}年市级部门预算项目绩效目标一览表",
    forms=(2, 4),
    fields=frozenset({"organization", "project_name", "project_code", "total_budget", "amount_unit"}),
    amount_unit="元",
    narratives=(_GOAL,),
    columns=frozenset({"level2", "name", "explanation", "operator", "value", "unit", "weight"}),
    levels={"": ("数量", "质量", "时效", "经济效益", "社会效益", "满意度")},
    indicators=(6, 9),
    operators={"≥": "大于等于", "≤": "小于等于", "=": "等于"},
)


def _layout(labels: Labels) -> Sheet:
    forms = labels.each("forms")
    heads = Row(tuple(map(cell, ("指标类型", "指标名称", "指标解释", "指标方向", "指标值", "计量单位", "权重"))))
    rows = [row for form in forms for row in _project(form)]
    return Sheet(
        (
            heading(with_year(forms), style="title"),
            heading("申报单位：", shared(forms, "organization"), "　　　　金额单位：", shared(forms, "amount_unit"), style="lead"),
            Table(_WIDTHS, (heads, *rows), header=1, style="rows"),
        ),
        landscape=True,
        font_size=10,
    )


def _project(form: Labels) -> list[Row]:
    label = Span(_GOAL, (form.path("narratives[0].label"),))
    band = (
        cell("项目：", form.span("project_name"), columns=2, style="left"),
        cell("编码：", form.span("project_code"), style="left"),
        cell("本年预算：", form.span("total_budget"), columns=4, style="left"),
    )
    goal = cell(label, "：", form.span("narratives[0].text"), columns=7, style="left")
    return [Row(band, keeps=True), Row((goal,), keeps=True), *grouped(form.each("indicators"), _row, "level2")]


def _row(item: Labels) -> Row:
    texts = (cell(item.span("name"), style="left"), cell(item.span("explanation"), style="left"))
    return Row((*texts, *(cell(item.span(name)) for name in ("operator", "value", "unit", "weight"))))


T03 = Printed("t03", _PROFILE, _layout)
