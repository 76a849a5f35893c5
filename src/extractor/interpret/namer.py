"""Who says what a label or a column means: the model by likelihood, or the lexicon. Both answer with scores per role."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Protocol

import numpy as np

from extractor.interpret.roles import Role
from extractor.llm.usage import Usage

__all__ = ["LexiconNamer", "Namer", "PriorNamer", "Question", "Scores", "distinct"]


@dataclass(frozen=True)
class Question:
    """Texts to be given roles: `kind` is header, column, matrix or budget; `shown` is what surrounds them, one line each."""

    kind: str
    texts: tuple[str, ...]
    shown: tuple[str, ...]
    roles: tuple[Role, ...]


@dataclass(frozen=True)
class Scores:
    """Log-scores: `roles[i, j]` of text i for role j."""

    roles: np.ndarray[tuple[int, int], np.dtype[np.float64]]
    usage: Usage = field(default_factory=Usage)


def distinct(texts: Iterable[str]) -> list[str]:
    """The texts made unique by numbers behind the later ones: the model answers by text."""
    seen = Counter[str]()
    out = []
    for text in texts:
        seen[text] += 1
        out.append(text if seen[text] == 1 else f"{text}#{seen[text]}")
    return out


class Namer(Protocol):
    """Scores roles for texts. Raises ReadingError where it cannot."""

    @property
    def prompts(self) -> dict[str, str]:
        """The prompts used so far and their hashes."""

    def score(self, question: Question) -> Scores:
        """Scores of every role for every text."""


class LexiconNamer:
    """Known standard terms only: a match scores 0, anything else far below; an unknown text leans to the last role (other)."""

    KNOWN, UNKNOWN, OTHER = 0.0, -8.0, -2.0

    @property
    def prompts(self) -> dict[str, str]:
        """None: no model is asked."""
        return {}

    def score(self, question: Question) -> Scores:
        """Scores by lexicon."""
        known = np.array([[role.knows(text) for role in question.roles] for text in question.texts], dtype=bool)
        roles = np.where(known, self.KNOWN, self.UNKNOWN).reshape(len(question.texts), len(question.roles))
        roles[:, -1] = np.maximum(roles[:, -1], self.OTHER)  # a known text that is pushed out is still something else
        return Scores(roles)


class PriorNamer:
    """Another namer's scores with the lexicon as evidence: a standard term raises its roles, it decides nothing by itself."""

    WEIGHT = 6.0
    """Log-odds that a standard term adds: more than the usual margin of a small model, which errs more often than the term."""

    def __init__(self, namer: Namer) -> None:
        self._namer = namer
        self._lexicon = LexiconNamer()

    @property
    def prompts(self) -> dict[str, str]:
        """The prompts of the namer within."""
        return self._namer.prompts

    def score(self, question: Question) -> Scores:
        """Scores of the namer within, raised where the lexicon knows the text. Raises ReadingError."""
        scores = self._namer.score(question)
        known = self._lexicon.score(question).roles == LexiconNamer.KNOWN
        return Scores(scores.roles + self.WEIGHT * known, scores.usage)
