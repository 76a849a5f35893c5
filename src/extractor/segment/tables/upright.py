"""Tables of targets that stand upright: what each is called in a row, what is asked of it in the next, a column for each.

Such a table is turned, so that it reads like any other: the first cells of its rows become the headings.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extractor.document import Cell
from extractor.normalise.levels import is_level
from extractor.normalise.numbers import parse_decimal
from extractor.normalise.operators import leading_operator, parse_operator
from extractor.normalise.shapes import shape
from extractor.normalise.text import key
from extractor.segment.flow import Row
from extractor.segment.tables.table import Column, Table

__all__ = ["find_upright"]

_HEADING = re.compile(r"^[^\d≥≤><=]*(?:值|目标|标准|要求|水平)[^\d≥≤><=]*$")
"""What heads targets: in a table that does not stand upright a row begins with a level or a name."""
_MIN_TARGETS = 2
_MIN_ROWS = 3
_MAX_OVER = 4
"""Rows over that of the targets that can belong to it: two levels, a name, a sign."""


def _compares(cell: Cell) -> bool:
    return leading_operator(cell.text) is not None and parse_operator(cell.text) is None


def _targets(row: Row) -> tuple[Cell, ...]:
    """The cells of a row that holds targets, most of which compare, beside a label; none where it is another row."""
    if not row.ruled or len(row.cells) <= _MIN_TARGETS or not _HEADING.search(key(row.cells[0].text)):
        return ()
    cells = row.cells[1:]
    filled = [cell for cell in cells if cell.piece]
    compared = sum(map(_compares, filled))
    return cells if compared >= _MIN_TARGETS and 2 * compared >= len(filled) else ()


def _stands_with(row: Row, targets: Row) -> bool:
    """Whether a row has its label where the targets have theirs, and under it what belongs to them: levels may be merged."""
    first, own = targets.cells[0], row.cells[0]
    if row.grid != targets.grid or (own.column, own.column_span) != (first.column, first.column_span) or shape(own.text) != "text":
        return False
    starts, cells = [cell.column for cell in targets.cells], row.cells
    if any(cell.column not in starts or cell.row_span > 1 for cell in cells) or any(map(_compares, cells)):
        return False
    return len(cells) == len(starts) or all(is_level(cell.text) for cell in cells[1:])


def _band(rows: Sequence[Row], at: int, free: int) -> range:
    """The rows of the table whose targets are row `at`, none before `free`; each label stands once."""
    seen = {key(rows[at].cells[0].text)}
    first, last = at, at + 1
    while first > max(free, at - _MAX_OVER) and _joins(rows[first - 1], rows[at], seen) and not _holds_numbers(rows[first - 1]):
        first -= 1
    while last < len(rows) and _joins(rows[last], rows[at], seen) and _holds_numbers(rows[last]):
        last += 1
    return range(first, last)


def _joins(row: Row, targets: Row, seen: set[str]) -> bool:
    label = key(row.cells[0].text)
    if label in seen or not _stands_with(row, targets):
        return False
    seen.add(label)
    return True


def _holds_numbers(row: Row) -> bool:
    return any(parse_decimal(cell.text) is not None for cell in row.cells[1:])


def _turned(rows: Sequence[Row], band: range, targets: Sequence[Cell]) -> Table:
    labels = [rows[n].cells[0] for n in band]
    columns = tuple(Column(cell.piece, n, n + 1) for n, cell in enumerate(labels))
    cells = [[next((c for c in rows[n].cells if c.column == target.column), None) for n in band] for target in targets]
    kept = [tuple(replace(cell, column_span=1) if cell else None for cell in row) for row in cells]
    return Table(band.start, band.stop, columns, tuple(row for row in kept if any(cell and cell.piece for cell in row)))


def find_upright(rows: Sequence[Row]) -> list[Table]:
    """The upright tables of targets among the rows of a region, turned."""
    found: list[Table] = []
    for at, row in enumerate(rows):
        targets = _targets(row)
        if not targets:
            continue
        band = _band(rows, at, found[-1].last if found else 0)
        if len(band) >= _MIN_ROWS:
            found.append(_turned(rows, band, targets))
    return found
