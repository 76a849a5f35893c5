"""Single slips: what else could stand where a number was read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.diagnose.slips import slips

CASES = [
    # read, what stands there, kind of slip
    ("1803", "1808", "alike"),
    ("17.5", "11.5", "alike"),
    ("12345", "123.45", "point_lost"),
    ("123.45", "12345", "point_gained"),
    ("1.234", "1234", "point_for_comma"),
    ("12,345", "12.345", "point_for_comma"),
    ("234.5", "1234.5", "digit_lost_before"),
    ("1,500", "1,5000", None),
    ("120", "1200", "digit_lost_behind"),
    ("12", "125", "digit_lost_behind"),
    ("4120.5", "120.5", "digit_gained_before"),
    ("120.50", "120.5", "digit_gained_behind"),
    ("1324", "1234", "transposed"),
    ("1550", "15550", "doubled"),
    ("-15", "15", "sign_gained"),
    ("15", "-15", "sign_lost"),
    ("２０．５万元", "20.6万元", "alike"),
]


@pytest.mark.parametrize(("read", "there", "kind"), CASES)
def test_slip(read: str, there: str, kind: str | None) -> None:
    kinds = [slip.kind for slip in slips(read) if slip.text == there]
    assert kinds[:1] == ([kind] if kind else [])
    assert kind is None or len(kinds) == 1


@pytest.mark.parametrize("text", ["", "—", "无", "见附件"])
def test_no_number_has_no_slips(text: str) -> None:
    assert not list(slips(text))


@given(st.decimals(min_value=0, max_value=10**9, places=2, allow_nan=False).map(lambda value: f"{value:,}"))
def test_slips_are_other_texts_each_once(text: str) -> None:
    found = [slip.text for slip in slips(text)]
    assert text not in found
    assert len(found) == len(set(found))
    assert all(0 < slip.plausibility <= 1 for slip in slips(text))
