"""Rows of a table without rulings that stand beside their columns: read by the cell that compares, and each says so."""

from __future__ import annotations

import pytest

from extractor.document import Document
from extractor.segment import Table
from extractor.segment.lines.titles import is_block_heading
from tests.layouts import document, line, of_text, only, ruled

TITLE = "公路养护绩效目标表"
HEADER = "类别\t分类\t指标内容\t符号\t标准值\t计量\t分值"
LAST = 6


def table(rows: str, header: str = HEADER) -> Table:
    (found,) = only(of_text(f"{TITLE}\n\n{header}\n{rows}\n")).tables
    return found


def texts(found: Table) -> list[list[str | None]]:
    return [[cell.text if cell else None for cell in row] for row in found.cells]


DRIFTING = "\n".join(
    [
        "年度绩效情况\t产出\t数量\t里程\t≥\t168\t公里\t20\t",
        "\t\t\t桥梁\t≥\t3\t座\t10\t",
        "\t\t\t质量\t合格率\t≥\t95\t%\t20",
        "\t时效\t完成月份\t≤\t11\t月\t10\t\t",
        "群众出行更加便利安全\t\t\t定性\t好坏\t\t10\t\t",
        "满意度\t群众\t群众满意\t≥\t90\t%\t20\t\t",
    ]
)


def test_names_values_and_weights_follow_the_sign() -> None:
    assert texts(table(DRIFTING)) == [
        ["产出", "数量", "里程", "≥", "168", "公里", "20"],
        ["", "", "桥梁", "≥", "3", "座", "10"],
        ["", "质量", "合格率", "≥", "95", "%", "20"],
        ["", "时效", "完成月份", "≤", "11", "月", "10"],
        ["", "", "群众出行更加便利安全", "定性", "好坏", "", "10"],
        ["满意度", "群众", "群众满意", "≥", "90", "%", "20"],
    ]


def test_each_row_that_was_moved_says_so() -> None:
    repairs = table(DRIFTING).repairs
    assert [repair is not None for repair in repairs] == [True, True, True, False, True, False]
    first, third = repairs[0], repairs[2]
    assert first is not None and "“年度绩效情况”是整块的标题" in first and "第4格“里程”读作“指标内容”" in first
    assert third is not None and "第4格“质量”读作“分类”" in third and "第6格“≥”读作“符号”" in third


def test_remarks_without_contents_do_not_move_the_columns() -> None:
    found = table(DRIFTING, f"{HEADER}\t备注")
    assert [row[LAST] for row in texts(found)] == ["20", "10", "20", "10", "10", "20"]


ALIGNED = [
    "产出\t数量\t里程\t≥\t168\t公里\t20",
    "\t\t桥梁\t≥\t3\t座\t10",
    "\t质量\t合格率\t≥\t95\t%\t20",
]
WHOLE: list[str | None] = ["满意度", "群众", "群众满意", "≥", "90", "%", "20"]
# a row among aligned ones → how it is read, and whether that was a repair
SINGLE: dict[str, tuple[str, list[str | None], bool]] = {
    "as printed": ("满意度\t群众\t群众满意\t≥\t90\t%\t20", WHOLE, False),
    "without its first, empty cell": ("群众\t群众满意\t≥\t90\t%\t20\t", ["", *WHOLE[1:]], True),
}


@pytest.mark.parametrize("name", SINGLE)
def test_one_row_among_aligned_ones(name: str) -> None:
    row, expected, repaired = SINGLE[name]
    found = table("\n".join([*ALIGNED, row]))
    assert texts(found)[3] == expected
    assert (bool(found.repairs) and found.repairs[3] is not None) == repaired


FUSED = "类别\t分类\t指标内容\t标准值\t解释\t备注"
ROWS = ["产出\t数量\t里程\t≥168公里\t按台账\t", "\t\t桥梁\t≥3座\t按台账\t", "\t质量\t合格率\t≥95%\t按抽查\t"]


def test_a_row_with_one_empty_cell_too_many() -> None:
    found = table("\n".join([*ROWS, "\t效益\t经济\t节约费用\t≥20万元\t按决算"]), FUSED)
    assert texts(found)[3] == ["效益", "经济", "节约费用", "≥20万元", "按决算", ""]
    assert [repair is not None for repair in found.repairs] == [False, False, False, True]


# rows that are right as they stand, though another column compares
KEPT: dict[str, str] = {
    "a grade that its explanation compares": "\t\t养护质量\t优\t≥90分为优\t",
    "a qualitative target": "\t\t制度健全\t健全\t查看制度\t",
    "two cells that compare": "\t\t路况\t≥90%\t≥80%为及格\t",
}


@pytest.mark.parametrize("name", KEPT)
def test_rows_that_stand_right_are_kept(name: str) -> None:
    found = table("\n".join([*ROWS, KEPT[name]]), FUSED)
    assert (texts(found)[3], found.repairs) == (KEPT[name].split("\t"), ())


def ruled_rows() -> Document:
    drawn = "类别 | 指标内容 | 标准值 | 解释\n产出 | 里程 | ≥168公里 | 按台账\n^ | 桥梁 | ≥3座 | 按台账\n^ | 合格率 | ≥95% | 抽查"
    return document([line(TITLE), ruled(f"{drawn}\n | 效益 | 节约费用 | ≥20万元")])


def test_rulings_are_believed() -> None:
    (found,) = only(ruled_rows()).tables
    assert (texts(found)[3], found.repairs) == (["", "效益", "节约费用", "≥20万元"], ())


HEADINGS = {"年度绩效情况": True, "基本信息": True, "绩效指标": True, "产出指标": False, "数量": False, "其他说明": False}


@pytest.mark.parametrize("text", HEADINGS)
def test_words_that_only_head_a_block(text: str) -> None:
    assert is_block_heading(text) == HEADINGS[text]


def test_a_heading_merged_under_the_first_header_is_no_level() -> None:
    drawn = (
        "类别 | < | 指标内容 | 标准值 | 分值\n整体情况 | 产出 | 里程 | ≥168 | 40\n^ | ^ | 桥梁 | ≥3 | 30\n^ | 效益 | 出行 | ≥9 | 30"
    )
    (found,) = only(document([line(TITLE), ruled(f"{drawn}\n其他说明 | 无 | < | < | <")])).tables
    assert texts(found) == [
        ["产出", "里程", "≥168", "40"],
        [None, "桥梁", "≥3", "30"],
        ["效益", "出行", "≥9", "30"],
    ]


TWO = "类别 | < | 指标内容 | 标准值 | 分值\n{} | 数量 | 里程 | ≥168 | 40\n^ | 质量 | 桥梁 | ≥3 | 30\n{} | 社会效益 | 出行 | ≥9 | 30"


def test_two_levels_under_one_header_are_kept_apart() -> None:
    (found,) = only(document([line(TITLE), ruled(TWO.format("产出", "效益"))])).tables
    assert [column.header.text for column in found.columns] == ["一级指标", "二级指标", "指标内容", "标准值", "分值"]
    assert texts(found) == [
        ["产出", "数量", "里程", "≥168", "40"],
        [None, "质量", "桥梁", "≥3", "30"],
        ["效益", "社会效益", "出行", "≥9", "30"],
    ]


def test_words_that_are_no_levels_stay_unread() -> None:
    assert only(document([line(TITLE), ruled(TWO.format("东线", "西线"))])).tables == []
