"""X05, X11, X12: marks that are never closed, sentences that are never finished, signs of both widths in one column."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator

from extractor.checks.contract import NORM, Fault, Result, Subject, Tally, check
from extractor.checks.profile import Profile
from extractor.checks.prose import Text, excerpt, fault, readable, texts, words
from extractor.checks.views import At
from extractor.normalise.text import fold_signs, key

__all__: list[str] = []

PUNCTUATION = "GB/T 15834《标点符号用法》"
_WORDS = words("wording")
_PAIRS = dict(zip("([{（［【《〈〔﹝“「『", ")]}）］】》〉〕﹞”」』", strict=True))
_ALIKE = str.maketrans("（）［］﹝﹞", "()[]〔〕")
"""Either width of a bracket closes the other: that is the business of X12."""
_CLOSE = {close.translate(_ALIKE): open_.translate(_ALIKE) for open_, close in _PAIRS.items()}
_LISTED = re.compile(r"(?:^|(?<=[\s；;。，、,：:]))[\da-zA-Z一二三四五六七八九十]{1,3}[)）]")


@check("X05", scope="document", severity="info", authority=PUNCTUATION, title="括号、引号和书名号成对")
def marks_paired(subject: Subject, profile: Profile) -> Result:
    """Every bracket and quotation mark is closed, and opened."""
    del profile
    tally = Tally()
    for text in readable(tally, texts(subject.root)):
        lone = _lone(text.raw)
        for place in lone:
            mark = text.raw[place]
            variant = "opened" if mark.translate(_ALIKE) in _CLOSE.values() else "closed"
            written = excerpt(text.raw, place, place + 1)
            tally.fault(fault(text, {"mark": mark, "written": written}, of=written, variant=variant))
        if not lone and any(char in _PAIRS for char in text.raw):
            tally.ok()
    return tally.result("没有成对使用的标点")


def _lone(text: str) -> list[int]:
    """Where marks stand that have no other half. The ) of a listed number, as in 1), has none to have."""
    listed = {match.end() - 1 for match in _LISTED.finditer(text)}
    opened: list[tuple[str, int]] = []
    waiting: Counter[str] = Counter()
    lone: list[int] = []
    for place, char in enumerate(text.translate(_ALIKE)):
        if char in _CLOSE.values():
            opened.append((char, place))
            waiting[char] += 1
        elif char in _CLOSE:
            if waiting[_CLOSE[char]]:
                lone += _unwound(opened, waiting, _CLOSE[char])
            elif place not in listed:
                lone.append(place)
    return sorted([*lone, *(at for _, at in opened)])


def _unwound(opened: list[tuple[str, int]], waiting: Counter[str], wanted: str) -> list[int]:
    """Takes the last mark of a kind off those that are open; the places of those behind it, which are never closed."""
    lone: list[int] = []
    while True:
        char, place = opened.pop()
        waiting[char] -= 1
        if char == wanted:
            return lone
        lone.append(place)


_DOUBLED = re.compile(_WORDS["doubled"])
_UNFINISHED = re.compile(_WORDS["unfinished"])
_OPEN_END = re.compile(_WORDS["open_end"])
_CUT = range(_WORDS["cut"][0], _WORDS["cut"][1] + 1)


@check("X11", scope="document", severity="warning", authority=PUNCTUATION, title="句子完整，标点不重复")
def sentences_finished(subject: Subject, profile: Profile) -> Result:
    """No sentence ends where its object should stand, and no two stops stand in a row."""
    del profile
    tally = Tally()
    for text in readable(tally, texts(subject.root, "prose")):
        found = list(_unfinished(text))
        tally.faults += found
        if not found:
            tally.ok()
    return tally.result("没有成句的文字")


def _unfinished(text: Text) -> Iterator[Fault]:
    for variant, pattern in (("doubled", _DOUBLED), ("unfinished", _UNFINISHED)):
        for match in pattern.finditer(text.raw):
            written = excerpt(text.raw, match.start(), match.end())
            yield fault(text, {"written": written, "marks": match.group()}, of=written, variant=variant)
    # What a form cuts off after so many characters is the business of I12.
    end = None if len(text.raw) in _CUT else _OPEN_END.search(text.raw)
    if end:
        written = excerpt(text.raw, end.start(), end.end())
        yield fault(text, {"written": written, "marks": end.group().strip()}, of=written, variant="end")


_COLUMNS = {"operator": "指标性质", "value": "指标值", "unit": "计量单位", "weight": "权重"}
_LONG = 8
"""Cells of more characters are text, not signs."""


@check("X12", scope="document", severity="info", authority=NORM, title="同一栏全角半角一致")
def widths_even(subject: Subject, profile: Profile) -> Result:
    """A column has its signs, digits and letters in one width."""
    del profile
    tally = Tally()
    for name, called in _COLUMNS.items():
        cells = [at for form in subject.root.rows("forms") for row in form.rows("indicators") if (at := row.filled(name))]
        short = [at for at in cells if len(key(at.raw)) <= _LONG]
        found = list(_mixed(name, called, short))
        tally.faults += found
        if short and not found:
            tally.ok()
    return tally.result("没有指标")


def _mixed(name: str, called: str, cells: list[At]) -> Iterator[Fault]:
    """One fault for each sign that stands in both widths, those of the rarer width first."""
    wide: dict[str, list[At]] = defaultdict(list)
    narrow: dict[str, list[At]] = defaultdict(list)
    for at in cells:
        for char in dict.fromkeys(at.raw):
            folded = fold_signs(char)
            if char.strip():
                (narrow if char == folded else wide)[folded].append(at)
    for sign in sorted(set(wide) & set(narrow)):
        full, half = wide[sign], narrow[sign]
        written = next(char for char in full[0].raw if fold_signs(char) == sign)
        data = {"column": called, "wide": written, "narrow": sign, "wide_count": str(len(full)), "narrow_count": str(len(half))}
        yield Fault(data, tuple(sorted((full, half), key=len)[0] + sorted((full, half), key=len)[1]), f"{name}|{sign}")
