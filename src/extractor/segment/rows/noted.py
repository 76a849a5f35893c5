"""Rows under the rows of a table that each say one thing more of the row above: ※评分标准：…. They become a column of the table."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import groupby

from extractor.document import Cell, Piece
from extractor.normalise.text import key
from extractor.segment.flow import Row
from extractor.segment.lines.labelled import split_label

__all__ = ["with_notes"]

_SIGNS = re.compile(r"[※*＊★☆●○▲△■□◆◇·•→└↳\s]+")
_MIN_NOTES = 3
_MOSTLY = 0.8
_MIN_FILLED = 3
_LONGEST = 10
"""Characters of what a note is called."""


@dataclass(frozen=True, slots=True)
class _Note:
    label: Piece
    value: Piece
    cell: Cell


def _note(row: Row) -> _Note | None:
    """What a row with one text of its own says of the row above it."""
    if len(row.filled) != 1 or row.filled[0].column == 0:
        return None
    piece = row.filled[0].piece
    sign = _SIGNS.match(piece.text)
    pair = split_label(piece.slice(sign.end()) if sign else piece)
    if pair is None or not pair[1] or len(key(pair[0].text)) > _LONGEST:
        return None
    return _Note(*pair, row.filled[0])


def with_notes(rows: list[Row]) -> list[Row]:
    """The rows without such notes, these in a last column of the rows above them; as they are where hardly any row has one."""
    out: list[Row] = []
    for _, group in groupby(rows, key=lambda row: row.grid):
        out += _of_grid(list(group))
    return out


def _of_grid(rows: list[Row]) -> list[Row]:
    notes = [_note(row) for row in rows]
    at = [
        n for n in range(2, len(rows)) if notes[n] is not None and notes[n - 1] is None and len(rows[n - 1].filled) >= _MIN_FILLED
    ]
    labels = {key(note.label.text) for n in at if (note := notes[n]) is not None}
    if len(at) < _MIN_NOTES or len(labels) != 1 or not _is_header(rows[at[0] - 2]):
        return rows
    if len(at) < _MOSTLY * (at[-1] - at[0] + 2 - len(at)):
        return rows
    end = max(cell.column_end for row in rows for cell in row.all_cells)
    found = {n - 1: note for n in at if (note := notes[n]) is not None}
    first = found[at[0] - 1]
    headed = {at[0] - 2: replace(first.cell, piece=first.label, column=end, column_span=1)}
    added = headed | {n: replace(note.cell, piece=note.value, column=end, column_span=1) for n, note in found.items()}
    gone = frozenset(at)
    return [_with(row, added.get(n)) for n, row in enumerate(rows) if n not in gone]


def _is_header(row: Row) -> bool:
    """Whether the row over the first one that has a note can head its columns."""
    return len(row.filled) >= _MIN_FILLED and not any(re.search(r"\d", cell.text) for cell in row.filled)


def _with(row: Row, cell: Cell | None) -> Row:
    return row if cell is None else replace(row, cells=(*row.cells, cell))
