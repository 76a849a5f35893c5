"""Comparison operators of indicator values: GE LE EQ GT LT, and QUAL for a qualitative target."""

import re

from extractor.normalise.lexicon import LEXICON
from extractor.normalise.text import fold_signs, key

__all__ = ["leading_operator", "parse_operator"]

_BY_TEXT: dict[str, str] = {key(text): name for name, texts in LEXICON["operators"].items() for text in texts}
_LEADING = re.compile("|".join(r"\s*".join(map(re.escape, known)) for known in sorted(_BY_TEXT, key=len, reverse=True)))


def parse_operator(text: str) -> str | None:
    """The operator that `text` as a whole stands for, e.g. "≧" → "GE"; None if it is none."""
    return _BY_TEXT.get(key(text))


def leading_operator(text: str) -> tuple[str, int] | None:
    """The operator that `text` begins with and the length it takes, e.g. "不低于90%" → ("GE", 3); None if it begins with none."""
    match = _LEADING.match(fold_signs(text))
    return (_BY_TEXT[key(match.group())], match.end()) if match else None
