"""Numbers as Decimal, from the string, never through float."""

import re
from decimal import Decimal

from extractor.normalise.text import key

__all__ = ["NUMBER", "parse_decimal"]

NUMBER = r"[-+]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
_NUMBER = re.compile(NUMBER)
_APART = re.compile(r"\d\s+\d")


def parse_decimal(text: str) -> Decimal | None:
    """The number that `text` as a whole is, thousands separators only in groups of three; None if it is anything else.

    "1,234.50" → Decimal("1234.50"); "12,34" → None; "10 %" → None; "12 34" → None, for it may be two.
    """
    folded = key(text).replace("−", "-")
    if not _NUMBER.fullmatch(folded) or _APART.search(text.strip()):
        return None
    return Decimal(folded.replace(",", ""))
