"""Budget tables from their labels: header rows from header paths, blocks side by side, lines of codes and of items."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import count, takewhile, zip_longest

from golden.sheet import Block, Cell, Labels, Line, Row, Span, Table, cell, heading

__all__ = ["Lead", "balance_rows", "cells_of", "columns_of", "finish", "header_rows", "is_coded"]

Lead = Callable[[int], Sequence[Sequence[Cell]]]
"""The header cells before those of the amounts, row by row, for so many rows."""

_LAST_INCOME = "收入总计"
_SUMS = 3
"""合计, what is carried over, 总计: the rows at the foot of both blocks."""


def columns_of(table: Labels) -> list[list[Span]]:
    """The header path of each amount column."""
    numbers = takewhile(lambda number: table.has(f"columns[{number}][0]"), count())
    return [list(_path(table, number)) for number in numbers]


def _path(table: Labels, number: int) -> Iterator[Span]:
    names = (f"columns[{number}][{depth}]" for depth in count())
    return (table.span(name) for name in takewhile(table.has, names))


def header_rows(columns: Sequence[Sequence[Span]], lead: Lead, least: int = 1) -> list[Row]:
    """Equal parts of neighbouring paths share a cell; a short path reaches down to the last row."""
    depth = max(least, *map(len, columns))
    rows = lead(depth)
    return [Row((*cells, *_level(columns, level, depth))) for level, cells in enumerate(rows)]


def _level(columns: Sequence[Sequence[Span]], level: int, depth: int) -> Iterator[Cell]:
    start = 0
    while start < len(columns):
        words = _words(columns[start], level)
        end = start + 1
        while end < len(columns) and words and _words(columns[end], level) == words and len(columns[start]) > level + 1:
            end += 1
        if words:
            paths = tuple(path for column in columns[start:end] for path in column[level].paths)
            is_end = len(columns[start]) == level + 1
            yield cell(Span(words[-1], paths), columns=end - start, rows=depth - level if is_end else 1)
        start = end


def _words(column: Sequence[Span], level: int) -> tuple[str, ...]:
    return tuple(span.text for span in column[: level + 1]) if len(column) > level else ()


def is_coded(table: Labels) -> bool:
    """Whether its rows have codes."""
    return table.has("rows[0].code")


def cells_of(row: Labels) -> list[Span]:
    """The amounts of a row."""
    return [row.span(name) for name in takewhile(row.has, (f"cells[{number}]" for number in count()))]


def balance_rows(table: Labels) -> list[Row]:
    """收支总表: income on the left, spending on the right, their sums on the same lines at the foot."""
    rows = table.each("rows")
    cut = 1 + next(number for number, row in enumerate(rows) if row.text("name") == _LAST_INCOME)
    is_left = ["支出" not in path[0].text for path in columns_of(table)]
    income, spending = rows[:cut], rows[cut:]
    body = list(zip_longest(income[:-_SUMS], spending[:-_SUMS]))
    foot = list(zip(income[-_SUMS:], spending[-_SUMS:], strict=True))
    return [Row((*_half(left, right, is_left), *_half(right, left, [not side for side in is_left]))) for left, right in body + foot]


def _half(own: Labels | None, other: Labels | None, mine: Sequence[bool]) -> Iterator[Cell]:
    """A block's cells of a line; the blank cells that the other block's row has there stand in them."""
    yield cell(own.span("name") if own else "", style="left")
    for number, is_mine in enumerate(mine):
        if is_mine:
            name = f"cells[{number}]"
            yield cell(*(row.span(name) for row in (own, other) if row), style="right")


def finish(table: Labels, printed: Table, before: Sequence[Line]) -> list[Block]:
    """The lines before, the table, and its note where it has one."""
    note = [heading(table.span("note"), style="tail")] if table.has("note") else []
    return [*before, printed, *note]
