"""The levels of indicators by their words: 产出指标 and 效益 are first levels, 数量指标 and 社会效益 are kinds under them."""

import re

from extractor.normalise.lexicon import LEXICON
from extractor.normalise.text import key

__all__ = ["hint_length", "is_first_level", "is_kind", "is_level"]

_FIRST, _KIND = (re.compile(LEXICON["indicators"][name]) for name in ("first", "kind"))


_HINT = re.compile(r"[(][^()]{1,12}[)]$")
"""Points or a hint behind a level: 产出指标（50分）, 数量（完成多少）."""


def _bare(text: str) -> str:
    return _HINT.sub("", key(text))


def hint_length(text: str) -> int:
    """How many characters at the end of a level are points or a hint in brackets."""
    match = re.search(r"\s*[（(][^（()）]{1,12}[)）]\s*$", text)
    return len(match.group()) if match and is_level(text) else 0


def is_first_level(text: str) -> bool:
    """Whether a text as a whole is what a first level is called; 成本 and 满意度 are kinds as well."""
    return bool(_FIRST.fullmatch(_bare(text)))


def is_kind(text: str) -> bool:
    """Whether a text as a whole is what a second level is called."""
    return bool(_KIND.fullmatch(_bare(text)))


def is_level(text: str) -> bool:
    """Whether a text as a whole is a level of either kind."""
    return is_first_level(text) or is_kind(text)
