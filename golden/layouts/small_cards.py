"""own-two: two small forms on one page, operators in words, the two budgets side by side."""

from __future__ import annotations

from golden.layouts.parts import narrative_rows
from golden.sheet import Block, Labels, Row, Sheet, Span, Table, cell, heading

__all__ = ["small_cards"]

_WIDTHS = (17.0, 35.0, 26.0, 22.0)


def small_cards(labels: Labels) -> Sheet:
    """Both forms, one under the other."""
    return Sheet(tuple(block for form in labels.each("forms") for block in _form(form)))


def _form(form: Labels) -> list[Block]:
    contact = form.each("contacts")[0]
    owner = ("填报单位：", form.span("organization"), "　　　　　　金额单位：", form.span("amount_unit"))
    return [
        heading(form.span("title"), style="title"),
        heading(*owner, style="lead"),
        Table(_WIDTHS, (*_head(form), *narrative_rows(form, 3), *_indicators(form))),
        heading("填表人：", contact.span("name"), "　　　　联系电话：", contact.span("phone"), style="last"),
    ]


def _head(form: Labels) -> list[Row]:
    year = Span(f"{form.text('fiscal_year')}年安排", (form.path("fiscal_year"),))
    money = (cell(year), cell(form.span("total_budget")), cell("上年安排"), cell(form.span("prior_year_budget")))
    return [Row((cell("经费名称"), cell(form.span("project_name"), columns=3))), Row(money)]


def _indicators(form: Labels) -> list[Row]:
    rows = [Row((cell("考核指标", columns=2), cell("目标值"), cell("比重(%)")))]
    for item in form.each("indicators"):
        fused = cell(item.span("operator"), item.span("value"), item.span("unit"))
        rows.append(Row((cell(item.span("name"), columns=2), fused, cell(item.span("weight")))))
    return rows
