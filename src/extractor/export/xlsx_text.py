"""What a cell of a workbook can hold: text that XML takes and Excel does not cut, numbers that it keeps digit for digit."""

from __future__ import annotations

import re
from decimal import Decimal

from extractor.checks.messages import Language
from extractor.export.legend import LEGEND

__all__ = ["LONGEST", "fits", "shown"]

LONGEST = 32_767
"""UTF-16 units that a cell holds."""

_DIGITS = 15
"""Digits that Excel keeps of a number."""

_LARGEST = 300
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f]")
_NEVER = re.compile("[\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


def _units(text: str) -> int:
    return len(text) + sum(char > "\uffff" for char in text)


def shown(text: str, language: Language = "zh", longest: int = LONGEST) -> str:
    """The text with signs for what XML cannot hold (␀ for NUL), cut with a mark where it is too long."""
    seen = _NEVER.sub("\ufffd", _CONTROL.sub(lambda found: chr(0x2400 + ord(found[0])), text.replace("\r\n", "\n")))
    if len(seen) <= longest // 2 or _units(seen) <= longest:
        return seen
    mark: str = LEGEND["xlsx"]["cut"][language].format(len(text))
    kept = seen.encode("utf-16-le")[: 2 * (longest - len(mark))].decode("utf-16-le", errors="ignore")
    return kept + mark


def fits(number: Decimal) -> bool:
    """Whether Excel keeps the number as it is."""
    digits = "".join(map(str, number.as_tuple().digits)).strip("0")
    return len(digits) <= _DIGITS and (number == 0 or abs(number.adjusted()) < _LARGEST)
