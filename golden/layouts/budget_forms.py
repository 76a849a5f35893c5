"""002: its two forms, 表 10 for the department and the 区级项目绩效目标表 for a project."""

from __future__ import annotations

from golden.layouts.parts import attach, level_rows, narrative_rows, with_year
from golden.sheet import Block, Cell, Labels, Row, Table, cell, heading

__all__ = ["overall_goals", "project_goals"]

_WIDTHS_OVERALL = (14.0, 38.0, 12.0, 12.0, 11.0, 13.0)
_HEADER_OVERALL = ("指标名称", "指标权重", "计量单位", "指标性质", "指标值")
_COLUMNS_OVERALL = ("name", "weight", "unit", "operator", "value")

_WIDTHS_PROJECT = (13.0, 13.0, 18.0, 12.0, 22.0, 22.0)
_HEADER_PROJECT = ("一级指标", "二级指标", "三级指标", "目标值", "指标解释", "目标值说明")

_PAIRS: tuple[tuple[str, ...], ...] = (
    ("项目名称",),
    ("项目类型", "资金用途", "政府采购"),
    ("项目负责人", "联系人", "联系电话"),
    ("计划开始日期", "计划完成日期"),
    ("项目当年预算（元）", "项目上年预算（元）"),
    ("项目是否追加追减", "追加追减后金额（元）"),
)
"""The labels of each line of 基本信息."""

_FIELDS = {
    "项目名称": "project_name",
    "联系人": "contacts[0].name",
    "联系电话": "contacts[0].phone",
    "项目当年预算（元）": "total_budget",
    "项目上年预算（元）": "prior_year_budget",
}
"""Labels whose value has a field of its own; the others are attributes, or narratives in 详细信息."""

_NOT_REQUIRED = frozenset({"项目上年预算（元）", "追加追减后金额（元）"})
"""Labels printed without an asterisk."""

_HALF_COLON = frozenset({"立项依据", "项目设立的必要性", "保证项目实施的制度、措施", "项目实施计划", "项目总目标", "年度绩效目标"})
"""Labels whose colon is of half width."""

_CLOSE_UNITS = frozenset({"", "%"})
"""Units that follow their number without a blank."""

_UNSTARRED_TEXT = "需要说明的其他问题"


def overall_goals(form: Labels) -> list[Block]:
    """表 10, upright."""
    rows = (*_department(form), *narrative_rows(form, 5), *_weighted(form))
    return [
        heading(form.span("table_no"), style="number", landscape=False),
        heading(with_year([form]), style="title"),
        heading("单位：", form.span("amount_unit"), style="unit"),
        Table(_WIDTHS_OVERALL, rows),
    ]


def _department(form: Labels) -> list[Row]:
    (part,) = form.each("funding")
    money = [
        Row((cell("支出预算总量", columns=2), cell(form.span("total_budget"), columns=2))),
        Row((cell(part.span("label"), columns=2), cell(part.span("amount"), columns=2))),
    ]
    return attach((cell("部门（单位）名称", rows=2), cell(form.span("organization"), rows=2)), money)


def _weighted(form: Labels) -> list[Row]:
    rows = [Row(tuple(map(cell, _HEADER_OVERALL)))]
    rows += [Row(tuple(cell(item.span(name)) for name in _COLUMNS_OVERALL)) for item in form.each("indicators")]
    return attach((cell("绩效指标", rows=len(rows)),), rows)


def project_goals(form: Labels) -> list[Block]:
    """The project's form, over several pages."""
    rows = (_band("基本信息"), *(_line(form, labels) for labels in _PAIRS), _band("详细信息"), *_texts(form), _band("目标内容"))
    header = Row(tuple(map(cell, _HEADER_PROJECT)))
    return [
        heading(with_year([form]), style="title first"),
        heading("填报单位（盖章）：", form.span("organization"), style="lead"),
        heading("单位：", form.span("amount_unit"), style="unit"),
        Table(_WIDTHS_PROJECT, (*rows, header, *level_rows(form.each("indicators"), _goal))),
    ]


def _band(text: str) -> Row:
    return Row((cell(text, columns=6, style="strong"),), keeps=True)


def _line(form: Labels, labels: tuple[str, ...]) -> Row:
    """The labels of a line, each with its value over an equal share of the six columns."""
    width = len(_WIDTHS_PROJECT) // len(labels) - 1
    return Row(tuple(made for label in labels for made in _pair(form, label, width)))


def _pair(form: Labels, label: str, width: int) -> tuple[Cell, Cell]:
    end = "：" if label in _NOT_REQUIRED else "*："
    if label in _FIELDS:
        return cell(f"{label}{end}"), cell(form.span(_FIELDS[label]), columns=width)
    item = next(item for item in form.each("attributes") if item.text("label") == label)
    return cell(item.span("label"), end), cell(item.span("value"), columns=width)


def _texts(form: Labels) -> list[Row]:
    rows = []
    for item, row in zip(form.each("narratives"), narrative_rows(form, 5), strict=True):
        rows.append(Row((cell(item.span("label"), _end(item.text("label"))), row.cells[1]), splits=row.splits))
    return rows


def _end(label: str) -> str:
    if label == _UNSTARRED_TEXT:
        return ":"
    return "*:" if label in _HALF_COLON else "*："


def _goal(item: Labels) -> Row:
    blank = "" if item.text("unit") in _CLOSE_UNITS else " "
    fused = cell(item.span("operator"), item.span("value"), blank, item.span("unit"))
    texts = (cell(item.span(name), style="text") for name in ("explanation", "note"))
    return Row((cell(item.span("name")), fused, *texts))
