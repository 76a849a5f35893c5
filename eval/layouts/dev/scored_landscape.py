"""scored-landscape: a self-evaluation whose sources of money are columns and budget, spent, rate its rows; weights come first."""

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
from eval.layouts.profile import Printed, Profile
from golden.layouts.parts import attach
from golden.sheet import Block, Cell, Labels, Row, Span, Table, cell, heading

__all__ = ["SCORED_LANDSCAPE"]

_WIDTHS = (10.0, 12.0, 22.0, 8.0, 13.0, 13.0, 8.0, 14.0)
_TOTAL = "年度资金总额"
_FUNDS = ("财政拨款", "上年结转", "其他资金")
_SPENT, _RATE, _SCORE = "全年执行数（B）", "执行率", "得分"
_COLUMNS = ("全年完成值", "自评得分", "扣分原因及改进措施")
_SUM = "总分"

_PROFILE = Profile(
    kind="project",
    title="项目支出绩效自评表",
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
        }
    ),
    funding=_FUNDS,
    narratives=("预期目标", "实际完成情况"),
    attributes={
        **{f"{row}/{_SPENT}": "amount" for row in (_TOTAL, *_FUNDS)},
        **{f"{row}/{_RATE}": "percent" for row in (_TOTAL, *_FUNDS)},
        f"{_TOTAL}/{_SCORE}": "score",
        _SUM: "score",
    },
    levels={
        "产出指标": ("数量指标", "质量指标", "时效指标", "成本指标"),
        "效益指标": ("社会效益指标", "生态效益指标", "可持续影响指标"),
        "满意度指标": ("服务对象满意度指标",),
    },
    indicators=(8, 12),
    column_attributes={_COLUMNS[0]: "text", _COLUMNS[1]: "score", _COLUMNS[2]: "text"},
    fused=True,
)


def _form(form: Labels, number: int) -> list[Block]:
    rows = (*_head(form), *_money(form), *_goals(form), *_indicators(form))
    return [
        heading(form.span("title"), style="title first" if number else "title"),
        heading(year(form, "（{}年度）"), "　　　单位：", form.span("amount_unit"), style="subtitle"),
        Table(_WIDTHS, rows),
    ]


def _head(form: Labels) -> list[Row]:
    department = (cell("主管部门"), cell(form.span("competent_department"), columns=3))
    return [
        Row(
            (
                cell("项目名称"),
                cell(form.span("project_name"), columns=2),
                cell("实施单位"),
                cell(form.span("implementing_unit"), columns=4),
            )
        ),
        Row((*department, cell("预算执行率分值"), cell(form.span("execution_weight"), columns=3))),
    ]


def _money(form: Labels) -> list[Row]:
    amounts = {item.text("label"): item.span("amount") for item in form.each("funding")} | {_TOTAL: form.span("total_budget")}
    names = (_TOTAL, *_FUNDS)
    header = Row((cell("资金来源", columns=2), *_wide([part_label(form, name) for name in names])))
    budget = Row((cell("全年预算数（A）", columns=2), *_wide([amounts[name] for name in names])))
    spent = Row((cell(part_label(form, _SPENT), columns=2), *_wide([value_of(form, f"{name}/{_SPENT}") for name in names])))
    rate = Row((cell(part_label(form, _RATE), columns=2), *_wide([value_of(form, f"{name}/{_RATE}") for name in names])))
    score = Row((cell(part_label(form, _SCORE), columns=2), cell(value_of(form, f"{_TOTAL}/{_SCORE}"), columns=5, style="left")))
    rows = [header, budget, spent, rate, score]
    return attach((cell("预算执行情况", rows=len(rows)),), rows)


def _wide(spans: list[Span]) -> tuple[Cell, ...]:
    """Four cells over the five columns on the right."""
    return tuple(cell(span, columns=2 if number == 3 else 1) for number, span in enumerate(spans))


def _goals(form: Labels) -> list[Row]:
    return goals_beside(cell("年度目标\n完成情况", rows=2), form.each("narratives"), (3, 4))


def _indicators(form: Labels) -> list[Row]:
    indicators = form.each("indicators")
    done, score, reason = (cell(column_label(indicators, name)) for name in _COLUMNS)
    header = Row((*texts("一级指标", "二级指标", "三级指标", "权重", "年度目标值"), done, score, reason))
    total = Row((cell(label_of(form, _SUM), columns=6), cell(value_of(form, _SUM)), cell("")))
    return [header, *levelled(indicators, _row), total]


def _row(item: Labels) -> list[Cell]:
    done, score, reason = (cell(value_of(item, name)) for name in _COLUMNS)
    return [cell(item.span("name"), style="left"), cell(item.span("weight")), cell(*fused(item)), done, score, reason]


SCORED_LANDSCAPE = Printed("scored-landscape", _PROFILE, each_numbered(_form, landscape=True, font_size=9))
