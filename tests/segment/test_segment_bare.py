"""Levels, names, signs, numbers, units and points in columns without a header read like a table; other rows are left."""

from __future__ import annotations

import pytest

from tests.layouts import shown, tables

WIDE = " | <" * 4
GRID = f"""项目名称 | 荒山绿化{WIDE}
产出 | 植树面积 | ≥ | 30 | 亩 | 20
^ | 抚育幼林 | ≥ | 12 | 亩 | 30
效益 | 管护制度 | | 健全 | | 20
满意度 | 村民满意度 | ≥ | 90 | % | 30
本项目合计{WIDE} | 100"""
HEADS: list[str | None] = ["一级指标", "三级指标", "指标性质", "指标值", "计量单位", "分值"]
READ: list[list[str | None]] = [
    ["产出", "植树面积", "≥", "30", "亩", "20"],
    [None, "抚育幼林", "≥", "12", "亩", "30"],
    ["效益", "管护制度", "", "健全", "", "20"],
    ["满意度", "村民满意度", "≥", "90", "%", "30"],
]


def without(column: int, drawn: str = GRID) -> str:
    """The drawn form without one of its columns."""
    rows = [row.split("|") for row in drawn.split("\n")]
    return "\n".join("|".join(cells[:column] + cells[column + 1 :]) for cells in rows)


# what is drawn → the columns and rows, and the row after the last
FOUND: dict[str, tuple[str, list[list[str | None]], int]] = {
    "as drawn": (GRID, [HEADS, *READ], 6),
    "without their sum": (GRID.rsplit("\n", 1)[0], [HEADS, *READ], 5),
    "points that come to nothing known": (GRID.rsplit("\n", 1)[0].replace("| 30\n效", "| 31\n效"), [], 5),
    "without points": (
        without(5, GRID.rsplit("\n", 1)[0]),
        [HEADS[:5], *(row[:5] for row in READ)],
        5,
    ),
    "signs with their numbers": (
        "项目名称 | 荒山绿化 | <\n成本 | 苗木单价 | ≤9元\n产出 | 植树 | ≥30亩\n效益 | 管护制度 | 健全",
        [["一级指标", "三级指标", "指标值"], ["成本", "苗木单价", "≤9元"], ["产出", "植树", "≥30亩"], ["效益", "管护制度", "健全"]],
        4,
    ),
    "numbered, two levels, the sign behind, a text after all": (
        f"""项目名称 | 荒山绿化{WIDE} | < | < | <
1 | 产出 | 数量 | 植树 | 30 | 亩 | ≥ | 20 | 核查
2 | ^ | 质量 | 成活 | 85 | % | ≥ | 20 | 台账
3 | 效益 | 社会效益 | 管护制度 | 健全 | | 定性 | 60 | 台账""",
        [
            ["", "一级指标", "二级指标", "三级指标", "指标值", "计量单位", "指标性质", "分值", ""],
            ["1", "产出", "数量", "植树", "30", "亩", "≥", "20", "核查"],
            ["2", None, "质量", "成活", "85", "%", "≥", "20", "台账"],
            ["3", "效益", "社会效益", "管护制度", "健全", "", "定性", "60", "台账"],
        ],
        4,
    ),
}
FOUND["points that come to nothing known"][1].extend([[*HEADS[:5], ""], READ[0], [*READ[1][:5], "31"], *READ[2:]])


@pytest.mark.parametrize("case", FOUND)
def test_columns_say_what_they_hold(case: str) -> None:
    drawn, expected, last = FOUND[case]
    (table,) = tables(drawn)
    assert (shown(table), table.last) == (expected, last)


LEFT: dict[str, str] = {
    "two rows": "\n".join(GRID.split("\n")[:3]),
    "nothing compares": GRID.replace("≥", ""),
    "no number where a sign compares": GRID.replace("30 | 亩", "若干 | 亩"),
    "no levels": GRID.replace("产出", "春季").replace("效益", "秋季").replace("满意度 |", "冬季 |"),
    "both kinds of levels in one column": GRID.replace("^", "数量"),
    "names said again and again": GRID.replace("抚育幼林", "植树面积")
    .replace("管护制度", "植树面积")
    .replace("村民满意度", "植树面积"),
    "facts": "项目名称 | 荒山绿化 | <\n产出单位 | 林场 | 3\n效益单位 | 苗圃 | 4\n管理单位 | 乡镇 | 5",
}


@pytest.mark.parametrize("case", LEFT)
def test_other_rows_are_no_such_table(case: str) -> None:
    assert tables(LEFT[case]) == []


def test_columns_under_a_header_keep_it() -> None:
    header = "类别 | 内容 | 方向 | 数额 | 计量 | 赋分"
    (table,) = tables(GRID.replace("\n产出", f"\n{header}\n产出"))
    assert [column.header.text for column in table.columns] == header.split(" | ")
