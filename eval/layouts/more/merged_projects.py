"""merged-projects: projects down one upright grid, facts and money of each in two merged cells, its goal above its rows."""

from __future__ import annotations

from collections.abc import Sequence

from eval.layouts.dev.pieces import levelled, rule_lines, texts
from eval.layouts.more.pieces import apart
from eval.layouts.profile import Printed, Profile
from golden.layouts.parts import attach, shared, with_year
from golden.sheet import Labels, Row, Sheet, Span, Table, cell, heading

__all__ = ["MERGED_PROJECTS"]

_WIDTHS = (4.5, 15.0, 17.0, 7.5, 10.0, 20.0, 6.0, 9.5, 7.0, 6.0)
_FUNDS = ("上级补助", "本级财力", "自筹")
_WAY = "实施方式"
_GOAL = "年度目标"

_PROFILE = Profile(
    kind="project",
    title="{year}年度项目支出绩效目标一览表",
    forms=(2, 3),
    fields=frozenset(
        {"fiscal_year", "amount_unit", "organization", "implementing_unit", "project_name", "project_code", "total_budget"}
    ),
    amount_unit="元",
    funding=_FUNDS,
    narratives=(_GOAL,),
    attributes={_WAY: "text"},
    levels={
        "产出": ("数量", "质量", "时效", "成本"),
        "效果": ("社会效益", "可持续影响"),
        "满意度": ("受益对象满意度",),
    },
    indicators=(8, 11),
    filling_rules=("同一单位的项目按编码逐个填列；每个项目的权数合计为100，定性的评价指标不填比较符。",),
    operators={"定性": ""},
)


def _sheet(labels: Labels) -> Sheet:
    forms = labels.each("forms")
    rows = [row for number, form in enumerate(forms, start=1) for row in _project(form, number)]
    owner = (
        "责任单位：",
        shared(forms, "organization"),
        "　　　　　　　　　　计量货币：人民币（",
        shared(forms, "amount_unit"),
        "）",
    )
    rules = rule_lines(labels, "填报要求：")
    return Sheet(
        (
            heading(with_year(forms), style="title"),
            heading(*owner, style="lead"),
            Table(_WIDTHS, (*_header(), *rows)),
            *rules,
        ),
        font_size=9,
    )


def _header() -> list[Row]:
    upper = (
        *(cell(name, rows=2) for name in ("序\n号", "项目基本情况", "资金规模及来源")),
        cell("绩效内容", columns=3),
        cell("计划完成值", columns=3),
        cell("权\n数", rows=2),
    )
    return [Row(upper, keeps=True), Row(texts("类别", "子类", "评价指标", "比较", "数值", "单位"), keeps=True)]


def _project(form: Labels, number: int) -> list[Row]:
    goal = form.each("narratives")[0]
    rows = [
        Row((cell(goal.span("label"), "：", goal.span("text"), columns=7, style="text"),), keeps=True),
        *levelled(form.each("indicators"), apart),
    ]
    count = len(rows)
    owner = (cell(str(number), rows=count), cell(*_facts(form), rows=count, style="left"))
    return attach((*owner, cell(*_money(form), rows=count, style="left")), rows)


def _facts(form: Labels) -> Sequence[Span | str]:
    way = form.each("attributes")[0]
    return (
        form.span("project_name"),
        "\n编码：",
        form.span("project_code"),
        "\n承办：",
        form.span("implementing_unit"),
        "\n",
        way.span("label"),
        "：",
        way.span("value"),
    )


def _money(form: Labels) -> Sequence[Span | str]:
    parts: list[Span | str] = ["预算总额\n", form.span("total_budget")]
    for item in form.each("funding"):
        parts += ["\n", item.span("label"), "\n", item.span("amount")]
    return parts


MERGED_PROJECTS = Printed("merged-projects", _PROFILE, _sheet)
