"""Budget tables: the header is built from the columns' paths, the rows from codes, names and amounts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from golden.sheet import Cell, Labels, Row, Span, Table, cell

__all__ = ["Name", "Plan", "budget_table"]


@dataclass(frozen=True, slots=True)
class Name:
    """A column that is no amount: the leaf of a row that stands in it, and its header path."""

    leaf: str
    path: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """How a table is printed: its blocks, side by side, each of named columns and the numbers of amount columns.

    `lines` are the lines that the rows of each block stand on; none of them: one row after the other.
    """

    widths: tuple[float, ...]
    blocks: tuple[tuple[Name | int, ...], ...]
    lines: tuple[tuple[int, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class _Head:
    """A printed column: its header path, and of an amount column the path of each part's leaf."""

    path: tuple[str, ...]
    leaves: tuple[str, ...] = ()


def budget_table(table: Labels, plan: Plan) -> Table:
    """The table as planned. Raises ValueError where the plan has other lines than the labels have rows."""
    header = _header([_head(table, column) for block in plan.blocks for column in block])
    return Table(plan.widths, (*header, *_body(table, plan)), header=len(header))


def _head(table: Labels, column: Name | int) -> _Head:
    if isinstance(column, Name):
        return _Head(column.path)
    names = [f"columns[{column}][{depth}]" for depth in range(table.count(f"columns[{column}]"))]
    return _Head(tuple(table.text(name) for name in names), tuple(table.path(name) for name in names))


def _header(heads: Sequence[_Head]) -> list[Row]:
    depth = max(len(head.path) for head in heads)
    return [Row(tuple(_header_cells(heads, level, depth))) for level in range(depth)]


def _header_cells(heads: Sequence[_Head], level: int, depth: int) -> list[Cell]:
    """Neighbours whose paths agree so far share a cell; the last part of a path goes down to the rows."""
    cells = []
    for path, group in groupby(heads, key=lambda head: head.path[: level + 1]):
        shared = list(group)
        if len(path) > level:
            leaves = tuple(head.leaves[level] for head in shared if head.leaves)
            rows = depth - level if any(len(head.path) == level + 1 for head in shared) else 1
            cells.append(cell(Span(path[level], leaves), columns=len(shared), rows=rows))
    return cells


def _body(table: Labels, plan: Plan) -> list[Row]:
    rows = table.each("rows")
    lines = plan.lines or (tuple(range(len(rows))),)
    if sum(map(len, lines)) != len(rows):
        raise ValueError(f"{table.path('rows')}: {len(rows)} rows, the plan has lines for {sum(map(len, lines))}")
    left = iter(rows)
    standing = [{line: next(left) for line in block} for block in lines]
    count = 1 + max(line for block in lines for line in block)
    return [Row(tuple(_line(plan, standing, line))) for line in range(count)]


def _line(plan: Plan, standing: Sequence[dict[int, Labels]], line: int) -> list[Cell]:
    cells: list[Cell] = []
    for block, rows in zip(plan.blocks, standing, strict=True):
        cells += _cells(rows[line], block) if line in rows else [cell() for _ in block]
    return cells


def _cells(row: Labels, block: Sequence[Name | int]) -> list[Cell]:
    """A row without a code has its name over both columns."""
    amounts = [cell(row.span(f"cells[{column}]"), style="right") for column in block if isinstance(column, int)]
    if row.has("code") and not row.text("code"):
        return [cell(row.span("code"), row.span("name"), columns=2), *amounts]
    return [*(cell(row.span(column.leaf), style="left") for column in block if isinstance(column, Name)), *amounts]
