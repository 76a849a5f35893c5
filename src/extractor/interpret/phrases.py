"""The phrases of a sentence that may name an amount: what is left between stops, amounts, years and words of change."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractor.normalise.lexicon import LEXICON

__all__ = ["Phrase", "phrases"]

_WORDS = LEXICON["prose"]
_CUT = re.compile(
    "|".join(
        (
            r"[，,；;：:。、！？\n]",
            rf"(?:{_WORDS['since']})?\s*(?:(?:19|20)\d{{2}}\s*年(?:度|末|初|底)?(?:预算数?|决算数?)?(?:\s*\d{{1,2}}\s*月)?(?:\s*\d{{1,2}}\s*日)?)",
            rf"(?:{_WORDS['since']})\s*(?:{_WORDS['last_year']})",
            _WORDS["increase"].replace("|增$", ""),
            _WORDS["decrease"].replace("|减$", ""),
            _WORDS["unchanged"],
            *_WORDS["cuts"],
            _WORDS["selves"],
            r"^\s*(?:[（(]?[一二三四五六七八九十\d]{1,3}[）)]|[一二三四五六七八九十\d]{1,3}[.．、])",
        )
    )
)
_EDGES = sorted(_WORDS["edges"], key=len, reverse=True)
_BLANKS = " \t\u3000\xa0"
_LENGTHS = range(2, 81)
_CJK = re.compile(r"[\u4e00-\u9fff]{2}")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase and its offsets in the sentence."""

    text: str
    start: int
    end: int


def _stretches(text: str, figures: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    cuts = sorted([*figures, *(match.span() for match in _CUT.finditer(text) if match.group())])
    at = 0
    for start, end in cuts:
        if start > at:
            yield at, start
        at = max(at, end)
    yield at, len(text)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Without blanks and edge words at either end, and without a bracket whose partner was cut off."""
    changed = True
    while changed and start < end:
        changed = False
        while start < end and (text[start] in _BLANKS or text[start] in "）)"):
            start, changed = start + 1, True
        while start < end and (text[end - 1] in _BLANKS or text[end - 1] in "（("):
            end, changed = end - 1, True
        for word in _WORDS["leads"]:
            if text.startswith(word, start, end):
                start, changed = start + len(word), True
        for word in _EDGES:
            if text.endswith(word, start, end):
                end, changed = end - len(word), True
                break
    return start, end


def phrases(text: str, figures: Sequence[tuple[int, int]]) -> list[Phrase]:
    """The phrases of `text`, in order; `figures` are the offsets of its amounts."""
    found = []
    for stretch in _stretches(text, figures):
        start, end = _trimmed(text, *stretch)
        if end - start in _LENGTHS and _CJK.search(text, start, end):
            found.append(Phrase(text[start:end], start, end))
    return found
