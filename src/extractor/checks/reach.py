"""How far around a place in a text is looked: what people write has stops, and a text without any is not gone through each time."""

from __future__ import annotations

import re

__all__ = ["begin", "end"]

_REACH = 400
"""Characters. Without it every figure of a text would look through all of the text."""


def begin(stops: re.Pattern[str], text: str, at: int) -> int:
    """Where the stretch begins that a place stands in: behind the last stop before it."""
    first = max(0, at - _REACH)
    return max((match.end() for match in stops.finditer(text, first, at)), default=first)


def end(stops: re.Pattern[str], text: str, at: int) -> int:
    """Where the stretch ends that a place stands in: at the next stop."""
    last = min(len(text), at + _REACH)
    stop = stops.search(text, at, last)
    return stop.start() if stop else last
