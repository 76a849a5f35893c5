"""A form whose head stands at the left of the page and its indicators at the right, in the same rows: put one under the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from extractor.document import Cell
from extractor.normalise.labels import reads_like_label
from extractor.normalise.levels import is_level
from extractor.normalise.operators import leading_operator
from extractor.normalise.shapes import shape
from extractor.normalise.text import key
from extractor.segment.flow import Row

__all__ = ["one_under_another", "part_of"]

_MIN_HEADINGS = 3
_MIN_ROWS = 5


def _edge(row: Row) -> int | None:
    """Where the right part begins in a row that opens both: one heading over the left part, those of columns over the right."""
    cells = row.cells
    if not row.ruled or row.above or len(cells) <= _MIN_HEADINGS or cells[0].column_span < 2 or is_level(cells[0].text):
        return None
    texts = [key(cell.text) for cell in cells]
    headings = all(shape(text) == "text" for text in texts) and len(set(texts)) == len(texts)
    return cells[1].column if headings else None


def part_of(row: Row, edge: int, *, right: bool) -> Row:
    """The cells of a row that begin before a grid column, or from there on."""

    def of(cells: Sequence[Cell]) -> tuple[Cell, ...]:
        return tuple(cell for cell in cells if (cell.column >= edge) == right)

    return replace(row, cells=of(row.cells), above=of(row.above))


def _keeps(row: Row, edge: int) -> bool:
    return not any(cell.column < edge < cell.column_end for cell in row.cells)


def _is_head(rows: Sequence[Row]) -> bool:
    """Whether rows hold labels and their values, no levels."""
    firsts = [row.filled[0].text for row in rows if len(row.filled) > 1]
    return len(firsts) > 2 and sum(reads_like_label(text) for text in firsts) > len(firsts) / 2 and not any(map(is_level, firsts))


def _compares(rows: Sequence[Row]) -> bool:
    return sum(any(leading_operator(cell.text) for cell in row.cells) for row in rows) > len(rows) / 2


def one_under_another(rows: Sequence[Row]) -> list[Row]:
    """The rows; those of a right part that holds indicators stand under the left part, as a grid of their own."""
    for start, row in enumerate(rows):
        edge = _edge(row)
        if edge is None:
            continue
        run = list(takewhile(lambda r: r.grid == row.grid and _keeps(r, edge), rows[start:]))  # noqa: B023 - used at once
        left, right = ([part_of(r, edge, right=side) for r in run] for side in (False, True))
        if len(run) >= _MIN_ROWS and _is_head(left[1:]) and _compares(right[1:]):
            number = 1 + max(r.grid for r in rows)
            moved = [replace(r, grid=number) for r in right if r.cells]
            return [*rows[:start], *(r for r in left[1:] if r.cells), *moved, *rows[start + len(run) :]]
    return list(rows)
