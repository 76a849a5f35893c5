"""Pieces that several layouts of the suite print alike."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from golden.layouts.parts import attach, run_cell, runs
from golden.sheet import Labels, Row, Span

__all__ = ["FULL_LEVELS", "amount", "attribute", "column_label", "fused", "grouped", "named", "narrative", "valued"]

FULL_LEVELS = {
    "产出指标": ("数量指标", "质量指标", "时效指标"),
    "成本指标": ("经济成本指标",),
    "效益指标": ("经济效益指标", "社会效益指标", "可持续影响指标"),
    "满意度指标": ("服务对象满意度指标",),
}


def amount(form: Labels, label: str) -> Span:
    """The amount of a funding row."""
    return _of(form, "funding", label).span("amount")


def attribute(owner: Labels, label: str) -> Span:
    """The value of an attribute."""
    return _of(owner, "attributes", label).span("value")


def narrative(form: Labels, label: str) -> Span:
    """The text of a narrative."""
    return _of(form, "narratives", label).span("text")


def _of(owner: Labels, name: str, label: str) -> Labels:
    return next(item for item in owner.each(name) if item.text("label") == label)


def named(owner: Labels, *texts: str, shown: str = "") -> Span:
    """A printed label: `shown` (else the first text) with every label of the owner that it is, or that it is a part of."""
    items = [item for name in ("funding", "attributes", "narratives") for item in owner.each(name)]
    paths = (item.path("label") for item in items if set(texts) & {item.text("label"), *item.text("label").split("/")})
    return Span(shown or texts[0], tuple(paths))


def column_label(indicators: Sequence[Labels], label: str) -> Span:
    """The header of a column that is an attribute of every indicator."""
    paths = (found.path("label") for item in indicators for found in item.each("attributes") if found.text("label") == label)
    return Span(label, tuple(paths))


def fused(item: Labels) -> tuple[Span, ...]:
    """Operator, value and unit, one right after the other."""
    return item.span("operator"), item.span("value"), item.span("unit")


def valued(item: Labels) -> tuple[Span, ...]:
    """Operator and value, one right after the other."""
    return item.span("operator"), item.span("value")


def grouped(indicators: Sequence[Labels], row: Callable[[Labels], Row], *levels: str) -> list[Row]:
    """The indicators' rows, with a merged cell before them for each run of each level, the outermost first."""
    if not levels:
        return [row(item) for item in indicators]
    first, *others = levels
    parts = [(run, grouped(run, row, *others)) for run in runs(indicators, first)]
    return [made for run, rows in parts for made in attach((run_cell(run, first),), rows)]
