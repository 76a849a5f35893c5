"""Word copies: the same bytes again, real merged cells, and places that a reader finds."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

pytest.importorskip("docx", reason="pip install .[golden]")

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn

from golden.check import read_places
from golden.corpus import Case, Cells, get_case, list_cases
from golden.layouts import LAYOUTS
from golden.sheet import Labels, Line, Row, Sheet, Span, Table, cell, heading
from golden.word import to_docx

CASES = [pytest.param(case, id=case.name) for case in list_cases()]


@pytest.mark.parametrize("case", CASES)
def test_printing_again_gives_the_committed_copy(case: Case) -> None:
    """Parts are compared unpacked: what is packed depends on the zlib that packs."""
    docx, cells = to_docx(LAYOUTS[case.name](Labels(case.expected())), case.name)
    assert cells == case.cells()
    assert _parts(io.BytesIO(docx)) == _parts(io.BytesIO(case.source_docx.read_bytes()))


def _parts(file: io.BytesIO) -> dict[str, tuple[tuple[int, ...], bytes]]:
    with zipfile.ZipFile(file) as archive:
        return {info.filename: (info.date_time, archive.read(info)) for info in archive.infolist()}


def test_the_same_sheet_gives_the_same_bytes() -> None:
    sheet = LAYOUTS["own-two"](Labels(get_case("own-two").expected()))
    assert to_docx(sheet, "x") == to_docx(sheet, "x")


def _span(text: str, *paths: str) -> Span:
    return Span(text, paths)


MERGED = Table(
    (1.0, 2.0, 1.0),
    (
        Row((cell("头", columns=2), cell(_span("尾", "c")))),
        Row((cell(_span("甲", "a"), rows=2), cell(_span("一", "b"), columns=2))),
        Row((cell(_span("上\n下", "d")), cell(_span("", "e")))),
    ),
    header=1,
)

# what is printed, where its leaves stand
PLACES: list[tuple[str, Sheet, Cells]] = [
    (
        "merged cells stand where they begin",
        Sheet((MERGED,)),
        {
            "a": [{"cell": [1, 2, 1]}],
            "b": [{"cell": [1, 2, 2]}],
            "c": [{"cell": [1, 1, 3]}],
            "d": [{"cell": [1, 3, 2]}],
            "e": [{"cell": [1, 3, 3]}],
        },
    ),
    (
        "a paragraph parts two tables",
        Sheet((Table((1.0,), (Row((cell("x"),)),)), Table((1.0,), (Row((cell(_span("y", "a")),)),)), heading(_span("z", "b")))),
        {"a": [{"cell": [2, 1, 1]}], "b": [{"line": 2}]},
    ),
    (
        "a section ends in a paragraph",
        Sheet((heading(_span("一", "a")), heading(_span("二", "b"), landscape=True), heading(_span("三", "b"), landscape=False))),
        {"a": [{"line": 1}], "b": [{"line": 3}, {"line": 5}]},
    ),
    (
        "a leaf cut by others within it stands in its line once",
        Sheet((Line((_span("甲", "a"), _span("1", "a", "b"), _span("元。", "a"))),)),
        {"a": [{"line": 1}], "b": [{"line": 1}]},
    ),
]


@pytest.mark.parametrize(("sheet", "expected"), [case[1:] for case in PLACES], ids=[case[0] for case in PLACES])
def test_places(sheet: Sheet, expected: Cells, tmp_path: Path) -> None:
    docx, cells = to_docx(sheet, "x")
    assert cells == expected
    (tmp_path / "x.docx").write_bytes(docx)
    texts = read_places(tmp_path / "x.docx")
    assert {
        (tuple(place["cell"]) if "cell" in place else (place["line"],)) for places in cells.values() for place in places
    } <= texts.keys()


def _open(sheet: Sheet) -> WordDocument:
    return Document(io.BytesIO(to_docx(sheet, "x")[0]))


def test_merged_cells_are_one_cell_to_a_reader() -> None:
    (table,) = _open(Sheet((MERGED,))).tables
    grid = [[cell.text for cell in row.cells] for row in table.rows]
    assert grid == [["头", "头", "尾"], ["甲", "一", "一"], ["甲", "上\n下", ""]]
    assert [row._tr.trPr is not None and row._tr.trPr.find(qn("w:tblHeader")) is not None for row in table.rows] == [
        True,
        False,
        False,
    ]


def test_widths_are_shares_of_the_page() -> None:
    (table,) = _open(Sheet((MERGED,), landscape=True)).tables
    widths = [column.width or 0 for column in table.columns]
    assert [round(width / sum(widths), 3) for width in widths] == [0.25, 0.5, 0.25]
    assert round(sum(widths) / 36000) == 297 - 2 * 18


def test_sections_turn_the_page() -> None:
    sheet = Sheet((heading("一"), heading("二", landscape=True), heading("三", style="first"), heading("四", landscape=False)))
    document = _open(sheet)
    assert [section.orientation for section in document.sections] == [WD_ORIENT.PORTRAIT, WD_ORIENT.LANDSCAPE, WD_ORIENT.PORTRAIT]
    assert [line.text for line in document.paragraphs if line.paragraph_format.page_break_before] == ["三"]


def test_chinese_text_is_set_in_a_serif_font() -> None:
    fonts = _open(Sheet((heading("一"),))).styles["Normal"].element.rPr.rFonts
    assert fonts.get(qn("w:eastAsia")) == "宋体"
