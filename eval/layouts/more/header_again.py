"""header-again: typed in one grid: the header comes again for every project, its values beneath, then its indicators."""

from __future__ import annotations

from collections.abc import Sequence

from eval.layouts.dev.pieces import fused, texts
from eval.layouts.profile import Printed, Profile
from golden.layouts.parts import kept, runs, shared, with_year
from golden.sheet import Labels, Row, Sheet, Table, cell, heading

__all__ = ["HEADER_AGAIN"]

_WIDTHS = (16.0, 8.0, 14.0, 9.5, 9.0, 9.0, 34.5)
_NAME_COLUMNS = 5
"""An indicator's name reaches from beneath 项目负责人 to beneath 其他资金; its value stands beneath the goal."""

_PROFILE = Profile(
    kind="project",
    title="{year}年项目绩效目标申报表",
    forms=(2, 3),
    fields=frozenset({"fiscal_year", "amount_unit", "organization", "project_name", "total_budget", "contacts"}),
    funding=("财政拨款", "其他资金"),
    narratives=("年度绩效目标",),
    columns=frozenset({"level1", "level2", "name", "operator", "value", "unit"}),
    levels={"产出": ("数量", "质量", "时效"), "效益": ("社会效益",), "满意度": ("满意度",)},
    indicators=(6, 7),
    fused=True,
    filling_rules=("指标类型与上一行相同的可不填；定性指标的指标值用文字表述。",),
)


def _sheet(labels: Labels) -> Sheet:
    forms = labels.each("forms")
    rows = [row for form in forms for row in _project(form)]
    rules = [heading("说明：", rule.span("text"), style="tail") for rule in labels.each("filling_rules")]
    return Sheet(
        (
            heading(with_year(forms), style="title"),
            heading(
                "申报单位（盖章）：", shared(forms, "organization"), "　　　　　　　　填报日期：　　年　　月　　日", style="lead"
            ),
            Table(_WIDTHS, tuple(rows)),
            *rules,
            heading("单位负责人：　　　　　　　　　　财务负责人：　　　　　　　　　　填表人：", style="tail"),
        ),
        font_size=9,
    )


def _project(form: Labels) -> list[Row]:
    """Nothing but its header row parts a project from the one before."""
    return kept([_header(form), _values(form), *_indicators(form.each("indicators"))])


def _header(form: Labels) -> Row:
    """The unit of money stands here alone, behind the whole."""
    sources = (cell(item.span("label")) for item in form.each("funding"))
    whole = cell("资金总额\n（", form.span("amount_unit"), "）")
    goal = cell(form.each("narratives")[0].span("label"))
    return Row((*texts("项目名称", "项目\n负责人", "联系电话"), whole, *sources, goal))


def _values(form: Labels) -> Row:
    contact = form.each("contacts")[0]
    amounts = (form.span("total_budget"), *(item.span("amount") for item in form.each("funding")))
    return Row(
        (
            cell(form.span("project_name"), style="left"),
            cell(contact.span("name")),
            cell(contact.span("phone")),
            *(cell(amount) for amount in amounts),
            cell(form.each("narratives")[0].span("text"), style="text"),
        )
    )


def _indicators(indicators: Sequence[Labels]) -> list[Row]:
    """A small header of their own; the kind is typed once, and the cells beneath it are left blank, not merged."""
    header = Row((cell("指标类型"), cell("指标名称", columns=_NAME_COLUMNS), cell("指标值")))
    return [header, *(row for run in runs(indicators, "level1", "level2") for row in _run(run))]


def _run(run: Sequence[Labels]) -> list[Row]:
    kinds = (cell(shared(run, "level1"), "—", shared(run, "level2"), style="left"), *(cell("") for _ in run[1:]))
    return [
        Row((kind, cell(item.span("name"), columns=_NAME_COLUMNS, style="left"), cell(*fused(item))))
        for kind, item in zip(kinds, run, strict=True)
    ]


HEADER_AGAIN = Printed("header-again", _PROFILE, _sheet)
