"""Any input file to a `Document`: PDF (text or scanned), images, Word and Excel files, text copies."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from importlib.metadata import version
from pathlib import Path

from extractor.document import Document, Line, Page
from extractor.errors import EmptyInputError, MissingInputError, TooLargeInputError, UnsupportedInputError
from extractor.readers.excel import read_excel
from extractor.readers.kinds import Kind, kind_of
from extractor.readers.ocr import Ocr
from extractor.readers.options import ReadOptions
from extractor.readers.pdf import read_pdf
from extractor.readers.raster import frame_count, rasters
from extractor.readers.scan import read_scan
from extractor.readers.text import read_text
from extractor.readers.word import read_word

__all__ = ["ReadOptions", "read"]

Progress = Callable[[int, int], None]
"""Told the pages done and the pages there are."""


def read(
    path: Path,
    *,
    options: ReadOptions = ReadOptions(),  # noqa: B008 - frozen
    cpu: AbstractContextManager[object] = nullcontext(),  # noqa: B008 - stateless
    progress: Progress | None = None,
) -> Document:
    """The file as a document. `cpu` is entered around each OCR call. Raises an InputError that says what to do."""
    start = time.perf_counter()
    head = _head(path, options)
    kind = kind_of(path, head)
    done = progress or (lambda _done, _all: None)
    pages, reader = _READERS[kind](path, options, cpu, done)
    if not any(_has_text(page) for page in pages):
        raise EmptyInputError(f"{path.name}：{len(pages)} 页里没有任何文字。请检查文件是否正确，或重新扫描。")
    return Document(str(path), _sha256(path), pages, reader, time.perf_counter() - start)


def _has_text(page: Page) -> bool:
    return any(block.piece if isinstance(block, Line) else any(cell.piece for cell in block.cells) for block in page.blocks)


def _head(path: Path, options: ReadOptions) -> bytes:
    """The first bytes of a file whose size is within the bound."""
    if path.is_dir():
        raise UnsupportedInputError(f"{path}：是文件夹，不是文件。请给出其中的文件。")
    if not path.exists():
        raise MissingInputError(f"{path}：文件不存在。请检查路径。")
    size = path.stat().st_size
    if size == 0:
        raise EmptyInputError(f"{path.name}：文件是空的（0 字节）。请重新导出或重新下载。")
    if size > options.max_bytes:
        raise TooLargeInputError(f"{path.name}：{size / 2**20:.0f} MB，超过上限 {options.max_bytes / 2**20:.0f} MB。请拆分或压缩。")
    try:
        with path.open("rb") as file:
            return file.read(2048)
    except OSError as error:
        raise MissingInputError(f"{path}：打不开（{error.strerror}）。请检查权限。") from error


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


_Pages = tuple[tuple[Page, ...], str]


def _text(path: Path, _options: ReadOptions, _cpu: AbstractContextManager[object], done: Progress) -> _Pages:
    page, encoding = read_text(path)
    done(1, 1)
    return (page,), f"text ({encoding})"


def _image(path: Path, options: ReadOptions, cpu: AbstractContextManager[object], done: Progress) -> _Pages:
    count, ocr, pages = frame_count(path, options), Ocr(options.threads, cpu), list[Page]()
    for raster in rasters(path, options):
        pages.append(read_scan(raster, len(pages) + 1, ocr))
        done(len(pages), count)
    return tuple(pages), _ocr_name()


def _pdf(path: Path, options: ReadOptions, cpu: AbstractContextManager[object], done: Progress) -> _Pages:
    ocr = Ocr(options.threads, cpu)
    pages = read_pdf(path, options, lambda raster, number: read_scan(raster, number, ocr), done)
    scanned = any(page.origin == "scan" for page in pages)
    name = f"pymupdf {version('pymupdf')}"
    return pages, f"{name}, {options.dpi} dpi, {_ocr_name()}" if scanned else name


def _word(path: Path, options: ReadOptions, _cpu: AbstractContextManager[object], done: Progress) -> _Pages:
    page = read_word(path, options)
    done(1, 1)
    return (page,), f"python-docx {version('python-docx')}"


def _excel(path: Path, options: ReadOptions, _cpu: AbstractContextManager[object], done: Progress) -> _Pages:
    return read_excel(path, options, done), f"openpyxl {version('openpyxl')}"


def _ocr_name() -> str:
    return f"rapidocr {version('rapidocr')}"


_READERS = {Kind.TEXT: _text, Kind.IMAGE: _image, Kind.PDF: _pdf, Kind.WORD: _word, Kind.EXCEL: _excel}
