"""stacked-watch: upright monitoring to September; target above done in every indicator's row, words before each sum of money."""

from __future__ import annotations

from collections.abc import Sequence

from eval.layouts.dev.pieces import (
    column_label,
    each_numbered,
    fused,
    label_of,
    narrative,
    part_label,
    text_rows,
    texts,
    value_of,
    year,
)
from eval.layouts.profile import Printed, Profile
from golden.layouts.parts import attach, runs, shared
from golden.sheet import Block, Labels, Row, Span, Table, cell, heading

__all__ = ["STACKED_WATCH"]

_WIDTHS = (7.5, 15.5, 10.5, 13.0, 13.5, 15.0, 9.5, 15.5)
_TOTAL = "资金规模合计"
_FUNDS = ("上级补助", "本级财力", "自筹及其他")
_SPENT, _RATE = "1—9月执行数", "执行率"
_DONE, _CHANCE, _REASON = "1—9月完成值", "年底实现可能性", "偏差原因"
_GOALS = ("全年绩效目标", "1—9月目标完成情况")
_AFTER = ("存在问题", "下一步改进措施")

_PROFILE = Profile(
    kind="project",
    title="财政支出项目绩效跟踪监控表",
    forms=(1, 2),
    fields=frozenset(
        {"fiscal_year", "amount_unit", "organization", "competent_department", "project_name", "total_budget", "contacts"},
    ),
    funding=_FUNDS,
    narratives=(*_GOALS, *_AFTER),
    attributes={
        "项目属性": "text",
        **{f"{row}/{column}": kind for row in (_TOTAL, *_FUNDS) for column, kind in ((_SPENT, "amount"), (_RATE, "percent"))},
    },
    columns=frozenset({"level1", "level2", "name", "operator", "value", "unit"}),
    levels={
        "产出": ("数量", "质量", "时效", "成本"),
        "效益": ("社会效益", "可持续影响"),
        "满意度": ("服务对象满意度",),
    },
    indicators=(7, 11),
    column_attributes=dict.fromkeys((_DONE, _CHANCE, _REASON), "text"),
    fused=True,
)


def _form(form: Labels, number: int) -> list[Block]:
    rows = (
        *_head(form),
        *_money(form),
        *_texts(form, "目标\n进展", _GOALS),
        *_indicators(form),
        *_texts(form, "问题\n整改", _AFTER),
    )
    return [
        heading(form.span("title"), style="title first" if number else "title"),
        heading(year(form, "监控期间：{}年1月1日至9月30日"), "　　　　　　单位：", form.span("amount_unit"), style="unit"),
        Table(_WIDTHS, (*rows, _signed(form))),
    ]


def _head(form: Labels) -> list[Row]:
    kind = (cell(label_of(form, "项目属性")), cell(value_of(form, "项目属性")))
    unit = (cell("填报部门", columns=2), cell(form.span("organization"), columns=2))
    return [
        Row((cell("项目名称", columns=2), cell(form.span("project_name"), columns=4, style="left"), *kind)),
        Row((*unit, cell("主管部门"), cell(form.span("competent_department"), columns=3))),
    ]


def _money(form: Labels) -> list[Row]:
    """No header: what each sum is stands before it, in every row anew."""
    rows = [_fund(form, _TOTAL, form.span("total_budget"), "")]
    for number, item in enumerate(form.each("funding"), start=1):
        rows.append(_fund(form, item.text("label"), item.span("amount"), f"{number}."))
    return attach((cell("预算\n执行", rows=len(rows)),), rows)


def _fund(form: Labels, name: str, budget: Span, before: str) -> Row:
    pairs = [(Span("全年预算"), budget)]
    pairs += [(label_of(form, f"{name}/{part}", part), value_of(form, f"{name}/{part}")) for part in (_SPENT, _RATE)]
    cells = (made for word, value in pairs for made in (cell(word), cell(value, style="right")))
    return Row((cell(before, part_label(form, name), style="left"), *cells))


def _texts(form: Labels, side: str, names: Sequence[str]) -> list[Row]:
    rows = text_rows([narrative(form, name) for name in names], 6)
    return attach((cell(side, rows=len(rows)),), rows)


def _indicators(form: Labels) -> list[Row]:
    """Two rows an indicator behind the merged cells of both levels."""
    indicators = form.each("indicators")
    chance, reason = (cell(column_label(indicators, name)) for name in (_CHANCE, _REASON))
    names = (*texts("指标\n类型", "具体指标"), cell("指标内容", columns=2), cell("目标值与进度", columns=2))
    rows = [Row((*names, chance, reason), keeps=True)]
    for first in runs(indicators, "level1"):
        lines = [row for second in runs(first, "level2") for row in _second(second)]
        rows += attach((cell(shared(first, "level1"), rows=len(lines)),), lines)
    return rows


def _second(run: Sequence[Labels]) -> list[Row]:
    rows = [row for item in run for row in _pair(item)]
    return attach((cell(shared(run, "level2"), rows=len(rows)),), rows)


def _pair(item: Labels) -> list[Row]:
    """The year's target in the upper row, what was done in the lower."""
    beside = (cell(value_of(item, _CHANCE), rows=2), cell(value_of(item, _REASON), rows=2, style="left"))
    name = cell(item.span("name"), columns=2, rows=2, style="left")
    upper = Row((name, cell("全年目标"), cell(*fused(item)), *beside), keeps=True)
    return [upper, Row((cell(label_of(item, _DONE)), cell(value_of(item, _DONE))))]


def _signed(form: Labels) -> Row:
    contact = form.each("contacts")[0]
    person = (cell("监控人员", columns=2), cell(contact.span("name"), columns=2))
    return Row((*person, cell("联系电话"), cell(contact.span("phone")), cell("审核"), cell("")))


STACKED_WATCH = Printed("stacked-watch", _PROFILE, each_numbered(_form, font_size=9))
