"""Whether the confidence of what was read tells right from wrong: a reviewer who looks at the least certain should meet the errors.

Over all leaves that were read (a missed one has no confidence, and nobody would be shown it); an error is one not matched.
To add a figure: a function from `Points` and its row in `STATISTICS`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from math import ceil

import numpy as np
from numpy.typing import NDArray
from scipy.stats import rankdata

from eval.intervals import Change, Estimate, paired_statistic, statistic
from eval.store import Result

__all__ = ["BUDGETS", "STATISTICS", "Points", "changes", "estimates", "points", "reliability"]

BUDGETS = (5, 10, 20)
"""Percent of the fields that a reviewer looks at."""

_BINS = 10


@dataclass(frozen=True, slots=True)
class Points:
    """Leaves that were read: how certain, whether wrong, of which document, and whether they are numbers."""

    confidence: NDArray[np.float64]
    wrong: NDArray[np.bool_]
    document: NDArray[np.str_]
    numeric: NDArray[np.bool_]

    def where(self, kept: NDArray[np.bool_]) -> Points:
        """Some of them."""
        return Points(self.confidence[kept], self.wrong[kept], self.document[kept], self.numeric[kept])


def points(results: Iterable[Result]) -> Points:
    """The leaves of a run that were read."""
    rows = [(leaf, result.document) for result in results for leaf in result.leaves if leaf.confidence is not None]
    return Points(
        np.array([leaf.confidence for leaf, _ in rows], dtype=float),
        np.array([not leaf.right for leaf, _ in rows], dtype=bool),
        np.array([document for _, document in rows], dtype=str),
        np.array([leaf.numeric for leaf, _ in rows], dtype=bool),
    )


def auroc(read: Points) -> float | None:
    """How often a right leaf is more certain than a wrong one, ties counting half; n/a where there are not both."""
    wrong = int(read.wrong.sum())
    right = len(read.wrong) - wrong
    if not wrong or not right:
        return None
    ranks = rankdata(read.confidence)[~read.wrong].sum()
    return float((ranks - right * (right + 1) / 2) / (right * wrong))


def _bins(read: Points) -> NDArray[np.intp]:
    edges = (np.arange(_BINS) + 1) / _BINS
    return np.minimum(np.searchsorted(edges, read.confidence, side="right"), _BINS - 1)


def reliability(read: Points) -> list[tuple[float, float, int]]:
    """For each tenth of confidence that occurs: mean confidence, share right, how many. What the calibration error sums up."""
    bins = _bins(read)
    held = [bins == number for number in range(_BINS)]
    return [(float(read.confidence[b].mean()), float(1 - read.wrong[b].mean()), int(b.sum())) for b in held if b.any()]


def calibration_error(read: Points) -> float | None:
    """Expected calibration error: how far confidence is from the share right, over ten equal bins."""
    if not len(read.wrong):
        return None
    return sum(abs(mean - right) * count for mean, right, count in reliability(read)) / len(read.wrong)


def caught(percent: float, read: Points) -> float | None:
    """The share of errors among the least certain `percent` of leaves; of leaves equally certain, those that chance would take."""
    if not read.wrong.any():
        return None
    looked = ceil(len(read.wrong) * percent / 100 - 1e-9)
    last = np.sort(read.confidence)[looked - 1]
    below, tied = read.confidence < last, read.confidence == last
    part = (looked - below.sum()) / tied.sum()
    return float((read.wrong[below].sum() + part * read.wrong[tied].sum()) / read.wrong.sum())


def _numbers(what: Callable[[Points], float | None], read: Points) -> float | None:
    return what(read.where(read.numeric))


_CAUGHT: dict[str, Callable[[Points], float | None]] = {f"caught_{percent}": partial(caught, percent) for percent in BUDGETS}

STATISTICS: Mapping[str, Callable[[Points], float | None]] = {
    "confidence_auroc": auroc,
    "calibration_error": calibration_error,
    **{f"errors_{name}": function for name, function in _CAUGHT.items()},
    **{f"numeric_errors_{name}": partial(_numbers, function) for name, function in _CAUGHT.items()},
}


def _n(name: str, read: Points) -> int:
    """What a figure was scored on: the errors that could be caught, or all leaves."""
    if "caught" not in name:
        return len(read.wrong)
    return int(read.wrong[read.numeric].sum() if name.startswith("numeric") else read.wrong.sum())


def estimates(results: Iterable[Result]) -> dict[str, Estimate]:
    """Every figure with a jackknife interval over documents."""
    read = points(results)
    without = [read.where(read.document != name) for name in np.unique(read.document)]
    return {name: statistic(of(read), [of(rest) for rest in without], _n(name, read)) for name, of in STATISTICS.items()}


def changes(base: Iterable[Result], new: Iterable[Result]) -> dict[str, Change]:
    """Every figure of two runs, and how it changed."""
    before, after = points(base), points(new)
    names = np.unique(np.concatenate([before.document, after.document]))
    rests = [(before.where(before.document != name), after.where(after.document != name)) for name in names]
    return {
        name: paired_statistic(of(before), of(after), [(of(one), of(other)) for one, other in rests])
        for name, of in STATISTICS.items()
    }
