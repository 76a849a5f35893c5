"""Cells whose first line names what stands under it; headings over two lines and labels beside values are none."""

from __future__ import annotations

import pytest

from extractor.document import Piece
from extractor.interpret.slots import head_slots
from extractor.interpret.topped import topped_amount
from tests.layouts import document, line, only, ruled

GOAL = "年度目标\\n绿化北坡荒山三百亩，改善沿河村庄的水土条件。"

# a row → the labels with values that its cells hold
ROWS: dict[str, tuple[str, list[tuple[str, str]]]] = {
    "a label over each value": (
        "项目名称\\n北坡造林 | 实施单位\\n林场",
        [("项目名称", "北坡造林"), ("实施单位", "林场")],
    ),
    "a text under its label": (f"{GOAL} | <", [("年度目标", "绿化北坡荒山三百亩，改善沿河村庄的水土条件。")]),
    "a value beside a label over two lines": ("项目\\n名称 | 北坡造林", []),
    "a hint under a label": ("项目名称\\n（全称） | 项目编码\\n（八位）", []),
    "labels under one another": ("项目名称\\n项目编码 | 实施单位\\n主管部门", []),
    "words that are no labels": ("刘甲\\n何乙 | 张丙\\n王丁", []),
}


@pytest.mark.parametrize("case", ROWS)
def test_rows(case: str) -> None:
    row, expected = ROWS[case]
    region = only(document([line("绩效目标表"), ruled(f"{row}\n单位 | 林场")]))
    first = head_slots(region)[0]
    assert [(slot.text, slot.inline.text) for slot in first if slot.inline is not None] == expected


AMOUNTS: dict[str, tuple[str, tuple[str, str] | None]] = {
    "under its label": ("投入总额\n1,204.50", ("投入总额", "1,204.50")),
    "no break shown": ("投入总额1,204.50", ("投入总额", "1,204.50")),
    "a name and its number": ("刘甲\n13900000000", None),
    "a count": ("补助资金2", None),
    "words behind it": ("补助资金1.5万元", None),
}


@pytest.mark.parametrize("case", AMOUNTS)
def test_amounts(case: str) -> None:
    text, expected = AMOUNTS[case]
    found = topped_amount(Piece(text))
    assert (found and (found[0].text, found[1].text)) == expected
