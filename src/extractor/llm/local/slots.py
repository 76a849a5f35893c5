"""Prompts kept in memory: the fixed part of a prompt (system message, worked examples) is evaluated once per kind of prompt.

Calls of a few kinds alternate, so several fixed parts are kept, each in a sequence of its own. A prompt always goes on from
the end of its fixed part, never from the middle of another prompt: up to rounding, an answer does not depend on what was asked
before.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import count
from typing import Protocol

from extractor.llm.local.batch import Item

__all__ = ["SLOTS", "ContextFullError", "Slot", "Slots", "Store"]

SLOTS = 4


class ContextFullError(Exception):
    """The prompt does not fit, even with nothing else in memory."""


class Store(Protocol):
    """What slots need of the engine."""

    context: int

    def evaluate(self, items: Sequence[Item]) -> None:
        """Evaluates the items in order."""

    def cut(self, sequence: int, start: int = 0) -> None:
        """Forgets what `sequence` holds from position `start` on."""


@dataclass
class Slot:
    """A sequence, the fixed part that it holds, and when it was used last."""

    sequence: int
    fixed: tuple[int, ...] | None = None
    used: int = 0

    @property
    def size(self) -> int:
        """How many tokens the fixed part has."""
        return len(self.fixed or ())


@dataclass
class Slots:
    """The sequences 0 … SLOTS-1."""

    store: Store
    keep: bool = True
    _slots: list[Slot] = field(default_factory=lambda: [Slot(i) for i in range(SLOTS)])
    _clock: count[int] = field(default_factory=lambda: count(1))

    def enter(self, fixed: tuple[int, ...], room: int) -> tuple[Slot, int]:
        """A slot that holds exactly `fixed`, with `room` tokens free after it, and how many tokens had to be evaluated."""
        if len(fixed) + room > self.store.context:
            raise ContextFullError(len(fixed) + room)
        slot = next((s for s in self._slots if s.fixed == fixed and self.keep), None)
        known = slot is not None
        slot = slot or min(self._slots, key=lambda s: s.used)
        slot.used = next(self._clock)
        self._trim()
        self._free(slot, len(fixed) + room)
        if not known:
            self._load(slot, fixed)
        return slot, 0 if known else len(fixed)

    def _trim(self) -> None:
        """Drops what earlier calls left after the fixed parts."""
        for slot in self._slots:
            self.store.cut(slot.sequence, slot.size)

    def _free(self, slot: Slot, needed: int) -> None:
        """Forgets the least recently used slots until `needed` tokens fit."""
        others = sorted((s for s in self._slots if s is not slot), key=lambda s: s.used)
        while needed + sum(s.size for s in others) > self.store.context:
            self._forget(others.pop(0))

    def _forget(self, slot: Slot) -> None:
        slot.fixed = None
        self.store.cut(slot.sequence)

    def _load(self, slot: Slot, fixed: tuple[int, ...]) -> None:
        self._forget(slot)
        self.store.evaluate([Item(token, i, (slot.sequence,)) for i, token in enumerate(fixed)])
        slot.fixed = fixed
