"""Projects whose names are merged down at the left of a grid are a region each; other merged cells part nothing."""

from __future__ import annotations

import pytest

from extractor.segment import Region
from tests.layouts import document, line, regions, ruled, shown

OVER = "主管部门 | < | 林业局 | 2024年\n"
TREES = """荒山绿化 | 承担单位 | 预算数 | 拨款
^ | 林场 | 60 | 60
^ | 总体目标 | 改善环境 | <
^ | 级别 | 指标名称 | 指标值
^ | 产出 | 植树 | ≥30亩
^ | 效益 | 成活率 | ≥85%
"""
BOOKS = """图书购置 | 承担单位 | 预算数 | 拨款
^ | 书店 | 35 | 30
^ | 总体目标 | 充实馆藏 | <
^ | 级别 | 指标名称 | 指标值
^ | 产出 | 购书 | ≥500册
^ | 效益 | 读者 | ≥6万人
"""
BARE = """图书购置 | 级别 | 指标名称 | 指标值
^ | 产出 | 购书 | ≥500册
^ | 效益 | 读者 | ≥6万人
^ | 满意 | 读者满意度 | ≥90%
"""


def drawn(grid: str) -> tuple[Region, ...]:
    return regions(document([line("项目绩效目标汇编"), ruled(grid), line("经办人：王平", top=600)]))


def heads(found: tuple[Region, ...]) -> list[list[str]]:
    return [[piece.text for piece in region.head] for region in found]


NAMES: dict[str, tuple[str, list[list[str]]]] = {
    "one under another": (f"{TREES}{BOOKS}", [["项目名称：荒山绿化"], ["项目名称：图书购置"]]),
    "under what all have in common": (f"{OVER}{TREES}{BOOKS}", [["项目名称：荒山绿化"], ["项目名称：图书购置"]]),
    "numbers before them": (
        f"{TREES}{BOOKS}".replace("荒山", "1．荒山").replace("图书购置", "二、图书购置"),
        [["项目名称：荒山绿化"], ["项目名称：图书购置"]],
    ),
    "codes under them": (
        f"{TREES}{BOOKS}".replace("绿化", "绿化2024-07-115").replace("图书购置", "图书购置2024-2026"),
        [["项目名称：荒山绿化", "项目编码：2024-07-115"], ["项目名称：图书购置2024-2026"]],
    ),
}


@pytest.mark.parametrize("case", NAMES)
def test_each_project_is_a_region(case: str) -> None:
    grid, names = NAMES[case]
    found = drawn(grid)
    assert heads(found) == names
    assert [[shown(table)[1][1] for table in region.tables] for region in found] == [["植树"], ["购书"]]
    assert [region.title.text if region.title else None for region in found] == ["项目绩效目标汇编"] * 2
    assert [[piece.text for piece in region.tail] for region in found] == [[], ["经办人：王平"]]


def test_what_is_under_all_of_them() -> None:
    found = drawn(f"{TREES}{BOOKS}合计 | < | 95 | 90")
    assert [[piece.text for piece in region.tail] for region in found] == [[], ["合计 95 90", "经办人：王平"]]


REST = "产出 | 成活 | ≥85%\n效益 | 游人 | ≥6万人"


@pytest.mark.parametrize("spine", ["", "荒山绿化"])
def test_a_page_break_beside_a_name(spine: str) -> None:
    below = f"{spine} | {REST}".replace("\n", "\n^ | ")
    made = document([line("项目绩效目标汇编"), ruled(f"{BOOKS}{TREES}")], [ruled(below, page=2)])
    found = regions(made)
    assert heads(found) == [["项目名称：图书购置"], ["项目名称：荒山绿化"]]
    assert [len(table.cells) for region in found for table in region.tables] == [2, 4]


WHOLE = {
    "one project": TREES,
    "the same one": f"{TREES}{BOOKS}".replace("图书购置", "荒山绿化"),
    "targets alone": f"{TREES}{BARE}",
    "parts of a form": f"{TREES}{BOOKS}".replace("荒山绿化", "中期目标").replace("图书购置", "年度目标"),
    "levels": f"{TREES}{BOOKS}".replace("荒山绿化", "产出指标").replace("图书购置", "效益指标"),
    "offices": f"{TREES}{BOOKS}".replace("荒山绿化", "林业科").replace("图书购置", "阅览中心"),
    "a name of its own": f"{TREES}{BOOKS}".replace("总体目标", "事项名称"),
    "a name of few rows": f"{TREES}道路养护 | 级别 | 指标名称 | 指标值\n^ | 产出 | 养护 | ≥5公里\n{BOOKS}",
    "headings said once": f"{TREES}{BOOKS}".replace("^ | 级别 | 指标名称 | 指标值\n^ | 产出 | 购书", "^ | 产出 | 购书"),
}


@pytest.mark.parametrize("case", WHOLE)
def test_other_grids_stay_whole(case: str) -> None:
    assert len(drawn(WHOLE[case])) == 1
