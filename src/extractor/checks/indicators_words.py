"""The words of the checks of indicators: `indicators.toml` beside this module."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib import resources
from typing import Any

from extractor.normalise.text import key

__all__ = ["INDICATOR_WORDS", "keys", "pattern"]

INDICATOR_WORDS: dict[str, Any] = tomllib.loads(resources.files(__package__).joinpath("indicators.toml").read_text("utf-8"))


@cache
def pattern(section: str, name: str) -> re.Pattern[str]:
    """A pattern of the lexicon, compiled once."""
    return re.compile(INDICATOR_WORDS[section][name])


@cache
def keys(section: str, name: str) -> frozenset[str]:
    """A list of words of the lexicon, as texts are compared."""
    return frozenset(key(word).lower() for word in INDICATOR_WORDS[section][name])
