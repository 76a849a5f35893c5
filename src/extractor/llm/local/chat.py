"""Messages as the tokens of the model's chat format (ChatML)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from extractor.llm.prompts import Message

__all__ = ["Tokenizer", "encode"]


class Tokenizer(Protocol):
    """What the chat format needs of the engine."""

    def tokens(self, text: str, *, special: bool = False) -> list[int]:
        """The tokens of `text`; with `special`, control tokens too."""


def encode(tokenizer: Tokenizer, messages: Sequence[Message]) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The tokens of all messages but the last, and those of the last with the opening of the answer.

    A document that holds "<|im_end|>" cannot end its message: contents are tokenized as plain text.
    """
    start, end = tokenizer.tokens("<|im_start|>", special=True), tokenizer.tokens("<|im_end|>", special=True)
    newline = tokenizer.tokens("\n")

    def turn(message: Message) -> list[int]:
        return [*start, *tokenizer.tokens(f"{message.role}\n{message.content}"), *end, *newline]

    fixed = [token for message in messages[:-1] for token in turn(message)]
    return tuple(fixed), (*turn(messages[-1]), *start, *tokenizer.tokens("assistant\n"))
