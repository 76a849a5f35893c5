"""Values as Excel shows them."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.readers.excel_numbers import EAST_ASIAN_DATES, shown

ACCOUNTING = '_ * #,##0.00_ ;_ * \\-#,##0.00_ ;_ * "-"??_ ;_ @_ '
DAY = datetime(2024, 3, 5, 14, 7, 9)

SHOWN: list[tuple[object, str, str]] = [
    (None, "General", ""),
    ("甲", "General", "甲"),
    ("甲", "0.00", "甲"),
    ("甲", ACCOUNTING, "甲"),
    ("局", '"某市"@', "某市局"),
    (True, "General", "TRUE"),
    ("#DIV/0!", "0.00", "#DIV/0!"),
    # General
    (5, "General", "5"),
    (5.0, "General", "5"),
    (-505.728, "General", "-505.728"),
    (0.1 + 0.2, "General", "0.3"),
    (1234567.891, "General", "1234567.891"),
    (408001123456789, "General", "408001123456789"),
    (0.00001, "General", "0.00001"),
    (12, 'General"人"', "12人"),
    # decimals, thousands, percent
    (1234.5, "0", "1235"),
    (2.5, "0", "3"),
    (1.005, "0.00", "1.01"),
    (-0.5, "0.0", "-0.5"),
    (1234567.891, "#,##0.00", "1,234,567.89"),
    (999, "#,##0", "999"),
    (1000, "#,##0", "1,000"),
    (0, "#,##0.00", "0.00"),
    (0, "#,###", ""),
    (0.5, "#.##", ".5"),
    (3, "#.##", "3"),
    (5, "000", "005"),
    (0.95, "0%", "95%"),
    (0.9525, "0.00%", "95.25%"),
    (0.95, '0"%"', "1%"),
    (12345678, "0.00,,", "12.35"),
    (123456, '#,##0,"千元"', "123千元"),
    (4000001234, "0000\\-0000\\-0000", "0040-0000-1234"),
    # sections
    (1234.5, ACCOUNTING, "1,234.50"),
    (-1234.5, ACCOUNTING, "-1,234.50"),
    (0, ACCOUNTING, "-"),
    (-5, "#,##0;(#,##0)", "(5)"),
    (-5, "0;[Red]-0", "-5"),
    (5, "[Red][>=3]0.0;0", "5.0"),
    (2, "[>=3]0.0;0", "2"),
    (5, ";;;", ""),
    # currency and words
    (1234, "[$¥-804]#,##0.00", "¥1,234.00"),
    (1234, '"￥"#,##0', "￥1,234"),
    (12, '0"万元"', "12万元"),
    (12, "0.0_ ", "12.0"),
    (12, "0\\件", "12件"),
    # science, fractions
    (123456, "0.00E+00", "1.23E+5"),
    (0.5, "# ?/?", "0.5"),
    (1e300, "#,##0", f"{Decimal('1e300'):f}"),
    (float("inf"), "0", "Infinity"),
    # dates
    (DAY, "yyyy/m/d", "2024/3/5"),
    (DAY, "yyyy-mm-dd", "2024-03-05"),
    (DAY, "mm-dd-yy", "2024/3/5"),
    (DAY, "yyyymmdd", "20240305"),
    (DAY, '[$-F800]yyyy"年"m"月"d"日"', "2024年3月5日"),
    (DAY, "yyyy年m月", "2024年3月"),
    (DAY, "yy.m", "24.3"),
    (DAY, "h:mm", "14:07"),
    (DAY, "h:mm:ss AM/PM", "2:07:09 PM"),
    (DAY, "上午/下午h:mm", "下午2:07"),
    (DAY, "mm:ss", "07:09"),
    (DAY, "aaaa", "星期二"),
    (DAY, EAST_ASIAN_DATES[31], "2024年3月5日"),
    (date(2024, 3, 5), "yyyy", "2024"),
    (time(9, 5), "hh:mm", "09:05"),
    (timedelta(hours=30, minutes=15), "[h]:mm", "30:15"),
    (DAY, "General", "2024-03-05 14:07:09"),
]


@pytest.mark.parametrize(("value", "number_format", "expected"), SHOWN)
def test_shown(value: object, number_format: str, expected: str) -> None:
    assert shown(value, number_format) == expected


@given(st.decimals(-(10**12), 10**12, places=4))
def test_thousands_and_decimals(value: Decimal) -> None:
    text = shown(value, "#,##0.00")
    assert Decimal(text.replace(",", "")) == value.quantize(Decimal("0.01"), ROUND_HALF_UP)


@given(st.floats(allow_nan=False, allow_infinity=False) | st.integers(), st.text('0#?.,%;@-_*"\\[]ymdhs/E+年 ', max_size=12))
def test_no_format_fails(value: float, number_format: str) -> None:
    assert isinstance(shown(value, number_format), str)


@given(st.datetimes(), st.text('ymdhs0#:/-年月日"[] ;', max_size=12))
def test_no_date_format_fails(value: datetime, number_format: str) -> None:
    assert isinstance(shown(value, number_format), str)
