"""What an expression comes to, and whether an equation holds: intervals, because figures are rounded and prices are ranges."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Context, Decimal, localcontext
from itertools import product
from typing import Literal, TypeAlias

from extractor.checks.expressions.numbers import Quantity
from extractor.checks.expressions.parser import Equation, Node, Operation
from extractor.checks.expressions.units import MONEY, merged

__all__ = ["Reading", "Verdict", "judge", "quantities", "read"]

_PRECISE = Context(prec=60)
_IMPLIED = {"年": Decimal(1), "月": Decimal(12)}
"""What a price is for without saying so in a yearly budget: one year, twelve months."""


@dataclass(frozen=True, slots=True)
class Reading:
    """Least and most, in the base unit, with the powers of the unit; `bare`: a factor of it has no unit.

    `factors` are those of the units of money in it: 10000 where it has 万元.
    """

    low: Decimal
    high: Decimal
    powers: tuple[tuple[str, int], ...] = ()
    bare: bool = False
    is_money: bool = False
    factors: frozenset[Decimal] = frozenset()


Status: TypeAlias = Literal["holds", "differs", "unclear"]


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether an equation holds. Where it differs: what the left side comes to and what is stated, in the base unit."""

    status: Status
    computed: Decimal = Decimal(0)
    stated: Decimal = Decimal(0)
    is_money: bool = False
    reason: str = ""


def read(node: Node, scale: Decimal = Decimal(1)) -> Reading | None:
    """The value of an expression; `scale` multiplies terms that have no unit at all. None where it cannot be told."""
    with localcontext(_PRECISE):
        found = _read(node)
        return _scaled(found, scale) if found else None


def quantities(node: Node) -> Iterator[Quantity]:
    """The quantities of an expression, from left to right."""
    stack = [node]
    while stack:
        top = stack.pop()
        if isinstance(top, Operation):
            stack += [top.right, top.left]
        else:
            yield top


def judge(equation: Equation) -> Verdict:
    """Whether the two sides agree within rounding and the ends of ranges, in whatever unit is left unsaid."""
    left, right = read(equation.left), read(equation.right)
    if left is None or right is None:
        return Verdict("unclear", reason="算式里的单位合不到一起")
    with localcontext(_PRECISE):
        return _judge(left, right)


def _judge(left: Reading, right: Reading) -> Verdict:
    pairs = [(_scaled(left, a), _scaled(right, b)) for a, b in _scales(left, right)]
    is_money = (MONEY, 1) in right.powers or (MONEY, 1) in left.powers
    if any(one.low <= other.high and other.low <= one.high for one, other in pairs):
        return Verdict("holds", is_money=is_money)
    one, other = min(pairs, key=lambda pair: abs(_middle(pair[0]) - _middle(pair[1])))
    if not _fits(left, right):
        return Verdict("unclear", reason="等号两边的单位对不上")
    return Verdict("differs", _nearest(one, _middle(other)), _middle(other), is_money)


def _middle(reading: Reading) -> Decimal:
    return (reading.low + reading.high) / 2


def _nearest(reading: Reading, to: Decimal) -> Decimal:
    """The end of a range that comes nearest; of an amount that is only rounded the amount."""
    middle = _middle(reading)
    if reading.high - reading.low <= abs(middle) / 10:
        return middle
    return min((reading.low, reading.high), key=lambda end: abs(end - to))


def _scaled(reading: Reading, scale: Decimal) -> Reading:
    ends = (reading.low * scale, reading.high * scale)
    return replace(reading, low=min(ends), high=max(ends))


def _scales(left: Reading, right: Reading) -> Iterator[tuple[Decimal, Decimal]]:
    """What the sides may have to be multiplied by: the unit that one side leaves out and the other has, twelve months of a year."""
    one = Decimal(1)
    lefts = [one, *(sorted(right.factors) if left.bare and not left.is_money else ())]
    rights = [one, *(sorted(left.factors) if right.bare and not right.is_money else ())]
    if dict(left.powers).get("月", 0) == -1:
        lefts += [factor * _IMPLIED["月"] for factor in lefts]
    return ((a, b) for a, b in product(lefts, rights))


def _fits(left: Reading, right: Reading) -> bool:
    """Whether the units of the sides work out. A number without a unit may be any; 12人*48000元 means 48000元/人."""
    if left.bare or right.bare:
        return True
    rest = dict(merged(left.powers, right.powers, -1))
    for name in _IMPLIED:
        rest = {key: power for key, power in rest.items() if not (key == name and power == -1)}
    priced = dict(left.powers).get(MONEY) == 1 and dict(right.powers).get(MONEY) == 1
    return not rest or (priced and all(power > 0 for power in rest.values()))


def _read(node: Node) -> Reading | None:
    """From the innermost left operand on: a chain of ten thousand signs is as many steps and not as many calls."""
    chain: list[Operation] = []
    while isinstance(node, Operation):
        chain.append(node)
        node = node.left
    found: Reading | None = _of_quantity(node)
    while chain and found is not None:
        found = _operation(chain.pop(), found)
    return found


def _of_quantity(quantity: Quantity) -> Reading:
    unit, is_money = quantity.unit, (MONEY, 1) in quantity.unit.powers
    factors = frozenset({unit.factor} if is_money and unit.factor != 1 else ())
    return Reading(quantity.low_base, quantity.high_base, unit.powers, unit.is_bare, is_money, factors)


def _operation(node: Operation, left: Reading) -> Reading | None:
    right = _read(node.right)
    if right is None:
        return None
    found = _product(node, left, right) if node.sign in ("times", "divide") else _sum(node, left, right)
    return replace(_with_unit(node, found), factors=left.factors | right.factors) if found else None


def _with_unit(node: Operation, reading: Reading) -> Reading:
    if not node.unit.powers and node.unit.factor == 1:
        return reading
    scaled = _scaled(reading, node.unit.factor)
    powers = merged(reading.powers, node.unit.powers, 1) if reading.powers != node.unit.powers else reading.powers
    return Reading(scaled.low, scaled.high, powers, reading.bare and not node.unit.powers, (MONEY, 1) in powers)


def _product(node: Operation, left: Reading, right: Reading) -> Reading | None:
    if node.sign == "divide":
        if right.low <= 0 <= right.high:
            return None
        right = Reading(1 / right.high, 1 / right.low, tuple((n, -p) for n, p in right.powers), right.bare, False)
    ends = [a * b for a, b in product((left.low, left.high), (right.low, right.high))]
    powers = merged(left.powers, right.powers, 1)
    return Reading(min(ends), max(ends), powers, left.bare or right.bare, left.is_money or right.is_money)


def _sum(node: Operation, left: Reading, right: Reading) -> Reading | None:
    """Both in one unit; a side without any takes that of the other, factor and all (2+3万元 is 5万元)."""
    if left.powers != right.powers and left.powers and right.powers and not (left.bare or right.bare):
        return None
    left, right = _like(left, right), _like(right, left)
    sign = 1 if node.sign == "plus" else -1
    ends = [a + sign * b for a, b in product((left.low, left.high), (right.low, right.high))]
    powers = left.powers or right.powers
    return Reading(min(ends), max(ends), powers, left.bare or right.bare, left.is_money or right.is_money)


def _like(reading: Reading, other: Reading) -> Reading:
    if reading.powers or not reading.bare or len(other.factors) != 1 or not other.powers:
        return reading
    scaled = _scaled(reading, next(iter(other.factors)))
    return Reading(scaled.low, scaled.high, other.powers, True, other.is_money)
