"""One layout of the suite."""

from __future__ import annotations

from itertools import zip_longest

from eval.layouts.profile import Printed, Profile
from eval.layouts.test.pieces import attribute, fused, named
from golden.layouts.parts import kept, with_year
from golden.sheet import Block, Cell, Labels, Row, Sheet, Table, cell, heading

__all__ = ["T08"]

_WIDTHS = (20.0, 19.0, 11.0, 20.0, 19.0, 11.0)
_USE = "资金用途"
_OWNER = "项目负责人"

_PROFILE = Profile(
    kind="project",
    title="{year}年项目绩效目标卡",
    forms=(3, 3),
    fields=frozenset({"implementing_unit", "project_name", "total_budget", "prior_year_budget", "amount_unit"}),
    narratives=(_USE,),
    attributes={_OWNER: "text"},
    columns=frozenset({"name", "operator", "value", "unit", "weight"}),
    indicators=(5, 8),
    fused=True,
    operators={"≥": "不低于", "≤": "不高于", "=": ""},
    one_unit=False,
)


def _layout(labels: Labels) -> Sheet:
    return Sheet(tuple(block for number, form in enumerate(labels.each("forms")) for block in _form(form, number)), font_size=9)


def _form(form: Labels, number: int) -> list[Block]:
    rows = kept([*_head(form), *_indicators(form)])
    return [heading(with_year([form]), style="number" if number else "subtitle"), Table(_WIDTHS, tuple(rows))]


def _head(form: Labels) -> list[Row]:
    unit = form.span("amount_unit")
    labels = (
        cell("项目名称", columns=2),
        cell("执行单位", columns=2),
        cell("本年预算（", unit, "）"),
        cell("上年预算（", unit, "）"),
    )
    values = (
        cell(form.span("project_name"), columns=2),
        cell(form.span("implementing_unit"), columns=2),
        cell(form.span("total_budget")),
        cell(form.span("prior_year_budget")),
    )
    use = (
        cell(named(form, _USE)),
        cell(form.span("narratives[0].text"), columns=3, style="text"),
        cell(named(form, _OWNER)),
        cell(attribute(form, _OWNER)),
    )
    return [Row(labels), Row(values), Row(use)]


def _indicators(form: Labels) -> list[Row]:
    """Two to a row, in reading order."""
    items = form.each("indicators")
    heads = tuple(map(cell, ("考核内容", "目标值", "分值") * 2))
    pairs = zip_longest(items[::2], items[1::2])
    return [Row(heads), *(Row((*_cells(left), *_cells(right))) for left, right in pairs)]


def _cells(item: Labels | None) -> tuple[Cell, ...]:
    if item is None:
        return cell(), cell(), cell()
    return cell(item.span("name"), style="left"), cell(*fused(item)), cell(item.span("weight"))


T08 = Printed("t08", _PROFILE, _layout)
