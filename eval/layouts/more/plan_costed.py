"""plan-costed: what is spent, how it is reckoned and when it is paid stand in grids of their own between funds and indicators."""

from __future__ import annotations

from eval.layouts.dev.pieces import (
    column_label,
    each_form,
    label_of,
    levelled,
    narrative,
    part_label,
    spread,
    text_rows,
    texts,
    value_of,
)
from eval.layouts.profile import Printed, Profile
from golden.layouts.parts import LONG, attach, with_year
from golden.sheet import Block, Cell, Labels, Row, Table, cell, heading

__all__ = ["PLAN_COSTED"]

_WIDTHS = (8.0, 12.0, 13.0, 15.0, 9.0, 13.0, 10.0, 8.0, 12.0)
_WHAT, _HOW = "支出明细/支出内容", "支出明细/测算过程"
_MANNER, _BOUGHT, _FIRST = "支出明细/实施方式", "支出明细/是否政府采购", "支出明细/首笔支付金额"
_PACE, _STEPS, _CARE = "用款进度", "实施计划", "保障措施"
_BEGIN, _END = "计划开始日期", "计划完成日期"
_GOAL = "绩效总目标"
_SOURCE = "数据来源"

_PROFILE = Profile(
    kind="project",
    title="{year}年度财政专项支出预算明细暨绩效目标申报表",
    fields=frozenset(
        {"fiscal_year", "amount_unit", "organization", "project_name", "project_code", "total_budget", "prior_year_budget"}
    ),
    amount_unit="元",
    funding=("一般公共预算", "政府性基金", "上级转移支付", "单位资金"),
    narratives=(_WHAT, _HOW, _PACE, _STEPS, _CARE, _GOAL),
    attributes={_MANNER: "text", _BOUGHT: "text", _FIRST: "amount", _BEGIN: "date", _END: "date"},
    levels={
        "产出": ("数量", "质量", "时效", "成本"),
        "效果": ("经济效益", "社会效益", "可持续影响"),
        "满意度": ("服务对象满意度",),
    },
    indicators=(8, 12),
    column_attributes={_SOURCE: "text"},
)


def _form(form: Labels) -> list[Block]:
    rows = (*_head(form), *_money(form), *_costs(form), *_plan(form), *_goal(form), *_indicators(form))
    return [
        heading(with_year([form]), style="title"),
        heading("申报单位：", form.span("organization"), "　　　　　　　　　金额单位：", form.span("amount_unit"), style="lead"),
        Table(_WIDTHS, rows),
        heading("单位负责人：　　　　　　　财务负责人：　　　　　　　填报日期：　　　年　　月　　日", style="tail"),
    ]


def _head(form: Labels) -> list[Row]:
    return [
        Row(
            (
                cell("支出项目", columns=2),
                cell(form.span("project_name"), columns=3, style="left"),
                cell("项目编号"),
                cell(form.span("project_code"), columns=3),
            )
        )
    ]


def _money(form: Labels) -> list[Row]:
    """Labels above amounts; last year's budget, which is no source, in the last column."""
    funds = form.each("funding")
    widths = (1, 1, 2, 1)
    labels = spread((item.span("label") for item in funds), widths)
    amounts = spread((item.span("amount") for item in funds), widths, "right")
    return attach(
        (cell("资金\n规模", rows=2),),
        [
            Row((cell("预算总额"), *labels, cell("上年预算数", columns=2)), keeps=True),
            Row(
                (
                    cell(form.span("total_budget"), style="right"),
                    *amounts,
                    cell(form.span("prior_year_budget"), columns=2, style="right"),
                )
            ),
        ],
    )


def _costs(form: Labels) -> list[Row]:
    """One line beneath headers: texts that could be rows of amounts, and short cells."""
    what, how = (narrative(form, label).span("text") for label in (_WHAT, _HOW))
    names = [part_label(form, label.partition("/")[2]) for label in (_WHAT, _HOW, _MANNER, _BOUGHT, _FIRST)]
    widths = (2, 3, 1, 1, 1)
    header = Row(spread(names, widths), keeps=True)
    values = [cell(value_of(form, label)) for label in (_MANNER, _BOUGHT, _FIRST)]
    body = Row((cell(what, columns=2, style="text"), cell(how, columns=3, style="text"), *values))
    return attach((cell(part_label(form, "支出明细"), rows=2),), [header, body])


def _plan(form: Labels) -> list[Row]:
    dates = [(cell(label_of(form, name), columns=2), cell(value_of(form, name), columns=2)) for name in (_BEGIN, _END)]
    items = [narrative(form, label) for label in (_PACE, _STEPS, _CARE)]
    rows = [
        Row((*dates[0], *dates[1])),
        *text_rows(items, 7),
    ]
    return attach((cell("分季\n执行\n计划", rows=len(rows)),), rows)


def _goal(form: Labels) -> list[Row]:
    goal = narrative(form, _GOAL)
    text = cell(goal.span("text"), columns=7, style="text")
    return [Row((cell(goal.span("label"), columns=2), text), splits=len(goal.text("text")) > LONG)]


def _indicators(form: Labels) -> list[Row]:
    indicators = form.each("indicators")
    source = cell(column_label(indicators, _SOURCE))
    header = (cell("目标类型", columns=2), cell("考核内容", columns=2), *texts("比较符", "计划完成值", "计量单位", "权数"), source)
    return [Row(header, keeps=True), *levelled(indicators, _row)]


def _row(item: Labels) -> list[Cell]:
    fields = [cell(item.span(name)) for name in ("operator", "value", "unit", "weight")]
    return [cell(item.span("name"), columns=2, style="left"), *fields, cell(value_of(item, _SOURCE))]


PLAN_COSTED = Printed("plan-costed", _PROFILE, each_form(_form, font_size=9))
