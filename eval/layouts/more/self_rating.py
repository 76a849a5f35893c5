"""self-rating: an upright self-rating, score at the top, sources before their total, goals stacked, faults last."""

from __future__ import annotations

from eval.layouts.dev.pieces import (
    column_label,
    each_form,
    fused,
    label_of,
    levelled,
    narrative,
    part_label,
    text_rows,
    value_of,
    year,
)
from eval.layouts.more.pieces import fund_cells
from eval.layouts.profile import Printed, Profile
from golden.layouts.parts import attach
from golden.sheet import Block, Cell, Labels, Row, Span, Table, cell, heading

__all__ = ["SELF_RATING"]

_WIDTHS = (5.5, 8.0, 11.5, 11.0, 11.0, 13.0, 13.0, 6.5, 7.5, 13.0)
_TOTAL = "资金合计"
_FUNDS = ("上级补助", "本级财力", "单位自筹")
_FIRST, _SPENT, _RATE, _SCORE = "年初预算数", "全年执行数（B）", "执行率", "得分"
_DONE, _POINTS, _REASON = "实际完成值", "自评得分", "扣分原因"
_GOALS = ("年初申报目标", "全年完成情况")
_FAULTS = ("存在问题", "改进建议")
_SUM = "总分"

_PROFILE = Profile(
    kind="project",
    title="专项资金绩效自评打分表",
    fields=frozenset(
        {
            "fiscal_year",
            "amount_unit",
            "organization",
            "competent_department",
            "project_name",
            "total_budget",
            "execution_weight",
            "contacts",
        }
    ),
    funding=_FUNDS,
    narratives=(*_GOALS, *_FAULTS),
    attributes={
        _SUM: "score",
        **{
            f"{row}/{column}": kind
            for row in (*_FUNDS, _TOTAL)
            for column, kind in ((_FIRST, "amount"), (_SPENT, "amount"), (_RATE, "percent"))
        },
        f"{_TOTAL}/{_SCORE}": "score",
    },
    levels={
        "产出": ("数量", "质量", "时效", "成本"),
        "效果": ("经济效益", "社会效益", "可持续影响"),
        "满意度": ("服务对象满意度",),
    },
    indicators=(9, 13),
    column_attributes={_DONE: "text", _POINTS: "score", _REASON: "text"},
    fused=True,
)


def _form(form: Labels) -> list[Block]:
    rows = (
        *_head(form),
        *_money(form),
        *_texts(form, "目标\n完成", _GOALS),
        *_indicators(form),
        *_texts(form, "问题\n整改", _FAULTS),
    )
    return [
        heading(form.span("title"), style="title"),
        heading(year(form, "评价年度：{}年"), "　　　　　　　金额单位：", form.span("amount_unit"), style="unit"),
        Table(_WIDTHS, (*rows, _contact(form))),
    ]


def _head(form: Labels) -> list[Row]:
    score = (cell(label_of(form, _SUM), style="strong"), cell(value_of(form, _SUM), columns=2, style="strong"))
    unit = (cell("责任单位", columns=2), cell(form.span("organization"), columns=3))
    return [
        Row((cell("项目名称", columns=2), cell(form.span("project_name"), columns=5, style="left"), *score)),
        Row((*unit, cell("主管部门"), cell(form.span("competent_department"), columns=4))),
    ]


def _money(form: Labels) -> list[Row]:
    """Sources first, the total beneath them; the points stand at the total alone."""
    first, spent, rate, score = (cell(part_label(form, name)) for name in (_FIRST, _SPENT, _RATE, _SCORE))
    rows = [Row((cell("资金来源", columns=2), first, cell("全年预算数\n（A）"), spent, rate, cell("分值", columns=2), score))]
    for number, item in enumerate(form.each("funding")):
        blank = () if number else (cell("／", columns=2, rows=len(_FUNDS)), cell("／", rows=len(_FUNDS)))
        rows.append(_fund(form, item.text("label"), item.span("amount"), "left", blank))
    points = (cell(form.span("execution_weight"), columns=2), cell(value_of(form, f"{_TOTAL}/{_SCORE}")))
    rows.append(_fund(form, _TOTAL, form.span("total_budget"), "", points))
    return attach((cell("预\n算\n执\n行", rows=len(rows)),), rows)


def _fund(form: Labels, row: str, budget: Span, style: str, points: tuple[Cell, ...]) -> Row:
    label = cell(part_label(form, row), columns=2, style=style)
    return Row((label, *fund_cells(form, row, budget, (_FIRST, _SPENT, _RATE)), *points))


def _texts(form: Labels, side: str, names: tuple[str, ...]) -> list[Row]:
    """A narrative above the other, both behind one cell."""
    items = [narrative(form, name) for name in names]
    return attach((cell(side, rows=len(items)),), text_rows(items, 7, label=2))


def _indicators(form: Labels) -> list[Row]:
    indicators = form.each("indicators")
    done, points, reason = (column_label(indicators, name) for name in (_DONE, _POINTS, _REASON))
    names = (cell("考核\n维度", rows=2), cell("考核内容", rows=2), cell("评价指标", columns=2, rows=2))
    upper = Row((*names, cell("完成情况", columns=2), cell("计分", columns=2), cell(reason, rows=2)), keeps=True)
    lower = Row((cell("计划完成值"), cell(done), cell("满分"), cell(points)), keeps=True)
    rows = [upper, lower, *levelled(indicators, _row)]
    return attach((cell("绩\n效\n指\n标", rows=len(rows)),), rows)


def _row(item: Labels) -> list[Cell]:
    done, points, reason = (cell(value_of(item, name)) for name in (_DONE, _POINTS, _REASON))
    return [cell(item.span("name"), columns=2, style="left"), cell(*fused(item)), done, cell(item.span("weight")), points, reason]


def _contact(form: Labels) -> Row:
    contact = form.each("contacts")[0]
    person = (cell("填表人", columns=2), cell(contact.span("name"), columns=2))
    return Row((*person, cell("联系方式"), cell(contact.span("phone"), columns=2), cell("负责人签字", columns=2), cell("")))


SELF_RATING = Printed("self-rating", _PROFILE, each_form(_form, font_size=9))
