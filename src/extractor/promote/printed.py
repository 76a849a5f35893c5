"""What stands at a place of a source file, read from its text again; where there is only a picture nobody but a person can tell."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path
from typing import NamedTuple, Protocol, TypeAlias

import pymupdf

from extractor.document import Cell, Document, Line, Page, Piece
from extractor.normalise.text import key
from extractor.readers import ReadOptions, read
from extractor.readers.kinds import Kind, kind_of
from extractor.readers.pdf import MUPDF, opened, read_pdf
from extractor.readers.raster import Raster
from extractor.record import Span

__all__ = ["Printed", "Text", "is_shown", "open_printed", "source_kind"]

_MARGIN = 1.0
"""Points by which a character's middle may lie outside its box: boxes are rounded."""

_ROW = 4
"""Points within which characters stand in one row."""


class Printed(Protocol):
    """A source file."""

    def text(self, span: Span) -> str | None:
        """What is printed at a place, folded and without blanks; None where only a picture shows it."""
        ...

    def is_there(self, span: Span) -> bool:
        """Whether the file has such a place at all."""
        ...

    @property
    def is_picture(self) -> bool:
        """Whether nothing in it can be told without recognition."""
        ...


def source_kind(path: Path) -> Kind:
    """What the file is, by its first bytes. Raises an InputError."""
    with path.open("rb") as stream:
        return kind_of(path, stream.read(2048))


def open_printed(path: Path) -> Printed:
    """The file, ready to be asked; nothing is recognised. Raises an InputError."""
    kind = source_kind(path)
    if kind is Kind.PDF:
        return _Pdf.of(path)
    return _Picture() if kind is Kind.IMAGE else Text.of(read(path))


def is_shown(raw: str, path: str, parts: list[str]) -> bool:
    """Whether the places show the text: all of them in turn, or each line of it in one of them."""
    whole = "".join(parts)
    if key(raw) in whole:
        return True
    if path.endswith(".label") and "/" in raw:  # the parts stand side by side or over each other, so that their lines mix
        return not Counter(key(raw).replace("/", "")) - Counter(whole)
    return all(any(line in part for part in parts) for text in raw.split("\n") if (line := key(text)))


@dataclass(frozen=True, slots=True)
class _Picture:
    """A picture: whether what it shows is what was read is for a person to say."""

    def text(self, span: Span) -> str | None:
        """Unknown."""
        del span
        return None

    def is_there(self, span: Span) -> bool:
        """Whether the place is one of a picture."""
        return span.box is not None

    @property
    def is_picture(self) -> bool:
        """It is."""
        return True


_Key: TypeAlias = tuple[int | None, tuple[int, int, int] | None]
"""The line, or the cell: it says by itself in which sheet it is."""


@dataclass(frozen=True, slots=True)
class Text:
    """Lines of a text file, cells and lines of an office file."""

    places: Mapping[_Key, str]

    @classmethod
    def of(cls, document: Document) -> Text:
        """What each line and cell of a file holds that was read without recognition."""
        found: dict[_Key, str] = defaultdict(str)
        for piece in (piece for page in document.pages for piece in _pieces(page)):
            for mark in piece.marks:
                place = mark.place
                found[place.line, place.cell] += piece.text[mark.start : mark.end]
        return cls({at: key(text) for at, text in found.items()})

    def text(self, span: Span) -> str | None:
        """What stands in the line or cell."""
        return self.places.get((span.line, span.cell), "")

    def is_there(self, span: Span) -> bool:
        """Whether something stands in that line or cell."""
        return (span.line, span.cell) in self.places

    @property
    def is_picture(self) -> bool:
        """It is none."""
        return False

    def holds(self, raw: str, path: str) -> bool:
        """Whether the text stands anywhere in the file."""
        return is_shown(raw, path, ["".join(self.places.values())])


def _pieces(page: Page) -> Iterator[Piece]:
    for block in page.blocks:
        if isinstance(block, Line):
            yield block.piece
        else:
            yield from (cell.piece for cell in block.cells if isinstance(cell, Cell))


class _Char(NamedTuple):
    x: float
    y: float
    text: str


@dataclass(frozen=True, slots=True)
class _Pdf:
    """Pages with a text layer that reading trusts, by number, as characters; the other pages are pictures."""

    sizes: Mapping[int, tuple[float, float]]
    chars: Mapping[int, list[_Char]] = field(default_factory=dict)

    @classmethod
    def of(cls, path: Path) -> _Pdf:
        options, pictures = ReadOptions(), set[int]()

        def unread(raster: Raster, number: int) -> Page:
            del raster
            pictures.add(number)
            return Page(number, (), "scan")

        read_pdf(path, options, unread, lambda done, total: None)
        with opened(path, options) as document, MUPDF:
            pages = list(enumerate(document, start=1))
            sizes = {number: (page.rect.width, page.rect.height) for number, page in pages}
            return cls(sizes, {number: list(_chars(page)) for number, page in pages if number not in pictures})

    def text(self, span: Span) -> str | None:
        """The characters whose middle lies in the box, row by row."""
        if span.page not in self.chars or span.box is None:
            return None
        x0, y0, x1, y1 = span.box
        inside = [
            char
            for char in self.chars[span.page]
            if x0 - _MARGIN <= char.x <= x1 + _MARGIN and y0 - _MARGIN <= char.y <= y1 + _MARGIN
        ]
        rows = groupby(sorted(inside, key=lambda char: char.y), key=lambda char: round(char.y / _ROW))
        return key("".join(char.text for _, row in rows for char in sorted(row)))

    @property
    def is_picture(self) -> bool:
        """Whether no page has a text layer."""
        return not self.chars

    def is_there(self, span: Span) -> bool:
        """Whether the box lies on the page."""
        if span.box is None or span.page not in self.sizes:
            return False
        x0, y0, x1, y1 = span.box
        width, height = self.sizes[span.page]
        return -_MARGIN <= x0 < x1 <= width + _MARGIN and -_MARGIN <= y0 < y1 <= height + _MARGIN


def _chars(page: pymupdf.Page) -> Iterator[_Char]:
    """Every character with its middle, on the page as it is shown."""
    for block in page.get_text("rawdict")["blocks"]:
        for char in (char for line in block.get("lines", ()) for span in line["spans"] for char in span["chars"]):
            x0, y0, x1, y1 = char["bbox"]
            middle = pymupdf.Point((x0 + x1) / 2, (y0 + y1) / 2) * page.rotation_matrix
            yield _Char(middle.x, middle.y, char["c"])
