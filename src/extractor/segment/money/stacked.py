"""Blocks of a table of amounts: one under another beneath headings of their own, or one list of codes in halves side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from extractor.document import Cell
from extractor.normalise.accounts import CLASS
from extractor.normalise.text import key
from extractor.segment.flow import Row

__all__ = ["Block", "fold", "halves", "stacked"]

_MIN_SAME = 2
"""Headings that a block must share with the first one."""

Cells = tuple[Cell | None, ...]


@dataclass(slots=True)
class Block:
    """Header rows and the rows under them, until a header like it that heads other names."""

    header: Sequence[Row]
    body: list[Row] = field(default_factory=list)


def _texts(rows: Sequence[Row]) -> list[tuple[int, str]]:
    return [(cell.column, key(cell.text)) for row in rows for cell in row.filled]


def _renews(rows: Sequence[Row], header: Sequence[Row]) -> bool:
    """Whether `rows` say again what `header` says, over other names: 支出项目 | 上年数 under 收入项目 | 上年数."""
    texts, first = _texts(rows), _texts(header)
    if len(texts) != len(first) or len(first) <= _MIN_SAME:
        return False
    return texts[0][0] == first[0][0] and texts[0][1] != first[0][1] and texts[1:] == first[1:]


def stacked(header: Sequence[Row], body: Sequence[Row]) -> list[Block]:
    """The blocks of a table, in order; a header that a page break repeats opens none."""
    blocks = [Block(header)]
    passed = 0
    for i, row in enumerate(body):
        again = body[i : i + len(header)]
        if i < passed:
            continue
        if not _renews(again, header):
            blocks[-1].body.append(row)
            continue
        passed = i + len(header)
        if _texts(again) != _texts(blocks[-1].header):
            blocks.append(Block(again))
    return blocks


def _codes(cells: Sequence[Cells], column: int) -> list[str]:
    texts = (key(cell.text) for row in cells if (cell := row[column]) is not None)
    return [text for text in texts if text.isdigit()]


def halves(headings: Sequence[str], cells: Sequence[Cells]) -> int | None:
    """The columns of each part of a list that goes on at the right: the same headings, and codes of one kind that go on rising.

    Headings alone do not tell: 收入 and 支出 side by side may have the same.
    """
    size = next((n for n in range(2, len(headings)) if _is_repeated(headings, n)), None)
    if size is None:
        return None
    parts = [_codes(cells, column) for column in range(0, len(headings), size)]
    codes = [code for part in parts for code in part]
    rising = all(before < after for before, after in pairwise(codes))
    alike = len({code[0] for code in codes}) == 1 and all(len(code) >= CLASS for code in codes)
    return size if all(parts) and rising and alike else None


def _is_repeated(headings: Sequence[str], size: int) -> bool:
    own = list(headings[:size])
    return len(headings) % size == 0 and all(own) and own * (len(headings) // size) == list(headings)


def fold(cells: Sequence[Cells], size: int) -> list[Cells]:
    """The parts of every row one under another; a row that is one from edge to edge (合计) stays one and comes last."""
    whole = [row for row in cells if _is_whole(row, size)]
    parts = range(0, len(cells[0]) if cells else 0, size)
    folded = [row[at : at + size] for at in parts for row in cells if not _is_whole(row, size)]
    return [*folded, *(_joined(row, size) for row in whole)]


def _is_whole(row: Cells, size: int) -> bool:
    """Whether the name of a row reaches into the next part."""
    return any(row[at] is None for at in range(size, len(row), size))


def _joined(row: Cells, size: int) -> Cells:
    """What stands under each heading in any part of a row, from the left."""
    under = [[cell for cell in row[j::size] if cell is not None] for j in range(size)]
    return tuple(next((cell for cell in cells if cell.piece), cells[0] if cells else None) for cells in under)
