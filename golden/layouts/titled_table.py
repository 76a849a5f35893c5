"""001: the title and the unit line stand inside the table; code and name share a cell; 2024年预算 over two funding rows."""

from __future__ import annotations

from golden.layouts.parts import attach, kept, narrative_rows
from golden.sheet import Labels, Row, Sheet, Span, Table, cell

__all__ = ["titled_table"]

_WIDTHS = (16.5, 29.5, 12.0, 10.5, 10.5, 10.5, 10.5)
_HEADER = ("指标权重", "计量单位", "指标性质", "指标值")
_COLUMNS = ("weight", "unit", "operator", "value")


def titled_table(labels: Labels) -> Sheet:
    """The nine forms, one table each, as they come."""
    return Sheet(tuple(_form(form) for form in labels.each("forms")))


def _form(form: Labels) -> Table:
    return Table(_WIDTHS, (*_title(form), *_head(form), *_money(form), *narrative_rows(form, 6), *_indicators(form)))


def _title(form: Labels) -> list[Row]:
    return [
        Row((cell(form.span("title"), columns=7, style="title"),)),
        Row(
            (
                cell("编制单位：", form.span("organization"), columns=5, style="bare-left"),
                cell("单位：", form.span("amount_unit"), columns=2, style="bare-right"),
            )
        ),
    ]


def _head(form: Labels) -> list[Row]:
    name = cell(form.span("project_code"), "-", form.span("project_name"), style="left")
    department = cell(form.span("competent_department"), columns=3)
    return [Row((cell("专项资金名称"), name, cell("业务主管部门", columns=2), department))]


def _money(form: Labels) -> list[Row]:
    rows = [Row((cell(item.span("label"), columns=2), cell(item.span("amount"), columns=3))) for item in form.each("funding")]
    year = Span(f"{form.text('fiscal_year')}年预算", (form.path("fiscal_year"),))
    return kept(attach((cell(year, rows=len(rows)), cell(form.span("total_budget"), rows=len(rows))), rows))


def _indicators(form: Labels) -> list[Row]:
    rows = [Row((cell("指标", columns=2), *map(cell, _HEADER)))]
    for item in form.each("indicators"):
        rows.append(Row((cell(item.span("name"), columns=2), *(cell(item.span(name)) for name in _COLUMNS))))
    return attach((cell("绩效指标", rows=len(rows)),), rows)
