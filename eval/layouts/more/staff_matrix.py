"""staff-matrix: a department's form in numbered parts: posts by kind, sources down and kinds of spending across, task blocks."""

from __future__ import annotations

from eval.layouts.dev.pieces import label_of, narrative, part_label, rule_lines, texts, value_of
from eval.layouts.more.pieces import points_of
from eval.layouts.profile import Printed, Profile
from golden.layouts.parts import attach, runs, shared, with_year
from golden.sheet import Block, Cell, Labels, Row, Sheet, Table, cell, heading

__all__ = ["STAFF_MATRIX"]

_HEAD_WIDTHS = (20.0, 30.0, 20.0, 30.0)
_STAFF_WIDTHS = (28.0, 18.0, 18.0, 18.0, 18.0)
_MONEY_WIDTHS = (7.0, 25.0, 15.0, 13.0, 13.0, 13.0, 14.0)
_TASK_WIDTHS = (9.0, 12.0, 44.0, 18.0, 17.0)
_WIDTHS = (7.0, 34.0, 10.0, 16.0, 9.0, 9.0, 15.0)
_POSTS = ("核定编制数", "年末实有数")
_STAFF = ("行政人员", "事业人员", "工勤人员", "离退休人员")
_SOURCES = ("本级财力", "上级补助", "财政专户资金", "单位自有资金")
_KINDS = ("合计", "人员经费", "公用经费", "运转类项目", "特定目标类项目")
_TASKS = ("任务1", "任务2", "任务3", "任务4", "任务5")
_NEEDS = ("所需资金", "其中：财政安排")
_DUTIES, _SITUATION, _GOAL = "单位职责", "上年度完成情况", "本年度总体目标"

_PROFILE = Profile(
    kind="overall",
    title="{year}年度单位整体支出绩效目标批复表",
    fields=frozenset({"fiscal_year", "amount_unit", "organization", "competent_department", "total_budget", "contact_name"}),
    funding=tuple(f"{source}/{kind}" for source in _SOURCES for kind in _KINDS),
    axes=(tuple(f"{task}/{need}" for task in _TASKS for need in _NEEDS),),
    narratives=(_DUTIES, _SITUATION, _GOAL),
    attributes={
        **{f"{staff}/{post}": "text" if staff == "工勤人员" else "score" for staff in _STAFF[:3] for post in _POSTS},
        "离退休人员/年末实有数": "score",
        "单位级次": "text",
        "归口科室": "text",
    },
    tasks=(5, 5),
    levels={
        "产出指标": ("数量", "质量", "时效", "成本"),
        "效果指标": ("社会效益", "生态效益", "可持续影响"),
        "满意度指标": ("公众满意度",),
    },
    indicators=(10, 15),
    operators={"≥": "大于等于", "≤": "小于等于", "=": "等于"},
    filling_rules=("编制数以机构编制部门批复为准。", "各任务资金之和应与支出总额相等。"),
)


def _sheet(labels: Labels) -> Sheet:
    blocks = [block for form in labels.each("forms") for block in _form(form)]
    return Sheet((*blocks, *rule_lines(labels, "说明：")), font_size=10)


def _form(form: Labels) -> list[Block]:
    return [
        heading(with_year([form]), style="title"),
        heading("（一）单位基本情况", style="lead tail"),
        Table(_HEAD_WIDTHS, tuple(_head(form))),
        heading("（二）人员情况（单位：人）", style="lead tail"),
        Table(_STAFF_WIDTHS, tuple(_staff(form))),
        heading("（三）支出预算（单位：", form.span("amount_unit"), "）", style="lead tail"),
        Table(_MONEY_WIDTHS, tuple(_money(form))),
        heading("（四）重点工作任务及资金安排", style="lead tail"),
        Table(_TASK_WIDTHS, tuple(_tasks(form))),
        heading("（五）绩效评价指标", style="lead tail"),
        Table(_WIDTHS, tuple(_indicators(form)), header=1),
        heading("填报人（签字）：", form.each("contacts")[0].span("name"), style="tail"),
    ]


def _head(form: Labels) -> list[Row]:
    level, office = ((cell(label_of(form, name)), cell(value_of(form, name))) for name in ("单位级次", "归口科室"))
    items = (narrative(form, label) for label in _PROFILE.narratives)
    return [
        Row((cell("责任单位"), cell(form.span("organization")), cell("主管单位"), cell(form.span("competent_department")))),
        Row((*level, *office)),
        *(Row((cell(item.span("label")), cell(item.span("text"), columns=3, style="text"))) for item in items),
    ]


def _staff(form: Labels) -> list[Row]:
    """The retired have no posts."""
    header = Row((cell("人员类别"), *(cell(part_label(form, staff)) for staff in _STAFF)))
    rows = [header]
    for post in _POSTS:
        counts = (value_of(form, f"{s}/{post}") if f"{s}/{post}" in _PROFILE.attributes else "——" for s in _STAFF)
        rows.append(Row((cell(part_label(form, post)), *map(cell, counts))))
    return rows


def _money(form: Labels) -> list[Row]:
    amounts = {item.text("label"): item.span("amount") for item in form.each("funding")}
    whole, *kinds = (part_label(form, kind) for kind in _KINDS)
    leads = (cell(name, rows=2) for name in ("行次", "资金来源", whole))
    upper = (*leads, cell("基本支出", columns=2), cell("项目支出", columns=2))
    rows = [Row(upper, keeps=True), Row(tuple(map(cell, kinds)), keeps=True)]
    rows.append(Row((cell("1"), cell("支出总额", style="left"), cell(form.span("total_budget"), style="right"), *texts(*"————"))))
    for number, source in enumerate(_SOURCES, start=2):
        label = cell("　", part_label(form, source), style="left")
        rows.append(Row((cell(str(number)), label, *(cell(amounts[f"{source}/{kind}"], style="right") for kind in _KINDS))))
    return rows


def _tasks(form: Labels) -> list[Row]:
    """Two rows a task, the words for what is needed in each."""
    amounts = {item.text("label"): item.span("amount") for item in form.each("funding")}
    needed, state = (part_label(form, need) for need in _NEEDS)
    rows: list[Row] = []
    for label, task in zip(_TASKS, form.each("tasks"), strict=True):
        whole, part = (cell(amounts[f"{label}/{need}"], style="right") for need in _NEEDS)
        first = (cell("名称"), cell(task.span("name"), style="left"), cell(needed), whole)
        second = (cell("工作内容"), cell(task.span("text"), style="left"), cell(state), part)
        rows += attach((cell(part_label(form, label), rows=2),), [Row(first, keeps=True), Row(second)])
    return rows


def _indicators(form: Labels) -> list[Row]:
    """Level 1 lies across with its points, level 2 stands in brackets before the name."""
    rows = [Row(texts("序号", "指标内容", "标准值", "指标性质", "单位", "满分", "备注"))]
    number = 0
    for run in runs(form.each("indicators"), "level1"):
        rows.append(Row((cell(shared(run, "level1"), f"（{points_of(run)}分）", columns=7, style="left"),), keeps=True))
        for item in run:
            number += 1
            rows.append(Row(_row(item, number)))
    return rows


def _row(item: Labels, number: int) -> tuple[Cell, ...]:
    name = cell("[", item.span("level2"), "]", item.span("name"), style="left")
    return (cell(str(number)), name, *(cell(item.span(field)) for field in ("value", "operator", "unit", "weight")), cell(""))


STAFF_MATRIX = Printed("staff-matrix", _PROFILE, _sheet)
