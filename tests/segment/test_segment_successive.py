"""Projects one under another below one title are a form each, under the header that the first of them prints."""

from __future__ import annotations

import pytest

from extractor.document import Block
from extractor.segment import Region
from tests.layouts import document, line, regions, ruled, shown

HEADER = "类别 | 指标名称 | 指标值 | 分值"
TREES = "产出 | 植树 | ≥30亩 | 50\n效益 | 成活率 | ≥85% | 40"
BOOKS = "产出 | 购书 | ≥500册 | 60\n效益 | 读者 | ≥6万人 | 40"
TITLE, FILED = line("项目绩效目标申报表"), line("填报单位：林业站")


def named(label: str, name: str, *more: str) -> list[Block]:
    return [line(f"{label}：{name}"), *map(line, more)]


def read(*blocks: Block) -> tuple[Region, ...]:
    return regions(document([TITLE, FILED, *blocks]))


def headed(found: tuple[Region, ...]) -> list[tuple[list[str | None], list[str | None]]]:
    tables = [shown(table) for region in found for table in region.tables]
    return [(rows[0], [row[1] for row in rows[1:]]) for rows in tables]


FIRST = [ruled(f"{HEADER}\n{TREES}", top=100)]
UNDER = [ruled(BOOKS, top=300)]
NAMES = list(HEADER.split(" | "))
BOTH = [(NAMES, ["植树", "成活率"]), (NAMES, ["购书", "读者"])]


@pytest.mark.parametrize("labels", [("项目一", "项目二"), ("项目1", "项目2"), ("项目名称", "项目名称"), ("子项目1", "子项目2")])
def test_each_project_is_a_form(labels: tuple[str, str]) -> None:
    one, other = labels
    found = read(*named(one, "荒山绿化", "年度目标：绿化荒山"), *FIRST, *named(other, "图书购置", "年度目标：充实馆藏"), *UNDER)
    assert [[piece.text for piece in region.head] for region in found] == [
        ["填报单位：林业站", f"{one}：荒山绿化", "年度目标：绿化荒山"],
        ["填报单位：林业站", f"{other}：图书购置", "年度目标：充实馆藏"],
    ]
    assert not any(region.tail for region in found)
    assert headed(found) == BOTH


def test_what_stands_over_the_name_is_of_the_project() -> None:
    first, second = [line("主管部门：林业局"), *named("项目名称", "荒山")], [line("主管部门：文化局"), *named("项目名称", "图书")]
    found = read(*first, *FIRST, *second, *UNDER)
    assert [[piece.text for piece in region.head] for region in found] == [
        ["填报单位：林业站", "主管部门：林业局", "项目名称：荒山"],
        ["填报单位：林业站", "主管部门：文化局", "项目名称：图书"],
    ]


def test_a_header_of_its_own_is_kept() -> None:
    own = ruled(f"级别 | 名称 | 目标值 | 权重\n{BOOKS}", top=300)
    found = read(*named("项目一", "荒山绿化"), *FIRST, *named("项目二", "图书购置"), own)
    assert headed(found)[1] == (["级别", "名称", "目标值", "权重"], ["购书", "读者"])


@pytest.mark.parametrize(
    "edges",
    [(20.0, 45.0, 70.0, 90.0, 110.0), (600.0, 700.0, 800.0, 900.0, 1000.0)],
    ids=["columns across those of the header", "columns beside them"],
)
def test_other_columns_inherit_no_header(edges: tuple[float, ...]) -> None:
    found = read(*named("项目一", "荒山绿化"), *FIRST, *named("项目二", "图书购置"), ruled(BOOKS, top=300, edges=edges))
    assert NAMES not in [names for names, _ in headed(found[1:])]


def test_the_same_name_said_again_opens_no_form() -> None:
    found = read(*named("项目名称", "荒山绿化"), *FIRST, *named("项目名称", "荒山绿化"), ruled("附件 | 图纸\n份数 | 2", top=300))
    assert len(found) == 1


def test_under_another_title_no_header_is_inherited() -> None:
    found = regions(document([TITLE, *FIRST, line("项目绩效目标自评表"), *UNDER]))
    assert len(found) == 2
    assert headed(found[1:2]) != BOTH[1:]
