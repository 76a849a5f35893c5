"""Tables whose columns are kinds of indicators, turned to one row for each; other tables stay as they are."""

from __future__ import annotations

import pytest

from tests.layouts import document, line, only, ruled, shown, tables

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
    "points in brackets, strokes for kinds unused": (
        "课题 | 金额 | 数量 | 时效 | 质量 | 满意度\n"
        "桥梁 | 40 | 1.修缮桥梁≥12座（20分）2.巡查≥4次\\n（10分） | 办结时限≤5天（5） | — | 路况：稳定（15分）\n"
        "道路 | 30 | 铺设里程≥9公里（30分） | 完工率=100%（5分） | — | —",
        [
            [*PLAIN, "分值"],
            ["桥梁", "40", "", "数量", "修缮桥梁", "≥12座", "20"],
            [None, None, "", "数量", "巡查", "≥4次", "10"],
            [None, None, "", "时效", "办结时限", "≤5天", "5"],
            [None, None, "", "满意度", "路况", "稳定", "15"],
            ["道路", "30", "", "数量", "铺设里程", "≥9公里", "30"],
            [None, None, "", "时效", "完工率", "=100%", "5"],
        ],
    ),
    "a column beside the kinds that is no level": (
        "课题 | 金额 | 数量 | 时效 | 备注\n桥梁 | 40 | 修缮桥梁≥12座 | 办结时限≤5天 | 续建\n"
        "道路 | 30 | 铺设里程≥9公里 | 完工率=100% | 新建",
        [
            ["课题", "金额", "备注", *PLAIN[2:]],
            ["桥梁", "40", "续建", "", "数量", "修缮桥梁", "≥12座"],
            [None, None, None, "", "时效", "办结时限", "≤5天"],
            ["道路", "30", "新建", "", "数量", "铺设里程", "≥9公里"],
            [None, None, None, "", "时效", "完工率", "=100%"],
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
POINTED = (
    LIST.replace("30亩", "30亩（9分）").replace("20亩", "20亩（8分）").replace("85%", "85%（7分）").replace("9人", "9人（6分）")
)
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
    "beside levels, with points": (
        POINTED.format("层级"),
        [
            ["层级", "类", "三级指标", "指标值", "分值"],
            ["产出", "数量", "栽树", "≥30亩", "9"],
            [None, None, "抚育", "≥20亩", "8"],
            [None, "质量", "成活率", "≥85%", "7"],
            ["效益", "社会效益", "务工", "≥9人", "6"],
            [None, None, "林相", "明显改善", ""],
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
