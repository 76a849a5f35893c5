"""Columns that only count their rows: they name nothing and hold nothing of a form."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.normalise.text import key
from extractor.normalise.totals import TOTALS

__all__ = ["is_serial"]

_HEADER = re.compile(r"((?:指标)?(?:序号?|编号|编码|代码)|行[次号]|No\.?)?", re.IGNORECASE)
_NUMBER = re.compile(r"[A-Z]?\d{1,3}(?:[-.]\d{1,2}){0,3}|[一二三四五六七八九十]{1,3}", re.IGNORECASE)
_MIN_COUNTED = 3


def is_serial(header: str, texts: Sequence[str]) -> bool:
    """Whether a column counts its rows: short numbers under a header that says so, or 1, 2, 3 … under none."""
    found = [key(text) for text in texts if key(text) and key(text) not in TOTALS]
    if not found or not _HEADER.fullmatch(key(header)) or not all(_NUMBER.fullmatch(text) for text in found):
        return False
    return bool(key(header)) or (len(found) >= _MIN_COUNTED and found == [str(n) for n in range(1, len(found) + 1)])
