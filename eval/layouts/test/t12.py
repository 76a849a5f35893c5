"""One layout of the suite."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from eval.layouts.profile import Printed, Profile
from eval.layouts.test.pieces import amount, named, narrative, valued
from golden.layouts.parts import kept, run_cell, runs, with_year
from golden.sheet import Block, Cell, Labels, Row, Sheet, Span, Table, cell, heading

__all__ = ["T12"]

_WIDTHS = (36.0, 15.0, 15.0, 23.0, 11.0)
_HEAD = (18.0, 32.0, 18.0, 32.0)
_FUNDS = ("专项转移支付", "本级预算资金")
_LATE, _GOAL = "实施期绩效目标", "年度绩效目标"

_PROFILE = Profile(
    kind="project",
    title="{year}年度政府预算项目绩效目标公开表",
    forms=(1, 2),
    fields=frozenset(
        {
            "table_no", "organization", "competent_department", "project_name", "total_budget", "prior_year_budget",
            "execution_weight", "amount_unit",
        }
    ),
    funding=_FUNDS,
    narratives=(_LATE, _GOAL),
    levels={
        "产出指标": ("数量指标", "质量指标", "时效指标", "成本指标"),
        "效益指标": ("社会效益指标", "生态效益指标"),
        "满意度指标": ("服务对象满意度指标",),
    },
    indicators=(7, 12),
    fused=True,
)  # fmt: skip


def _layout(labels: Labels) -> Sheet:
    return Sheet(tuple(block for number, form in enumerate(labels.each("forms")) for block in _form(form, number)))


def _form(form: Labels, number: int) -> list[Block]:
    return [
        heading(form.span("table_no"), style="lead first" if number else "lead"),
        heading(with_year([form]), style="title"),
        heading("填报单位：", form.span("organization"), style="lead"),
        Table(_HEAD, tuple(_head(form))),
        Table(_WIDTHS, tuple(_indicators(form)), style="rows"),
    ]


def _head(form: Labels) -> list[Row]:
    pairs: list[tuple[Span | str, tuple[Span, ...]]] = [
        ("项目名称", (form.span("project_name"),)),
        ("主管部门", (form.span("competent_department"),)),
        ("年度资金总额", _money(form, form.span("total_budget"))),
        ("上年度资金总额", _money(form, form.span("prior_year_budget"))),
        *((named(form, label), _money(form, amount(form, label))) for label in _FUNDS),
    ]
    cells = [(cell(label), cell(*value)) for label, value in pairs]
    basics = [Row((*left, *right)) for left, right in zip(cells[::2], cells[1::2], strict=True)]
    texts = [cell(narrative(form, label), columns=2, style="text") for label in (_LATE, _GOAL)]
    goals = [Row(tuple(cell(named(form, label), columns=2) for label in (_LATE, _GOAL))), Row(tuple(texts))]
    return kept([*basics, *goals])


def _money(form: Labels, amount: Span) -> tuple[Span, ...]:
    """The unit stands in the cell, where there is an amount."""
    return (amount, form.span("amount_unit")) if amount.text else (amount,)


def _indicators(form: Labels) -> list[Row]:
    """The levels stand to the right of the name."""
    heads = Row(tuple(map(cell, ("三级指标", "二级指标", "一级指标", "目标值（计量单位）", "权重（%）"))))
    rows: list[Row] = []
    for first in runs(form.each("indicators"), "level1"):
        made = [_row(item, place, second) for second in runs(first, "level2") for place, item in enumerate(second)]
        own = made[0].cells
        cut = 2 if len(own) == 4 else 1
        made[0] = replace(made[0], cells=(*own[:cut], run_cell(first, "level1"), *own[cut:]))
        rows += made
    execution = (cell("预算执行率", style="left"), cell(columns=3), cell(form.span("execution_weight")))
    return [heads, *rows, Row(execution)]


def _row(item: Labels, place: int, second: Sequence[Labels]) -> Row:
    level: tuple[Cell, ...] = () if place else (run_cell(second, "level2"),)
    return Row((cell(item.span("name"), style="left"), *level, _target(item), cell(item.span("weight"))))


def _target(item: Labels) -> Cell:
    """95（%）; what is promised in words has no unit."""
    return cell(*valued(item), "（", item.span("unit"), "）") if item.text("unit") else cell(*valued(item), item.span("unit"))


T12 = Printed("t12", _PROFILE, _layout)
