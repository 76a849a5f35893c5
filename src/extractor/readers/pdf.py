"""PDF files, page by page: a page with a text layer that can be trusted is read from it, any other is rendered and recognised."""

from __future__ import annotations

import math
import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import numpy as np
import pymupdf

from extractor.document import Page
from extractor.errors import DamagedInputError, EmptyInputError, EncryptedInputError, TooLargeInputError
from extractor.readers.digital import read_digital
from extractor.readers.frames import turned
from extractor.readers.layer import layer_of
from extractor.readers.options import ReadOptions
from extractor.readers.raster import Raster

__all__ = ["MUPDF", "opened", "read_pdf"]

MUPDF = threading.Lock()
"""MuPDF keeps global state: held while it works on a page; recognition, which takes the time, runs outside of this lock."""

_BROKEN = re.compile(
    r"zlib|premature|data check|corrupt|truncated|cannot decode|syntax error|ignoring .*error|cannot find", re.IGNORECASE
)
"""Warnings after which part of a page may be missing although it was drawn."""

_MOST_RENDERED = 30_000_000
"""Pixels of a rendered page: a poster is rendered more coarsely, not at any size."""


def read_pdf(
    path: Path, options: ReadOptions, scan: Callable[[Raster, int], Page], done: Callable[[int, int], None]
) -> tuple[Page, ...]:
    """All pages of the file; `scan` reads a rendered page."""
    with opened(path, options) as document:
        count = document.page_count
        pages = []
        for index in range(count):
            with MUPDF:
                outcome = _page(document, index, path, options)
            pages.append(outcome if isinstance(outcome, Page) else scan(outcome, index + 1))
            done(index + 1, count)
        return tuple(pages)


@contextmanager
def opened(path: Path, options: ReadOptions) -> Iterator[pymupdf.Document]:
    """The file, checked; whoever uses its pages holds `MUPDF`. Raises an InputError."""
    pymupdf.TOOLS.mupdf_display_errors(False)
    pymupdf.TOOLS.mupdf_display_warnings(False)
    with MUPDF:
        try:
            document = pymupdf.open(path, filetype="pdf")
        except (pymupdf.FileDataError, RuntimeError, ValueError) as error:
            raise DamagedInputError(f"{path.name}：PDF 已损坏，打不开。请重新导出或重新下载。（{error}）") from error
    try:
        _check(document, path, options)
        yield document
        _check_repair(document, path, options)
    finally:
        with MUPDF:
            document.close()


def _check(document: pymupdf.Document, path: Path, options: ReadOptions) -> None:
    if document.needs_pass:
        raise EncryptedInputError(f"{path.name}：PDF 有打开密码。请先用密码打开并另存为不加密的 PDF。")
    _check_repair(document, path, options)
    if document.page_count == 0:
        raise EmptyInputError(f"{path.name}：PDF 没有页面。请重新导出。")
    if document.page_count > options.max_pages:
        raise TooLargeInputError(f"{path.name}：共 {document.page_count} 页，超过上限 {options.max_pages} 页。请拆分后再读取。")


def _check_repair(document: pymupdf.Document, path: Path, options: ReadOptions) -> None:
    """Damage may show only when a page is loaded, so this is asked again at the end."""
    if document.is_repaired and not options.accept_repaired:
        raise DamagedInputError(
            f"{path.name}：PDF 已损坏或被截断，修复后的数字可能有误，未读取。请重新导出；确需读取时请选择接受修复。"
        )


def _page(document: pymupdf.Document, index: int, path: Path, options: ReadOptions) -> Page | Raster:
    """The page as read from its text layer, or rendered for recognition."""
    pymupdf.TOOLS.reset_mupdf_warnings()
    try:
        page = document[index]
        _check_images(page, path, options)
        width, height = page.rect.width, page.rect.height
        read = _digital(page, options)
        outcome = replace(read, width=width, height=height) if read else _render(page, options)
    except (RuntimeError, ValueError) as error:
        raise DamagedInputError(f"{path.name} 第 {index + 1} 页：内容已损坏，读不出来。请重新导出。（{error}）") from error
    warnings = pymupdf.TOOLS.mupdf_warnings()
    if _BROKEN.search(warnings) and not options.accept_repaired:
        raise DamagedInputError(f"{path.name} 第 {index + 1} 页：内容已损坏，可能缺字。请重新导出。（{warnings.splitlines()[0]}）")
    return outcome


def _check_images(page: pymupdf.Page, path: Path, options: ReadOptions) -> None:
    """Embedded images are decoded when a page is rendered: a bomb must not be."""
    for info in page.get_images():
        if info[2] * info[3] > options.max_pixels:
            raise TooLargeInputError(
                f"{path.name} 第 {page.number + 1} 页：内嵌图片 {info[2]}×{info[3]} 像素，超过上限 {options.max_pixels} 像素。"
                "请降低分辨率后重新导出。"
            )


def _digital(page: pymupdf.Page, options: ReadOptions) -> Page | None:
    """The page from its text layer; None if that cannot be trusted."""
    if options.ocr == "always":
        return None
    number = page.number + 1
    page.remove_rotation()
    layer = layer_of(page)
    if layer.is_scan or not layer.is_readable:
        return None
    frame = turned(layer.turn, page.rect.width, page.rect.height)
    if layer.turn:
        page.set_rotation(layer.turn)
        page.remove_rotation()
        layer = layer_of(page)
    return read_digital(page, layer, number, frame)


def _render(page: pymupdf.Page, options: ReadOptions) -> Raster:
    """The page as pixels, less fine if it is a poster."""
    inches = page.rect.width * page.rect.height / 72**2
    dpi = min(options.dpi, int(math.sqrt(_MOST_RENDERED / inches)))
    pixmap = page.get_pixmap(dpi=dpi, alpha=False, colorspace=pymupdf.csRGB)
    pixels = np.frombuffer(pixmap.samples, np.uint8).reshape(pixmap.height, pixmap.stride)[:, : 3 * pixmap.width]
    rgb = pixels.reshape(pixmap.height, pixmap.width, 3)
    return Raster(np.ascontiguousarray(rgb[:, :, ::-1]), page.rect.width, page.rect.height, _native_dpi(page) or dpi)


def _native_dpi(page: pymupdf.Page) -> float | None:
    """Resolution of the page's largest image: a scan rendered at 200 dpi may have been made at 100."""
    images = [
        (info["width"] * 72 / (box.width or 1), box.width * box.height)
        for info in page.get_image_info()
        if (box := pymupdf.Rect(info["bbox"]))
    ]
    return max(images, key=lambda image: image[1])[0] if images else None
