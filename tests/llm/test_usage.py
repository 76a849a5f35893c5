from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from extractor.llm.usage import Usage

COUNTS = st.builds(Usage, *[st.integers(0, 10**9)] * 5, st.integers(0, 10**6).map(float))


@given(COUNTS, COUNTS, COUNTS)
def test_adds_up_in_any_order(a: Usage, b: Usage, c: Usage) -> None:
    assert (a + b) + c == c + (b + a)
    assert a + Usage() == a
