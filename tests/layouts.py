"""Documents for tests, written down as they look: text copies, and ruled grids drawn with "|"."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.document import Block, Cell, Document, Grid, Line, Page, Piece, Place
from extractor.readers.text import parse_text
from extractor.segment import Region, Table, segment

__all__ = ["HEIGHT", "WIDTH", "document", "line", "of_text", "only", "regions", "ruled", "shown", "tables"]

WIDTH, HEIGHT = 60.0, 20.0
"""Points of a column and of a row, unless other rulings are given."""

BEFORE, ABOVE, INK = "<", "^", "#"
"""In a drawn grid: the cell to the left goes on; the cell above goes on; ink that gave no text."""


def of_text(text: str) -> Document:
    """A text copy in either dialect."""
    return Document("copy.txt", "0" * 64, (parse_text(text),))


def document(*pages: Sequence[Block]) -> Document:
    """A digital document of these pages."""
    made = (Page(number, tuple(blocks), "digital", 595, 842) for number, blocks in enumerate(pages, start=1))
    return Document("drawn.pdf", "0" * 64, tuple(made))


def line(text: str, page: int = 1, top: float = 10.0) -> Line:
    """A line of text outside any grid."""
    box = (20.0, top, 20.0 + 10 * len(text), top + 10)
    return Line(Piece.at(text, Place(page, box)), box)


def ruled(drawn: str, page: int = 1, *, top: float = 100.0, edges: Sequence[float] = ()) -> Grid:
    """A ruled grid, a line per row, cells parted by "|". "<" joins a cell to the one before it, "^" to the one above."""
    rows = [[text.strip() for text in row.split("|")] for row in drawn.strip("\n").split("\n")]
    width = max(map(len, rows))
    xs = edges or [20.0 + WIDTH * n for n in range(width + 1)]
    cells = [
        _cell(rows, r, c, xs, top, page) for r, row in enumerate(rows) for c, text in enumerate(row) if text not in (BEFORE, ABOVE)
    ]
    return Grid(tuple(cells), ruled=True)


def _cell(rows: list[list[str]], row: int, column: int, xs: Sequence[float], top: float, page: int) -> Cell:
    right, below = column + 1, row + 1
    while right < len(rows[row]) and rows[row][right] == BEFORE:
        right += 1
    while below < len(rows) and column < len(rows[below]) and rows[below][column] == ABOVE:
        below += 1
    box = (xs[column], top + HEIGHT * row, xs[right], top + HEIGHT * below)
    text = rows[row][column].replace("\\n", "\n")
    inked = text == INK
    piece = Piece() if inked else Piece.at(text, Place(page, box))
    return Cell(row, column, piece, below - row, right - column, box, inked)


def regions(drawn: str | Document) -> tuple[Region, ...]:
    """The regions of a text copy or document."""
    return segment(of_text(drawn) if isinstance(drawn, str) else drawn).regions


def only(drawn: str | Document) -> Region:
    """The one region."""
    (found,) = regions(drawn)
    return found


def tables(drawn: str) -> list[Table]:
    """The tables of a form of targets whose grid is drawn."""
    return only(document([line("绩效目标表"), ruled(drawn)])).tables


def shown(table: Table) -> list[list[str | None]]:
    """Header and rows of a table; None where a merged cell goes on."""
    header: list[str | None] = [column.header.text for column in table.columns]
    return [header, *([cell.text if cell else None for cell in row] for row in table.cells)]
