"""One layout of the suite."""

from __future__ import annotations

from dataclasses import replace

from eval.layouts.profile import Printed, Profile
from eval.layouts.test.pieces import amount, fused, grouped, named
from golden.layouts.parts import with_year
from golden.sheet import Block, Cell, Labels, Row, Sheet, Span, Table, cell, heading

__all__ = ["T10"]

_WIDTHS = (11.0, 24.0, 10.0, 13.0, 21.0, 13.0, 8.0)
_FUNDS = ("财政拨款", "其他资金")
_GOAL = "年度目标"

_PROFILE = Profile(
    kind="project",
    title="预算项目绩效目标审核表（{year}年）",
    forms=(1, 2),
    fields=frozenset({"competent_department", "implementing_unit", "project_name", "project_code", "total_budget", "amount_unit"}),
    funding=_FUNDS,
    narratives=(_GOAL,),
    levels={
        "产出指标": ("产出数量", "产出质量", "产出时效", "产出成本"),
        "效果指标": ("社会效益", "可持续影响"),
        "满意度": ("服务对象满意度",),
    },
    indicators=(9, 13),
    fused=True,
)


def _layout(labels: Labels) -> Sheet:
    forms = enumerate(labels.each("forms"))
    return Sheet(tuple(block for number, form in forms for block in _form(form, number)), landscape=True, font_size=10)


def _form(form: Labels, number: int) -> list[Block]:
    heads = (cell("项目概要", columns=2, style="strong"), *map(cell, ("一级指标", "二级指标", "三级指标", "目标值", "分值")))
    right = grouped(form.each("indicators"), _row, "level1", "level2")
    left = _left(form, len(right))
    rows = [replace(row, cells=(*own, *row.cells)) for own, row in zip(left, right, strict=True)]
    return [
        heading(with_year([form]), style="title first" if number else "title"),
        heading("资金单位：", form.span("amount_unit"), style="unit"),
        Table(_WIDTHS, (Row(heads), *rows)),
    ]


def _left(form: Labels, count: int) -> list[tuple[Cell, ...]]:
    """One pair for each row; the last one goes on to the bottom."""
    pairs: list[tuple[Span | str, Span]] = [
        ("项目名称", form.span("project_name")),
        ("项目代码", form.span("project_code")),
        ("主管部门", form.span("competent_department")),
        ("实施单位", form.span("implementing_unit")),
        ("资金总额", form.span("total_budget")),
        *((named(form, label), amount(form, label)) for label in _FUNDS),
    ]
    rows: list[tuple[Cell, ...]] = [(cell(label), cell(value)) for label, value in pairs]
    rest = count - len(rows)
    goal = cell(named(form, _GOAL), rows=rest), cell(form.span("narratives[0].text"), rows=rest, style="text")
    return [*rows, goal, *([()] * (rest - 1))]


def _row(item: Labels) -> Row:
    return Row((cell(item.span("name"), style="left"), cell(*fused(item)), cell(item.span("weight"))))


T10 = Printed("t10", _PROFILE, _layout)
