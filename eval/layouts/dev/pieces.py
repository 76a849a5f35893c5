"""Pieces that several layouts of the suite print alike."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from golden.layouts.parts import attach, run_cell, runs
from golden.sheet import Cell, Labels, Row, Span, cell

__all__ = [
    "FULL_LEVELS",
    "SHORT_LEVELS",
    "column_label",
    "fused",
    "label_of",
    "levelled",
    "named",
    "narrative",
    "part_label",
    "texts",
    "value_of",
    "year",
]

FULL_LEVELS: dict[str, tuple[str, ...]] = {
    "成本指标": ("经济成本指标",),
    "产出指标": ("数量指标", "质量指标", "时效指标"),
    "效益指标": ("经济效益指标", "社会效益指标", "生态效益指标"),
    "满意度指标": ("服务对象满意度指标",),
}
"""The levels that the ministry prescribes since 2021."""

SHORT_LEVELS: dict[str, tuple[str, ...]] = {
    "产出指标": ("数量指标", "质量指标", "时效指标", "成本指标"),
    "效益指标": ("社会效益指标", "可持续影响指标"),
    "满意度指标": ("满意度指标",),
}
"""The older ones, costs among the output."""


def year(form: Labels, pattern: str) -> Span:
    """The fiscal year within other words: `pattern` holds {}."""
    return Span(pattern.format(form.text("fiscal_year")), (form.path("fiscal_year"),))


def named(owner: Labels, group: str, label: str) -> Labels:
    """The item of the list `group` that has that label. Raises KeyError naming those there are."""
    items = {item.text("label"): item for item in owner.each(group)}
    if label not in items:
        raise KeyError(f"{owner.path(group)}: no {label!r} among {list(items)}")
    return items[label]


def label_of(owner: Labels, label: str, shown: str | None = None) -> Span:
    """An attribute's label."""
    return Span(shown or label, (named(owner, "attributes", label).path("label"),))


def value_of(owner: Labels, label: str) -> Span:
    """An attribute's value."""
    return named(owner, "attributes", label).span("value")


def narrative(form: Labels, label: str) -> Labels:
    """The narrative of that label."""
    return named(form, "narratives", label)


def column_label(rows: Iterable[Labels], name: str) -> Span:
    """The header of a column: the label of an attribute in every row."""
    return Span(name, tuple(item.path("label") for row in rows for item in row.each("attributes") if item.text("label") == name))


def part_label(form: Labels, part: str) -> Span:
    """A word that is one half of nested labels (年度资金总额/执行率): the label of all of them."""
    items = [*form.each("funding"), *form.each("attributes"), *form.each("narratives")]
    return Span(part, tuple(item.path("label") for item in items if part in item.text("label").split("/")))


def fused(item: Labels) -> tuple[Span, ...]:
    """Operator, value and unit without anything between them."""
    return (item.span("operator"), item.span("value"), item.span("unit"))


def levelled(indicators: Sequence[Labels], row: Callable[[Labels], Iterable[Cell]]) -> list[Row]:
    """One row for each indicator behind the merged cells of both levels."""
    rows: list[Row] = []
    for first in runs(indicators, "level1"):
        seconds = (_second(second, row) for second in runs(first, "level2"))
        rows += attach((run_cell(first, "level1"),), [line for second in seconds for line in second])
    return rows


def _second(run: Sequence[Labels], row: Callable[[Labels], Iterable[Cell]]) -> list[Row]:
    return attach((run_cell(run, "level2"),), [Row(tuple(row(item))) for item in run])


def texts(*words: str) -> tuple[Cell, ...]:
    """Cells of fixed text."""
    return tuple(cell(word) for word in words)
