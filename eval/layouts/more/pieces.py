"""Pieces that several layouts of this suite alone print alike."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from eval.layouts.dev.budget_tables import header_rows
from eval.layouts.dev.pieces import amount_cells, lead_of, texts, value_of
from eval.layouts.prose import headed
from golden.sheet import Block, Cell, Labels, Line, Row, Span, Table, cell, heading

__all__ = ["amounts_table", "apart", "balance_header", "chapters", "fund_cells", "points_of"]


def points_of(run: Sequence[Labels]) -> str:
    """What the weights sum to, as whole points."""
    return f"{sum(Decimal(item.text('weight')) for item in run):f}".removesuffix(".00")


def apart(item: Labels) -> tuple[Cell, ...]:
    """An indicator's name, then operator, value, unit and weight in columns of their own."""
    return (cell(item.span("name"), style="left"), *(cell(item.span(name)) for name in ("operator", "value", "unit", "weight")))


def fund_cells(form: Labels, row: str, budget: Span, columns: Sequence[str]) -> tuple[Cell, ...]:
    """A source's amounts, the budget before what was spent of it, and the rate in the last column."""
    *first, spent, rate = (value_of(form, f"{row}/{column}") for column in columns)
    return (*(cell(span, style="right") for span in (*first, budget, spent)), cell(rate))


def chapters(labels: Labels, headings: Mapping[str, str]) -> list[Block]:
    """The prose of a budget document beneath the headings of its chapters."""
    lines: list[Block] = []
    for title, spans in headed(labels, headings):
        lines += [heading(title, style="chapter")] if title else []
        lines.append(Line(spans, "prose"))
    return lines


def balance_header(columns: Sequence[Sequence[Span]], *names: str) -> list[Row]:
    """Income and spending over two rows, columns of those names before each amount."""
    upper = tuple(cell(path[0], columns=1 + len(names)) for path in columns)
    return [Row(upper), Row(tuple(part for path in columns for part in (*texts(*names), cell(path[1]))))]


def amounts_table(columns: Sequence[Sequence[Span]], rows: Sequence[Labels], widths: Sequence[float]) -> Table:
    """A table of amounts alone."""
    header = header_rows(columns, lead_of())
    return Table(tuple(widths), (*header, *(Row(tuple(amount_cells(row))) for row in rows)), header=len(header))
