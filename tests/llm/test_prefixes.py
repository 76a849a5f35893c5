from __future__ import annotations

import json
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.llm.local.batch import Item
from extractor.llm.local.prefixes import KEPT, PROMPT, ContextFullError, Prefixes


class Memory:
    """Keeps what the sequences hold, and complains like the model would."""

    def __init__(self, context: int) -> None:
        self.context = context
        self.held: dict[int, list[int]] = {}
        self.evaluated = 0

    def evaluate(self, items: Sequence[Item]) -> None:
        for item in items:
            for sequence in item.sequences:
                held = self.held.setdefault(sequence, [])
                assert item.position == len(held)
                held.append(item.token)
        self.evaluated += len(items)
        assert sum(map(len, self.held.values())) <= self.context

    def cut(self, sequence: int, start: int = 0) -> None:
        self.held[sequence] = self.held.get(sequence, [])[:start]

    def clear(self) -> None:
        self.held = {}

    def save(self, sequence: int) -> bytes:
        return json.dumps(self.held[sequence]).encode()

    def restore(self, sequence: int, state: bytes) -> None:
        assert self.held == {}
        self.held[sequence] = json.loads(state)


FIXED = st.lists(st.integers(0, 3), max_size=3).map(tuple)


@given(st.lists(st.tuples(FIXED, st.integers(0, 29)), max_size=40), st.booleans())
def test_always_holds_exactly_the_fixed_part_with_room_after_it(calls: list[tuple[tuple[int, ...], int]], keep: bool) -> None:
    memory = Memory(context=32)
    prefixes = Prefixes(memory, keep)
    for fixed, room in calls:
        evaluated = prefixes.enter(fixed, room)
        assert tuple(memory.held.get(PROMPT, ())) == fixed
        assert evaluated in {0, len(fixed)}
        memory.evaluate([Item(9, len(fixed) + i, (PROMPT,)) for i in range(room)])


@pytest.mark.parametrize(("keep", "evaluated"), [(True, 3 * KEPT), (False, 3 * KEPT * 5)])
def test_alternating_prompts_are_evaluated_once_each(keep: bool, evaluated: int) -> None:
    memory = Memory(context=100)
    prefixes = Prefixes(memory, keep)
    for fixed in [(number, number, number) for number in range(KEPT)] * 5:
        prefixes.enter(fixed, 10)
    assert memory.evaluated == evaluated


def test_the_least_recently_used_is_forgotten() -> None:
    prefixes = Prefixes(Memory(context=10))
    for number in range(KEPT):
        prefixes.enter((number,), 0)
    prefixes.enter((0,), 0)
    prefixes.enter((KEPT,), 0)
    assert [prefixes.enter((number,), 0) for number in (0, 2, 1)] == [0, 0, 1]


def test_what_cannot_fit_is_refused_and_forgets_nothing() -> None:
    prefixes = Prefixes(Memory(context=10))
    prefixes.enter((1, 1, 1), 0)
    with pytest.raises(ContextFullError):
        prefixes.enter((2, 2), 9)
    assert prefixes.enter((1, 1, 1), 0) == 0


def test_a_failure_in_the_middle_leaves_nothing_half_done() -> None:
    class Failing(Memory):
        def evaluate(self, items: Sequence[Item]) -> None:
            if self.evaluated == 2:
                raise RuntimeError
            super().evaluate(items)

    memory = Failing(context=10)
    prefixes = Prefixes(memory)
    prefixes.enter((1, 1), 0)
    with pytest.raises(RuntimeError):
        prefixes.enter((2,), 0)
    assert prefixes.enter((1, 1), 0) == 0
    assert memory.held == {PROMPT: [1, 1]}
