"""Budget tables as the suite prints them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from golden.layouts.budget_tables import Name, Plan, budget_table
from golden.sheet import Cell, Labels, Row, Span, Table, cell

__all__ = ["coded", "fused_code", "itemised", "plain_rows", "split_code", "two_sided"]

_INCOME_ENDS = "收入总计"
_CLOSING = 3
"""The rows that close each side: the year's sum, what is carried over, and the whole."""

_DIGITS = {3: (3,), 5: (3, 5), 7: (3, 5, 7)}

Stub = Callable[[Labels], list[Cell]]
"""The cells of a row before its amounts."""


def coded(table: Labels, names: Sequence[Name], widths: Sequence[float], stub: Stub, *, last: bool = False) -> Table:
    """A table of codes; `names` head the columns before the amounts (or, `last`, behind them), `stub` fills them."""
    amounts = tuple(range(table.count("columns")))
    block: tuple[Name | int, ...] = (*amounts, *names) if last else (*names, *amounts)
    made = budget_table(table, Plan(tuple(widths), (block,)))
    rows = (_row(row, stub, len(amounts), last=last) for row in table.each("rows"))
    return replace(made, rows=(*made.rows[: made.header], *rows))


def _row(row: Labels, stub: Stub, count: int, *, last: bool) -> Row:
    amounts = [cell(row.span(f"cells[{number}]"), style="right") for number in range(count)]
    return Row(tuple([*amounts, *stub(row)] if last else [*stub(row), *amounts]))


def split_code(depth: int) -> Stub:
    """The code in `depth` columns (类, 款, 项), then the name; the whole has its name over all of them."""

    def stub(row: Labels) -> list[Cell]:
        code = row.span("code")
        if not code.text:
            return [cell(code, row.span("name"), columns=depth + 1)]
        ends = _DIGITS[len(code.text)]
        parts = [code.text[start:end] for start, end in zip((0, *ends), ends, strict=False)]
        digits = [cell(Span(part, code.paths)) for part in parts]
        return [*digits, *(cell() for _ in range(depth - len(digits))), cell(row.span("name"), style="left")]

    return stub


def fused_code(row: Labels) -> list[Cell]:
    """Code and name in one cell, deeper ones further in."""
    code = row.span("code")
    if not code.text:
        return [cell(code, row.span("name"))]
    return [cell("　" * (len(code.text) // 2 - 1), code, " ", row.span("name"), style="left")]


def plain_rows(row: Labels) -> list[Cell]:
    """The name, then the code."""
    return [cell(row.span("name"), style="left"), cell(row.span("code"))]


def itemised(table: Labels, head: str, widths: Sequence[float]) -> Table:
    """A table whose rows are named items, or a single row that has no name."""
    amounts = tuple(range(table.count("columns")))
    has_names = all(row.has("name") for row in table.each("rows"))
    names = (Name("name", (head,)),) if has_names else ()
    return budget_table(table, Plan(tuple(widths) if has_names else (1.0,) * len(amounts), ((*names, *amounts),)))


def two_sided(table: Labels, heads: tuple[str, str], widths: Sequence[float]) -> Table:
    """Income and spending side by side; both sides close on the same lines. `heads` are those above the names."""
    rows = [row.text("name") for row in table.each("rows")]
    left = rows.index(_INCOME_ENDS) + 1
    count = max(left, len(rows) - left)
    lines = tuple((*range(size - _CLOSING), *range(count - _CLOSING, count)) for size in (left, len(rows) - left))
    columns = [table.text(f"columns[{number}][0]") for number in range(table.count("columns"))]
    sides = dict.fromkeys(columns)
    blocks = tuple(_side(columns, side, head) for side, head in zip(sides, heads, strict=True))
    return budget_table(table, Plan(tuple(widths), blocks, lines))


def _side(columns: Sequence[str], side: str, head: str) -> tuple[Name | int, ...]:
    return (Name("name", (side, head)), *(number for number, top in enumerate(columns) if top == side))
