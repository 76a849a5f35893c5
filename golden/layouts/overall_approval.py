"""003: one overall form in ten columns, its funds under two headers, every cell in the column it belongs to."""

from __future__ import annotations

from golden.layouts.parts import attach, level_rows, narrative_rows
from golden.sheet import Cell, Labels, Row, Sheet, Span, Table, cell, heading

__all__ = ["overall_approval"]

_WIDTHS = (10.0, 11.0, 13.0, 11.0, 9.0, 9.0, 10.0, 10.0, 9.0, 8.0)
_HEADER = (
    ("一级指标", 2),
    ("二级指标", 1),
    ("三级指标", 3),
    ("绩效指标性质", 1),
    ("绩效指标值", 1),
    ("绩效度量单位", 1),
    ("权重", 1),
)
_COLUMNS = ("operator", "value", "unit", "weight")
_UNIT_CODE = "135-"
"""The code before the unit's name: no field of the record."""


def overall_approval(labels: Labels) -> Sheet:
    """The form, across."""
    (form,) = labels.each("forms")
    goals, other = narrative_rows(form, 9)
    rows = (*_money(form), goals, *_tasks(form), *_indicators(form), other)
    lines = (
        heading(form.span("title"), style="title"),
        heading("预算年度:", form.span("fiscal_year"), style="lead"),
        heading(f"预算（单位）名称：{_UNIT_CODE}", form.span("organization"), style="lead"),
    )
    return Sheet((*lines, Table(_WIDTHS, rows)), landscape=True, font_size=9.5)


def _money(form: Labels) -> list[Row]:
    """Label "基本支出/合计": the header of a group of columns over that of a column."""
    funding = form.each("funding")
    groups = {item.text("label").split("/")[0]: None for item in funding}
    heads = [_group(name, [item for item in funding if item.text("label").startswith(f"{name}/")]) for name in groups]
    columns = Row(tuple(cell(Span(item.text("label").split("/")[1], (item.path("label"),))) for item in funding))
    amounts = Row((cell(form.span("total_budget")), *(cell(item.span("amount")) for item in funding)))
    rows = [Row((cell("预算支出总额", rows=2), *heads)), columns, amounts]
    return attach((cell("总体资金情况（", form.span("amount_unit"), "）", rows=3),), rows)


def _group(name: str, items: list[Labels]) -> Cell:
    return cell(Span(name, tuple(item.path("label") for item in items)), columns=len(items))


def _tasks(form: Labels) -> list[Row]:
    rows = [Row((cell("任务名称", columns=4), cell("主要内容", columns=5)))]
    for task in form.each("tasks"):
        rows.append(Row((cell(task.span("name"), columns=4), cell(task.span("text"), columns=5, style="left"))))
    return attach((cell("年度主要任务", rows=len(rows)),), rows)


def _indicators(form: Labels) -> list[Row]:
    """部门整体绩效情况 is a column of its own before the levels, under the first level's header."""
    rows = level_rows(form.each("indicators"), _row)
    return [
        Row((cell("年度绩效指标", columns=10, style="strong"),), keeps=True),
        Row(tuple(cell(text, columns=columns) for text, columns in _HEADER)),
        *attach((cell("部门整体绩效情况", rows=len(rows)),), rows),
    ]


def _row(item: Labels) -> Row:
    return Row((cell(item.span("name"), columns=3, style="left"), *(cell(item.span(name)) for name in _COLUMNS)))
