"""A cell's value as Excel shows it: number formats for thousands, decimals, percent, currency and dates.

Shown otherwise than Excel would: numbers too wide for their column (never ####), long whole numbers without a format (never
1.2E+11), fractions and Chinese numerals ([DBNum1]), all in plain digits.
"""

from __future__ import annotations

import calendar
import operator
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import lru_cache

__all__ = ["EAST_ASIAN_DATES", "shown"]

_MONTH_DAY, _YEAR_MONTH, _FULL = 'm"月"d"日"', 'yyyy"年"m"月"', 'yyyy"年"m"月"d"日"'
EAST_ASIAN_DATES = {
    27: _YEAR_MONTH, 28: _MONTH_DAY, 29: _MONTH_DAY, 30: "m-d-yy", 31: _FULL, 32: 'h"时"mm"分"', 33: 'h"时"mm"分"ss"秒"',
    36: _YEAR_MONTH, 50: _YEAR_MONTH, 51: _MONTH_DAY, 52: _YEAR_MONTH, 53: _MONTH_DAY, 54: _MONTH_DAY,
    57: _YEAR_MONTH, 58: _MONTH_DAY,
}  # fmt: skip
"""Formats that Chinese Excel has built in under these numbers and openpyxl does not know."""

_LOCAL = {"mm-dd-yy": "yyyy/m/d", "m/d/yyyy": "yyyy/m/d", "m/d/yy h:mm": "yyyy/m/d h:mm"}
"""The system's own short date, as it is in China."""

_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|_.|\*.|\[\$(?P<currency>[^\]-]*)[^\]]*\]|\[(?P<elapsed>h+|m+|s+)\]|\[[^\]]*\]'
    r"|(?P<general>General)|(?P<noon>AM/PM|A/P|上午/下午)|(?P<science>E[+-]0+)|(?P<date>y+|m+|d+|h+|s+|a{3,4})"
    r"|(?P<digits>[0#?][0#?,]*(?:\.[0#?]*,*)?|\.[0#?]+,*)|(?P<text>@)|(?P<other>.)",
    re.IGNORECASE | re.DOTALL,
)
_UNIT = re.compile(r'"[^"]*"|\\.|[_*].|\[[^\]]*\]|;|.', re.DOTALL)
_CONDITION = re.compile(r"\[(<=|>=|<>|<|>|=)(-?\d+(?:\.\d+)?)\]")
_COMPARE: Mapping[str, Callable[[Decimal, Decimal], bool]] = {
    "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge, "=": operator.eq, "<>": operator.ne,
}  # fmt: skip
_LITERAL = ("quoted", "escaped", "currency", "other")
_WEEKDAYS = "一二三四五六日"
_GENERAL = Context(prec=11, rounding=ROUND_HALF_UP)
"""Excel shows so many digits of a number without a format."""

_HUGE = 20
_DAY_OF_TIME = date(1899, 12, 31)


def shown(value: object, number_format: str) -> str:
    """The text in the cell. What is neither number nor date is its own text."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    sections = _sections(_LOCAL.get(number_format, number_format))
    if isinstance(value, date | time | timedelta):
        return _moment(value, sections[0])
    if isinstance(value, int | float | Decimal):
        return _number(Decimal(str(value)), sections)
    told = sections[3] if len(sections) > 3 else sections[-1]
    return _filled(told, {"text": str(value)}) if "@" in told else str(value)


@lru_cache(maxsize=256)
def _sections(number_format: str) -> Sequence[str]:
    """The format's parts for more than zero, less, zero, and text."""
    parts = [""]
    for unit in _UNIT.findall(number_format):
        if unit == ";":
            parts.append("")
        else:
            parts[-1] += unit
    return parts


def _filled(section: str, said: Mapping[str, str]) -> str:
    """The section's literals, and for other kinds of token what is said of them."""
    found = (said.get(m.lastgroup or "", m[m.lastgroup] if m.lastgroup in _LITERAL else "") for m in _TOKEN.finditer(section))
    return "".join(found)


def _section(value: Decimal, sections: Sequence[str]) -> tuple[str, bool]:
    """The section for a value, and whether it shows the minus itself."""
    conditions = [_CONDITION.search(section) for section in sections[:2]]
    if any(conditions):
        met = (i for i, c in enumerate(conditions) if c is None or _COMPARE[c[1]](value, Decimal(c[2])))
        return sections[next(met, min(len(sections), 3) - 1)], False
    if value < 0 and len(sections) > 1:
        return sections[1], True
    return sections[2 if value == 0 and len(sections) > 2 else 0], False


def _number(value: Decimal, sections: Sequence[str]) -> str:
    section, signed = _section(value, sections)
    size, minus = abs(value), "-" if value < 0 and not signed else ""
    if section == "General":
        return minus + _general(size)
    tokens = list(_TOKEN.finditer(section))
    kinds = {match.lastgroup for match in tokens}
    others = "".join(match["other"] or "" for match in tokens)
    if not value.is_finite() or size.adjusted() > _HUGE or kinds & {"date", "elapsed"} or ("/" in others and "digits" in kinds):
        return minus + _general(size)
    patterns = [match["digits"] for match in tokens if match.lastgroup == "digits"]
    if "science" in kinds:
        return minus + f"{size:.{len(patterns[0].partition('.')[2]) if patterns else 0}E}"
    written = iter(_spread(size * 100 ** others.count("%"), patterns))
    said = {"general": _general(size), "text": _general(size)}
    text = "".join(next(written) if match.lastgroup == "digits" else _filled(match[0], said) for match in tokens)
    return (minus + text.strip()) if text.strip() else ""


def _general(size: Decimal) -> str:
    """Plain digits; a whole number in full."""
    if not size.is_finite():
        return str(size)
    whole = size == size.to_integral_value()
    return f"{size.quantize(Decimal(1)):f}" if whole and size.adjusted() <= _HUGE else f"{_GENERAL.plus(size).normalize():f}"


def _spread(size: Decimal, patterns: Sequence[str]) -> list[str]:
    """The digits for each run of placeholders: mostly one, but some formats part them (000-0000)."""
    if len(patterns) < 2:
        return [_digits(size, pattern) for pattern in patterns]
    left = _digits(size, "0" * sum(map(len, patterns)))
    parts: list[str] = []
    for pattern in reversed(patterns[1:]):
        left, part = left[: -len(pattern)], left[-len(pattern) :]
        parts.insert(0, part)
    return [left, *parts]


def _digits(size: Decimal, pattern: str) -> str:
    whole, _, places = pattern.partition(".")
    bare = whole.rstrip(",")
    size = size / 1000 ** (len(whole) - len(bare) + places.count(","))
    places = places.rstrip(",")
    head, _, tail = f"{size.quantize(Decimal(1).scaleb(-len(places)), ROUND_HALF_UP):f}".partition(".")
    least = places.rfind("0") + 1
    tail = tail[:least] + tail[least:].rstrip("0")
    head = ("" if head == "0" else head).zfill(bare.count("0"))
    if "," in bare and head.isdecimal():
        head = re.sub(r"(?<=\d)(?=(\d{3})+$)", ",", head)
    return f"{head}.{tail}" if tail else head


def _moment(value: date | time | timedelta, section: str) -> str:
    tokens = list(_TOKEN.finditer(section))
    if not any(match.lastgroup in {"date", "elapsed"} for match in tokens):
        return value.isoformat(" ") if isinstance(value, datetime) else str(value)
    clock = any(match.lastgroup == "noon" for match in tokens)
    when = _when(value)
    timed = [match for match in tokens if match.lastgroup in {"date", "elapsed"}]
    text = ""
    for match in tokens:
        if match in timed:
            text += _part(match[0].strip("[]").lower(), when, value, minutes=_is_minutes(match, timed), clock=clock)
        elif match.lastgroup == "noon":
            text += match[0].split("/")[when.hour >= 12]
        else:
            text += _filled(match[0], {})
    return text.strip()


def _when(value: date | time | timedelta) -> datetime:
    if isinstance(value, datetime):
        return value
    if isinstance(value, timedelta):
        return datetime.combine(_DAY_OF_TIME, time()) + value
    return datetime.combine(value, time()) if isinstance(value, date) else datetime.combine(_DAY_OF_TIME, value)


def _is_minutes(match: re.Match[str], timed: Sequence[re.Match[str]]) -> bool:
    """Whether an m stands for minutes: after hours or before seconds."""
    at = timed.index(match)
    before, after = (timed[at - 1][0] if at else ""), (timed[at + 1][0] if at + 1 < len(timed) else "")
    return before.strip("[]")[:1].lower() == "h" or after.strip("[]")[:1].lower() == "s"


def _part(token: str, when: datetime, value: object, *, minutes: bool, clock: bool) -> str:
    if token.startswith("h") and isinstance(value, timedelta):
        return str(int(value.total_seconds()) // 3600)
    hour = (when.hour % 12 or 12) if clock else when.hour
    names = {
        "mmm": calendar.month_abbr[when.month], "mmmm": calendar.month_name[when.month], "ddd": calendar.day_abbr[when.weekday()],
        "dddd": calendar.day_name[when.weekday()], "aaa": _WEEKDAYS[when.weekday()], "aaaa": f"星期{_WEEKDAYS[when.weekday()]}",
    }  # fmt: skip
    if token in names:
        return names[token]
    if token.startswith("y"):
        return f"{when.year % 100:02}" if len(token) < 3 else str(when.year)
    number = {"m": when.minute if minutes else when.month, "d": when.day, "h": hour, "s": when.second}.get(token[0], 0)
    return f"{number:0{len(token)}}"
