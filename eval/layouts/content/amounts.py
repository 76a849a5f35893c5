"""Amounts as a document writes them: one habit for the whole document, so that figures differ between documents."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

import cn2an

__all__ = ["FACTORS", "Habit", "Unit", "capitals", "percent", "plain", "split"]

Unit = Literal["元", "万元"]

FACTORS: dict[str, Decimal] = {"元": Decimal(1), "万元": Decimal(10_000), "亿元": Decimal(100_000_000)}
"""Yuan in one of each unit."""

_FEN = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Habit:
    """How a document writes its figures.

    `decimals` are those printed at least, by unit (None: as few as the amount needs); `zero` is what stands for nothing.
    """

    separators: bool
    decimals: dict[str, int | None]
    zero: Literal["", "0", "0.00"]
    times: str
    rate_decimals: int
    counts_twice: bool
    """Whether the arithmetic in prose names each count before it multiplies it."""

    @classmethod
    def draw(cls, rng: random.Random) -> Habit:
        """A habit by chance."""
        return cls(
            separators=rng.random() < 0.4,
            decimals={"万元": rng.choice((None, 2, 2)), "元": rng.choice((0, 2, 2))},
            zero=rng.choice(("", "", "0", "0.00")),
            times=rng.choice(("*", "*", "×", "x")),
            rate_decimals=rng.choice((1, 2, 2)),
            counts_twice=rng.random() < 0.5,
        )

    def write(self, yuan: Decimal, unit: str) -> str:
        """An amount, zero too."""
        amount = yuan / FACTORS[unit]
        exact = max(0, -_exponent(amount))
        places = max(exact, self.decimals.get(unit) or 0)
        return f"{amount:,.{places}f}" if self.separators else f"{amount:.{places}f}"

    def cell(self, yuan: Decimal, unit: str) -> str:
        """An amount in a table: nothing has its own sign there."""
        return self.write(yuan, unit) if yuan else self.zero

    def rate(self, now: Decimal, before: Decimal) -> str:
        """The change against `before` in per cent, without the sign."""
        return percent(abs(now - before), before, self.rate_decimals)


def percent(part: Decimal, whole: Decimal, places: int) -> str:
    """`part` of `whole` in per cent, half up."""
    return str((100 * part / whole).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP))


def plain(amount: Decimal) -> str:
    """As few digits as the amount needs, no separators."""
    return f"{amount:.{max(0, -_exponent(amount))}f}"


def _exponent(amount: Decimal) -> int:
    exponent = amount.normalize().as_tuple().exponent
    if not isinstance(exponent, int):
        raise TypeError(f"{amount} is no amount")
    return exponent


def capitals(yuan: Decimal) -> str:
    """贰拾万元整."""
    return f"{cn2an.an2cn(int(yuan), 'up')}元整"


def split(rng: random.Random, total: Decimal, shares: Sequence[float], quantum: Decimal = _FEN) -> list[Decimal]:
    """`total` in parts about as large as `shares` (0 stays 0), each but one a multiple of `quantum`."""
    drawn = [share * rng.uniform(0.7, 1.3) for share in shares]
    whole = sum(drawn)
    if not whole:
        raise ValueError("nothing to share out")
    parts = [(total * Decimal(part / whole) / quantum).to_integral_value() * quantum for part in drawn]
    largest = max(range(len(parts)), key=lambda number: drawn[number])
    parts[largest] += total - sum(parts)
    return parts
