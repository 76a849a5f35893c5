"""Cuts a sheet where its pages break, as word processors print it: every page's part of a table is closed.

A merged cell over a break becomes one cell on each page, the later ones blank; a row over a break becomes two rows,
its text going on in the second.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from golden.sheet import Cell, Row, Sheet, Span, Table

__all__ = ["cut_at_page_breaks"]


def cut_at_page_breaks(sheet: Sheet, pages: Mapping[str, Sequence[int]], lengths: Mapping[str, int]) -> Sheet:
    """`pages` are those of each row, `lengths` the characters of each leaf that fit on its first page."""
    blocks = list(sheet.blocks)
    for number, block in enumerate(blocks):
        if isinstance(block, Table):
            places = [pages[f"{number}.{index}"] for index in range(len(block.rows))]
            cut = _cut_merged(block, [place[0] for place in places])
            blocks[number] = _cut_rows(cut, places, lengths) if cut == block else cut
    return replace(sheet, blocks=tuple(blocks))


def _cut_merged(table: Table, pages: Sequence[int]) -> Table:
    rows: list[list[tuple[int, Cell]]] = [[] for _ in table.rows]
    for row, column, cell in table.placed():
        height = sum(1 for page in pages[row : row + cell.rows] if page == pages[row])
        rows[row].append((column, replace(cell, rows=height)))
        if height < cell.rows:
            rows[row + height].append((column, replace(cell, spans=(), rows=cell.rows - height)))
    ordered = (tuple(cell for _, cell in sorted(row, key=lambda item: item[0])) for row in rows)
    return replace(table, rows=tuple(replace(row, cells=cells) for cells, row in zip(ordered, table.rows, strict=True)))


def _cut_rows(table: Table, places: Sequence[Sequence[int]], lengths: Mapping[str, int]) -> Table:
    rows: list[Row] = []
    for index, row in enumerate(table.rows):
        whole = index < table.header or len(places[index]) == 1
        rows += [row] if whole else _halves(row, lengths)
    return replace(table, rows=tuple(rows))


def _halves(row: Row, lengths: Mapping[str, int]) -> list[Row]:
    cut = [_cut_cell(cell, lengths) for cell in row.cells]
    return [Row(tuple(upper for upper, _ in cut)), replace(row, cells=tuple(lower for _, lower in cut))]


def _cut_cell(cell: Cell, lengths: Mapping[str, int]) -> tuple[Cell, Cell]:
    """Only the text of a single leaf goes on; everything else stays in the upper half."""
    span = cell.spans[0] if len(cell.spans) == 1 else Span("")
    at = _position(span.text, lengths[span.paths[0]]) if span.paths and span.text else len(span.text)
    if not span.text[at:].strip():
        return cell, replace(cell, spans=())
    upper, lower = (replace(span, text=part.strip()) for part in (span.text[:at], span.text[at:]))
    return replace(cell, spans=(upper,)), replace(cell, spans=(lower,))


def _position(text: str, length: int) -> int:
    """Where the first `length` characters that are no blanks end."""
    marks = [number for number, char in enumerate(text, start=1) if not char.isspace()]
    return marks[length - 1]
