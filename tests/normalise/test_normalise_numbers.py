"""Numbers: only what as a whole is one, exactly, never through float."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.normalise.numbers import parse_decimal

NUMBERS = {
    "0": "0",
    "449 ": "449",
    "　379": "379",
    "96,000": "96000",
    "1,286,000.00": "1286000.00",
    "1,234,567.8": "1234567.8",
    "１２３": "123",
    "２０，０００．５": "20000.5",
    "-5": "-5",
    "−5": "-5",
    "+5": "5",
    "0.10": "0.10",
    "1, 234.50": "1234.50",
}

NOT_NUMBERS = [
    "",
    "　",
    "12,34",
    "1,2345",
    "1234,567",
    "1,,234",
    ",123",
    ".5",
    "5.",
    "1.2.3",
    "1.234,5",
    "10%",
    "100万元",
    "5-8",
    "1e5",
    "NaN",
    "Infinity",
    "0x10",
    "1_000",
    "五",
    "--5",
    "2025年11月底前",
]

APART = ["12 34", "100\n200", "1 234", "2024　2025"]


@pytest.mark.parametrize("text", NUMBERS)
def test_numbers(text: str) -> None:
    assert str(parse_decimal(text)) == NUMBERS[text]


@pytest.mark.parametrize("text", NOT_NUMBERS)
def test_anything_else_is_no_number(text: str) -> None:
    assert parse_decimal(text) is None


@pytest.mark.parametrize("text", APART)
def test_two_numbers_in_a_cell_are_not_read_as_one(text: str) -> None:
    assert parse_decimal(text) is None


DECIMALS = st.decimals(allow_nan=False, allow_infinity=False, places=2, min_value=-(10**12), max_value=10**12)


@given(DECIMALS)
def test_every_decimal_comes_back_plain_and_grouped(number: Decimal) -> None:
    assert parse_decimal(f"{number:f}") == number
    assert parse_decimal(f"{number:,f}") == number
    assert str(parse_decimal(f"{number:,f}")) == f"{number:f}"


@given(DECIMALS)
def test_full_width_digits_are_the_same_number(number: Decimal) -> None:
    wide = f"{number:,f}".translate({ord(char): chr(ord(char) + 0xFEE0) for char in "0123456789.,"})
    assert parse_decimal(wide) == number


@given(st.text(st.sampled_from("0123456789,.+- 　％%万元"), max_size=12))
def test_a_number_keeps_all_its_digits(text: str) -> None:
    number = parse_decimal(text)
    if number is not None:
        digits = "".join(char for char in text if char.isdigit())
        assert f"{number:f}".lstrip("-").replace(".", "").rjust(len(digits), "0") == digits


@given(st.text())
def test_any_text_is_a_finite_number_or_none(text: str) -> None:
    number = parse_decimal(text)
    assert number is None or number.is_finite()
