"""The figures that the prose of a budget document may state, by the names that a vocabulary uses for them."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass

from eval.layouts.content.budget import Budget, Measured
from eval.layouts.content.ledger import What

__all__ = ["COUNTS", "SUMS", "Fact", "draw_counts", "facts"]


@dataclass(frozen=True, slots=True)
class Fact:
    """An amount of both years and what it is in the tables."""

    amount: Measured
    what: What


_MEASURED = {"basic": "basic", "personnel": "personnel", "public": "public", "project": "project", "operation": "public"}
_ITEMS = ("three_public", "abroad", "vehicle", "purchase", "running", "reception", "procurement", "goods", "works", "services")

SUMS = (
    ("spend", ("basic", "project")),
    ("basic", ("personnel", "public")),
    ("three_public", ("abroad", "vehicle", "reception")),
    ("vehicle", ("purchase", "running")),
    ("procurement", ("goods", "works", "services")),
)
"""A fact and those that it is the sum of."""

COUNTS: dict[str, tuple[int, int, str]] = {
    "staff": (28, 160, "人"),
    "posts": (30, 180, "名"),
    "vehicles": (1, 12, "辆"),
    "units": (3, 14, "个"),
}
"""Bounds and measure word of what is counted."""


def facts(budget: Budget) -> dict[str, Fact]:
    """All amounts by name."""
    scope = budget.scope()
    found = {
        "income": Fact(budget.total(), What("", "income")),
        "spend": Fact(budget.total(), What("", "total", scope=scope)),
    }
    for name, item in _MEASURED.items():
        found[name] = Fact(budget.total(item), What("", item, scope=scope if item == "project" else ""))
    return found | {name: Fact(budget.items[name], What("", name, scope="items")) for name in _ITEMS}


def draw_counts(rng: random.Random) -> Mapping[str, int]:
    """One number for each thing counted: it is the same wherever it is stated."""
    return {name: rng.randint(low, high) for name, (low, high, _) in COUNTS.items()}
