"""Tables whose columns are kinds of indicators, turned to one row for each; other tables stay as they are."""

from __future__ import annotations

import pytest

from extractor.segment.crosswise import compares_within
from tests.layouts import document, line, only, ruled, shown, tables

WITHIN = {
    "修缮桥梁≥12座": True,
    "修缮桥梁≥12座；培训骑手≤3期": True,
    "投诉办结时限不超过5个工作日": True,
    "≥12座": False,
    "桥梁管护制度健全": False,
    "为保障出行，修缮桥梁≥12座": False,
    "": False,
}


@pytest.mark.parametrize("text", WITHIN)
def test_an_indicator_with_its_target(text: str) -> None:
    assert compares_within(text) is WITHIN[text]


HEADER = "课题 | 金额 | 绩效指标 | < | <\n^ | ^ | 产出 | < | 效益\n^ | ^ | 数量 | 时效 | 影响"
PLAIN: list[str | None] = ["课题", "金额", "一级指标", "二级指标", "三级指标", "指标值"]
# what is drawn → the table that is found
TURNED: dict[str, tuple[str, list[list[str | None]]]] = {
    "two levels of kinds, several indicators in a cell": (
        f"{HEADER}\n桥梁 | 40 | 修缮桥梁≥12座；巡查≥4次 | 办结时限≤5天 | 出行条件明显改善\n"
        "道路 | 30 | 铺设里程≥9公里 | 完工率=100% |",
        [
            PLAIN,
            ["桥梁", "40", "产出", "数量", "修缮桥梁", "≥12座"],
            [None, None, "产出", "数量", "巡查", "≥4次"],
            [None, None, "产出", "时效", "办结时限", "≤5天"],
            [None, None, "效益", "影响", "出行条件", "明显改善"],
            ["道路", "30", "产出", "数量", "铺设里程", "≥9公里"],
            [None, None, "产出", "时效", "完工率", "=100%"],
        ],
    ),
    "one project, indicators by lines and numbered": (
        f"{HEADER}\n桥梁 | 40 | 1.修缮桥梁≥12座\\n2.巡查≥4次 | 办结时限≤5天 | 路况稳定",
        [
            PLAIN,
            ["桥梁", "40", "产出", "数量", "修缮桥梁", "≥12座"],
            [None, None, "产出", "数量", "巡查", "≥4次"],
            [None, None, "产出", "时效", "办结时限", "≤5天"],
            [None, None, "效益", "影响", "路况", "稳定"],
        ],
    ),
    "a name that wraps": (
        f"{HEADER}\n桥梁 | 40 | 修缮\\n桥梁≥12座 | 办结时限≤5天 |",
        [
            PLAIN,
            ["桥梁", "40", "产出", "数量", "修缮\n桥梁", "≥12座"],
            [None, None, "产出", "时效", "办结时限", "≤5天"],
        ],
    ),
    "one column of indicators is no kind": (
        "课题 | 金额 | 内容\n桥梁 | 40 | 修缮桥梁≥12座\n道路 | 30 | 铺设里程≥9公里",
        [["课题", "金额", "内容"], ["桥梁", "40", "修缮桥梁≥12座"], ["道路", "30", "铺设里程≥9公里"]],
    ),
}


@pytest.mark.parametrize("case", TURNED)
def test_turned(case: str) -> None:
    drawn, expected = TURNED[case]
    (table,) = tables(drawn)
    assert shown(table) == expected


def test_a_repeated_header_of_several_rows_is_no_row() -> None:
    first = ruled(f"{HEADER}\n桥梁 | 40 | 修缮桥梁≥12座 | 办结时限≤5天 |")
    second = ruled(f"{HEADER}\n道路 | 30 | 铺设里程≥9公里 | 完工率=100% |", page=2)
    (table,) = only(document([line("绩效目标表"), first], [second])).tables
    assert [row[4].text if row[4] else None for row in table.cells] == ["修缮桥梁", "办结时限", "铺设里程", "完工率"]


LIST = "{} | 类 | 绩效内容\n产出 | 数量 | 栽树≥30亩；抚育≥20亩\n^ | 质量 | 成活率≥85%\n效益 | 社会效益 | 1.务工≥9人；2.林相明显改善"
# what is drawn → the table that is found
ITEMISED: dict[str, tuple[str, list[list[str | None]]]] = {
    "beside levels": (
        LIST.format("层级"),
        [
            ["层级", "类", "三级指标", "指标值"],
            ["产出", "数量", "栽树", "≥30亩"],
            [None, None, "抚育", "≥20亩"],
            [None, "质量", "成活率", "≥85%"],
            ["效益", "社会效益", "务工", "≥9人"],
            [None, None, "林相", "明显改善"],
        ],
    ),
    "beside names": (
        LIST.format("林场").replace("产出", "东山"),
        [
            ["林场", "类", "绩效内容"],
            ["东山", "数量", "栽树≥30亩；抚育≥20亩"],
            [None, "质量", "成活率≥85%"],
            ["效益", "社会效益", "1.务工≥9人；2.林相明显改善"],
        ],
    ),
    "a target beside its name": (
        "层级 | 绩效内容 | 目标\n数量 | 栽树 | ≥30亩\n质量 | 成活率 | ≥85%",
        [["层级", "绩效内容", "目标"], ["数量", "栽树", "≥30亩"], ["质量", "成活率", "≥85%"]],
    ),
}


@pytest.mark.parametrize("case", ITEMISED)
def test_one_column_that_lists_indicators(case: str) -> None:
    drawn, expected = ITEMISED[case]
    (table,) = tables(drawn)
    assert shown(table) == expected
