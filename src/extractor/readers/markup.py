"""What a converter left in a text: tags, bookmarks, heading marks. Removed from pieces, which keep their places."""

from __future__ import annotations

import re
from collections.abc import Callable

from extractor.document import BLANKS, Piece

__all__ = ["clean"]

_BREAK = "\n"

_RULES: tuple[tuple[str, re.Pattern[str], str], ...] = (
    ("标题井号（##）", re.compile(r"^\s*#{1,6}\s+"), ""),
    ("书签（[bookmark: …]）", re.compile(r"\[bookmark:[^\]]*\]"), ""),
    (
        "段落标签（<p> 等）",
        re.compile(r"[ \u3000]*(?:</(?:p|li|div)>[ \u3000]*<(?:p|li|div)\b[^<>]*>|<br\s*/?>)[ \u3000]*"),
        _BREAK,
    ),
    ("段落标签（<p> 等）", re.compile(r"</?(?:p|div|span|br|b|strong|i|em|u)\b[^<>]*>"), ""),
    ("列表标签（<ol>、<li> 等）", re.compile(r"</?(?:ol|ul|li)\b[^<>]*>"), ""),
)
"""What the page's note calls it, what is dropped, what stands there instead."""


def clean(piece: Piece, note: Callable[[str], None]) -> Piece:
    """The piece without markup and outer blanks; `note` hears the name of each kind dropped."""
    for name, pattern, instead in _RULES:
        if pattern.search(piece.text):
            note(name)
            piece = _drop(piece, pattern, instead)
    return piece.strip(BLANKS)


def _drop(piece: Piece, pattern: re.Pattern[str], instead: str) -> Piece:
    kept, at = [], 0
    for match in pattern.finditer(piece.text):
        kept.append(piece.slice(at, match.start()))
        at = match.end()
    return Piece.join([*kept, piece.slice(at)], instead)
