"""One layout of the suite."""

from __future__ import annotations

from eval.layouts.profile import Printed, Profile
from eval.layouts.test.pieces import FULL_LEVELS, amount, attribute, grouped, named, narrative, valued
from golden.layouts.parts import attach, kept, with_year
from golden.sheet import Block, Cell, Labels, Row, Sheet, Table, cell, heading

__all__ = ["T01"]

_WIDTHS = (5.0, 13.5, 14.5, 17.5, 15.0, 13.0, 14.0)
_LINE = (40.0, 32.0, 20.0)
_GRANT = "财政拨款"
_GRANTS = ("小计", "中央资金", "省级资金", "市县资金")
_OWN = "自有资金"
_CONTENT, _GOAL = "主要内容", "年度绩效目标"

_PROFILE = Profile(
    kind="project",
    title="{year}年度预算项目支出绩效目标申报表",
    forms=(1, 2),
    fields=frozenset({"competent_department", "implementing_unit", "project_name", "project_code", "total_budget", "amount_unit"}),
    amount_unit="元",
    funding=(*(f"{_GRANT}/{name}" for name in _GRANTS), _OWN),
    narratives=(_CONTENT, _GOAL),
    attributes={"填报日期": "date", "项目属性": "text", "起始日期": "date", "终止日期": "date", "项目负责人": "text"},
    levels=FULL_LEVELS,
    indicators=(9, 13),
    fused=True,
)


def _layout(labels: Labels) -> Sheet:
    return Sheet(tuple(block for number, form in enumerate(labels.each("forms")) for block in _form(form, number)), font_size=9.5)


def _form(form: Labels, number: int) -> list[Block]:
    line = Row(
        (
            cell("预算主管部门：", form.span("competent_department"), style="left"),
            cell(named(form, "填报日期"), "：", attribute(form, "填报日期")),
            cell("单位：", form.span("amount_unit"), style="right"),
        )
    )
    bands = (("项目信息", _basics(form)), ("资金构成", _money(form)), ("绩效情况", _texts(form)), ("绩效指标", _indicators(form)))
    rows = [row for band, made in bands for row in attach((cell("\n".join(band), rows=len(made)),), made)]
    return [
        heading(with_year([form]), style="title first" if number else "title"),
        Table(_LINE, (line,), style="open"),
        Table(_WIDTHS, tuple(rows)),
    ]


def _basics(form: Labels) -> list[Row]:
    name = (cell("项目名称"), cell(form.span("project_name"), columns=3), cell("项目代码"), cell(form.span("project_code")))
    unit = (cell("承担单位"), cell(form.span("implementing_unit"), columns=3), *_pair(form, "项目属性"))
    dates = (*_pair(form, "起始日期"), *_pair(form, "终止日期"), *_pair(form, "项目负责人"))
    return kept([Row(name), Row(unit), Row(dates)])


def _pair(form: Labels, label: str) -> tuple[Cell, Cell]:
    return cell(named(form, label)), cell(attribute(form, label))


def _money(form: Labels) -> list[Row]:
    heads = (cell("合计", rows=2), cell(named(form, _GRANT), columns=4), cell(named(form, _OWN), rows=2))
    seconds = tuple(cell(named(form, f"{_GRANT}/{name}", shown=name)) for name in _GRANTS)
    values = (
        cell(form.span("total_budget")),
        *(cell(amount(form, f"{_GRANT}/{name}")) for name in _GRANTS),
        cell(amount(form, _OWN)),
    )
    return kept([Row(heads), Row(seconds), Row(values)])


def _texts(form: Labels) -> list[Row]:
    return [Row((cell(named(form, label)), cell(narrative(form, label), columns=5, style="text"))) for label in (_CONTENT, _GOAL)]


def _indicators(form: Labels) -> list[Row]:
    header = Row(tuple(map(cell, ("一级指标", "二级指标", "三级指标", "指标值", "计量单位", "分值"))))
    return [header, *grouped(form.each("indicators"), _row, "level1", "level2")]


def _row(item: Labels) -> Row:
    return Row((cell(item.span("name")), cell(*valued(item)), cell(item.span("unit")), cell(item.span("weight"))))


T01 = Printed("t01", _PROFILE, _layout)
