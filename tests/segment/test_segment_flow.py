"""Pages as one stream: a page break changes nothing, a stray break in a row is mended, page numbers are no text."""

from __future__ import annotations

import pytest

from extractor.document import Document, Line, Piece
from extractor.segment.flow import Row, flow
from tests.layouts import document, line, of_text, ruled

FIRST = """
指标名称 | 指标值 | 权重 | 说明
养护里程 | ≥168公里 | 40 | 按照养护中心的台账统计里程，以季度为单位
"""
SECOND = """
抽查合格率 | ≥90% | 30 | 按月抽查，由监理单位评定结果
清扫频次 | ≥2次 | 20 | 按日记录，由班组长签字确认结果
"""
CUT = """
 |  |  | 每季核对一次，年底汇总。
抽查合格率 | ≥90% | 30 | 按月抽查，由监理单位评定结果
"""


def rows(made: Document) -> list[Row]:
    return [item for item in flow(made) if isinstance(item, Row)]


def texts(made: Document) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in rows(made)]


def two_pages(second: str, *, edges: tuple[float, ...] = (), between: str = "") -> Document:
    """A grid, the foot of its page, the head of the next, and a second grid there."""
    heads = [line(between, 2)] if between else []
    return document([line("绩效目标表"), ruled(FIRST), line("- 1 -")], [line("第2页共2页"), *heads, ruled(second, 2, edges=edges)])


def test_a_grid_goes_on_after_a_page_break() -> None:
    found = rows(two_pages(SECOND))
    assert [row.grid for row in found] == [0, 0, 0, 0]
    assert [row.page for row in found] == [1, 1, 2, 2]


def test_a_grid_of_other_rulings_is_another_one() -> None:
    found = rows(two_pages(SECOND, edges=(20, 95, 150, 290, 400)))
    assert [row.grid for row in found] == [0, 0, 1, 1]


def test_rulings_that_differ_by_a_hair_are_the_same() -> None:
    found = rows(two_pages(SECOND, edges=(21.5, 81, 139, 202, 259)))
    assert [row.grid for row in found] == [0, 0, 0, 0]


def test_a_line_between_parts_two_grids() -> None:
    found = rows(two_pages(SECOND, between="二、其他指标"))
    assert [row.grid for row in found] == [0, 0, 1, 1]


def test_two_grids_of_one_page_stay_two() -> None:
    made = document([ruled(FIRST), ruled(SECOND, top=300)])
    assert [row.grid for row in rows(made)] == [0, 0, 1, 1]


def test_merged_columns_of_a_new_page_are_numbered_by_the_page_before() -> None:
    first = "项目名称 | 农村公路 | < | <\n主管部门 | 交通局 | 实施单位 | 养护中心"
    second = "项目概况 | 路面清扫\n立项依据 | 某县文件"
    made = document([ruled(first)], [ruled(second, 2, edges=(20, 80, 260))])
    assert [[(cell.column, cell.column_span) for cell in row.cells] for row in rows(made)[2:]] == [[(0, 1), (1, 3)]] * 2


def test_a_row_that_a_page_break_cut_is_made_whole() -> None:
    made = rows(two_pages(CUT))
    whole = made[1].cells[3].piece
    assert whole.text == "按照养护中心的台账统计里程，以季度为单位每季核对一次，年底汇总。"
    assert [place.page for place in whole.places] == [1, 2]
    assert [row.cells[0].text for row in made] == ["指标名称", "养护里程", "抽查合格率"]


def test_a_row_whose_parts_share_no_column_is_made_whole() -> None:
    first = "一级指标 | 三级指标 | 指标值 | 分值\n | | ≥640盏 | 5"
    made = rows(document([ruled(first)], [ruled(" | 亮化数量 |  | ", 2)]))
    assert len(made) == 3, "one text alone may be a row of its own"
    made = rows(document([ruled(" | | ≥640盏 | 5")], [ruled(" | 亮化数量 |  | 按台账", 2)]))
    assert len(made) == 2, "a column in common: two rows"
    made = rows(document([ruled(" | |  | ≥640盏 | 5")], [ruled(" | 产出指标 | 亮化数量 |  | ", 2)]))
    assert [[cell.text for cell in row.cells] for row in made] == [["", "产出指标", "亮化数量", "≥640盏", "5"]]


ENDED = {
    "a kind under a kind": ("产出 | 数量指标 | 绿化补种", " | 质量指标 | 成活率 | 90"),
    "a row that only says there may be more": ("产出 | 数量指标 | ……", " |  | 成活率 | 90"),
}


@pytest.mark.parametrize("case", ENDED)
def test_rows_after_one_that_has_ended_are_their_own(case: str) -> None:
    last, first = ENDED[case]
    assert len(rows(document([ruled(f"{last} | ")], [ruled(first.replace("90", "良好"), 2)]))) == 2
    assert len(rows(document([ruled("产出 | 数量与 | 绿化与 | ")], [ruled(" | 质量的 | 成活率的 | 良好", 2)]))) == 1


WHOLE_ROWS = {
    "a row that begins with a label": "清扫频次 |  |  | 每季核对",
    "a row with a number": " |  | 30 | 每季核对一次，年底汇总。",
    "a row of blanks": " |  |  | ",
    "text under a blank": " | 每季核对一次，年底汇总的结果，由监理单位评定 |  | ",
    "ink that gave no text": " |  |  | #",
}


@pytest.mark.parametrize("case", WHOLE_ROWS)
def test_rows_of_their_own_stay_rows(case: str) -> None:
    first = FIRST if case != "text under a blank" else FIRST.replace("≥168公里", "")
    made = document([ruled(first)], [ruled(WHOLE_ROWS[case], 2)])
    assert len(rows(made)) == 3


FURNITURE = ["1", "- 3 -", "—12—", "第 1 页", "第1页 共3页", "2/5", "第2页/5"]
NOT_FURNITURE = ["表1", "2024年", "单位：万元", "第一页", "12345"]


@pytest.mark.parametrize(("text", "kept"), [*((text, False) for text in FURNITURE), *((text, True) for text in NOT_FURNITURE)])
def test_page_numbers_are_no_text(text: str, kept: bool) -> None:
    assert flow(document([line(text)])) == ([line(text)] if kept else [])


def test_blank_lines_are_left_out() -> None:
    assert flow(document([Line(Piece("　 "))])) == []


# ---- rows of text copies that a stray break cut in two


def test_a_name_that_a_page_break_cut_is_made_whole_in_its_own_column() -> None:
    copy = "收入\t金额\t支出\t金额\n拨款\t1\t城乡社区支出\t1\n\t\t自然资源海洋气象等支\t\n\n\t\t出\t\n\t\t住房保障支出\t2\n"
    assert texts(of_text(copy))[2:] == [["", "", "自然资源海洋气象等支出", ""], ["", "", "住房保障支出", "2"]]


FULL = "\n".join(f"\t指标{n}\n\t≥\n\t{n}\n\t件\n\t10\n" for n in range(3))
STRAY = "\n\t指标九\n\t≥\n\n\t9\n\t件\n\t10\n"


def test_a_stray_break_is_mended() -> None:
    assert texts(of_text(FULL + STRAY))[-1] == ["指标九", "≥", "9", "件", "10"]
    assert [cell.column for cell in rows(of_text(FULL + STRAY))[-1].cells] == [0, 1, 2, 3, 4]


NOT_MENDED = {
    "two halves that make too many": "\n\t指标九\n\t≥\n\t9\n\n\t9\n\t件\n\t10\n",
    "two halves that make too few": "\n\t指标九\n\n\t9\n\t件\n\t10\n",
}


@pytest.mark.parametrize("case", NOT_MENDED)
def test_rows_that_do_not_add_up_stay_as_they_are(case: str) -> None:
    assert len(texts(of_text(FULL + NOT_MENDED[case]))) == 5


def test_short_rows_of_a_mixed_form_stay_as_they_are() -> None:
    form = "项目名称\t甲\n年度\t2024\n绩效\t指标\t值\t权重\n说明\t无"
    assert [len(row) for row in texts(of_text(form))] == [2, 2, 4, 2]


def test_ruled_rows_are_never_mended() -> None:
    drawn = "a | b | c | d\ne | f | g | h\ni | < | j | <\nk | l | < | <"
    assert [len(row) for row in texts(document([ruled(drawn)]))] == [4, 4, 2, 2]


# ---- ink

INKED = "指标名称 | 指标值\n养护里程 | #"


def test_ink_that_gave_no_text_is_no_blank() -> None:
    cell = rows(document([ruled(INKED)]))[1].cells[1]
    assert cell.piece.is_unread
    assert cell.piece.places[0].box == cell.box
    assert cell in rows(document([ruled(INKED)]))[1].filled


def test_merged_ink_is_the_same_cell_in_every_row() -> None:
    first, second = rows(document([ruled("# | a\n^ | b")]))
    assert second.above == (first.cells[0],)
    assert second.above[0].piece.is_unread


HEADER = "名称\t目标\t单位\t分值\n"


@pytest.mark.parametrize(("again", "grids"), [(HEADER, 1), ("项目\t金额\t来源\t备注\n", 2)])
def test_a_header_said_again_goes_on_with_a_table_whose_last_row_was_short(again: str, grids: int) -> None:
    made = of_text(f"{HEADER}里程\t5\t公里\t10\n座数\t3\t座\n\n{again}户数\t8\t户\t20\n")
    assert len({row.grid for row in rows(made)}) == grids
