"""How often the comparison raises a false alarm, on real runs: two of them made equal by chance, over resampled documents.

A run against itself never differs, for answers are cached. So the documents are drawn anew, and for each a coin says which run is
base and which is new: then there is nothing to find, while documents and flips are as they really are.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from eval.compare import MINIMUM, decide
from eval.intervals import Pairs, difference

__all__ = ["Alarms", "alarms"]


@dataclass(frozen=True, slots=True)
class Alarms:
    """Of `times` comparisons with nothing to find: those whose interval left 0 out, and those that said regression."""

    times: int
    intervals: int
    verdicts: int


def alarms(base: Pairs, new: Pairs, times: int = 200, *, documents: int | None = None, seed: int = 0) -> Alarms:
    """Counts the false alarms over hits and n of each document, as from `eval.estimates.by_document`."""
    random, found = np.random.default_rng(seed), []
    for _ in range(times):
        drawn = random.integers(0, len(base), documents or len(base))
        swapped = random.random(len(drawn)) < 0.5
        sides = [(new[i], base[i]) if swap else (base[i], new[i]) for i, swap in zip(drawn, swapped, strict=True)]
        found.append(difference([before for before, _ in sides], [after for _, after in sides]))
    missed = sum(one.low is not None and one.high is not None and not one.low <= 0 <= one.high for one in found)
    return Alarms(times, missed, sum(decide(one, MINIMUM)[0] == 1 for one in found))
