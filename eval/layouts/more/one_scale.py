"""one-scale: self-rating; money and indicators share columns and header, points a subtotal for each level."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from eval.layouts.dev.pieces import column_label, each_form, fused, label_of, narrative, part_label, run_rows, value_of
from eval.layouts.more.pieces import points_of
from eval.layouts.profile import Printed, Profile
from golden.layouts.parts import attach, runs, shared
from golden.sheet import Block, Labels, Row, Span, Table, cell, heading

__all__ = ["ONE_SCALE"]

_WIDTHS = (8.0, 12.0, 21.0, 14.0, 14.0, 10.5, 7.0, 7.0, 12.5)
_TOTAL = "年度资金总计"
_FUNDS = ("中央及省补助", "市县财力安排", "上年结转", "其他资金")
_SPENT, _RATE, _SCORE = "全年执行数", "执行率", "得分"
_DONE, _OFF, _REASON = "年度完成值", "偏差", "扣分原因及说明"
_GOAL, _RESULT = "年初绩效目标", "目标完成情况"
_AFTER = ("主要经验及存在问题", "改进建议")

_PROFILE = Profile(
    kind="project",
    title="{year}年度财政资金使用绩效自我评价表",
    fields=frozenset(
        {
            "table_no",
            "fiscal_year",
            "amount_unit",
            "project_name",
            "project_code",
            "implementing_unit",
            "total_budget",
            "execution_weight",
            "contact_name",
        }
    ),
    funding=_FUNDS,
    narratives=(_GOAL, _RESULT, *_AFTER),
    attributes={
        "项目类别": "text",
        **{f"{row}/{column}": kind for row in (_TOTAL, *_FUNDS) for column, kind in ((_SPENT, "amount"), (_RATE, "percent"))},
        f"{_TOTAL}/{_SCORE}": "score",
        "总分": "score",
    },
    levels={
        "产出指标": ("数量指标", "质量指标", "时效指标", "成本指标"),
        "效果指标": ("经济效益", "社会效益", "可持续影响"),
        "满意度": ("服务对象满意度",),
    },
    indicators=(9, 13),
    column_attributes={_DONE: "text", _OFF: "text", _SCORE: "score", _REASON: "text"},
    fused=True,
)


def _form(form: Labels) -> list[Block]:
    contact = form.each("contacts")[0]
    rows = (*_head(form), *_header(form), *_money(form), *_levels(form), _sum(form), *_texts(form, _AFTER))
    return [
        heading(form.span("table_no"), style="lead"),
        heading(Span(form.text("title"), (form.path("title"), form.path("fiscal_year"))), style="title"),
        Table(_WIDTHS, rows),
        heading("项目单位负责人：　　　　　　　　填表人：", contact.span("name"), "　　　　　　　　年　　月　　日", style="tail"),
    ]


def _head(form: Labels) -> list[Row]:
    kind = (cell(label_of(form, "项目类别"), columns=2), cell(value_of(form, "项目类别"), columns=2))
    code = (cell("项目代码", columns=2), cell(form.span("project_code"), columns=2))
    return [
        Row((cell("项目名称", columns=2), cell(form.span("project_name"), columns=3, style="left"), *code)),
        Row((cell("实施单位", columns=2), cell(form.span("implementing_unit"), columns=3, style="left"), *kind)),
        *_texts(form, (_GOAL, _RESULT)),
    ]


def _texts(form: Labels, names: Sequence[str]) -> list[Row]:
    items = [narrative(form, name) for name in names]
    return [Row((cell(item.span("label"), columns=2), cell(item.span("text"), columns=7, style="text"))) for item in items]


def _header(form: Labels) -> list[Row]:
    """Each heading names what stands below it for the indicators, and after a stroke for the money."""
    indicators = form.each("indicators")
    done, off, score, reason = (column_label(indicators, name) for name in _PROFILE.column_attributes)
    spent, rate = (part_label(form, name) for name in (_SPENT, _RATE))
    both = Span(_SCORE, (*score.paths, *part_label(form, _SCORE).paths))
    goal = cell("计划完成值\n/全年预算数\n（", form.span("amount_unit"), "）")
    names = (cell("评价\n维度"), cell("评价内容", columns=2), goal, cell(done, "\n/", spent), cell(off, "\n/", rate))
    return [Row((*names, cell("满分"), cell(both), cell(reason)), keeps=True)]


def _money(form: Labels) -> list[Row]:
    """The points stand once beside all sources."""
    budgets = {_TOTAL: form.span("total_budget")} | {item.text("label"): item.span("amount") for item in form.each("funding")}
    count = len(budgets)
    points = (cell(form.span("execution_weight"), rows=count), cell(value_of(form, f"{_TOTAL}/{_SCORE}"), rows=count))
    rows = []
    for number, (name, budget) in enumerate(budgets.items()):
        spent, rate = (value_of(form, f"{name}/{column}") for column in (_SPENT, _RATE))
        label = cell("其中：" if number == 1 else "　　　" if number else "", part_label(form, name), columns=2, style="left")
        beside = () if number else (*points, cell("", rows=count))
        rows.append(Row((label, cell(budget), cell(spent), cell(rate), *beside), keeps=True))
    return attach((cell("资金\n执行", rows=count),), rows)


def _levels(form: Labels) -> list[Row]:
    rows: list[Row] = []
    for run in runs(form.each("indicators"), "level1"):
        lines = [*run_rows(run, "level2", _row), _subtotal(run)]
        rows += attach((cell(shared(run, "level1"), rows=len(lines)),), lines)
    return rows


def _subtotal(run: Sequence[Labels]) -> Row:
    score = sum((Decimal(value_of(item, _SCORE).text) for item in run), Decimal(0))
    return Row((cell("小　计", columns=5), cell(points_of(run)), cell(f"{score:f}"), cell("")))


def _row(item: Labels) -> Row:
    done, off, score, reason = (value_of(item, name) for name in _PROFILE.column_attributes)
    name = cell(item.span("name"), style="left")
    return Row(
        (name, cell(*fused(item)), cell(done), cell(off), cell(item.span("weight")), cell(score), cell(reason, style="left"))
    )


def _sum(form: Labels) -> Row:
    total = (cell(label_of(form, "总分"), columns=6, style="strong"), cell("100"), cell(value_of(form, "总分")), cell(""))
    return Row(total)


ONE_SCALE = Printed("one-scale", _PROFILE, each_form(_form, font_size=9))
