"""Intervals by hand: what they are of, where there is none, and that a difference is the difference."""

from __future__ import annotations

from math import sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import beta, t

from eval.intervals import Change, Estimate, Pair, detectable, difference, paired_statistic, rate, share, statistic

# pairs, value, whether there is an interval, n, documents
SHARES: dict[str, tuple[list[Pair], float | None, bool, float, int]] = {
    "nothing": ([], None, False, 0, 0),
    "documents that were not scored": ([(0, 0), (0, 0)], None, False, 0, 0),
    "one document": ([(9, 10)], 0.9, False, 10, 1),
    "one that was scored": ([(9, 10), (0, 0)], 0.9, False, 10, 1),
    "several": ([(9, 10), (8, 10), (0, 0), (10, 10)], 0.9, True, 30, 3),
}


@pytest.mark.parametrize("name", SHARES)
def test_where_there_is_a_share(name: str) -> None:
    pairs, value, interval, n, documents = SHARES[name]
    for found in (share(pairs), rate(pairs)):
        assert found.value == (None if value is None else pytest.approx(value))
        assert (found.n, found.documents) == (n, documents)
        assert (found.low is not None) is (found.high is not None) is interval


@pytest.mark.parametrize(("hits", "low", "high"), [(10, 0.025 ** (1 / 8), 1.0), (0, 0.0, 1 - 0.025 ** (1 / 8))])
def test_no_spread_between_documents_leaves_one_observation_each(hits: int, low: float, high: float) -> None:
    found = share([(hits, 10)] * 8)
    assert [found.low, found.high] == pytest.approx([low, high])


def test_a_share_of_leaves_that_hang_together_is_worth_its_documents() -> None:
    """Twenty documents all right or all wrong: as twenty observations, a little less for the spread not being known."""
    found = share([(100, 100)] * 12 + [(0, 100)] * 8)
    exact = beta.ppf(0.025, 12, 9), beta.ppf(0.975, 13, 8)
    assert found.low is not None and found.high is not None
    assert exact[0] - 0.05 < found.low < exact[0]
    assert exact[1] < found.high < exact[1] + 0.05


def test_a_rate_of_equal_forms_is_a_t_interval_of_a_mean() -> None:
    amounts = [3.0, 5.0, 4.0, 8.0]
    spread = sqrt(sum((amount - 5) ** 2 for amount in amounts) / 3 / 4) * t.ppf(0.975, 3)
    found = rate([(amount, 1) for amount in amounts])
    assert [found.value, found.low, found.high] == pytest.approx([5, 5 - spread, 5 + spread])


def test_a_statistic_stays_within_its_bounds_and_needs_all_its_parts() -> None:
    found = statistic(0.9, [0.5, 0.95, 0.99], 30)
    assert found.low is not None
    assert (found.low >= 0, found.high) == (True, 1.0)
    assert statistic(0.9, [0.5, None, 0.99], 30) == Estimate(0.9, n=30, documents=3)
    assert statistic(None, [], 0) == Estimate()


def test_the_difference_of_a_statistic() -> None:
    assert paired_statistic(None, 0.9, []) == Change(None, 0.9)
    assert paired_statistic(0.8, 0.9, [(0.8, None), (0.8, 0.9)]).low is None
    same = paired_statistic(0.8, 0.8, [(0.7, 0.7), (0.9, 0.9), (0.8, 0.8)])
    assert (same.low, same.high, same.detectable) == (0.0, 0.0, None)


def test_six_documents_are_the_fewest_that_carry_an_interval() -> None:
    base: list[Pair] = [(9, 10)] * 6
    worse: list[Pair] = [(7, 10), (8, 10), (8, 10), (8, 10), (7, 10), (8, 10)]
    assert difference(base[:5], worse[:5]).low is None
    found = difference(base, worse)
    # 64 subsets: with one left out at each end, 62 of 64 remain: the least and the greatest mean of any
    assert [found.low, found.high] == pytest.approx([-0.2, -0.1])
    assert found.value == pytest.approx(-8 / 60)


UNSCORED: list[tuple[list[Pair], list[Pair]]] = [([], []), ([(0, 0)], [(0, 0)]), ([(0, 0)] * 8, [(5, 10)] * 8)]


@pytest.mark.parametrize(("base", "new"), UNSCORED)
def test_no_difference_where_a_side_was_not_scored(base: list[Pair], new: list[Pair]) -> None:
    found = difference(base, new)
    assert (found.value, found.low, found.high, found.detectable) == (None, None, None, None)


def test_documents_that_did_not_change_add_nothing_though_others_have_other_counts() -> None:
    same: list[Pair] = [(90, 100)] * 9
    found = difference([*same, (60, 100)], [*same, (60, 80)])
    assert found.value is not None
    assert found.value > 0
    assert found.low == 0.0


counts = st.lists(st.tuples(st.integers(1, 50), st.integers(0, 50), st.integers(1, 50), st.integers(0, 50)), min_size=1, max_size=9)


@given(counts)
def test_a_difference_is_the_difference_of_the_ratios_and_turns_with_the_sides(drawn: list[tuple[int, int, int, int]]) -> None:
    base: list[Pair] = [(min(hits, n), n) for n, hits, _, _ in drawn]
    new: list[Pair] = [(min(hits, n), n) for _, _, n, hits in drawn]
    there, back = difference(base, new), difference(new, base)
    sides = [sum(h for h, _ in side) / sum(n for _, n in side) for side in (base, new)]
    assert there.value == pytest.approx(sides[1] - sides[0])
    if there.low is not None and there.high is not None:
        assert [back.low, back.high] == pytest.approx([-there.high, -there.low])
        assert there.low <= there.high


def test_what_could_be_seen_grows_with_the_error() -> None:
    assert detectable(0.0, 40) is None
    assert detectable(0.01, 1) is None
    assert detectable(0.01, 40) == pytest.approx((t.ppf(0.975, 39) + t.ppf(0.8, 39)) * 0.01)
