"""A sheet as a Word document, and the cell or the paragraph that each leaf stands in."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from datetime import UTC, datetime

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.oxml.table import CT_Tbl
from docx.section import Section
from docx.shared import Length, Mm, Pt
from docx.styles.style import ParagraphStyle

from golden.corpus import CellPlace, Cells, LinePlace, Place, natural
from golden.sheet import Line, Sheet, Span, Table
from golden.word_styles import FONTS, look_of
from golden.word_table import add_table

__all__ = ["to_docx"]

_EPOCH = datetime(2000, 1, 1, tzinfo=UTC)
_ZIP_DATE = (1980, 1, 1, 0, 0, 0)
_UNIX = 3
"""Fixed, so that the same sheet gives the same bytes at any time and on any system."""

_SHORT, _LONG = Mm(210), Mm(297)
_TOP, _SIDE = Mm(20), Mm(18)


def to_docx(sheet: Sheet, title: str) -> tuple[bytes, Cells]:
    """The document and the true places in it."""
    printer = _Printer(title, sheet.font_size)
    for landscape, blocks in sheet.sections():
        printer.turn(landscape=landscape)
        for _, block in blocks:
            if isinstance(block, Line):
                printer.line(block)
            else:
                printer.table(block)
    printer.part_tables()
    return _packed(printer.document), dict(sorted(printer.cells.items(), key=lambda item: natural(item[0])))


class _Printer:
    """A document in the making."""

    def __init__(self, title: str, size: float) -> None:
        self.document = _blank(title, size)
        self.cells: Cells = {}
        self._size = size

    def turn(self, *, landscape: bool) -> None:
        """Starts a section; the first is there already."""
        started = any(child.tag != qn("w:sectPr") for child in self.document.element.body)
        section = self.document.add_section() if started else self.document.sections[0]
        _lay(section, landscape=landscape)

    def line(self, line: Line) -> None:
        """Prints a paragraph."""
        paragraph, look = self.document.add_paragraph(), look_of(line.style)
        look.apply(paragraph, self._size)
        for span in line.spans:
            look.add(paragraph, span)
        self._note(line.spans, LinePlace(line=len(self.document.paragraphs)))

    def table(self, table: Table) -> None:
        """Prints a table."""
        self.part_tables()
        width = self.document.sections[-1].page_width or _SHORT
        add_table(self.document, table, width - 2 * _SIDE, self._size)
        number = len(self.document.tables)
        for row, column, cell in table.placed():
            self._note(cell.spans, CellPlace(cell=[number, row + 1, column + 1]))

    def part_tables(self) -> None:
        """Word joins tables that nothing parts, and wants a paragraph after the last."""
        blocks = [child for child in self.document.element.body if child.tag != qn("w:sectPr")]
        if blocks and isinstance(blocks[-1], CT_Tbl):
            self.document.add_paragraph()

    def _note(self, spans: Iterable[Span], place: Place) -> None:
        for path in dict.fromkeys(path for span in spans for path in span.paths):
            self.cells.setdefault(path, []).append(place)


def _blank(title: str, size: float) -> WordDocument:
    document = Document()
    known = document.core_properties
    known.title, known.author, known.comments = title, "", ""
    known.created = known.modified = _EPOCH
    style = document.styles["Normal"]
    assert isinstance(style, ParagraphStyle)
    style.font.size, style.paragraph_format.space_after = Pt(size), Pt(0)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for script, name in FONTS.items():
        fonts.set(qn(f"w:{script}"), name)
    return document


def _lay(section: Section, *, landscape: bool) -> None:
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (_LONG, _SHORT) if landscape else (_SHORT, _LONG)
    section.top_margin, section.bottom_margin = _TOP, Length(_SIDE)
    section.left_margin = section.right_margin = Length(_SIDE)


def _packed(document: WordDocument) -> bytes:
    """The file, with the times of its parts taken out."""
    raw, packed = io.BytesIO(), io.BytesIO()
    document.save(raw)
    with zipfile.ZipFile(raw) as source, zipfile.ZipFile(packed, "w") as target:
        for name in sorted(source.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            entry = zipfile.ZipInfo(name, _ZIP_DATE)
            entry.compress_type, entry.create_system = zipfile.ZIP_DEFLATED, _UNIX
            target.writestr(entry, source.read(name))
    return packed.getvalue()
