"""Lines that count projects over grids of their own: what stands over the first grid before them is said of all."""

from __future__ import annotations

import pytest

from extractor.document import Piece
from extractor.segment.lines.counted import noted_beside
from tests.layouts import document, line, regions, ruled

TITLE, UNIT = "绩效目标表", "单位：万元"
GRID = "项目名称 | {} | < | <\n指标名称 | 指标性质 | 指标值 | 分值\n次数 | ≥ | 5 | 60\n件数 | ≥ | 3 | 40"

# lines over the first grid and over the second → title and lines of each form
COUNTED = {
    "brackets behind": (
        [TITLE, UNIT, "项目一（期限：1年）"],
        ["项目二（期限：2年）"],
        [(TITLE, [UNIT, "项目一（期限：1年）"]), (TITLE, [UNIT, "项目二（期限：2年）"])],
    ),
    "a name behind, the year under it": (
        [TITLE, "子项目1：清淤", "2024年"],
        ["填表人：张三", "子项目2：种树", "2025年"],
        [(TITLE, ["子项目1：清淤", "2024年"]), (TITLE, ["子项目2：种树", "2025年"])],
    ),
    "the first is not counted": (
        [TITLE, UNIT],
        ["项目二（期限：2年）"],
        [(TITLE, [UNIT]), (None, [])],
    ),
    "both the same": (
        [TITLE, "项目一（期限：1年）"],
        ["项目一（期限：1年）"],
        [(TITLE, ["项目一（期限：1年）"]), (None, [])],
    ),
}


@pytest.mark.parametrize("case", COUNTED)
def test_one_title_over_forms_that_are_counted(case: str) -> None:
    over, between, expected = COUNTED[case]
    made = document([*map(line, over), ruled(GRID.format("清淤")), *map(line, between), ruled(GRID.format("种树"), top=400)])
    found = [(region.title.text if region.title else None, [piece.text for piece in region.head]) for region in regions(made)]
    assert found == expected


NOTED = {
    "项目一（期限：1年）": "期限：1年",
    "子项目 2(期限：1年)：": "期限：1年",
    "项目一": None,
    "项目一：清淤": None,
    "项目名称（全称）": None,
    "项目（期限：1年）": None,
}


@pytest.mark.parametrize("text", NOTED)
def test_what_stands_beside_the_number(text: str) -> None:
    found = noted_beside(Piece(text))
    assert (found.text if found is not None else None) == NOTED[text]
