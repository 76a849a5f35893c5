"""Text out of documents as exports print it: signs that do not show, or that turn text around, are replaced; long texts are cut."""

from __future__ import annotations

import re

from extractor.names import clipped

__all__ = ["cut", "plain"]

_UNSEEN = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
"""Control characters, signs that reverse the direction of text, halves of characters: none belongs into XML or HTML."""

_BREAKS = str.maketrans({"\u2028": "\n", "\u2029": "\n"})


def plain(text: str) -> str:
    """The text with � for each sign that must not be printed; line breaks and tabs stay."""
    broken = text.replace("\r\n", "\n").replace("\r", "\n").translate(_BREAKS)
    return _UNSEEN.sub("\ufffd", broken)


def cut(text: str, most: int) -> str:
    """The text on one line, its beginning where it is longer than `most`; no number is cut through."""
    flat = " ".join(plain(text).split())
    return flat if len(flat) <= most else clipped(flat, most)
