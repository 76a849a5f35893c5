"""XLSX for auditors: one workbook, a page of explanations and a sheet for each kind of row, written as the documents go by."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import xlsxwriter

from extractor.checks.messages import Language
from extractor.export.columns import Sheet
from extractor.export.contract import Exported
from extractor.export.files import replacing
from extractor.export.sheets import SHEETS
from extractor.export.values import Shown
from extractor.export.xlsx_legend import write_legend
from extractor.export.xlsx_sheet import Formats, SheetWriter

__all__ = ["FILE_NAME", "write_xlsx"]

FILE_NAME = "review.xlsx"
_CREATED = datetime(2000, 1, 1)
_OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "use_zip64": True,
}


def _write(documents: Iterable[Exported], path: Path, language: Language) -> None:
    # the rows of each sheet wait in a file of their own until the workbook is put together
    with path.open("wb") as stream, TemporaryDirectory(prefix="extractor-xlsx-") as waiting:
        book = xlsxwriter.Workbook(stream, {**_OPTIONS, "tmpdir": waiting})
        try:
            _fill(book, documents, language)
        finally:
            book.close()


def _fill(book: xlsxwriter.Workbook, documents: Iterable[Exported], language: Language) -> None:
    book.set_properties({"title": "extractor", "created": _CREATED})
    formats = Formats(book)
    write_legend(book, formats, language)
    writers: list[tuple[Sheet[Any], SheetWriter]] = [(sheet, SheetWriter(book, formats, sheet, language)) for sheet in SHEETS]
    for exported in documents:
        document = Shown(exported, language)
        for sheet, writer in writers:
            for row in sheet.cells(document):
                writer.write(row)
    for _, writer in writers:
        writer.finish()


def write_xlsx(documents: Iterable[Exported], out: Path, *, language: Language = "zh") -> list[Path]:
    """Writes review.xlsx, all documents in it."""
    path = out / FILE_NAME
    with replacing(path) as partial:
        _write(documents, partial, language)
    return [path]
