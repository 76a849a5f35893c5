"""One layout of the suite."""

from __future__ import annotations

from collections.abc import Iterator

from eval.layouts.profile import Printed, Profile
from eval.layouts.test.pieces import attribute, named, narrative, valued
from golden.layouts.parts import runs, shared
from golden.sheet import Block, Cell, Labels, Row, Sheet, Span, Table, cell, heading

__all__ = ["T07"]

_BASICS = (20.0, 32.0, 20.0, 28.0)
_TEXT = (20.0, 80.0)
_WIDTHS = (15.0, 18.0, 33.0, 15.0, 11.0, 8.0)
_GOAL, _SCOPE = "绩效目标", "实施内容"

_PROFILE = Profile(
    kind="project",
    title="项目支出绩效目标批复表",
    forms=(1, 2),
    fields=frozenset(
        {
            "fiscal_year",
            "organization",
            "implementing_unit",
            "project_name",
            "project_code",
            "total_budget",
            "prior_year_budget",
            "amount_unit",
        }
    ),
    amount_unit="元",
    narratives=(_SCOPE, _GOAL),
    attributes={"资金性质": "text", "功能科目": "text", "是否政府采购": "text", "计划完成日期": "date"},
    levels={
        "产出": ("数量", "质量", "时效"),
        "成本": ("经济成本",),
        "效益": ("社会效益", "生态效益"),
        "满意度": ("服务对象满意度",),
    },
    indicators=(7, 11),
    fused=True,
)


def _layout(labels: Labels) -> Sheet:
    return Sheet(tuple(block for number, form in enumerate(labels.each("forms")) for block in _form(form, number)))


def _form(form: Labels, number: int) -> list[Block]:
    texts = (Row((_label(named(form, label)), cell(narrative(form, label), style="text"))) for label in (_SCOPE, _GOAL))
    return [
        heading(form.span("title"), style="title first" if number else "title"),
        heading("（预算年度：", form.span("fiscal_year"), "）", style="subtitle"),
        heading("金额单位：", form.span("amount_unit"), style="unit"),
        Table(_BASICS, tuple(_basics(form)), style="open"),
        Table(_TEXT, tuple(texts), style="open"),
        Table(_WIDTHS, tuple(_indicators(form)), header=1, style="open"),
    ]


def _label(text: Span | str) -> Cell:
    return cell(text, "：", style="left")


def _basics(form: Labels) -> list[Row]:
    pairs: list[tuple[Span | str, Span]] = [
        ("预算单位名称", form.span("organization")),
        ("实施单位", form.span("implementing_unit")),
        ("项目名称", form.span("project_name")),
        ("项目编码", form.span("project_code")),
        ("本年预算数", form.span("total_budget")),
        ("上年预算数", form.span("prior_year_budget")),
        *((named(form, label), attribute(form, label)) for label in _PROFILE.attributes),
    ]
    cells = [(_label(label), cell(value, style="left")) for label, value in pairs]
    return [Row((*left, *right)) for left, right in zip(cells[::2], cells[1::2], strict=True)]


def _indicators(form: Labels) -> Iterator[Row]:
    """A level is printed in the first of its rows alone."""
    yield Row(tuple(cell(text, style="strong") for text in ("一级指标", "二级指标", "三级指标", "指标值", "单位", "权重")))
    for first in runs(form.each("indicators"), "level1"):
        for number, second in enumerate(runs(first, "level2")):
            for place, item in enumerate(second):
                upper = cell(shared(first, "level1")) if number == place == 0 else cell()
                lower = cell(shared(second, "level2")) if place == 0 else cell()
                yield Row((upper, lower, *_row(item)))


def _row(item: Labels) -> tuple[Cell, ...]:
    return cell(item.span("name"), style="left"), cell(*valued(item)), cell(item.span("unit")), cell(item.span("weight"))


T07 = Printed("t07", _PROFILE, _layout)
