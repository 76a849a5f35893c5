"""overall-tasks: a department's form in three parts over several pages, a matrix of funds, tasks, values before operators."""

from __future__ import annotations

from eval.layouts.dev.pieces import each_form, levelled, part_label, text_rows, texts
from eval.layouts.profile import Printed, Profile
from golden.layouts.parts import with_year
from golden.sheet import Block, Labels, Row, Table, cell, heading

__all__ = ["OVERALL_TASKS"]

_KINDS = ("基本支出", "项目支出", "其他支出")
_SOURCES = ("合计", "财政拨款", "单位资金")
_COLUMNS = ("name", "weight", "value", "unit", "operator", "explanation")
_MONEY_WIDTHS = (22.0, 26.0, 26.0, 26.0)
_TASK_WIDTHS = (7.0, 27.0, 66.0)
_WIDTHS = (12.0, 13.0, 23.0, 7.0, 10.0, 9.0, 8.0, 24.0)

_PROFILE = Profile(
    kind="overall",
    title="{year}年部门整体支出绩效目标申报表",
    fields=frozenset({"fiscal_year", "amount_unit", "organization", "total_budget", "contacts"}),
    funding=tuple(f"{kind}/{source}" for kind in _KINDS for source in _SOURCES),
    narratives=("部门主要职责", "年度总体绩效目标"),
    tasks=(4, 6),
    columns=frozenset({"level1", "level2", "name", "operator", "value", "unit", "weight", "explanation"}),
    levels={
        "产出指标": ("数量指标", "质量指标", "时效指标", "成本指标"),
        "效益指标": ("经济效益指标", "社会效益指标", "生态效益指标", "可持续影响指标"),
        "满意度指标": ("服务对象满意度",),
    },
    indicators=(12, 20),
)


def _form(form: Labels) -> list[Block]:
    contact = form.each("contacts")[0]
    return [
        heading(with_year([form]), style="title"),
        heading("部门名称：", form.span("organization"), style="lead"),
        heading("一、部门收支及职责目标（单位：", form.span("amount_unit"), "）", style="lead"),
        Table(_MONEY_WIDTHS, (*_money(form), *text_rows(form.each("narratives"), 3))),
        heading("二、年度重点工作任务", style="lead tail"),
        Table(_TASK_WIDTHS, tuple(_tasks(form)), header=1),
        heading("三、部门整体支出绩效指标", style="lead tail"),
        Table(_WIDTHS, tuple(_indicators(form)), header=1),
        heading("填表人：", contact.span("name"), "　　　　联系电话：", contact.span("phone"), style="tail"),
    ]


def _money(form: Labels) -> list[Row]:
    amounts = {item.text("label"): item.span("amount") for item in form.each("funding")}
    rows = [Row((cell("支出预算总额"), cell(form.span("total_budget"), columns=3)))]
    rows.append(Row((cell("支出类型"), *(cell(part_label(form, source)) for source in _SOURCES))))
    for kind in _KINDS:
        cells = (cell(amounts[f"{kind}/{source}"], style="right") for source in _SOURCES)
        rows.append(Row((cell(part_label(form, kind)), *cells)))
    return rows


def _tasks(form: Labels) -> list[Row]:
    rows = [Row(texts("序号", "任务名称", "主要内容"))]
    for number, task in enumerate(form.each("tasks"), start=1):
        rows.append(Row((cell(str(number)), cell(task.span("name")), cell(task.span("text"), style="left"))))
    return rows


def _indicators(form: Labels) -> list[Row]:
    header = Row(texts("一级指标", "二级指标", "三级指标", "权重", "绩效指标值", "计量单位", "指标性质", "指标说明"))
    return [header, *levelled(form.each("indicators"), lambda item: [cell(item.span(name)) for name in _COLUMNS])]


OVERALL_TASKS = Printed("overall-tasks", _PROFILE, each_form(_form))
