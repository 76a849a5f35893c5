"""What stands over a column: the path of headings through several header rows, outermost first. By structure alone."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from extractor.document import Cell, Piece
from extractor.normalise.text import key
from extractor.segment.flow import Row

__all__ = ["column_starts", "covering", "heading_path", "told_apart"]


def covering(row: Row, column: int) -> Cell | None:
    """The cell of `row` that covers a grid column."""
    return next((c for c in row.all_cells if c.column <= column < c.column_end), None)


def _heading(header: Sequence[Row], level: int, column: int) -> Cell | None:
    """The header cell over a column in one row. Without rulings a blank may go on from the text left of it."""
    cell = covering(header[level], column)
    if cell is None or cell.piece or header[level].ruled:
        return cell
    below = any((under := covering(row, column)) is not None and under.piece for row in header[level + 1 :])
    above = any((over := covering(row, column)) is not None and over.piece for row in header[:level])
    if not below or (above and not _is_split(header, level, column)):
        return None
    left = [c for c in header[level].cells if c.column < column and c.piece]
    return left[-1] if left else None


def _is_split(header: Sequence[Row], level: int, column: int) -> bool:
    """Whether the heading over a column also covers the column left of it: then a blank between may go on from the left."""
    over, beside = (_heading(header, level - 1, at) for at in (column, column - 1))
    return over is not None and over is beside


def heading_path(header: Sequence[Row], column: int) -> tuple[Piece, ...]:
    """The distinct texts over a column, outermost first."""
    cells = [_heading(header, level, column) for level in range(len(header))]
    found = list(dict.fromkeys(cell.piece.strip() for cell in cells if cell is not None and cell.piece))
    return tuple(found)


def column_starts(header: Sequence[Row], body: Sequence[Row]) -> list[int]:
    """The grid columns at which cells begin: those of the header's last row where no row of the body is as fine."""
    finest = max((len(row.cells) for row in body), default=0)
    last = [cell.column for cell in header[-1].all_cells]
    if finest < len(last):
        return last
    full = [row for row in body if len(row.cells) > finest / 2]
    counts = Counter(cell.column for row in full for cell in row.cells)
    return sorted(column for column, times in counts.items() if times >= len(full) / 2)


def told_apart(row: Row, over: Row | None) -> bool:
    """Whether the texts of a row are distinct, or those said twice stand under different headings of several columns each.

    A row that no heading reaches into from above stands under none: it is a header of its own.
    """
    repeated = Counter(key(cell.text) for cell in row.filled)
    found = set()
    for cell in row.filled:
        text = key(cell.text)
        group = covering(over, cell.column) if over is not None and row.above and over.grid == row.grid else None
        is_grouped = group is not None and group.column_span > 1 and bool(group.piece)
        if repeated[text] > 1 and not is_grouped:
            return False
        found.add((text, group.column if group is not None and is_grouped else None))
    return len(found) == len(row.filled)


_DIGITS = re.compile(r"(?<!\d)\d{1,2}(?![\d年])|[①-⑨]")
_MIN_REPEATED = 2


def period(texts: Sequence[str]) -> tuple[int, int] | None:
    """Where repeated headings begin and how many stand in each group; numbers in them (指标1) do not count.

    None: they do not repeat.
    """
    plain = [_DIGITS.sub("", text) for text in texts]
    for first in range(1, len(plain) - 2 * _MIN_REPEATED + 1):
        rest = plain[first:]
        for size in range(_MIN_REPEATED, len(rest) // 2 + 1):
            group = rest[:size]
            if len(rest) % size == 0 and len(set(group)) == size and all(group) and group * (len(rest) // size) == rest:
                return first, size
    return None
