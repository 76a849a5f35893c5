"""A document while it is being made: what it is made from, its labels so far, and what holds in them."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from eval.layouts.content.amounts import Habit
from eval.layouts.content.identities import Identity
from eval.layouts.profile import Profile
from eval.layouts.vocabulary import Bureau, Vocabulary

__all__ = ["Draft", "Node"]

Node = dict[str, Any]
"""A part of the labels."""


@dataclass(slots=True)
class Draft:
    """Everything a piece of content needs; pieces are added to `record` and `identities`."""

    rng: random.Random
    words: Vocabulary
    profile: Profile
    year: int
    bureau: Bureau
    habit: Habit
    record: Node = field(default_factory=dict)
    identities: list[Identity] = field(default_factory=list)

    @property
    def quantum(self) -> Decimal:
        """Amounts are multiples of it, so that every figure is exact: in 万元 they have two decimals."""
        units = {self.profile.amount_unit, *self.profile.table_units.values()}
        if self.profile.claims or "万元" in units:
            return Decimal(100)
        return Decimal("0.01") if self.habit.decimals["元"] else Decimal(1)

    def marks(self) -> dict[str, str]:
        """The marks that every text may hold."""
        years = {"last": self.year - 1, "year": self.year, "next": self.year + 1}
        return {
            "bureau": self.bureau.name,
            "basis": self.rng.choice(self.words.bases),
            **{name: str(year) for name, year in years.items()},
        }
