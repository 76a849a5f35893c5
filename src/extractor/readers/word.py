"""Word files: paragraphs and tables of the body in order. Headers, footers and what tracked changes deleted are left out.

Text in a table stands at (table, row, column), all 1-based: the table by its number in the body, of a merged cell the top left.
Text outside stands at the line that is the number of its paragraph in the body, empty ones counted; a text box is where it is
anchored. A table in a cell is text of that cell if it has one row or one column or hardly any cells, else a grid of its own that
follows: its text stands at the cell around it, but if the table around is a mere frame, at its own rows and columns.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

from docx import Document
from docx.document import Document as WordDocument
from docx.oxml.xmlchemy import BaseOxmlElement

from extractor.document import BLANKS, Block, Cell, Grid, Page, Piece, Place
from extractor.errors import TooLargeInputError
from extractor.readers.office_lines import cut_lines
from extractor.readers.options import ReadOptions
from extractor.readers.package import BROKEN_XML, damaged, open_package
from extractor.readers.word_numbers import Numbering
from extractor.readers.word_table import WordCell, placed_cells
from extractor.readers.word_text import NOTES, Text, ends_deleted, read_paragraph
from extractor.readers.word_xml import children, w

__all__ = ["read_word"]

_WHAT = "Word 文档"
_SMALL = 4
"""Cells of a table within a cell that is not worth a grid."""


@dataclass(slots=True)
class _Filled:
    """What stands in a cell: its paragraphs' texts, and the tables in it that are grids of their own."""

    texts: list[str] = field(default_factory=list)
    tables: list[BaseOxmlElement] = field(default_factory=list)

    @property
    def piece_text(self) -> str:
        return "\n".join(text for text in self.texts if text)


_Cells: TypeAlias = list[tuple[WordCell, _Filled]]


def read_word(path: Path, options: ReadOptions) -> Page:
    """The file as one page. Raises an InputError that says what to do."""
    package = open_package(path, _WHAT, options)
    try:
        document = Document(package.stream)
        _check(document, path, options)
        reader = _Reader(Numbering(document))
        reader.left_out["chunks"] += len(document.element.body.findall(f".//{w('altChunk')}"))
        blocks = tuple(reader.body(document.element.body))
    except BROKEN_XML as error:
        raise damaged(path, _WHAT, error) from error
    notes = [NOTES[name].format(count=count) for name, count in reader.left_out.items() if count]
    return Page(1, blocks, "office", notes=(*notes, *package.notes))


def _check(document: WordDocument, path: Path, options: ReadOptions) -> None:
    root = document.element
    if root.getroottree().docinfo.internalDTD is not None:
        raise ValueError("DTD in document.xml")  # no program writes one; its entities would go missing
    count = sum(1 for _ in root.iter(w("tc")))
    if count > options.max_cells:
        raise TooLargeInputError(f"{path.name}：表格共 {count} 个单元格，超过上限 {options.max_cells}。请拆分后再读取。")


@dataclass(slots=True)
class _Reader:
    """Goes through the body once; counts paragraphs and tables, and what is left out."""

    numbering: Numbering
    left_out: Counter[str] = field(default_factory=Counter)

    def body(self, body: BaseOxmlElement) -> Iterator[Block]:
        """The blocks of the document."""
        lines = tables = 0
        carried: list[Piece] = []
        for element in children(body, "p", "tbl"):
            if element.tag == w("tbl"):
                tables += 1
                yield from self._table(element, tables)
                continue
            lines += 1
            place = Place(1, line=lines)
            found = self._text(element, shows_bare=False)
            carried.append(Piece.at(found.text, place))
            if not ends_deleted(element):
                yield from cut_lines(Piece.join(carried))
                carried = []
            yield from self._boxes(found, place)
        yield from cut_lines(Piece.join(carried))

    def _text(self, paragraph: BaseOxmlElement, *, shows_bare: bool = True) -> Text:
        """A paragraph with its number. In a cell the number may be all there is (序号); an empty one between texts says nothing."""
        found, label = read_paragraph(paragraph), self.numbering.label(paragraph)
        self.left_out += found.left_out
        if label and (shows_bare or found.text.strip(BLANKS)):
            found.parts.insert(0, f"{label} " if label[-1].isalnum() and found.text else label)
        return found

    def _boxes(self, found: Text, place: Place) -> Iterator[Block]:
        """The text boxes of a paragraph; their tables have no number of their own and stand where the boxes are anchored."""
        for box in found.boxes:
            for element in children(box, "p", "tbl"):
                if element.tag == w("tbl"):
                    yield from self._table(element, 0, place)
                else:
                    inner = self._text(element)
                    yield from cut_lines(Piece.at(inner.text, place))
                    yield from self._boxes(inner, place)

    def _table(self, table: BaseOxmlElement, number: int, home: Place | None = None) -> Iterator[Block]:
        """A table's grid, then the tables in its cells; all at `home` where that is given."""
        cells: _Cells = [(cell, self._fill(cell.element)) for cell in placed_cells(table)]
        places = [home or Place(1, cell=(number, cell.row + 1, cell.column + 1)) for cell, _ in cells]
        if _is_frame(filled for _, filled in cells):
            yield from self._framed(cells, places, number, home)
            return
        made = (
            Cell(cell.row, cell.column, _stripped(filled.piece_text, place), cell.row_span, cell.column_span)
            for (cell, filled), place in zip(cells, places, strict=True)
        )
        yield Grid(tuple(sorted(made, key=lambda cell: (cell.row, cell.column))), ruled=True)
        for (_, filled), place in zip(cells, places, strict=True):
            for inner in filled.tables:
                yield from self._table(inner, number, place)

    def _framed(self, cells: _Cells, places: list[Place], number: int, home: Place | None) -> Iterator[Block]:
        """What stands in a table that only frames it."""
        for (_, filled), place in zip(cells, places, strict=True):
            for text in filled.texts:
                yield from cut_lines(Piece.at(text, place))
            for inner in filled.tables:
                yield from self._table(inner, number, home)

    def _fill(self, element: BaseOxmlElement) -> _Filled:
        filled, joins = _Filled(), False
        for child in children(element, "p", "tbl"):
            if child.tag == w("tbl"):
                self._nested(child, filled)
                joins = False
                continue
            found = self._text(child)
            text = found.text.strip(BLANKS)
            if joins and filled.texts:
                filled.texts[-1] += text
            else:
                filled.texts.append(text)
            joins = ends_deleted(child)
            for box in found.boxes:
                inner = self._fill(box)
                filled.texts += inner.texts
                filled.tables += inner.tables
        return filled

    def _nested(self, table: BaseOxmlElement, filled: _Filled) -> None:
        cells = placed_cells(table)
        if len(cells) > _SMALL and len({cell.row for cell in cells}) > 1 and len({cell.column for cell in cells}) > 1:
            filled.tables.append(table)
            return
        rows: dict[int, list[str]] = {}
        for cell in cells:
            inner = self._fill(cell.element)
            rows.setdefault(cell.row, []).append(inner.piece_text)
            filled.tables += inner.tables
        filled.texts += ["\t".join(row).strip(BLANKS) for row in rows.values()]


def _stripped(text: str, place: Place) -> Piece:
    return Piece.at(text.strip(BLANKS), place)


def _is_frame(cells: Iterable[_Filled]) -> bool:
    """Whether a table has one cell with anything in it, and that holds a table."""
    filled = [cell for cell in cells if cell.tables or cell.piece_text]
    return len(filled) == 1 and bool(filled[0].tables)
