"""fused-weights: weights before names, operators in words fused with value and unit, the execution's points a row among them."""

from __future__ import annotations

from eval.layouts.dev.pieces import column_label, each_numbered, fused, pairs_of, run_rows, spread, texts, value_of
from eval.layouts.profile import Printed, Profile
from golden.layouts.parts import attach, kept, narrative_rows, runs, shared, with_year
from golden.sheet import Block, Cell, Labels, Row, Span, Table, cell, heading

__all__ = ["FUSED_WEIGHTS"]

_WIDTHS = (7.0, 14.0, 8.0, 26.0, 8.0, 20.0, 17.0)
_FUNDS = ("中央及省级补助", "市县本级财力", "部门自筹", "其他来源")
_FIELD, _SITE, _SOURCE = "资金投向范围", "项目属性", "数据来源"
_CONTENT, _PLAN, _GOAL = "主要建设内容", "进度安排", "全年目标"
_COUNTED = "年度预算执行率（按支出进度计分）"

_PROFILE = Profile(
    kind="project",
    title="{year}年度财政支出项目绩效考核目标责任表",
    forms=(1, 2),
    fields=frozenset(
        {
            "fiscal_year",
            "amount_unit",
            "competent_department",
            "implementing_unit",
            "project_name",
            "total_budget",
            "prior_year_budget",
            "execution_weight",
            "contact_name",
        }
    ),
    funding=_FUNDS,
    narratives=(_CONTENT, _PLAN, _GOAL),
    attributes={_SITE: "text", _FIELD: "text"},
    levels={
        "产出": ("数量指标", "质量指标", "时效指标", "成本指标"),
        "效果": ("经济效益指标", "社会效益指标", "可持续影响指标"),
        "满意度": ("受益对象满意度指标",),
    },
    indicators=(9, 13),
    column_attributes={_SOURCE: "text"},
    fused=True,
    operators={"≥": "大于等于", "≤": "小于等于", "=": "等于"},
)


def _form(form: Labels, number: int) -> list[Block]:
    rows = (*_head(form), *_money(form), *narrative_rows(form, 5, label=2), *_indicators(form))
    return [
        heading(with_year([form]), style="title first" if number else "title"),
        heading("填报部门（章）：　　　　　　　　　　　　　　　　　　填报日期：　　　年　　月　　日", style="lead"),
        Table(_WIDTHS, rows),
        heading("审核：　　　　　　　　　　　　制表：", form.each("contacts")[0].span("name"), style="tail"),
    ]


def _head(form: Labels) -> list[Row]:
    site, field = pairs_of(form, (_SITE, _FIELD))
    return [
        Row((cell("项目名称", columns=2), cell(form.span("project_name"), columns=5, style="left"))),
        _pair("业务主管部门", form.span("competent_department"), "责任单位", form.span("implementing_unit")),
        _pair(*site, *field),
    ]


def _pair(*parts: Span | str) -> Row:
    """Two labels with their values."""
    return Row(spread(parts, (2, 2, 1, 2)))


def _money(form: Labels) -> list[Row]:
    """Total and last year's amount, then two sources to a row, each before its amount."""
    pairs = [(item.span("label"), item.span("amount")) for item in form.each("funding")]
    rows = [
        _amounts("预算总额", form.span("total_budget"), "上年预算额", form.span("prior_year_budget")),
        _amounts(*pairs[0], *pairs[1]),
        _amounts(*pairs[2], *pairs[3]),
    ]
    return kept(attach((cell("资金\n安排\n（", form.span("amount_unit"), "）", rows=len(rows)),), rows))


def _amounts(label: Span | str, amount: Span, other: Span | str, rest: Span) -> Row:
    right = (cell(other, columns=2), cell(rest, style="right"))
    return Row((cell(label, columns=2), cell(amount, style="right"), *right))


def _indicators(form: Labels) -> list[Row]:
    indicators = form.each("indicators")
    title = Row((cell("绩　效　考　核　指　标", columns=7, style="strong"),), keeps=True)
    header = (
        *texts("维度", "类别", "比重"),
        cell("绩效内容", columns=2),
        cell("计划完成值"),
        cell(column_label(indicators, _SOURCE)),
    )
    execution = (cell("预算执行", columns=2), cell(form.span("execution_weight")), cell(_COUNTED, columns=4, style="left"))
    rows = [title, Row(header, keeps=True), Row(execution)]
    for first in runs(indicators, "level1"):
        seconds = run_rows(first, "level2", _row)
        rows += attach((_down(shared(first, "level1"), len(first)),), seconds)
    return rows


def _down(span: Span, rows: int) -> Cell:
    """A word from top to bottom, where there is room for it."""
    return cell(Span("\n".join(span.text) if rows > 1 else span.text, span.paths), rows=rows)


def _row(item: Labels) -> Row:
    """The weight, the name, what is promised in one cell, where the figure comes from."""
    name = cell(item.span("name"), columns=2, style="left")
    return Row((cell(item.span("weight")), name, cell(*fused(item)), cell(value_of(item, _SOURCE))))


FUSED_WEIGHTS = Printed("fused-weights", _PROFILE, each_numbered(_form, font_size=9.5))
