"""Printed amounts as Decimal with their rounding, and sums of them that must close."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

__all__ = ["Figure", "Identity", "make_sum", "read_figure"]

UNITS = {"元": Decimal(1), "千元": Decimal(1_000), "万元": Decimal(10_000), "亿元": Decimal(100_000_000), "%": Decimal(1)}
"""What a printed one counts, in 元."""

_FIGURE = re.compile(r"([+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?)(元|千元|万元|亿元|%)?")


@dataclass(frozen=True, slots=True)
class Figure:
    """A leaf's amount in 元, and half a unit of its last digit: as exact as it was stated. A blank leaf is 0, not printed."""

    path: str
    amount: Decimal = Decimal(0)
    half: Decimal = Decimal(0)
    printed: bool = False


@dataclass(frozen=True, slots=True)
class Identity:
    """The parts must sum to one of `wanted`, which is `whole` where a leaf states it and else a rule's number."""

    check: str
    whole: str | None
    parts: tuple[str, ...]
    actual: Decimal
    wanted: tuple[Decimal, ...]
    envelope: Decimal = Decimal(0)

    @property
    def paths(self) -> tuple[str, ...]:
        """Every leaf that takes part."""
        return self.parts if self.whole is None else (self.whole, *self.parts)

    @property
    def difference(self) -> Decimal:
        """What the sum has too much, against the nearest that is wanted."""
        return min((self.actual - wanted for wanted in self.wanted), key=abs)

    @property
    def closes(self) -> bool:
        """Whether the difference lies within what rounding explains."""
        return abs(self.difference) <= self.envelope

    def __str__(self) -> str:
        wanted = " or ".join(f"{number:f}" for number in self.wanted)
        place = self.whole or f"{self.parts[0]} … {self.parts[-1]}"
        return f"{self.check} {place}: {len(self.parts)} parts sum to {self.actual:f}, not {wanted}"


def read_figure(path: str, text: str, unit: str | None = None) -> Figure:
    """The leaf `text`; a unit printed with it comes before `unit`. What is no number counts as blank."""
    found = _FIGURE.fullmatch("".join(unicodedata.normalize("NFKC", text).split()))
    if found is None:
        return Figure(path)
    number = Decimal(found[1].replace(",", ""))
    factor = UNITS.get(found[2] or unit or "元", Decimal(1))
    step = Decimal(1).scaleb(int(number.as_tuple().exponent))
    return Figure(path, number * factor, step / 2 * factor, printed=True)


def make_sum(check: str, whole: Figure, parts: Iterable[Figure]) -> Identity | None:
    """The identity whole = sum of parts; None where no part is printed, or nothing but zeros stands against a blank."""
    operands = tuple(parts)
    actual = sum((part.amount for part in operands), Decimal(0))
    if not any(part.printed for part in operands) or not (whole.printed or actual):
        return None
    envelope = sum((part.half for part in operands), whole.half)
    return Identity(check, whole.path, tuple(part.path for part in operands), actual, (whole.amount,), envelope)
