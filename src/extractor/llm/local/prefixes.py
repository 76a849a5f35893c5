"""The fixed part of a prompt (system message, worked examples) is evaluated once per kind of prompt.

Calls of a few kinds alternate, so the states of several fixed parts are kept, outside the context: whatever is asked stands
alone in the model's memory, in the same places each time. So an answer depends neither on what was asked before nor on whether
the fixed part was kept, down to the last bit (with several prompts side by side in memory, likelihoods moved by 0.3).
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from extractor.llm.local.batch import Item

__all__ = ["KEPT", "PROMPT", "ContextFullError", "Prefixes", "Store"]

KEPT = 8
"""States that are kept, each of 28 KB a token."""

PROMPT = 0
"""The sequence that holds the prompt."""


class ContextFullError(Exception):
    """The prompt does not fit."""


class Store(Protocol):
    """What is needed of the engine."""

    context: int

    def evaluate(self, items: Sequence[Item]) -> None:
        """Evaluates the items in order."""

    def cut(self, sequence: int, start: int = 0) -> None:
        """Forgets what `sequence` holds from position `start` on."""

    def clear(self) -> None:
        """Forgets everything."""

    def save(self, sequence: int) -> bytes:
        """What `sequence` holds."""

    def restore(self, sequence: int, state: bytes) -> None:
        """Makes `sequence` hold what was saved."""


@dataclass
class Prefixes:
    """The states by their tokens, the least recently used first."""

    store: Store
    keep: bool = True
    _states: OrderedDict[tuple[int, ...], bytes] = field(default_factory=OrderedDict)
    _current: tuple[int, ...] | None = None

    def enter(self, fixed: tuple[int, ...], room: int) -> int:
        """Makes PROMPT hold exactly `fixed`, with `room` tokens free after it; how many tokens had to be evaluated.

        Raises ContextFullError.
        """
        if len(fixed) + room > self.store.context:
            raise ContextFullError(len(fixed) + room)
        if self.keep and fixed == self._current:
            self._states.move_to_end(fixed)
            self.store.cut(PROMPT, len(fixed))
            return 0
        self._current = None
        self.store.clear()
        evaluated = self._load(fixed)
        self._current = fixed
        return evaluated

    def _load(self, fixed: tuple[int, ...]) -> int:
        if self.keep and fixed in self._states:
            self._states.move_to_end(fixed)
            if fixed:
                self.store.restore(PROMPT, self._states[fixed])
            return 0
        self.store.evaluate([Item(token, i, (PROMPT,)) for i, token in enumerate(fixed)])
        self._states[fixed] = self.store.save(PROMPT) if fixed else b""
        self._states.move_to_end(fixed)
        while len(self._states) > KEPT:
            self._states.popitem(last=False)
        return len(fixed)
