"""Pages and places of a file as PNG pictures, for people to look at. Boxes of a record lie on them as they lie on the page."""

from __future__ import annotations

import math
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Protocol

import cv2
import numpy as np
import pymupdf

from extractor.document import Box
from extractor.errors import DamagedInputError, MissingInputError, TooLargeInputError, UnsupportedInputError
from extractor.readers.kinds import Kind, kind_of
from extractor.readers.options import ReadOptions
from extractor.readers.pdf import MUPDF, opened
from extractor.readers.raster import Pixels, Raster, raster_of

__all__ = ["Pictures", "crop_picture", "has_pictures", "page_picture", "pictures_of"]

_OPTIONS = ReadOptions(accept_repaired=True)
"""A file that was read only after it was repaired is shown too."""

_WIDTHS = (16, 4000)
_MOST_PIXELS = 16_000_000
"""A picture of a long page is less fine, not larger."""

_CROP_DPI = 200
_PAD = 6.0
_GREY = 12
"""Channels that differ by no more are those of a grey page: its PNG is a third as large."""

_COMPRESSION = 4


class _Sheet(Protocol):
    """A page that can be drawn; sizes in points."""

    width: float
    height: float

    def pixels(self, clip: Box, scale: float) -> Pixels:
        """The part of the page within `clip`, `scale` pixels to the point, in blue-green-red."""
        ...


class _Drawn:
    """A page of a PDF, turned as it is shown."""

    def __init__(self, document: pymupdf.Document, path: Path, page: int) -> None:
        with MUPDF:
            self._sheet = document[page - 1]
            self.width, self.height = float(self._sheet.rect.width), float(self._sheet.rect.height)
            largest = max((info[2] * info[3] for info in self._sheet.get_images()), default=0)
        if largest > _OPTIONS.max_pixels:
            raise TooLargeInputError(
                f"{path.name} 第 {page} 页：内嵌图片有 {largest} 像素，超过上限 {_OPTIONS.max_pixels}。请打开原件查看。"
            )

    def pixels(self, clip: Box, scale: float) -> Pixels:
        with MUPDF:
            matrix = pymupdf.Matrix(scale, scale)
            made = self._sheet.get_pixmap(matrix=matrix, clip=pymupdf.Rect(clip), alpha=False, colorspace=pymupdf.csRGB)
            rows = np.frombuffer(made.samples, np.uint8).reshape(made.height, made.stride)[:, : 3 * made.width]
            return np.ascontiguousarray(rows.reshape(made.height, made.width, 3)[:, :, ::-1])


class _Scanned:
    """A page of an image file, upright as its camera or scanner says."""

    def __init__(self, raster: Raster) -> None:
        self._raster, self.width, self.height = raster, raster.width, raster.height

    def pixels(self, clip: Box, scale: float) -> Pixels:
        x0, y0, x1, y1 = (round(value * self._raster.scale) for value in clip)
        cut = self._raster.pixels[max(0, y0) : max(0, y1), max(0, x0) : max(0, x1)]
        ratio = scale / self._raster.scale
        if not cut.size:
            return cut
        size = (max(1, round(cut.shape[1] * ratio)), max(1, round(cut.shape[0] * ratio)))
        return np.asarray(cv2.resize(cut, size, interpolation=cv2.INTER_AREA if ratio < 1 else cv2.INTER_CUBIC), np.uint8)


class Pictures:
    """Draws pages of one file, which stays open."""

    def __init__(self, path: Path, document: pymupdf.Document | None) -> None:
        self._path, self._document = path, document
        self._sheet = lru_cache(maxsize=1)(self._opened_sheet)  # the places of one page are asked for one after another

    def size(self, page: int) -> tuple[float, float]:
        """Width and height of a page (1-based) in points: the space that the boxes of a record are in."""
        sheet = self._sheet(page)
        return sheet.width, sheet.height

    def page(self, page: int, width: int) -> bytes:
        """The whole page, `width` pixels wide unless that makes too large a picture."""
        sheet = self._sheet(page)
        wide = min(max(width, _WIDTHS[0]), _WIDTHS[1])
        return self._png(sheet, page, (0.0, 0.0, sheet.width, sheet.height), wide / sheet.width)

    def crop(self, page: int, box: Box, pad: float = _PAD) -> bytes:
        """The place of a value with `pad` points of paper around it."""
        sheet = self._sheet(page)
        x0, y0, x1, y1 = box
        clip = (max(0.0, x0 - pad), max(0.0, y0 - pad), min(sheet.width, x1 + pad), min(sheet.height, y1 + pad))
        if clip[0] >= clip[2] or clip[1] >= clip[3]:
            raise UnsupportedInputError(f"{self._path.name} 第 {page} 页：位置不在页面上。请打开原件查看。")
        return self._png(sheet, page, clip, _CROP_DPI / 72)

    def _opened_sheet(self, page: int) -> _Sheet:
        if self._document is not None:
            if 0 < page <= self._document.page_count:
                with self._guarded(page):
                    return _Drawn(self._document, self._path, page)
        else:
            raster = raster_of(self._path, page, _OPTIONS)
            if raster is not None:
                return _Scanned(raster)
        raise MissingInputError(f"{self._path.name}：没有第 {page} 页。请检查页码。")

    def _png(self, sheet: _Sheet, page: int, clip: Box, scale: float) -> bytes:
        area = (clip[2] - clip[0]) * (clip[3] - clip[1])
        with self._guarded(page):
            pixels = sheet.pixels(clip, min(scale, math.sqrt(_MOST_PIXELS / area)))
            if not pixels.size:
                raise UnsupportedInputError(f"{self._path.name} 第 {page} 页：位置不在页面上。请打开原件查看。")
            made, png = cv2.imencode(".png", _plain(pixels), [cv2.IMWRITE_PNG_COMPRESSION, _COMPRESSION])
            assert made
            return png.tobytes()

    @contextmanager
    def _guarded(self, page: int) -> Iterator[None]:
        try:
            yield
        except (RuntimeError, ValueError, ZeroDivisionError, cv2.error) as error:
            raise DamagedInputError(f"{self._path.name} 第 {page} 页：画不出来。请打开原件查看。（{error}）") from error


def _plain(pixels: Pixels) -> Pixels:
    """In grey where the picture has no colour."""
    low, high = pixels.min(axis=2), pixels.max(axis=2)
    return np.asarray(cv2.cvtColor(pixels, cv2.COLOR_BGR2GRAY), np.uint8) if int((high - low).max()) <= _GREY else pixels


def _kind(path: Path) -> Kind:
    try:
        with path.open("rb") as file:
            return kind_of(path, file.read(2048))
    except OSError as error:
        raise MissingInputError(f"{path}：打不开（{error.strerror}）。请检查路径和权限。") from error


def has_pictures(path: Path) -> bool:
    """Whether the file has pages to look at: a PDF or an image."""
    return _kind(path) in (Kind.PDF, Kind.IMAGE)


@contextmanager
def pictures_of(path: Path) -> Iterator[Pictures]:
    """The pictures of a PDF or an image. Raises an InputError for any other file and for one that does not open."""
    kind = _kind(path)
    if kind is Kind.PDF:
        with opened(path, _OPTIONS) as document:
            yield Pictures(path, document)
    elif kind is Kind.IMAGE:
        yield Pictures(path, None)
    else:
        raise UnsupportedInputError(f"{path.name}：不是 PDF 或图片，没有页面图像。请打开原件查看。")


def page_picture(path: Path, page: int, width: int) -> bytes:
    """A page (1-based) of a PDF or an image as PNG. Raises an InputError."""
    with pictures_of(path) as pictures:
        return pictures.page(page, width)


def crop_picture(path: Path, page: int, box: Box, pad: float = _PAD) -> bytes:
    """A place of a PDF or an image as PNG, with `pad` points of paper around it. Raises an InputError."""
    with pictures_of(path) as pictures:
        return pictures.crop(page, box, pad)
