"""X07: lists in prose count on from one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractor.checks.contract import NORM, Result, Subject, Tally, check
from extractor.checks.profile import Profile
from extractor.checks.prose import Text, excerpt, fault, readable, texts

__all__: list[str] = []

_CHINESE = "一二三四五六七八九十"
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
# What stands before an item in running text; the first item may follow what announces it.
_BEFORE = r"(?:^|(?<=[\n。；;：:！!]))[ \t\u3000]*"
_STYLES: Sequence[re.Pattern[str]] = (
    re.compile(_BEFORE + r"(?P<n>\d{1,2})[.．、](?![\d.．])", re.MULTILINE),
    re.compile(_BEFORE + r"[（(](?P<n>\d{1,2})[）)](?!号)", re.MULTILINE),
    re.compile(_BEFORE + r"(?P<n>\d{1,2})[）)]", re.MULTILINE),
    re.compile(_BEFORE + r"(?P<n>[一二三四五六七八九十]{1,3})、", re.MULTILINE),
    re.compile(_BEFORE + r"[（(](?P<n>[一二三四五六七八九十]{1,3})[）)]", re.MULTILINE),
    re.compile(r"(?:^|(?<=[\n。；;：:，,]))[ \t\u3000]*(?P<n>[一二三四五六七八九十]{1,3})是(?!否)", re.MULTILINE),
    re.compile(f"(?P<n>[{_CIRCLED}])"),
)
_MOST = 30
"""Greater numbers are none of a list."""


@dataclass(frozen=True, slots=True)
class _Item:
    """A number of a list, as written with its signs, and where it stands."""

    number: int
    digits: str
    marker: str
    start: int
    end: int

    def counted(self, number: int) -> str:
        """How another number of this list would be written."""
        return self.marker.replace(self.digits, _print(number, self.digits))


@check("X07", scope="document", severity="warning", authority=NORM, title="序号连续")
def numbering_closed(subject: Subject, profile: Profile) -> Result:
    """Lists of a text begin with one and leave nothing out."""
    del profile
    tally = Tally()
    for text in readable(tally, texts(subject.root, "prose")):
        if text.form is None:
            continue  # a sentence by itself, or one rule of many: its list is elsewhere
        for pattern in _STYLES:
            _list(tally, text, _items(text.raw, pattern))
    return tally.result("文字中没有编号")


def _list(tally: Tally, text: Text, items: Sequence[_Item]) -> None:
    gaps = list(_gaps(items)) if len(items) > 1 else []
    for item, expected in gaps:
        written = excerpt(text.raw, item.start, item.end + 4)
        data = {"written": written, "found": item.marker, "expected": item.counted(expected)}
        tally.fault(fault(text, data, of=written, expected=data["expected"]))
    if items and not gaps:
        tally.ok()


def _items(text: str, pattern: re.Pattern[str]) -> list[_Item]:
    found = []
    for match in pattern.finditer(text):
        number = _value(match["n"])
        if number is not None and number <= _MOST:
            found.append(_Item(number, match["n"], match.group().strip(), match.start("n"), match.end()))
    return found


def _value(text: str) -> int | None:
    if text in _CIRCLED:
        return _CIRCLED.index(text) + 1
    if text.isdigit():
        return int(text)
    tens, ten, ones = text.rpartition("十")
    if any(len(part) > 1 for part in (tens, ones)):
        return None
    digit = {char: place for place, char in enumerate(_CHINESE, start=1)}
    return (digit.get(tens, 1) * 10 if ten else 0) + digit.get(ones, 0)


def _gaps(items: Sequence[_Item]) -> Iterator[tuple[_Item, int]]:
    """Items that follow on nothing, and what should stand there. A list may stand within an item of another one."""
    open_: list[int] = []
    for item in items:
        while item.number > 1 and item.number - 1 in open_ and open_[-1] != item.number - 1:
            open_.pop()
        if item.number > 1 and item.number - 1 in open_:
            open_[-1] = item.number
            continue
        if item.number > 1:
            last = open_[-1] if open_ else 0
            yield item, last + 1 if item.number >= last else 1
        open_.append(item.number)


def _print(number: int, like: str) -> str:
    """A number in the script of another one."""
    if like in _CIRCLED:
        return _CIRCLED[number - 1]
    if like.isdigit():
        return str(number)
    tens, ones = divmod(number, 10)
    return ("" if not tens else "十" if tens == 1 else f"{_CHINESE[tens - 1]}十") + (_CHINESE[ones - 1] if ones else "")
