"""grid-trios: each project is three small grids (facts, sources across, targets) close together; heads 考核事项, 具体要求, 分."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import count

from eval.layouts.dev.pieces import fused, label_of, rule_lines, spread, texts, value_of
from eval.layouts.profile import Printed, Profile
from golden.layouts.parts import kept, runs, shared, with_year
from golden.sheet import Block, Labels, Row, Sheet, Table, cell, heading

__all__ = ["GRID_TRIOS"]

_FACTS = (13.0, 29.0, 12.0, 18.0, 11.0, 17.0)
_MONEY = (19.0, 20.0, 20.0, 20.0, 21.0)
_TARGETS = (7.0, 57.0, 27.0, 9.0)
"""Widths of the three grids: no two have an inner edge in one place."""

_FUNDS = ("上级补助", "本级财力", "自筹")
_WAY, _PERIOD = "实施方式", "实施期限"

_PROFILE = Profile(
    kind="project",
    title="{year}年度重点支出项目考核任务分解单",
    forms=(2, 2),
    fields=frozenset(
        {"fiscal_year", "amount_unit", "organization", "implementing_unit", "project_name", "project_code", "total_budget"}
    ),
    funding=_FUNDS,
    attributes={_WAY: "text", _PERIOD: "text"},
    columns=frozenset({"level1", "name", "operator", "value", "unit", "weight"}),
    levels={"产出": (), "效果": (), "满意度": ()},
    indicators=(6, 7),
    fused=True,
    operators={"≥": "不少于", "≤": "不高于", "=": ""},
    filling_rules=("各项目分值合计100分，按季对照本单自查，年终统一考评。",),
)


def _sheet(labels: Labels) -> Sheet:
    forms = labels.each("forms")
    lead = heading("填报部门：", shared(forms, "organization"), style="lead")
    projects = [block for number, form in enumerate(forms) for block in _project(form, last=number + 1 == len(forms))]
    return Sheet((heading(with_year(forms), style="title"), lead, *projects, *rule_lines(labels, "注：")), font_size=8)


def _project(form: Labels, *, last: bool) -> list[Block]:
    """Between facts and money stands the unit alone, between money and targets nothing."""
    end = [] if last else [heading("　", style="plain")]
    return [
        Table(_FACTS, _held(_facts(form))),
        heading("计价单位：", form.span("amount_unit"), style="unit"),
        Table(_MONEY, _held(_money(form))),
        heading("", style="lead"),
        Table(_TARGETS, tuple(kept(_targets(form)))),
        *end,
    ]


def _held(rows: Sequence[Row]) -> tuple[Row, ...]:
    return tuple(replace(row, keeps=True) for row in rows)


def _facts(form: Labels) -> list[Row]:
    name = ("事项名称", form.span("project_name"), "项目代码", form.span("project_code"))
    unit = ("承办单位", form.span("implementing_unit"))
    way = (label_of(form, _WAY), value_of(form, _WAY), label_of(form, _PERIOD), value_of(form, _PERIOD))
    return [Row(spread(name, (1, 2, 1, 2))), Row(spread((*unit, *way), (1, 1, 1, 1, 1, 1)))]


def _money(form: Labels) -> list[Row]:
    """The sources come first, the whole last."""
    funding = form.each("funding")
    names = Row((cell("经费渠道"), *(cell(item.span("label")) for item in funding), cell("资金规模")))
    amounts = (*(item.span("amount") for item in funding), form.span("total_budget"))
    return [names, Row((cell("本年安排"), *(cell(amount, style="right") for amount in amounts)))]


def _targets(form: Labels) -> list[Row]:
    """Level 1 is a band across all columns; the rows are numbered through all bands."""
    rows = [Row(texts("序", "考核事项", "具体要求", "分"))]
    numbers = count(1)
    for run in runs(form.each("indicators"), "level1"):
        rows.append(Row((cell("【", shared(run, "level1"), "】", columns=len(_TARGETS), style="left"),)))
        rows += [_target(item, next(numbers)) for item in run]
    return rows


def _target(item: Labels, number: int) -> Row:
    name = cell(item.span("name"), style="left")
    return Row((cell(str(number)), name, cell(*fused(item)), cell(item.span("weight"))))


GRID_TRIOS = Printed("grid-trios", _PROFILE, _sheet)
