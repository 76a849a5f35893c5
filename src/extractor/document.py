"""What a file holds before anyone says what it means: pages of lines and grids, every character with its place.

All text is carried by `Piece`: a string whose characters know where they stand. Cutting, trimming and joining pieces
keeps the places, so that a value taken from one can always be shown on the page.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Literal, TypeAlias
from unicodedata import east_asian_width

__all__ = ["BLANKS", "Block", "Box", "Cell", "Document", "Grid", "Line", "Mark", "Page", "Piece", "Place", "char_width"]

Box: TypeAlias = tuple[float, float, float, float]
"""x0, y0, x1, y1 in PDF points, origin top left, of the page as it is shown."""

BLANKS = " \t\r\n\u3000\xa0\ufeff"


@dataclass(frozen=True, slots=True)
class Place:
    """Where text stands: a page and a box on it, or a 1-based line of a text file, or (table, row, column) of an office file."""

    page: int
    box: Box | None = None
    line: int | None = None
    cell: tuple[int, int, int] | None = None


@dataclass(frozen=True, slots=True)
class Mark:
    """Characters [start, end) of a piece stand at `place`; `score` is the OCR confidence, 1.0 for text that was not recognised."""

    start: int
    end: int
    place: Place
    score: float = 1.0


def char_width(text: str) -> float:
    """Width in em of `text` in a CJK font: one for a CJK character and for signs such as ≥, about half for a Latin one."""
    return sum(1.0 if east_asian_width(char) in "WFA" else 0.5 for char in text)


def _start(mark: Mark) -> int:
    return mark.start


def _end(mark: Mark) -> int:
    return mark.end


def _cut(mark: Mark, text: str, start: int, end: int) -> Mark:
    """The part of `mark` within [start, end); its box shrinks in proportion to the characters' widths."""
    a, b = max(mark.start, start), min(mark.end, end)
    box = mark.place.box
    if box is None or (a, b) == (mark.start, mark.end):
        return replace(mark, start=a - start, end=b - start)
    whole = char_width(text[mark.start : mark.end]) or 1.0
    x0, y0, x1, y1 = box
    left = x0 + (x1 - x0) * char_width(text[mark.start : a]) / whole
    right = x0 + (x1 - x0) * char_width(text[mark.start : b]) / whole
    return Mark(a - start, b - start, replace(mark.place, box=(left, y0, right, y1)), mark.score)


@dataclass(frozen=True, slots=True)
class Piece:
    """Text and the places of its characters. Marks are in order and do not overlap; joints ("\\n") may be unmarked."""

    text: str = ""
    marks: tuple[Mark, ...] = ()

    @classmethod
    def at(cls, text: str, place: Place, score: float = 1.0) -> Piece:
        """Text that stands at one place."""
        return cls(text, (Mark(0, len(text), place, score),) if text else ())

    @classmethod
    def unread(cls, place: Place) -> Piece:
        """Ink that gave no text: empty, but it knows where it stands, and is not to be taken for a blank."""
        return cls("", (Mark(0, 0, place, 0.0),))

    @property
    def is_unread(self) -> bool:
        """Whether this stands for ink that gave no text."""
        return not self.text and any(mark.score == 0.0 for mark in self.marks)

    @classmethod
    def join(cls, pieces: Iterable[Piece], joint: str = "") -> Piece:
        """The pieces one after another, `joint` between them."""
        text, marks = "", list[Mark]()
        for number, piece in enumerate(pieces):
            text += joint if number else ""
            marks += [replace(m, start=m.start + len(text), end=m.end + len(text)) for m in piece.marks]
            text += piece.text
        return cls(text, tuple(marks))

    def __bool__(self) -> bool:
        return bool(self.text)

    def __len__(self) -> int:
        return len(self.text)

    def slice(self, start: int, end: int | None = None) -> Piece:
        """Characters [start, end), with the places they keep. Raises nothing: bounds are clipped."""
        if not self.text:
            return self
        stop = len(self.text) if end is None else min(end, len(self.text))
        first, last = bisect_right(self.marks, start, key=_end), bisect_left(self.marks, stop, key=_start)
        kept = (_cut(m, self.text, start, stop) for m in self.marks[first:last] if max(m.start, start) < min(m.end, stop))
        return Piece(self.text[start:stop], tuple(kept))

    def strip(self, chars: str = BLANKS) -> Piece:
        """Without outer blanks (U+3000 and NBSP are blanks)."""
        text = self.text
        return self.slice(len(text) - len(text.lstrip(chars)), len(text.rstrip(chars)))

    def find(self, text: str, start: int = 0) -> Piece | None:
        """The first occurrence of `text` at or after `start`."""
        at = self.text.find(text, start)
        return None if at < 0 else self.slice(at, at + len(text))

    @property
    def places(self) -> tuple[Place, ...]:
        """The distinct places, in order."""
        return tuple(dict.fromkeys(mark.place for mark in self.marks))

    @property
    def page(self) -> int | None:
        """The page it starts on; None for text that stands nowhere."""
        return self.marks[0].place.page if self.marks else None

    @property
    def score(self) -> float:
        """The lowest OCR confidence of its characters."""
        return min((mark.score for mark in self.marks), default=1.0)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text outside any grid."""

    piece: Piece
    box: Box | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a grid, by its top left row and column (0-based); `box` bounds the cell where the page shows one.

    `inked` is false for a cell that was seen to be empty on the page, true for one whose ink gave no text (unreadable).
    """

    row: int
    column: int
    piece: Piece
    row_span: int = 1
    column_span: int = 1
    box: Box | None = None
    inked: bool = False

    @property
    def text(self) -> str:
        """Its text."""
        return self.piece.text

    @property
    def column_end(self) -> int:
        """The first column behind it."""
        return self.column + self.column_span


@dataclass(frozen=True, slots=True)
class Grid:
    """A table as it stands on one page: cells in row order. `ruled` grids know merged cells; others may show them as blanks."""

    cells: tuple[Cell, ...]
    ruled: bool
    box: Box | None = None

    def rows(self) -> Iterator[tuple[Cell, ...]]:
        """Cells by the row they start in, left to right."""
        count = 1 + max((cell.row for cell in self.cells), default=-1)
        rows: list[list[Cell]] = [[] for _ in range(count)]
        for cell in self.cells:
            rows[cell.row].append(cell)
        for row in rows:
            yield tuple(sorted(row, key=lambda cell: cell.column))


Block: TypeAlias = Line | Grid


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its blocks in reading order. Sizes in points; both are 0 for text files.

    `notes` says in Chinese what a person should look at (scan quality, cells that could not be read), `repairs` what was put
    right and needs no look (marks that a converter left); `skipped` says why nothing was read from the page, if so.
    """

    number: int
    blocks: tuple[Block, ...]
    origin: Literal["text", "digital", "scan", "office"]
    width: float = 0.0
    height: float = 0.0
    skew: float = 0.0
    notes: tuple[str, ...] = ()
    repairs: tuple[str, ...] = ()
    skipped: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A file as read. `reader` names the reader and its settings, for the record's provenance."""

    source: str
    sha256: str
    pages: tuple[Page, ...]
    reader: str = ""
    seconds: float = field(default=0.0, compare=False)
