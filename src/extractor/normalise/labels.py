"""How much a short text reads like a label, by the words that labels end with: evidence, not proof."""

import re

from extractor.normalise.lexicon import LEXICON
from extractor.normalise.text import fold_signs, key

__all__ = ["labelness", "number_length", "reads_like_label", "unnumbered"]

_ENDINGS = tuple(LEXICON["labels"]["endings"])
_LABEL, _NO_LABEL, _LABEL_LENGTH = 1.5, -0.5, 14
_SIGNS = ":：*＊"
_NUMBER = re.compile(r"^[（(]?(?:\d{1,2}|[一二三四五六七八九十]{1,2})[.、．)）](?!\d)\s*")


def unnumbered(text: str) -> str:
    """A label without the number before it: 1.项目名称, （二）项目概况."""
    return _NUMBER.sub("", text)


def number_length(text: str) -> int:
    """How many characters the number before a label takes, blanks behind it included; 0 where there is none."""
    match = _NUMBER.match(fold_signs(text))
    return match.end() if match and match.end() < len(text) else 0


def _without_tail(text: str) -> str:
    """A label without the bracket at its end, or without the signs there."""
    if text[-1:] not in ("）", ")"):
        return text.rstrip(_SIGNS)
    since = max(text.rfind(close, 0, -1) for close in "）)") + 1
    opened = [place for sign in "（(" if (place := text.find(sign, since)) >= 0]
    return text[: min(opened)] if opened else text


def labelness(text: str) -> float:
    """How likely a short text is a label rather than what is filled in, as log-odds."""
    folded = _without_tail(unnumbered(key(text)))
    return _LABEL if folded.endswith(_ENDINGS) and len(folded) <= _LABEL_LENGTH else _NO_LABEL


def reads_like_label(text: str) -> bool:
    """Whether a text ends like a label."""
    return labelness(text) > 0
