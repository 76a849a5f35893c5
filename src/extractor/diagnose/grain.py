"""How even the numbers of a sum are: weights in fives, amounts in whole hundreds. What is odd among even ones is likelier wrong."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from functools import reduce
from math import gcd

from extractor.diagnose.system import System

__all__ = ["evenness"]

_FINE = Decimal("0.0001")
_LEAST_PEERS = 2
_BECOMES_EVEN, _BECOMES_ODD = 5.0, 0.2


def evenness(system: System, path: str, value: Decimal) -> float:
    """How much likelier a value is at a cell than what stands there, by the numbers it is added up with."""
    factors = [_of(grain, system.terms[path].value.value, value) for grain in _grains(system, path)]
    return max(factors, default=1.0) if not any(factor < 1 for factor in factors) else min(factors)


def _of(grain: int, was: Decimal, value: Decimal) -> float:
    odd_before, odd_after = _fine(was) % grain != 0, _fine(value) % grain != 0
    if odd_before == odd_after:
        return 1.0
    return _BECOMES_EVEN if odd_before else _BECOMES_ODD


def _grains(system: System, path: str) -> list[int]:
    """The greatest unit that all other numbers of a sum are multiples of, for each sum that the cell is in."""
    grains = []
    for one in system.touching.get(path, ()):
        peers = [_fine(term.value.value) for term in one.terms if term.path != path and term.value.value]
        if len(peers) >= _LEAST_PEERS:
            grains.append(_usual(peers))
    return grains


def _usual(numbers: Sequence[int]) -> int:
    """The greatest common unit, of all but one if that one is odd among them."""
    if len(numbers) <= _LEAST_PEERS:
        return reduce(gcd, numbers)
    return max(reduce(gcd, [*numbers[:place], *numbers[place + 1 :]]) for place in range(len(numbers)))


def _fine(value: Decimal) -> int:
    return int(value / _FINE)
