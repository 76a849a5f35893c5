"""span-pair: the whole period on the left, the year on the right, goals and indicators; the unit (yuan) ends the title line."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest

from eval.layouts.dev.pieces import each_numbered, fused, goals_beside, levelled, pairs_of, spread, texts, year
from eval.layouts.profile import Printed, Profile
from golden.layouts.parts import attach
from golden.sheet import Block, Cell, Labels, Row, Span, Table, cell, heading

__all__ = ["SPAN_PAIR"]

_WIDTHS = (5.0, 7.0, 9.0, 17.0, 12.5, 7.0, 9.0, 17.0, 12.5)
_HALVES = (4, 4)
_LATER, _NOW = "实施期目标", "年度目标"
_FUNDS = ("财政拨款", "其中：上级补助", "自筹资金")
_TERM, _BEGIN, _END = "项目期限", "开工日期", "计划完成日期"
_PERIODS = ("实施期", "年度")
"""What the names of level 1 begin with on the left, on the right."""

_PROFILE = Profile(
    kind="project",
    title="跨年度项目支出绩效目标申报表",
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
        }
    ),
    amount_unit="元",
    funding=_FUNDS,
    narratives=(_LATER, _NOW),
    attributes={_TERM: "text", _BEGIN: "date", _END: "date"},
    columns=frozenset({"level1", "level2", "name", "operator", "value", "unit"}),
    levels={
        "实施期产出": ("数量指标", "质量指标", "成本指标"),
        "实施期效益": ("社会效益指标", "可持续影响指标"),
        "年度产出": ("数量指标", "质量指标", "时效指标"),
        "年度效益": ("社会效益指标",),
        "年度满意度": ("服务对象满意度指标",),
    },
    indicators=(12, 16),
    fused=True,
)


def _form(form: Labels, number: int) -> list[Block]:
    title = (form.span("title"), "（单位：", form.span("amount_unit"), "）")
    return [
        heading(*title, style="title first" if number else "title"),
        heading(year(form, "申报年度：{}年"), style="subtitle"),
        Table(_WIDTHS, (*_head(form), *_money(form), *_goals(form), *_indicators(form))),
        heading("主管部门意见：　　　　　　　　　　　　　　　　财政部门意见：", style="tail"),
    ]


def _head(form: Labels) -> list[Row]:
    term, begin, end = pairs_of(form, (_TERM, _BEGIN, _END))
    return [
        _pair("项目名称", form.span("project_name"), "项目编码", form.span("project_code")),
        _pair("主管部门", form.span("competent_department"), "项目单位", form.span("implementing_unit")),
        _pair("项目总投资", form.span("total_budget"), *term),
        _pair(*begin, *end),
    ]


def _pair(*parts: Span | str) -> Row:
    """Two labels with their values, one in each half."""
    return Row(spread(parts, (2, 3, 2, 2)))


def _money(form: Labels) -> list[Row]:
    """The sources above their amounts; neither keeps to the halves."""
    items = form.each("funding")
    labels = Row(spread((item.span("label") for item in items), (2, 3, 2)), keeps=True)
    amounts = Row(spread((item.span("amount") for item in items), (2, 3, 2)))
    return attach((cell("资金来源", columns=2, rows=2),), [labels, amounts])


def _goals(form: Labels) -> list[Row]:
    return goals_beside(cell("总\n体\n目\n标", rows=2), form.each("narratives"), _HALVES, keeps=True)


def _indicators(form: Labels) -> list[Row]:
    """Two lists of their own beside each other: the shorter one ends in blank cells."""
    indicators = form.each("indicators")
    left, right = (_side([item for item in indicators if item.text("level1").startswith(period)]) for period in _PERIODS)
    header = Row(texts("一级\n指标", "二级\n指标", "三级指标", "指标值") * 2, keeps=True)
    blank = texts("", "", "", "")
    rows = [Row((*one, *other)) for one, other in zip_longest(left, right, fillvalue=blank)]
    return attach((cell("绩\n效\n指\n标", rows=1 + len(rows)),), [header, *rows])


def _side(indicators: Sequence[Labels]) -> list[tuple[Cell, ...]]:
    """The cells of one half, row by row, behind merged cells of both levels."""
    return [row.cells for row in levelled(indicators, _row)]


def _row(item: Labels) -> list[Cell]:
    return [cell(item.span("name"), style="left"), cell(*fused(item))]


SPAN_PAIR = Printed("span-pair", _PROFILE, each_numbered(_form, font_size=9))
