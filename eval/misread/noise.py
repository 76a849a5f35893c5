"""A reader that is not rendered: how sure it was the first time, and what a second look gives. All rates stand here.

A wrong reading was doubted (0.60–0.995) more often than a right one (above 0.99, one in twelve 0.85–0.99). A second look at a
wrong reading gives the truth in 72 %, the same error again in 20 % (recognition is consistent, its score 0.60–0.995), another error
in 5 %, nothing in 3 %; at a right one the same in 97 % (one in twenty of these unsure), another reading in 1.5 %, nothing in 1.5 %.
"""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass, field

from extractor.checks.views import View
from extractor.record import Evidence, Record

__all__ = ["Again", "doubted"]

_RIGHT, _WRONG = 0.97, (0.72, 0.20, 0.05, 0.03)


@dataclass(slots=True)
class Again:
    """The second look at the cells of a record; `printed` is what stands on the page where it is not what was read."""

    rng: random.Random
    printed: Mapping[str, str]
    _known: dict[str, tuple[str, float] | None] = field(default_factory=dict)

    def __call__(self, evidence: Evidence, /) -> tuple[str, float] | None:
        """The text and its score."""
        if evidence.path not in self._known:
            self._known[evidence.path] = self._read(evidence)
        return self._known[evidence.path]

    def _read(self, evidence: Evidence) -> tuple[str, float] | None:
        rng, chance = self.rng, self.rng.random()
        if evidence.path not in self.printed:
            if chance < _RIGHT:
                return evidence.raw, rng.uniform(0.93, 0.999) if rng.random() < 19 / 20 else rng.uniform(0.7, 0.93)
            return None if chance > (1 + _RIGHT) / 2 else (_garbled(rng, evidence.raw), rng.uniform(0.5, 0.95))
        truth, same, other, _ = _WRONG
        if chance < truth:
            return self.printed[evidence.path], rng.uniform(0.85, 0.999)
        if chance < truth + same:
            return evidence.raw, rng.uniform(0.6, 0.995)
        return (_garbled(rng, evidence.raw), rng.uniform(0.5, 0.95)) if chance < truth + same + other else None


def _garbled(rng: random.Random, text: str) -> str:
    places = [at for at, sign in enumerate(text) if sign.isdigit()]
    if not places:
        return f"{text}1"
    at = rng.choice(places)
    return f"{text[:at]}{rng.choice('0123456789')}{text[at + 1 :]}"


def doubted(record: Record, wrong: Mapping[str, str], rng: random.Random) -> Record:
    """The record with the confidence of a first look at every leaf."""
    copy = record.model_copy(deep=True)
    for at in View("", copy).leaves():
        usual = rng.uniform(0.99, 1.0) if rng.random() < 11 / 12 else rng.uniform(0.85, 0.99)
        at.leaf.confidence = round(rng.uniform(0.6, 0.995) if at.path in wrong else usual, 4)
    return copy
