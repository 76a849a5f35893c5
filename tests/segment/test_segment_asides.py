"""What stands between the rows of a table of targets is set apart; rows of the table are not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.layouts import document, line, only, ruled, shown, tables

HEADER, FIRST, LAST = "级别 | 指标名称 | 指标值 | 分值", "产出 | 植树 | ≥30亩 | 50", "效益 | 成活率 | ≥85% | 40"
# a row between two of a table → what is set apart: rows before it, label, text, whether it is the points for execution
APART: dict[str, tuple[str, tuple[int, str, str, bool]]] = {
    "a goal": ("甲 | 年度目标：绿化荒山；改善环境 | < | <", (1, "年度目标", "绿化荒山；改善环境", False)),
    "a goal as wide as the table": ("年度目标：绿化荒山 | < | < | <", (1, "年度目标", "绿化荒山", False)),
    "points for execution": ("预算执行情况 | < | < | 10", (1, "预算执行情况", "10", True)),
    "points behind a hint": ("预算执行率（10分） | 按进度支付 | < | 10", (1, "预算执行率（10分）", "10", True)),
}


@pytest.mark.parametrize("case", APART)
def test_set_apart(case: str) -> None:
    row, expected = APART[case]
    (table,) = tables(f"{HEADER}\n{FIRST}\n{row}\n{LAST}")
    assert [(a.before, a.label.text, a.value.text, a.is_execution) for a in table.asides] == [expected]
    assert shown(table)[1:] == [["产出", "植树", "≥30亩", "50"], ["效益", "成活率", "≥85%", "40"]]


# a row at which the table ends, or goes on
ENDS: dict[str, str] = {
    "a text that no label opens": "甲 | 苗木品种：油松、侧柏 | < | <",
    "a label without a text": "甲 | 年度目标： | < | <",
    "a text over two columns": "甲 | 乙 | 年度目标：绿化荒山 | <",
    "execution without points": "预算执行率 | < | < | 按进度",
}


@pytest.mark.parametrize("case", ENDS)
def test_other_rows_end_the_table(case: str) -> None:
    (table,) = tables(f"{HEADER}\n{FIRST}\n{ENDS[case]}\n{LAST}")
    assert (shown(table)[1:], table.asides) == ([["产出", "植树", "≥30亩", "50"]], ())


OWN = {
    "an indicator about the budget": "投入 | 预算执行率 | ≥95% | 10",
    "a long name": "预算执行率提高到上年同期以上的单位数 | 全部 | ≥9 | 10",
    "a level of that name with its target": "预算执行率 | 支付进度 | ≥95% | 10",
}


@pytest.mark.parametrize("case", OWN)
def test_rows_of_the_table(case: str) -> None:
    (table,) = tables(f"{HEADER}\n{FIRST}\n{OWN[case]}\n{LAST}")
    assert (shown(table)[2], table.asides) == (OWN[case].split(" | "), ())


def test_what_follows_the_table_is_not_in_it() -> None:
    (table,) = tables(f"{HEADER}\n{FIRST}\n{LAST}\n年度目标：绿化荒山 | < | < | <")
    assert (table.last, table.asides) == (3, ())


def test_without_rulings_nothing_is_set_apart() -> None:
    rows = "\n".join([HEADER, FIRST, "预算执行率 | | | 10", LAST]).replace(" | ", "\t")
    assert [table.asides for table in only(f"绩效目标表\n\n{rows}\n").tables] == [()]


def test_a_text_over_several_columns_is_set_apart_without_upright_rulings() -> None:
    grid = replace(ruled(f"{HEADER}\n{FIRST}\n{LAST}\n预算执行率 | < | < | 10"), ruled=False)
    (table,) = only(document([line("绩效目标表"), grid])).tables
    assert [(aside.label.text, aside.value.text) for aside in table.asides] == [("预算执行率", "10")]


LIST = f"项目 | {HEADER}\n苗圃 | 年度目标：绿化荒山 | < | < | <\n{{}}^ | {FIRST}\n^ | {LAST}"
MORE = "水库 | 年度目标：蓄水保供 | < | < | <\n^ | 产出 | 清淤 | ≥3公里 | 60\n^ | 效益 | 供水 | ≥2万吨 | 40"


@pytest.mark.parametrize("second", ["", "^ | 工作内容：整地栽植 | < | < | <\n"])
def test_a_project_that_begins_beside_its_goal_begins_the_row_under_it(second: str) -> None:
    (table,) = tables(f"{LIST.format(second)}\n{MORE}")
    assert [row[0] for row in shown(table)[1:]] == ["苗圃", None, "水库", None]


LEVELS = "级别 | 类别 | 指标名称 | 指标值 | 分值"
OUTPUTS = "产出指标 | 数量 | 植树 | ≥30亩 | 30\n^ | 质量 | 成活率 | ≥85% | 20"
EFFECTS = "效益指标 | 社会效益 | 游人 | ≥9万人 | 40"


def test_sums_of_levels_are_no_rows_but_the_last_stays_with_the_table() -> None:
    (table,) = tables(f"{LEVELS}\n{OUTPUTS}\n^ | 小 计 | < | < | 50\n{EFFECTS}\n^ | 小 计 | < | < | 40\n总分 | < | < | < | 90")
    assert ([row[2] for row in shown(table)[1:]], table.last) == (["植树", "成活率", "游人"], 6)
    assert [(a.before, a.label.text, a.value.text, a.is_sum) for a in table.asides] == [
        (2, "小 计", "50", True),
        (3, "小 计", "40", True),
    ]


NO_SUMS = {
    "beside no level": f"{LEVELS}\n{OUTPUTS.replace('产出指标', '甲类')}\n^ | 小计 | < | < | 50\n{EFFECTS}",
    "no number": f"{LEVELS}\n{OUTPUTS}\n^ | 小计 | < | < | 略\n{EFFECTS}",
    "another word": f"{LEVELS}\n{OUTPUTS}\n^ | 植树工程 | < | < | 50\n{EFFECTS}",
}


@pytest.mark.parametrize("case", NO_SUMS)
def test_other_rows_are_no_sums(case: str) -> None:
    assert not any(table.asides for table in tables(NO_SUMS[case]))


PROJECTS = "项目 | 单位 | 级别 | 指标名称 | 指标值 | 分值"
ONE = "苗圃 | 林场 | 产出 | 植树 | ≥30亩 | 60\n^ | ^ | 效益 | 成活率 | ≥85% | 40"
TWO = "水库 | 水站 | 产出 | 清淤 | ≥3公里 | 70\n^ | ^ | 效益 | 供水 | ≥2万吨 | 30"


@pytest.mark.parametrize("word", ["本项目合计", "权重小计", "总分"])
def test_sums_beside_the_merged_cells_of_a_project_are_no_rows(word: str) -> None:
    total = f"^ | ^ | {word} | < | < | 100"
    (table,) = tables(f"{PROJECTS}\n{ONE}\n{total}\n{TWO}\n{total}")
    assert ([row[3] for row in shown(table)[1:]], table.last) == (["植树", "成活率", "清淤", "供水"], 7)
    assert [(a.before, a.value.text, a.is_sum) for a in table.asides] == [(2, "100", True), (4, "100", True)]


NO_SUMS_OF_PROJECTS = {
    "a longer phrase": f"{PROJECTS}\n{ONE}\n^ | ^ | 各级财政资金合计 | < | < | 100\n{TWO}",
    "beside one merged cell": "项目 | 级别 | 指标名称 | 指标值 | 分值\n苗圃 | 产出 | 植树 | ≥30亩 | 60\n^ | 小计 | < | < | 60",
    "a cell of its own before it": f"{PROJECTS}\n{ONE}\n丙 | 丁 | 本项目合计 | < | < | 100\n{TWO}",
}


@pytest.mark.parametrize("case", NO_SUMS_OF_PROJECTS)
def test_other_rows_beside_projects_are_no_sums(case: str) -> None:
    assert not any(table.asides for table in tables(NO_SUMS_OF_PROJECTS[case]))


LONG = "整治沿线坡面并补种乔木灌木，完善灌溉设施和管护制度，让两岸群众出行更加安全方便。"
# rows of a list → what is set apart: rows before it, label, whether it belongs to them; and the names of the indicators
TOLD: dict[str, tuple[str, list[tuple[int, str, bool]], list[str]]] = {
    "under a project's indicators, the last of which ends the table": (
        f"护坡 | 林场 | 产出 | 植树 | ≥30亩 | 50\n^ | ^ | 效益 | 成活率 | ≥85% | 50\n^ | ^ | 总目标 | {LONG} | < | <",
        [(2, "总目标", True)],
        ["植树", "成活率"],
    ),
    "over a project's indicators": (
        f"护坡 | 林场 | 总目标 | {LONG} | < | <\n^ | ^ | 产出 | 植树 | ≥30亩 | 50\n^ | ^ | 效益 | 成活率 | ≥85% | 50",
        [(0, "总目标", False)],
        ["植树", "成活率"],
    ),
    "a level beside a long text": (
        f"护坡 | 林场 | 产出 | 植树 | ≥30亩 | 50\n^ | ^ | 效益 | 成活率 | ≥85% | 50\n^ | ^ | 满意度 | {LONG} | < | <",
        [],
        ["植树", "成活率"],
    ),
    "a short text": (
        "护坡 | 林场 | 产出 | 植树 | ≥30亩 | 50\n^ | ^ | 效益 | 成活率 | ≥85% | 50\n^ | ^ | 总目标 | 绿化 | < | <",
        [],
        ["植树", "成活率"],
    ),
}


@pytest.mark.parametrize("case", TOLD)
def test_told_beside_merged_cells(case: str) -> None:
    rows, expected, names = TOLD[case]
    (table,) = tables(f"{PROJECTS}\n{rows}")
    assert [(a.before, a.label.text, a.closes) for a in table.asides] == expected
    assert [row[3] for row in shown(table)[1:]] == names
