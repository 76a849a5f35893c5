"""Office files that are damaged, hostile, too large or not what they are called: a clear message each, in bounded time."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from extractor.errors import DamagedInputError, EmptyInputError, EncryptedInputError, InputError, TooLargeInputError
from extractor.readers import ReadOptions, read

from .office import edited, p, replaced, shown, tbl, tc, tr, with_shared_string, word_file

SHEET = "xl/worksheets/sheet1.xml"
BOMB = '<!DOCTYPE x [<!ENTITY a "甲"><!ENTITY b "&a;&a;&a;&a;">]>'
THEFT = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>'
Make = Callable[[Path], object]


def workbook(path: Path, *rows: list[object], merged: str = "") -> Path:
    made = Workbook()
    sheet = made.active
    assert isinstance(sheet, Worksheet)
    for row in rows or (["甲", "乙"],):
        sheet.append(row)
    if merged:
        sheet.merge_cells(merged)
    made.save(path)
    return path


def word_with(part: str, old: str, new: str) -> Make:
    """A Word file in which a part says something else."""
    return lambda path: edited(word_file(path.with_suffix(".tmp"), p("甲")), path, part, old, new)


def excel_with(part: str, old: str, new: str, merged: str = "") -> Make:
    return lambda path: edited(workbook(path.with_suffix(".tmp"), ["甲", "乙"], ["丙", "丁"], merged=merged), path, part, old, new)


def cut(make: Callable[[Path], Path]) -> Make:
    def made(path: Path) -> None:
        data = make(path).read_bytes()
        path.write_bytes(data[: len(data) // 2])

    return made


def scrambled(path: Path) -> None:
    """A bit of the document's part has turned."""
    word_file(path, p("甲" * 4000))
    with zipfile.ZipFile(path) as archive:
        info = archive.getinfo("word/document.xml")
    data = bytearray(path.read_bytes())
    data[info.header_offset + 30 + len(info.filename) + 100] ^= 0xFF
    path.write_bytes(data)


def locked(path: Path) -> None:
    """A zip whose parts are marked as encrypted."""
    data = bytearray(word_file(path, p("甲")).read_bytes())
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = data.find(mark)
        while start >= 0:
            data[start + at] |= 1
            start = data.find(mark, start + 4)
    path.write_bytes(data)


def large_part(path: Path) -> None:
    replaced(word_file(path.with_suffix(".tmp"), p("甲")), path, {"word/bomb.xml": b" " * (40 << 20)})


def lying_size(path: Path) -> None:
    """A bomb that says it is small, in the list and before the part itself."""
    large_part(path)
    size = (40 << 20).to_bytes(4, "little")
    path.write_bytes(path.read_bytes().replace(size, (100).to_bytes(4, "little")))


def many_parts(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        for name in ("[Content_Types].xml", "word/document.xml", *(f"word/{number}" for number in range(20_001))):
            archive.writestr(name, b"")


def many_cells(path: Path) -> None:
    word_file(path, tbl(*[tr(*["甲"] * 50)] * 30))


def wide(path: Path) -> None:
    word_file(path, tbl(tr(tc("甲", span=2_000_000_000))))


def deep(path: Path) -> None:
    nested = p("甲")
    for _ in range(400):
        nested = tbl(tr(tc(nested + p())))
    word_file(path, nested)


def sparse(path: Path) -> None:
    made = Workbook()
    sheet = made.active
    assert isinstance(sheet, Worksheet)
    for number in range(1, 400):
        sheet.cell(number, 40 * number, "甲")
    made.save(path)


CASES: dict[str, tuple[Make, type[InputError], str]] = {
    "cut Word file": (cut(lambda path: word_file(path, p("甲"))), DamagedInputError, "Word 文档已损坏"),
    "cut Excel file": (cut(workbook), DamagedInputError, "Excel 工作簿已损坏"),
    "a bit that turned": (scrambled, DamagedInputError, "Word 文档已损坏"),
    "broken XML": (word_with("word/document.xml", "</w:body>", ""), DamagedInputError, "Word 文档已损坏"),
    "broken sheet": (excel_with(SHEET, "</sheetData>", ""), DamagedInputError, "Excel 工作簿已损坏"),
    "parts that are encrypted": (locked, EncryptedInputError, "密码"),
    "a part that unpacks to blanks": (large_part, TooLargeInputError, "压缩比异常"),
    "a part that lies of its size": (lying_size, DamagedInputError, "已损坏"),
    "parts without end": (many_parts, TooLargeInputError, "20003 个部件"),
    "entities in Word": (word_with("word/document.xml", "<w:document", f"{BOMB}<w:document"), DamagedInputError, "DTD"),
    "a foreign file in Word": (word_with("word/document.xml", "<w:document", f"{THEFT}<w:document"), DamagedInputError, "DTD"),
    "entities in a sheet": (excel_with(SHEET, "<worksheet", f"{BOMB}<worksheet"), DamagedInputError, "Excel"),
    "a foreign file in a sheet": (excel_with(SHEET, "<worksheet", f"{THEFT}<worksheet"), DamagedInputError, "Excel"),
    "a table without end": (wide, DamagedInputError, "1000 columns"),
    "tables in tables without end": (deep, DamagedInputError, "Word 文档已损坏"),
    "a cell beyond the sheet": (excel_with(SHEET, 'r="B2"', 'r="B99999999"'), DamagedInputError, "Excel"),
    "a row beyond the sheet": (excel_with(SHEET, '<row r="2"', '<row r="99999999999"'), DamagedInputError, "Excel"),
    "a cell in another's row": (excel_with(SHEET, 'r="B2"', 'r="B1"'), DamagedInputError, "B1 in row 2"),
    "rows out of order": (excel_with(SHEET, '<row r="1"', '<row r="3"'), DamagedInputError, "Excel"),
    "merged cells that overlap": (
        excel_with(SHEET, "</mergeCells>", '<mergeCell ref="A2:B2"/></mergeCells>', "A1:A2"), DamagedInputError, "overlap",
    ),
    "nothing in Word": (lambda path: word_file(path, p(), tbl(tr(""))), EmptyInputError, "没有任何文字"),
    "nothing in Excel": (lambda path: workbook(path, [None]), EmptyInputError, "没有任何文字"),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_bad_office_file(case: str, tmp_path: Path) -> None:
    make, error, message = CASES[case]
    path = tmp_path / "input.bin"
    make(path)
    with pytest.raises(error, match=message) as raised:
        read(path)
    assert "input.bin" in str(raised.value)


BOUNDED: dict[str, tuple[Make, ReadOptions, str]] = {
    "bytes unpacked": (lambda path: word_file(path, p("甲")), ReadOptions(max_unpacked=10_000), "解压后超过上限"),
    "cells of a Word file": (many_cells, ReadOptions(max_cells=1000), "1500 个单元格"),
    "cells of a sheet": (
        lambda path: workbook(path, *[list[object](["甲"] * 50)] * 30),
        ReadOptions(max_cells=1000),
        "上限 1000 个",
    ),
    "values far apart": (sparse, ReadOptions(max_cells=1000), "上限 1000 个"),
}


@pytest.mark.parametrize("case", BOUNDED)
def test_bounds_are_the_callers(case: str, tmp_path: Path) -> None:
    make, options, message = BOUNDED[case]
    make(tmp_path / "input.bin")
    with pytest.raises(TooLargeInputError, match=message):
        read(tmp_path / "input.bin", options=options)


def test_a_merged_cell_over_the_whole_sheet_costs_nothing(tmp_path: Path) -> None:
    excel_with(SHEET, 'ref="A3:A4"', 'ref="A3:XFD1048576"', "A3:A4")(tmp_path / "a.xlsx")
    assert shown(read(tmp_path / "a.xlsx")) == [[[0, 0, "甲"], [0, 1, "乙"], [1, 0, "丙"], [1, 1, "丁"]]]


def test_entities_of_shared_strings_are_not_followed(tmp_path: Path) -> None:
    workbook(tmp_path / "plain", ["甲"])
    with_shared_string(tmp_path / "plain", tmp_path / "a.xlsx", "<si><t>&a;</t></si>", BOMB)
    with pytest.raises(DamagedInputError, match="EntitiesForbidden"):
        read(tmp_path / "a.xlsx")


WORD = "vnd.openxmlformats-officedocument.wordprocessingml"
MACRO = {
    "Word": (f"{WORD}.document.main", "vnd.ms-word.document.macroEnabled.main"),
    "template": (f"{WORD}.document.main", f"{WORD}.template.main"),
    "Excel": ("vnd.openxmlformats-officedocument.spreadsheetml.sheet.main", "vnd.ms-excel.sheet.macroEnabled.main"),
}


@pytest.mark.parametrize("kind", MACRO)
def test_files_with_macros_are_read_without_them(kind: str, tmp_path: Path) -> None:
    plain = workbook(tmp_path / "plain", ["甲"]) if kind == "Excel" else word_file(tmp_path / "plain", p("甲"))
    folder = "xl" if kind == "Excel" else "word"
    edited(plain, tmp_path / "typed", "[Content_Types].xml", *MACRO[kind])
    replaced(tmp_path / "typed", tmp_path / "a.docm", {f"{folder}/vbaProject.bin": b"\xd0\xcf" * 100})
    document = read(tmp_path / "a.docm")
    assert shown(document) == ["甲"]
    assert document.pages[0].notes == ("文件带有宏：宏未运行，也未读取",)


def test_an_embedded_file_is_noted(tmp_path: Path) -> None:
    path = word_file(tmp_path / "a.docx", p("甲"), parts={"word/embeddings/Sheet1.xlsx": b"PK"})
    assert read(path).pages[0].notes == ("有 1 个嵌入的文件（如插入的 Excel 表），未读取",)


def test_strict_files_say_the_same(tmp_path: Path) -> None:
    plain = word_file(tmp_path / "plain", p("甲"), tbl(tr("乙")))
    with zipfile.ZipFile(plain) as archive:
        parts = {name: archive.read(name) for name in archive.namelist() if name.endswith((".xml", ".rels"))}
    for kind in (b"wordprocessingml", b"officeDocument"):
        old, new = b"http://schemas.openxmlformats.org/" + kind + b"/2006/", b"http://purl.oclc.org/ooxml/" + kind + b"/"
        parts = {name: data.replace(old, new) for name, data in parts.items()}
    assert shown(read(replaced(plain, tmp_path / "strict", parts))) == ["甲", [[0, 0, "乙"]]]


def test_what_points_to_nothing_is_passed_over(tmp_path: Path) -> None:
    part = "word/_rels/document.xml.rels"
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
    lost = f'<Relationship Id="rId99" Type="{kind}" Target="../NULL"/></Relationships>'
    word_with(part, "</Relationships>", lost)(tmp_path / "a.docx")
    assert shown(read(tmp_path / "a.docx")) == ["甲"]


@pytest.mark.parametrize("suffix", [".pdf", ".doc", ".xlsx", ".txt", ""])
def test_the_extension_may_lie(suffix: str, tmp_path: Path) -> None:
    assert shown(read(word_file(tmp_path / f"a{suffix}", p("甲")))) == ["甲"]


def test_pictures_are_not_unpacked(tmp_path: Path) -> None:
    path = word_file(tmp_path / "a.docx", p("甲"), parts={"word/media/image1.png": b"\0" * (40 << 20)})
    assert shown(read(path)) == ["甲"]
