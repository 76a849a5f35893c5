from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from extractor.llm.local.batch import BATCH, OUTPUTS, Item, batches


@given(st.lists(st.booleans(), max_size=200), st.integers(1, 20))
def test_parts_are_bounded_and_whole(wanted: list[bool], times: int) -> None:
    items = [Item(i, i, (0,), flag) for i, flag in enumerate(wanted * times)]
    parts = [*batches(items)]
    assert [item for _, part in parts for item in part] == items
    for start, part in parts:
        assert items[start] == part[0]
        assert 0 < len(part) <= BATCH
        assert sum(item.wanted for item in part) <= OUTPUTS
