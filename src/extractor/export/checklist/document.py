"""The sheet as a Word document on A4, to be opened, changed, printed and signed."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

import docx
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from extractor.export.checklist.verdicts import Row
from extractor.export.checklist.words import Words
from extractor.export.plain import plain

if TYPE_CHECKING:
    from docx.document import Document
    from docx.styles.style import ParagraphStyle
    from docx.table import Table, _Cell
    from docx.table import _Row as TableRow
    from docx.text.paragraph import Paragraph

__all__ = ["Head", "made"]

_WIDTHS = (9, 38, 10, 10, 14, 95)
"""Millimetres of the columns."""

_BODY, _HEADINGS, _LATIN = "宋体", "黑体", "Times New Roman"
_SOFT = RGBColor(0x57, 0x60, 0x6A)
_EPOCH = datetime(2000, 1, 1)
_ZIPPED = (1980, 1, 1, 0, 0, 0)
_VERDICTS = ("yes", "no", "unchecked")


class Head:
    """What stands over and under the table."""

    def __init__(self, title: str, facts: Sequence[tuple[str, str]], notes: Sequence[str]) -> None:
        self.title, self.facts, self.notes = title, facts, notes


def made(head: Head, rows: Sequence[Row], words: Words) -> bytes:
    """The document. The same rows give the same bytes."""
    document = docx.Document()
    _page(document)
    _titled(document, head)
    _tabled(document, rows, words)
    _signed(document, head, words)
    return _packed(document)


def _page(document: Document) -> None:
    section = document.sections[0]
    section.orientation = WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(17)
    section.top_margin, section.bottom_margin = Mm(18), Mm(16)
    style: ParagraphStyle = document.styles["Normal"]
    style.font.name, style.font.size = _LATIN, Pt(10)
    style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), _BODY)
    style.paragraph_format.space_after = style.paragraph_format.space_before = Pt(0)
    core = document.core_properties
    core.author = core.last_modified_by = core.comments = core.title = ""
    core.created = core.modified = _EPOCH


def _write(paragraph: Paragraph, text: str, *, size: float | None = None, bold: bool = False, soft: bool = False) -> None:
    """Text as text: whatever it says, it is no field, no link and no markup."""
    run = paragraph.add_run(plain(text))
    run.bold = bold or None
    if size is not None:
        run.font.size = Pt(size)
    if soft:
        run.font.color.rgb = _SOFT
    if bold:
        run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), _HEADINGS)


def _titled(document: Document, head: Head) -> None:
    title = document.add_paragraph()
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    title.paragraph_format.space_after = Pt(8)
    _write(title, head.title, size=18, bold=True)
    for label, text in head.facts:
        line = document.add_paragraph()
        _write(line, f"{label}：")
        _write(line, text)
    document.paragraphs[-1].paragraph_format.space_after = Pt(6)


def _tabled(document: Document, rows: Sequence[Row], words: Words) -> None:
    table = document.add_table(rows=2, cols=len(_WIDTHS))
    table.style = "Table Grid"
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    _headed(table, words)
    group = ""
    for row in rows:
        if row.subject.group and row.subject.group != group:
            _grouped(table, row.subject.group)
        group = row.subject.group
        _filled(_added(table), row, words)
    for line in table.rows:
        _whole(line)
        for cell, width in zip(line.cells, _WIDTHS, strict=True):
            if line.cells.count(cell) == 1:
                cell.width = Mm(width)
    for column, width in zip(table.columns, _WIDTHS, strict=True):
        column.width = Mm(width)


def _added(table: Table) -> TableRow:
    row: TableRow = table.add_row()  # type: ignore[no-untyped-call]
    return row


def _headed(table: Table, words: Words) -> None:
    """Two rows, repeated on every page: 符合要求 stands over 是, 否 and 未检查."""
    upper, lower = table.rows
    for number, key in enumerate(("serial", "part", "suits", "", "", "said")):
        if key:
            _centred(upper.cells[number], words(key))
    for number, key in enumerate(_VERDICTS, start=2):
        _centred(lower.cells[number], words(key))
    upper.cells[2].merge(upper.cells[4])
    for number in (0, 1, 5):
        upper.cells[number].merge(lower.cells[number])
    for row in (upper, lower):
        row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def _whole(row: TableRow) -> None:
    """A row is not broken over two pages if one page can hold it."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def _centred(cell: _Cell, text: str) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _write(paragraph, text, bold=True)


def _grouped(table: Table, name: str) -> None:
    row = _added(table)
    merged = row.cells[0].merge(row.cells[-1])
    _write(merged.paragraphs[0], name, bold=True)
    merged.paragraphs[0].paragraph_format.keep_with_next = True


def _filled(line: TableRow, row: Row, words: Words) -> None:
    serial, name, *ticks, said = line.cells
    serial.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER
    _write(serial.paragraphs[0], str(row.number))
    _write(name.paragraphs[0], row.subject.name)
    for text in filter(None, (row.subject.own, row.subject.part.authority or words("usual"))):
        _write(name.add_paragraph(), text, size=8, soft=True)
    for cell, verdict in zip(ticks, _VERDICTS, strict=True):
        cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER
        _write(cell.paragraphs[0], words("tick") if row.verdict == verdict else "")
    _said(said, row, words)


def _said(cell: _Cell, row: Row, words: Words) -> None:
    blocks = [("problems", row.problems), ("undone", row.open), ("advice", row.advice)]
    lines = [(row.done, False)] if row.verdict == "yes" else []
    for key, texts in blocks:
        lines += [(words(key), True)] if texts else []
        lines += [(f"{number}. {text}", False) for number, text in enumerate(texts, start=1)]
    for number, (text, is_label) in enumerate(lines):
        paragraph = cell.add_paragraph() if number else cell.paragraphs[0]
        _write(paragraph, text, bold=is_label, size=9.5)


def _signed(document: Document, head: Head, words: Words) -> None:
    for number, text in enumerate(head.notes):
        paragraph = document.add_paragraph()
        paragraph.paragraph_format.space_before = Pt(0 if number else 6)
        _write(paragraph, text, size=9)
    for key in ("checker", "reviewer", "head"):
        paragraph = document.add_paragraph()
        paragraph.paragraph_format.space_before = Pt(14)
        paragraph.paragraph_format.tab_stops.add_tab_stop(Mm(95))
        _write(paragraph, f"{words(key)}\t{words('date')}")


def _packed(document: Document) -> bytes:
    """The file without the time at which it was written, its parts in the order of their names."""
    written, packed = io.BytesIO(), io.BytesIO()
    document.save(written)
    with zipfile.ZipFile(written) as before, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as after:
        names = sorted(before.namelist(), key=lambda name: (name != "[Content_Types].xml", name))
        for name in names:
            info = zipfile.ZipInfo(name, _ZIPPED)
            info.compress_type = zipfile.ZIP_DEFLATED
            after.writestr(info, before.read(name))
    return packed.getvalue()
