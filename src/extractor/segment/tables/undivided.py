"""A dash merged over several columns (—— beside a sum that is not divided): nothing stands in any of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extractor.document import Cell
from extractor.normalise.text import key
from extractor.segment.flow import Row

__all__ = ["is_dash", "with_dashes"]

_DASH = re.compile(r"[/／—–―－\-]+")


def is_dash(text: str) -> bool:
    """Whether a text says that nothing is to stand here."""
    return bool(_DASH.fullmatch(key(text)))


def _covered(cell: Cell, edges: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The columns that a dash runs over, if it runs over whole ones."""
    end = cell.column_end
    covered = [(first, last) for first, last in edges if cell.column <= first and last <= end]
    whole = bool(covered) and (covered[0][0], covered[-1][1]) == (cell.column, end)
    return covered if len(covered) > 1 and whole and is_dash(cell.text) else []


def with_dashes(row: Row, edges: Sequence[tuple[int, int]]) -> Row:
    """The ruled row with a dash that is merged over several columns with these `edges` in each of them."""
    if not row.ruled or not any(cell.column_span > 1 and is_dash(cell.text) for cell in row.cells):
        return row
    cells: list[Cell] = []
    for cell in row.cells:
        parts = _covered(cell, edges)
        cells += [replace(cell, column=first, column_span=last - first) for first, last in parts] or [cell]
    return replace(row, cells=tuple(cells))
