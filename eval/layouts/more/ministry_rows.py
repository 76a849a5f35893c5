"""ministry-rows: the ministry's self-evaluation template as downloaded, unused kinds and …… left in place."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from eval.layouts.dev.pieces import column_label, each_form, fused, goals_beside, label_of, part_label, value_of, year
from eval.layouts.profile import Printed, Profile
from golden.layouts.parts import attach, run_cell, runs, shared
from golden.sheet import Block, Cell, Labels, Row, Span, Table, cell, heading

__all__ = ["MINISTRY_ROWS"]

_WIDTHS = (6.0, 9.5, 12.0, 15.5, 11.5, 11.5, 12.0, 8.0, 7.0, 12.5)
_TOTAL = "年度资金总额"
_FUNDS = ("当年财政拨款", "上年结转资金", "其他资金")
_FIRST, _SPENT, _RATE, _SCORE = "年初预算数", "全年执行数", "执行率", "得分"
_DONE, _POINTS, _REASON = "实际完成值", "得分", "偏差原因分析及改进措施"
_GOALS = ("预期目标", "实际完成情况")
_SUM = "总分"
_UNUSED = {"效益指标": ("经济效益指标",)}
"""Kinds that the template has and the form leaves as they were."""

_PROFILE = Profile(
    kind="project",
    title="项目支出绩效自评表",
    fields=frozenset(
        {
            "table_no",
            "fiscal_year",
            "amount_unit",
            "project_name",
            "competent_department",
            "implementing_unit",
            "total_budget",
            "execution_weight",
            "contacts",
        }
    ),
    funding=_FUNDS,
    narratives=_GOALS,
    attributes={
        **{
            f"{row}/{column}": kind
            for row in (_TOTAL, *_FUNDS)
            for column, kind in ((_FIRST, "amount"), (_SPENT, "amount"), (_RATE, "percent"))
        },
        f"{_TOTAL}/{_SCORE}": "score",
        _SUM: "score",
    },
    levels={
        "产出指标": ("数量指标", "质量指标", "时效指标", "成本指标"),
        "效益指标": ("社会效益指标", "生态效益指标", "可持续影响指标"),
        "满意度指标": ("服务对象满意度指标",),
    },
    indicators=(9, 13),
    column_attributes={_DONE: "text", _POINTS: "score", _REASON: "text"},
    fused=True,
)


def _form(form: Labels) -> list[Block]:
    contact = form.each("contacts")[0]
    return [
        heading(form.span("table_no"), "：", style="lead"),
        heading(form.span("title"), style="title"),
        heading(year(form, "（ {} 年度）"), style="subtitle"),
        Table(_WIDTHS, (*_head(form), *_money(form), *_goals(form), *_indicators(form), _sum(form))),
        heading("填报人：", contact.span("name"), "　　　　联系电话：", contact.span("phone"), "　　　　审核人：", style="tail"),
        heading("注：1.得分一档最高不能超过该指标分值上限。2.未设置的指标类型可不填。", style="tail"),
    ]


def _head(form: Labels) -> list[Row]:
    unit = (cell("实施单位"), cell(form.span("implementing_unit"), columns=4))
    return [
        Row((cell("项目名称", columns=2), cell(form.span("project_name"), columns=8))),
        Row((cell("主管部门", columns=2), cell(form.span("competent_department"), columns=3), *unit)),
    ]


def _money(form: Labels) -> list[Row]:
    """The corner above the sources is empty; points stand at the total, dashes at some of the others."""
    first, spent, score = (cell(part_label(form, name)) for name in (_FIRST, _SPENT, _SCORE))
    header = Row(
        (cell("", columns=2), first, cell("全年预算数"), spent, cell("分值"), cell(part_label(form, _RATE), columns=2), score)
    )
    points = (form.span("execution_weight"), value_of(form, f"{_TOTAL}/{_SCORE}"))
    rows = [header, _fund(form, _TOTAL, form.span("total_budget"), "", points)]
    for number, item in enumerate(form.each("funding")):
        rows.append(_fund(form, item.text("label"), item.span("amount"), "　　　" if number else "其中：", ("—", "—")))
    return attach((cell("项目资金\n（", form.span("amount_unit"), "）", rows=len(rows)),), rows)


def _fund(form: Labels, name: str, budget: Span, before: str, points: tuple[Span | str, Span | str]) -> Row:
    first, spent, rate = (value_of(form, f"{name}/{column}") for column in (_FIRST, _SPENT, _RATE))
    label = cell(before, part_label(form, name), columns=2, style="left")
    return Row((label, cell(first), cell(budget), cell(spent), cell(points[0]), cell(rate, columns=2), cell(points[1])))


def _goals(form: Labels) -> list[Row]:
    return goals_beside(cell("年度\n总体\n目标", rows=2), form.each("narratives"), (4, 5), keeps=True)


def _indicators(form: Labels) -> list[Row]:
    indicators = form.each("indicators")
    done, points, reason = (cell(column_label(indicators, name)) for name in (_DONE, _POINTS, _REASON))
    names = (cell("一级\n指标"), cell("二级指标"), cell("三级指标", columns=2), cell("年度\n指标值"))
    rows = [Row((*names, done, cell("分值"), points, reason), keeps=True)]
    for first in runs(indicators, "level1"):
        seconds = {run[0].text("level2"): run for run in runs(first, "level2")}
        level = first[0].text("level1")
        lines = [row for name in (*_UNUSED.get(level, ()), *seconds) for row in _second(name, seconds.get(name, ()))]
        whole = sum((Decimal(item.text("weight")) for item in first), Decimal(0))
        rows += attach((cell(shared(first, "level1"), f"\n（{whole.normalize():f}分）", rows=len(lines)),), lines)
    return attach((cell("绩\n效\n指\n标", rows=len(rows)),), rows)


def _second(name: str, run: Sequence[Labels]) -> list[Row]:
    """The template's rows: a kind that is not used keeps its first one, one used twice its dots."""
    if not run:
        return [Row((cell(name), *_blank("指标1：")))]
    rows = [
        Row((cell(f"指标{number}：", item.span("name"), columns=2, style="left"), *_row(item)))
        for number, item in enumerate(run, 1)
    ]
    if len(run) > 1:
        rows.append(Row(_blank("……")))
    return attach((Cell(run_cell(run, "level2").spans, rows=len(rows)),), rows)


def _blank(text: str) -> tuple[Cell, ...]:
    return (cell(text, columns=2, style="left"), *(cell("") for _ in range(5)))


def _row(item: Labels) -> tuple[Cell, ...]:
    done, points, reason = (cell(value_of(item, name)) for name in (_DONE, _POINTS, _REASON))
    return (cell(*fused(item)), done, cell(item.span("weight")), points, reason)


def _sum(form: Labels) -> Row:
    return Row((cell(label_of(form, _SUM), columns=7), cell("100"), cell(value_of(form, _SUM)), cell("")))


MINISTRY_ROWS = Printed("ministry-rows", _PROFILE, each_form(_form, font_size=9))
