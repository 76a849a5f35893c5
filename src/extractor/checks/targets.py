"""Indicators with a number and a unit, and whether two names speak of one thing."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractor.checks.expressions import Quantity, parse
from extractor.checks.figures import number
from extractor.checks.money_words import MONEY_WORDS
from extractor.checks.views import At, View
from extractor.normalise.operators import leading_operator, parse_operator
from extractor.normalise.text import key

__all__ = ["YEARLY", "Target", "names_it", "shares_a_word", "targets_of"]

_GENERIC = re.compile("|".join(map(re.escape, MONEY_WORDS["costs"]["generic"])))
YEARLY = frozenset({"年"})
"""What a price of a yearly budget is for without saying so."""


@dataclass(frozen=True, slots=True)
class Target:
    """An indicator with a number: its name, comparison and quantity."""

    row: View
    at: At
    name: str
    sign: str
    quantity: Quantity


def targets_of(form: View) -> list[Target]:
    """The indicators whose value is a number with a unit."""
    found = []
    for row in form.rows("indicators"):
        at, value = row.filled("value"), number(row.filled("value"))
        if at is None or value is None:
            continue
        fused = leading_operator(at.raw)
        amount = at.raw[fused[1] :] if fused else at.raw
        own_unit = "" if re.search("[^0-9.,]", amount.strip()) else row.text("unit")
        quantity = next(parse(amount.strip() + own_unit).quantities, None)
        sign = parse_operator(row.text("operator")) or (fused[0] if fused else "EQ")
        if quantity is not None:
            found.append(Target(row, at, key(row.text("name")), sign, quantity))
    return found


def shares_a_word(one: str, other: str) -> bool:
    """Whether two names have a word of their own in common: two characters in a row that are no word of every form."""
    first, second = (_GENERIC.sub("#", name) for name in (one, other))
    pairs = {first[n : n + 2] for n in range(len(first) - 1)}
    return any(pair in second for pair in pairs if "#" not in pair and re.fullmatch("[一-鿿]{2}", pair))


def names_it(label: str, name: str) -> bool:
    """Whether a label of the calculation names what an indicator counts: all of its own words but one stand in it."""
    plain = _GENERIC.sub("", label)
    pairs = [plain[n : n + 2] for n in range(len(plain) - 1)]
    return bool(pairs) and sum(pair in name for pair in pairs) * 2 > len(pairs)
