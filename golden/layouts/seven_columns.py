"""000: seven columns, the execution weight in a row of its own, contact lines beneath, 表十一 above the title."""

from __future__ import annotations

from golden.layouts.parts import attach, kept, narrative_rows, with_year
from golden.sheet import Block, Labels, Row, Sheet, Table, cell, heading

__all__ = ["seven_columns"]

_WIDTHS = (15.5, 27.0, 11.5, 11.0, 11.5, 13.0, 11.0)
_HEADER = ("指标名称", "指标性质", "指标值", "指标单位", "分值(90分)", "是否核心")
_COLUMNS = ("name", "operator", "value", "unit", "weight", "is_core")
_ASCII_COLON = 3
_NO_COLON = 2
"""Slips of the document, by form: one colon of half width, one phone without a colon."""


def seven_columns(labels: Labels) -> Sheet:
    """The five forms, as they come."""
    blocks = [block for number, form in enumerate(labels.each("forms")) for block in _form(form, number)]
    return Sheet(tuple(blocks), font_size=10)


def _form(form: Labels, number: int) -> list[Block]:
    blocks: list[Block] = []
    if form.has("table_no"):
        blocks.append(heading(form.span("table_no"), style="number"))
    blocks.append(heading(with_year([form]), style="title"))
    blocks.append(heading("单位：", form.span("amount_unit"), style="unit"))
    rows = [*_head(form, number), *_money(form), *narrative_rows(form, 6), *_indicators(form)]
    contact = form.each("contacts")[0]
    colon = " " if number == _NO_COLON else "："
    return [
        *blocks,
        Table(_WIDTHS, tuple(rows)),
        heading("联系人：", contact.span("name"), style="tail"),
        heading("联系电话", colon, contact.span("phone"), style="last"),
    ]


def _head(form: Labels, number: int) -> list[Row]:
    colon = ":" if number == _ASCII_COLON else "："
    return [
        Row(
            (
                cell("主管部门"),
                cell(form.span("competent_department")),
                cell("实施单位"),
                cell(form.span("implementing_unit"), columns=4),
            )
        ),
        Row((cell("项目名称"), cell(form.span("project_name"), columns=6))),
        Row((cell(f"预算执行率权重(%){colon}", columns=2, style="left"), cell(form.span("execution_weight"), columns=5))),
    ]


def _money(form: Labels) -> list[Row]:
    rows = [Row((cell(item.span("label")), cell(item.span("amount"), columns=4))) for item in form.each("funding")]
    return kept(attach((cell("项目总资金额", rows=len(rows)), cell(form.span("total_budget"), rows=len(rows))), rows))


def _indicators(form: Labels) -> list[Row]:
    indicators = form.each("indicators")
    rows = [Row(tuple(map(cell, _HEADER)))]
    rows += [Row(tuple(cell(item.span(name)) for name in _COLUMNS)) for item in indicators]
    return attach((cell("绩效指标", rows=len(rows)),), rows)
