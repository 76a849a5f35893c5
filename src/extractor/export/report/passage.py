"""A text with what matters of it marked: the beginning, or what stands around the words that a finding is about."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from extractor.export.plain import plain

__all__ = ["Passage", "passage"]

_AROUND = 70
"""Characters shown on either side of the marked words."""

_WHOLE = 160
"""A text of so many characters is shown whole."""

_QUOTES = "“”‘’\"'…、"


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of a text: what stands before the marked words, the words, what stands behind them."""

    before: str
    marked: str = ""
    after: str = ""


def passage(text: str, words: Iterable[str], cut_off: str) -> Passage:
    """The first of `words` that stands in the text, marked, with its surroundings; else the text itself with nothing marked.

    Of a long text the beginning is shown, and `cut_off`: how many characters it has.
    """
    shown = plain(text)
    for word in words:
        wanted = plain(word).strip(_QUOTES)
        at = shown.find(wanted) if wanted else -1
        if at >= 0 and wanted != shown.strip():
            return _around(shown, at, at + min(len(wanted), _WHOLE))
    return Passage(shown if len(shown) <= _WHOLE else shown[:_WHOLE] + cut_off.format(count=len(shown)))


def _around(text: str, start: int, end: int) -> Passage:
    if len(text) <= _WHOLE:
        return Passage(text[:start], text[start:end], text[end:])
    first, last = max(0, start - _AROUND), min(len(text), end + _AROUND)
    return Passage(("…" if first else "") + text[first:start], text[start:end], text[end:last] + ("…" if last < len(text) else ""))
