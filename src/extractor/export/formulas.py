"""Text that a spreadsheet would take for a formula, made harmless in CSV files, and back again.

As OWASP has it ("CSV Injection"): such text gets an apostrophe in front, and so does text that has one there already. Taking away
one apostrophe in front therefore always gives the text back. Plain numbers stay as they are: -812.40 is no formula.
"""

from __future__ import annotations

import re

__all__ = ["harmless", "original"]

_QUOTE = "'"
_FORMULA = re.compile(r"[\s\x00-\x1f\x7f\u00ad\u200b-\u200f\u2060\ufeff]*[=+\-@＝＋－＠]|[\t\r\n]|'")
"""What begins a formula, after blanks and signs that do not show; a tab or line end may start a cell of its own."""

_NUMBER = re.compile(r"-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?%?", re.ASCII)


def harmless(text: str) -> str:
    """The text as it may stand in a CSV file."""
    return f"{_QUOTE}{text}" if _FORMULA.match(text) and not _NUMBER.fullmatch(text) else text


def original(cell: str) -> str:
    """The text that `harmless` was given."""
    return cell.removeprefix(_QUOTE)
