"""A list of projects and the table of their targets under it are one list where the table says whose each row is."""

from __future__ import annotations

import pytest

from tests.layouts import document, line, regions, ruled, shown

LIST = """
序号 | 项目名称 | 主管单位 | 资金 | < | <
^ | ^ | ^ | 小计 | 拨款 | 自筹
合计 | < | < | 135 | 130 | 5
1 | 荒山绿化 | 林业局 | 60 | 60 | 0
2 | 图书购置 | 文化局 | 75 | 70 | 5
"""
TARGETS = """
项目序号 | 年度目标 | 级别 | 指标名称 | 指标值
1 | 绿化 | 产出 | 植树 | ≥30亩
^ | ^ | 效益 | 成活率 | ≥85%
2 | 藏书 | 产出 | 购书 | ≥500册
^ | ^ | 效益 | 读者 | ≥6万人
"""
HEADER: list[str | None] = ["序号", "项目名称", "主管单位", "小计", "拨款", "自筹", "年度目标", "级别", "指标名称", "指标值"]
READ: list[list[str | None]] = [
    HEADER,
    ["1", "荒山绿化", "林业局", "60", "60", "0", "绿化", "产出", "植树", "≥30亩"],
    [None, None, None, None, None, None, None, "效益", "成活率", "≥85%"],
    ["2", "图书购置", "文化局", "75", "70", "5", "藏书", "产出", "购书", "≥500册"],
    [None, None, None, None, None, None, None, "效益", "读者", "≥6万人"],
]


def drawn(first: str, second: str) -> list[list[list[str | None]]]:
    below = ruled(second, top=400)
    found = regions(document([line("项目绩效目标批复表"), ruled(first), line("二、绩效指标", top=380), below]))
    return [shown(table) for region in found for table in region.tables]


BY_NAME = TARGETS.replace("项目序号", "项目").replace("1 | 绿化", "荒山绿化 | 绿化").replace("2 | 藏书", "图书购置 | 藏书")
# the list, the table → what is read
JOINED: dict[str, tuple[str, str, list[list[str | None]]]] = {
    "by number": (LIST, TARGETS, READ),
    "by name": (LIST, BY_NAME, READ),
    "said in each row": (
        LIST,
        TARGETS.replace("^ | ^ | 效益 | 成活", "1 | 绿化 | 效益 | 成活").replace("^ | ^ | 效益 | 读者", "2 | 藏书 | 效益 | 读者"),
        [*READ[:2], [*READ[2][:6], "绿化", *READ[2][7:]], READ[3], [*READ[4][:6], "藏书", *READ[4][7:]]],
    ),
    "without a sum": (LIST.replace("合计 | < | < | 135 | 130 | 5\n", ""), TARGETS, READ),
    "a project without targets": (
        f"{LIST}3 | 道路养护 | 交通局 | 80 | 80 | 0",
        TARGETS,
        [*READ, ["3", "道路养护", "交通局", "80", "80", "0", "", "", "", ""]],
    ),
}


@pytest.mark.parametrize("case", JOINED)
def test_the_list_before_the_targets(case: str) -> None:
    first, second, expected = JOINED[case]
    assert drawn(first, second) == [expected]


APART: dict[str, tuple[str, str]] = {
    "of a project that is not listed": (LIST, TARGETS.replace("2 | 藏书", "7 | 藏书")),
    "of one project": (LIST, TARGETS.replace("2 | 藏书", "^ | 藏书")),
    "numbers that count the rows": (
        f"{LIST}3 | 道路养护 | 交通局 | 80 | 80 | 0\n4 | 河道清淤 | 水利局 | 20 | 20 | 0",
        "序号 | 级别 | 指标名称 | 指标值\n1 | 产出 | 植树 | ≥30亩\n2 | 产出 | 购书 | ≥500册\n"
        "3 | 效益 | 成活率 | ≥85%\n4 | 效益 | 读者 | ≥6万人",
    ),
    "a number comes back": (LIST, f"{TARGETS}1 | 管护 | 效益 | 管护率 | ≥70%\n^ | ^ | 效益 | 村民 | ≥80%"),
    "a list of something else": (LIST.replace("项目名称", "设备名称"), TARGETS),
}


@pytest.mark.parametrize("case", APART)
def test_other_tables_are_left(case: str) -> None:
    headers = [table[0] for table in drawn(*APART[case])]
    assert headers
    assert not any({"主管单位", "指标名称"} <= set(header) for header in headers)
