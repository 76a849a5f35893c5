"""task-columns: a department's form across the page between horizontal lines; a column for each task, its money beneath it."""

from __future__ import annotations

from collections.abc import Sequence

from eval.layouts.dev.pieces import each_form, fused, label_of, narrative, part_label, texts, value_of, year
from eval.layouts.profile import Printed, Profile
from golden.sheet import Block, Cell, Labels, Row, Table, cell, heading

__all__ = ["TASK_COLUMNS"]

_WIDTHS = (16.0, 28.0, 28.0, 28.0)
_MONEY_WIDTHS = (14.0, 12.0, 12.0, 17.0, 12.0, 19.0, 14.0)
_INDICATOR_WIDTHS = (17.0, 8.0, 25.0, 19.0, 31.0)
_TASKS = ("重点任务一", "重点任务二", "重点任务三")
_KINDS = ("工资福利支出", "商品和服务支出", "对个人和家庭的补助", "资本性支出")
_SOURCES = ("经费拨款", "纳入预算管理的非税收入", "事业单位经营收入", "上级补助收入")
_LAST = "上年执行数"
_STAFF = ("编制总数", "实有人数", "离退休人数", "遗属人数")
_DUTIES, _GOAL = "部门职责概述", "部门整体绩效目标"

_PROFILE = Profile(
    kind="overall",
    title="部门整体支出绩效目标表",
    fields=frozenset(
        {"fiscal_year", "amount_unit", "organization", "table_no", "total_budget", "prior_year_budget", "contacts"},
    ),
    amount_unit="元",
    funding=_KINDS,
    axes=(_SOURCES, tuple(f"{task}/{part}" for task in _TASKS for part in ("合计", "财政资金", "非财政资金"))),
    narratives=(_DUTIES, _GOAL),
    attributes={
        **{f"{kind}/{_LAST}": "amount" for kind in _KINDS},
        **dict.fromkeys(_STAFF, "score"),
    },
    tasks=(3, 3),
    columns=frozenset({"level1", "level2", "name", "operator", "value", "unit", "weight", "explanation"}),
    levels={
        "履职产出": ("数量", "质量", "时效"),
        "运行成本": ("成本控制",),
        "履职效果": ("经济效益", "社会效益", "可持续影响"),
        "满意度": ("服务对象满意度",),
    },
    indicators=(10, 14),
    fused=True,
    operators={"=": "＝"},
)


def _form(form: Labels) -> list[Block]:
    contact = form.each("contacts")[0]
    first, *others = _STAFF
    counts = [part for name in others for part in ("　　", label_of(form, name), " ", value_of(form, name), " 人")]
    fiscal = year(form, "预算年度：{}")
    filed = ("填报部门：", form.span("organization"), "　　　", fiscal, "　　　金额单位：", form.span("amount_unit"))
    return [
        heading(form.span("table_no"), style="lead"),
        heading(form.span("title"), style="title"),
        heading(*filed, style="lead"),
        heading("人员状况：", label_of(form, first), " ", value_of(form, first), " 人", *counts, style="lead"),
        Table(_MONEY_WIDTHS, tuple(_money(form)), style="rows"),
        Table(_WIDTHS, tuple(_tasks(form)), style="rows"),
        Table(_INDICATOR_WIDTHS, tuple(_indicators(form)), header=1, style="rows"),
        heading("财务负责人：　　　　　　　填表：", contact.span("name"), "（", contact.span("phone"), "）", style="tail"),
    ]


def _money(form: Labels) -> list[Row]:
    """Kinds of spending with last year's, then sources; a total under each."""
    items = {item.text("label"): item for item in form.each("funding")}
    header = (cell("按支出经济分类", columns=2), cell("本年安排金额"), cell(part_label(form, _LAST)), cell(""))
    rows = [Row((*header, cell("按资金来源"), cell("金额")))]
    for kind, source in zip(_KINDS, _SOURCES, strict=True):
        amount, last = items[kind].span("amount"), value_of(form, f"{kind}/{_LAST}")
        left = (cell(part_label(form, kind), columns=2, style="left"), cell(amount, style="right"), cell(last, style="right"))
        right = (cell(items[source].span("label"), style="left"), cell(items[source].span("amount"), style="right"))
        rows.append(Row((*left, cell(""), *right)))
    total = cell(form.span("total_budget"), style="right")
    whole = (cell("支出预算总额", columns=2), total, *texts("", ""), cell("收入合计"), total)
    prior = (cell("上年预算总额", columns=2), cell(form.span("prior_year_budget"), style="right"), cell("", columns=4))
    return [*rows, Row(whole), Row(prior)]


def _tasks(form: Labels) -> list[Row]:
    """The tasks from left to right."""
    amounts = {item.text("label"): item.span("amount") for item in form.each("funding")}
    tasks = form.each("tasks")
    duties, goal = (narrative(form, label) for label in (_DUTIES, _GOAL))
    rows = [
        _wide(duties),
        Row((cell("任务序号"), *(cell(part_label(form, task)) for task in _TASKS)), keeps=True),
        _line("任务名称", [cell(task.span("name")) for task in tasks]),
        _line("任务内容", [cell(task.span("text"), style="text") for task in tasks]),
    ]
    for part, lead in (("合计", "所需资金"), ("财政资金", "其中："), ("非财政资金", "　　　")):
        cells = [cell(amounts[f"{task}/{part}"]) for task in _TASKS]
        rows.append(Row((cell(lead, part_label(form, part), style="left"), *cells), keeps=part != "非财政资金"))
    return [*rows, _wide(goal)]


def _wide(item: Labels) -> Row:
    return Row((cell(item.span("label")), cell(item.span("text"), columns=3, style="text")))


def _line(name: str, cells: Sequence[Cell]) -> Row:
    return Row((cell(name), *cells), keeps=True)


def _indicators(form: Labels) -> list[Row]:
    """Both levels with a stroke between them, in every row; the weight before the name."""
    return [Row(texts("指标类型", "权数", "绩效内容", "全年目标", "指标解释")), *map(_row, form.each("indicators"))]


def _row(item: Labels) -> Row:
    levels = cell(item.span("level1"), "—", item.span("level2"), style="left")
    name, text = (cell(item.span(field), style="left") for field in ("name", "explanation"))
    return Row((levels, cell(item.span("weight")), name, cell(*fused(item)), text))


TASK_COLUMNS = Printed("task-columns", _PROFILE, each_form(_form, landscape=True, font_size=9.5))
