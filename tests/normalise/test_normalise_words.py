"""Folding, operators, units: one character to one, evidence kept, the longest word first."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.normalise.lexicon import LEXICON
from extractor.normalise.operators import leading_operator, parse_operator
from extractor.normalise.text import fold, key
from extractor.normalise.units import counts, is_unit, money_unit, yuan_per

FOLDED = {
    "１２３％": "123%",
    "（ＡＢ）：＝": "(AB):=",
    "〔2018〕﹝21﹞【3】": "〔2018〕﹝21﹞【3】",
    "支 出": "支出",
    "科目编　码": "科目编码",
    "A B": "A B",
    "　379": "379",
    "2024 年 预算": "2024 年预算",
    "ﬁ½": "ﬁ½",
    "……": "……",
}


@pytest.mark.parametrize("text", FOLDED)
def test_fold(text: str) -> None:
    assert fold(text) == FOLDED[text]


def test_key_has_no_blanks_at_all() -> None:
    assert key(" 2024 年\n预　算\xa0（万元）﻿") == "2024年预算(万元)"


@given(st.text())
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert key(key(text)) == key(text) == key(fold(text))


@given(st.text(st.characters(exclude_categories=("Z", "Cc", "Cf"))))
def test_one_character_never_becomes_two(text: str) -> None:
    assert len(fold(text)) == len(text)


OPERATORS = {
    "≥": "GE", "≧": "GE", "⩾": "GE", ">=": "GE", "＞＝": "GE", "不低于": "GE", "不少于": "GE", " ≥ ": "GE",
    "≤": "LE", "≦": "LE", "<=": "LE", "不超过": "LE", "不高于": "LE", "不多于": "LE",
    "=": "EQ", "＝": "EQ", "等于": "EQ", ">": "GT", "＞": "GT", "大于": "GT", "<": "LT", "＜": "LT", "小于": "LT", "定性": "QUAL",
}  # fmt: skip
NOT_OPERATORS = ["", "≥5", "反向", "低于", "≠", "-", "是"]


@pytest.mark.parametrize("text", OPERATORS)
def test_operators(text: str) -> None:
    assert parse_operator(text) == OPERATORS[text]


@pytest.mark.parametrize("text", NOT_OPERATORS)
def test_not_operators(text: str) -> None:
    assert parse_operator(text) is None


LEADING = {
    "≥170": ("GE", 1),
    ">=5": ("GE", 2),
    "＞＝5": ("GE", 2),
    "＜=5": ("LE", 2),
    "> 5": ("GT", 1),
    "> = 5": ("GE", 3),
    "大于等于5": ("GE", 4),
    "大于5": ("GT", 2),
    "小于或等于3天": ("LE", 5),
    "不低于90%": ("GE", 3),
    "定性优良": ("QUAL", 2),
    "90%": None,
    "低于90%": None,
    "": None,
}


@pytest.mark.parametrize("text", LEADING)
def test_the_longest_operator_leads(text: str) -> None:
    assert leading_operator(text) == LEADING[text]


@given(st.sampled_from([(name, text) for name, texts in LEXICON["operators"].items() for text in texts]), st.text("0123456789%件"))
def test_an_operator_before_anything_is_found(known: tuple[str, str], rest: str) -> None:
    name, text = known
    assert leading_operator(text + rest) == (name, len(text))


MONEY = {
    "预算数（万元）": "万元",
    "单位：元": "元",
    "金额(亿元)": "亿元",
    "1250万元": "万元",
    "百万元": "百万元",
    "万": None,
    "单位：个": None,
    "": None,
}


@pytest.mark.parametrize("text", MONEY)
def test_money_units(text: str) -> None:
    span = money_unit(text)
    assert (text[slice(*span)] if span else None) == MONEY[text]


def test_yuan() -> None:
    assert [yuan_per(unit) for unit in ("元", "千元", "万元", "百万元", "亿元")] == [Decimal(10) ** n for n in (0, 3, 4, 6, 8)]


@pytest.mark.parametrize("unit", ["万", "", "美元", "件"])
def test_money_of_another_unit_is_no_number_of_yuan(unit: str) -> None:
    with pytest.raises(KeyError):
        yuan_per(unit)


UNITS = {
    "元/平方米": True,
    "万元/人·年": True,
    "次/半年": False,
    "元/": False,
    "%": True,
    "％": True,
    "人次": True,
    "万元": True,
    " 件 ": True,
    "": False,
    "件数": False,
    "单位": False,
    "次数高": False,
}


@pytest.mark.parametrize("text", UNITS)
def test_units(text: str) -> None:
    assert is_unit(text) == UNITS[text]


# text → a unit by itself, a unit behind a number
COUNTED = {
    "件": (True, True),
    "元/平方米": (True, True),
    "万株": (True, True),
    "位": (False, True),
    "间": (False, True),
    "台次": (False, True),
    "千 字": (False, True),
    "台（套）": (False, True),
    "万头(只)": (False, True),
    "台（含备用机）": (False, False),
    "台账": (False, False),
    "间隔": (False, False),
    "质量": (False, False),
    "次/半年": (False, False),
    "": (False, False),
}


@pytest.mark.parametrize("text", COUNTED)
def test_measure_words_are_units_behind_a_number_only(text: str) -> None:
    assert (is_unit(text), counts(text)) == COUNTED[text]
