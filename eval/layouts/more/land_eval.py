"""land-eval: a self-evaluation across the page: sources are rows, from the first budget to the score its columns, a total below."""

from __future__ import annotations

from eval.layouts.dev.pieces import (
    column_label,
    each_numbered,
    fused,
    goals_beside,
    label_of,
    levelled,
    part_label,
    texts,
    value_of,
    year,
)
from eval.layouts.more.pieces import fund_cells
from eval.layouts.profile import Printed, Profile
from golden.layouts.parts import attach
from golden.sheet import Block, Cell, Labels, Row, Table, cell, heading

__all__ = ["LAND_EVAL"]

_WIDTHS = (7.0, 10.0, 13.0, 17.0, 12.0, 12.0, 9.0, 7.0, 13.0)
_TOTAL = "年度资金总额"
_FUNDS = ("上级补助资金", "本级财力安排", "其他资金")
_FIRST, _SPENT, _RATE, _SCORE = "年初预算数", "全年执行数", "执行率", "得分"
_AMOUNTS = (_FIRST, _SPENT, _RATE)
_COLUMNS = ("实际完成值", "得分", "偏差原因分析及改进措施")
_SUM = "总分"
_NONE = "—"

_PROFILE = Profile(
    kind="project",
    title="市级部门预算项目绩效自评表",
    forms=(1, 2),
    fields=frozenset(
        {
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
    narratives=("年初设定目标", "全年实际完成情况"),
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
        "成本指标": ("经济成本指标",),
        "产出指标": ("数量指标", "质量指标", "时效指标"),
        "效益指标": ("经济效益指标", "社会效益指标", "可持续影响指标"),
        "满意度指标": ("服务对象满意度指标",),
    },
    indicators=(9, 14),
    column_attributes={_COLUMNS[0]: "text", _COLUMNS[1]: "score", _COLUMNS[2]: "text"},
    fused=True,
)


def _form(form: Labels, number: int) -> list[Block]:
    contact = form.each("contacts")[0]
    rows = (*_head(form), *_money(form), *_goals(form), *_indicators(form))
    return [
        heading(form.span("title"), style="title first" if number else "title"),
        heading(year(form, "（{}年度）"), style="subtitle"),
        Table(_WIDTHS, rows),
        heading("填报人：", contact.span("name"), "　　　　　联系电话：", contact.span("phone"), style="tail"),
    ]


def _head(form: Labels) -> list[Row]:
    department = cell(form.span("competent_department"), columns=3)
    unit = cell(form.span("implementing_unit"), columns=3)
    return [
        Row((cell("项目名称", columns=2), cell(form.span("project_name"), columns=7))),
        Row((cell("主管部门", columns=2), department, cell("责任单位"), unit)),
    ]


def _money(form: Labels) -> list[Row]:
    first, spent, rate, score = (cell(part_label(form, name)) for name in (_FIRST, _SPENT, _RATE, _SCORE))
    header = Row((cell("", columns=2), first, cell("全年预算数"), spent, rate, cell("分值"), score))
    total = fund_cells(form, _TOTAL, form.span("total_budget"), _AMOUNTS)
    marks = (cell(form.span("execution_weight")), cell(value_of(form, f"{_TOTAL}/{_SCORE}")))
    rows = [header, Row((cell(part_label(form, _TOTAL), columns=2, style="left"), *total, *marks))]
    for number, item in enumerate(form.each("funding")):
        label = cell("　　　" if number else "其中：", part_label(form, item.text("label")), columns=2, style="left")
        rows.append(Row((label, *fund_cells(form, item.text("label"), item.span("amount"), _AMOUNTS), *texts(_NONE, _NONE))))
    return attach((cell("项目资金（", form.span("amount_unit"), "）", rows=len(rows)),), rows)


def _goals(form: Labels) -> list[Row]:
    return goals_beside(cell("年度\n总体\n目标", rows=2), form.each("narratives"), (4, 4))


def _indicators(form: Labels) -> list[Row]:
    indicators = form.each("indicators")
    done, score, reason = (cell(column_label(indicators, name)) for name in _COLUMNS)
    names = (*texts("一级\n指标", "二级指标"), cell("三级指标", columns=2), cell("年度指标值"), done, cell("分值"), score, reason)
    total = Row((cell(label_of(form, _SUM), columns=6), cell("100"), cell(value_of(form, _SUM)), cell("")))
    return [Row(names), *levelled(indicators, _row), total]


def _row(item: Labels) -> list[Cell]:
    done, score, reason = (value_of(item, name) for name in _COLUMNS)
    name = cell(item.span("name"), columns=2, style="left")
    return [name, cell(*fused(item)), cell(done), cell(item.span("weight")), cell(score), cell(reason, style="left")]


LAND_EVAL = Printed("land-eval", _PROFILE, each_numbered(_form, landscape=True, font_size=9))
