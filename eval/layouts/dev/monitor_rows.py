"""monitor-rows: a half-year monitoring form on a landscape page, horizontal lines only, two header rows, funds by month."""

from __future__ import annotations

from eval.layouts.dev.pieces import (
    SHORT_LEVELS,
    column_label,
    each_numbered,
    fused,
    levelled,
    narrative,
    part_label,
    texts,
    value_of,
)
from eval.layouts.profile import Printed, Profile
from golden.layouts.parts import with_year
from golden.sheet import Block, Cell, Labels, Row, Span, Table, cell, heading

__all__ = ["MONITOR_ROWS"]

_WIDTHS = (9.0, 11.0, 22.0, 13.0, 13.0, 13.0, 9.0, 14.0)
_MONEY_WIDTHS = (28.0, 18.0, 18.0, 18.0, 18.0)
_TOTAL = "资金总额"
_FUNDS = ("一般公共预算", "政府性基金预算", "其他资金")
_SPENDING = ("1—6月执行数", "1—6月执行率")
_COLUMNS = ("1—6月完成情况", "全年预计完成情况", "达标可能性", "偏差原因及改进措施")

_PROFILE = Profile(
    kind="project",
    title="{year}年度项目支出绩效运行监控表",
    forms=(1, 2),
    fields=frozenset(
        {
            "fiscal_year",
            "amount_unit",
            "project_name",
            "project_code",
            "competent_department",
            "implementing_unit",
            "total_budget",
            "contacts",
        }
    ),
    funding=_FUNDS,
    narratives=("年度总体目标",),
    attributes={
        f"{row}/{column}": kind for row in (_TOTAL, *_FUNDS) for column, kind in zip(_SPENDING, ("amount", "percent"), strict=True)
    },
    columns=frozenset({"level1", "level2", "name", "operator", "value", "unit"}),
    levels=SHORT_LEVELS,
    indicators=(7, 11),
    column_attributes=dict.fromkeys(_COLUMNS, "text"),
    fused=True,
)


def _form(form: Labels, number: int) -> list[Block]:
    contact = form.each("contacts")[0]
    goal = narrative(form, "年度总体目标")
    return [
        heading(with_year([form]), style="title first" if number else "title"),
        heading("项目名称：", form.span("project_name"), "（", form.span("project_code"), "）"),
        heading("主管部门：", form.span("competent_department"), "　　　实施单位：", form.span("implementing_unit"), style="lead"),
        heading(goal.span("label"), "：", goal.span("text"), style="lead"),
        heading("单位：", form.span("amount_unit"), style="unit"),
        Table(_MONEY_WIDTHS, tuple(_money(form)), style="rows"),
        heading("绩效指标运行情况", style="lead tail"),
        Table(_WIDTHS, tuple(_indicators(form)), header=2, style="rows"),
        heading("填报人：", contact.span("name"), "　　联系电话：", contact.span("phone"), style="last"),
    ]


def _money(form: Labels) -> list[Row]:
    header = Row((*texts("资金来源", "年初预算数"), *(cell(part_label(form, name)) for name in _SPENDING), cell("备注")))
    amounts = {item.text("label"): item.span("amount") for item in form.each("funding")} | {_TOTAL: form.span("total_budget")}
    return [header, *(_source(form, label, amounts[label]) for label in (_TOTAL, *_FUNDS))]


def _source(form: Labels, label: str, budget: Span) -> Row:
    spent = (cell(value_of(form, f"{label}/{column}"), style="right") for column in _SPENDING)
    return Row((cell(part_label(form, label), style="left"), cell(budget, style="right"), *spent, cell("")))


def _indicators(form: Labels) -> list[Row]:
    indicators = form.each("indicators")
    done, expected, chance, reason = (column_label(indicators, name) for name in _COLUMNS)
    upper = Row((cell("绩效指标", columns=3), cell("年度指标值", rows=2), cell("执行监控", columns=3), cell(reason, rows=2)))
    lower = Row((*texts("一级指标", "二级指标", "三级指标"), cell(done), cell(expected), cell(chance)))
    return [upper, lower, *levelled(indicators, _row)]


def _row(item: Labels) -> list[Cell]:
    return [cell(item.span("name"), style="left"), cell(*fused(item)), *(cell(value_of(item, name)) for name in _COLUMNS)]


MONITOR_ROWS = Printed("monitor-rows", _PROFILE, each_numbered(_form, landscape=True, font_size=9))
