"""I09, I12, I15: a name says one thing, to its end, and asks nothing."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from extractor.checks.contract import C101, NORM, Fault, Result, Severity, Subject, Tally, check
from extractor.checks.indicators_rows import NO_INDICATORS, Row, rows_of
from extractor.checks.indicators_words import pattern
from extractor.checks.profile import Profile
from extractor.checks.views import At, View
from extractor.normalise.text import key

__all__: list[str] = []

_SEVERAL = 3
_LONG = 3
"""Characters from which a part of a name is a thing of its own, not a syllable of 公、检、法."""


@check("I09", scope="form", severity="warning", authority=C101, title="一个指标只衡量一件事")
def one_thing(subject: Subject, profile: Profile) -> Result:
    """A target is of one rate, or one count of one kind of things."""
    del profile
    rows, tally = rows_of(subject.view), Tally()
    for row in rows:
        if row.value is None:
            continue
        parts = _parts(row)
        if parts is None:
            tally.ok()
            continue
        data = {"name": row.shown, "parts": "、".join(parts), "count": str(len(parts))}
        tally.fault(Fault(data, row.at("name"), row.name, severity=_severity(parts)))
    return tally.result("没有定量指标" if rows else NO_INDICATORS)


def _parts(row: Row) -> list[str] | None:
    """What a name measures together; None where that is one thing, or several asked about in one survey."""
    name = pattern("names", "brackets").sub("", row.name)
    parts = [part for part in pattern("names", "several").split(name) if part]
    if len(parts) < 2:
        return None
    if sum(bool(pattern("names", "measured").search(part)) for part in parts) > 1:
        return parts
    if pattern("names", "surveyed").search(name) or min(map(len, parts)) < _LONG:
        return None
    return parts


def _severity(parts: Sequence[str]) -> Severity:
    """Two things under one number may be one in the eyes of the trade; three are not, nor are two rates."""
    rates = sum(bool(pattern("names", "measured").search(part)) for part in parts) > 1
    return "warning" if rates or len(parts) >= _SEVERAL else "info"


@check("I15", scope="form", severity="warning", authority=C101, title="指标名称不是问句")
def no_question(subject: Subject, profile: Profile) -> Result:
    """An indicator is named, not asked."""
    del profile
    tally = Tally()
    for row in rows_of(subject.view):
        if found := pattern("names", "question").search(row.name):
            tally.fault(Fault({"name": row.shown, "word": found.group()}, row.at("name"), row.name))
        else:
            tally.ok()
    return tally.result(NO_INDICATORS)


@check("I12", scope="form", severity="warning", authority=NORM, title="文字被截断")
def text_is_whole(subject: Subject, profile: Profile) -> Result:
    """No name ends in the middle of a phrase, no column of texts breaks off at the same width."""
    del profile
    tally = Tally()
    for label, texts in _columns(subject.view):
        cut = [at for at in texts if _is_unfinished(at.raw)]
        cut += [at for at in _at_limit(texts) if at not in cut]
        for at in cut:
            data = {"label": label, "ending": at.raw.strip()[-8:], "length": str(len(key(at.raw)))}
            tally.fault(Fault(data, (at,), key(at.raw)))
        if texts and not cut:
            tally.ok()
    return tally.result("没有可以判断的文字")


_LABELS = {"name": "指标名称", "explanation": "指标解释", "note": "备注"}


def _columns(form: View) -> Iterator[tuple[str, list[At]]]:
    """The texts of each column, with what it is called."""
    for name, label in _LABELS.items():
        yield label, [at for row in form.rows("indicators") if (at := row.filled(name)) is not None]
    yield "任务名称", [at for row in form.rows("tasks") if (at := row.filled("name")) is not None]
    yield "任务内容", [at for row in form.rows("tasks") if (at := row.filled("text")) is not None]


def _is_unfinished(text: str) -> bool:
    return bool(pattern("names", "unfinished").search(text.strip()))


def _width(text: str) -> int:
    """How wide a text is, as systems that cut texts count: 2 for a Chinese character, 1 for a digit or letter."""
    return sum(2 if unicodedata.east_asian_width(char) in "WFA" else 1 for char in re.sub(r"\s", "", text))


_LEAST = 80
"""Fields that cut texts hold 40 characters at the least; shorter texts of one width are of one width by chance."""


def _at_limit(texts: Sequence[At]) -> list[At]:
    """Texts that end without a stop, two or more of them exactly as wide as the widest: the field was full."""
    widest = max((_width(at.raw) for at in texts), default=0)
    full = [at for at in texts if _width(at.raw) >= widest - 1 and not pattern("names", "ended").search(at.raw.strip())]
    return full if widest >= _LEAST and len(full) > 1 else []
