"""Amounts, counts and percentages in running text: none is left out, and years, dates and numbers of documents are none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extractor.normalise.lexicon import LEXICON
from extractor.normalise.spans import Spans
from extractor.normalise.text import fold_signs

__all__ = ["Quantity", "find_quantities"]

_NOT_COUNTED = frozenset(LEXICON["prose"]["not_counted"])
_MEASURES = [word for word in LEXICON["units"]["words"] if word not in _NOT_COUNTED]
_UNIT = "|".join(re.escape(fold_signs(word)) for word in sorted({*_MEASURES, *LEXICON["money"]}, key=len, reverse=True))
_NUMBER = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
_NO_QUANTITY = re.compile(
    r"(?:19|20)\d{2}\s*(?:年度?|[-./]\d{1,2}[-./]\d{1,2})(?:\s*\d{1,2}\s*月(?:\s*\d{1,2}\s*日)?)?"  # years and dates
    r"|\d{1,2}\s*月(?:\s*\d{1,2}\s*日)?"
    r"|[〔\[﹝【(]\s*\d{4}\s*[〕\]﹞】)]\s*\d+\s*号"  # document numbers
    r"|第\s*\d+|表\s*\d+(?:[-—]\d+)?|\d{1,20}\s*号|\d{3,4}-\d{7,8}|1[3-9]\d{9}"
    r"|(?:(?<=^)|(?<=[。；;\s]))[(（]?\d{1,2}[)）.．、](?!\d)"  # numbers of items
)
_RAISED = re.compile(r"[²³¹⁰⁴-⁹₀-₉①-⑳]")
"""Digits that count or measure nothing: raised, lowered, circled."""
_QUANTITY = re.compile(rf"(?<![A-Za-z\d.,])(?P<number>{_NUMBER})\s*(?P<unit>{_UNIT})?(?![A-Za-z\d])")


@dataclass(frozen=True, slots=True)
class Quantity:
    """Offsets of a number and of its unit; `unit` is None for an amount printed without one (8,025,704.92)."""

    number: tuple[int, int]
    unit: tuple[int, int] | None

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.unit[1] if self.unit else self.number[1]


def find_quantities(text: str) -> Iterator[Quantity]:
    """Every amount, count and percentage of `text`, in order. A bare whole number is none: it says neither amount nor count."""
    folded = fold_signs(_RAISED.sub("□", text))
    taken = Spans(match.span() for match in _NO_QUANTITY.finditer(folded))
    for match in _QUANTITY.finditer(folded):
        start, end = match.span("number")
        if taken.touches(start, end):
            continue
        unit = match.span("unit") if match["unit"] else None
        if unit or "." in match["number"] or "," in match["number"]:
            yield Quantity((start, end), unit)
