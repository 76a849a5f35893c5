"""What a language model is to the rest: two questions can be asked, and every provider answers both.

`fill` asks for an object of a schema, `choose` for the likelihood of every option for every question.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager
from typing import Protocol, TypeAlias, TypeVar

from pydantic import BaseModel

from extractor.llm.prompts import Prompt
from extractor.llm.usage import Answer

__all__ = ["Gateway", "Lock"]

M = TypeVar("M", bound=BaseModel)

Lock: TypeAlias = AbstractContextManager[object, bool | None]
"""Anything to hold while computing, such as a threading.Lock."""


class Gateway(Protocol):
    """A language model. Safe to use from several threads."""

    @property
    def provider(self) -> str:
        """The name of the provider, for the record's provenance."""

    @property
    def model(self) -> str:
        """The model and, where known, its version."""

    def fill(self, prompt: Prompt, response: type[M], *, max_tokens: int = 2048) -> Answer[M]:
        """The answer as an object of `response`, whose schema binds the decoder. Raises ReadingError."""

    def choose(self, prompt: Prompt, questions: Sequence[str], options: Sequence[str]) -> Answer[list[list[float]]]:
        """For each question the log-likelihood of every option. The answer to the prompt is an object {question: option}.

        An endpoint that gives no probabilities says 0.0 for the option it answers and -10.0 for all others.
        """

    def close(self) -> None:
        """Frees the model. The gateway starts it again if it is used after that."""
