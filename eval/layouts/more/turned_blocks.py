"""turned-blocks: small blocks down a page, facts in rows of pairs; beneath them an indicator a column, levels repeated."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from eval.layouts.dev.pieces import label_of, rule_lines, value_of
from eval.layouts.profile import Printed, Profile
from golden.layouts.parts import kept, shared, with_year
from golden.sheet import Block, Cell, Labels, Row, Sheet, Span, Table, cell, heading

__all__ = ["TURNED_BLOCKS"]

_FIRST = 11.0
_PERIOD = "项目期限"
_NUMERALS = "一二三四"

_PROFILE = Profile(
    kind="project",
    title="{year}年度预算项目绩效目标简表",
    forms=(2, 4),
    fields=frozenset({"fiscal_year", "amount_unit", "organization", "implementing_unit", "project_name", "total_budget"}),
    amount_unit="元",
    funding=("财政拨款", "自筹资金"),
    attributes={_PERIOD: "text"},
    levels={
        "产出指标": ("数量", "质量", "时效"),
        "效果指标": ("社会效益", "可持续影响"),
        "满意度指标": ("服务对象",),
    },
    indicators=(6, 8),
    operators={"定性": ""},
    filling_rules=("每个项目设6—8项指标，自左至右填列，分值合计100分；定性指标的指标值用文字表述。",),
)

Pair = tuple[Span | str, Span]


def _sheet(labels: Labels) -> Sheet:
    forms = labels.each("forms")
    blocks = [block for number, form in enumerate(forms) for block in _block(form, number)]
    owner = ("填报部门（盖章）：", shared(forms, "organization"))
    return Sheet(
        (
            heading(with_year(forms), style="title"),
            heading(*owner, "　" * 36, "金额单位：", shared(forms, "amount_unit"), style="lead"),
            *blocks,
            *rule_lines(labels, "填表说明："),
        ),
        font_size=8,
    )


def _block(form: Labels, number: int) -> list[Block]:
    """It stays on one page; its columns are as many as it has indicators, and one for the headings."""
    indicators = form.each("indicators")
    count = len(indicators)
    first, second = form.each("funding")
    rows = [
        _pairs((("项目名称", form.span("project_name")), ("承办单位", form.span("implementing_unit"))), count),
        _pairs(
            (
                ("预算总额", form.span("total_budget")),
                (first.span("label"), first.span("amount")),
                (second.span("label"), second.span("amount")),
            ),
            count,
        ),
        *_turned(indicators),
    ]
    widths = (_FIRST, *((100 - _FIRST) / count for _ in indicators))
    line = (f"项目{_NUMERALS[number]}", "（", label_of(form, _PERIOD), "：", value_of(form, _PERIOD), "）")
    return [heading(*line, style="lead tail"), Table(widths, tuple(kept(rows)))]


def _pairs(pairs: Sequence[Pair], count: int) -> Row:
    """The first label above the headings, the others a column each; the values share the rest, the first ones the wider."""
    rest = count + 1 - len(pairs)
    cells: list[Cell] = []
    for number, (label, value) in enumerate(pairs):
        width = rest // len(pairs) + (number < rest % len(pairs))
        cells += [cell(label, style="strong"), cell(value, columns=width)]
    return Row(tuple(cells))


def _turned(indicators: Sequence[Labels]) -> list[Row]:
    """The table of indicators on its side: nothing is merged, what is counted stands behind the name."""

    def row(name: str, made: Callable[[Labels], Cell]) -> Row:
        return Row((cell(name, style="strong"), *map(made, indicators)))

    return [
        row("一级指标", lambda item: cell(item.span("level1"))),
        row("二级指标", lambda item: cell(item.span("level2"))),
        row("指标名称", lambda item: cell(*_name(item))),
        row("指标值", lambda item: cell(item.span("operator"), item.span("value"))),
        row("分值", lambda item: cell(item.span("weight"))),
    ]


def _name(item: Labels) -> Sequence[Span | str]:
    unit = item.span("unit")
    return (item.span("name"), "（", unit, "）") if unit.text else (item.span("name"), unit)


TURNED_BLOCKS = Printed("turned-blocks", _PROFILE, _sheet)
