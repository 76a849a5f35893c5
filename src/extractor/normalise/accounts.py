"""Codes of accounts (政府收支分类科目) in one text with their names: 205 教育支出, or 教育支出（205）."""

import re

__all__ = ["CLASS", "coded_name"]

CLASS = 3
"""Digits of a class (类), the least that a code has."""
_CODED_NAME = re.compile(
    r"[\[【(（]?(?P<code>[1-5]\d\d(?:\d\d){0,2})[\]】)）]?[\s\-—－]*(?P<name>[^\d\s\-—－\]】)）年月日].*)", re.DOTALL
)
_NAME_CODED = re.compile(r"(?P<name>.*[^\d\s].*?)\s*[(（](?P<code>[1-5]\d\d(?:\d\d){0,2})[)）]\s*", re.DOTALL)


def coded_name(text: str) -> re.Match[str] | None:
    """Where code and name stand in a text that is both: the code before the name, or in round brackets behind it."""
    return _CODED_NAME.fullmatch(text) or _NAME_CODED.fullmatch(text)
