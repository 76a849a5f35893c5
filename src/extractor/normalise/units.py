"""Units of money and of measure."""

import re
from decimal import Decimal

from extractor.normalise.lexicon import LEXICON
from extractor.normalise.text import key

__all__ = ["counts", "is_unit", "money_unit", "yuan_per"]

YUAN_PER: dict[str, Decimal] = {unit: Decimal(factor) for unit, factor in LEXICON["money"].items()}
_UNITS = frozenset(key(word) for word in LEXICON["units"]["words"])
_MEASURES = _UNITS.union(map(key, LEXICON["units"]["behind"]))
_OR = re.compile(r"[(][^()]{1,3}[)]$")
"""Another unit beside the first: 台（套）, 万头（只）."""
_COUNT = re.compile(r"[十百千万亿]?(?P<unit>.+?)次?")
_PER = re.compile(r"[\u4e00-\u9fff·•㎡]{1,5}")
_MONEY = re.compile("|".join(sorted(YUAN_PER, key=len, reverse=True)))


def yuan_per(unit: str) -> Decimal:
    """How many yuan one `unit` is. Raises KeyError for what is not a unit of money: money of an unknown unit is never a number."""
    return YUAN_PER[key(unit)]


def is_unit(text: str) -> bool:
    """Whether `text` by itself is a unit of measure, or an amount of money per something (元/平方米, 元/人·天)."""
    folded = key(text)
    unit, _, per = folded.partition("/")
    return folded in _UNITS or (unit in YUAN_PER and bool(_PER.fullmatch(per)))


def counts(text: str) -> bool:
    """Whether `text` is a unit where it stands behind a number: measure words that mean other things by themselves, and the like of
    万株 and 台次.
    """
    if is_unit(text):
        return True
    found = _COUNT.fullmatch(_OR.sub("", key(text)))
    return found is not None and found["unit"] in _MEASURES


def money_unit(text: str) -> tuple[int, int] | None:
    """Where a unit of money stands in `text` (a header such as 预算数（万元）), as offsets; None if none does."""
    match = _MONEY.search(text)
    return match.span() if match else None
