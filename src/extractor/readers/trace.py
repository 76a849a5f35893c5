"""What recognition made of a picture step by step: how likely any number is there, not only the one it found likeliest.

Recognition gives, at each step along the line, the probability of every sign (and of none). From these the likelihood of a text
that was *not* read can be told: a 3 that was read as an 8 is a likely 3, a figure that nobody printed is not likely at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import numpy.typing as npt

from extractor.normalise.text import fold_signs

__all__ = ["Likelihood", "Look", "Signs", "Trace", "core"]

_NUMERIC = "0123456789.,-"
_MEANT: dict[str, str] = {"，": ",", "．": ".", "－": "-", "−": "-", "–": "-", "—": "-"}
"""Signs that recognition has in several widths, each counted as one."""

_NONE, _ROUND = len(_NUMERIC), len(_NUMERIC) + 1
"""Columns of a trace behind those of the signs: no new sign; whatever may stand around a number (no digit, no minus)."""

_LEAST = 1e-9
_CORE = re.compile(r"-?\.?\d(?:[\d.,]*\d)?")
_DASHES = str.maketrans(dict.fromkeys("−–—", "-"))

Steps = npt.NDArray[np.float64]


def core(text: str) -> str | None:
    """The number of a text as recognition would spell it; "" for a text without one, None where it has several."""
    found = _CORE.findall(fold_signs(text).translate(_DASHES).replace(" ", ""))
    return None if len(found) > 1 else "".join(found)


class Likelihood(Protocol):
    """What a picture says of numbers that were not read in it."""

    def likelihood(self, text: str) -> float | None:
        """The logarithm of how likely the picture shows this number; None for what is no single number."""
        ...


@dataclass(frozen=True, slots=True)
class Look:
    """One look at a place: the text, how sure it is (1.0: it was copied, not recognised), and what else the picture may show.

    `way` is how it was looked at; `broad` says that the paper beside the text was in view: a minus stands there.
    """

    text: str
    score: float
    trace: Likelihood | None = None
    way: str = ""
    broad: bool = True


class Signs:
    """Which columns of recognition's table a trace is made of. `characters` is that table, the blank first."""

    def __init__(self, characters: Sequence[str]) -> None:
        places: dict[str, list[int]] = {sign: [] for sign in _NUMERIC}
        for number, character in enumerate(characters):
            sign = _MEANT.get(character, character)
            if len(character) == 1 and sign in places:
                places[sign].append(number)
        self._places = [places[sign] for sign in _NUMERIC]
        self._inside = [number for sign in "0123456789-" for number in places[sign]]

    def of(self, probabilities: npt.NDArray[np.float32]) -> Steps:
        """Steps × columns, in logarithms, of the steps × characters that recognition gave."""
        around = probabilities.copy()
        around[:, self._inside] = 0.0
        columns = [probabilities[:, places].sum(axis=1) for places in self._places]
        made = np.stack([*columns, probabilities[:, 0], around.max(axis=1)], axis=1)
        return np.asarray(np.log(np.maximum(made, _LEAST)), np.float64)


@dataclass(frozen=True, slots=True)
class Trace:
    """The steps of one picture."""

    steps: Steps

    def likelihood(self, text: str) -> float | None:
        """The logarithm of how likely the picture shows this number, with or without commas; None for what is no single number."""
        number = core(text)
        if number is None:
            return None
        return max(_forward(self.steps, spelling) for spelling in _spellings(number))


def _spellings(number: str) -> Iterator[str]:
    """As it stands, and with its commas left out or put in: they say nothing of the value."""
    yield number
    bare = number.replace(",", "")
    if bare != number:
        yield bare
    digits, point, decimals = bare.partition(".")
    if len(digits.lstrip("-")) > 3 and "." not in decimals:
        yield f"{int(digits):,}{point}{decimals}"


def _forward(steps: Steps, number: str) -> float:
    """The sum over all ways to spell the number along the steps, whatever is no digit around it."""
    columns = [_ROUND]
    for sign in number:
        columns += [_NUMERIC.index(sign), _NONE]
    columns = [*columns[:-1], _ROUND] if number else columns
    # a sign follows the one before it without a gap unless it is the same
    skips = [i >= 2 and columns[i] != columns[i - 2] and columns[i] < _NONE and columns[i - 2] < _NONE for i in range(len(columns))]
    barred = ~np.array(skips)
    along = steps[:, columns]
    at = np.full(len(columns), -np.inf)
    at[:2] = along[0, :2]
    for step in along[1:]:
        moved, skipped = np.full_like(at, -np.inf), np.full_like(at, -np.inf)
        moved[1:], skipped[2:] = at[:-1], at[:-2]
        skipped[barred] = -np.inf
        at = np.logaddexp(np.logaddexp(at, moved), skipped) + step
    return float(np.logaddexp(at[-1], at[-2]) if number else at[-1])
