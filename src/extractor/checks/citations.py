"""Documents cited in a text: a title in 《》 or 关于…的通知, and the number that belongs to it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from rapidfuzz import fuzz

from extractor.checks.document_numbers import Number, numbers
from extractor.checks.prose import words
from extractor.normalise.spans import Spans
from extractor.normalise.text import key

__all__ = ["Citation", "bare_title", "citations", "same_title"]

_WORDS = words("documents")
_PLAIN = re.compile(
    rf"关于(?:《[^《》]*》|[^，。；;《》\n]){{3,70}}?(?:{_WORDS['kinds']})(?:[（(](?:试行|暂行)[）)])?"
    r"(?=\s*(?:[〈《（(〔﹝\[［【、，。；;》”\"]|$|文件|要求|精神|的?有关|\n))"
)
_ANNEX, _ABOUT = re.compile(_WORDS["annex"]), re.compile("关于")
_INNER = re.compile(r"[〈《]([^〈〉《》]+)[〉》]")
_TO_NUMBER = re.compile(
    r"[》\s]*+(?:的?(?:通知|意见|函|决定|公告|请示|批复|规定|文件))?[\s,，]*+[（(〔【\[]?\s*+(?:文号[:：]?\s*+)?"
)
"""What stands between a title and the number behind it; nothing of these is given back, for blanks fit into several parts."""
_FROM_NUMBER = re.compile(r"\s*+[）)]?\s*+号?文?件?[：:\s]*+[^、，。；;（）()《》\n]{0,24}")
_NOISE = re.compile(r"[《》〈〉“”\"'\s（）()、，]")
_LIKE = 85
"""Likeness from which two titles are one document's, one of them cited loosely."""


@dataclass(frozen=True, slots=True)
class Citation:
    """A document as it is cited: its title, the words before it, and its number where one stands with it."""

    title: str
    start: int
    end: int
    lead: str
    number: Number | None = None
    is_marked: bool = True


def citations(text: str) -> list[Citation]:
    """The documents of a text, in order; a title within a title is no document of its own."""
    return _numbered(text, sorted(_titles(text), key=lambda one: one.start))


def bare_title(title: str) -> str:
    """What two ways of citing one title share: the innermost title, without who issued it."""
    inner = _INNER.findall(title)
    name = inner[-1] if inner and "印发" in title else title
    found = _ABOUT.search(name)
    return _NOISE.sub("", key(name[found.start() :] if found else name))


def same_title(one: str, other: str) -> bool:
    """Whether two titles are those of one document."""
    a, b = bare_title(one), bare_title(other)
    return a in b or b in a or fuzz.ratio(a, b) >= _LIKE


def _titles(text: str) -> Iterator[Citation]:
    marked = list(_marked(text))
    within = Spans(marked)
    plain = [match.span() for match in _PLAIN.finditer(text) if not within.holds(match.start())]
    without = Spans(plain)
    for start, end in marked:
        if not without.holds(start):
            yield Citation(text[start + 1 : end - 1], start, end, _lead(text, start))
    for start, end in plain:
        yield Citation(text[start:end], start, end, _lead(text, start), is_marked=False)


def _marked(text: str) -> Iterator[tuple[int, int]]:
    """Outermost 《》; one that is never closed is no title."""
    depth, start = 0, 0
    for place, char in enumerate(text):
        if char == "《":
            start = place if depth == 0 else start
            depth += 1
        elif char == "》" and depth:
            depth -= 1
            if depth == 0:
                yield start, place + 1


def _lead(text: str, start: int) -> str:
    """The words right before a title: who issued it, where that is said."""
    return re.split(r"[。；;\n》）)：:]", text[max(0, start - 60) : start])[-1]


def _numbered(text: str, titles: Sequence[Citation]) -> list[Citation]:
    """Gives each number to the title right before it, else to the one right after it."""
    found = list(titles)
    within = Spans((one.start, one.end) for one in titles)
    for number in numbers(text):
        if within.holds(number.start):
            continue
        place = _before(text, found, number)
        place = _after(text, found, number) if place is None else place
        if place is not None:
            found[place] = replace(found[place], number=number)
    return found


def _before(text: str, titles: Sequence[Citation], number: Number) -> int | None:
    earlier = bisect_right(titles, number.start, key=_end) - 1
    if earlier < 0 or titles[earlier].number is not None:
        return None
    return earlier if _TO_NUMBER.fullmatch(text, titles[earlier].end, number.start) else None


def _after(text: str, titles: Sequence[Citation], number: Number) -> int | None:
    later = bisect_left(titles, number.end, key=_start)
    if later == len(titles) or titles[later].number is not None:
        return None
    return later if _FROM_NUMBER.fullmatch(text, number.end, titles[later].start) else None


def _start(one: Citation) -> int:
    return one.start


def _end(one: Citation) -> int:
    return one.end
