"""Intervals with the document as the unit: copies and leaves of one document are not independent, documents are.

Chosen by simulation (tests/eval/test_eval_levels.py); all say n/a where documents are too few for an interval. None of them can
know of a kind of failure so rare that no document of the run shows it.

- `share`: hits out of n. Korn and Graubard's interval: the exact binomial one at the sample size that the spread between
  documents leaves. It misses the truth about 5 % of the time, 7 % where nearly everything is right; a t interval up to twice
  as often. Where every document has the same share, nothing was seen of the spread: then a document is one observation.
- `rate`: an amount by another, as tokens by forms: t over the delete-one-document jackknife.
- `statistic`: anything else in 0 to 1 (AUROC): the same jackknife.
- `difference`: of two runs over the same documents, by inverting the sign-flip test: the means of random subsets of the
  documents are typical values (Hartigan 1969). t raised up to 12 % false alarms where documents differ in size.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import floor, sqrt

import numpy as np
from numpy.typing import NDArray
from scipy.stats import beta
from scipy.stats import t as student

__all__ = [
    "LEVEL",
    "Change",
    "Estimate",
    "Pair",
    "Pairs",
    "detectable",
    "difference",
    "paired_statistic",
    "rate",
    "share",
    "statistic",
]

LEVEL = 0.95
_TAIL = (1 - LEVEL) / 2
_POWER = 0.8
_ENUMERATED = 12
"""Up to so many documents every subset is looked at; above that `_DRAWN` random ones, the same ones every time."""
_DRAWN = 10_000
_SEED = 20240

Pair = tuple[float, float]
"""Hits and n of one document, or an amount and what it is divided by."""
Pairs = Sequence[Pair]
_Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Estimate:
    """A value with its interval; `n` is what it was scored on, `documents` how many of them spoke. None is n/a, never 0."""

    value: float | None = None
    low: float | None = None
    high: float | None = None
    n: float = 0
    documents: int = 0


@dataclass(frozen=True, slots=True)
class Change:
    """New minus base with its interval. `detectable` is the smallest change that would have been seen four times in five."""

    base: float | None = None
    new: float | None = None
    value: float | None = None
    low: float | None = None
    high: float | None = None
    detectable: float | None = None
    documents: int = 0


def _columns(pairs: Pairs) -> tuple[_Array, _Array]:
    kept = np.array([pair for pair in pairs if pair[1] > 0], dtype=float).reshape(-1, 2)
    return kept[:, 0], kept[:, 1]


def _jackknife(without: _Array) -> float:
    """The variance of a statistic from its values without one document each."""
    return float((len(without) - 1) / len(without) * ((without - without.mean()) ** 2).sum())


def share(pairs: Pairs) -> Estimate:
    """Hits out of n, by document, with Korn and Graubard's interval."""
    hits, n = _columns(pairs)
    if not len(n):
        return Estimate()
    value, total = float(hits.sum() / n.sum()), float(n.sum())
    if len(n) < 2:
        return Estimate(value, n=total, documents=1)
    size = _effective(hits, n, value)
    right = min(max(value, 0.0), 1.0) * size
    low = float(beta.ppf(_TAIL, right, size - right + 1)) if right > 0 else 0.0
    high = float(beta.ppf(1 - _TAIL, right + 1, size - right)) if size - right > 1e-9 else 1.0
    return Estimate(value, low, high, total, len(n))


def _effective(hits: _Array, n: _Array, value: float) -> float:
    """How many independent leaves these are worth: by the spread between documents, and less where few of them weigh all."""
    total = float(n.sum())
    variance = _jackknife((hits.sum() - hits) / (total - n))
    if variance <= 1e-18:
        return min(float(len(n)), total)
    freedom = max(total**2 / float((n**2).sum()) - 1, 1.0)
    worth = (student.ppf(1 - _TAIL, max(total - 1, 1.0)) / student.ppf(1 - _TAIL, freedom)) ** 2
    return min(total, float(value * (1 - value) / variance * worth))


def rate(pairs: Pairs) -> Estimate:
    """An amount, never below 0, by another, by document."""
    amounts, n = _columns(pairs)
    if not len(n):
        return Estimate()
    value, total = float(amounts.sum() / n.sum()), float(n.sum())
    if len(n) < 2:
        return Estimate(value, n=total, documents=1)
    half = _half(_jackknife((amounts.sum() - amounts) / (total - n)), len(n))
    return Estimate(value, max(0.0, value - half), value + half, total, len(n))


def _half(variance: float, documents: int) -> float:
    return float(student.ppf(1 - _TAIL, documents - 1)) * sqrt(variance)


def statistic(value: float | None, without: Sequence[float | None], n: int) -> Estimate:
    """A statistic in 0 to 1 from its values without one document each; no interval where one of those cannot be told."""
    known = np.array([one for one in without if one is not None])
    if value is None:
        return Estimate()
    if len(known) < len(without) or len(known) < 2:
        return Estimate(value, n=n, documents=len(without))
    half = _half(_jackknife(known), len(known))
    return Estimate(value, max(0.0, value - half), min(1.0, value + half), n, len(known))


def detectable(error: float, documents: int) -> float | None:
    """The smallest change with 80 % power at this standard error; None where no spread was seen to tell it from."""
    if documents < 2 or error <= 0:
        return None
    return float(student.ppf(1 - _TAIL, documents - 1) + student.ppf(_POWER, documents - 1)) * error


def difference(base: Pairs, new: Pairs) -> Change:
    """The difference of two ratios, `base` and `new` document by document; a document that neither side scored is left out.

    It is a sum over documents of what each adds (0 where nothing changed), against the weight each has.
    """
    both = np.array([(*b, *a) for b, a in zip(base, new, strict=True) if b[1] > 0 or a[1] > 0], dtype=float).reshape(-1, 4)
    hits, n, other_hits, other_n = both.T
    before = float(hits.sum() / n.sum()) if n.sum() else None
    after = float(other_hits.sum() / other_n.sum()) if other_n.sum() else None
    if before is None or after is None:
        return Change(before, after, documents=len(both))
    mean = (n.sum() + other_n.sum()) / 2
    added = ((other_hits - hits) - (before + after) / 2 * (other_n - n)) / mean
    weight = (n + other_n) / (2 * mean)
    low, high = _flipped(added, weight)
    count, value = len(both), after - before
    error = sqrt(count / (count - 1) * float(((added - value * weight) ** 2).sum())) if count > 1 else 0.0
    return Change(before, after, value, low, high, detectable(error, count), count)


def _flipped(added: _Array, weight: _Array) -> tuple[float | None, float | None]:
    """All differences that the sign-flip test does not reject; none can be, at this level, with fewer than six documents."""
    subsets = _subsets(len(added))
    means = np.sort((subsets @ added) / (subsets @ weight))
    cut = floor(_TAIL * (len(means) + 1) + 1e-9)
    return (float(means[cut - 1]), float(means[-cut])) if cut else (None, None)


@lru_cache
def _subsets(count: int) -> _Array:
    """Subsets of `count` documents that are not empty, as rows of 0 and 1."""
    if count <= _ENUMERATED:
        return ((np.arange(1, 2**count)[:, None] >> np.arange(count)) & 1).astype(float)
    drawn = np.random.default_rng(_SEED).random((_DRAWN - 1, count)) < 0.5
    drawn[~drawn.any(axis=1), 0] = True
    return drawn.astype(float)


def paired_statistic(base: float | None, new: float | None, without: Sequence[tuple[float | None, float | None]]) -> Change:
    """The difference of a statistic, with a jackknife interval over what it is without one document each."""
    if base is None or new is None:
        return Change(base, new)
    known = np.array([after - before for before, after in without if before is not None and after is not None])
    value, count = new - base, len(known)
    if count < len(without) or count < 2:
        return Change(base, new, value, documents=len(without))
    variance = _jackknife(known)
    half = _half(variance, count)
    return Change(base, new, value, value - half, value + half, detectable(sqrt(variance), count), count)
