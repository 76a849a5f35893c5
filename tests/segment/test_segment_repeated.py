"""Indicators side by side in a row get a row each where the headings repeat; other tables stay as they are."""

from __future__ import annotations

import pytest

from extractor.segment.rows.headings import period
from tests.layouts import shown, tables

# headings → where the repeated ones begin and how many stand in a group
PERIODS: dict[str, tuple[int, int] | None] = {
    "级 名 值 名 值": (1, 2),
    "级 名1 值1 名2 值2": (1, 2),
    "级 名① 值① 名② 值② 名③ 值③": (1, 2),
    "级 类 名 值 分 名 值 分": (2, 3),
    "名 值 名 值": None,
    "级 名 值 名 值 注": None,
    "级 名 值 名 分": None,
    "级 名1 名2 名3 名4": None,
    "级 名 值": None,
    "": None,
    "级 2023年目标 2023年完成 2024年目标 2024年完成": None,
}


@pytest.mark.parametrize("texts", list(PERIODS))
def test_where_headings_repeat(texts: str) -> None:
    assert period(texts.split()) == PERIODS[texts]


PAIRED = "级别 | 考查点{0} | 目标值{0} | 考查点{1} | 目标值{1}\n数量 | 栽树 | ≥30亩 | 抚育 | ≥20亩\n质量 | 成活率 | ≥85% | / | —"
READ: list[list[str | None]] = [["数量", "栽树", "≥30亩"], [None, "抚育", "≥20亩"], ["质量", "成活率", "≥85%"]]


@pytest.mark.parametrize("numbers", [("", ""), ("1", "2"), ("①", "②")])
def test_a_row_for_each_indicator(numbers: tuple[str, str]) -> None:
    (table,) = tables(PAIRED.format(*numbers))
    assert shown(table) == [[f"{head}{numbers[0] if n else ''}" for n, head in enumerate(("级别", "考查点", "目标值"))], *READ]


def test_levels_that_are_merged_go_on() -> None:
    (table,) = tables(
        "层级 | 类 | 名称 | 目标值 | 名称 | 目标值\n产出 | 数量 | 栽树 | ≥30亩 | 抚育 | ≥20亩\n^ | 质量 | 成活率 | ≥85% | |"
    )
    assert shown(table)[1:] == [["产出", "数量", "栽树", "≥30亩"], [None, None, "抚育", "≥20亩"], [None, "质量", "成活率", "≥85%"]]


def test_headings_of_their_own_are_kept() -> None:
    drawn = "级别 | 考查点 | 目标值 | 分值 | 依据\n数量 | 栽树 | ≥30亩 | 60 | 台账\n质量 | 成活率 | ≥85% | 40 | /"
    (table,) = tables(drawn)
    assert shown(table) == [row.split(" | ") for row in drawn.split("\n")]


def test_a_heading_said_twice_makes_no_groups() -> None:
    assert tables(PAIRED.format("", "").replace("目标值 | 考查点 | 目标值", "目标值 | 考查点 | 实际值")) == []


def test_what_stands_between_the_rows_still_stands_there() -> None:
    (table,) = tables(f"{PAIRED.format('', '')}\n甲 | 年度目标：绿化荒山 | < | < | <\n时效 | 完工 | ≤11月 | 开工 | ≤3月")
    assert [aside.before for aside in table.asides] == [3]
