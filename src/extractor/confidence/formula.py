"""One formula: the log-odds that a value is right are a constant and, for each thing that speaks for it, a weight times that.

Where two readings dispute a field or its role was hardly told, that is not outweighed by clear print and sums: the runs that the
weights are fitted on have next to none of these.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from math import exp
from typing import TypeAlias

from extractor.checks import DEFAULT, Profile
from extractor.checks.sums import Sum
from extractor.confidence.features import Weighed, weighed
from extractor.record import Record

__all__ = ["COEFFICIENTS", "Coefficients", "Weights", "confident", "probability"]

_LEAST, _MOST = 0.0001, 0.9999
"""Nothing is impossible, and nothing that was read is certain."""

_TOLD = 0.6
"""A role that is less sure takes its share of the whole."""


@dataclass(frozen=True, slots=True)
class Weights:
    """What a kind of value is weighed by; no weight is below zero, so that nothing that speaks for a value lowers it."""

    constant: float
    of: Mapping[str, float]


Coefficients: TypeAlias = Mapping[str, Weights]
"""The weights by kind of value."""


def _loaded() -> dict[str, Weights]:
    data = tomllib.loads(files(__package__).joinpath("coefficients.toml").read_text(encoding="utf-8"))
    return {kind: Weights(table["constant"], table["weights"]) for kind, table in data.items()}


COEFFICIENTS: Coefficients = _loaded()
"""Those that coefficients.toml beside this module holds."""


def probability(item: Weighed, coefficients: Coefficients = COEFFICIENTS) -> float:
    """How likely the value is right."""
    weights = coefficients[item.kind]
    log_odds = weights.constant + sum(weights.of[name] * value for name, value in item.features.items())
    role = item.at.leaf.role if item.at.leaf.role is not None else 1.0
    return min(max(min(1.0, role / _TOLD) / (1 + exp(-log_odds)), _LEAST), _MOST)


def confident(record: Record, profile: Profile = DEFAULT, sums: Sequence[Sum] | None = None) -> Record:
    """The record with the confidence of every value that was read, once it is checked and diagnosed; all else is as it was.

    `sums` are those of its checks (`Checked.sums`); without them the sums are done again.
    """
    made = record.model_copy(deep=True)
    for item in list(weighed(made, profile, sums)):
        item.at.leaf.confidence = round(probability(item), 4)
    return made
