"""A gateway without a model, for tests: answers come from a table or a function."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeAlias, TypeVar

from pydantic import BaseModel, ValidationError

from extractor.errors import InvalidAnswerError
from extractor.llm.prompts import Prompt
from extractor.llm.usage import Answer, Usage

__all__ = ["FakeGateway", "Replies", "Reply"]

M = TypeVar("M", bound=BaseModel)

Reply: TypeAlias = Any
"""For `fill` the object's fields by name or alias; for `choose` a dictionary {question: option}; or an error to raise."""

Replies: TypeAlias = Mapping[str, Reply] | Callable[[Prompt], Reply]
"""By the prompt's name, or by the prompt."""


class FakeGateway:
    """Answers as told, with the checks of a real provider; `asked` keeps the prompts it was given."""

    provider = "fake"

    def __init__(self, replies: Replies, model: str = "fake") -> None:
        self.model = model
        self.asked: list[Prompt] = []
        self._replies = replies

    def fill(self, prompt: Prompt, response: type[M], *, max_tokens: int = 2048) -> Answer[M]:
        """See Gateway."""
        del max_tokens
        reply = self._reply(prompt)
        try:
            return Answer(response.model_validate(reply), Usage(calls=1))
        except ValidationError as error:
            raise InvalidAnswerError(f"模型的回答不符合要求的结构：{error}") from error

    def choose(self, prompt: Prompt, questions: Sequence[str], options: Sequence[str]) -> Answer[list[list[float]]]:
        """See Gateway: 0.0 for the option of the reply, -10.0 for all others."""
        reply = self._reply(prompt)
        rows = [[0.0 if reply.get(question) == option else -10.0 for option in options] for question in questions]
        return Answer(rows, Usage(calls=1))

    def close(self) -> None:
        """Nothing to free."""

    def _reply(self, prompt: Prompt) -> Reply:
        self.asked.append(prompt)
        if not callable(self._replies) and prompt.name not in self._replies:
            raise InvalidAnswerError(f"没有为提示词 {prompt.name} 准备回答")
        reply = self._replies(prompt) if callable(self._replies) else self._replies[prompt.name]
        if isinstance(reply, Exception):
            raise reply
        return reply
