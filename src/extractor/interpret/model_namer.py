"""The model as a namer: every role scored for every text, less half of what it would say of a text that means nothing."""

from __future__ import annotations

import numpy as np

from extractor.interpret.namer import Question, Scores
from extractor.llm.contract import Gateway
from extractor.llm.prompts import load

__all__ = ["ModelNamer"]

_PROMPTS = {
    "header": "name_labels", "column": "name_columns", "matrix": "name_amounts", "budget": "name_budget_columns",
    "task": "name_task_columns",
}  # fmt: skip
_DUMMIES = ("栏目", "列", "内容")
"""Texts without meaning: what the model says of them is its bias towards a role."""


class ModelNamer:
    """Scores by log-likelihood. Values are shown to it by kind only."""

    def __init__(self, gateway: Gateway) -> None:
        self._prompts: dict[str, str] = {}
        self._gateway = gateway

    @property
    def prompts(self) -> dict[str, str]:
        """The prompts used so far and their hashes."""
        return dict(self._prompts)

    def score(self, question: Question) -> Scores:
        """Scores of every role for every text. Raises ReadingError."""
        template = load(_PROMPTS[question.kind])
        options = [role.name for role in question.roles]
        prompt = template.render(roles="、".join(options), shown="\n".join(question.shown))
        self._prompts[prompt.name] = prompt.hash
        answer = self._gateway.choose(prompt, [*question.texts, *_DUMMIES], options)
        scores = np.array(answer.value, dtype=np.float64)
        bias = scores[len(question.texts) :].mean(axis=0)
        return Scores(scores[: len(question.texts)] - 0.5 * (bias - bias.mean()), answer.usage)
