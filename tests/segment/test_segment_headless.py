"""Levels and what is asked behind them, under no header, read like a table; texts that list several are left."""

from __future__ import annotations

import pytest

from extractor.segment.tables.headless import find_headless
from tests.layouts import document, line, only, ruled, shown, tables

HEAD = "项目名称 | < | 荒山绿化\n"
GRID = f"""{HEAD}产出指标 | 数量指标 | 植树≥30亩（20）
^ | ^ | 抚育≥12亩（套）（20）
^ | 时效指标 | 完工≤6月（20.5）
效益指标 | 社会效益 | 管护制度：健全（30）"""
COLUMNS: list[str | None] = ["一级指标", "二级指标", "三级指标", "指标值", "分值"]
READ: list[list[str | None]] = [
    ["产出指标", "数量指标", "植树", "≥30亩", "20"],
    ["产出指标", "数量指标", "抚育", "≥12亩（套）", "20"],
    ["产出指标", "时效指标", "完工", "≤6月", "20.5"],
    ["效益指标", "社会效益", "管护制度", "健全", "30"],
]
# what is drawn → the rows
FOUND: dict[str, tuple[str, list[list[str | None]]]] = {
    "as drawn": (GRID, READ),
    "a place left blank": (
        GRID.replace("抚育≥12亩（套）（20）", "") + "\n满意度 | 群众满意度 | 村民≥90%（9）",
        [
            READ[0],
            *READ[2:],
            ["满意度", "群众满意度", "村民", "≥90%", "9"],
        ],
    ),
    "without points": (
        GRID.replace("（20）", "").replace("（20.5）", "").replace("（30）", ""),
        [[*row[:4], ""] for row in READ],
    ),
    "one column of levels": (
        "项目名称 | 荒山绿化\n数量指标 | 植树≥30亩\n质量指标 | 成活率≥85%\n时效指标 | 完工≤6月",
        [["", "数量指标", "植树", "≥30亩", ""], ["", "质量指标", "成活率", "≥85%", ""], ["", "时效指标", "完工", "≤6月", ""]],
    ),
}


@pytest.mark.parametrize("case", FOUND)
def test_levels_and_targets(case: str) -> None:
    drawn, expected = FOUND[case]
    assert [shown(table) for table in tables(drawn)] == [[COLUMNS, *expected]]


LEFT: dict[str, str] = {
    "several in a cell": GRID.replace("植树≥30亩（20）", "植树≥30亩；浇水≥9次"),
    "numbered ones": GRID.replace("植树≥30亩（20）", "1.植树≥30亩"),
    "nothing compares": f"{HEAD}产出指标 | 数量指标 | 植树\n^ | 质量指标 | 成活\n效益指标 | 社会效益 | 管护",
    "no levels": f"{HEAD}其一 | 植树 | 荒山≥30亩\n其二 | 抚育 | 幼林≥12亩\n其三 | 完工 | 全部≤6月",
    "two only": f"{HEAD}产出指标 | 数量指标 | 植树≥30亩\n^ | 质量指标 | 成活率≥85%",
}


@pytest.mark.parametrize("case", LEFT)
def test_other_rows_are_no_such_table(case: str) -> None:
    assert not find_headless(only(document([line("绩效目标表"), ruled(LEFT[case])])).rows)
