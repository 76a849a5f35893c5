"""Levels by their words, with or without points or a hint in brackets behind them."""

from __future__ import annotations

import pytest

from extractor.normalise.levels import hint_length, is_first_level, is_kind, is_level

# text → first level, kind, characters of the hint behind it
LEVELS: dict[str, tuple[bool, bool, int]] = {
    "产出指标": (True, False, 0),
    "效益": (True, False, 0),
    "数量指标": (False, True, 0),
    "社会 效益": (False, True, 0),
    "成本指标": (True, True, 0),
    "满意度": (True, True, 0),
    "产出指标（50分）": (True, False, 5),
    "产出指标 (50分) ": (True, False, 7),
    "数量（干了多少）": (False, True, 6),
    "产出指标（按年初批复的预算口径逐项填写）": (False, False, 0),
    "产出指标（50分）（必填）": (False, False, 0),
    "（50分）产出指标": (False, False, 0),
    "清淤工程（50分）": (False, False, 0),
    "产出了三份成果": (False, False, 0),
    "数量": (False, True, 0),
    "里程数量": (False, False, 0),
    "": (False, False, 0),
}


@pytest.mark.parametrize("text", LEVELS)
def test_levels(text: str) -> None:
    first, kind, hint = LEVELS[text]
    assert (is_first_level(text), is_kind(text), hint_length(text)) == (first, kind, hint)
    assert is_level(text) is (first or kind)
