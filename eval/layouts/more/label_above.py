"""label-above: two forms on a page, every label above its value; the indicators lie across, a column each, their levels on top."""

from __future__ import annotations

from collections.abc import Sequence

from eval.layouts.dev.pieces import fused, label_of, value_of
from eval.layouts.profile import Printed, Profile
from golden.layouts.parts import kept, runs, shared, with_year
from golden.sheet import Block, Cell, Labels, Row, Sheet, Span, Table, cell, heading

__all__ = ["LABEL_ABOVE"]

_FIRST = 7.0
_KIND, _BEGIN, _END = "项目类别", "启动时间", "截止时间"

_PROFILE = Profile(
    kind="project",
    title="{year}年预算项目绩效目标备案表",
    forms=(2, 2),
    fields=frozenset(
        {
            "fiscal_year",
            "amount_unit",
            "organization",
            "implementing_unit",
            "project_name",
            "total_budget",
            "prior_year_budget",
            "contacts",
        }
    ),
    funding=("上级补助", "本级财力", "单位自筹"),
    narratives=("预期目标",),
    attributes={_KIND: "text", _BEGIN: "date", _END: "date"},
    levels={
        "产出": ("数量", "质量", "时效"),
        "效果": ("社会效益",),
        "满意度": ("群众满意度",),
    },
    indicators=(5, 6),
    fused=True,
)

Pair = tuple[Sequence[Span | str], Span]
"""What stands above, and what beneath it."""


def _sheet(labels: Labels) -> Sheet:
    blocks = [block for number, form in enumerate(labels.each("forms"), start=1) for block in _form(form, number)]
    return Sheet(tuple(blocks), font_size=9)


def _form(form: Labels, number: int) -> list[Block]:
    indicators = form.each("indicators")
    columns = len(indicators) + 1
    rows = [row for pairs in _pairs(form) for row in _stacked(pairs, columns)]
    goal = form.each("narratives")[0]
    rows += _stacked([((goal.span("label"),), goal.span("text"))], columns, style="text")
    widths = (_FIRST, *((100 - _FIRST) / len(indicators) for _ in indicators))
    return [
        heading(with_year([form]), style="title"),
        heading(f"备案序号：{number}　　　　　　　　　　　　　　　　　　　　金额：", form.span("amount_unit"), style="lead"),
        Table(widths, tuple(kept([*rows, *_indicators(indicators)]))),
    ]


def _pairs(form: Labels) -> list[list[Pair]]:
    contact = form.each("contacts")[0]
    return [
        [
            (("项目名称",), form.span("project_name")),
            (("申报单位",), form.span("organization")),
            (("具体承办单位",), form.span("implementing_unit")),
        ],
        [
            *(((label_of(form, name),), value_of(form, name)) for name in (_KIND, _BEGIN, _END)),
            (("经办人",), contact.span("name")),
            (("办公电话",), contact.span("phone")),
        ],
        [
            (("年度安排金额",), form.span("total_budget")),
            *(((item.span("label"),), item.span("amount")) for item in form.each("funding")),
            (("上年安排金额",), form.span("prior_year_budget")),
        ],
    ]


def _stacked(pairs: Sequence[Pair], columns: int, style: str = "") -> list[Row]:
    """A row of labels, and beneath it one of values; the first ones, over the narrow column, are the widest."""
    widths = [columns // len(pairs) + (number < columns % len(pairs)) for number in range(len(pairs))]
    if widths[0] == 1:
        raise ValueError(f"{len(pairs)} labels over {columns} columns: the first is too narrow")
    above = tuple(cell(*label, columns=width, style="strong") for (label, _), width in zip(pairs, widths, strict=True))
    beneath = tuple(cell(value, columns=width, style=style) for (_, value), width in zip(pairs, widths, strict=True))
    return [Row(above), Row(beneath)]


def _indicators(indicators: Sequence[Labels]) -> list[Row]:
    """The table of indicators on its side."""
    names = tuple(cell(item.span("name")) for item in indicators)
    values = tuple(cell(*fused(item)) for item in indicators)
    weights = tuple(cell(item.span("weight")) for item in indicators)
    return [
        Row((cell("维度"), *_merged(indicators, "level1"))),
        Row((cell("类型"), *_merged(indicators, "level1", "level2"))),
        Row((cell("考核\n内容"), *names)),
        Row((cell("标准值"), *values)),
        Row((cell("比重"), *weights)),
    ]


def _merged(indicators: Sequence[Labels], *names: str) -> tuple[Cell, ...]:
    return tuple(cell(shared(run, names[-1]), columns=len(run), style="strong") for run in runs(indicators, *names))


LABEL_ABOVE = Printed("label-above", _PROFILE, _sheet)
