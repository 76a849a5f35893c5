"""Amounts in a form's head under headings in one to three rows (基本支出 over 合计, 财政拨款 …), with their heading paths.

Without rulings a row of amounts may stand one cell beside its header. It is moved only where the sums close there and not
as printed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from extractor.document import Cell, Piece
from extractor.normalise.numbers import parse_decimal
from extractor.normalise.operators import leading_operator
from extractor.normalise.shapes import quantity_offsets, shape
from extractor.normalise.text import key
from extractor.segment.flow import Row
from extractor.segment.rows.headings import column_starts, covering, heading_path

__all__ = ["Fund", "Funds", "find_funds"]

_LABEL_LENGTH = 18
_MAX_HEADER = 3
_MAX_ROWS = 4
_MIN_COLUMNS = 3
_TOTAL = re.compile(r"总|合计|小计|共计")
_BLANK = Piece()


@dataclass(frozen=True, slots=True)
class Fund:
    """An amount (blank: an empty cell) and the headings over it, outermost first; a label of the row's own comes before them."""

    path: tuple[Piece, ...]
    amount: Piece


@dataclass(frozen=True, slots=True)
class Funds:
    """Rows [first, last) of a region. `side` is the heading beside them, which may say the unit; `repair` what was put right."""

    first: int
    last: int
    funds: tuple[Fund, ...]
    side: Piece | None = None
    repair: str | None = None


def _is_labels(row: Row) -> bool:
    texts = [cell.text for cell in row.filled]
    return bool(texts) and all(shape(text) == "text" and len(key(text)) <= _LABEL_LENGTH for text in texts)


def _numbers(row: Row) -> list[Cell]:
    return [cell for cell in row.filled if shape(cell.text) in ("number", "quantity")]


def _is_amounts(row: Row) -> bool:
    """Whether a row holds amounts and blanks; the first text may be the label of the row. Where one compares they are targets."""
    numbers, filled = _numbers(row), row.filled
    if any(leading_operator(cell.text) for cell in filled):
        return False
    rest = len(filled) - len(numbers)
    named = rest == 1 and len(numbers) > 1 and filled[0] not in numbers and _is_labels(replace(row, cells=filled[:1]))
    return bool(numbers) and (not rest or named)


def _margin(header: Sequence[Row], body: Sequence[Row]) -> int:
    """The column that the block begins at: behind the cells that reach from above down beside the whole of it."""
    column = 0
    for cell in header[0].above:
        column = cell.column_end if cell.column == column and all(cell in row.above for row in (*header, *body)) else column
    return column


def _side(header: Sequence[Row], body: Sequence[Row]) -> Cell | None:
    """The heading in the first column that stands beside header and amounts: merged, or with blanks below it."""
    margin = _margin(header, body)
    first = covering(header[0], margin)
    if first is None or not first.piece:
        return None
    below = [covering(row, margin) for row in (*header[1:], *body)]
    return first if all(cell is first or (cell is not None and not cell.piece and not cell.inked) for cell in below) else None


def _opens(row: Row) -> bool:
    """Whether a header can begin with `row`: its first cell is its own, and merged over rows below where one reaches beside it."""
    first = row.cells[0] if row.cells else None
    if first is None or not first.piece:
        return False
    return first.column == 0 or (first.row_span > 1 and all(cell.column < first.column for cell in row.above))


def _header(rows: Sequence[Row], end: int) -> Sequence[Row] | None:
    """The header rows that end before row `end`: up to the one that has a first cell of its own; one more over equal labels."""
    for first in range(end - 1, max(-1, end - 1 - _MAX_HEADER), -1):
        if not _is_labels(rows[first]) or rows[first].grid != rows[end].grid:
            return None
        texts = [key(cell.text) for cell in rows[first].filled]
        if _opens(rows[first]) and len(set(texts)) == len(texts):
            return rows[first:end]
    return None


def _row_label(row: Row) -> Cell | None:
    filled = row.filled
    return filled[0] if filled and shape(filled[0].text) == "text" else None


_Columns = tuple[tuple[int, tuple[Piece, ...]], ...]
"""Where each column begins, and the headings over it."""


def _columns(header: Sequence[Row], body: Sequence[Row], side: Cell | None) -> _Columns:
    labels = {cell.column for row in body if (cell := _row_label(row))}
    starts = (start for start in column_starts(header, body) if start >= _margin(header, body) and start not in labels)
    found = ((start, heading_path(header, start)) for start in starts)
    kept = ((start, path[1:] if side and path and path[0] == side.piece.strip() else path) for start, path in found)
    return tuple((start, path) for start, path in kept if path)


def _amounts(row: Row, columns: _Columns, shift: int = 0) -> list[Piece]:
    """What stands under each column when the row is moved by `shift` cells."""
    own = {cell.column + shift: cell.piece.strip() for cell in row.cells}
    return [own.get(start, _BLANK) for start, _ in columns]


def _value(piece: Piece) -> Decimal | None:
    offsets = quantity_offsets(piece.text)
    return parse_decimal(piece.text[slice(*offsets[1])]) if offsets else None


def _sums(columns: Sequence[tuple[tuple[str, ...], Decimal]]) -> Iterator[tuple[Decimal, Decimal]]:
    """Totals and the sums of their parts: for each heading over several columns, last for the outermost level."""
    groups: dict[str, list[tuple[tuple[str, ...], Decimal]]] = {}
    for path, amount in columns:
        groups.setdefault(path[0] if path else "", []).append((path[1:], amount))
    totals: list[Decimal] = []
    parts: list[Decimal] = []
    for heading, inner in groups.items():
        closed = list(_sums(inner)) if len(inner) > 1 and any(path for path, _ in inner) else []
        yield from closed
        alike = sum((amount for _, amount in inner), Decimal(0))  # several columns of one name are parts of it
        own = closed[-1] if closed else (alike, alike)
        lone = len(inner) == 1 and (not inner[0][0] or _TOTAL.search(inner[0][0][-1]))
        (totals if lone and _TOTAL.search(heading) and not totals else parts).append(own[0])
    whole = sum(parts, Decimal(0))
    yield (totals[0], whole) if totals and parts else (whole, whole)


def _closes(amounts: Sequence[Piece], columns: _Columns) -> bool:
    """Whether every total is the sum of its parts, and some total is more than nothing."""
    values = [_value(piece) for piece in amounts]
    if any(value is None and piece for value, piece in zip(values, amounts, strict=True)):
        return False
    paths = [tuple(key(piece.text) for piece in path) for _, path in columns]
    sums = list(_sums([(path, value or Decimal(0)) for path, value in zip(paths, values, strict=True)]))
    return all(total == parts for total, parts in sums) and any(total for total, _ in sums)


def _has_totals(columns: _Columns) -> bool:
    return any(_TOTAL.search(key(path[-1].text)) for _, path in columns)


def _is_whole(row: Row, columns: _Columns, shift: int) -> bool:
    """Whether no number of the row falls off its columns when it is moved."""
    starts = {start for start, _ in columns}
    return all(cell.column + shift in starts for cell in _numbers(row))


def _shift(row: Row, columns: _Columns) -> int:
    """By how many cells the row is to be moved: 0 unless its sums close only one cell further left or right."""
    if row.ruled or not _has_totals(columns) or _closes(_amounts(row, columns), columns):
        return 0
    closing = [s for s in (-1, 1) if _is_whole(row, columns, s) and _closes(_amounts(row, columns, s), columns)]
    return closing[0] if len(closing) == 1 else 0


def _repair(row: Row, columns: _Columns, shift: int) -> str:
    first = _numbers(row)[0]
    printed, read = (dict(columns).get(first.column + by, ()) for by in (0, shift))
    names = ["/".join(piece.text for piece in path) or "（无表头）" for path in (printed, read)]
    where = "偏右" if shift < 0 else "偏左"
    return (
        f"金额行与表头错开一格（{where}）：“{first.text}”印在“{names[0]}”之下，按原样读各项之和与总额不符；"
        f"整行移一格后全部相符，“{first.text}”读作“{names[1]}”，其余金额依次移动"
    )


def _body(rows: Sequence[Row], start: int) -> list[Row]:
    body: list[Row] = []
    for row in rows[start : start + _MAX_ROWS]:
        # A row with a label of its own in the first column is no longer of this block.
        outer = _row_label(row)
        if row.grid != rows[start].grid or not _is_amounts(row) or (body and (outer is None or outer.column == 0)):
            break
        body.append(row)
    return body


def _read(rows: Sequence[Row], start: int) -> Funds | None:
    """The block whose amounts begin at row `start`; None where what stands over them is no header."""
    header = _header(rows, start)
    if header is None or any("指标" in cell.text for row in header for cell in row.filled):
        return None
    body = _body(rows, start)
    side = _side(header, body)
    columns = _columns(header, body, side)
    nested = any(len(path) > 1 for _, path in columns)
    plain = side is not None and len(body) == len(header) == 1 and _row_label(body[0]) is None
    if len(columns) < _MIN_COLUMNS or not (nested or plain):
        return None
    shifts = [_shift(row, columns) for row in body]
    if not all(_is_whole(row, columns, shift) for row, shift in zip(body, shifts, strict=True)):
        return None
    if all(shift > 0 for shift in shifts) and columns[0][0] == 0:  # amounts stood under the heading beside them
        side, columns = covering(header[0], 0), columns[1:]
    funds = []
    for row, shift in zip(body, shifts, strict=True):
        label = _row_label(row)
        prefix = (label.piece.strip(),) if label else ()
        funds += [Fund((*prefix, *path), piece) for (_, path), piece in zip(columns, _amounts(row, columns, shift), strict=True)]
    repairs = [_repair(row, columns, shift) for row, shift in zip(body, shifts, strict=True) if shift]
    first = start - len(header)
    return Funds(first, start + len(body), tuple(funds), side.piece.strip() if side else None, "；".join(repairs) or None)


def find_funds(rows: Sequence[Row], taken: frozenset[int] = frozenset()) -> list[Funds]:
    """The blocks of amounts among `rows`, top down; rows in `taken` belong to something else."""
    found: list[Funds] = []
    for at in range(1, len(rows)):
        if at in taken or at - 1 in taken or (found and at < found[-1].last) or not _is_amounts(rows[at]):
            continue
        block = _read(rows, at)
        if block is not None and not taken & set(range(block.first, block.last)):
            found.append(block)
    return found
