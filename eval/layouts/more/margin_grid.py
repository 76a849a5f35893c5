"""margin-grid: a department's one grid, labels down its margin; two rows a task, nested kinds across, a new header half-way."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from eval.layouts.dev.pieces import fused, narrative, rule_lines, spread, texts
from eval.layouts.more.pieces import apart
from eval.layouts.profile import Printed, Profile
from golden.layouts.parts import attach, kept, runs, shared, with_year
from golden.sheet import Block, Labels, Row, Sheet, Span, Table, cell, heading

__all__ = ["MARGIN_GRID"]

_WIDTHS = (5.0, 6.0, 11.0, 12.0, 12.0, 11.0, 10.0, 11.0, 12.0, 10.0)
_SIDE = 8
"""Columns right of both margins."""

_TASKS = ("任务一", "任务二", "任务三", "任务四")
_NEEDS = ("资金合计", "财政安排", "单位自筹")
_KINDS = ("基本支出/人员经费", "基本支出/公用经费", "项目支出/运转类项目", "项目支出/专项类项目")
_SOURCES = ("本级财力", "上级补助", "事业收入", "其他资金")
_DUTIES, _GOAL = "部门职能概述", "年度总体目标"
_OUTPUT = "产出"

_PROFILE = Profile(
    kind="overall",
    title="{year}年度部门整体支出绩效目标表",
    fields=frozenset({"fiscal_year", "amount_unit", "organization", "total_budget", "prior_year_budget", "contacts"}),
    funding=tuple(f"{task}/{need}" for task in _TASKS for need in _NEEDS),
    axes=(_KINDS, _SOURCES),
    narratives=(_DUTIES, _GOAL),
    tasks=(4, 4),
    levels={
        _OUTPUT: ("数量", "质量", "时效", "成本"),
        "效果": ("经济效益", "社会效益", "可持续影响"),
        "满意度": ("服务对象满意度",),
    },
    indicators=(11, 15),
    operators={"定性": ""},
    filling_rules=("主要任务的资金合计、支出类型合计与资金来源合计应当一致。",),
)


def _sheet(labels: Labels) -> Sheet:
    blocks = [block for form in labels.each("forms") for block in _form(form)]
    return Sheet((*blocks, *rule_lines(labels, "填表要求：")), font_size=9.5)


def _form(form: Labels) -> list[Block]:
    items = {item.text("label"): item for item in form.each("funding")}
    sections = (
        ("部门概况", _facts(form)),
        ("年度主要任务", _tasks(form, items)),
        ("部门预算结构", _money(form, items)),
        ("整体绩效指标", _indicators(form)),
    )
    rows = [row for name, part in sections for row in attach((cell("\n".join(name), rows=len(part)),), part)]
    opinion = Row((cell("财政部门\n审核意见", columns=2), cell("\n　　　　　　　　（盖章）　　　年　　月　　日", columns=_SIDE)))
    return [
        heading(with_year([form]), style="title"),
        heading("金额单位：", form.span("amount_unit"), style="unit"),
        Table(_WIDTHS, (*rows, opinion)),
    ]


def _facts(form: Labels) -> list[Row]:
    contact = form.each("contacts")[0]
    owner = (cell("填报\n部门"), cell(form.span("organization"), columns=3))
    called = (cell("经办人"), cell(contact.span("name")), cell("电话"), cell(contact.span("phone"), columns=2))
    return [Row((*owner, *called)), *(_told(form, label) for label in (_DUTIES, _GOAL))]


def _told(form: Labels, label: str) -> Row:
    """A text behind its label, two characters a line."""
    item = narrative(form, label)
    halves = "\n".join(label[start : start + 2] for start in range(0, len(label), 2))
    return Row((cell(_part(item, halves)), cell(item.span("text"), columns=_SIDE, style="text")))


def _tasks(form: Labels, items: dict[str, Labels]) -> list[Row]:
    """Two rows each: what is done, and beneath it what it costs."""
    rows = [Row((cell("序号"), cell("任务名称", columns=2), cell("主要内容及预期成果", columns=6)), keeps=True)]
    for label, task in zip(_TASKS, form.each("tasks"), strict=True):
        needs = [items[f"{label}/{need}"] for need in _NEEDS]
        number = cell(Span("\n".join(label), tuple(need.path("label") for need in needs)), rows=2)
        money = (part for need, item in zip(_NEEDS, needs, strict=True) for part in (_part(item, need), item.span("amount")))
        upper = Row((cell(task.span("name"), columns=2), cell(task.span("text"), columns=6, style="left")))
        rows += kept(attach((number,), [upper, Row(spread(money, (1, 1, 1, 2, 1, 2)))]))
    return rows


def _part(item: Labels, text: str) -> Span:
    return Span(text, (item.path("label"),))


def _money(form: Labels, items: dict[str, Labels]) -> list[Row]:
    """The total over all; kinds of spending under two header rows, then sources under one of another width."""
    total = (cell("年度预算总额", columns=2), cell(form.span("total_budget"), columns=3))
    prior = (cell("上年预算总额", columns=2), cell(form.span("prior_year_budget"), columns=2))
    wholes = tuple(dict.fromkeys(kind.partition("/")[0] for kind in _KINDS))
    upper = [
        cell(Span(whole, tuple(items[kind].path("label") for kind in _KINDS if kind.startswith(whole))), columns=4)
        for whole in wholes
    ]
    kinds = [
        Row(tuple(upper)),
        Row(spread((_part(items[kind], kind.partition("/")[2]) for kind in _KINDS), (2, 2, 2, 2))),
        Row(spread((items[kind].span("amount") for kind in _KINDS), (2, 2, 2, 2), "right")),
    ]
    widths = (1, 3, 1, 3)
    sources = [
        Row(spread((part for item in pair for part in (item.span("label"), item.span("amount"))), widths))
        for pair in ([items[name] for name in _SOURCES[:2]], [items[name] for name in _SOURCES[2:]])
    ]
    return kept(
        [
            Row((*total, *prior)),
            *attach((cell("按支\n出类\n型", rows=3),), kinds),
            *attach((cell("按资\n金来\n源", rows=2),), sources),
        ]
    )


def _indicators(form: Labels) -> list[Row]:
    """The output has a column for each part; of the effects the weight comes first and the target is one cell."""
    indicators = form.each("indicators")
    output = [item for item in indicators if item.text("level1") == _OUTPUT]
    first = (*texts("一级", "二级"), cell("考核内容", columns=3), *texts("比较", "目标值", "计量单位", "权数"))
    names = (("维度", 1), ("权数", 1), ("类型", 2), ("绩效内容", 3), ("全年目标", 2))
    second = tuple(cell(name, columns=columns) for name, columns in names)
    outputs = _level(output, [row for run in runs(output, "level2") for row in _second(run)])
    effects = [row for run in runs(indicators[len(output) :], "level1") for row in _level(run, list(_effects(run)))]
    return [Row(first, keeps=True), *outputs, Row(second, keeps=True), *effects]


def _second(run: Sequence[Labels]) -> list[Row]:
    rows = [Row((cell(item.span("name"), columns=3, style="left"), *apart(item)[1:])) for item in run]
    return attach((cell(shared(run, "level2"), rows=len(run)),), rows)


def _level(run: Sequence[Labels], rows: Sequence[Row]) -> list[Row]:
    span = shared(run, "level1")
    shown = Span("\n".join(span.text), span.paths) if len(run) > 1 else span
    return attach((cell(shown, rows=len(run)),), rows)


def _effects(run: Sequence[Labels]) -> Iterator[Row]:
    for second in runs(run, "level2"):
        for number, item in enumerate(second):
            kind = (cell(shared(second, "level2"), columns=2, rows=len(second)),) if number == 0 else ()
            name = cell(item.span("name"), columns=3, style="left")
            yield Row((cell(item.span("weight")), *kind, name, cell(*fused(item), columns=2)))


MARGIN_GRID = Printed("margin-grid", _PROFILE, _sheet)
