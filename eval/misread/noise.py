"""A reader that is not rendered: how sure it was the first time, and what further looks show. All rates stand here.

They are those of 108 right and 18 wrong numbers on the hardest scans of the development layouts (documents -1 and -2). A wrong
reading was nearly as sure as a right one. A look at a wrong number finds the truth about as likely as the error, mostly likelier
(log odds from -3 to 12; one in twenty less, where a stamp hides a sign); at a right one any certain other number is out of the
question (below -9) but for one in two hundred. One number in thirty cannot be seen again, one right one in seventy is seen wrong.
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from extractor.checks.views import View
from extractor.normalise.numbers import parse_decimal
from extractor.readers.trace import Look
from extractor.record import Evidence, Record

__all__ = ["Again", "doubted"]

_UNSEEN, _SEEN_WRONG, _HIDDEN, _RIVAL = 1 / 30, 1 / 70, 1 / 20, 1 / 200


@dataclass(slots=True)
class _Shown:
    """What a look says of any number: how much likelier it is than what was read first."""

    rng: random.Random
    known: dict[Decimal | None, float]

    def likelihood(self, text: str) -> float:
        """Drawn when it is asked for, the same ever after."""
        number = parse_decimal(text)
        if number not in self.known:
            self.known[number] = self.rng.uniform(-9, -1) if self.rng.random() < _RIVAL else self.rng.uniform(-12, -9)
        return self.known[number]


@dataclass(slots=True)
class Again:
    """Further looks at the cells of a record; `printed` is what stands on the page where it is not what was read."""

    rng: random.Random
    printed: Mapping[str, str]
    _known: dict[str, Look | None] = field(default_factory=dict)

    def __call__(self, evidence: Evidence, /, *, closely: bool) -> Sequence[Look]:
        """One look that stands for all: they are of one picture."""
        if evidence.path not in self._known:
            self._known[evidence.path] = self._look(evidence)
        look = self._known[evidence.path]
        return [look] if look is not None and not closely else []

    def _look(self, evidence: Evidence) -> Look | None:
        rng, read, chance = self.rng, parse_decimal(evidence.raw), self.rng.random()
        if chance < _UNSEEN:
            return None
        if evidence.path in self.printed:
            text = self.printed[evidence.path]
            odds = rng.uniform(-8, -3) if rng.random() < _HIDDEN else rng.uniform(-3, 12)
        elif chance < _UNSEEN + _SEEN_WRONG:
            text, odds = _garbled(rng, evidence.raw), rng.uniform(0, 5)
        else:
            text, odds = evidence.raw, 0.0
        shown = _Shown(rng, {read: 0.0, parse_decimal(text): odds})
        return Look(text if odds > 0 else evidence.raw, rng.uniform(0.85, 0.999), shown)


def _garbled(rng: random.Random, text: str) -> str:
    places = [at for at, sign in enumerate(text) if sign.isdigit()]
    if not places:
        return f"{text}1"
    at = rng.choice(places)
    return f"{text[:at]}{rng.choice('0123456789')}{text[at + 1 :]}"


def doubted(record: Record, wrong: Mapping[str, str], rng: random.Random) -> Record:
    """The record with how sure a first look was at every leaf."""
    copy = record.model_copy(deep=True)
    for at in View("", copy).leaves():
        usual = rng.uniform(0.99, 1.0) if rng.random() < 11 / 12 else rng.uniform(0.85, 0.99)
        at.leaf.role, at.leaf.ocr = 0.95, round(rng.uniform(0.86, 1.0) if at.path in wrong else usual, 4)
    return copy
