"""office-tasks: a department's form across the page; kinds of tasks with their budget, tasks and indicators in one grid."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from eval.layouts.dev.pieces import levelled, part_label, promise, rule_lines, text_rows, texts, year
from eval.layouts.profile import Printed, Profile
from golden.layouts.parts import attach
from golden.sheet import Block, Cell, Labels, Row, Sheet, Table, cell, heading

__all__ = ["OFFICE_TASKS"]

_WIDTHS = (8.0, 10.0, 12.0, 20.0, 8.0, 9.0, 15.0, 11.0, 7.0)
_SOURCES = ("本级财力", "上级补助", "非税及事业收入", "自筹及其他")
_USES = ("基本支出/人员支出", "基本支出/公用支出", "项目支出/运转类项目", "项目支出/特定目标类项目")
_KINDS = ("基本履职类", "专项工作类", "其他事务类")
_DUTIES, _GOAL = "部门主要职能", "年度总体目标"
_OUTPUT = "产出"

_PROFILE = Profile(
    kind="overall",
    title="部门整体支出绩效目标申报表",
    fields=frozenset({"fiscal_year", "amount_unit", "organization", "total_budget", "prior_year_budget", "contacts"}),
    funding=_SOURCES,
    axes=(_USES, _KINDS),
    narratives=(_DUTIES, _GOAL),
    tasks=(4, 4),
    levels={
        _OUTPUT: ("数量", "质量", "时效", "成本"),
        "效果": ("经济效益", "社会效益", "可持续影响"),
        "满意度": ("服务对象满意度",),
    },
    indicators=(13, 16),
    fused=True,
    operators={"≥": "不低于", "≤": "不超过", "=": "达到"},
    filling_rules=("各类任务预算金额之和应等于资金规模；效果和满意度按部门整体填报，不再分解到任务。",),
)


def _sheet(labels: Labels) -> Sheet:
    notes = rule_lines(labels, "注：")
    return Sheet((*(block for form in labels.each("forms") for block in _form(form)), *notes), landscape=True, font_size=9)


def _form(form: Labels) -> list[Block]:
    contact = form.each("contacts")[0]
    return [
        heading("附件1－2", style="lead"),
        heading(form.span("title"), style="title"),
        heading(year(form, "预算年度：{}"), style="subtitle"),
        heading("填报部门：", form.span("organization"), "　　　　计价单位：", form.span("amount_unit"), style="unit"),
        Table(_WIDTHS, (*_money(form), *text_rows(form.each("narratives"), 8), *_grid(form))),
        heading("分管领导：　　　　　填表人：", contact.span("name"), "　　　　　电话：", contact.span("phone"), style="tail"),
    ]


def _money(form: Labels) -> list[Row]:
    """Sources on the left, nested uses on the right; each side ends with the whole."""
    items = {item.text("label"): item for item in form.each("funding")}
    total = form.span("total_budget")
    rows = [
        Row((cell("按资金来源", columns=2), cell("金额"), cell("按支出用途", columns=3), cell("金额", columns=2))),
        *(
            Row((*_source(items[source]), *_use(form, use, number), cell(items[use].span("amount"), columns=2, style="right")))
            for number, (source, use) in enumerate(zip(_SOURCES, _USES, strict=True))
        ),
        Row(
            (
                cell("来源合计", columns=2),
                cell(total, style="right"),
                cell("用途合计", columns=3),
                cell(total, columns=2, style="right"),
            )
        ),
    ]
    last = Row((cell("上年预算"), cell(form.span("prior_year_budget"), columns=8, style="left")))
    return [*attach((cell("资金\n规模", rows=len(rows)),), rows), last]


def _source(item: Labels) -> tuple[Cell, Cell]:
    return cell(item.span("label"), columns=2, style="left"), cell(item.span("amount"), style="right")


def _use(form: Labels, use: str, number: int) -> Iterator[Cell]:
    """The kind of use is merged down over its two parts."""
    whole, _, part = use.partition("/")
    if number % 2 == 0:
        yield cell(part_label(form, whole), rows=2)
    yield cell(part_label(form, part), columns=2, style="left")


def _grid(form: Labels) -> list[Row]:
    """Each task beside its share of the output; what comes of the whole stands below without a task."""
    items = {item.text("label"): item for item in form.each("funding")}
    indicators = form.each("indicators")
    output = [item for item in indicators if item.text("level1") == _OUTPUT]
    tasks = form.each("tasks")
    rows: list[Row] = []
    owned = groupby(enumerate(tasks), lambda pair: _KINDS[min(pair[0], len(_KINDS) - 1)])
    for kind, group in owned:
        lines = [row for place, task in group for row in _task(task, _share(output, place, len(tasks)))]
        owner = (cell(items[kind].span("label"), rows=len(lines)), cell(items[kind].span("amount"), rows=len(lines), style="right"))
        rows += attach(owner, lines)
    rest = levelled(indicators[len(output) :], promise)
    upper = (
        cell("任务\n类别", rows=2),
        cell("预算\n金额", rows=2),
        cell("年度重点任务", columns=2),
        cell("绩效目标", columns=5),
    )
    lower = Row(texts("任务名称", "工作内容", "维度", "类型", "绩效内容", "全年目标", "权数"), keeps=True)
    return [Row(upper, keeps=True), lower, *rows, *attach((cell("部门整体履职成效", columns=4, rows=len(rest)),), rest)]


def _share(items: Sequence[Labels], place: int, count: int) -> Sequence[Labels]:
    return items[place * len(items) // count : (place + 1) * len(items) // count]


def _task(task: Labels, indicators: Sequence[Labels]) -> list[Row]:
    count = len(indicators)
    return attach(
        (cell(task.span("name"), rows=count), cell(task.span("text"), rows=count, style="left")), levelled(indicators, promise)
    )


OFFICE_TASKS = Printed("office-tasks", _PROFILE, _sheet)
