"""task-funds: a department's form in one upright grid: heads counted in a row, tasks as rows whose money stands by source."""

from __future__ import annotations

from eval.layouts.dev.pieces import (
    column_label,
    each_form,
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
from golden.sheet import Block, Cell, Labels, Row, Table, cell, heading

__all__ = ["TASK_FUNDS"]

_WIDTHS = (8.0, 11.0, 13.0, 12.0, 16.0, 13.0, 14.0, 13.0)
_TASKS = ("任务一", "任务二", "任务三", "任务四")
_SOURCES = ("小计", "财政性资金", "自筹资金")
_KINDS = ("人员类支出", "公用类支出", "专项类支出", "其他支出")
_STAFF = ("编制人数", "在职人数", "离退休人数", "编外聘用人数")
_DUTIES, _GOAL = "主要职能", "年度绩效总目标"
_FROM = "数据来源"

_PROFILE = Profile(
    kind="overall",
    title="部门（单位）整体绩效目标申报表",
    fields=frozenset({"fiscal_year", "amount_unit", "organization", "total_budget", "contacts"}),
    funding=_KINDS,
    axes=(tuple(f"{task}/{source}" for task in _TASKS for source in _SOURCES),),
    narratives=(_DUTIES, _GOAL),
    attributes={"编制人数": "score", "在职人数": "score", "离退休人数": "score", "编外聘用人数": "text"},
    tasks=(4, 4),
    levels={
        "产出": ("数量", "质量", "时效", "成本"),
        "效果": ("经济效益", "社会效益", "可持续影响"),
        "满意度": ("服务对象满意度",),
    },
    indicators=(10, 14),
    column_attributes={_FROM: "text"},
    fused=True,
)


def _form(form: Labels) -> list[Block]:
    contact = form.each("contacts")[0]
    return [
        heading("附表2－3", style="lead"),
        heading(form.span("title"), style="title"),
        heading(year(form, "（{}年度）"), style="subtitle"),
        heading("计量单位：", form.span("amount_unit"), "、人", style="unit"),
        Table(_WIDTHS, (*_head(form), *_kinds(form), *_tasks(form), *_goal(form), *_indicators(form))),
        heading("单位负责人：　　　　　经办人：", contact.span("name"), "　　　　联系方式：", contact.span("phone"), style="tail"),
    ]


def _head(form: Labels) -> list[Row]:
    """Each count shares its cell with its label."""
    unit = Row((cell("申报单位", columns=2), cell(form.span("organization"), columns=6, style="left")))
    staff = tuple(
        cell(label, "：", value, columns=2 if number % 2 else 1, style="left")
        for number, (label, value) in enumerate(pairs_of(form, _STAFF))
    )
    people = Row((cell("人员情况", columns=2), *staff))
    duties = narrative(form, _DUTIES)
    return [unit, people, Row((cell(duties.span("label"), columns=2), cell(duties.span("text"), columns=6, style="text")))]


def _kinds(form: Labels) -> list[Row]:
    items = [item for item in form.each("funding") if item.text("label") in _KINDS]
    widths = (1, 1, 1, 2, 1)
    names = Row(spread(("资金规模", *(item.span("label") for item in items)), widths))
    amounts = Row(spread((form.span("total_budget"), *(item.span("amount") for item in items)), widths, "right"))
    return attach((cell("年度预算\n安排", columns=2, rows=2),), [names, amounts])


def _tasks(form: Labels) -> list[Row]:
    items = {item.text("label"): item for item in form.each("funding")}
    upper = Row((*(cell(name, columns=n, rows=2) for name, n in (("任务名称", 2), ("主要内容", 2))), cell("预算金额", columns=3)))
    lower = Row(tuple(cell(part_label(form, source)) for source in _SOURCES))
    rows = [upper, lower]
    for label, task in zip(_TASKS, form.each("tasks"), strict=True):
        name = cell(part_label(form, label), "\n", task.span("name"), columns=2)
        money = (cell(items[f"{label}/{source}"].span("amount"), style="right") for source in _SOURCES)
        rows.append(Row((name, cell(task.span("text"), columns=2, style="left"), *money)))
    rows.append(Row((cell("金额合计", columns=4), cell(form.span("total_budget"), columns=3))))
    return attach((cell("年\n度\n主\n要\n任\n务", rows=len(rows)),), rows)


def _goal(form: Labels) -> list[Row]:
    goal = narrative(form, _GOAL)
    return [Row((cell(goal.span("label"), columns=2), cell(goal.span("text"), columns=6, style="text")))]


def _indicators(form: Labels) -> list[Row]:
    indicators = form.each("indicators")
    names = (*texts("一级\n指标", "二级指标"), cell("考核内容", columns=2), *texts("计划完成值", "比重（%）"))
    header = Row((*names, cell(column_label(indicators, _FROM))), keeps=True)
    rows = [header, *levelled(indicators, _row)]
    return attach((cell("绩\n效\n指\n标", rows=len(rows)),), rows)


def _row(item: Labels) -> list[Cell]:
    name = cell(item.span("name"), columns=2, style="left")
    return [name, cell(*fused(item)), cell(item.span("weight")), cell(value_of(item, _FROM))]


TASK_FUNDS = Printed("task-funds", _PROFILE, each_form(_form, font_size=9.5))
