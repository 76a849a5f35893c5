"""Texts of a vocabulary with their marks filled in."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TypeVar

__all__ = ["fill", "longest"]

_MARK = re.compile(r"\{([a-z_.]+)\}")
_T = TypeVar("_T")


def fill(text: str, values: Mapping[str, str]) -> str:
    """The text with its marks filled in. Raises KeyError for a mark that has no value, naming it and the text."""

    def value(mark: re.Match[str]) -> str:
        if mark[1] not in values:
            raise KeyError(f"{{{mark[1]}}} in {text!r}: there is {', '.join(values)}")
        return values[mark[1]]

    return _MARK.sub(value, text)


def longest(table: Mapping[str, Sequence[_T]], label: str) -> Sequence[_T]:
    """What the longest key that stands in `label` has; the key "" is in every label. Nothing where no key fits."""
    key = max((key for key in table if key in label), key=len, default=None)
    return () if key is None else table[key]
