"""Where a value truly stands and where it was read, shown: a crop of the page, lines of a text copy, cells of a Word copy.

To show another kind of file: a class with `show`, and its row in `_VIEWERS`.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import Protocol, TypeAlias

import pymupdf

from eval.cases import Copy
from extractor.document import Box
from extractor.normalise.text import key
from extractor.record import Leaf, Span
from golden.corpus import CellPlace, LinePlace

__all__ = ["Crop", "Excerpt", "Seen", "View", "viewer"]

_AROUND = (150.0, 24.0)
"""Points of the page to show around a box."""
_TALLEST = 260.0
"""Points: boxes farther apart are shown in crops of their own."""
_MOST = 2
"""Crops of a value."""
_SCALE = 1.6
_QUALITY = 70
_LINES = 3
"""Lines with the expected text that are shown; a short one may stand in many."""


@dataclass(frozen=True, slots=True)
class Crop:
    """A part of a page, in points, with its image as a data URI and the boxes in the page's own points."""

    page: int
    frame: tuple[float, float, float, float]
    image: str
    true: Sequence[Box]
    read: Sequence[Box]


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Lines of text, or cells: where, what stands there, whether it is the true place, whether it was read there."""

    what: str
    rows: Sequence[tuple[str, str, bool, bool]]
    more: int = 0


View: TypeAlias = Crop | Excerpt


@dataclass(frozen=True, slots=True)
class Seen:
    """A value to be shown: its path in the labels, the expected text, and what was read."""

    path: str | None
    expected: str
    leaf: Leaf | None

    @property
    def spans(self) -> Sequence[Span]:
        """The places that were read."""
        leaf = self.leaf
        if leaf is None or leaf.page is None:
            return leaf.spans or [] if leaf else []
        return leaf.spans or [Span(page=leaf.page, box=leaf.box, line=leaf.line)]


class Viewer(Protocol):
    """Shows values of one copy."""

    def show(self, seen: Seen) -> list[View]:
        """The views of a value, none where neither place is known."""
        ...


class _Pages:
    """A PDF or an image."""

    def __init__(self, copy: Copy) -> None:
        self._boxes = copy.truth.boxes or {}
        self._file = pymupdf.open(copy.path)

    def close(self) -> None:
        self._file.close()

    def show(self, seen: Seen) -> list[View]:
        true = [(spot["page"], _box(spot["box"])) for spot in (self._boxes.get(seen.path, []) if seen.path else [])]
        read = [(span.page, span.box) for span in seen.spans if span.box is not None]
        pages = sorted({page for page, _ in (*true, *read)})
        crops = (crop for page in pages for crop in self._crops(page, _on(page, true), _on(page, read)))
        return list(islice(crops, _MOST))

    def _crops(self, page: int, true: Sequence[Box], read: Sequence[Box]) -> Iterator[Crop]:
        if page > len(self._file):
            return
        hull = _hull([*true, *read])
        if true and read and hull[3] - hull[1] > _TALLEST:
            yield self._crop(page, true, ())
            yield self._crop(page, (), read)
        else:
            yield self._crop(page, true, read)

    def _crop(self, page: int, true: Sequence[Box], read: Sequence[Box]) -> Crop:
        sheet = self._file[page - 1]
        x0, y0, x1, y1 = _hull([*true, *read])
        wide, high = _AROUND
        clip = pymupdf.Rect(x0 - wide, y0 - high, x1 + wide, min(y1, y0 + _TALLEST) + high) & sheet.rect
        frame = (clip.x0, clip.y0, clip.width, clip.height)
        return Crop(page, frame, _image(sheet, clip), true, read)


def _image(sheet: pymupdf.Page, clip: pymupdf.Rect) -> str:
    """PNG or JPEG, whichever is smaller: the one for printed text, the other for scans."""
    pixels = sheet.get_pixmap(matrix=pymupdf.Matrix(_SCALE, _SCALE), clip=clip, alpha=False)
    made = {"png": pixels.tobytes("png"), "jpeg": pixels.tobytes("jpeg", jpg_quality=_QUALITY)}
    kind = min(made, key=lambda name: len(made[name]))
    return f"data:image/{kind};base64,{base64.b64encode(made[kind]).decode()}"


def _on(page: int, places: Sequence[tuple[int, Box]]) -> list[Box]:
    return [box for number, box in places if number == page]


def _box(numbers: Sequence[float]) -> Box:
    x0, y0, x1, y1 = numbers
    return x0, y0, x1, y1


def _hull(boxes: Sequence[Box]) -> Box:
    return min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes)


class _Lines:
    """A text copy. Labels do not say on which line a value stands: any line that has the text may be it."""

    def __init__(self, copy: Copy) -> None:
        self._lines = copy.truth.lines
        self._folded = ["".join(key(char) or " " for char in line) for line in self._lines]

    def close(self) -> None:
        """Nothing is held open."""

    def show(self, seen: Seen) -> list[View]:
        read = sorted({span.line for span in seen.spans if span.line is not None and 0 < span.line <= len(self._lines)})
        true = self._with(seen.expected)
        near = sorted(true, key=lambda number: min((abs(number - other) for other in read), default=number))[:_LINES]
        rows = [(f"第 {number} 行", self._lines[number - 1], number in true, number in read) for number in sorted({*near, *read})]
        return [Excerpt("行", rows, len(set(true) - set(near) - set(read)))] if rows else []

    def _with(self, text: str) -> list[int]:
        """The lines that have it, blanks aside; a number is not part of a longer one."""
        folded = key(text)
        spaced = " *".join(map(re.escape, folded))
        wanted = re.compile(rf"(?<![\d.,]){spaced}(?![\d.])" if folded[:1].isdigit() else spaced)
        return [number for number, line in enumerate(self._folded, start=1) if wanted.search(line)] if folded else []


class _Cells:
    """A Word copy."""

    def __init__(self, copy: Copy) -> None:
        from docx import Document  # noqa: PLC0415 - an optional extra, needed for Word copies only

        self._places = copy.truth.cells or {}
        self._word = Document(str(copy.path))

    def close(self) -> None:
        """Nothing is held open."""

    def show(self, seen: Seen) -> list[View]:
        true = {_name(place): self._text(place) for place in (self._places.get(seen.path, []) if seen.path else [])}
        read = {name: self._text(place) for name, place in map(_read_place, seen.spans) if place is not None}
        rows = [(name, text, name in true, name in read) for name, text in {**true, **read}.items()]
        return [Excerpt("格", rows)] if rows else []

    @cached_property
    def _paragraphs(self) -> Sequence[str]:
        return [paragraph.text for paragraph in self._word.paragraphs]

    def _text(self, place: CellPlace | LinePlace) -> str:
        """What stands there; a place that the file has not says so."""
        try:
            if "cell" in place:
                table, row, column = place["cell"]
                return str(self._word.tables[table - 1].cell(row - 1, column - 1).text)
            return self._paragraphs[place["line"] - 1]
        except IndexError:
            return "（文件里没有这个位置）"


def _name(place: CellPlace | LinePlace) -> str:
    if "cell" in place:
        table, row, column = place["cell"]
        return f"表 {table} 第 {row} 行第 {column} 列"
    return f"第 {place['line']} 段"


def _read_place(span: Span) -> tuple[str, CellPlace | LinePlace | None]:
    place: CellPlace | LinePlace | None = None
    if span.cell is not None:
        place = {"cell": list(span.cell)}
    elif span.line is not None:
        place = {"line": span.line}
    return (_name(place) if place else ""), place


_Opened: TypeAlias = _Pages | _Lines | _Cells
_VIEWERS: Mapping[str, Callable[[Copy], _Opened]] = {".txt": _Lines, ".docx": _Cells}
"""By suffix; anything else has pages."""


@contextmanager
def viewer(copy: Copy) -> Iterator[Viewer]:
    """Opens a copy to show values of it. Raises OSError or RuntimeError where it does not open."""
    opened = _VIEWERS.get(copy.path.suffix.lower(), _Pages)(copy)
    try:
        yield opened
    finally:
        opened.close()
