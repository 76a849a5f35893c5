"""The evidence of a finding shown from its source: crops of the page, or the line or row of a text, Word or Excel file."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Protocol, TypeAlias

from extractor.checks.messages import Language
from extractor.document import Block, Box, Grid, Line, Place
from extractor.errors import InputError
from extractor.readers import ReadOptions, read
from extractor.readers.pictures import Pictures, has_pictures, pictures_of
from extractor.record import Evidence

__all__ = ["Crop", "Excerpt", "Source", "View", "source_of"]

_AROUND = (60.0, 14.0)
_WIDE = 560.0
"""Points of the page that are shown around what a finding speaks of; a crop is so wide at least, to show the row's name."""

_APART, _TALLEST = 70.0, 160.0
"""Points: evidence farther apart, or higher together, is shown in crops of its own; a longer text is shown from its beginning."""

_PAGEFUL = 400.0
"""Points of all crops of a finding, which is to fit on one page with its words."""

_MOST = 4
"""Crops or excerpts of a finding."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A box within a crop, in points from its corner; `main` is the one that the finding is about."""

    x: float
    y: float
    width: float
    height: float
    main: bool


@dataclass(frozen=True, slots=True)
class Crop:
    """A part of a page as a PNG in a data URI, its size in points, with the boxes of the evidence."""

    page: int
    width: float
    height: float
    image: str
    marks: Sequence[Mark]


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A line of text, or the cells of a row; those that the finding speaks of are marked."""

    evidence: Evidence
    cells: Sequence[tuple[str, bool]]


View: TypeAlias = Crop | Excerpt


class Source(Protocol):
    """The file that a document was read from."""

    missing: str | None
    """Why nothing of it can be shown, for a person; None where it is there."""

    def show(self, evidence: Sequence[Evidence]) -> list[View]:
        """What a finding speaks of, as it stands there."""
        ...


class _Nothing:
    """No file to show anything of."""

    def __init__(self, missing: str) -> None:
        self.missing: str | None = missing

    def show(self, evidence: Sequence[Evidence]) -> list[View]:
        """Nothing."""
        del evidence
        return []


class _Pages:
    """A PDF or an image."""

    missing: str | None = None

    def __init__(self, pictures: Pictures) -> None:
        self._pictures = pictures

    def show(self, evidence: Sequence[Evidence]) -> list[View]:
        """Crops of the pages that the evidence stands on. Raises an InputError where a page cannot be drawn."""
        crops: list[View] = []
        left = _PAGEFUL
        for page, boxes in islice(_clusters(evidence), _MOST):
            crop = self._crop(page, boxes)
            left -= crop.height
            if left >= 0 or not crops:
                crops.append(crop)
        return crops

    def _crop(self, page: int, boxes: _Boxes) -> Crop:
        """The part of the page around boxes, whole points, so that the same file gives the same picture."""
        width, height = self._pictures.size(page)
        x0, y0, x1, y1 = _hull([box for box, _ in boxes])
        wide, high = _AROUND
        left, right = _stretched(x0 - wide, x1 + wide, width)
        top, bottom = max(0.0, float(int(y0 - high))), min(height, float(int(min(y1, y0 + _TALLEST) + high)))
        png = self._pictures.crop(page, (left, top, right, bottom), 0.0)
        image = f"data:image/png;base64,{base64.b64encode(png).decode('ascii')}"
        marks = [_mark(box, main, (left, top)) for box, main in boxes]
        return Crop(page, right - left, bottom - top, image, marks)


def _stretched(left: float, right: float, width: float) -> tuple[float, float]:
    """To the left, where the names of rows stand, then to the right, as far as the page goes."""
    right = min(width, float(int(right)))
    left = max(0.0, float(int(min(left, right - _WIDE))))
    return left, min(width, max(right, left + _WIDE))


def _mark(box: Box, main: bool, corner: tuple[float, float]) -> Mark:
    x, y = box[0] - corner[0] - 1.5, box[1] - corner[1] - 1.5
    return Mark(round(x, 2), round(y, 2), round(box[2] - box[0] + 3, 2), round(box[3] - box[1] + 3, 2), main)


_Boxes: TypeAlias = list[tuple[Box, bool]]
"""Boxes in the order of the page, and which is the main one."""


def _clusters(evidence: Sequence[Evidence]) -> list[tuple[int, _Boxes]]:
    """Boxes of a page that fit into one crop; those with the main one first."""
    placed = [(item.page, item.box, number == 0) for number, item in enumerate(evidence) if item.page and item.box]
    found = []
    for page in dict.fromkeys(page for page, _, _ in placed):
        boxes = {box: main for at, box, main in reversed(placed) if at == page}
        found += [(page, group) for group in _near(sorted(boxes.items(), key=lambda item: item[0][1]))]
    return sorted(found, key=lambda item: not any(main for _, main in item[1]))


def _near(boxes: _Boxes) -> Iterator[_Boxes]:
    """Boxes that stand close together on a page."""
    group: _Boxes = []
    for box, main in boxes:
        if group and (box[1] - max(other[3] for other, _ in group) > _APART or box[3] - group[0][0][1] > _TALLEST):
            yield group
            group = []
        group.append((box, main))
    yield group


def _hull(boxes: Sequence[Box]) -> Box:
    return min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes)


_Row: TypeAlias = list[tuple[str, Sequence[Place]]]
"""Cells with the places of their text."""

_Key: TypeAlias = tuple[int, int | None, tuple[int, int, int] | None]
"""Page, line, cell of an office file."""


class _Texts:
    """A text, Word or Excel file: blocks by the lines and cells that they stand on."""

    missing: str | None = None

    def __init__(self, path: Path) -> None:
        document = read(path, options=ReadOptions(accept_repaired=True))
        self._rows = [row for page in document.pages for block in page.blocks for row in _rows(block)]
        self._at = {_key(place): number for number, row in enumerate(self._rows) for _, places in row for place in places}

    def show(self, evidence: Sequence[Evidence]) -> list[View]:
        """The rows that the evidence stands in, each once."""
        found: dict[int, list[Evidence]] = {}
        for item in evidence:
            number = self._at.get(_place(item))
            if number is not None and (item.line or item.cell):
                found.setdefault(number, []).append(item)
        return [self._excerpt(number, items) for number, items in list(found.items())[:_MOST]]

    def _excerpt(self, number: int, items: Sequence[Evidence]) -> Excerpt:
        row = self._rows[number]
        marked = {cell for item in items for cell in _cells(row, item)}
        return Excerpt(items[0], [(text, cell in marked) for cell, (text, _) in enumerate(row)])


def _cells(row: _Row, item: Evidence) -> list[int]:
    """The cells of a row that a value may be: a line of a text file may have several, of which those that have its text."""
    at = [number for number, (_, places) in enumerate(row) if any(_key(place) == _place(item) for place in places)]
    return [number for number in at if item.raw and item.raw in row[number][0]] or at


def _place(item: Evidence) -> _Key:
    return item.page or 1, item.line, item.cell


def _key(place: Place) -> _Key:
    return place.page, place.line, place.cell


def _rows(block: Block) -> Iterator[_Row]:
    """A line as a row of one cell, a grid's rows."""
    if isinstance(block, Line):
        yield [(block.piece.text, block.piece.places)]
    elif isinstance(block, Grid):
        for row in block.rows():
            yield [(cell.text, cell.piece.places) for cell in row]


_ABSENT = {
    "zh": "没有原件，只列文字。",
    "en": "The source file is not there; text only.",
}
_OTHER = {
    "zh": "原件与记录不是同一个文件（SHA-256 不同），不从中截图。",
    "en": "The source is not the file that was read (its SHA-256 differs); nothing of it is shown.",
}


@contextmanager
def source_of(path: Path | None, sha256: str, language: Language) -> Iterator[Source]:
    """The file as something to show evidence of. One that is not there, does not open or is another one says so."""
    with ExitStack() as opened:
        try:
            source = _opened(path, sha256, language, opened)
        except (InputError, OSError) as error:
            source = _Nothing(str(error))
        yield source


def _opened(path: Path | None, sha256: str, language: Language, opened: ExitStack) -> Source:
    if path is None:
        return _Nothing(_ABSENT[language])
    with path.open("rb") as file:
        if hashlib.file_digest(file, "sha256").hexdigest() != sha256:
            return _Nothing(_OTHER[language])
    return _Pages(opened.enter_context(pictures_of(path))) if has_pictures(path) else _Texts(path)
