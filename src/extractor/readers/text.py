"""Text copies of forms, in two dialects.

Tab rows: a line with tabs is a row, an empty line ends the table. Cell per line: a leading tab opens a cell, a line without
one continues it, an empty line ends the row. A file may mix them, so each stretch between empty lines is judged by itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from extractor.document import BLANKS, Block, Cell, Grid, Line, Page, Piece, Place
from extractor.errors import DamagedInputError
from extractor.readers.encoding import decode
from extractor.readers.markup import clean

__all__ = ["parse_text", "read_text"]

_SEPARATOR = re.compile(r"\s*-{2,}(?:\s*\t\s*-{2,})*\s*")
_NEWLINES = re.compile(r"\r\n|\r|\n|\f")


@dataclass(frozen=True, slots=True)
class _Physical:
    """A line of the file, as it stands there."""

    number: int
    text: str

    @property
    def is_cell(self) -> bool:
        """A tab in front and no other: a cell of the cell dialect, or a row of two with a blank first."""
        return self.text.startswith("\t") and "\t" not in self.text[1:]

    @property
    def piece(self) -> Piece:
        return Piece.at(self.text, Place(1, line=self.number))


_Stretch = Sequence[_Physical]
_Row = list[Piece]


@dataclass(slots=True)
class _Builder:
    """Rows that follow one another become one grid."""

    blocks: list[Block] = field(default_factory=list)
    rows: list[_Row] = field(default_factory=list)
    dropped: dict[str, None] = field(default_factory=dict)

    def note(self, what: str) -> None:
        self.dropped[what] = None

    def row(self, pieces: Iterable[Piece]) -> None:
        self.rows.append([clean(piece, self.note) for piece in pieces])

    def line(self, physical: _Physical) -> None:
        piece = clean(physical.piece, self.note)
        if piece:
            self.end_grid()
            self.blocks.append(Line(piece))

    def end_grid(self) -> None:
        cells = tuple(Cell(r, c, piece) for r, row in enumerate(self.rows) for c, piece in enumerate(row))
        if cells:
            self.blocks.append(Grid(cells, ruled=False))
        self.rows.clear()


def read_text(path: Path) -> tuple[Page, str]:
    """The file as one page, and the name of its encoding."""
    decoded = decode(path.read_bytes())
    if decoded is None:
        raise DamagedInputError(
            f"{path.name}：不是 UTF-8、UTF-16 或 GB18030 编码的文本，无法逐字解码。请另存为 UTF-8 文本，或提供 PDF。"
        )
    return parse_text(decoded[0]), decoded[1]


def parse_text(text: str) -> Page:
    """Lines and unruled grids of a text; every piece knows its 1-based lines."""
    builder = _Builder()
    stretches = list(_stretches(text))
    cellwise = [_is_cellwise(stretch) for stretch in stretches]
    fallback = sum(1 for known in cellwise if known) >= sum(1 for known in cellwise if known is False)
    for stretch, known in zip(stretches, cellwise, strict=True):
        if fallback if known is None else known:
            _add_cellwise(builder, stretch)
        else:
            builder.end_grid()
            _add_tabbed(builder, stretch)
            builder.end_grid()
    builder.end_grid()
    repairs = tuple(f"已略去转换软件留下的{what}" for what in builder.dropped)
    return Page(1, tuple(builder.blocks), "text", repairs=repairs)


def _stretches(text: str) -> Iterator[_Stretch]:
    """Runs of lines between empty ones; a line of one tab is a blank cell, not an empty line."""
    stretch: list[_Physical] = []
    for number, line in enumerate(_NEWLINES.split(text.removeprefix("\ufeff")), start=1):
        if "\t" in line or line.strip(BLANKS):
            stretch.append(_Physical(number, line))
        elif stretch:
            yield stretch
            stretch = []
    if stretch:
        yield stretch


def _is_cellwise(stretch: _Stretch) -> bool | None:
    """Whether the stretch is in the cell dialect; None where a single line could be either."""
    tabbed = [line for line in stretch if "\t" in line.text]
    cells = sum(line.is_cell for line in tabbed)
    if cells == len(tabbed) <= 1:
        return None
    return 2 * cells > len(tabbed)


def _add_cellwise(builder: _Builder, stretch: _Stretch) -> None:
    cells: list[list[Piece]] = []
    for line in stretch:
        if line.text.startswith("\t"):
            cells.append([line.piece.slice(1)])
        elif cells:
            cells[-1].append(line.piece)
        else:
            builder.line(line)
    if cells:
        builder.row(Piece.join((part for part in cell if part.text.strip(BLANKS)), "\n") for cell in cells)


def _add_tabbed(builder: _Builder, stretch: _Stretch) -> None:
    for line in stretch:
        if "\t" not in line.text:
            builder.line(line)
        elif _SEPARATOR.fullmatch(line.text):
            builder.note("表格分隔行（---）")
        else:
            builder.row(_split(line.piece))


def _split(piece: Piece) -> Iterator[Piece]:
    start = 0
    for field_text in piece.text.split("\t"):
        yield piece.slice(start, start + len(field_text))
        start += len(field_text) + 1
