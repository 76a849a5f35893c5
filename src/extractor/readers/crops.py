"""A place of a page read again: copied from its text layer where that can be trusted, else looked at in several ways."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from functools import cache
from pathlib import Path

import numpy as np
import pymupdf

from extractor.document import Box
from extractor.readers.kinds import Kind, kind_of
from extractor.readers.layer import Glyph, Layer, layer_of
from extractor.readers.ocr import Ocr
from extractor.readers.options import ReadOptions
from extractor.readers.pdf import MUPDF, opened
from extractor.readers.raster import Pixels, Raster, rasters
from extractor.readers.sheets import CLOSELY, FIRST, WAYS, Sheet
from extractor.readers.trace import Look

__all__ = ["Crops", "crops_of"]

_DPI = 300
_SHEETS = 3
"""Pages that are kept as pictures; what is looked at lies mostly on one."""

_TALL = 2.5
"""A box so much higher than wide holds text that runs up or down the page; a single digit is twice as high as wide."""


class Crops:
    """Reads places of one file again. Pages are opened as they are asked for, each layer once."""

    def __init__(
        self, ocr: Ocr, document: pymupdf.Document | None, pages: Callable[[], Sequence[Raster]], *, layered: bool
    ) -> None:
        self._ocr, self._document, self._pages, self._layered = ocr, document, cache(pages), layered
        self._layers: dict[int, Layer | None] = {}
        self._sheets: dict[int, Sheet | None] = {}

    def looks(self, page: int, box: Box, *, closely: bool = False) -> list[Look]:
        """The looks at a box of a page (1-based): one where there is a text layer, none where nothing can be seen.

        `closely` are further looks, in other ways than the first.
        """
        layer = self._layer(page)
        if layer is not None:
            return [] if closely else [Look(_within(layer.glyphs, box), 1.0)]
        sheet = self._sheet(page)
        if sheet is None:
            return []
        ways = CLOSELY if closely else FIRST
        pictures = [sheet.cut(box, WAYS[name]) for name in ways]
        if box[3] - box[1] <= _TALL * (box[2] - box[0]):
            return self._read(ways, pictures)
        sides = [self._read(ways, [np.ascontiguousarray(np.rot90(picture, turn)) for picture in pictures]) for turn in (1, -1, 0)]
        return max(sides, key=lambda looks: sum(look.score for look in looks))

    def _read(self, ways: Sequence[str], pictures: Sequence[Pixels]) -> list[Look]:
        found = zip(ways, self._ocr.traced(pictures), strict=True)
        # 1.0 says that nothing was recognised, it was copied
        return [Look(read.text.strip(), min(read.score, 0.9999), trace, way, WAYS[way].is_broad) for way, (read, trace) in found]

    def _layer(self, page: int) -> Layer | None:
        """The page's text, None where it is a picture. A page that lies on its side is read from its picture too."""
        if self._document is None or not self._layered:
            return None
        if page not in self._layers:
            with MUPDF:
                sheet = self._document[page - 1]
                sheet.remove_rotation()
                found = layer_of(sheet)
            self._layers[page] = None if found.is_scan or not found.is_readable or found.turn else found
        return self._layers[page]

    def _sheet(self, page: int) -> Sheet | None:
        """The page as a picture; the last few are kept."""
        if page not in self._sheets:
            while len(self._sheets) >= _SHEETS:
                del self._sheets[next(iter(self._sheets))]
            self._sheets[page] = self._pictured(page)
        return self._sheets[page]

    def _pictured(self, page: int) -> Sheet | None:
        if self._document is not None:
            return _rendered(self._document, page)
        pages = self._pages()
        return Sheet(pages[page - 1].pixels, pages[page - 1].scale) if page <= len(pages) else None


@contextmanager
def crops_of(path: Path, options: ReadOptions, cpu: AbstractContextManager[object]) -> Iterator[Crops | None]:
    """The places of a PDF or an image; None for any other file: text that was copied is not read again."""
    ocr = Ocr(options.threads, cpu)
    with path.open("rb") as file:
        kind = kind_of(path, file.read(2048))
    if kind is Kind.PDF:
        with opened(path, options) as document:
            yield Crops(ocr, document, list, layered=options.ocr == "auto")
    elif kind is Kind.IMAGE:
        yield Crops(ocr, None, lambda: list(rasters(path, options)), layered=False)
    else:
        yield None


def _within(glyphs: Sequence[Glyph], box: Box) -> str:
    """The characters whose middle lies in the box, in the order of the file."""
    x0, y0, x1, y1 = box[0] - 0.5, box[1] - 0.5, box[2] + 0.5, box[3] + 0.5
    inside = (g for g in glyphs if x0 <= (g.box[0] + g.box[2]) / 2 <= x1 and y0 <= (g.box[1] + g.box[3]) / 2 <= y1)
    return "".join(glyph.char for glyph in inside if not glyph.guessed).strip()


def _rendered(document: pymupdf.Document, page: int) -> Sheet | None:
    try:
        with MUPDF:
            pixmap = document[page - 1].get_pixmap(dpi=_DPI, alpha=False, colorspace=pymupdf.csRGB)
    except (RuntimeError, ValueError):  # a page that cannot be drawn gives no second look, and is then not settled
        return None
    rgb = np.frombuffer(pixmap.samples, np.uint8).reshape(pixmap.height, pixmap.stride)[:, : 3 * pixmap.width]
    pixels = np.ascontiguousarray(rgb.reshape(pixmap.height, pixmap.width, 3)[:, :, ::-1])
    return Sheet(pixels, _DPI / 72) if pixels.size else None
