"""Units as factors and powers of what they count, so that 元/人 times 人 is 元."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from importlib import resources
from typing import Any

from extractor.normalise.lexicon import LEXICON
from extractor.normalise.units import yuan_per

__all__ = ["MONEY", "NONE", "WORDS", "Unit", "merged", "read_atom", "read_unit", "tens"]

WORDS: dict[str, Any] = tomllib.loads(resources.files(__package__).joinpath("words.toml").read_text("utf-8"))
MONEY = "元"

_CANONICAL = {word: name for name, words in WORDS["same"].items() for word in words}
_PARTS = {word: (name, Decimal(factor)) for word, (name, factor) in WORDS["parts"].items()}
_PRODUCTS: dict[str, list[str]] = WORDS["products"]
_RATIOS = {"%": Decimal("0.01"), "‰": Decimal("0.001")}
_TENS = {"十": Decimal(10), "百": Decimal(100), "千": Decimal(1000), "万": Decimal(10**4), "亿": Decimal(10**8)}
_NOT_COUNTED = frozenset(WORDS["not_counted"]["words"])


@dataclass(frozen=True, slots=True)
class Unit:
    """A factor and what it multiplies: 元/万头 is 0.0001 of 元¹头⁻¹. Percentages have a factor and count nothing."""

    factor: Decimal = Decimal(1)
    powers: tuple[tuple[str, int], ...] = ()

    def times(self, other: Unit) -> Unit:
        """The unit of a product."""
        return Unit(self.factor * other.factor, merged(self.powers, other.powers, 1))

    def per(self, other: Unit) -> Unit:
        """The unit of a quotient."""
        return Unit(self.factor / other.factor, merged(self.powers, other.powers, -1))

    @property
    def is_bare(self) -> bool:
        """Whether it is not said what is counted: no unit, or a lone 万; a percentage counts nothing and is complete."""
        return not self.powers and self.factor >= 1

    @property
    def is_money(self) -> bool:
        """Whether it is money, and not money per something."""
        return self.powers == ((MONEY, 1),)

    @property
    def counted(self) -> str | None:
        """The one thing that is counted, of a plain unit of measure; None for money and compounds."""
        return self.powers[0][0] if len(self.powers) == 1 and self.powers[0][1] == 1 and not self.is_money else None

    @property
    def priced(self) -> tuple[str, ...]:
        """What a price is for: 年 and 人 of 元/年/人; nothing where it is no price."""
        powers = dict(self.powers)
        return tuple(name for name, power in self.powers if power < 0) if powers.get(MONEY) == 1 else ()


NONE = Unit()


def merged(one: tuple[tuple[str, int], ...], other: tuple[tuple[str, int], ...], sign: int) -> tuple[tuple[str, int], ...]:
    """The powers of a product (`sign` 1) or quotient (-1), sorted, without those that cancel."""
    powers = dict(one)
    for name, power in other:
        powers[name] = powers.get(name, 0) + sign * power
    return tuple(sorted((name, power) for name, power in powers.items() if power))


def _atoms(words: Mapping[str, None]) -> re.Pattern[str]:
    ordered = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    return re.compile(rf"(?P<tens>[十百千]?[万亿]|[百千](?=元))?(?P<word>{ordered})")


_KNOWN = dict.fromkeys([*LEXICON["units"]["words"], *_CANONICAL, *_PARTS, *_PRODUCTS])
_FACTORED = re.compile("[千百]?[万亿千]元|万.+|[万]")
"""Words of the lexicon that are a factor and a unit; the factor is read apart."""
_PLAIN = {word: None for word in _KNOWN if not _FACTORED.fullmatch(word) and "/" not in word and word not in {"%", "％", "‰"}}
_NUMERATOR = _atoms({word: None for word in _PLAIN if word not in _NOT_COUNTED})
_DENOMINATOR = _atoms(_PLAIN)
_MULTIPLIER = re.compile(r"[十百千]?[万亿]")
_UNKNOWN = re.compile(r"(?P<tens>[万亿])?(?P<word>(?![万亿])[一-鿿]{1,4})(?=\s*[*×✕✖=≈)）+])")
_UNKNOWN_BELOW = re.compile(r"(?P<word>[一-鿿]{1,4})(?![一-鿿])")
_PER = re.compile(r"\s*/\s*(?:每)?\s*")
_AND = re.compile(r"\s*[·•.]\s*(?=[一-鿿])")


def tens(text: str) -> Decimal:
    """What 万, 百万 and the like multiply by."""
    factor = Decimal(1)
    for sign in text:
        factor *= _TENS[sign]
    return factor


def _unit(match: re.Match[str]) -> Unit:
    groups = match.groupdict()
    word, factor = groups["word"], tens(groups.get("tens") or "")
    if word == MONEY:
        return Unit(factor * yuan_per(word), ((MONEY, 1),))
    if word in _PRODUCTS:
        return Unit(factor, tuple((name, 1) for name in sorted(_PRODUCTS[word])))
    name, part = _PARTS.get(word, (_CANONICAL.get(word, word), Decimal(1)))
    return Unit(factor * part, ((name, 1),))


def read_atom(text: str, at: int) -> tuple[Unit, int] | None:
    """A unit that may stand below a price (人 of 每人), and where it ends."""
    match = _DENOMINATOR.match(text, at)
    return (_unit(match), match.end()) if match else None


def _below(text: str, at: int) -> tuple[Unit, int] | None:
    match = _DENOMINATOR.match(text, at) or _UNKNOWN_BELOW.match(text, at)
    return (_unit(match), match.end()) if match else None


def read_unit(text: str, at: int) -> tuple[Unit, int] | None:
    """The unit that begins at an offset of a text with half-width signs, and where it ends; a lone 万 multiplies and no more."""
    if text[at : at + 1] in _RATIOS:
        return Unit(_RATIOS[text[at]]), at + 1
    match = _NUMERATOR.match(text, at) or _UNKNOWN.match(text, at)
    if match is None:
        only = _MULTIPLIER.match(text, at)
        return (Unit(tens(only.group())), only.end()) if only else None
    return _denominators(text, _unit(match), match.end())


def _denominators(text: str, unit: Unit, end: int) -> tuple[Unit, int]:
    """What a price is for: 元/年/人, 元/人·次."""
    sign = _PER.match(text, end)
    while sign and (below := _below(text, sign.end())):
        unit, end = unit.per(below[0]), below[1]
        sign = _PER.match(text, end) or _AND.match(text, end)
    return unit, end
