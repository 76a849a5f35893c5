"""watch-wide: monitoring after seven months in one ruled grid of fourteen columns; the goal beside the money, blank reasons."""

from __future__ import annotations

from eval.layouts.dev.pieces import column_label, fused, levelled, narrative, part_label, rule_lines, texts, value_of, year
from eval.layouts.more.pieces import fund_cells
from eval.layouts.profile import Printed, Profile
from golden.layouts.parts import attach
from golden.sheet import Block, Cell, Labels, Row, Sheet, Span, Table, cell, heading

__all__ = ["WATCH_WIDE"]

_WIDTHS = (6.0, 8.0, 14.0, 9.0, 9.0, 9.0, 4.5, 4.5, 4.5, 4.5, 4.5, 9.5, 7.5, 5.5)
_TOTAL = "资金总额合计"
_FUNDS = ("上级转移支付", "本级财政安排", "上年结转", "单位其他资金")
_SPENT, _RATE = "1—7月执行数", "1—7月执行率"
_DONE, _EXPECTED = "1—7月完成值", "全年预计完成值"
_MISSING = ("经费保障", "制度保障", "人员保障", "硬件条件", "其他")
_REASON, _CHANCE = "原因说明", "目标实现可能性"
_GOAL = "年度总体目标"

_PROFILE = Profile(
    kind="project",
    title="部门预算项目支出绩效运行监控表",
    forms=(1, 2),
    fields=frozenset(
        {
            "fiscal_year",
            "amount_unit",
            "organization",
            "implementing_unit",
            "project_name",
            "project_code",
            "total_budget",
            "contacts",
        }
    ),
    funding=_FUNDS,
    narratives=(_GOAL,),
    attributes={f"{row}/{column}": kind for row in (_TOTAL, *_FUNDS) for column, kind in ((_SPENT, "amount"), (_RATE, "percent"))},
    columns=frozenset({"level1", "level2", "name", "operator", "value", "unit"}),
    levels={
        "成本指标": ("经济成本指标",),
        "产出指标": ("数量指标", "质量指标", "时效指标"),
        "效益指标": ("社会效益指标", "可持续影响指标"),
        "满意度指标": ("服务对象满意度指标",),
    },
    indicators=(8, 12),
    column_attributes=dict.fromkeys((_DONE, _EXPECTED, *_MISSING, _REASON, _CHANCE), "text"),
    fused=True,
    filling_rules=("“偏差原因分析”在相应栏内打“√”，并在“原因说明”栏简要说明。",),
)


def _sheet(labels: Labels) -> Sheet:
    blocks = [block for number, form in enumerate(labels.each("forms")) for block in _form(form, number)]
    rules = rule_lines(labels, "注：")
    return Sheet((*blocks, *rules), landscape=True, font_size=8)


def _form(form: Labels, number: int) -> list[Block]:
    contact = form.each("contacts")[0]
    return [
        heading(form.span("title"), style="title first" if number else "title"),
        heading(year(form, "（{}年1—7月）"), style="subtitle"),
        Table(_WIDTHS, (*_head(form), *_money(form), *_indicators(form))),
        heading("填表人：", contact.span("name"), "　　　　　　联系电话：", contact.span("phone"), style="tail"),
    ]


def _head(form: Labels) -> list[Row]:
    """Label and value, twice and three times in a row, at boundaries that no other row has."""
    name = (cell("项目名称", columns=2), cell(form.span("project_name"), columns=4, style="left"))
    unit = (cell("填报部门", columns=2), cell(form.span("organization"), columns=2))
    doing = (cell("项目单位"), cell(form.span("implementing_unit"), columns=6))
    return [
        Row((*name, cell("项目编码", columns=3), cell(form.span("project_code"), columns=5))),
        Row((*unit, *doing, cell("计量单位"), cell(form.span("amount_unit"), columns=2))),
    ]


def _money(form: Labels) -> list[Row]:
    goal = narrative(form, _GOAL)
    count = 2 + len(_FUNDS)
    header = (cell("资金来源", columns=2), cell("年初预算数"), *(cell(part_label(form, name)) for name in (_SPENT, _RATE)))
    beside = (cell(goal.span("label"), columns=2, rows=count), cell(goal.span("text"), columns=6, rows=count, style="text"))
    rows = [Row((*header, *beside)), _fund(form, _TOTAL, form.span("total_budget"))]
    rows += [_fund(form, item.text("label"), item.span("amount")) for item in form.each("funding")]
    return attach((cell("预算\n执行\n情况", rows=count),), rows)


def _fund(form: Labels, row: str, budget: Span) -> Row:
    return Row((cell(part_label(form, row), columns=2, style="left"), *fund_cells(form, row, budget, (_SPENT, _RATE))))


def _indicators(form: Labels) -> list[Row]:
    indicators = form.each("indicators")
    done, expected, reason, chance = (cell(column_label(indicators, n), rows=2) for n in (_DONE, _EXPECTED, _REASON, _CHANCE))
    upper = (
        *(cell(name, rows=2) for name in ("一级\n指标", "二级\n指标", "三级指标", "全年目标")),
        done,
        expected,
        cell("偏差原因分析", columns=len(_MISSING)),
        reason,
        chance,
        cell("备注", rows=2),
    )
    lower = tuple(cell(column_label(indicators, name)) for name in _MISSING)
    return [Row(upper, keeps=True), Row(lower, keeps=True), *levelled(indicators, _row)]


def _row(item: Labels) -> list[Cell]:
    values = (cell(value_of(item, name)) for name in _PROFILE.column_attributes)
    return [cell(item.span("name"), style="left"), cell(*fused(item)), *values, *texts("")]


WATCH_WIDE = Printed("watch-wide", _PROFILE, _sheet)
