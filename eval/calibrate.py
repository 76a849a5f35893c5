"""The weights of confidence, fitted on runs over the documents for development, and what they are worth on documents left out.

A value is right where it is matched. Those wrong though read at their own place are counted again by themselves (`placed`): there
the characters are at fault and not the naming, which another arm does otherwise.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import ceil
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.special import expit

import extractor.confidence
from eval.cases import Case
from eval.confidence import STATISTICS, Points
from eval.intervals import Estimate, statistic
from eval.leaves import Judged, Verdict
from eval.outcomes import is_numeric
from eval.places import Truth, is_grounded
from eval.run import judge_case, stored_cases
from eval.store import load_run
from extractor.confidence import FEATURES, Coefficients, Weighed, Weights, probability, weighed
from extractor.errors import UsageError
from extractor.record import Record

__all__ = [
    "COEFFICIENTS_FILE",
    "DEVELOPMENT",
    "REPORTED",
    "Sample",
    "Worth",
    "fit",
    "read_samples",
    "samples",
    "shipped",
    "toml",
    "worth",
]

DEVELOPMENT = ("layouts-dev", "layouts-more")
"""The only suites that weights are fitted on."""

REPORTED = {name: STATISTICS[name] for name in ("errors_caught_10", "confidence_auroc", "calibration_error")}
"""The figures that are reported, of numbers alone."""

_PENALTY = 0.5
"""Half a squared weight costs as much as this much log-likelihood: what few errors speak for stays small."""

_AT_LEAST: Mapping[str, float] = {
    "role": 0.1, "ocr": 0.1, "even": 0.25, "unit": 0.25, "closes": 0.25, "unbroken": 0.25, "covered": 1.0,
}  # fmt: skip
"""What stays told apart however few errors the runs hold: a value in a sum that closes stands above one in none, and that above
one in a sum that fails; one printed like its neighbours above one that is not; one on a page that was read above one on a page
of which most was not."""

_PLACING = ("role", "row", "named", "stated", "whole", "ordered", "topical", "covered", "once")
"""What says whether a value is the field's, and not what its characters are."""

_Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Sample:
    """A value that was read, and what became of it. `placed`: right, or read where it stands; `document` is what clusters."""

    document: str
    item: Weighed
    numeric: bool
    right: bool
    placed: bool


COEFFICIENTS_FILE = Path(extractor.confidence.__file__).with_name("coefficients.toml")
"""Where the package keeps the weights."""


@dataclass(frozen=True, slots=True)
class Worth:
    """The figures of the fitted weights on documents they were not fitted on, and of the score of the characters alone.

    `holds` is the largest share of the wrong ones that a tenth of the numbers can hold.
    """

    wrong: int
    numbers: int
    fitted: Mapping[str, Estimate]
    ocr_only: Mapping[str, Estimate]

    @property
    def holds(self) -> float | None:
        """None where nothing is wrong."""
        return min(1.0, ceil(self.numbers / 10) / self.wrong) if self.wrong else None


def samples(runs: Sequence[Path]) -> list[Sample]:
    """Every value of the runs with its verdict. Raises UsageError for a run over any other suite, or one without its records."""
    for path in runs:
        suite = load_run(path).parameters.suite
        if suite not in DEVELOPMENT:
            raise UsageError(f"{path} 读的是 {suite}：权重只能用 {'、'.join(DEVELOPMENT)} 来定。请换成在其上的运行。")
    made = read_samples(runs)
    if not any(not sample.right for sample in made) or not any(sample.right for sample in made):
        raise UsageError("这些运行里没有读错的值，或没有读对的值，定不出权重。请加上扫描件的运行。")
    return made


def read_samples(runs: Sequence[Path]) -> list[Sample]:
    """Every value of runs over any suite, with its verdict; cases that failed have none."""
    read = [one for path in runs for one in stored_cases(path, load_run(path))]
    return [sample for case, stored in read if stored.record is not None for sample in _of(case, stored.record)]


def _of(case: Case, record: Record) -> Iterator[Sample]:
    """The values that are scored."""
    truth, found = case.open().truth, {item.at.path: item for item in weighed(record)}
    for judged in judge_case(case.labels(), record):
        item = found.get(judged.read_path or "")
        if item is not None:
            right = judged.verdict is Verdict.MATCHED
            yield Sample(case.document, item, is_numeric(judged), right, right or _is_placed(judged, truth))


def _is_placed(judged: Judged, truth: Truth) -> bool:
    return judged.path is not None and judged.leaf is not None and is_grounded(judged.leaf, judged.path, truth) is True


def _matrix(kind: str, of_kind: Sequence[Sample]) -> tuple[_Array, _Array]:
    """A row of features and a constant for each, and whether it is right."""
    rows = [[*(sample.item.features[name] for name in FEATURES[kind]), 1.0] for sample in of_kind]
    return np.array(rows, dtype=float), np.array([sample.right for sample in of_kind], dtype=float)


def _regression(kind: str, of_kind: Sequence[Sample], fixed: Mapping[str, float]) -> Weights:
    """Logistic regression whose weights are not below zero, but for those that are `fixed`."""
    names = FEATURES[kind]
    rows, right = _matrix(kind, of_kind)

    def loss(weights: _Array) -> tuple[float, _Array]:
        odds = rows @ weights
        penalised = np.append(weights[:-1], 0.0)
        value = np.logaddexp(0, odds).sum() - right @ odds + _PENALTY * penalised @ penalised / 2
        return float(value), rows.T @ (expit(odds) - right) + _PENALTY * penalised

    known = {name: (weight, weight) for name, weight in fixed.items()}
    bounds = [*(known.get(name, (_AT_LEAST.get(name, 0.0), None)) for name in names), (None, None)]
    found = minimize(loss, np.array([low or 0.0 for low, _ in bounds]), jac=True, bounds=bounds, method="L-BFGS-B")
    return Weights(float(found.x[-1]), dict(zip(names, map(float, found.x), strict=False)))


def _weights(kind: str, of_kind: Sequence[Sample]) -> Weights:
    """What speaks for the place is weighed where values may be misplaced, all else where they are not, lest that hide it."""
    of_all = _regression(kind, of_kind, {}).of
    placing = {name: of_all[name] for name in _PLACING if name in of_all}
    return _regression(kind, [sample for sample in of_kind if sample.placed], placing)


def fit(made: Sequence[Sample]) -> Coefficients:
    """The weights of each kind of value."""
    return {kind: _weights(kind, [sample for sample in made if sample.item.kind == kind]) for kind in FEATURES}


def _left_out(made: Sequence[Sample]) -> _Array:
    """How likely each value is right, by weights from the other documents."""
    likely = np.zeros(len(made))
    for document in {sample.document for sample in made}:
        weights = fit([sample for sample in made if sample.document != document])
        for number, sample in enumerate(made):
            if sample.document == document:
                likely[number] = probability(sample.item, weights)
    return likely


def _estimates(read: Points) -> dict[str, Estimate]:
    without = [read.where(read.document != name) for name in np.unique(read.document)]
    return {name: statistic(of(read), [of(rest) for rest in without], len(read.wrong)) for name, of in REPORTED.items()}


def worth(made: Sequence[Sample], *, placed: bool = False) -> Worth:
    """What the weights are worth on documents left out; `placed`: of values read at their own place."""
    return _worth(made, _left_out(made), placed=placed)


def shipped(made: Sequence[Sample], *, placed: bool = False) -> Worth:
    """What the package's own weights are worth: on documents that they were not fitted on."""
    return _worth(made, np.array([probability(sample.item) for sample in made], dtype=float), placed=placed)


def _worth(made: Sequence[Sample], likely: _Array, *, placed: bool) -> Worth:
    kept = np.array([sample.numeric and (sample.placed or not placed) for sample in made], dtype=bool)
    documents = np.array([sample.document for sample in made], dtype=str)
    wrong = np.array([not sample.right for sample in made], dtype=bool)
    ocr = np.array([sample.item.at.leaf.ocr if sample.item.at.leaf.ocr is not None else 1.0 for sample in made], dtype=float)
    fitted, alone = (Points(by, wrong, documents, kept).where(kept) for by in (likely, ocr))
    return Worth(int(fitted.wrong.sum()), len(fitted.wrong), _estimates(fitted), _estimates(alone))


def toml(weights: Coefficients) -> str:
    """The weights as src/extractor/confidence/coefficients.toml holds them."""
    return "\n".join(line for kind, of_kind in weights.items() for line in _table(kind, of_kind))


def _table(kind: str, weights: Weights) -> Iterator[str]:
    yield from (f"[{kind}]", f"constant = {weights.constant:.3f}", "", f"[{kind}.weights]")
    yield from (f"{name} = {weight:.3f}" for name, weight in weights.of.items())
    yield ""
