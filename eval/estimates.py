"""Every figure of a run with its interval, and every figure's change between two runs, by name.

What RUN.json holds is enough for them. Figures are of three kinds: shares (hits out of n), rates (costs for each form) and what
confidence is worth.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from eval import confidence
from eval.findings import Review, scores_of
from eval.intervals import Change, Estimate, Pair, difference, rate, share
from eval.metrics import METRICS
from eval.store import Costs, Result, RunFile

__all__ = ["BETTER_LOW", "RATES", "SHARES", "by_check", "by_document", "changes", "estimates"]

SHARES = (*METRICS, *scores_of(Review(None, None, (0, 0))), "failed")
"""Hits out of n, as in `Result.scores`; `failed` are cases of which nothing was read."""

RATES: Mapping[str, Callable[[Costs], float]] = {
    "prompt_tokens_per_form": lambda costs: costs.tokens.get("prompt", 0),
    "generated_tokens_per_form": lambda costs: costs.tokens.get("generated", 0),
    "seconds_per_form": lambda costs: costs.seconds.get("wall", 0.0),
}
"""Costs over the forms of the labels; a document without forms counts as one."""

BETTER_LOW = frozenset({"made_up", "failed", "calibration_error", *RATES})
"""Figures that are better when they are less."""


def by_document(results: Iterable[Result], pair: Callable[[Result], Pair]) -> dict[str, Pair]:
    """What the copies of each document add up to: the clusters of every interval."""
    summed: dict[str, Pair] = defaultdict(lambda: (0.0, 0.0))
    for result in results:
        (hits, n), (more, of) = summed[result.document], pair(result)
        summed[result.document] = (hits + more, n + of)
    return dict(summed)


def _share(name: str) -> Callable[[Result], Pair]:
    return lambda result: result.scores.get(name, (0, 0))


def _rate(cost: Callable[[Costs], float]) -> Callable[[Result], Pair]:
    return lambda result: (cost(result.costs), max(result.forms, 1))


_PAIRS: Mapping[str, Callable[[Result], Pair]] = {
    **{name: _share(name) for name in SHARES},
    **{name: _rate(cost) for name, cost in RATES.items()},
}


def estimates(made: RunFile) -> dict[str, Estimate]:
    """Every figure of a run."""
    found = {
        name: (rate if name in RATES else share)(list(by_document(made.results, pair).values())) for name, pair in _PAIRS.items()
    }
    return {**found, **confidence.estimates(made.results)}


def changes(base: Sequence[Result], new: Sequence[Result]) -> dict[str, Change]:
    """Every figure of `new` less that of `base`; both are of the same cases."""
    found = {name: _change(base, new, pair) for name, pair in _PAIRS.items()}
    return {**found, **confidence.changes(base, new)}


def _change(base: Sequence[Result], new: Sequence[Result], pair: Callable[[Result], Pair]) -> Change:
    before, after = by_document(base, pair), by_document(new, pair)
    return difference(list(before.values()), [after[document] for document in before])


def by_check(results: Sequence[Result]) -> dict[str, tuple[Estimate, Estimate]]:
    """Finding precision and recall of every check that was raised or should have been."""
    said = {one.check for result in results for one in result.raised or []}
    there = {one.check for result in results for one in result.found or []}
    return {check: (_estimate(results, _raised(check)), _estimate(results, _found(check))) for check in sorted(said | there)}


def _estimate(results: Iterable[Result], pair: Callable[[Result], Pair]) -> Estimate:
    return share(list(by_document(results, pair).values()))


def _raised(check: str) -> Callable[[Result], Pair]:
    return lambda result: _pair([one.true for one in result.raised or [] if one.check == check])


def _found(check: str) -> Callable[[Result], Pair]:
    return lambda result: _pair([one.found for one in result.found or [] if one.check == check])


def _pair(hits: Sequence[bool]) -> Pair:
    return sum(hits), len(hits)
