"""Options behind boxes: the ticked one is what a text says, where it is nothing but options and one is ticked."""

from __future__ import annotations

import pytest

from extractor.normalise.ticks import chosen

CASES: dict[str, str | None] = {
    "□常年\u3000☑一次性": "一次性",
    "☑是\n□否": "是",
    "√ 货物 □工程 □服务": "货物",
    "□常年 □一次性": None,
    "☑货物 ☑工程 □服务": None,
    "☑是": None,
    "√": None,
    "是否采购：□是 ☑否": None,
    "常年□ 一次性☑": None,
    "见附件": None,
    "": None,
}


@pytest.mark.parametrize("text", CASES)
def test_the_ticked_option(text: str) -> None:
    span = chosen(text)
    assert (text[slice(*span)] if span else None) == CASES[text]
