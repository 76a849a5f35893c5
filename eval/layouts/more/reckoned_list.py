"""reckoned-list: projects across the page; sources in a sentence and their reckoning beside the indicators, numbered notes last."""

from __future__ import annotations

from collections.abc import Sequence

from eval.layouts.dev.pieces import fused, label_of, run_rows, texts, value_of
from eval.layouts.profile import Printed, Profile
from eval.layouts.prose import headed
from golden.layouts.parts import attach, shared, with_year
from golden.sheet import Block, Cell, Labels, Row, Sheet, Span, Table, cell, heading

__all__ = ["RECKONED_LIST"]

_WIDTHS = (11.0, 6.0, 16.0, 10.0, 5.5, 14.5, 21.0, 16.0)
_RECKONED, _GOAL = "资金测算（单价×数量=金额）", "年度绩效目标"
_PERIOD = "实施周期"
_NOTES = {"收入": "", "公用经费": "", "三公": "", "机关运行经费": "", "政府采购": "", "绩效目标": ""}
"""The words that begin a note."""

_PROFILE = Profile(
    kind="project",
    title="{year}年专项资金测算及绩效目标一览表",
    forms=(2, 3),
    fields=frozenset({"fiscal_year", "amount_unit", "organization", "implementing_unit", "project_name", "total_budget"}),
    funding=("县级财力", "上级补助", "自筹及其他"),
    narratives=(_RECKONED, _GOAL),
    attributes={_PERIOD: "text"},
    columns=frozenset({"level1", "name", "operator", "value", "unit", "weight"}),
    levels={"产出": (), "成本": (), "效益": (), "满意度": ()},
    indicators=(8, 10),
    fused=True,
    operators={"≥": "不少于", "≤": "不超过", "=": "达到"},
    claims=True,
)


def _sheet(labels: Labels) -> Sheet:
    forms = labels.each("forms")
    rows = [row for number, form in enumerate(forms, start=1) for row in _project(form, number)]
    return Sheet(
        (
            heading(with_year(forms), style="title"),
            heading("责任单位（盖章）：", shared(forms, "organization"), style="lead"),
            Table(_WIDTHS, (*_header(forms), *rows), header=2),
            *_notes(labels),
        ),
        landscape=True,
        font_size=9,
    )


def _header(forms: Sequence[Labels]) -> list[Row]:
    """What is promised and what it costs: the indicators stand before the project's money."""
    reckoned, goal = (
        Span(label, tuple(form.path(f"narratives[{number}].label") for form in forms))
        for number, label in enumerate(_PROFILE.narratives)
    )
    upper = (
        cell("项目及\n实施单位", rows=2),
        cell("考核指标", columns=3),
        cell("满分", rows=2),
        cell("资金规模及构成", rows=2),
        cell(reckoned, rows=2),
        cell(goal, rows=2),
    )
    return [Row(upper), Row(texts("类别", "考核内容", "标准值"))]


def _project(form: Labels, number: int) -> list[Row]:
    """The texts stand right of the rows that they span."""
    indicators = form.each("indicators")
    count = len(indicators)
    reckoned, goal = form.each("narratives")
    owner = cell(
        *(f"{number}．", form.span("project_name"), "\n（", form.span("implementing_unit"), "；"),
        *(label_of(form, _PERIOD), value_of(form, _PERIOD), "）"),
        rows=count,
        style="left",
    )
    first, *others = attach((owner,), run_rows(indicators, "level1", lambda item: Row(_row(item))))
    told = [cell(*_money(form), rows=count, style="left")]
    told += [cell(item.span("text"), rows=count, style="left") for item in (reckoned, goal)]
    return [Row((*first.cells, *told)), *others]


def _row(item: Labels) -> tuple[Cell, ...]:
    return (cell(item.span("name"), style="left"), cell(*fused(item)), cell(item.span("weight")))


def _money(form: Labels) -> list[Span | str]:
    """合计…万元，其中：县级财力…万元；…"""
    unit = form.text("amount_unit")
    parts: list[Span | str] = ["合计", form.span("total_budget"), form.span("amount_unit"), "，其中："]
    for number, item in enumerate(form.each("funding")):
        parts += ["；" if number else "", item.span("label"), item.span("amount"), unit if item.text("amount") else f"　　{unit}"]
    return [*parts, "。"]


def _notes(labels: Labels) -> list[Block]:
    """What the unit says of its whole budget, a number before each subject."""
    lines: list[Block] = [heading("编制说明：", style="lead tail")]
    lines += [heading(f"{number}．", *spans, style="plain") for number, (_, spans) in enumerate(headed(labels, _NOTES), start=1)]
    return lines


RECKONED_LIST = Printed("reckoned-list", _PROFILE, _sheet)
