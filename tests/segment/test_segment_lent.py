"""Projects of one grid are a region each, under the header that is printed once; other grids stay as they are."""

from __future__ import annotations

import pytest

from extractor.segment import Region
from tests.layouts import document, line, only, regions, ruled, shown

HEADER, OTHER = "级别 | 指标名称 | 指标值 | 分值", "级别 | 名称 | 目标值 | 权重"
TREES = "产出 | 植树 | ≥30亩 | 50\n效益 | 成活率 | ≥85% | 40"
BOOKS = "产出 | 购书 | ≥500册 | 60\n效益 | 读者 | ≥6万人 | 40"
ROADS = "产出 | 铺路 | ≥7公里 | 60\n效益 | 通车 | ≥2万人 | 40"
FIRST, SECOND, THIRD = (f"项目名称 | {name} | 预算金额 | 60" for name in ("荒山绿化", "图书购置", "道路养护"))


def wide(text: str) -> str:
    return f"{text} | < | < | <"


def goal(text: str) -> str:
    return f"年度目标 | {text} | < | <"


def drawn(grid: str) -> tuple[Region, ...]:
    return regions(document([line("项目绩效目标汇总表"), ruled(grid)]))


def headed(found: tuple[Region, ...]) -> list[tuple[list[str | None], list[str | None]]]:
    """The header and the names of the indicators in the one table of each region."""
    tables = [shown(table) for region in found for table in region.tables]
    return [(rows[0], [row[1] for row in rows[1:]]) for rows in tables]


NAMES = list(HEADER.split(" | "))
TWO: dict[str, str] = {
    "on top, over numbers": f"{HEADER}\n{wide('项目一：荒山绿化')}\n{TREES}\n{wide('项目二：图书购置')}\n{BOOKS}",
    "on top, over names": f"{HEADER}\n{wide('项目名称：荒山绿化')}\n{TREES}\n{wide('项目名称：图书购置')}\n{BOOKS}",
    "on top, over parts of projects": f"{HEADER}\n{wide('子项目1：荒山绿化')}\n{TREES}\n{wide('子项目2：图书购置')}\n{BOOKS}",
    "on top, over labels and values": f"{HEADER}\n{FIRST}\n{TREES}\n{SECOND}\n{BOOKS}",
    "on top, over goals": f"{HEADER}\n{FIRST}\n{goal('绿化荒山')}\n{TREES}\n{SECOND}\n{goal('充实馆藏')}\n{BOOKS}",
    "on top, under a wide row": f"{wide('附表')}\n{HEADER}\n{wide('项目一：荒山')}\n{TREES}\n{wide('项目二：图书')}\n{BOOKS}",
    "in the first project": f"{FIRST}\n{HEADER}\n{TREES}\n{SECOND}\n{BOOKS}",
    "in the first project, under its goal": (
        f"{FIRST}\n{goal('绿化荒山')}\n{HEADER}\n{TREES}\n{SECOND}\n{goal('充实馆藏')}\n{BOOKS}"
    ),
    "by each of them": f"{FIRST}\n{HEADER}\n{TREES}\n{SECOND}\n{HEADER}\n{BOOKS}",
}


@pytest.mark.parametrize("case", TWO)
def test_each_project_under_the_header(case: str) -> None:
    found = drawn(TWO[case])
    assert len(found) == 2
    assert headed(found) == [(NAMES, ["植树", "成活率"]), (NAMES, ["购书", "读者"])]


def test_three_projects_under_one_title() -> None:
    found = drawn(f"{HEADER}\n{FIRST}\n{TREES}\n{SECOND}\n{BOOKS}\n{THIRD}\n{ROADS}")
    assert [names for _, names in headed(found)] == [["植树", "成活率"], ["购书", "读者"], ["铺路", "通车"]]
    assert [region.title.text for region in found if region.title] == ["项目绩效目标汇总表"] * 3


def test_the_header_of_the_first_of_three() -> None:
    tall = [
        f"{FIRST}\n{goal('绿化荒山')}\n{HEADER}\n{TREES}",
        f"{SECOND}\n{goal('充实馆藏')}\n{BOOKS}",
        f"{THIRD}\n{goal('修路')}\n{ROADS}",
    ]
    assert [header for header, _ in headed(drawn("\n".join(tall)))] == [NAMES] * 3


def test_a_header_that_is_printed_is_kept() -> None:
    found = drawn(f"{FIRST}\n{HEADER}\n{TREES}\n{SECOND}\n{OTHER}\n{BOOKS}")
    assert [header for header, _ in headed(found)] == [NAMES, OTHER.split(" | ")]


def test_no_header_is_lent_to_another_grid() -> None:
    first, second = ruled(f"{FIRST}\n{HEADER}\n{TREES}"), ruled(f"{SECOND}\n{BOOKS}", top=320)
    found = regions(document([line("项目绩效目标表"), first, line("另一项目绩效目标表", top=300), second]))
    assert [(len(region.rows), len(region.tables)) for region in found] == [(4, 1), (3, 0)]


def test_what_stands_below_is_of_the_last_project() -> None:
    grid = ruled(TWO["on top, over numbers"])
    found = regions(document([line("项目绩效目标汇总表"), grid, line("填报人：甲", top=300)]))
    assert [[piece.text for piece in region.tail] for region in found] == [[], ["填报人：甲"]]


# a grid → its rows
WHOLE: dict[str, tuple[str, int]] = {
    "one project under its header": (f"{HEADER}\n{FIRST}\n{TREES}", 4),
    "one project by its number": (f"{HEADER}\n{wide('项目一：荒山绿化')}\n{TREES}", 4),
    "one project over its header": (f"{FIRST}\n{HEADER}\n{TREES}", 4),
    "a column of projects": ("项目名称 | 指标名称 | 指标值\n荒山绿化 | 植树 | ≥30亩\n图书购置 | 购书 | ≥500册", 3),
    "a column of projects, said again": (
        "项目名称 | 级别 | 指标 | 指标值\n荒山 | 产出 | 植树 | ≥30亩\n项目名称 | 级别 | 指标 | 指标值\n图书 | 产出 | 购书 | ≥9册",
        4,
    ),
    "three headings behind a row": (
        f"{HEADER}\n项目名称 | 单位 | 金额\n荒山 | 林场 | 60\n项目名称 | 单位 | 金额\n图书 | 馆 | 30",
        5,
    ),
    "two columns": ("指标名称 | 指标值\n项目一：荒山 | <\n植树 | ≥30亩\n项目二：图书 | <\n购书 | ≥500册", 5),
    "a project without indicators": (f"{HEADER}\n{FIRST}\n{TREES}\n{SECOND}\n{goal('充实馆藏')}\n{THIRD}\n{ROADS}", 9),
    "other columns": (f"{HEADER}\n{FIRST}\n{TREES}\n{SECOND}\n产出 | 购书 | < | 60\n效益 | 读者 | < | 40", 7),
    "other labels": (f"{HEADER}\n{wide('项目内容：荒山')}\n{TREES}\n{wide('项目内容：图书')}\n{BOOKS}", 7),
    "four rows on top": (
        "甲 | 乙 | 丙 | 丁\n" * 3 + TWO["on top, over numbers"],
        10,
    ),
}


@pytest.mark.parametrize("case", WHOLE)
def test_other_grids_are_whole(case: str) -> None:
    grid, rows = WHOLE[case]
    region = only(document([line("项目绩效目标汇总表"), ruled(grid)]))
    assert len(region.rows) == rows
