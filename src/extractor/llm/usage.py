"""What a reading cost: calls, tokens and seconds, added up over readings."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Generic, TypeVar

__all__ = ["Answer", "Usage"]

T = TypeVar("T")


@dataclass(frozen=True)
class Usage:
    """Tokens of one or more calls. An answer from the cache counts as a cached call and costs no tokens.

    `prompt_tokens` are those evaluated (a kept prefix is not evaluated again), `generated_tokens` those the model chose, and
    `forced_tokens` those the schema left no choice about; the three do not overlap.
    """

    calls: int = 0
    cached_calls: int = 0
    prompt_tokens: int = 0
    generated_tokens: int = 0
    forced_tokens: int = 0
    seconds: float = 0.0

    def __add__(self, other: Usage) -> Usage:
        return Usage(*(getattr(self, field.name) + getattr(other, field.name) for field in fields(self)))


@dataclass(frozen=True)
class Answer(Generic[T]):
    """A value and what it cost."""

    value: T
    usage: Usage
