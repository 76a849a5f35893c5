"""goal-pair: two goals side by side, labels with colons among the funds, fused values, no weights."""

from __future__ import annotations

from eval.layouts.dev.pieces import (
    FULL_LEVELS,
    each_numbered,
    fused,
    label_of,
    levelled,
    narrative,
    part_label,
    texts,
    value_of,
    year,
)
from eval.layouts.profile import Printed, Profile
from golden.layouts.parts import attach
from golden.sheet import Block, Labels, Row, Table, cell, heading

__all__ = ["GOAL_PAIR"]

_WIDTHS = (10.0, 13.0, 16.0, 25.0, 18.0, 18.0)
_GOALS = ("总体目标/实施期目标", "总体目标/年度目标")

_PROFILE = Profile(
    kind="project",
    title="项目支出绩效目标申报表",
    fields=frozenset(
        {"fiscal_year", "amount_unit", "project_name", "competent_department", "implementing_unit", "total_budget"},
    ),
    funding=("财政拨款", "其中：上级补助", "其他资金"),
    narratives=_GOALS,
    attributes={"项目属性": "text", "项目期限": "text"},
    columns=frozenset({"level1", "level2", "name", "operator", "value", "unit"}),
    levels=FULL_LEVELS,
    indicators=(8, 13),
    fused=True,
)


def _form(form: Labels, number: int) -> list[Block]:
    rows = (*_head(form), *_money(form), *_goals(form), *_indicators(form))
    return [
        heading(form.span("title"), style="title first" if number else "title"),
        heading(year(form, "（{}年度）"), style="subtitle"),
        Table(_WIDTHS, rows),
    ]


def _head(form: Labels) -> list[Row]:
    department = cell(form.span("competent_department"), columns=2)
    attributes = (label_of(form, "项目属性"), value_of(form, "项目属性"), label_of(form, "项目期限"), value_of(form, "项目期限"))
    first, second, third, fourth = attributes
    return [
        Row((cell("项目名称", columns=2), cell(form.span("project_name"), columns=4))),
        Row((cell("主管部门", columns=2), department, cell("实施单位"), cell(form.span("implementing_unit")))),
        Row((cell(first, columns=2), cell(second, columns=2), cell(third), cell(fourth))),
    ]


def _money(form: Labels) -> list[Row]:
    total = Row((cell("年度资金总额：", columns=2, style="left"), cell(form.span("total_budget"), columns=2, style="right")))
    parts = [
        Row((cell(item.span("label"), "：", columns=2, style="left"), cell(item.span("amount"), columns=2, style="right")))
        for item in form.each("funding")
    ]
    return attach((cell("项目资金\n（", form.span("amount_unit"), "）", columns=2, rows=1 + len(parts)),), [total, *parts])


def _goals(form: Labels) -> list[Row]:
    names = Row(
        tuple(cell(part_label(form, label.partition("/")[2]), columns=width) for label, width in zip(_GOALS, (3, 2), strict=True))
    )
    body = Row(
        tuple(
            cell(narrative(form, label).span("text"), columns=width, style="text")
            for label, width in zip(_GOALS, (3, 2), strict=True)
        )
    )
    return attach((cell(part_label(form, "总体目标"), rows=2),), [names, body])


def _indicators(form: Labels) -> list[Row]:
    header = Row((*texts("一级指标", "二级指标"), cell("三级指标", columns=2), cell("指标值")))
    rows = levelled(form.each("indicators"), lambda item: (cell(item.span("name"), columns=2), cell(*fused(item))))
    return attach((cell("绩\n效\n指\n标", rows=1 + len(rows)),), [header, *rows])


GOAL_PAIR = Printed("goal-pair", _PROFILE, each_numbered(_form))
