"""Tables with flat rulings only, or with none: found by the alignment of their texts, where there is a table at all."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pymupdf
import pytest

from extractor.document import Document, Grid, Piece, Place
from extractor.readers import read
from extractor.readers.open_tables import open_tables
from extractor.readers.runs import Run

from .samples import SIZE, grids, lines, new_page, picture_of, picture_pdf, text_width, worn, write

Rows = Sequence[Sequence[str]]

NOTE = "说明：本表由各单位填写，金额按批复数填列，没有数据的单元格留空。"

LEFT, TOP, PITCH, LEADING = 60.0, 120.0, 22.0, 14.0
WIDTH = 110.0

INDICATORS: Rows = (
    ("二级指标", "三级指标", "指标值", "分值"),
    ("数量指标", "维修供水工程数量", "≥86处", "15"),
    ("质量指标", "水质检测合格率", "≥95%", "20"),
    ("时效指标", "工程按期完成率", "≥98%", "10"),
    ("成本指标", "单处维修成本", "≤3万元", "10"),
)
AMOUNTS: Rows = (
    ("科目", "合计", "基本支出", "项目支出"),
    ("教育支出", "1,284.56", "1,200.00", "84.56"),
    ("卫生健康支出", "166.80", "166.80", ""),
    ("农林水支出", "92.27", "", "92.27"),
    ("住房保障支出", "61.11", "61.11", ""),
)


def put(page: pymupdf.Page, column: int, y: float, text: str, where: str = "left", *, columns: int = 1) -> None:
    """Text in a column of the page, or in the middle of several."""
    room = columns * WIDTH - 8 - text_width(text)
    offset = {"left": 0.0, "centre": room / 2, "right": room}[where]
    write(page, LEFT + column * WIDTH + 4 + offset, y, text)


def put_rows(page: pymupdf.Page, rows: Rows, where: str, *, top: float = TOP) -> float:
    """The rows, headings centred, the first column flush left; the height after them."""
    for number, row in enumerate(rows):
        for column, text in enumerate(row):
            put(page, column, top + number * PITCH, text, "centre" if number == 0 else where if column else "left")
    return top + len(rows) * PITCH


def flat(page: pymupdf.Page, y: float, first: int = 0, last: int = 4) -> None:
    page.draw_line((LEFT + first * WIDTH, y), (LEFT + last * WIDTH, y), width=0.7)


def save(document: pymupdf.Document, path: Path) -> Path:
    document.save(path)
    document.close()
    return path


def texts(grid: Grid) -> list[tuple[str, ...]]:
    return [tuple(cell.text for cell in row) for row in grid.rows()]


def one(document: Document) -> Grid:
    (grid,) = grids(document)
    assert not grid.ruled
    return grid


@pytest.mark.parametrize("where", ["left", "centre", "right"])
@pytest.mark.parametrize("rows", [INDICATORS, AMOUNTS])
@pytest.mark.parametrize("is_ruled", [False, True])
def test_rows_and_columns(tmp_path: Path, rows: Rows, where: str, is_ruled: bool) -> None:
    document = pymupdf.open()
    page = new_page(document)
    write(page, 200, TOP - 50, "二〇二五年部门预算表", 16)
    write(page, LEFT + 4 * WIDTH - 90, TOP - 24, "单位：万元")
    bottom = put_rows(page, rows, where)
    if is_ruled:
        for number in range(len(rows) + 1):
            flat(page, TOP - 15 + number * PITCH)
    write(page, LEFT, bottom + 20, NOTE)
    read_page = read(save(document, tmp_path / "made.pdf"))
    assert texts(one(read_page)) == [tuple(row) for row in rows]
    assert lines(read_page) == [
        "二〇二五年部门预算表",
        "单位：万元",
        "说明：本表由各单位填写，金额按批复数填列，没有数据的单元格留空。",
    ]


def test_a_cell_of_several_lines_is_one_row(tmp_path: Path) -> None:
    document = pymupdf.open()
    page = new_page(document)
    bottom = put_rows(page, INDICATORS, "centre")
    for number, text in enumerate(("农村饮水工程运行", "维护机制健全")):
        put(page, 1, bottom + 4 + number * LEADING, text)
    for column, text in ((0, "效益指标"), (2, "较为健全"), (3, "20")):
        put(page, column, bottom + 4 + LEADING / 2, text, "centre" if column else "left")
    grid = one(read(save(document, tmp_path / "made.pdf")))
    assert texts(grid)[-1] == ("效益指标", "农村饮水工程运行维护机制健全", "较为健全", "20")


@pytest.mark.parametrize("is_ruled", [False, True])
def test_headings_over_several_columns(tmp_path: Path, is_ruled: bool) -> None:
    document = pymupdf.open()
    page = new_page(document)
    put(page, 1, TOP - PITCH, "本年支出预算", "centre", columns=3)
    put(page, 0, TOP - PITCH / 2, "科目", "centre")
    put_rows(page, [("", *AMOUNTS[0][1:]), *AMOUNTS[1:]], "right")
    if is_ruled:
        flat(page, TOP - 15 - PITCH)
        flat(page, TOP - 15, 1)
        for number in range(1, len(AMOUNTS) + 1):
            flat(page, TOP - 15 + number * PITCH)
    grid = one(read(save(document, tmp_path / "made.pdf")))
    spans = {cell.text: (cell.row, cell.column, cell.row_span, cell.column_span) for cell in grid.cells}
    assert spans["科目"] == (0, 0, 2, 1)
    assert spans["本年支出预算"] == (0, 1, 1, 3)
    assert [spans[text] for text in AMOUNTS[0][1:]] == [(1, 1, 1, 1), (1, 2, 1, 1), (1, 3, 1, 1)]


def test_a_label_in_the_middle_of_its_rows(tmp_path: Path) -> None:
    document = pymupdf.open()
    page = new_page(document)
    put_rows(page, [(row[1] if n else "三级指标", *row[2:]) for n, row in enumerate(INDICATORS)], "centre")
    write(page, LEFT - 50, TOP, "一级指标")
    write(page, LEFT - 50, TOP + 1.5 * PITCH, "产出指标")
    write(page, LEFT - 50, TOP + 3.5 * PITCH, "效益指标")
    grid = one(read(save(document, tmp_path / "made.pdf")))
    spans = {cell.text: (cell.row, cell.column, cell.row_span) for cell in grid.cells}
    assert (spans["产出指标"], spans["效益指标"]) == ((1, 0, 2), (3, 0, 2))


def test_short_lines_keep_a_merged_cell_and_its_column(tmp_path: Path) -> None:
    with pymupdf.open() as document:
        page = new_page(document)
        flat(page, TOP)
        for n, (name, value) in enumerate((("苗木数量", "30"), ("依据：调查", ""), ("成活率", "85%"), ("依据：抽样", ""))):
            put(page, 1, TOP + n * PITCH + 15, name)
            put(page, 3, TOP + n * PITCH + 15, value)
            flat(page, TOP + (n + 1) * PITCH, 0 if n == 3 else 1)
        put(page, 0, TOP + 2 * PITCH + 4, "产出", "centre")
        flat(page, TOP + 5 * PITCH)
        put(page, 0, TOP + 4 * PITCH + 15, "备注")
        put(page, 1, TOP + 4 * PITCH + 15, "乡镇上报")
        path = tmp_path / "open.pdf"
        document.save(path)
    (grid,) = grids(read(path))
    assert [(cell.row, cell.row_span) for cell in grid.cells if cell.text == "产出"] == [(0, 4)]
    assert {cell.text: (cell.row, cell.column) for cell in grid.cells if "：" in cell.text} == {
        "依据：调查": (1, 1),
        "依据：抽样": (3, 1),
    }


def test_tables_under_one_another(tmp_path: Path) -> None:
    document = pymupdf.open()
    page = new_page(document)
    bottom = put_rows(page, AMOUNTS, "right")
    write(page, LEFT, bottom + 10, "绩效指标情况")
    put_rows(page, [row[1:] for row in INDICATORS], "centre", top=bottom + 40)
    found = grids(read(save(document, tmp_path / "made.pdf")))
    assert [texts(grid)[0] for grid in found] == [AMOUNTS[0], INDICATORS[0][1:]]


FILLED = (("项目", "山塘整治"), ("牵头单位", "水务站（主管：农业局）"), ("金额", "32.5万元"), ("来源", "县级财力 30　　　自筹 2.5"))
BLANK = (("项目", "山塘整治"), ("牵头单位", ""), ("金额", "32.5万元"))
COLUMNS_BESIDE = (
    ("科目", "合计　　　支出　　　结余"),
    ("教育", "12　　　10　　　2"),
    ("卫生", "13　　　9　　　4"),
    ("农业", "9　　　8　　　1"),
)


def put_lined(page: pymupdf.Page, rows: Rows, top: float) -> float:
    """Labels flush right before the strokes that values stand on; the height after them."""
    for number, (label, value) in enumerate(rows):
        y = top + number * PITCH
        write(page, LEFT + WIDTH - 6 - text_width(label), y, label)
        if value:
            write(page, LEFT + WIDTH + 4, y, value)
        flat(page, y + 6, 1)
    return top + len(rows) * PITCH


@pytest.mark.parametrize("rows", [FILLED, BLANK])
def test_values_on_lines(tmp_path: Path, rows: Rows) -> None:
    document = pymupdf.open()
    page = new_page(document)
    write(page, LEFT + WIDTH + 20, TOP - 24, "项目卡片", 15)
    bottom = put_lined(page, rows, TOP)
    put_lined(page, rows, bottom + 60)
    found = [
        [tuple(" ".join(text.split()) for text in row) for row in texts(grid)]
        for grid in grids(read(save(document, tmp_path / "a.pdf")))
    ]
    assert found == [[tuple(" ".join(text.split()) for text in row) for row in rows]] * 2


@pytest.mark.parametrize("rows", [FILLED[:2], COLUMNS_BESIDE])
def test_few_lines_and_columns_are_no_form_on_lines(tmp_path: Path, rows: Rows) -> None:
    document = pymupdf.open()
    put_lined(new_page(document), rows, TOP)
    assert not any(len(row) == 2 for grid in grids(read(save(document, tmp_path / "a.pdf"))) for row in texts(grid)[:2])


def test_strokes_that_no_line_lies_between(tmp_path: Path) -> None:
    document = pymupdf.open()
    page = new_page(document)
    for number in range(4):
        write(page, LEFT, TOP + number * PITCH, "本栏由各单位据实填写并加盖公章后报送，逾期不予受理")
        flat(page, TOP + number * PITCH + 6, 2)
    assert "据实填写" in "".join(lines(read(save(document, tmp_path / "a.pdf"))))


TASKS: Rows = (
    ("主要任务", "一", "二", ""),
    ("名称", "修渠", "植树", ""),
    ("所需资金", "128.40", "36.00", ""),
)
# rows of a second table → whether white of a row's height between the rulings of both parts them
PARTED: dict[str, tuple[Rows, int]] = {
    "other columns and headings": (TASKS, 2),
    "the same columns go on": (AMOUNTS[1:], 1),
}


@pytest.mark.parametrize("case", PARTED)
def test_a_blank_row_between_rulings(tmp_path: Path, case: str) -> None:
    rows, count = PARTED[case]
    document = pymupdf.open()
    page = new_page(document)
    bottom = put_rows(page, AMOUNTS, "right")
    for column, texts_below in enumerate(zip(*rows, strict=True)):
        for number, text in enumerate(texts_below):
            if count == 1:
                put(page, column, bottom + (number + 1) * PITCH, text, "right" if column else "left")
            else:
                write(page, LEFT + 4 + column * 1.4 * WIDTH, bottom + (number + 1) * PITCH, text)
    for number in range(len(AMOUNTS) + len(rows) + 2):
        flat(page, TOP - 15 + number * PITCH)
    found = grids(read(save(document, tmp_path / "made.pdf")))
    assert len(found) == count
    assert texts(found[0])[: len(AMOUNTS)] == [tuple(row) for row in AMOUNTS]
    assert [tuple(filter(None, row)) for row in texts(found[-1])][-len(rows) :] == [tuple(filter(None, row)) for row in rows]


def run(text: str, x: float, y: float, width: float, height: float, em: float) -> Run:
    """A text as recognition gives it: `em` is a guess by its ink."""
    return Run(Piece.at(text, Place(1, (x, y, x + width, y + height))), (x, y, x + width, y + height), em)


ODD: dict[str, tuple[float, float, int]] = {
    # height and size of the first line of a broken unit → how many tables there are
    "its size is a guess": (10.6, 7.9, 1),
    "it is smaller print": (6.8, 7.0, 2),
}


@pytest.mark.parametrize("case", ODD)
def test_a_short_text_of_another_size(case: str) -> None:
    """It stands alone in a line between three rows above it and three below."""
    height, em, count = ODD[case]
    rows = [
        run(text, 60 + 110 * column, TOP + PITCH * (n + n // 3), width, 10, 10.5)
        for n, row in enumerate((*AMOUNTS[1:], *AMOUNTS[1:3]))
        for column, (text, width) in enumerate(zip(row, (62.0, 40.0, 40.0, 30.0), strict=True))
        if text
    ]
    broken = run("元/户·", 390, TOP + 3 * PITCH, 26, height, em)
    found, _ = open_tables([*rows, broken], ())
    assert len(found) == count


def test_a_scan(tmp_path: Path) -> None:
    document = pymupdf.open()
    page = new_page(document)
    put_rows(page, AMOUNTS, "right")
    bottom = put_rows(page, AMOUNTS, "right", top=TOP + 200)
    for number in range(len(AMOUNTS) + 1):
        flat(page, bottom - 15 - number * PITCH)
    picture = worn(picture_of(save(document, tmp_path / "made.pdf")), degrees=1.0)
    found = grids(read(picture_pdf(tmp_path / "scan.pdf", [picture])))
    read_texts = [[tuple(text.replace(" ", "") for text in row) for row in texts(grid)] for grid in found]
    assert read_texts == [[tuple(row) for row in AMOUNTS]] * 2
    assert not any(grid.ruled for grid in found)


PROSE = "二〇二五年本部门收入预算总额一千二百万元，较上年增加三十万元，主要原因是项目增加。"

NO_TABLES: dict[str, list[tuple[float, float, str]]] = {
    "prose": [(60, 120.0 + 18 * n, PROSE) for n in range(8)],
    "contents": [
        place
        for n, title in enumerate(("部门概况", "部门职责和机构", "预算编制说明", "名词解释"))
        for place in ((60.0, 120.0 + 20 * n, title + "……………………………………"), (500.0, 120.0 + 20 * n, str(3 * n + 1)))
    ],
    "signatures": [
        (60, 700, "单位负责人：张明"),
        (230, 700, "填表人：李华"),
        (400, 700, "联系电话：62345678"),
        (60, 720, "填报单位（盖章）："),
        (400, 720, "填报日期：2025年1月6日"),
    ],
    "list": [(60 + 20 * (n % 2), 120.0 + 18 * n, f"{n}．加强预算绩效管理") for n in range(1, 9)],
    "title block": [
        (200, 100, "部门整体支出绩效目标表"),
        (60, 130, "编制单位：某某局"),
        (440, 130, "单位：万元"),
        (60, 150, "预算年度：2025"),
        (300, 150, "项目类型：经常性"),
        (60, 170, "项目名称：饮水安全"),
        (300, 170, "主管部门：水利局"),
    ],
    "two columns of prose": [
        place
        for n in range(12)
        for place in ((60.0, 120.0 + 18 * n, PROSE[n : n + 21]), (310.0, 120.0 + 18 * n, PROSE[12 - n : 33 - n]))
    ],
}


@pytest.mark.parametrize("name", NO_TABLES)
def test_what_is_no_table_stays_lines(tmp_path: Path, name: str) -> None:
    document = pymupdf.open()
    page = new_page(document)
    for x, y, text in NO_TABLES[name]:
        write(page, x, y, text, SIZE)
    read_page = read(save(document, tmp_path / "made.pdf"))
    assert grids(read_page) == []
    assert sum(map(len, lines(read_page))) == sum(len(text) for _, _, text in NO_TABLES[name])
