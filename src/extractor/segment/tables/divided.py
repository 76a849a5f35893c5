"""A heading over two columns of which the first holds levels: 目标类型 over 产出 | 数量, 绩效内容 over 经济效益 | 财政资金节约率.
Or one over labels that are the same for every indicator, and their values: 进展 over 计划 | ≥5次, 完成 | 6次.

The heading and the cells under it that are not divided are cut in two, so that every column has a heading of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice, takewhile

from extractor.document import Cell, Piece
from extractor.normalise.levels import is_first_level, is_kind, is_level
from extractor.normalise.shapes import shape
from extractor.normalise.text import key
from extractor.segment.flow import Row
from extractor.segment.tables.implied import LEVELS

__all__ = ["divided"]


_LABELS = Piece()
_MIN_CELLS = 2
_LOOKED_AT = 40
"""Rows under a heading that tell whether it is divided: a table of thousands of rows is not looked through for each of them."""
_LED = re.compile(r"(?P<level>[\u4e00-\u9fff]{2,10})\s*[：:]\s*(?P<name>.+)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class _Division:
    """The columns [start, end) under one heading, cut at `at`; `heads` are the headings of the two parts."""

    start: int
    at: int
    end: int
    heads: tuple[Piece, Piece]

    def is_over(self, cell: Cell) -> bool:
        return cell.column == self.start and cell.column_end == self.end

    def halves(self, cell: Cell, pieces: tuple[Piece, Piece]) -> Iterator[Cell]:
        yield replace(cell, piece=pieces[0], column_span=self.at - self.start)
        yield replace(cell, piece=pieces[1], column=self.at, column_span=self.end - self.at)


def _keeps(row: Row, head: Cell) -> bool:
    """Whether no cell of a row runs over the edges of a heading."""
    edges = (head.column, head.column_end)
    return not any(cell.column < edge < cell.column_end for cell in row.cells for edge in edges)


def _level(cells: Sequence[Cell]) -> Piece | None:
    """The heading for a column of levels; None where the words are none."""
    texts = [cell.text for cell in cells if cell.piece]
    if len(texts) < _MIN_CELLS or not all(map(is_level, texts)):
        return None
    return LEVELS[1] if all(map(is_kind, texts)) else LEVELS[0] if all(map(is_first_level, texts)) else None


def _repeat(texts: Sequence[str]) -> bool:
    """Whether the texts begin with a few different labels, and then with the same again."""
    size = next((n for n in range(1, len(texts)) if texts[n] == texts[0]), 0)
    labels = texts[:size]
    plain = all(shape(text) == "text" and not is_level(text) for text in labels)
    return size >= _MIN_CELLS and plain and len(set(labels)) == size and list(texts[size : 2 * size]) == list(labels)


def _division(head: Cell, rows: Sequence[Row]) -> _Division | None:
    under = [cell for row in rows for cell in row.cells if head.column <= cell.column < head.column_end]
    firsts = [cell for cell in under if cell.column == head.column and cell.column_end < head.column_end]
    led = [
        replace(cell, piece=_led(cell.piece)[0])
        for cell in under
        if cell.column == head.column and cell.column_end == head.column_end
    ]
    level = _level([*firsts, *led]) or (_LABELS if _repeat([key(cell.text) for cell in firsts]) else None)
    if not firsts or level is None or len({cell.column_end for cell in firsts}) > 1:
        return None
    at = firsts[0].column_end
    if level is _LABELS:
        return _Division(head.column, at, head.column_end, (level, head.piece))
    rest = _level([cell for cell in under if cell.column == at])
    return _Division(head.column, at, head.column_end, (level, rest or head.piece))


def _led(piece: Piece) -> tuple[Piece, Piece]:
    """Level and name of a cell that is not divided (数量目标：减免人数); one alone has not the other."""
    if is_level(piece.text):
        return piece, Piece()
    match = _LED.fullmatch(piece.text.strip())
    if match is None or not is_level(match["level"]):
        return Piece(), piece
    bare = piece.strip()
    return bare.slice(*match.span("level")), bare.slice(*match.span("name"))


def _cut(row: Row, division: _Division, *, is_header: bool) -> Row:
    def of(cells: Sequence[Cell]) -> Iterator[Cell]:
        for cell in cells:
            if division.is_over(cell):
                yield from division.halves(cell, division.heads if is_header else _led(cell.piece))
            else:
                yield cell

    return replace(row, cells=tuple(of(row.cells)), above=tuple(of(row.above)) if is_header else row.above)


def _run(rows: Sequence[Row], start: int, head: Cell, most: int | None = None) -> list[Row]:
    """The rows under row `start` that keep the edges of one of its headings, no more than `most`."""
    under = islice(rows, start + 1, None if most is None else start + 1 + most)
    return list(takewhile(lambda row: row.grid == rows[start].grid and _keeps(row, head), under))


def divided(rows: Sequence[Row], start: int) -> Sequence[Row]:
    """The rows, as many as before, with the headings of row `start` that stand over levels cut in two."""
    header = rows[start]
    said = [(cell.column, key(cell.text)) for cell in header.filled]
    for head in (cell for cell in header.all_cells if cell.column_span > 1 and cell.piece):
        division = _division(head, _run(rows, start, head, _LOOKED_AT))
        if division is not None:
            run = _run(rows, start, head)
            again = [row for row in run if [(cell.column, key(cell.text)) for cell in row.filled] == said]
            cut = [_cut(row, division, is_header=row in again) for row in run]
            rows = [*rows[:start], _cut(rows[start], division, is_header=True), *cut, *rows[start + 1 + len(run) :]]
    return rows
