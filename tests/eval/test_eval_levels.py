"""Whether intervals hold their level: documents whose leaves go wrong together, drawn many times, always from the same seeds."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from numpy.random import Generator
from numpy.typing import NDArray
from scipy.stats import binomtest

from eval.compare import MINIMUM, decide
from eval.intervals import Pair, difference, share
from eval.levels import alarms

Counts = NDArray[np.int64]
Run = list[Pair]

TIMES = 400
NOMINAL = 0.05
ALARMS = 0.06
BY_CHANCE = 0.001
"""A count that is less likely than this where the level is held says that it is not."""


def leaves(random: Generator, documents: int) -> Counts:
    """Two copies of 150 to 400 leaves each."""
    return 2 * random.integers(150, 400, documents)


def pairs(wrong: Counts, n: Counts) -> Run:
    return [(float(all_ - bad), float(all_)) for bad, all_ in zip(wrong, n, strict=True)]


def same_documents(random: Generator, documents: int) -> tuple[Run, Run]:
    """Some documents are harder than others, for both runs alike."""
    n, hard = leaves(random, documents), random.beta(2, 38, documents)
    return pairs(random.binomial(n, hard), n), pairs(random.binomial(n, hard), n)


def own_documents(random: Generator, documents: int) -> tuple[Run, Run]:
    """Each run has documents of its own that it finds hard: leaves of one document go wrong together."""
    n = leaves(random, documents)
    one, other = (random.binomial(n, random.beta(1, 30, documents)) for _ in range(2))
    return pairs(one, n), pairs(other, n)


def whole_failures(random: Generator, documents: int) -> tuple[Run, Run]:
    """Now and then one of them reads nothing of a document."""
    n, hard = leaves(random, documents), random.beta(2, 38, documents)
    one, other = (np.where(random.random(documents) < 0.03, n, random.binomial(n, hard)) for _ in range(2))
    return pairs(one, n), pairs(other, n)


def few_flips(random: Generator, documents: int) -> tuple[Run, Run]:
    """The runs differ in about four documents only, there by as much."""
    n = leaves(random, documents)
    wrong = random.binomial(n, 0.1)
    change = np.where(random.random(documents) < 4 / documents, random.choice([-8, 8], documents), 0)
    return pairs(wrong, n), pairs(np.clip(wrong + change, 0, n), n)


def many_sizes(random: Generator, documents: int) -> tuple[Run, Run]:
    """Documents of 20 leaves stand beside some of 2,000."""
    n = np.exp(random.normal(5, 1.2, documents)).astype(np.int64) + 10
    one, other = (random.binomial(n, random.beta(1, 30, documents)) for _ in range(2))
    return pairs(one, n), pairs(other, n)


WORLDS: list[Callable[[Generator, int], tuple[Run, Run]]] = [
    same_documents,
    own_documents,
    whole_failures,
    few_flips,
    many_sizes,
]


def holds(low: float | None, value: float, high: float | None) -> bool:
    assert low is not None
    assert high is not None
    return low <= value <= high


def too_often(count: int, times: int, level: float = NOMINAL) -> bool:
    return float(binomtest(count, times, level, alternative="greater").pvalue) < BY_CHANCE


@pytest.mark.parametrize("documents", [10, 20, 40])
def test_two_runs_that_are_equally_good_raise_no_more_alarms_than_the_level_says(documents: int) -> None:
    excluded, verdicts = 0, 0
    for number, world in enumerate(WORLDS):
        random = np.random.default_rng([documents, number])
        found = [difference(*world(random, documents)) for _ in range(TIMES)]
        outside = sum(not holds(one.low, 0, one.high) for one in found)
        assert not too_often(outside, TIMES), world.__name__
        regressions = sum(decide(one, MINIMUM)[0] == 1 for one in found)
        assert regressions / TIMES <= ALARMS, world.__name__
        excluded, verdicts = excluded + outside, verdicts + regressions
    assert excluded / (TIMES * len(WORLDS)) <= ALARMS
    assert verdicts / (TIMES * len(WORLDS)) <= NOMINAL


@pytest.mark.parametrize("documents", [10, 20, 40])
def test_the_interval_holds_a_difference_that_is_there(documents: int) -> None:
    random, drop = np.random.default_rng(documents), 0.02
    outside = 0
    for _ in range(TIMES):
        n, hard = leaves(random, documents), random.beta(2, 38, documents)
        found = difference(pairs(random.binomial(n, hard), n), pairs(random.binomial(n, hard + drop), n))
        outside += not holds(found.low, -drop, found.high)
    assert not too_often(outside, TIMES)


def with_drop(run: Run, random: Generator, part: float) -> Run:
    """The same run with `part` of its leaves gone wrong, wherever they stand."""
    return [(hits - random.binomial(int(hits), part), n) for hits, n in run]


@pytest.mark.parametrize("documents", [10, 20, 40])
def test_a_drop_in_two_percent_of_leaves_is_caught(documents: int) -> None:
    random = np.random.default_rng([documents, 99])
    for _ in range(100):
        base, _ = same_documents(random, documents)
        found = difference(base, with_drop(base, random, 0.02))
        assert decide(found, MINIMUM)[0] == 1
        assert found.detectable is not None
        assert found.detectable < 0.02


def test_a_drop_below_the_minimum_is_no_regression() -> None:
    random = np.random.default_rng(5)
    for _ in range(100):
        base, _ = same_documents(random, 40)
        assert decide(difference(base, with_drop(base, random, 0.001)), MINIMUM)[0] == 0


@pytest.mark.parametrize("world", WORLDS)
def test_real_runs_made_equal_by_chance_raise_few_alarms(world: Callable[[Generator, int], tuple[Run, Run]]) -> None:
    base, new = world(np.random.default_rng(7), 40)
    found = alarms(base, new, 200)
    assert not too_often(found.intervals, found.times)
    assert found.verdicts / found.times <= ALARMS


SPREADS = {"some wrong in all": (2.0, 38.0), "half wrong": (2.0, 2.0)}


@pytest.mark.parametrize("documents", [10, 20, 40])
@pytest.mark.parametrize("spread", SPREADS)
def test_a_share_lies_in_its_interval(spread: str, documents: int) -> None:
    random, (a, b) = np.random.default_rng([documents, 3]), SPREADS[spread]
    truth, outside = b / (a + b), 0
    for _ in range(TIMES):
        n = leaves(random, documents)
        found = share(pairs(random.binomial(n, random.beta(a, b, documents)), n))
        outside += not holds(found.low, truth, found.high)
    assert not too_often(outside, TIMES)
