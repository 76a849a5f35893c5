"""Rows of a table without rulings whose cells stand beside their columns: read by the cell that compares (≥ ≤ = 定性).

What stands right of that cell goes to the columns right of its own in order; left of it the nearest text is the name, further ones
fill the columns before it from the inside out. Every row that was moved says so.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from extractor.document import Cell, Piece
from extractor.normalise.operators import leading_operator, parse_operator
from extractor.normalise.shapes import quantity_offsets, shape
from extractor.normalise.text import key
from extractor.normalise.units import is_unit
from extractor.segment.flow import Row
from extractor.segment.lines.titles import is_block_heading

__all__ = ["Moved", "anchored_rows", "realigned"]

_REMARK = re.compile(r"备注|说明")
_MIN_ANCHORED = 3
_SHOWN = 12

Cells = tuple[Cell | None, ...]


@dataclass(frozen=True, slots=True)
class Moved:
    """A row as it is read, and what was put right in Chinese; None: nothing."""

    cells: Cells
    repair: str | None


def _is_sign(cell: Cell) -> bool:
    return parse_operator(cell.text) is not None


def _is_fused(cell: Cell) -> bool:
    """Whether a cell is an operator with its number, and a known unit or none (≥320 万元)."""
    offsets = quantity_offsets(cell.text) if leading_operator(cell.text) else None
    unit = cell.text[slice(*offsets[2])] if offsets else ""
    return offsets is not None and (not unit or is_unit(unit) or "/" in unit)


def _anchor(cells: Sequence[Cell]) -> Cell | None:
    """The one cell that compares: a sign alone before a sign with its number; None where there are several or none."""
    for test in (_is_sign, _is_fused):
        found = [cell for cell in cells if cell.piece and test(cell)]
        if found:
            return found[0] if len(found) == 1 else None
    return None


def _blank(cells: Sequence[Cell], column: int) -> Cell:
    return Cell(cells[0].row, column, Piece())


def _left(cells: Sequence[Cell], anchor: Cell, column: int) -> tuple[list[Cell], Cell | None]:
    """The texts left of the anchor, and before them a heading that says no level: by its words, or one text too many."""
    left = [cell for cell in cells if cell.column < anchor.column and cell.piece]
    if len(left) > 1 and (is_block_heading(left[0].text) or len(left) == column + 1):
        return left[1:], left[0]
    return left, None


def _read(cells: Sequence[Cell], left: Sequence[Cell], anchor: Cell, column: int, width: int) -> Cells | None:
    """The cells of a row whose `anchor` belongs to `column` of `width`; None where they are more than the columns."""
    right = [cell for cell in cells if cell.column > anchor.column]
    if not left or len(left) > column or any(cell.piece for cell in right[width - column - 1 :]):
        return None
    found: list[Cell | None] = [_blank(cells, j) for j in range(width)]
    found[column] = anchor
    for j, cell in enumerate(reversed(left), start=1):
        found[column - j] = cell
    for j, cell in enumerate(right[: width - column - 1], start=column + 1):
        found[j] = cell
    return tuple(found)


def _repair(read: Cells, headers: Sequence[str], starts: Sequence[int], sign: str) -> str | None:
    """What stood where and was read as what, of the cells that do not stand under their own headers."""
    pairs = zip(read, headers, starts, strict=True)
    moved = [(cell, header) for cell, header, start in pairs if cell and cell.piece and cell.column != start]
    if not moved:
        return None
    told = "，".join(f"第{cell.column + 1}格“{cell.text[:_SHOWN]}”读作“{header or '（无表头）'}”" for cell, header in moved)
    return f"这一行的单元格与表头没有对齐，按“{sign[:_SHOWN]}”的位置重新对位：{told}"


def _moved(cells: Sequence[Cell], anchor: Cell, column: int, headers: Sequence[str], starts: Sequence[int]) -> Moved | None:
    left, heading = _left(cells, anchor, column)
    read = _read(cells, left, anchor, column, len(headers))
    if read is None:
        return None
    repair = _repair(read, headers, starts, anchor.text)
    dropped = f"，“{heading.text[:_SHOWN]}”是整块的标题，不是指标级别" if heading else ""
    return Moved(read, repair + dropped if repair else None)


# A header, and rows that drift under it ---------------------------------------------------------------------------------------


def _last_typed(headers: Sequence[str], rows: Sequence[Sequence[Cell]]) -> int:
    """The number of the header that the last filled cells stand under: the last one, or before remarks where they are no words."""
    last = len(headers) - 1
    words = sum(shape([c for c in cells if c.piece][-1].text) in ("text", "long") for cells in rows)
    while last and words <= len(rows) / 2 and _REMARK.search(headers[last]):
        last -= 1
    return last


def _reach(cells: Sequence[Cell], anchor: Cell) -> int:
    """How many cells right of the anchor the last text stands."""
    right = [cell for cell in cells if cell.column > anchor.column]
    return max((n for n, cell in enumerate(right, start=1) if cell.piece), default=0)


def anchored_rows(header: Row, rows: Sequence[Row]) -> list[Moved]:
    """The rows under `header` that drift, as far as they hold: their signs belong to one column, told by how far contents reach.

    None of them where fewer than a few rows compare, or they have more cells than the header has columns.
    """
    heads = [cell for cell in header.cells if cell.piece]
    headers, starts = [key(cell.text) for cell in heads], [cell.column for cell in heads]
    run: list[tuple[Sequence[Cell], Cell]] = []
    for row in rows:
        anchor = _anchor(row.cells)
        if row.ruled or anchor is None or not _is_sign(anchor):
            break
        run.append((row.cells, anchor))
    if len(run) < _MIN_ANCHORED:
        return []
    reach = max(_reach(cells, anchor) for cells, anchor in run)
    column = _last_typed(headers, [cells for cells, _ in run]) - reach
    if column < 1 or not reach:
        return []
    found = [_moved(cells, anchor, column, headers, starts) for cells, anchor in run]
    whole = [row for row in found if row is not None]
    return whole if len(whole) == len(found) else []


# Single rows of a table that is read as it stands ------------------------------------------------------------------------------


def _usual(rows: Sequence[Cells], fused: bool) -> int | None:
    """The column in which nearly all signs (or signs with their numbers) stand."""
    test = _is_fused if fused else _is_sign
    places = Counter(j for row in rows for j, cell in enumerate(row) if cell is not None and cell.piece and test(cell))
    if not places:
        return None
    column, times = places.most_common(1)[0]
    return column if times >= _MIN_ANCHORED and times > places.total() / 2 else None


def _is_beside(cells: Sequence[Cell], anchor: Cell, start: int) -> bool:
    """Whether a row stands one cell beside its columns: an empty cell before it all, or one missing there."""
    off = anchor.column - start
    return off == -1 or (off == 1 and not cells[0].piece)


def realigned(rows: Sequence[Row], read: Sequence[Cells], headers: Sequence[str], starts: Sequence[int]) -> list[Moved]:
    """The rows of a table as `read`, those put right that stand one cell beside the column in which all others compare."""
    usual = {fused: _usual(read, fused) for fused in (False, True)}
    found = []
    for row, cells in zip(rows, read, strict=True):
        anchor = _anchor(row.cells)
        column = usual[_is_fused(anchor)] if anchor is not None and not row.ruled else None
        moved = None
        if anchor is not None and column is not None and anchor.column != starts[column]:
            beside = _is_beside(row.cells, anchor, starts[column])
            moved = _moved(row.cells, anchor, column, headers, starts) if beside else None
        found.append(moved or Moved(cells, None))
    return found
