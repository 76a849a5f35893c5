"""A heading over a column of levels and its neighbour is cut in two; a heading over other words is not."""

from __future__ import annotations

import pytest

from tests.layouts import shown, tables

TWO = "类型 | < | 内容 | 目标值\n产出 | 数量 | 栽树 | ≥30亩\n^ | 质量 | 成活 | ≥85%\n效益 | 社会效益 | 务工 | ≥9人"
ONE = "绩效内容 | < | 目标值 | 分值\n数量目标 | 栽树 | ≥30亩 | 40\n质量目标 | 成活 | ≥85% | 30\n社会效益 | 务工 | ≥9人 | 30"
# what is drawn → header and rows
CUT: dict[str, tuple[str, list[list[str | None]]]] = {
    "over both levels": (
        TWO,
        [
            ["一级指标", "二级指标", "内容", "目标值"],
            ["产出", "数量", "栽树", "≥30亩"],
            [None, "质量", "成活", "≥85%"],
            ["效益", "社会效益", "务工", "≥9人"],
        ],
    ),
    "over first levels and other words": (
        TWO.replace("数量", "苗圃"),
        [
            ["一级指标", "类型", "内容", "目标值"],
            ["产出", "苗圃", "栽树", "≥30亩"],
            [None, "质量", "成活", "≥85%"],
            ["效益", "社会效益", "务工", "≥9人"],
        ],
    ),
    "over second levels and names": (
        ONE,
        [
            ["二级指标", "绩效内容", "目标值", "分值"],
            ["数量目标", "栽树", "≥30亩", "40"],
            ["质量目标", "成活", "≥85%", "30"],
            ["社会效益", "务工", "≥9人", "30"],
        ],
    ),
    "level and name in a cell, and a name alone": (
        f"{ONE}\n时效目标：完工 | < | ≤11月 | 10\n护林巡查 | < | ≥4次 | 10".replace("质量目标 | 成活", "质量目标：成活 | <"),
        [
            ["二级指标", "绩效内容", "目标值", "分值"],
            ["数量目标", "栽树", "≥30亩", "40"],
            ["质量目标", "成活", "≥85%", "30"],
            ["社会效益", "务工", "≥9人", "30"],
            ["时效目标", "完工", "≤11月", "10"],
            ["", "护林巡查", "≥4次", "10"],
        ],
    ),
    "the header again": (
        f"{TWO}\n类型 | < | 内容 | 目标值\n满意度 | 群众满意度 | 村民 | ≥90%",
        [
            ["一级指标", "二级指标", "内容", "目标值"],
            ["产出", "数量", "栽树", "≥30亩"],
            [None, "质量", "成活", "≥85%"],
            ["效益", "社会效益", "务工", "≥9人"],
            ["满意度", "群众满意度", "村民", "≥90%"],
        ],
    ),
    "a heading over one column": (
        "类型 | 内容 | 目标值\n产出 | 栽树 | ≥30亩\n效益 | 务工 | ≥9人",
        [["类型", "内容", "目标值"], ["产出", "栽树", "≥30亩"], ["效益", "务工", "≥9人"]],
    ),
}


@pytest.mark.parametrize("case", CUT)
def test_headings_over_levels(case: str) -> None:
    drawn, expected = CUT[case]
    (table,) = tables(drawn)
    assert shown(table) == expected


UNCUT: dict[str, str] = {
    "words that are no levels": ONE.replace("数量目标", "东坡"),
    "both kinds of levels in one column": ONE.replace("数量目标", "产出目标"),
    "one level": "绩效内容 | < | 目标值 | 分值\n数量目标 | 栽树 | ≥30亩 | 40\n护林 | < | ≥4次 | 30\n抚育 | < | ≥2次 | 30",
    "nothing divided": "绩效内容 | < | 目标值\n栽树 | < | ≥30亩\n抚育 | < | ≥2次",
}


@pytest.mark.parametrize("case", UNCUT)
def test_no_level_is_made_up(case: str) -> None:
    assert tables(UNCUT[case]) == []


def test_a_level_merged_over_both_columns_is_a_first_level() -> None:
    (table,) = tables(f"{TWO}\n满意度 | < | 村民 | ≥90%")
    assert shown(table)[-1] == ["满意度", "", "村民", "≥90%"]
