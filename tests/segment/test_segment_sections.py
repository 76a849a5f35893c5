"""Rows that head those under them: levels in brackets or by their words, alone in the table's width."""

from __future__ import annotations

import pytest

from tests.layouts import shown, tables

GRID = """序 | 绩效内容 | 目标值 | 分值
{} | < | < | <
1 | 植树面积 | ≥30亩 | 40
2 | 抚育幼林 | ≥12亩 | 30
{} | < | < | <
3 | 村民收入 | 稳步提高 | 30"""
READ: list[list[str | None]] = [
    ["1", "植树面积", "≥30亩", "40"],
    ["2", "抚育幼林", "≥12亩", "30"],
    ["3", "村民收入", "稳步提高", "30"],
]


@pytest.mark.parametrize(
    "heads",
    [
        ("产出指标", "效益指标"),
        ("【产出】", "【效果】"),
        ("[数量]", "〔经济效益〕"),
        ("一、产出", "二、效益"),
        ("（一）【产出目标】（70分）：", "（二）【效益目标】（30分）："),
    ],
)
def test_levels_over_their_rows(heads: tuple[str, str]) -> None:
    (table,) = tables(GRID.format(*heads))
    first, second = (next(word for word in _WORDS if word in head) for head in heads)
    assert [row[1:] for row in shown(table)[1:]] == READ
    assert [row[0] for row in shown(table)[1:]] == [first, None, second]


_WORDS = ("产出指标", "效益指标", "产出目标", "效益目标", "经济效益", "数量", "产出", "效果", "效益")


@pytest.mark.parametrize("head", ["绩效指标", "【山上】", "以下由林场填写", "【产出"])
def test_other_texts_head_no_rows(head: str) -> None:
    assert not any("一级指标" in (row := shown(table)[0]) and row for table in tables(GRID.format(head, head)))
