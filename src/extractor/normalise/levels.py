"""The levels of indicators by their words: 产出指标 and 效益 are first levels, 数量指标 and 社会效益 are kinds under them."""

import re

from extractor.normalise.lexicon import LEXICON
from extractor.normalise.text import key

__all__ = ["is_first_level", "is_kind", "is_level"]

_FIRST, _KIND = (re.compile(LEXICON["indicators"][name]) for name in ("first", "kind"))


def is_first_level(text: str) -> bool:
    """Whether a text as a whole is what a first level is called; 成本 and 满意度 are kinds as well."""
    return bool(_FIRST.fullmatch(key(text)))


def is_kind(text: str) -> bool:
    """Whether a text as a whole is what a second level is called."""
    return bool(_KIND.fullmatch(key(text)))


def is_level(text: str) -> bool:
    """Whether a text as a whole is a level of either kind."""
    return is_first_level(text) or is_kind(text)
