"""What a reading is worth, each metric as hits out of n: they add up over documents, and nothing scored is n/a.

To add a metric: a function from judged leaves and the copy's truth to a `Ratio`, and its row in `METRICS`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TypeAlias

from rapidfuzz.distance import Levenshtein

from eval.leaves import Judged, Verdict
from eval.places import Truth, is_grounded, stands
from extractor.normalise.numbers import parse_decimal
from extractor.normalise.text import key

__all__ = ["LONG", "METRICS", "NUMERIC", "Metric", "Ratio", "Scores", "by_field", "measure", "total"]

NUMERIC = frozenset(
    {
        "forms.total_budget", "forms.prior_year_budget", "forms.execution_weight", "forms.funding.amount",
        "forms.indicators.value", "forms.indicators.weight", "tables.rows.cells", "claims.amount",
    }
)  # fmt: skip
LONG = frozenset({"forms.narratives.text", "forms.tasks.text", "forms.indicators.explanation", "claims.sentence"})
_INDICATOR = re.compile(r".*\.indicators\[\d+\]")
_TABLE_ROW = re.compile(r"tables\[\d+\]\.rows\[\d+\]")


@dataclass(frozen=True, slots=True)
class Ratio:
    """`hits` out of `n`, whole ones or parts; its value is None, never 0 or 1, where nothing was scored."""

    hits: float = 0
    n: int = 0

    def __add__(self, other: Ratio) -> Ratio:
        return Ratio(self.hits + other.hits, self.n + other.n)

    @property
    def value(self) -> float | None:
        """The share."""
        return self.hits / self.n if self.n else None

    def __str__(self) -> str:
        return "n/a" if self.value is None else f"{100 * self.value:.1f}% ({self.hits:.10g}/{self.n})"


Metric: TypeAlias = Callable[[Sequence[Judged], Truth], Ratio]
Scores: TypeAlias = dict[str, Ratio]


def _count(judged: Iterable[Judged], *verdicts: Verdict) -> int:
    return sum(leaf.verdict in verdicts for leaf in judged)


def _precision(judged: Sequence[Judged], truth: Truth) -> Ratio:
    del truth
    return Ratio(_count(judged, Verdict.MATCHED), _count(judged, Verdict.MATCHED, Verdict.WRONG, Verdict.INVENTED))


def _recall(judged: Sequence[Judged], truth: Truth) -> Ratio:
    del truth
    return Ratio(_count(judged, Verdict.MATCHED), _count(judged, Verdict.MATCHED, Verdict.WRONG, Verdict.MISSED))


def _harmonic(precision: Ratio, recall: Ratio) -> Ratio:
    """F1 as a ratio of counts: twice the matches over the leaves of both sides."""
    return Ratio(precision.hits + recall.hits, precision.n + recall.n)


def _f1(judged: Sequence[Judged], truth: Truth) -> Ratio:
    return _harmonic(_precision(judged, truth), _recall(judged, truth))


def _numeric(judged: Sequence[Judged], truth: Truth) -> Ratio:
    """Numbers of the labels that were read as exactly that number."""
    del truth
    wanted = [(leaf, number) for leaf in judged if leaf.field in NUMERIC and (number := parse_decimal(leaf.expected)) is not None]
    return Ratio(sum(leaf.leaf is not None and parse_decimal(leaf.leaf.raw) == number for leaf, number in wanted), len(wanted))


def _rows(kind: re.Pattern[str], judged: Sequence[Judged], truth: Truth) -> Ratio:
    """F1 of rows of a kind; a row is right when all its leaves are."""
    del truth
    rows: dict[tuple[str | None, str | None], list[Judged]] = defaultdict(list)
    for leaf in judged:
        ours, theirs = _row(kind, leaf.path), _row(kind, leaf.read_path)
        if ours or theirs:
            rows[ours, theirs].append(leaf)
    right = sum(_count(leaves, Verdict.MATCHED) == len(leaves) for leaves in rows.values())
    there, read = sum(ours is not None for ours, _ in rows), sum(theirs is not None for _, theirs in rows)
    return _harmonic(Ratio(right, read), Ratio(right, there))


def _row(kind: re.Pattern[str], path: str | None) -> str | None:
    match = kind.match(path or "")
    return match[0] if match else None


def _similarity(judged: Sequence[Judged], truth: Truth) -> Ratio:
    """How alike long texts are, from 0 to 1, over the leaves; one that is missed or invented is like nothing."""
    del truth
    pairs = [(key(leaf.expected), key(leaf.leaf.raw) if leaf.leaf else "") for leaf in judged if leaf.field in LONG]
    return Ratio(round(sum(Levenshtein.normalized_similarity(ours, theirs) for ours, theirs in pairs), 6), len(pairs))


def _grounding(judged: Sequence[Judged], truth: Truth) -> Ratio:
    """Matched leaves whose places are the true ones."""
    pairs = [(leaf.leaf, leaf.path) for leaf in judged if leaf.verdict is Verdict.MATCHED]
    known = [found for leaf, path in pairs if leaf and path and (found := is_grounded(leaf, path, truth)) is not None]
    return Ratio(sum(known), len(known))


def _made_up(judged: Sequence[Judged], truth: Truth) -> Ratio:
    """Leaves whose text does not stand in the document, of all that were read."""
    read = [(leaf.leaf, leaf.field) for leaf in judged if leaf.leaf is not None and key(leaf.leaf.raw)]
    return Ratio(sum(not stands(leaf, field, truth) for leaf, field in read), len(read))


METRICS: Mapping[str, Metric] = {
    "leaf_f1": _f1,
    "leaf_precision": _precision,
    "leaf_recall": _recall,
    "numeric_exact": _numeric,
    "indicator_row_f1": partial(_rows, _INDICATOR),
    "table_row_f1": partial(_rows, _TABLE_ROW),
    "text_similarity": _similarity,
    "grounding": _grounding,
    "made_up": _made_up,
}


def measure(judged: Sequence[Judged], truth: Truth) -> Scores:
    """Every metric of one document."""
    return {name: metric(judged, truth) for name, metric in METRICS.items()}


def total(scores: Iterable[Scores]) -> Scores:
    """The scores of several documents taken together."""
    summed = dict.fromkeys(METRICS, Ratio())
    for score in scores:
        summed |= {name: summed.get(name, Ratio()) + ratio for name, ratio in score.items()}
    return summed


def by_field(judged: Iterable[Judged]) -> dict[str, Ratio]:
    """Leaf F1 of every field, by its path without row numbers."""
    fields: dict[str, list[Judged]] = defaultdict(list)
    for leaf in judged:
        fields[leaf.field].append(leaf)
    return {field: _f1(leaves, Truth()) for field, leaves in sorted(fields.items())}
