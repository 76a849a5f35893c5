"""A table of a sheet as a Word table: merged cells as grid spans and vertical merges, header rows that repeat."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from docx.document import Document
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.table import CT_Row, CT_Tc
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Length
from docx.table import Table as WordTable
from docx.table import _Cell

from golden.sheet import Cell, Row, Span, Table
from golden.word_styles import BORDERS, Look, look_of

__all__ = ["add_table"]

_AFTER_BORDERS = ("w:shd", "w:tblLayout", "w:tblCellMar", "w:tblLook")
"""What follows the borders in a table's properties: Word insists on the order."""

_SIDES = ("top", "left", "bottom", "right")

_Piece = tuple[int, Cell, bool]
"""A cell in a row: its column, and whether it begins there or goes on from above."""


def add_table(document: Document, table: Table, room: int, size: float) -> None:
    """Adds the table at the end of the document, `room` wide; `size` is that of the document's text."""
    widths = [Length(int(room * width / sum(table.widths))) for width in table.widths]
    made = document.add_table(rows=0, cols=len(widths))
    made.autofit = False
    _rule(made, BORDERS.get(table.style, BORDERS[""]))
    for column, width in zip(made.columns, widths, strict=True):
        column.width = width
    for number, (row, pieces) in enumerate(zip(table.rows, _pieces(table), strict=True)):
        line = _add_row(made, row, header=number < table.header)
        for piece in pieces:
            _add_cell(made, line, piece, widths, row, size)


def _pieces(table: Table) -> list[list[_Piece]]:
    """Row by row every cell that begins or goes on there."""
    rows: list[list[_Piece]] = [[] for _ in table.rows]
    for number, column, cell in table.placed():
        for down in range(cell.rows):
            rows[number + down].append((column, cell, down == 0))
    return [sorted(row, key=lambda piece: piece[0]) for row in rows]


def _add_row(made: WordTable, row: Row, *, header: bool) -> CT_Row:
    line = made._tbl.add_tr()
    properties = line.get_or_add_trPr()
    for tag, wanted in (("w:cantSplit", not row.splits), ("w:tblHeader", header)):
        if wanted:
            properties.append(OxmlElement(tag))
    return line


def _add_cell(made: WordTable, line: CT_Row, piece: _Piece, widths: Sequence[Length], row: Row, size: float) -> None:
    column, cell, begins = piece
    look = replace(look_of(cell.style, in_cell=True), keeps=row.keeps)
    element = line.add_tc()
    element.width, element.grid_span = Length(sum(widths[column : column + cell.columns])), cell.columns
    if cell.rows > 1:
        element.vMerge = "restart" if begins else "continue"
    if look.bare:
        _clear(element)
    inner = _Cell(element, made)
    inner.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    _fill(inner, cell.spans if begins else (), look, size)


def _fill(cell: _Cell, spans: Sequence[Span], look: Look, size: float) -> None:
    """The lines of a cell are paragraphs."""
    paragraph = cell.paragraphs[0]
    look.apply(paragraph, size)
    for span in spans:
        for number, text in enumerate(span.text.split("\n")):
            if number:
                paragraph = cell.add_paragraph()
                look.apply(paragraph, size)
            look.add(paragraph, Span(text))


def _rule(made: WordTable, sides: Sequence[str]) -> None:
    borders = OxmlElement("w:tblBorders")
    for side in sides:
        borders.append(_edge(side, "single"))
    made._tbl.tblPr.insert_element_before(borders, *_AFTER_BORDERS)


def _clear(element: CT_Tc) -> None:
    """Title and unit lines within a table have no rules around them."""
    borders = OxmlElement("w:tcBorders")
    for side in _SIDES:
        borders.append(_edge(side, "nil"))
    element.get_or_add_tcPr().append(borders)


def _edge(side: str, kind: str) -> BaseOxmlElement:
    edge: BaseOxmlElement = OxmlElement(f"w:{side}")
    for name, value in {"val": kind, "sz": "6", "space": "0", "color": "000000"}.items():
        edge.set(qn(f"w:{name}"), value)
    return edge
