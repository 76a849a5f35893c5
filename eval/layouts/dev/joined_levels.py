"""joined-levels: both levels in one cell, units before operators, a column for core indicators, title and unit within the table."""

from __future__ import annotations

from eval.layouts.dev.pieces import label_of, text_rows, texts, value_of
from eval.layouts.profile import Printed, Profile
from golden.layouts.parts import attach, with_year
from golden.sheet import Block, Cell, Labels, Row, Sheet, Table, cell

__all__ = ["JOINED_LEVELS"]

_WIDTHS = (23.0, 24.0, 11.0, 10.0, 12.0, 9.0, 11.0)
_HEADER = ("指标类型", "指标名称", "计量单位", "方向", "目标值", "满分值", "核心指标")
_COLUMNS = ("name", "unit", "operator", "value", "weight", "is_core")

_PROFILE = Profile(
    kind="project",
    title="{year}年市级部门预算项目绩效目标",
    forms=(1, 3),
    fields=frozenset({"fiscal_year", "amount_unit", "project_name", "project_code", "competent_department", "total_budget"}),
    amount_unit="元",
    funding=("上级转移支付", "本级财力安排", "其他渠道"),
    narratives=("项目绩效总目标",),
    attributes={"项目分类": "text", "归口股室": "text"},
    columns=frozenset({"level1", "level2", *_COLUMNS}),
    levels={
        "产出": ("数量", "质量", "时效", "成本"),
        "效益": ("经济效益", "社会效益", "可持续影响"),
        "满意度": ("服务对象满意度",),
    },
    indicators=(8, 12),
)


def _sheet(labels: Labels) -> Sheet:
    return Sheet(tuple(_form(form) for form in labels.each("forms")), font_size=10)


def _form(form: Labels) -> Block:
    return Table(_WIDTHS, (*_title(form), *_head(form), *_money(form), *text_rows(form.each("narratives"), 6), *_indicators(form)))


def _title(form: Labels) -> list[Row]:
    unit = cell("计量：", form.span("amount_unit"), columns=7, style="bare-right")
    return [Row((cell(with_year([form]), columns=7, style="title"),), keeps=True), Row((unit,), keeps=True)]


def _head(form: Labels) -> list[Row]:
    first, second = _PROFILE.attributes
    name = cell(form.span("project_code"), "-", form.span("project_name"), columns=6, style="left")
    kind = (cell(label_of(form, first)), cell(value_of(form, first)))
    office = (cell(label_of(form, second), columns=2), cell(value_of(form, second), columns=3))
    return [
        Row((cell("项目编码及名称"), name)),
        Row((cell("主管部门"), cell(form.span("competent_department"), columns=6, style="left"))),
        Row((*kind, *office)),
    ]


def _money(form: Labels) -> list[Row]:
    items = form.each("funding")
    labels: list[Cell] = [cell("预算总额")]
    amounts: list[Cell] = [cell(form.span("total_budget"))]
    for number, item in enumerate(items):
        width = (2, 2, 1)[number]
        labels.append(cell(item.span("label"), columns=width))
        amounts.append(cell(item.span("amount"), columns=width))
    return attach((cell("资金安排", rows=2),), [Row(tuple(labels)), Row(tuple(amounts))])


def _indicators(form: Labels) -> list[Row]:
    rows = [Row(texts(*_HEADER))]
    for item in form.each("indicators"):
        kind = cell(item.span("level1"), "—", item.span("level2"), style="left")
        rows.append(Row((kind, *(cell(item.span(name)) for name in _COLUMNS))))
    return rows


JOINED_LEVELS = Printed("joined-levels", _PROFILE, _sheet)
