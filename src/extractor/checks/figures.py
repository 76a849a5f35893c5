"""Stated figures with what rounding allows: a figure stands for itself, give or take half a unit of its last digit.

Whole numbers are exact: nobody rounds a weight or a count, and amounts in whole 万元 are set, not rounded. So is 0.00: it says that
there is nothing. Where a figure with decimals restates or adds up others, they may differ by the sum of their half units.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from extractor.checks.views import At
from extractor.normalise.numbers import parse_decimal
from extractor.normalise.shapes import quantity_offsets
from extractor.normalise.units import yuan_per

__all__ = ["Figure", "agree", "difference", "money", "number", "plain", "printed", "total"]

_HALF = Decimal("0.5")


@dataclass(frozen=True, slots=True)
class Figure:
    """A value in its base unit (yuan, or the number itself) and how far rounding may have moved it."""

    value: Decimal
    half: Decimal = Decimal(0)


def number(at: At | None) -> Decimal | None:
    """The number that stands in a leaf, of a number with its unit the number; None where there is none."""
    if at is None or not at.raw:
        return None
    found = parse_decimal(at.raw)
    if found is None and (offsets := quantity_offsets(at.raw)):
        found = parse_decimal(at.raw[slice(*offsets[1])])
    return found


def plain(at: At | None) -> Figure | None:
    """A number that is no money, exact as it stands."""
    found = number(at)
    return None if found is None else Figure(found)


def money(at: At | None) -> Figure | None:
    """An amount in yuan; None where there is no number, or no unit: money of an unknown unit is never a number."""
    found = number(at)
    if at is None or found is None or at.leaf.unit is None:
        return None
    factor = yuan_per(at.leaf.unit)
    return Figure(found * factor, _half_unit(found) * factor)


def _half_unit(value: Decimal) -> Decimal:
    exponent = value.as_tuple().exponent
    assert isinstance(exponent, int)
    return _HALF * Decimal(1).scaleb(exponent) if exponent < 0 and value else Decimal(0)


def total(figures: Iterable[Figure]) -> Figure:
    """The sum; what rounding allows adds up too."""
    whole = Figure(Decimal(0))
    for figure in figures:
        whole = Figure(whole.value + figure.value, whole.half + figure.half)
    return whole


def difference(a: Figure, b: Figure) -> Decimal:
    """How far apart two figures are."""
    return a.value - b.value


def agree(a: Figure, b: Figure) -> bool:
    """Whether two figures are the same within the rounding of both."""
    return abs(difference(a, b)) <= a.half + b.half


def printed(value: Decimal) -> str:
    """A number as people write it: no exponent, no idle zeros, thousands apart."""
    normal = value.normalize() if value else Decimal(0)
    return f"{normal:,f}"
