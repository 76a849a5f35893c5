"""X07: lists in prose count on from one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractor.checks.contract import NORM, Result, Subject, Tally, check
from extractor.checks.profile import Profile
from extractor.checks.prose import excerpt, fault, readable, texts

__all__: list[str] = []

_CHINESE = "一二三四五六七八九十"
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
# What stands before an item in running text; the first item may follow what announces it.
_BEFORE = r"(?:^|(?<=[\n。；;：:！!]))[ \t\u3000]*"
_STYLES: Sequence[tuple[str, re.Pattern[str]]] = (
    ("1.", re.compile(_BEFORE + r"(?P<n>\d{1,2})[.．、](?![\d.．])", re.MULTILINE)),
    ("（1）", re.compile(r"(?<![第表注图式\d])[（(](?P<n>\d{1,2})[）)](?!号)")),
    ("1）", re.compile(_BEFORE + r"(?P<n>\d{1,2})[）)]", re.MULTILINE)),
    ("一、", re.compile(_BEFORE + r"(?P<n>[一二三四五六七八九十]{1,3})、", re.MULTILINE)),
    ("（一）", re.compile(_BEFORE + r"[（(](?P<n>[一二三四五六七八九十]{1,3})[）)]", re.MULTILINE)),
    ("一是", re.compile(r"(?:^|(?<=[\n。；;：:，,]))[ \t\u3000]*(?P<n>[一二三四五六七八九十]{1,3})是(?!否)", re.MULTILINE)),
    ("①", re.compile(f"(?P<n>[{_CIRCLED}])")),
)
_MOST = 30
"""Greater numbers are none of a list."""


@dataclass(frozen=True, slots=True)
class _Item:
    """A number of a list, and whether it opens a line."""

    number: int
    start: int
    end: int
    opens_line: bool


@check("X07", scope="document", severity="warning", authority=NORM, title="序号连续")
def numbering_closed(subject: Subject, profile: Profile) -> Result:
    """Lists of a text begin with one and leave nothing out."""
    del profile
    tally = Tally()
    for text in readable(tally, texts(subject.root, "prose")):
        if text.form is None:
            continue  # a sentence by itself, or one rule of many: its list is elsewhere
        for style, pattern in _STYLES:
            items = _items(text.raw, pattern)
            gaps = list(_gaps(items)) if len(items) > 1 else []
            for item, expected in gaps:
                written = excerpt(text.raw, item.start, item.end + 4)
                data = {"written": written, "found": _print(item.number, style), "expected": _print(expected, style)}
                tally.fault(fault(text, data, of=written, expected=data["expected"]))
            if items and not gaps:
                tally.ok()
    return tally.result("文字中没有编号")


def _items(text: str, pattern: re.Pattern[str]) -> list[_Item]:
    found = []
    for match in pattern.finditer(text):
        number = _value(match["n"])
        line = text[: match.start("n")].rpartition("\n")[2]
        if number is not None and number <= _MOST:
            found.append(_Item(number, match.start("n"), match.end(), not line.strip(" \t\u3000（(")))
    return found


def _value(text: str) -> int | None:
    if text.isdigit() and text not in _CIRCLED:
        return int(text)
    if text in _CIRCLED:
        return _CIRCLED.index(text) + 1
    tens, ten, ones = text.rpartition("十")
    if any(len(part) > 1 for part in (tens, ones)):
        return None
    digit = {char: place for place, char in enumerate(_CHINESE, start=1)}
    return (digit.get(tens, 1) * 10 if ten else 0) + digit.get(ones, 0)


def _gaps(items: Sequence[_Item]) -> Iterator[tuple[_Item, int]]:
    """Items that follow on nothing, and what should stand there. A list may stand within an item of another one."""
    lines = inline = 0
    for item in items:
        follows = {1, lines + 1, inline + 1} if item.opens_line else {1, (inline or lines) + 1}
        if item.number not in follows:
            yield item, (lines or inline) + 1 if item.opens_line else inline + 1 if inline else 1
        if item.opens_line:
            lines, inline = item.number, 0
        else:
            inline = item.number


def _print(number: int, style: str) -> str:
    if "①" in style:
        return _CIRCLED[number - 1]
    if "1" in style:
        return style.replace("1", str(number))
    tens, ones = divmod(number, 10)
    chinese = ("十" if tens == 1 else f"{_CHINESE[tens - 1]}十" if tens else "") + (_CHINESE[ones - 1] if ones else "")
    return style.replace("一", chinese)
