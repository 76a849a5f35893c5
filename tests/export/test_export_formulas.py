"""What a spreadsheet would take for a formula, and back again."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.export.formulas import harmless, original
from tests.export.reviewed_documents import HOSTILE

HARMLESS = ["-1", "-812.40", "-1,234.50", "-5%", "12", "甲", "", "a=b", "（-1）", "≥"]
QUOTED = [
    "=1+1",
    "+1",
    "-1+2",
    "-cmd|x",
    "@a",
    "\t1",
    "\r1",
    "\n1",
    " =1",
    "\u3000=1",
    "\ufeff=1",
    "＝1",
    "＋1",
    "－1",
    "＠a",
    "'a",
    "-1\n",
    "-",
]


@pytest.mark.parametrize("text", HARMLESS)
def test_numbers_and_plain_words_stay_as_they_are(text: str) -> None:
    assert harmless(text) == text


@pytest.mark.parametrize("text", QUOTED)
def test_what_may_be_a_formula_gets_an_apostrophe(text: str) -> None:
    assert harmless(text) == f"'{text}"


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_texts_come_back(text: str) -> None:
    assert original(harmless(text)) == text


@given(st.one_of(st.text(), st.text(alphabet="'=+-@\t\r\n 1a＝")))
def test_every_text_comes_back(text: str) -> None:
    assert original(harmless(text)) == text


@given(st.text(alphabet=" '=+-@\t\r\n1,.%a\u3000\ufeff"))
def test_nothing_that_is_no_number_begins_as_a_formula(text: str) -> None:
    made = harmless(text)
    assert made[:1] not in tuple("=+@\t\r\n")
    assert not made.startswith("-") or made[1:2].isdigit()
