"""Projects side by side in one grid are a form each; one form with columns, amounts or years side by side stays one."""

from __future__ import annotations

import pytest

from extractor.segment import Region
from tests.layouts import document, line, regions, ruled, shown

HEADS = ["级别", "指标名称", "指标值", "分值"]
HEADER = " | ".join(HEADS)
TREES = ["产出 | 植树 | ≥30亩 | 50", "效益 | 成活率 | ≥85% | 30", "满意度 | 居民 | ≥90% | 20"]
BOOKS = ["产出 | 购书 | ≥500册 | 60", "效益 | 读者 | ≥6万人 | 40"]
ROADS = ["产出 | 铺路 | ≥7公里 | 70", "效益 | 通车 | ≥2万人 | 30"]
NONE = " |  |  | "


def named(*names: str, label: str = "项目名称") -> str:
    return " | ".join(f"{label} | {name} | < | <" for name in names)


def over(*texts: str) -> str:
    return " | ".join(f"{text} | < | < | <" for text in texts)


def beside(*columns: list[str]) -> str:
    """The header and the rows of several projects beside one another."""
    rows = range(max(map(len, columns)))
    cells = [" | ".join(column[n] if n < len(column) else NONE for column in columns) for n in rows]
    return "\n".join([" | ".join([HEADER] * len(columns)), *cells])


def drawn(grid: str) -> tuple[Region, ...]:
    return regions(document([line("项目绩效目标一览表"), ruled(grid)]))


def read(found: tuple[Region, ...]) -> list[list[str | None]]:
    """The names of the indicators in the tables of each region, under the header."""
    assert all(shown(table)[0] == HEADS for region in found for table in region.tables)
    return [[row[1] for table in region.tables for row in shown(table)[1:]] for region in found]


PLANTED, READ, DRIVEN = ["植树", "成活率", "居民"], ["购书", "读者"], ["铺路", "通车"]
UNITS = "主管部门 | 林业站 | 预算金额 | 30 | 主管部门 | 书馆 | 预算金额 | 40"
APART: dict[str, tuple[str, list[list[str]]]] = {
    "two": (f"{named('绿化', '购书')}\n{UNITS}\n{beside(TREES, BOOKS)}", [PLANTED, READ]),
    "three": (f"{named('绿化', '购书', '修路')}\n{beside(TREES, BOOKS, ROADS)}", [PLANTED, READ, DRIVEN]),
    "counted": (f"项目一 | 绿化 | < | < | 项目二 | 购书 | < | <\n{beside(TREES, BOOKS)}", [PLANTED, READ]),
    "counted, names under it": (f"{over('项目一', '项目二')}\n{named('绿化', '购书')}\n{beside(TREES, BOOKS)}", [PLANTED, READ]),
    "label and name in one cell": (f"{over('工程名称：绿化', '工程名称：购书')}\n{beside(TREES, BOOKS)}", [PLANTED, READ]),
    "a name that ends like a label": (f"{named('绿化补助', '购书补助')}\n{beside(TREES, BOOKS)}", [PLANTED, READ]),
    "a form left blank": (
        f"{named('绿化')} | 项目名称 |  | < | <\n{beside(TREES, ['产出 |  |  | ', '效益 |  |  | '])}",
        [PLANTED],
    ),
    "counted two over two": (
        f"{over('项目一', '项目二')}\n{named('绿化', '购书')}\n{beside(TREES, BOOKS)}\n"
        f"{over('项目三', '项目四')}\n{named('修路', '植树')}\n{beside(ROADS, TREES)}",
        [PLANTED, READ, DRIVEN, PLANTED],
    ),
    "two over two": (
        f"{named('绿化', '购书')}\n{beside(TREES, BOOKS)}\n{named('修路', '植树')}\n{beside(ROADS, TREES)}",
        [PLANTED, READ, DRIVEN, PLANTED],
    ),
}


@pytest.mark.parametrize("case", APART)
def test_each_project_by_itself(case: str) -> None:
    grid, expected = APART[case]
    assert read(drawn(grid)) == expected


def rows(region: Region) -> list[str]:
    return [" ".join(cell.text for cell in row.filled) for row in region.rows]


def test_the_labels_of_a_project_are_its_own() -> None:
    left, right = drawn(f"{named('绿化', '购书')}\n{UNITS}\n{beside(TREES, BOOKS)}")
    assert rows(left)[:2] == ["项目名称 绿化", "主管部门 林业站 预算金额 30"]
    assert rows(right)[:2] == ["项目名称 购书", "主管部门 书馆 预算金额 40"]
    assert (len(left.rows), len(right.rows)) == (6, 5)


def test_what_stands_over_all_projects_is_said_of_each() -> None:
    filed = "填报单位 | 林业站 | < | < | < | < | < | <"
    found = drawn(f"{filed}\n{named('绿化', '购书')}\n{beside(TREES, BOOKS)}")
    assert [rows(region)[:2] for region in found] == [["填报单位 林业站", f"项目名称 {name}"] for name in ("绿化", "购书")]
    assert [region.title.text for region in found if region.title] == ["项目绩效目标一览表"] * 2


def test_a_sum_under_all_projects_is_in_no_row() -> None:
    found = drawn(f"{named('绿化', '购书')}\n{beside(TREES, BOOKS)}\n合计 | 70 | < | < | < | < | < | <")
    assert read(found) == [PLANTED, READ]
    assert [[piece.text for piece in region.tail] for region in found] == [[], ["合计 70"]]


ONE: dict[str, str] = {
    "indicators in two halves": f"{named('绿化')} | < | < | < | <\n{beside(TREES, BOOKS)}",
    "other labels beside it": f"项目名称 | 绿化 | < | < | 主管部门 | 林业站 | < | <\n{beside(TREES, BOOKS)}",
    "the years of one project": f"{over('实施期目标', '年度目标')}\n{named('90', '30', label='资金总额')}\n{beside(TREES, BOOKS)}",
    "the same project twice": f"{named('绿化', '绿化')}\n{beside(TREES, BOOKS)}",
    "targets of the first only": f"{named('绿化', '购书')}\n{HEADER} | 说明 | < | < | <\n"
    + "\n".join(f"{row} | 略 | < | < | <" for row in TREES),
    "indicators under both": f"{named('绿化', '购书')}\n级别 | 指标名称 | < | < | 指标值 | < | < | 分值\n"
    + "\n".join("{} | {} | < | < | {} | < | < | {}".format(*row.split(" | ")) for row in TREES),
}


@pytest.mark.parametrize("case", ONE)
def test_other_forms_stay_whole(case: str) -> None:
    assert len(drawn(ONE[case])) == 1
