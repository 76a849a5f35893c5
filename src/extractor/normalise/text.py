"""Folding of characters for comparing and parsing. The raw text is always kept beside it."""

import re
import unicodedata
from functools import lru_cache

__all__ = ["fold", "fold_signs", "key"]

# The brackets of document numbers are evidence (〔〕﹝﹞【】) and stay.
_KEPT = frozenset("〔〕﹝﹞【】［］。、“”‘’《》〈〉…—")
_CJK_GAP = re.compile(r"(?<=[\u2e80-\u9fff\uff00-\uffef])[ \t\u3000\xa0]+(?=[\u2e80-\u9fff\uff00-\uffef])")
_BLANK = re.compile(r"[\s\u3000\xa0\ufeff\u200b]+")


def _fold_char(char: str) -> str:
    if char in _KEPT:
        return char
    folded = unicodedata.normalize("NFKC", char)
    return folded if len(folded) == 1 else char


class _Folded(dict[int, str]):
    """What each character is folded to, worked out when it is first met: texts are folded far more often than signs are new."""

    def __missing__(self, code: int) -> str:
        return self.setdefault(code, _fold_char(chr(code)))


_FOLDED = _Folded()


def fold_signs(text: str) -> str:
    """Full-width digits, letters and signs made half-width; one character for each, so offsets stay those of `text`."""
    return text.translate(_FOLDED)


def fold(text: str) -> str:
    """Full-width digits, letters and signs made half-width; U+3000 and NBSP made blanks; blanks between CJK characters dropped."""
    return _CJK_GAP.sub("", fold_signs(text)).strip()


@lru_cache(maxsize=1 << 14)
def key(text: str) -> str:
    """What two texts are compared by: folded, without any blank."""
    return _BLANK.sub("", fold(text))
