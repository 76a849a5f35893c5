"""own-fused: labels stand above their values, 满分 for weight, value and unit in one cell, three merged levels."""

from __future__ import annotations

from golden.layouts.parts import level_rows, with_year
from golden.sheet import Block, Labels, Row, Sheet, Table, cell, heading

__all__ = ["labels_above"]

_WIDTHS = (14.0, 16.0, 24.0, 18.0, 11.0, 17.0)
_HEADER = ("一级指标", "二级指标", "三级指标", "年度指标值", "满分", "备注")


def labels_above(labels: Labels) -> Sheet:
    """The two forms, each from the top of a page."""
    return Sheet(tuple(block for number, form in enumerate(labels.each("forms")) for block in _form(form, number)))


def _form(form: Labels, number: int) -> list[Block]:
    rows = (*_head(form), *_money(form), *_narratives(form), *_indicators(form))
    return [
        heading(with_year([form]), style="title first" if number else "title"),
        heading("金额单位：", form.span("amount_unit"), style="unit"),
        Table(_WIDTHS, rows),
    ]


def _head(form: Labels) -> list[Row]:
    values = (
        cell(form.span("project_name"), columns=2),
        cell(form.span("project_code")),
        cell(form.span("competent_department")),
        cell(form.span("implementing_unit"), columns=2),
    )
    labels = (cell("项目名称", columns=2), cell("项目编码"), cell("主管部门"), cell("实施单位", columns=2))
    return [Row(labels), Row(values)]


def _money(form: Labels) -> list[Row]:
    funding = form.each("funding")
    labels = (cell("项目资金总额"), cell("上年预算数"), *(cell(item.span("label")) for item in funding), cell("预算执行率满分"))
    values = (
        cell(form.span("total_budget")),
        cell(form.span("prior_year_budget")),
        *(cell(item.span("amount")) for item in funding),
        cell(form.span("execution_weight")),
    )
    return [Row(labels), Row(values)]


def _narratives(form: Labels) -> list[Row]:
    rows: list[Row] = []
    for item in form.each("narratives"):
        rows.append(Row((cell(item.span("label"), columns=6),)))
        rows.append(Row((cell(item.span("text"), columns=6, style="text"),), splits=True))
    return rows


def _indicators(form: Labels) -> list[Row]:
    return [Row(tuple(map(cell, _HEADER))), *level_rows(form.each("indicators"), _row)]


def _row(item: Labels) -> Row:
    fused = cell(item.span("operator"), item.span("value"), item.span("unit"))
    return Row((cell(item.span("name")), fused, cell(item.span("weight")), cell(item.span("note"))))
