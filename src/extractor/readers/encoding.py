"""Bytes of a text file to characters, strictly: a wrong character would become a wrong value."""

from __future__ import annotations

import codecs
import unicodedata

__all__ = ["decode", "is_plausible"]

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_UNMARKED = ("utf-8", "gb18030")
_WIDE = ("utf-16-le", "utf-16-be")
_ALLOWED_CONTROLS = frozenset("\t\n\r\f\v\x1a")


def decode(data: bytes) -> tuple[str, str] | None:
    """The text and the name of its encoding; None if it is in none of those we read."""
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _strictly(data, encoding)
    encodings = _WIDE if b"\x00" in data else _UNMARKED
    return next(filter(None, (_strictly(data, encoding) for encoding in encodings)), None)


def _strictly(data: bytes, encoding: str) -> tuple[str, str] | None:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return None
    guessed = encoding in (*_WIDE, "gb18030")
    return (text, encoding) if _is_clean(text) and (not guessed or is_plausible(text)) else None


def _is_clean(text: str) -> bool:
    """No control characters: they mean that the bytes were no text."""
    return not any(unicodedata.category(char) == "Cc" and char not in _ALLOWED_CONTROLS for char in set(text))


def is_plausible(text: str) -> bool:
    """Whether most characters are everyday ones; a wrong decoding gives rare characters, private use and Latin-1 letters."""
    shown = [char for char in text if not char.isspace()]
    return bool(shown) and sum(map(_is_everyday, shown)) >= 0.8 * len(shown)


def _is_everyday(char: str) -> bool:
    if char < "\x7f":
        return True
    if unicodedata.category(char) in {"Co", "Cn"}:
        return False
    try:
        char.encode("gb2312")
    except UnicodeEncodeError:
        return not char.isalpha()  # signs such as ⩾ and ﹝ are no sign of mojibake, letters are
    return True
