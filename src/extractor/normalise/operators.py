"""Comparison operators of indicator values: GE LE EQ GT LT, and QUAL for a qualitative target."""

from extractor.normalise.lexicon import LEXICON
from extractor.normalise.text import key

__all__ = ["leading_operator", "parse_operator"]

_BY_TEXT: dict[str, str] = {key(text): name for name, texts in LEXICON["operators"].items() for text in texts}
_LONGEST_FIRST = sorted(_BY_TEXT, key=len, reverse=True)


def parse_operator(text: str) -> str | None:
    """The operator that `text` as a whole stands for, e.g. "≧" → "GE"; None if it is none."""
    return _BY_TEXT.get(key(text))


def leading_operator(text: str) -> tuple[str, int] | None:
    """The operator that `text` begins with and the length it takes, e.g. "不低于90%" → ("GE", 3); None if it begins with none."""
    folded = text.translate({ord("＝"): "=", ord("＞"): ">", ord("＜"): "<"})
    for known in _LONGEST_FIRST:
        if folded.startswith(known):
            return _BY_TEXT[known], len(known)
    return None
