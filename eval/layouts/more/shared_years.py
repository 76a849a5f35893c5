"""shared-years: one header of years across the page for money and indicators alike; sources are rows, indicators below them."""

from __future__ import annotations

from eval.layouts.dev.pieces import (
    column_label,
    each_numbered,
    fused,
    levelled,
    narrative,
    pairs_of,
    part_label,
    spread,
    texts,
    value_of,
    year,
)
from eval.layouts.profile import Printed, Profile
from golden.layouts.parts import attach
from golden.sheet import Block, Cell, Labels, Row, Span, Table, cell, heading

__all__ = ["SHARED_YEARS"]

_HEAD_WIDTHS = (10.0, 27.0, 9.0, 20.0, 10.0, 24.0)
_WIDTHS = (7.0, 10.0, 20.0, 12.0, 12.0, 12.0, 11.0, 11.0, 6.0)
_WHOLE = "全周期计划完成"
_BEFORE, _NOW, _NEXT, _THIRD = "以前年度已完成", "本年计划完成", "次年计划完成", "第三年计划完成"
_YEARS = (_BEFORE, _NOW, _NEXT, _THIRD)
_SOURCES = ("中央及省级补助", "市县本级财力", "地方政府债券", "单位自筹")
_BEGIN, _KIND = "立项时间", "项目性质"
_LATER, _GOAL = "全周期目标", "本年度目标"

_PROFILE = Profile(
    kind="project",
    title="跨年度重点项目投资计划及绩效目标申报表",
    forms=(1, 2),
    fields=frozenset(
        {
            "fiscal_year",
            "amount_unit",
            "organization",
            "implementing_unit",
            "project_name",
            "project_code",
            "total_budget",
            "contacts",
        }
    ),
    funding=tuple(label for source in _SOURCES for label in (source, *(f"{source}/{name}" for name in _YEARS))),
    narratives=(_LATER, _GOAL),
    attributes={_BEGIN: "date", _KIND: "text"},
    levels={
        "产出": ("数量", "质量", "时效", "成本"),
        "效果": ("经济效益", "社会效益", "可持续影响"),
        "满意度": ("服务对象满意度",),
    },
    indicators=(9, 12),
    column_attributes=dict.fromkeys((_WHOLE, _BEFORE, _NEXT, _THIRD), "text"),
    fused=True,
)


def _form(form: Labels, number: int) -> list[Block]:
    contact = form.each("contacts")[0]
    signed = ("项目负责人：", contact.span("name"), "　　　　　　联系方式：", contact.span("phone"))
    return [
        heading(form.span("title"), style="title first" if number else "title"),
        heading(year(form, "（{}年起实施，按年度滚动填报）"), style="subtitle"),
        Table(_HEAD_WIDTHS, tuple(_head(form))),
        heading("资金投入和绩效目标分年度计划", style="lead tail"),
        Table(_WIDTHS, (*_header(form), *_money(form), *_indicators(form)), header=2),
        heading(*signed, "　　　　　　填报日期：　　　年　　月　　日", style="tail"),
    ]


def _head(form: Labels) -> list[Row]:
    begin, kind = pairs_of(form, (_BEGIN, _KIND))
    goals = [narrative(form, label) for label in (_LATER, _GOAL)]
    named = ("项目名称", form.span("project_name"), "项目代码", form.span("project_code"))
    return [
        Row(spread((*named, "填报部门", form.span("organization")), (1,) * 6)),
        Row(spread((*begin, *kind, "建设单位", form.span("implementing_unit")), (1,) * 6)),
        *(Row((cell(goal.span("label")), cell(goal.span("text"), columns=5, style="text"))) for goal in goals),
    ]


def _header(form: Labels) -> list[Row]:
    """The years are columns of the sources' amounts and of the indicators' values."""
    indicators = form.each("indicators")
    years = [cell(Span(name, part_label(form, name).paths + column_label(indicators, name).paths)) for name in _YEARS]
    whole = cell(column_label(indicators, _WHOLE), rows=2)
    upper = (cell("内　　容", columns=3, rows=2), whole, cell("分年度安排", columns=4), cell("权数", rows=2))
    return [Row(upper, keeps=True), Row(tuple(years), keeps=True)]


def _money(form: Labels) -> list[Row]:
    """The sum of all sources has no years of its own: the unit stands there."""
    amounts = {item.text("label"): item.span("amount") for item in form.each("funding")}
    total = cell(form.span("total_budget"), style="right")
    rows = [Row((cell("项目总投资", columns=2), total, cell("（金额单位：", form.span("amount_unit"), "）", columns=4), cell("")))]
    for source in _SOURCES:
        cells = (cell(amounts[label], style="right") for label in (source, *(f"{source}/{name}" for name in _YEARS)))
        rows.append(Row((cell(part_label(form, source), columns=2, style="left"), *cells, cell(""))))
    return attach((cell("资金\n投入", rows=len(rows)),), rows)


def _indicators(form: Labels) -> list[Row]:
    names = (*texts("一级", "二级", "考核内容"), cell("各 期 目 标 值", columns=5), cell(""))
    return [Row(names, keeps=True), *levelled(form.each("indicators"), _row)]


def _row(item: Labels) -> list[Cell]:
    whole, before, later, third = (cell(value_of(item, name)) for name in _PROFILE.column_attributes)
    return [cell(item.span("name"), style="left"), whole, before, cell(*fused(item)), later, third, cell(item.span("weight"))]


SHARED_YEARS = Printed("shared-years", _PROFILE, each_numbered(_form, landscape=True, font_size=9))
