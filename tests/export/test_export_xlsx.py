"""The workbook: no formula whatever the document says, numbers as numbers, notes, colours, links, cuts, the same cells again."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import openpyxl
import pytest
from openpyxl.cell import Cell
from openpyxl.workbook import Workbook

from extractor.export import Exported, xlsx_sheet
from extractor.export.sheets import SHEETS
from extractor.export.xlsx import write_xlsx
from extractor.export.xlsx_text import LONGEST, shown
from extractor.record import Record
from tests.checks.samples import record
from tests.export.reviewed_documents import HOSTILE, LINK, corrections, document, exported, hostile_record
from tests.review.samples import spoilt


def opened(out: Path, documents: Sequence[Exported], language: str = "zh") -> Workbook:
    (path,) = write_xlsx(iter(documents), out, language=language)  # type: ignore[arg-type]
    book = openpyxl.load_workbook(path)
    assert isinstance(book, Workbook)
    return book


def all_cells(book: Workbook) -> list[Cell]:
    return [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row if isinstance(cell, Cell)]


def cell(book: Workbook, sheet: str, heading: str, row: int = 2) -> Cell:
    """The cell under a heading."""
    page = book[sheet]
    (column,) = [head.column for head in page[1] if head.value == heading]
    found = page.cell(row, column)
    assert isinstance(found, Cell)
    return found


def colour(found: Cell) -> str:
    return str(found.fill.fgColor.rgb)[2:] if found.fill.fill_type else ""


def test_no_cell_is_a_formula(tmp_path: Path) -> None:
    book = opened(tmp_path, [exported(hostile_record()), exported(document("own-wide"), corrections())])
    kinds = {found.data_type for found in all_cells(book)}
    assert kinds == {"s", "n"}
    assert not book.defined_names


def test_hostile_texts_are_texts(tmp_path: Path) -> None:
    book = opened(tmp_path, [exported(hostile_record())])
    for sheet, heading in (
        ("绩效表", "项目名称"),
        ("发现", "问题"),
        ("备注与错误", "内容"),
        ("指标", "指标名称"),
        ("预算表", "栏目"),
    ):
        found = [cell(book, sheet, heading, row) for row in range(2, 2 + len(HOSTILE))]
        assert [str(made.value).replace("_x005F_", "_") for made in found] == [shown(text) for text in HOSTILE]
        assert {made.data_type for made in found} == {"s"}
        assert not [made for made in found if made.hyperlink]


def test_links_lead_to_the_review_page_only(tmp_path: Path) -> None:
    hostile = hostile_record()
    book = opened(tmp_path, [exported(hostile)])
    links = {found.hyperlink.target for found in all_cells(book) if found.hyperlink}
    assert links == {f"{LINK}/documents/{hostile.sha256}"}
    first = cell(book, "绩效表", "复核页").hyperlink
    assert first is not None
    assert first.location == "forms%5B0%5D.title"


@pytest.mark.parametrize("link", [None, "javascript:alert(1)", "file:///etc/passwd", "internal:A1"])
def test_no_other_address_becomes_a_link(link: str | None, tmp_path: Path) -> None:
    made = exported(document("own-wide"))
    book = opened(tmp_path, [Exported(made.name, None, made.reviewed, link)])
    assert not [found for found in all_cells(book) if found.hyperlink]


CONTROL = [
    ("a\x00b\x07", "a␀b␇"),
    ("a\rb\r\nc\td\ne", "a␍b\nc\td\ne"),
    ("\ufffe\uffff\x7f\ud800", "\ufffd" * 4),
    ("甲𠀀", "甲𠀀"),
]


@pytest.mark.parametrize(("text", "seen"), CONTROL)
def test_what_xml_cannot_hold_is_shown(text: str, seen: str) -> None:
    assert shown(text) == seen


@pytest.mark.parametrize("sign", ["长", "𠀀", "a\n"])
def test_a_long_text_is_cut_with_a_mark(sign: str, tmp_path: Path) -> None:
    text = sign * 100_000
    seen = shown(text)
    assert len(seen.encode("utf-16-le")) // 2 <= LONGEST
    assert seen.endswith(f"〔此处截断；全文共 {len(text)} 字，见 JSON 或 CSV〕")
    assert cell(opened(tmp_path, [exported(hostile_record([text]))]), "绩效表", "标题").value == seen


NUMBERS = [
    ("-812.40", -812.4, "#,##0.00"),
    ("88,000", 88000, "#,##0"),
    ("0.00", 0, "#,##0.00"),
    ("123456789012.345", 123456789012.345, "#,##0.000"),
    ("123,456,789,012,345", 123456789012345, "#,##0"),
    ("1234567890123456", "1234567890123456", "General"),
    ("12345678901234567890.12", "12345678901234567890.12", "General"),
    ("0.1234567890123456", "0.1234567890123456", "General"),
]


@pytest.mark.parametrize(("raw", "value", "number_format"), NUMBERS)
def test_numbers(raw: str, value: object, number_format: str, tmp_path: Path) -> None:
    """As numbers, with the exact text beside them; one that a cell cannot hold as text, with a note."""
    book = opened(tmp_path, [exported(record(forms=[{"total_budget": raw}]))])
    assert cell(book, "绩效表", "项目资金总额（原文）").value == raw
    found = cell(book, "绩效表", "项目资金总额（数）")
    assert (found.value, found.number_format) == (value, number_format)
    assert found.comment is not None
    assert ("15 位" in found.comment.text) == isinstance(value, str)
    assert cell(book, "绩效表", "项目资金总额（单位）").value == "万元"


def doubtful() -> Record:
    return spoilt(document("own-wide"), "forms[0].organization", confidence=0.61)


def test_doubtful_values_are_coloured_and_said_to_be(tmp_path: Path) -> None:
    book = opened(tmp_path, [exported(doubtful())])
    found = cell(book, "绩效表", "填报单位")
    assert colour(found) == "FFF2CC"
    assert found.comment is not None
    assert "把握 0.61，待看" in found.comment.text
    assert cell(book, "绩效表", "待看的栏").value == "填报单位"
    legend = {str(row[0].value): colour(row[0]) for row in book["说明"].iter_rows() if isinstance(row[0], Cell)}
    assert legend["待看"] == "FFF2CC"


def test_a_correction_is_there_with_its_trail(tmp_path: Path) -> None:
    log = corrections()
    book = opened(tmp_path, [exported(document("own-wide"), log)])
    weight = cell(book, "指标", "权重（数）")
    assert (weight.value, colour(weight)) == (12.5, "DDEBF7")
    assert weight.comment is not None
    assert "改前读作" in weight.comment.text
    assert "审核员 2026-03-01T08:00:00Z" in weight.comment.text
    assert cell(book, "指标", "改过的栏").value == "权重"
    told = [[cell(book, "复核记录", heading, row).value for heading in ("决定", "改为", "效力")] for row in range(2, 2 + len(log))]
    assert told[:2] == [["更正", "=1+1", "已被取代或撤销"], ["更正", "12.5", "有效"]]


def test_sheets_can_be_filtered(tmp_path: Path) -> None:
    book = opened(tmp_path, [exported(document("002"))])
    assert book.sheetnames == ["说明", *(sheet.title("zh") for sheet in SHEETS)]
    for page in book.worksheets[1:]:
        assert page.freeze_panes == "B2"
        assert page.auto_filter.ref == page.dimensions
        headings = [head.value for head in page[1]]
        assert len(set(headings)) == len(headings)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_names_of_sheets_are_ones_that_excel_takes(language: str, tmp_path: Path) -> None:
    book = opened(tmp_path, [], language)
    for name in book.sheetnames:
        assert 0 < len(name) <= 25
        assert not set(name) & set("[]:*?/\\'")


def test_a_full_sheet_goes_on_in_another(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx_sheet, "_ROWS", 5)
    made = document("own-wide")
    book = opened(tmp_path, [exported(made)])
    pages = [page for page in book.worksheets if page.title.startswith("指标")]
    assert [page.title for page in pages][:2] == ["指标", "指标 (2)"]
    assert sum(page.max_row - 1 for page in pages) == sum(len(form.indicators) for form in made.forms)
    assert {page["A1"].value for page in pages} == {"文件"}


def test_links_and_notes_are_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Beyond the bound a link stands as text; notes are kept for what is doubtful."""
    for name, bound in (("_LINKS", 1), ("_NOTES", 2), ("_MORE_NOTES", 3)):
        monkeypatch.setattr(xlsx_sheet, name, bound)
    book = opened(tmp_path, [exported(doubtful())])
    assert [bool(found.hyperlink) for found in book["指标"]["Y"][1:4]] == [True, False, False]
    assert str(book["指标"]["Y3"].value).startswith(LINK)
    noted = [found.coordinate for row in book["绩效表"].iter_rows() for found in row if found.comment]
    assert len(noted) == 3
    assert cell(book, "绩效表", "填报单位").comment is not None


def test_the_same_documents_give_the_same_file(tmp_path: Path) -> None:
    made = []
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        (path,) = write_xlsx([exported(doubtful(), corrections())], tmp_path / name)
        made.append(path.read_bytes())
    assert made[0] == made[1]
