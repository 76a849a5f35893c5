"""Word and Excel files end to end: the record of a golden Word copy is that of the PDF, every value stands in the cell it names."""

from __future__ import annotations

import io
import threading
from functools import cache
from pathlib import Path

import docx
import pytest
from docx.table import Table
from openpyxl import Workbook
from openpyxl.styles import Border, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet
from rich.console import Console

from extractor.document import Grid, Line
from extractor.normalise.text import key
from extractor.readers import read
from extractor.record import Leaf, Record, Span
from extractor.run import Settings, leaves, make_record
from extractor.show import print_record
from golden.corpus import get_case, list_cases

CASES = [case.name for case in list_cases()]
THIN = Side(style="thin")
RULED = Border(THIN, THIN, THIN, THIN)


@cache
def record_of(path: Path) -> Record:
    return make_record(path, Settings("rules", None, threading.Lock()))


def read_leaves(record: Record) -> dict[str, Leaf]:
    """What was read and is not blank."""
    return {path: leaf for path, leaf in leaves(record) if leaf.origin == "read" and leaf.raw}


def texts(path: Path) -> dict[str, str]:
    return {where: key(leaf.raw) for where, leaf in read_leaves(record_of(path)).items()}


@pytest.mark.parametrize("name", CASES)
def test_word_and_pdf_give_the_same_record(name: str) -> None:
    case = get_case(name)
    assert texts(case.source_docx) == texts(case.source_pdf)


class Shown:
    """What a Word file shows at a place, as python-docx has it."""

    def __init__(self, path: Path) -> None:
        document = docx.Document(str(path))
        self.lines = [paragraph.text for paragraph in document.paragraphs]
        self.tables = [_texts(table) for table in document.tables]

    def at(self, span: Span) -> str:
        if span.cell is None:
            assert span.line is not None
            return self.lines[span.line - 1]
        table, row, column = span.cell
        return self.tables[table - 1][row - 1][column - 1]


def _texts(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in table.rows]


def spans(leaf: Leaf) -> list[Span]:
    return leaf.spans or [Span(page=leaf.page or 0, line=leaf.line)]


def stands(path: str, leaf: Leaf, shown: Shown) -> bool:
    """Whether the places say the leaf's text, a nested label in parts, and each of them some of it."""
    inside = [key(shown.at(span)) for span in spans(leaf)]
    raw = leaf.raw.replace("/", "\n") if path.endswith(".label") else leaf.raw
    parts = [part for line in raw.split("\n") if (part := key(line))]
    return all(any(part in text for text in inside) for part in parts) or key(leaf.raw) in "".join(inside)


@pytest.mark.parametrize("name", CASES)
def test_text_of_a_word_file_stands_in_its_cell(name: str) -> None:
    source = get_case(name).source_docx
    shown, found = Shown(source), read_leaves(record_of(source))
    assert len(found) > 25
    assert [(path, leaf.raw) for path, leaf in found.items() if not stands(path, leaf, shown)] == []


def as_workbook(source: Path, path: Path, *, ruled: bool) -> Path:
    """The Word file as a sheet: lines merged over its width, tables under one another."""
    (page,) = read(source).pages
    workbook = Workbook()
    sheet = workbook.active
    assert isinstance(sheet, Worksheet)
    grids = [block for block in page.blocks if isinstance(block, Grid)]
    width = max(cell.column + cell.column_span for grid in grids for cell in grid.cells)
    at = 1
    for block in page.blocks:
        if isinstance(block, Line):
            sheet.cell(at, 1, block.piece.text)
            sheet.merge_cells(f"A{at}:{get_column_letter(width)}{at}")
        else:
            _add(sheet, block, at, ruled=ruled)
        at += 1 if isinstance(block, Line) else max(cell.row + cell.row_span for cell in block.cells)
    workbook.save(path)
    return path


def _add(sheet: Worksheet, grid: Grid, at: int, *, ruled: bool) -> None:
    for cell in grid.cells:
        first, last = (at + cell.row, cell.column + 1), (at + cell.row + cell.row_span - 1, cell.column + cell.column_span)
        for row in range(first[0], last[0] + 1):
            for column in range(first[1], last[1] + 1):
                sheet.cell(row, column).border = RULED if ruled else Border()
        sheet.cell(*first, cell.text or None)
        if first != last:
            sheet.merge_cells(start_row=first[0], start_column=first[1], end_row=last[0], end_column=last[1])


@pytest.mark.parametrize("name", ["000", "001", "004", "own-fused", "own-wide"])
def test_a_sheet_with_rules_gives_the_same_record(name: str, tmp_path: Path) -> None:
    source = get_case(name).source_docx
    assert texts(as_workbook(source, tmp_path / "a.xlsx", ruled=True)) == texts(source)


@pytest.mark.parametrize("name", ["001", "own-wide"])
def test_so_does_a_sheet_without_rules(name: str, tmp_path: Path) -> None:
    source = get_case(name).source_docx
    assert texts(as_workbook(source, tmp_path / "a.xlsx", ruled=False)) == texts(source)


def test_show_names_the_cell() -> None:
    said = io.StringIO()
    print_record(record_of(get_case("000").source_docx), Console(file=said, width=180))
    assert "表1 第2行 第2列" in said.getvalue()
    assert "第2行" in said.getvalue()
