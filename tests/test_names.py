"""Texts cut for showing never show a part of a number."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.names import clipped, describe
from tests.checks.samples import record

TEXTS = [
    # text, length, shown
    ("案件数", 20, "案件数"),
    ("分两\n行", 20, "分两行"),
    ("50010622T0000002236813", 20, "50010622T0000002236813"),
    ("与 2020 年持平", 4, "与 …"),
    ("与 2020 年持平", 6, "与 2020…"),
    ("9" * 200, 20, "…"),
]


@pytest.mark.parametrize(("text", "length", "shown"), TEXTS)
def test_clipped(text: str, length: int, shown: str) -> None:
    assert clipped(text, length) == shown


@given(st.text("19.,A字 \n", max_size=80), st.integers(1, 30))
def test_what_is_shown_of_a_text_ends_where_a_number_ends(text: str, length: int) -> None:
    shown, flat = clipped(text, length).removesuffix("…"), text.replace("\n", "")
    assert flat.startswith(shown)
    rest = flat[len(shown) :]
    assert not (shown and rest and set(shown[-1] + rest[0]) <= set("19.,A"))


def test_a_definition_is_known_by_its_term() -> None:
    made = record(definitions=[{"term": "基本支出", "text": "指保障运转的支出。"}])
    assert describe(made, "definitions[0].text") == "名词解释“基本支出”的内容"
    assert describe(made, "definitions[0].term") == "名词解释“基本支出”的名词"
