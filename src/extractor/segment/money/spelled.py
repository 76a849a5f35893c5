"""Rows of money that say anew what each amount is: 上级补助 | 预算 | 5 | 执行 | 4 over 自筹 | 预算 | 3 | 执行 | 3.

They are a matrix without a header: what stands before every amount becomes the headings.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from extractor.document import Cell, Piece
from extractor.normalise.shapes import may_be_amount, may_name
from extractor.normalise.text import key
from extractor.segment.flow import Row
from extractor.segment.tables.table import Column, Table

__all__ = ["find_spelled"]

_MIN_PAIRS, _MIN_ROWS = 2, 2


@dataclass(frozen=True, slots=True)
class _Spelled:
    """A row as its own label, what stands before each amount, and the amounts."""

    label: Cell
    heads: tuple[Cell, ...]
    amounts: tuple[Cell, ...]

    @property
    def said(self) -> tuple[tuple[int, str], ...]:
        return tuple((cell.column, key(cell.text)) for cell in self.heads)


def _spelled(row: Row) -> _Spelled | None:
    """The row read from its end, pair by pair; what is merged beside several rows names none of them."""
    cells = [cell for cell in row.cells if cell.row_span == 1]
    at = len(cells)
    while at > _MIN_PAIRS and may_name(cells[at - 2].text) and may_be_amount(cells[at - 1].text):
        at -= 2
    heads, amounts = tuple(cells[at::2]), tuple(cells[at + 1 :: 2])
    if at == 0 or len(heads) < _MIN_PAIRS or len({key(cell.text) for cell in heads}) < len(heads):
        return None
    alone = at == 1 or not row.ruled
    return _Spelled(cells[at - 1], heads, amounts) if alone and may_name(cells[at - 1].text) else None


def _table(first: int, band: Sequence[_Spelled]) -> Table:
    stub = band[0].label
    heads = [Column(cell.piece, cell.column, cell.column_end) for cell in band[0].heads]
    columns = (Column(Piece(), stub.column, stub.column_end), *heads)
    return Table(first, first + len(band), columns, tuple((row.label, *row.amounts) for row in band), stub=True)


def _is_matrix(band: Sequence[_Spelled]) -> bool:
    """Whether every row has a name of its own, and amounts stand in most of them."""
    names = {key(row.label.text) for row in band}
    held = sum(any(cell.piece for cell in row.amounts) for row in band)
    return len(band) >= _MIN_ROWS and len(names) == len(band) and 2 * held >= len(band)


def find_spelled(rows: Sequence[Row], taken: frozenset[int] = frozenset()) -> list[Table]:
    """The matrices among the rows of a region that spell out their headings in each row; rows in `taken` are something else."""
    read = [None if n in taken else _spelled(row) for n, row in enumerate(rows)]
    alike = [(row.grid, spelled.said) if spelled else None for row, spelled in zip(rows, read, strict=True)]
    found: list[Table] = []
    for _, run in groupby(range(len(rows)), key=alike.__getitem__):
        places = list(run)
        band = [spelled for n in places if (spelled := read[n])]
        if _is_matrix(band):
            found.append(_table(places[0], band))
    return found
