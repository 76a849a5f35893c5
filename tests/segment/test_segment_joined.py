"""Two levels in one cell become two columns; other repeated words do not."""

from __future__ import annotations

import pytest

from tests.layouts import document, line, only, ruled, shown, tables

TWO = ["一级指标", "二级指标", "内容", "标准", "分"]
# cells of the first column → headers of the table, texts of its first two columns
JOINED: dict[str, tuple[tuple[str, ...], list[str], list[tuple[str, str]]]] = {
    "a dash": (
        ("产出—数量", "产出—质量", "效果—社会效益"),
        TWO,
        [("产出", "数量"), ("产出", "质量"), ("效果", "社会效益")],
    ),
    "a stroke": (("产出/数量", "产出/数量", "效果/满意度"), TWO, [("产出", "数量"), ("产出", "数量"), ("效果", "满意度")]),
    "brackets": (("产出（数量）", "产出（时效）", "效果（影响）"), TWO, [("产出", "数量"), ("产出", "时效"), ("效果", "影响")]),
    "a dash that was read as the number one": (
        ("产出一数量", "部门产出一质量", "部门产出一时效"),
        TWO,
        [("产出", "数量"), ("部门产出", "质量"), ("部门产出", "时效")],
    ),
    "the number one in names": (
        ("统一采购", "统一采购", "统一运输"),
        ["类别", "内容", "标准", "分"],
        [("统一采购", "里程0"), ("统一采购", "里程1"), ("统一运输", "里程2")],
    ),
    "one cell of one level": (
        ("产出-数量", "产出-质量", "产出-时效", "效果-影响", "满意度"),
        TWO,
        [("产出", "数量"), ("产出", "质量"), ("产出", "时效"), ("效果", "影响"), ("满意度", "")],
    ),
    "a dash that was read as a number": (
        ("履行情况一数量", "履行情况一时间", "实际成效一对公众的影响", "实际成效一评价"),
        TWO,
        [("履行情况", "数量"), ("履行情况", "时间"), ("实际成效", "对公众的影响"), ("实际成效", "评价")],
    ),
    "words that begin with a number": (
        ("产出一期", "产出", "效果", "统一供水"),
        ["类别", "内容", "标准", "分"],
        [("产出一期", "里程0"), ("产出", "里程1"), ("效果", "里程2"), ("统一供水", "里程3")],
    ),
    "names that never repeat": (
        ("桥梁—修缮", "道路—铺设", "河道—清淤", "公园—养护"),
        ["类别", "内容", "标准", "分"],
        [("桥梁—修缮", "里程0"), ("道路—铺设", "里程1"), ("河道—清淤", "里程2"), ("公园—养护", "里程3")],
    ),
    "one level": (
        ("产出", "产出", "效果"),
        ["类别", "内容", "标准", "分"],
        [("产出", "里程0"), ("产出", "里程1"), ("效果", "里程2")],
    ),
}


@pytest.mark.parametrize("case", JOINED)
def test_joined_levels(case: str) -> None:
    levels, headers, expected = JOINED[case]
    rows = "\n".join(f"{level} | 里程{number} | ≥{number + 1}公里 | 20" for number, level in enumerate(levels))
    (table,) = only(document([line("绩效目标表"), ruled(f"类别 | 内容 | 标准 | 分\n{rows}")])).tables
    assert [column.header.text for column in table.columns] == headers
    found = [tuple(cell.text if cell else "" for cell in row[:2]) for row in table.cells]
    assert found == expected


UNHEADED: dict[str, tuple[str, bool, str]] = {
    # what is drawn → whether it stays a matrix of labels and amounts, the heading of its first column
    "levels": (" | 指标名称 | 指标值 | 权重\n产出指标 | 里程 | ≥168公里 | 40\n满意度 | 群众 | ≥95% | 30", False, "一级指标"),
    "names": (" | 预算数 | 执行数 | 执行率\n总额 | 1260 | 1197 | 95%\n其他资金 | 0 | 0 | —", True, ""),
}


@pytest.mark.parametrize("case", UNHEADED)
def test_a_first_column_without_a_heading(case: str) -> None:
    drawn, is_matrix, heading = UNHEADED[case]
    (table,) = only(document([line("绩效目标表"), ruled(drawn)])).tables
    assert (table.stub, table.columns[0].header.text) == (is_matrix, heading)


HEADER, ROWS = "二级指标 | 指标名称 | 指标值 | 权重", ("数量 | 里程 | ≥168公里 | 40", "质量 | 合格率 | ≥90% | 30")
LEVEL = "一级指标"
# what is drawn, whether with rulings → headers of the table, texts of its first two columns; None where a merged cell goes on
SECTIONS: dict[str, tuple[str, bool, list[str], list[tuple[str | None, str]]]] = {
    "as wide as the table": (
        f"{HEADER}\n产出指标 | < | < | <\n{ROWS[0]}\n{ROWS[1]}\n满意度指标 | < | < | <\n群众 | 满意度 | ≥95% | 30",
        True,
        [LEVEL, "二级指标"],
        [("产出指标", "数量"), (None, "质量"), ("满意度指标", "群众")],
    ),
    "numbered, without rulings": (
        f"{HEADER}\n（一）产出指标 |  |  | \n{ROWS[0]}\n{ROWS[1]}\n（二）满意度指标 |  |  | \n群众 | 满意度 | ≥95% | 30",
        False,
        [LEVEL, "二级指标"],
        [("产出指标", "数量"), (None, "质量"), ("满意度指标", "群众")],
    ),
    "not over the first rows": (
        f"{HEADER}\n{ROWS[0]}\n二、效益指标 |  |  | \n{ROWS[1]}\n社会 | 知晓率 | ≥80% | 10",
        False,
        [LEVEL, "二级指标"],
        [(None, "数量"), ("效益指标", "质量"), (None, "社会")],
    ),
    "a table that has the level": (
        f"一级指标 | 指标名称 | 指标值 | 权重\n产出指标 | < | < | <\n{ROWS[0]}\n{ROWS[1]}",
        True,
        [LEVEL, "指标名称"],
        [("数量", "里程"), ("质量", "合格率")],
    ),
    "nothing under it": (
        f"{HEADER}\n{ROWS[0]}\n{ROWS[1]}\n（二）满意度指标 |  |  | ",
        False,
        ["二级指标", "指标名称"],
        [("数量", "里程"), ("质量", "合格率")],
    ),
}


@pytest.mark.parametrize("case", SECTIONS)
def test_rows_that_head_others(case: str) -> None:
    drawn, is_ruled, headers, expected = SECTIONS[case]
    region = only(document([line("绩效目标表"), ruled(drawn)]) if is_ruled else "绩效目标表\n\n" + drawn.replace(" | ", "\t"))
    (table,) = region.tables
    assert [column.header.text for column in table.columns][:2] == headers
    found = [tuple(cell.text if cell else None for cell in row[:2]) for row in table.cells]
    assert found == expected


UNDER_FIRST = "{} | 名称 | 目标值 | 分值\n数量 | 栽树 | ≥30亩 | 40\n质量 | 成活率 | ≥85% | 30\n时效 | 完工 | ≤11月 | 30"
# what is drawn → header and first cells of the rows
OWN: dict[str, tuple[str, list[list[str | None]]]] = {
    "a first level over kinds": (
        UNDER_FIRST.format("产出指标"),
        [["一级指标", "二级指标", "名称"], ["产出指标", "数量", "栽树"], [None, "质量", "成活率"], [None, "时效", "完工"]],
    ),
    "a first level over names": (
        UNDER_FIRST.format("产出指标").replace("数量", "苗圃"),
        [["产出指标", "名称", "目标值"], ["苗圃", "栽树", "≥30亩"], ["质量", "成活率", "≥85%"], ["时效", "完工", "≤11月"]],
    ),
    "a heading that is no level": (
        UNDER_FIRST.format("分类"),
        [["分类", "名称", "目标值"], ["数量", "栽树", "≥30亩"], ["质量", "成活率", "≥85%"], ["时效", "完工", "≤11月"]],
    ),
    "two first levels": (
        UNDER_FIRST.format("产出指标").replace("名称", "效益指标"),
        [["产出指标", "效益指标", "目标值"], ["数量", "栽树", "≥30亩"], ["质量", "成活率", "≥85%"], ["时效", "完工", "≤11月"]],
    ),
}


@pytest.mark.parametrize("case", OWN)
def test_a_heading_that_is_the_first_level_itself(case: str) -> None:
    drawn, expected = OWN[case]
    (table,) = tables(drawn)
    assert [row[:3] for row in shown(table)] == expected


def test_a_blank_column_gets_no_level() -> None:
    (table,) = tables("名称 | 目标值 | 分值 | 效果\n栽树 | ≥30亩 | 40 |\n成活率 | ≥85% | 60 |")
    assert shown(table)[0] == ["名称", "目标值", "分值", "效果"]
