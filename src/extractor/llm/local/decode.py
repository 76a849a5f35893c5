"""Constrained decoding: greedy, bound by a JSON schema, tokens without a choice evaluated in batches."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import llguidance.numpy as masks
import numpy as np
from llguidance import LLMatcher

from extractor.llm.local.batch import Item
from extractor.llm.local.engine import Engine, Logits
from extractor.llm.local.prefixes import PROMPT

__all__ = ["Decoded", "SchemaError", "decode", "matcher"]

# What the model itself would write: no choice about blanks means more forced tokens.
_LAYOUT = {"whitespace_flexible": False, "item_separator": ", ", "key_separator": ": "}


class SchemaError(Exception):
    """The schema cannot be turned into a grammar."""


@dataclass(frozen=True)
class Decoded:
    """The answer; `finished` is false where the bound on tokens cut it off."""

    text: str
    finished: bool
    sampled: int
    forced: int


def matcher(engine: Engine, schema: dict[str, Any]) -> LLMatcher:
    """The automaton of `schema`."""
    grammar = LLMatcher.grammar_from_json_schema(json.dumps({**schema, "x-guidance": _LAYOUT}, ensure_ascii=False))
    made = LLMatcher(engine.guide, grammar)
    if made.is_error():
        raise SchemaError(made.get_error())
    return made


def decode(engine: Engine, start: int, prompt: Sequence[int], guide: LLMatcher, bound: int) -> Decoded:
    """The answer to the `start` tokens in memory followed by `prompt`, at most `bound` tokens."""
    return _Decoder(engine, start, guide).run(list(prompt), bound)


class _Decoder:
    def __init__(self, engine: Engine, start: int, guide: LLMatcher) -> None:
        self._engine, self._guide = engine, guide
        self._position = start
        self._mask = masks.allocate_token_bitmask(1, engine.guide.vocab_size)
        self._next = -1

    def run(self, pending: list[int], bound: int) -> Decoded:
        """`pending` waits for evaluation; the model is asked only where the grammar leaves a choice."""
        answer, sampled = list[int](), 0
        while not self._guide.is_stopped() and len(answer) < bound:
            step = self._guide.compute_ff_tokens()
            if not step:
                self._evaluate(pending)
                pending, step, sampled = [], [self._next], sampled + 1
            if not self._guide.consume_tokens(step):
                raise SchemaError(self._guide.get_error())
            answer += step
            pending += step
        if self._guide.is_error():
            raise SchemaError(self._guide.get_error())
        return self._decoded(answer, sampled)

    def _decoded(self, answer: list[int], sampled: int) -> Decoded:
        finished = self._guide.is_stopped()
        # Cut off inside a character: the answer is not used, so what it lacks does not matter.
        text = self._engine.text(answer) if finished else ""
        return Decoded(text, finished, sampled, len(answer) - sampled)

    def _evaluate(self, tokens: Sequence[int]) -> None:
        last, at = len(tokens) - 1, self._position
        items = [Item(token, at + i, (PROMPT,), i == last) for i, token in enumerate(tokens)]
        self._engine.evaluate(items, self._pick)
        self._position += len(tokens)

    def _pick(self, _: int, logits: Logits) -> None:
        masks.fill_next_token_bitmask(self._guide, self._mask, 0)
        allowed = np.unpackbits(self._mask[0].view(np.uint8), bitorder="little", count=logits.size)
        self._next = int(np.where(allowed, logits, -np.inf).argmax())
