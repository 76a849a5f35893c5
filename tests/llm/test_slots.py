from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.llm.local.batch import Item
from extractor.llm.local.slots import SLOTS, ContextFullError, Slots


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


FIXED = st.lists(st.integers(0, 3), max_size=12).map(tuple)


@given(st.lists(st.tuples(FIXED, st.integers(0, 20)), max_size=30), st.booleans())
def test_always_holds_exactly_the_fixed_part_with_room_after_it(calls: list[tuple[tuple[int, ...], int]], keep: bool) -> None:
    memory = Memory(context=32)
    slots = Slots(memory, keep)
    for fixed, room in calls:
        slot, evaluated = slots.enter(fixed, room)
        assert tuple(memory.held.get(slot.sequence, ())) == fixed
        assert evaluated in {0, len(fixed)}
        memory.evaluate([Item(9, len(fixed) + i, (slot.sequence,)) for i in range(room)])


def test_alternating_prompts_are_evaluated_once_each() -> None:
    memory = Memory(context=100)
    slots = Slots(memory)
    kinds = [(number, number, number) for number in range(SLOTS)]
    for fixed in kinds * 5:
        slots.enter(fixed, 10)
    assert memory.evaluated == 3 * SLOTS


def test_without_keeping_every_prompt_is_evaluated() -> None:
    memory = Memory(context=100)
    slots = Slots(memory, keep=False)
    for _ in range(3):
        slots.enter((1, 2), 10)
    assert memory.evaluated == 6


def test_the_least_recently_used_makes_room() -> None:
    memory = Memory(context=10)
    slots = Slots(memory)
    slots.enter((1, 1, 1), 0)
    slots.enter((2, 2, 2), 0)
    slots.enter((1, 1, 1), 0)
    slots.enter((3, 3), 4)
    assert slots.enter((1, 1, 1), 0)[1] == 0
    assert slots.enter((2, 2, 2), 0)[1] == 3


def test_what_cannot_fit_is_refused_and_forgets_nothing() -> None:
    memory = Memory(context=10)
    slots = Slots(memory)
    slots.enter((1, 1, 1), 0)
    with pytest.raises(ContextFullError):
        slots.enter((2, 2), 9)
    assert slots.enter((1, 1, 1), 0)[1] == 0
