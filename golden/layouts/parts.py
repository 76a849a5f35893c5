"""Pieces that several layouts print alike."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from golden.sheet import Cell, Labels, Row, Span, cell

__all__ = ["LONG", "attach", "kept", "level_rows", "narrative_rows", "run_cell", "runs", "shared", "with_year"]


LONG = 240
"""Characters of a text from which its row may split: a short one moves to the next page whole."""


def shared(items: Sequence[Labels], name: str) -> Span:
    """A leaf that is printed once and filled down to every item."""
    return Span(items[0].text(name), tuple(item.path(name) for item in items))


def with_year(forms: Sequence[Labels]) -> Span:
    """A title that the fiscal year is read from, printed once for all forms."""
    title = shared(forms, "title")
    return Span(title.text, title.paths + tuple(form.path("fiscal_year") for form in forms))


def narrative_rows(form: Labels, columns: int, *, label: int = 1) -> list[Row]:
    """One row for each narrative: its label over `label` columns, its text over `columns`; a long one may run over a page."""
    return [
        Row(
            (cell(item.span("label"), columns=label), cell(item.span("text"), columns=columns, style="text")),
            splits=len(item.text("text")) > LONG,
        )
        for item in form.each("narratives")
    ]


def kept(rows: Sequence[Row]) -> list[Row]:
    """Rows that stay on one page: all but the last stay with the next."""
    return [*(replace(row, keeps=True) for row in rows[:-1]), rows[-1]]


def runs(indicators: Sequence[Labels], *names: str) -> list[Sequence[Labels]]:
    """Neighbouring indicators that agree in `names`: they share one merged cell."""
    keys = [tuple(item.text(name) for name in names) for item in indicators]
    starts = [number for number, key in enumerate(keys) if number == 0 or key != keys[number - 1]]
    return [indicators[a:b] for a, b in pairwise([*starts, len(indicators)])]


def run_cell(run: Sequence[Labels], name: str) -> Cell:
    """The merged cell that fills `name` down to the whole run."""
    return cell(shared(run, name), rows=len(run))


def level_rows(indicators: Sequence[Labels], row: Callable[[Labels], Row]) -> list[Row]:
    """The rows of the indicators, `row` each, behind merged cells of both levels."""
    rows: list[Row] = []
    for first in runs(indicators, "level1"):
        seconds = (attach((run_cell(second, "level2"),), [row(item) for item in second]) for second in runs(first, "level2"))
        rows += attach((run_cell(first, "level1"),), [made for second in seconds for made in second])
    return rows


def attach(first: Iterable[Cell], rows: Sequence[Row]) -> list[Row]:
    """`rows` with merged cells put before those of the first."""
    return [replace(rows[0], cells=(*first, *rows[0].cells)), *rows[1:]]
