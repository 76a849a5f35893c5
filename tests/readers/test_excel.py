"""Excel files: what the sheet shows, merged cells, tables and the lines around them, hidden sheets, formulas without results."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.chart import BarChart
from openpyxl.styles import Border, NamedStyle, Side
from openpyxl.worksheet.worksheet import Worksheet

from extractor.document import Document, Grid, Line
from extractor.readers import read

from .office import edited, shown, with_shared_string

THIN = Side(style="thin")
RULED = Border(left=THIN, right=THIN, top=THIN, bottom=THIN)
Row = list[object]


def sheet_of(workbook: Workbook, rows: list[Row], merged: tuple[str, ...] = (), ruled: str = "") -> Worksheet:
    sheet = workbook.active
    assert isinstance(sheet, Worksheet)
    for row in rows:
        sheet.append(row)
    for row_cells in sheet[ruled] if ruled else ():
        for cell in row_cells:
            cell.border = RULED
    for area in merged:
        sheet.merge_cells(area)
    return sheet


def book(path: Path, rows: list[Row], merged: tuple[str, ...] = (), ruled: str = "") -> Path:
    workbook = Workbook()
    sheet_of(workbook, rows, merged, ruled)
    workbook.save(path)
    return path


FORM: list[Row] = [["绩效目标表"], ["单位：某局", None, "单位：万元"], ["级", "名称", "值"], [None, "案件", 5], ["注：一"]]

SHEETS: dict[str, tuple[list[Row], tuple[str, ...], str, list[object]]] = {
    "one table": ([["甲", "乙"], ["丙", 5]], (), "", [[[0, 0, "甲"], [0, 1, "乙"], [1, 0, "丙"], [1, 1, "5"]]]),
    "within rules a table, outside lines": (
        FORM, ("A1:C1", "A3:A4"), "A3:C4",
        ["绩效目标表", "单位：某局", "单位：万元",
         [[0, 0, "级", (2, 1)], [0, 1, "名称"], [0, 2, "值"], [1, 1, "案件"], [1, 2, "5"]], "注：一"],
    ),
    "without rules single texts around the table are lines": (
        [["标题"], ["甲", "乙"], ["丙", "丁"], ["注"]], ("A1:B1",), "",
        ["标题", [[0, 0, "甲"], [0, 1, "乙"], [1, 0, "丙"], [1, 1, "丁"]], "注"],
    ),
    "a ruled title row stays in the table": (
        [["题"], ["甲", "乙"]], ("A1:B1",), "A1:B2", [[[0, 0, "题", (1, 2)], [1, 0, "甲"], [1, 1, "乙"]]],
    ),
    "blank rows part two ruled tables": (
        [["甲", "乙"], ["一", "二"], [], ["丙", "丁"], ["三", "四"]], (), "A1:B2 A4:B5",
        [[[0, 0, "甲"], [0, 1, "乙"], [1, 0, "一"], [1, 1, "二"]], [[0, 0, "丙"], [0, 1, "丁"], [1, 0, "三"], [1, 1, "四"]]],
    ),
    "blank rows within rules part nothing": (
        [["甲", "乙"], [], ["丙", "丁"]], (), "A1:B3", [[[0, 0, "甲"], [0, 1, "乙"], [1, 0, "丙"], [1, 1, "丁"]]],
    ),
    "blank columns are none": ([["甲", None, "乙"], ["丙", None, "丁"]], (), "",
        [[[0, 0, "甲"], [0, 1, "乙"], [1, 0, "丙"], [1, 1, "丁"]]],
    ),
    "merged over blank rows and columns": ([["甲", None, "乙"], [], ["丙"]], ("A1:B2", "C1:C3"), "A1:C3",
        [[[0, 0, "甲"], [0, 1, "乙", (2, 1)], [1, 0, "丙"]]],
    ),
    "a merged blank cell": ([["甲", "乙"], [None, "丙"], [None, "丁"]], ("A2:A3",), "A1:B3",
        [[[0, 0, "甲"], [0, 1, "乙"], [1, 0, "", (2, 1)], [1, 1, "丙"], [2, 1, "丁"]]],
    ),
    "line breaks and control signs": ([["甲\n\n乙", "丙_x000D_\n丁"], ["一", "二"]], (), "",
        [[[0, 0, "甲\n乙"], [0, 1, "丙\n丁"], [1, 0, "一"], [1, 1, "二"]]],
    ),
    "a column of lines": ([["第一句。"], ["单位：某局    金额：万元"]], (), "", ["第一句。", "单位：某局", "金额：万元"]),
}  # fmt: skip


@pytest.mark.parametrize("case", SHEETS)
def test_sheet(case: str, tmp_path: Path) -> None:
    rows, merged, ruled, expected = SHEETS[case]
    workbook = Workbook()
    sheet = sheet_of(workbook, rows, merged)
    for area in ruled.split():
        for row_cells in sheet[area]:
            for cell in row_cells:
                cell.border = RULED
    workbook.save(tmp_path / "a.xlsx")
    assert shown(read(tmp_path / "a.xlsx")) == expected


def texts(document: Document) -> dict[str, tuple[int, int, int] | None]:
    """Where each text stands."""
    blocks = [block for page in document.pages for block in page.blocks]
    pieces = [p for b in blocks for p in ([b.piece] if isinstance(b, Line) else [cell.piece for cell in b.cells])]
    return {piece.text: piece.places[0].cell for piece in pieces if piece}


def test_places_are_those_of_the_sheet(tmp_path: Path) -> None:
    workbook = Workbook()
    sheet_of(workbook, [[], [None, "题"], [], [None, "甲", None, "乙"], [None, None, None, "丙"]], ("B4:B5",))
    workbook.create_sheet("二")["C7"] = "丁"
    workbook.save(tmp_path / "a.xlsx")
    document = read(tmp_path / "a.xlsx")
    assert texts(document) == {"题": (1, 2, 2), "甲": (1, 4, 2), "乙": (1, 4, 4), "丙": (1, 5, 4), "丁": (2, 7, 3)}
    assert [(page.number, page.origin) for page in document.pages] == [(1, "office"), (2, "office")]
    assert document.reader.startswith("openpyxl ")
    assert all(block.ruled for page in document.pages for block in page.blocks if isinstance(block, Grid))


FORMATS = [
    (1234.5, "#,##0.00", "1,234.50"),
    (0.95, "0%", "95%"),
    (datetime(2024, 3, 5), "yyyy/m/d", "2024/3/5"),
    (datetime(2024, 3, 5), 'yyyy"年"m"月"', "2024年3月"),
    (408001, "General", "408001"),
    ("001", "@", "001"),
]


@pytest.mark.parametrize(("value", "number_format", "expected"), FORMATS)
def test_values_as_shown(value: object, number_format: str, expected: str, tmp_path: Path) -> None:
    workbook = Workbook()
    sheet = sheet_of(workbook, [["甲", value]])
    sheet["B1"].number_format = number_format
    workbook.save(tmp_path / "a.xlsx")
    assert list(texts(read(tmp_path / "a.xlsx"))) == ["甲", expected]


def test_dates_that_chinese_excel_has_built_in(tmp_path: Path) -> None:
    workbook = Workbook()
    sheet = sheet_of(workbook, [["甲", 45356]])
    workbook.add_named_style(NamedStyle("dated", number_format='"x"0'))
    sheet["B1"].style = "dated"
    workbook.save(tmp_path / "a.xlsx")
    edited(tmp_path / "a.xlsx", tmp_path / "b.xlsx", "xl/styles.xml", 'numFmtId="164"(?! formatCode)', 'numFmtId="31"')
    assert list(texts(read(tmp_path / "b.xlsx"))) == ["甲", "2024年3月5日"]


def hide_sheet(workbook: Workbook) -> None:
    workbook.create_sheet("字典")["A1"] = "藏"
    workbook["字典"].sheet_state = "veryHidden"


def chart_sheet(workbook: Workbook) -> None:
    workbook.create_chartsheet("图").add_chart(BarChart())


def hide_lines(workbook: Workbook) -> None:
    sheet = workbook.worksheets[0]
    sheet.row_dimensions[2].hidden = True
    sheet.column_dimensions["B"].hidden = True


def formulas(workbook: Workbook) -> None:
    workbook.worksheets[0]["C1"] = "=1+1"


NOTED: dict[str, tuple[Callable[[Workbook], None], list[str]]] = {
    "a hidden sheet": (hide_sheet, ["工作表“字典”是隐藏的，未读取"]),
    "a sheet of charts": (chart_sheet, ["工作表“图”只有图表，未读取"]),
    "hidden rows and columns": (hide_lines, ["工作表“Sheet”有 1 行、1 列是隐藏的，也已读取"]),
    "formulas": (
        formulas,
        ["工作表“Sheet”有 1 个公式没有保存结果（C1），按空白读取。请用 Excel / WPS 打开、重新计算并保存"],
    ),
    "nothing": (lambda _: None, []),
}


@pytest.mark.parametrize("case", NOTED)
def test_what_a_person_should_know_is_noted(case: str, tmp_path: Path) -> None:
    change, expected = NOTED[case]
    workbook = Workbook()
    sheet_of(workbook, [["甲", "乙"], ["丙", "丁"]])
    change(workbook)
    workbook.save(tmp_path / "a.xlsx")
    document = read(tmp_path / "a.xlsx")
    assert [note for page in document.pages for note in page.notes] == expected
    assert list(texts(document)) == ["甲", "乙", "丙", "丁"]
    assert [page.skipped is not None for page in document.pages] == [False, True][: len(document.pages)]


def test_the_kept_result_of_a_formula_is_read(tmp_path: Path) -> None:
    made = book(tmp_path / "a.xlsx", [["合计", "=1+1"]])
    edited(made, tmp_path / "b.xlsx", "xl/worksheets/sheet1.xml", r"<v\s*/>|<v></v>", "<v>2</v>")
    document = read(tmp_path / "b.xlsx")
    assert (list(texts(document)), document.pages[0].notes) == (["合计", "2"], ())


def test_texts_of_several_looks_are_whole_without_their_phonetic_guide(tmp_path: Path) -> None:
    item = '<si><r><t>绩效</t></r><r><t>目标</t></r><rPh sb="0" eb="2"><t>jixiao</t></rPh></si>'
    with_shared_string(book(tmp_path / "a.xlsx", [["甲"]]), tmp_path / "b.xlsx", item)
    assert list(texts(read(tmp_path / "b.xlsx"))) == ["绩效目标"]


def test_what_the_file_says_of_its_extent_may_be_wrong(tmp_path: Path) -> None:
    made = book(tmp_path / "a.xlsx", [["甲", "乙"], ["丙", "丁"]])
    edited(made, tmp_path / "b.xlsx", "xl/worksheets/sheet1.xml", 'ref="A1:B2"', 'ref="A1"')
    assert len(texts(read(tmp_path / "b.xlsx"))) == 4


def test_a_stray_blank_far_away_costs_nothing(tmp_path: Path) -> None:
    workbook = Workbook()
    sheet = sheet_of(workbook, [["甲", "乙"], ["丙", "丁"]])
    sheet["XFD1048576"].border = RULED
    workbook.save(tmp_path / "a.xlsx")
    assert len(texts(read(tmp_path / "a.xlsx"))) == 4
