"""Projects of one grid under headings that are said again for each are a region each; lists stay whole."""

from __future__ import annotations

import pytest

from extractor.segment import Region
from tests.layouts import document, line, regions, ruled, shown

HEADINGS = "子项目名称 | 预算金额 | 财政拨款 | 绩效目标"
TARGETS = "级别 | 指标名称 | < | 指标值"
TREES = "荒山绿化 | 60 | 60 | 种树20亩×3元/亩=60元，改善环境"
BOOKS = "图书购置 | 35 | 30 | 充实馆藏"
ROWS = "产出 | 植树 | < | ≥30亩\n效益 | 成活率 | < | ≥85%"
OTHER = "产出 | 购书 | < | ≥500册\n效益 | 读者 | < | ≥6万人"
FIRST, SECOND = f"{HEADINGS}\n{TREES}\n{TARGETS}\n{ROWS}", f"{HEADINGS}\n{BOOKS}\n{TARGETS}\n{OTHER}"


def drawn(grid: str) -> tuple[Region, ...]:
    return regions(document([line("项目绩效目标表"), ruled(grid), line("经办人：王平", top=600)]))


PARTED: dict[str, tuple[str, int]] = {
    "one under another": (f"{FIRST}\n{SECOND}", 0),
    "under what all have in common": (f"主管部门 | 林业局 | 单位 | 万元\n{FIRST}\n{SECOND}", 1),
}


@pytest.mark.parametrize("case", PARTED)
def test_each_project_is_a_region(case: str) -> None:
    grid, over = PARTED[case]
    found = drawn(grid)
    assert [region.rows[over + 1].filled[0].text for region in found] == ["荒山绿化", "图书购置"]
    assert [[shown(table)[1][1] for table in region.tables] for region in found] == [["植树"], ["购书"]]
    assert [region.title.text if region.title else None for region in found] == ["项目绩效目标表"] * 2
    assert [len(region.tail) for region in found] == [0, 1]


LISTED = "项目名称 | 指标名称 | 指标值"
WHOLE = {
    "a list whose header is said again": f"{LISTED}\n甲 | 植树 | ≥30亩\n乙 | 成活率 | ≥85%\n{LISTED}\n丙 | 购书 | ≥500册",
    "targets under the last alone": f"{HEADINGS}\n{TREES}\n{SECOND}",
    "headings said once": FIRST,
    "other headings": f"{FIRST}\n事项名称 | 预算 | 自筹资金 | 绩效目标\n{BOOKS}\n{TARGETS}\n{OTHER}",
}


@pytest.mark.parametrize("case", WHOLE)
def test_other_grids_stay_whole(case: str) -> None:
    assert len(drawn(WHOLE[case])) == 1
