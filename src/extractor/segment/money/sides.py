"""Amounts side by side in a form's head: labels and their amounts under 按资金来源 | 金额 | 按支出用途 | 金额, each side by itself.

A label may stand beside those that it is divided into; a side may have more than one column of amounts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractor.document import Cell, Piece
from extractor.normalise.shapes import may_be_amount, may_name
from extractor.normalise.text import key
from extractor.normalise.totals import TOTALS
from extractor.segment.flow import Row
from extractor.segment.money.funds import Fund, Funds

__all__ = ["find_sides"]

_AMOUNT = re.compile(r"金额|预算数|决算数|执行数|安排数?$|万元")
_MIN_SIDES = 2
_MIN_ROWS = 2


@dataclass(frozen=True, slots=True)
class _Side:
    """What heads the labels, and the amounts behind them."""

    label: Cell
    amounts: tuple[Cell, ...]


def _is_label(cell: Cell) -> bool:
    return may_name(cell.text)


def _beside(row: Row, below: Row) -> Cell | None:
    """The label merged beside header and amounts."""
    first = row.cells[0] if row.cells else None
    return first if first is not None and first in below.above else None


def _sides(heads: Sequence[Cell]) -> list[_Side]:
    """The sides that a row heads; none where it is no such header."""
    found: list[_Side] = []
    for cell in heads:
        if not _is_label(cell):
            return []
        if not _AMOUNT.search(key(cell.text)):
            found.append(_Side(cell, ()))
        elif found:
            found[-1] = _Side(found[-1].label, (*found[-1].amounts, cell))
        else:
            return []
    return found if len(found) >= _MIN_SIDES and all(side.amounts for side in found) else []


def _under(head: Cell, cells: Sequence[Cell]) -> list[Cell]:
    return [cell for cell in cells if head.column <= cell.column < head.column_end]


def _fits(row: Row, sides: Sequence[_Side], beside: Cell | None, grid: int) -> bool:
    """Whether a row holds labels under their heads and amounts under theirs, and nothing else."""
    own = [cell for cell in row.filled if cell is not beside]
    heads = [head for side in sides for head in (side.label, *side.amounts)]
    if row.grid != grid or (beside is not None and beside not in row.above):
        return False
    if not own or any(not any(cell in _under(head, own) for head in heads) for cell in own):
        return False
    labels = [cell for side in sides for cell in _under(side.label, own)]
    amounts = [cell for side in sides for head in side.amounts for cell in _under(head, own)]
    return all(map(_is_label, labels)) and bool(amounts) and all(may_be_amount(cell.text) for cell in amounts)


def _path(row: Row, side: _Side) -> tuple[Piece, ...]:
    """The labels of a side in one row, those merged from above first."""
    return tuple(cell.piece.strip() for cell in _under(side.label, row.all_cells) if cell.piece)


def _is_total(path: Sequence[Piece]) -> bool:
    return key(path[-1].text).endswith((*TOTALS, "总额"))


def _funds(body: Sequence[Row], sides: Sequence[_Side]) -> Iterator[Fund]:
    """The amounts of all sides. A sum that was said on another side is not said again; further amounts say what they are."""
    totals: set[str] = set()
    for side in sides:
        for row in body:
            path = _path(row, side)
            found = [(head, _under(head, row.cells)) for head in side.amounts]
            for number, (head, cells) in enumerate(found):
                piece = cells[0].piece.strip() if cells else Piece()
                if not path or (_is_total(path) and (not piece or piece.text in totals)):
                    continue
                totals |= {piece.text} if _is_total(path) else set()
                yield Fund((*path, head.piece.strip()) if number else path, piece)


def _block(rows: Sequence[Row], start: int) -> Funds | None:
    beside = _beside(rows[start], rows[start + 1])
    sides = _sides([cell for cell in rows[start].filled if cell is not beside])
    body: list[Row] = []
    for row in rows[start + 1 :] if sides else ():
        if not _fits(row, sides, beside, rows[start].grid):
            break
        body.append(row)
    if len(body) < _MIN_ROWS:
        return None
    return Funds(start, start + 1 + len(body), tuple(_funds(body, sides)), beside.piece.strip() if beside else None)


def find_sides(rows: Sequence[Row], taken: frozenset[int] = frozenset()) -> list[Funds]:
    """The blocks of amounts side by side among `rows`, top down; rows in `taken` belong to something else."""
    found: list[Funds] = []
    for at in range(len(rows) - 1):
        if at in taken or (found and at < found[-1].last):
            continue
        block = _block(rows, at)
        if block is not None and not taken & set(range(block.first, block.last)):
            found.append(block)
    return found
