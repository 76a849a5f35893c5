"""Projects that have a column each are a region each, with the labels at the left; other grids stay as they are."""

from __future__ import annotations

import pytest

from extractor.segment import Region
from tests.layouts import document, line, regions, ruled

ROWS = """
主管单位 | < | 林业局 | 文化局
经费（万元） | 总额 | 60 | 75
^ | 其中自筹 | | 5
年度目标 | < | 绿化荒山三十亩，成活率达标 | 充实馆藏，让群众有书可读
产出指标 | 数量指标 | 植树≥30亩（20） | 购书≥500册（30）
^ | ^ | 抚育≥12亩（20） |
效益指标 | 社会效益 | 成活率≥85%（20） | 读者≥6万人（20）
^ | 生态效益 | | 无纸借阅≥9%（10）
"""
NAMES = "项目名称 | < | 荒山绿化 | 图书购置\n"
GRID = NAMES + ROWS.strip()


def drawn(*grids: str) -> tuple[Region, ...]:
    first, *others = (ruled(grid, page) for page, grid in enumerate(grids, start=1))
    return regions(document([line("项目绩效目标表"), first], *([grid] for grid in others)))


def said(region: Region) -> list[list[str]]:
    return [[cell.text for cell in row.filled] for row in region.rows]


FIRST = [
    ["项目名称", "荒山绿化"],
    ["主管单位", "林业局"],
    ["经费（万元）", "总额", "60"],
    ["其中自筹"],
    ["年度目标", "绿化荒山三十亩，成活率达标"],
    ["产出指标", "数量指标", "植树≥30亩（20）"],
    ["抚育≥12亩（20）"],
    ["效益指标", "社会效益", "成活率≥85%（20）"],
    ["生态效益"],
]
# a grid → the rows of the first project
APART: dict[str, tuple[tuple[str, ...], list[list[str]]]] = {
    "as drawn": ((GRID,), FIRST),
    "a value for both": ((GRID.replace("林业局 | 文化局", "县政府 | <"),), [FIRST[0], ["主管单位", "县政府"], *FIRST[2:]]),
    "a heading over all": ((f"明细 | < | < | <\n{GRID}",), FIRST),
    "a column without a name": (("\n".join(f"{row} |" for row in GRID.split("\n")),), FIRST),
    "a column of sums": ((f"{NAMES.strip()} | 合计\n" + "\n".join(f"{row} |" for row in ROWS.strip().split("\n")),), FIRST),
    "names again on the next page": ((GRID, f"{NAMES}满意度 | 群众满意度 | 村民≥90%（10） | 读者≥92%（10）"), FIRST),
}


@pytest.mark.parametrize("case", APART)
def test_a_region_for_each_project(case: str) -> None:
    grids, expected = APART[case]
    found = drawn(*grids)
    assert [said(region)[0][1] for region in found] == ["荒山绿化", "图书购置"]
    assert said(found[0])[: len(expected)] == expected
    assert all(["项目名称", "荒山绿化"] not in said(region)[1:] for region in found)


def test_each_has_its_own_indicators() -> None:
    names = [[row[2].text for table in region.tables for row in table.cells if row[2]] for region in drawn(GRID)]
    assert names == [["植树", "抚育", "成活率"], ["购书", "读者", "无纸借阅"]]


TOGETHER: dict[str, str] = {
    "labels and values side by side": (
        "项目名称 | 荒山绿化 | 项目编码 | 甲一\n主管单位 | 林业局 | 实施单位 | 林场\n项目类别 | 新增 | 项目期限 | 一年\n"
        "预算金额 | 60 | 上年预算 | 50\n项目负责人 | 王五 | 联系电话 | 82345678"
    ),
    "a list of projects": (
        "项目名称 | 主管单位 | 经费\n荒山绿化 | 林业局 | 60\n图书购置 | 文化局 | 75\n道路养护 | 交通局 | 80\n河道清淤 | 水利局 | 20"
    ),
    "amounts by years": (
        "项目 | 上年数 | 本年数\n工资支出 | 10 | 12\n办公支出 | 3 | 4\n培训支出 | 1 | 2\n会议支出 | 2 | 2\n差旅支出 | 5 | 6"
    ),
    "one project": "\n".join(row.rsplit(" | ", 1)[0] for row in GRID.split("\n")),
    "rows cut otherwise": GRID.replace("绿化荒山三十亩，成活率达标 | 充实馆藏", "绿化荒山三十亩，成活率达标，充实馆藏 | <").replace(
        "主管单位 | < | 林业局 | 文化局", "主管单位 | 林业局 | < | 文化局"
    ),
}


@pytest.mark.parametrize("case", TOGETHER)
def test_other_grids_are_left_whole(case: str) -> None:
    assert len(drawn(TOGETHER[case])) == 1
