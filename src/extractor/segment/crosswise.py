"""Kinds of indicators as columns (数量指标 | 质量指标 | …), several indicators in a cell: such a table is turned, one row for each.

A cell says "name ≥ value" again and again, between semicolons or one on a line; what words stand at the end of one that does not
compare is its value (制度健全).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from extractor.document import Cell, Piece
from extractor.normalise.levels import is_level
from extractor.normalise.lexicon import LEXICON
from extractor.normalise.operators import leading_operator
from extractor.normalise.shapes import quantity_offsets
from extractor.segment.divided import LEVELS
from extractor.segment.expanded import expanded
from extractor.segment.shifted import is_block_heading
from extractor.segment.tables import Column, Table

__all__ = ["compares_within", "halves", "turned"]

_HEADERS = (*LEVELS, Piece("三级指标"), Piece("指标值"))
_STOP = re.compile(r"[；;。]")
_LINE = re.compile(r"\n")
_NUMBER = re.compile(r"\s*[（(]?\d{1,2}[.、．)）](?!\d)\s*")
_QUALITY = re.compile(LEXICON["indicators"]["quality"])
_MIN_KINDS = 2
_MIN_NAME, _MAX_NAME = 2, 32
_PROSE = re.compile(r"[，,。]")


def _comparison(text: str) -> int | None:
    """Where a comparison with its number begins behind a name; None where there is none, or where prose comes before it."""
    starts = (at for at in range(_MIN_NAME, min(len(text), _MAX_NAME)) if leading_operator(text[at:]))
    at = next((at for at in starts if quantity_offsets(text[at:])), None)
    return None if at is None or _PROSE.search(text, 0, at) else at


def compares_within(text: str) -> bool:
    """Whether a text holds an indicator with its target: a name, and behind it a comparison with a number."""
    return any(_comparison(part.text.strip()) is not None for part in _items(Piece(text)))


def _cut(piece: Piece, stop: re.Pattern[str]) -> list[Piece]:
    points = [0, *(match.end() for match in stop.finditer(piece.text)), len(piece)]
    parts = (piece.slice(a, b).strip(" \t\r\n\u3000\xa0；;。，,") for a, b in pairwise(points))
    return [part for part in parts if part]


def _items(piece: Piece) -> Iterator[Piece]:
    """The indicators of a cell: between stops; by lines where each line compares for itself."""
    for part in _cut(piece, _STOP):
        lines = _cut(part, _LINE)
        alone = len(lines) > 1 and all(_comparison(line.text) is not None for line in lines)
        for item in lines if alone else [part]:
            match = _NUMBER.match(item.text)
            yield item.slice(match.end()) if match else item


def halves(item: Piece) -> tuple[Piece, Piece]:
    """Name and value of one indicator."""
    at = _comparison(item.text)
    if at is None:
        match = _QUALITY.search(item.text, _MIN_NAME)
        at = match.start() if match else len(item)
    return item.slice(0, at).strip(" \t\r\n\u3000\xa0：:，,"), item.slice(at).strip()


def _kinds(table: Table) -> range:
    """The adjacent columns whose cells are indicators with their targets, most of them."""
    holding = [j for j in range(len(table.columns)) if _holds(table.texts(j)) and table.columns[j].header]
    found = range(holding[0], holding[-1] + 1) if len(holding) >= _MIN_KINDS else range(0)
    return found if len(holding) > len(found) / 2 else range(0)


def _holds(texts: Sequence[str]) -> bool:
    filled = [text for text in texts if text.strip()]
    plain = not any(_PROSE.search(item.text) and len(item) > _MAX_NAME for text in filled for item in _items(Piece(text)))
    return bool(filled) and plain and sum(map(compares_within, filled)) >= len(filled) / 2


def _grown(table: Table, kinds: range) -> range:
    """The columns under the same outermost heading belong to the kinds, be their targets in words."""
    over = {column.over[0] for j in kinds if (column := table.columns[j]).over}
    same = [j for j, column in enumerate(table.columns) if column.over and column.over[0] in over]
    return range(min((*same, kinds.start)), max((*same, kinds.stop - 1)) + 1)


def _level1(column: Column) -> Piece:
    return column.over[-1] if column.over and not is_block_heading(column.over[-1].text) else Piece()


def _indicators(row: Sequence[Cell | None], table: Table, kinds: range) -> Iterator[tuple[Cell, ...]]:
    for j in kinds:
        cell, column = row[j], table.columns[j]
        for item in _items(cell.piece) if cell is not None else ():
            name, value = halves(item)
            assert cell is not None
            yield tuple(replace(cell, piece=piece) for piece in (_level1(column), column.header, name, value))


def _itemised(table: Table) -> Table:
    """The table with one row for each indicator where one column lists them and every other holds levels; as it is otherwise."""
    live = [j for j in range(len(table.columns)) if any(table.texts(j)) and not table.is_serial(j)]
    holding = [j for j in live if _holds(table.texts(j))]
    others = [j for j in live if j not in holding]
    if len(holding) != 1 or not others or not all(is_level(text) for j in others for text in table.texts(j) if text.strip()):
        return table
    at = holding[0]
    columns = (*(table.columns[j] for j in others), *(replace(table.columns[at], header=header) for header in _HEADERS[2:]))
    return expanded(table, columns, [_opened([row[j] for j in others], _listed(row[at])) for row in table.cells])


def _listed(cell: Cell | None) -> list[tuple[Cell, ...]]:
    """Name and value of each indicator of a cell."""
    if cell is None:
        return []
    return [tuple(replace(cell, piece=piece) for piece in halves(item)) for item in _items(cell.piece)]


def _opened(own: Sequence[Cell | None], rows: Sequence[tuple[Cell, ...]]) -> list[tuple[Cell | None, ...]]:
    """Rows that begin with the cells beside them, the further ones with nothing: those cells go on."""
    return [(*(own if n == 0 else (None,) * len(own)), *cells) for n, cells in enumerate(rows)]


def turned(table: Table) -> Table:
    """The table with one row for each indicator where its columns are kinds of them, or one lists them; as it is otherwise."""
    kinds = _kinds(table)
    if not kinds:
        return _itemised(table)
    kinds = _grown(table, kinds)
    rest = [j for j in range(len(table.columns)) if j not in kinds]
    first = table.columns[kinds.start]
    columns = (*(table.columns[j] for j in rest), *(Column(header, first.start, first.end) for header in _HEADERS))
    rows = [_opened([row[j] for j in rest], list(_indicators(row, table, kinds))) for row in table.cells]
    return expanded(table, columns, rows)
