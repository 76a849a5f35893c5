"""headless-blocks: all projects in one upright grid: two or three pairs a row, indicators without a heading, then 小计."""

from __future__ import annotations

from eval.layouts.dev.pieces import label_of, rule_lines, run_rows, spread, value_of
from eval.layouts.more.pieces import points_of
from eval.layouts.profile import Printed, Profile
from golden.layouts.parts import kept, shared, with_year
from golden.sheet import Labels, Row, Sheet, Span, Table, cell, heading

__all__ = ["HEADLESS_BLOCKS"]

_WIDTHS = (11.0, 9.0, 8.0, 11.0, 6.0, 5.0, 6.0, 8.0, 5.0, 8.0, 7.0, 9.0, 7.0)
_NAME = (1, 6, 2, 4)
_OWNER = (2, 3, 2, 3, 1, 2)
_TERM = (1, 3, 3, 2, 2, 2)
_MONEY = (2, 2, 3, 2, 2, 2)
"""Columns of the grid that the pairs of each row take."""

_TARGET = (5, 2, 3, 1, 1)
"""Those of name, operator, value, unit and points behind the level's one."""

_FUNDS = ("省级以上补助", "本级预算安排")
_KIND, _BEGIN, _END = "项目属性", "开始日期", "截止日期"

_PROFILE = Profile(
    kind="project",
    title="{year}年度部门预算绩效目标备案表",
    forms=(3, 3),
    fields=frozenset(
        {
            "fiscal_year",
            "amount_unit",
            "competent_department",
            "implementing_unit",
            "project_name",
            "project_code",
            "total_budget",
            "contacts",
        }
    ),
    funding=_FUNDS,
    attributes={_KIND: "text", _BEGIN: "date", _END: "date"},
    columns=frozenset({"level1", "name", "operator", "value", "unit", "weight"}),
    levels={"产出": (), "效益": (), "满意度": ()},
    indicators=(4, 6),
    operators={"定性": ""},
    filling_rules=("表中金额单位与预算批复一致；一个项目填列一段，每段分数合计为100。",),
)


def _sheet(labels: Labels) -> Sheet:
    forms = labels.each("forms")
    lead = heading(
        "归口部门：",
        shared(forms, "competent_department"),
        "　　　　　　　　　　　　　　　　　　　　　　货币单位：",
        shared(forms, "amount_unit"),
        style="lead",
    )
    table = Table(_WIDTHS, tuple(row for form in forms for row in _block(form)))
    rules = rule_lines(labels, "备注：")
    return Sheet((heading(with_year(forms), style="title"), lead, table, *rules), font_size=7.5)


def _block(form: Labels) -> list[Row]:
    """Only its name parts it from the 小计 above."""
    indicators = form.each("indicators")
    total = cell("小　计", columns=len(_WIDTHS) - 1, style="right")
    return kept([*_facts(form), *run_rows(indicators, "level1", _target), Row((total, cell(points_of(indicators))))])


def _facts(form: Labels) -> list[Row]:
    contact = form.each("contacts")[0]
    name = ("项目名称", form.span("project_name"), "项目编码", form.span("project_code"))
    owner = ("责任单位", form.span("implementing_unit"), "联系人", contact.span("name"), "电话", contact.span("phone"))
    term = [part for label in (_KIND, _BEGIN, _END) for part in (label_of(form, label), value_of(form, label))]
    sources = [part for item in form.each("funding") for part in (item.span("label"), item.span("amount"))]
    money: tuple[Span | str, ...] = ("年度预算总额", form.span("total_budget"), *sources)
    rows = ((name, _NAME), (owner, _OWNER), (term, _TERM), (money, _MONEY))
    return [Row(spread(parts, widths)) for parts, widths in rows]


def _target(item: Labels) -> Row:
    """What each cell is stands nowhere; where the value is in words, its neighbours are blank."""
    name, *widths = _TARGET
    others = (item.span(part) for part in ("operator", "value", "unit", "weight"))
    return Row((cell(item.span("name"), columns=name, style="left"), *spread(others, widths)))


HEADLESS_BLOCKS = Printed("headless-blocks", _PROFILE, _sheet)
