"""side-projects: across the page, two projects in the halves of one grid, the next two beneath; sources above their amounts."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest

from eval.layouts.dev.pieces import fused, run_rows, spread
from eval.layouts.profile import Printed, Profile
from golden.layouts.parts import kept, shared, with_year
from golden.sheet import Cell, Labels, Row, Sheet, Table, cell, heading

__all__ = ["SIDE_PROJECTS"]

_HALF = (7.0, 5.5, 12.5, 4.0, 8.5, 5.5, 7.0)
_NAME = (2, 5)
_OWNER = (2, 2, 1, 2)
_MONEY = (2, 1, 2, 2)
_PROMISE = (1, 3, 2, 1)
"""Columns of a half that the cells of each kind of row take."""

_FUNDS = ("上级补助", "本级安排", "自筹资金")

_PROFILE = Profile(
    kind="project",
    title="{year}年重点项目资金安排及绩效目标一览表",
    forms=(4, 4),
    fields=frozenset({"fiscal_year", "amount_unit", "organization", "project_name", "total_budget", "prior_year_budget"}),
    funding=_FUNDS,
    columns=frozenset({"level1", "name", "operator", "value", "unit", "weight"}),
    levels={"产出": (), "效果": (), "满意度": ()},
    indicators=(5, 6),
    fused=True,
    one_unit=False,
)


def _sheet(labels: Labels) -> Sheet:
    forms = labels.each("forms")
    rows = [row for number in range(0, len(forms), 2) for row in _beside(forms[number : number + 2])]
    unit = heading("货币计量单位：", shared(forms, "amount_unit"), style="unit")
    return Sheet(
        (heading(with_year(forms), style="title"), unit, Table(_HALF * 2, tuple(rows))),
        landscape=True,
        font_size=8.5,
    )


def _beside(pair: Sequence[Labels]) -> list[Row]:
    """The rows of two projects joined; the shorter one ends in empty cells."""
    blank = Row(spread([""] * len(_PROMISE), _PROMISE))
    return kept([Row((*one.cells, *other.cells)) for one, other in zip_longest(*map(_project, pair), fillvalue=blank)])


def _project(form: Labels) -> list[Row]:
    owner = ("填报单位", form.span("organization"), "上年安排", form.span("prior_year_budget"))
    sources = form.each("funding")
    return [
        Row((cell("项目名称", columns=_NAME[0]), cell(form.span("project_name"), columns=_NAME[1], style="strong"))),
        Row(spread(owner, _OWNER)),
        Row(spread(("本年安排", *(item.span("label") for item in sources)), _MONEY)),
        Row(spread((form.span("total_budget"), *(item.span("amount") for item in sources)), _MONEY, "right")),
        Row(spread(("指标类型", "评价指标", "全年目标", "分值"), _PROMISE)),
        *run_rows(form.each("indicators"), "level1", lambda item: Row(_promise(item))),
    ]


def _promise(item: Labels) -> tuple[Cell, ...]:
    name, value, weight = _PROMISE[1:]
    return (
        cell(item.span("name"), columns=name, style="left"),
        cell(*fused(item), columns=value),
        cell(item.span("weight"), columns=weight),
    )


SIDE_PROJECTS = Printed("side-projects", _PROFILE, _sheet)
