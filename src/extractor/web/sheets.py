"""Sources that have no page image: lines of text files, paragraphs and tables of Word, sheets of Excel, with the values marked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from extractor.document import Cell, Grid, Line, Page, Place
from extractor.readers import read
from extractor.readers.encoding import decode
from extractor.web.marks import Marked, Segment, Spot, segments

__all__ = ["SHOWN", "WINDOW", "Sheet", "SheetCell", "SheetRow", "row_at", "sheet_of", "start_at", "text_at"]

SHOWN = 2_000
"""Characters of a line or cell that are shown; the full text has a page of its own."""

WINDOW = 300
"""Rows that are shown at a time."""

_NEWLINES = re.compile(r"\r\n|\r|\n|\f")
"""Line ends as the reader of text files counts them."""


@dataclass(frozen=True, slots=True)
class SheetCell:
    """A cell, or a line of running text; `more` is the length of a text that is cut, `spot` where all of it can be asked for."""

    segments: tuple[Segment, ...]
    spot: str
    row_span: int = 1
    column_span: int = 1
    more: int = 0


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A numbered row of cells (`grid` counts the tables) or a line (`grid` is 0)."""

    number: int
    cells: tuple[SheetCell, ...]
    grid: int = 0


@dataclass(frozen=True, slots=True)
class Sheet:
    """A window of a page's rows: those from `start` on, of `total`."""

    rows: tuple[SheetRow, ...]
    start: int
    total: int

    @property
    def previous(self) -> int | None:
        """Where the window before begins."""
        return max(self.start - WINDOW, 0) if self.start else None

    @property
    def next(self) -> int | None:
        """Where the window after begins."""
        return self.start + WINDOW if self.start + WINDOW < self.total else None

    def stretches(self) -> Iterator[tuple[int, list[SheetRow]]]:
        """Neighbouring rows of one grid, or lines between grids (0)."""
        run: list[SheetRow] = []
        for row in self.rows:
            if run and run[-1].grid != row.grid:
                yield run[0].grid, run
                run = []
            run.append(row)
        if run:
            yield run[0].grid, run


@dataclass(frozen=True, slots=True)
class _Raw:
    """A row before its values are marked: texts with their places and spans."""

    number: int
    cells: tuple[tuple[str, tuple[Place, ...], int, int], ...]
    grid: int = 0


def _text_rows(path: Path) -> list[_Raw]:
    decoded = decode(path.read_bytes())
    lines = _NEWLINES.split(decoded[0].removeprefix("\ufeff")) if decoded else []
    return [_Raw(number, ((line, (Place(1, line=number),), 1, 1),)) for number, line in enumerate(lines, start=1)]


def _cell(cell: Cell) -> tuple[str, tuple[Place, ...], int, int]:
    return cell.text, cell.piece.places, cell.row_span, cell.column_span


def _row_number(cells: Sequence[Cell], index: int) -> int:
    """The row as its office program counts it, where a cell says so."""
    return next((place.cell[1] for cell in cells for place in cell.piece.places if place.cell), index + 1)


def _grid_rows(grid: Grid, number: int) -> Iterator[_Raw]:
    for index, cells in enumerate(grid.rows()):
        yield _Raw(_row_number(cells, index), tuple(map(_cell, cells)), number)


def _line_number(line: Line, index: int) -> int:
    first = line.piece.places[0] if line.piece.places else None
    if first is None:
        return index
    return first.line or (first.cell[1] if first.cell else index)


def _page_rows(page: Page) -> Iterator[_Raw]:
    grids = 0
    for index, block in enumerate(page.blocks, start=1):
        if isinstance(block, Grid):
            grids += 1
            yield from _grid_rows(block, grids)
        else:
            yield _Raw(_line_number(block, index), ((block.piece.text, block.piece.places, 1, 1),))


@lru_cache(maxsize=8)
def _rows(path: Path, is_text: bool) -> tuple[tuple[_Raw, ...], ...]:
    """All rows of a kept file, page by page. Kept files never change, so the last few are remembered."""
    if is_text:
        return (tuple(_text_rows(path)),)
    return tuple(tuple(_page_rows(page)) for page in read(path).pages)


def _marked(raw: _Raw, marks: Mapping[Spot, Sequence[Marked]]) -> SheetRow:
    cells = []
    for text, at, row_span, column_span in raw.cells:
        found = [mark for place in at for mark in marks.get((place.page, place.cell or place.line or 0), ())]
        distinct = list({mark.path: mark for mark in found}.values())
        cut = segments(text[:SHOWN], distinct)
        more = len(text) if len(text) > SHOWN else 0
        cells.append(SheetCell(tuple(cut), _spot(at), row_span, column_span, more))
    return SheetRow(raw.number, tuple(cells), raw.grid)


def _spot(at: Sequence[Place]) -> str:
    """The first place as an address has it: page and line, or page, table, row and column."""
    if not at:
        return ""
    place = at[0]
    return ".".join(map(str, (place.page, *(place.cell or (place.line or 0,)))))


def _page(path: Path, is_text: bool, page: int) -> tuple[_Raw, ...]:
    pages = _rows(path, is_text)
    return pages[page - 1] if 1 <= page <= len(pages) else ()


def sheet_of(path: Path, *, is_text: bool, page: int, marks: Mapping[Spot, Sequence[Marked]], start: int = 0) -> Sheet:
    """A window of rows of one page. Raises InputError where the kept file cannot be read any more."""
    rows = _page(path, is_text, page)
    begin = min(max(start, 0), max(len(rows) - 1, 0))
    return Sheet(tuple(_marked(raw, marks) for raw in rows[begin : begin + WINDOW]), begin, len(rows))


def start_at(path: Path, *, is_text: bool, page: int, spot: Spot) -> int:
    """Where a window has to begin so that it shows `spot`: at a multiple of the window, as paging does."""
    for index, raw in enumerate(_page(path, is_text, page)):
        if any((place.page, place.cell or place.line) == spot for _, at, _, _ in raw.cells for place in at):
            return index // WINDOW * WINDOW
    return 0


def row_at(path: Path, *, is_text: bool, page: int, spot: Spot, marks: Mapping[Spot, Sequence[Marked]]) -> Sheet | None:
    """The row that has `spot`, by itself."""
    for raw in _page(path, is_text, page):
        if any((place.page, place.cell or place.line) == spot for _, at, _, _ in raw.cells for place in at):
            return Sheet((_marked(raw, marks),), 0, 1)
    return None


def text_at(path: Path, *, is_text: bool, spot: Spot) -> str | None:
    """The whole text of a line or cell."""
    for raw in _page(path, is_text, spot[0]):
        for text, at, _, _ in raw.cells:
            if any((place.page, place.cell or place.line) == spot for place in at):
                return text
    return None
