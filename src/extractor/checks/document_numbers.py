"""Numbers of official documents in a text: 渝财行〔2020〕38号, and orders as 令第329号. Grammar only; no document is known."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extractor.checks.prose import words
from extractor.normalise.text import fold_signs, key

__all__ = ["RIGHT", "Number", "numbers"]

RIGHT = ("〔", "〕")
"""The brackets of the year (GB/T 9704)."""

_WORDS = words("documents")
_CJK = "\u4e00-\u9fff"
_OPEN, _CLOSE = r"〔﹝\[［【(（〖{｛「『<〈", r"〕﹞\]］】)）〗}｝」』>〉"
_HOLE = r"[\s_＿Xx×＊*○□?？]"
_BRACKETED = re.compile(
    rf"(?P<mark>[{_CJK}]{{1,20}})(?P<before>\s*+)(?P<open>[{_OPEN}])\s*+(?P<year>\d{{4}}|\d{{2}}{_HOLE}*+|{_HOLE}*+)\s*+"
    rf"(?P<close>[{_CLOSE}])(?P<after>\s*+)(?P<ordinal>第?)(?P<inner>\s*+)(?P<serial>\d{{1,5}}|{_HOLE}*+)\s*+号"
)
_ORDER = re.compile(rf"(?P<mark>[{_CJK}]{{0,20}}令)\s*+(?P<ordinal>第)\s*+(?P<serial>\d{{1,5}}|{_HOLE}*+)\s*+号")
_BARE = re.compile(
    rf"(?P<mark>[{_CJK}]{{1,12}}[{_WORDS['bare_ends']}])\s*+(?P<year>(?:19|20)\d{{2}})\s*+[年\-—－]?\s*+(?P<ordinal>第?)"
    r"(?P<serial>\d{1,4})\s*号(?![楼院线路房室车令井])"
)
_INTRODUCER = re.compile("|".join(sorted(_WORDS["introducers"], key=len, reverse=True)))
_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Number:
    """A document number as written, from `start` to `end` of the text. `year` and `serial` are None where left blank."""

    raw: str
    start: int
    end: int
    mark: str
    year: int | None
    serial: int | None
    brackets: tuple[str, str] | None = None
    is_order: bool = False
    has_blanks: bool = False
    has_ordinal: bool = False
    has_zero: bool = False

    @property
    def identity(self) -> tuple[str, int | None, int | None]:
        """What two ways of writing one number share."""
        return key(self.mark), self.year, self.serial

    @property
    def is_blank(self) -> bool:
        """Whether the year or the serial number was never filled in."""
        return self.serial is None or (self.year is None and not self.is_order)

    @property
    def standard(self) -> str:
        """The number as the format has it."""
        serial = "" if self.serial is None else str(self.serial)
        year = "    " if self.year is None else f"{self.year:04d}"
        return f"{self.mark}第{serial}号" if self.year is None and self.is_order else f"{self.mark}〔{year}〕{serial}号"


def numbers(text: str) -> list[Number]:
    """The document numbers of a text, in order."""
    folded = _folded(text)
    every = [*_bracketed(text, folded), *_orders(text, folded), *_bare(text, folded)]
    found: list[Number] = []
    for one in sorted(every, key=lambda one: (one.start, -one.end)):
        if not found or one.start >= found[-1].end:
            found.append(one)
    return found


def _folded(text: str) -> str:
    """Digits made half-width; brackets stay, for they are what is judged."""
    return "".join(fold_signs(char) if char.isdigit() else char for char in text)


def _mark(match: re.Match[str]) -> tuple[str, int]:
    """The agency's word alone, without the words that lead to it, and where it begins."""
    word, start = match["mark"], match.start("mark")
    end = max((found.end() for found in _INTRODUCER.finditer(word)), default=0)
    return word[end:], start + end


def _bracketed(text: str, folded: str) -> Iterator[Number]:
    for match in _BRACKETED.finditer(folded):
        mark, start = _mark(match)
        round_, year, serial = match["open"] in "(（<〈", match["year"].strip(), match["serial"].strip()
        # （ ）号 in round brackets is no document number unless a year stands in it.
        if mark and not (round_ and len(year) < 4):
            yield Number(
                text[start : match.end()],
                start,
                match.end(),
                mark,
                int(year) if len(year) == 4 and year.isdigit() else None,
                _number(serial),
                (match["open"], match["close"]),
                mark.endswith("令"),
                any(_is_gap(match[name]) for name in ("before", "after", "inner")),
                bool(match["ordinal"]) and not mark.endswith("令"),
                serial.startswith("0") and serial.isdigit(),
            )


def _is_gap(blank: str) -> bool:
    """A blank within a line; a number may be broken over two lines."""
    return bool(blank) and "\n" not in blank


def _orders(text: str, folded: str) -> Iterator[Number]:
    for match in _ORDER.finditer(folded):
        mark, start = _mark(match)
        serial = _number(match["serial"])
        yield Number(text[start : match.end()], start, match.end(), mark, None, serial, is_order=True)


def _number(text: str) -> int | None:
    return int(text) if text.strip().isdigit() else None


def _bare(text: str, folded: str) -> Iterator[Number]:
    """Years without brackets."""
    for match in _BARE.finditer(folded):
        mark, start = _mark(match)
        if len(mark) > 1:
            yield Number(text[start : match.end()], start, match.end(), mark, int(match["year"]), int(match["serial"]))
