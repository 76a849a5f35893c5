"""A place of a page read again: from its text layer where that can be trusted, else from a larger picture of it."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from functools import cache
from pathlib import Path

import cv2
import numpy as np
import pymupdf

from extractor.document import Box
from extractor.readers.kinds import Kind, kind_of
from extractor.readers.layer import Glyph, Layer, layer_of
from extractor.readers.ocr import Ocr, Reading
from extractor.readers.options import ReadOptions
from extractor.readers.pdf import MUPDF, opened
from extractor.readers.raster import Pixels, Raster, rasters
from extractor.readers.stamps import without_stamps

__all__ = ["Crops", "crops_of"]

_DPI = 400
"""Finer than pages are rendered at for reading."""

_PAD = (0.35, 0.15)
"""Paper around the text, in its height: the two amounts that recognition is shown; the surer reading counts."""

_TALL = 2.5
"""A box so much higher than wide holds text that runs up or down the page; a single digit is twice as high as wide."""

_ENLARGED = 48
"""Pixels that a line is high in the picture, at least: recognition reduces to that."""


class Crops:
    """Reads places of one file again. Pages are opened as they are asked for, each layer once."""

    def __init__(
        self, ocr: Ocr, document: pymupdf.Document | None, pages: Callable[[], Sequence[Raster]], *, layered: bool
    ) -> None:
        self._ocr, self._document, self._pages, self._layered = ocr, document, cache(pages), layered
        self._layers: dict[int, Layer | None] = {}

    def text(self, page: int, box: Box) -> tuple[str, float] | None:
        """The text in a box of a page (1-based) and how sure it is; 1.0 from a text layer. None where nothing can be read."""
        layer = self._layer(page)
        if layer is not None:
            return (_within(layer.glyphs, box), 1.0)
        readings = [reading for reading in self._ocr.recognise(list(self._pictures(page, box))) if reading.text.strip()]
        best: Reading | None = max(readings, key=lambda reading: reading.score, default=None)
        # 1.0 says that nothing was recognised, it was copied
        return (best.text.strip(), min(best.score, 0.9999)) if best is not None else None

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

    def _pictures(self, page: int, box: Box) -> Iterator[Pixels]:
        height = min(box[2] - box[0], box[3] - box[1])
        for pad in _PAD:
            picture = self._picture(page, _padded(box, pad * height))
            if picture is None or not picture.size:
                return
            if box[3] - box[1] > _TALL * (box[2] - box[0]):
                yield np.ascontiguousarray(np.rot90(picture))
                yield np.ascontiguousarray(np.rot90(picture, -1))
            yield picture

    def _picture(self, page: int, box: Box) -> Pixels | None:
        """The grey picture of a box, stamps taken out."""
        if self._document is not None:
            return _rendered(self._document, page, box)
        pages = self._pages()
        return _cut(pages[page - 1], box) if page <= len(pages) else None


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


def _padded(box: Box, pad: float) -> Box:
    return (box[0] - pad, box[1] - pad, box[2] + pad, box[3] + pad)


def _within(glyphs: Sequence[Glyph], box: Box) -> str:
    """The characters whose middle lies in the box, in the order of the file."""
    x0, y0, x1, y1 = _padded(box, 0.5)
    inside = (g for g in glyphs if x0 <= (g.box[0] + g.box[2]) / 2 <= x1 and y0 <= (g.box[1] + g.box[3]) / 2 <= y1)
    return "".join(glyph.char for glyph in inside if not glyph.guessed).strip()


def _rendered(document: pymupdf.Document, page: int, box: Box) -> Pixels | None:
    with MUPDF, contextlib.suppress(RuntimeError, ValueError):  # a page that cannot be drawn gives no second reading
        sheet = document[page - 1]
        pixmap = sheet.get_pixmap(dpi=_DPI, clip=pymupdf.Rect(box), alpha=False, colorspace=pymupdf.csRGB)
        rgb = np.frombuffer(pixmap.samples, np.uint8).reshape(pixmap.height, pixmap.stride)[:, : 3 * pixmap.width]
        pixels = np.ascontiguousarray(rgb.reshape(pixmap.height, pixmap.width, 3)[:, :, ::-1])
        return without_stamps(pixels, _DPI / 72) if pixels.size else None
    return None


def _cut(raster: Raster, box: Box) -> Pixels | None:
    """The box from a page of pixels, enlarged where its text is small."""
    x0, y0, x1, y1 = (round(value * raster.scale) for value in box)
    pixels = raster.pixels[max(0, y0) : y1, max(0, x0) : x1]
    if not pixels.size:
        return None
    grey = without_stamps(np.ascontiguousarray(pixels), raster.scale)
    ratio = _ENLARGED / grey.shape[0]
    if ratio <= 1:
        return grey
    return np.asarray(cv2.resize(grey, None, fx=ratio, fy=ratio, interpolation=cv2.INTER_CUBIC), np.uint8)
