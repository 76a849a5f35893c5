"""F04 and F05: a count is stated once the same way; a price for a year is not paid for thirteen months."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import combinations, takewhile

from extractor.checks.contract import ARITHMETIC, Fault, Result, Severity, Subject, Tally, check
from extractor.checks.expressions import Node, Parsed, Quantity, quantities
from extractor.checks.figures import number, printed
from extractor.checks.money_prose import before, narratives, parsed, prose
from extractor.checks.money_words import MONEY_WORDS
from extractor.checks.profile import Profile
from extractor.checks.reach import begin, end
from extractor.checks.views import At, View
from extractor.normalise.spans import Spans
from extractor.normalise.text import key

__all__: list[str] = []

_WORDS = MONEY_WORDS["counts"]
_BETWEEN, _SAME_WHOLE = re.compile(_WORDS["between"]), re.compile(_WORDS["same_whole"])
_NOUN, _NOUN_END = re.compile(_WORDS["noun"]), re.compile(_WORDS["noun_end"])
_EACH_DAY, _WORKDAYS = re.compile(_WORDS["workday"]), re.compile(_WORDS["workdays"])
_ITEM = re.compile("[。；;\n]")
_MOST = 200
"""Counts of the whole that are compared with each other; each is compared with all others, and no form has as many."""
_LONGEST_NOUN = 40
_NAMED = 3
"""Characters from which the words behind a count name what is counted."""
_NO_NOUN = frozenset({"月", "年", "天", "周", "季度", "%", "元"})


@dataclass(frozen=True, slots=True)
class _Count:
    """A number of something, the noun behind it and the text it stands in."""

    at: At
    text: Parsed
    quantity: Quantity
    noun: str

    @property
    def words(self) -> str:
        """As printed, with the noun."""
        return self.text.text[self.quantity.start : self.quantity.end] + self.noun


@check("F04", scope="form", severity="error", authority=ARITHMETIC, title="同一数量前后一致")
def counts_agree(subject: Subject, profile: Profile) -> Result:
    """What is counted has one number: beside its description and in the product, in two places of the prose, in days."""
    del profile
    form, tally = subject.view, Tally()
    for at in prose(form):
        _products(tally, at, parsed(at.raw))
    _repeated(tally, form)
    _workdays(tally, form)
    return tally.result("没有可以对照的数量")


def _count(at: At, text: Parsed, quantity: Quantity) -> _Count:
    match = _NOUN.match(text.text[quantity.end : quantity.end + _LONGEST_NOUN])
    noun = match.group() if match else ""
    stop = _NOUN_END.search(noun)
    return _Count(at, text, quantity, noun[: stop.start()] if stop else noun)


def _counted(quantity: Quantity) -> str | None:
    """What an exact whole number counts, of things that have names."""
    unit = quantity.unit
    plain = quantity.high is None and not quantity.is_about and quantity.value == quantity.value.to_integral_value()
    return unit.counted if plain and unit.counted not in _NO_NOUN else None


def _products(tally: Tally, at: At, text: Parsed) -> None:
    """An operand of a product counts what the words of the same item count, where they count only one such thing."""
    operations = Spans((node.start, node.end) for node in text.expressions)
    described = [q for q in text.quantities if _counted(q) and not operations.holds(q.start)]
    for node in text.expressions:
        counts = _by_kind(_between(described, begin(_ITEM, text.text, node.start), node.start))
        words = before(text, next(quantities(node))) if counts else ""
        for operand in _factors(node) if counts else ():
            same = counts.get(_counted(operand), [])
            if len({q.value for q in same}) == 1 and not _BETWEEN.search(text.text[same[0].end : operand.start]):
                subject = _count(at, text, same[-1])
                if _is_of(subject, words):
                    _same(tally, subject, _count(at, text, operand))


def _between(found: Sequence[Quantity], start: int, stop: int) -> Sequence[Quantity]:
    """Those that begin within a stretch of the text; they stand in its order."""
    return found[bisect_left(found, start, key=_start) : bisect_left(found, stop, key=_start)]


def _start(quantity: Quantity) -> int:
    return quantity.start


def _by_kind(found: Iterable[Quantity]) -> dict[str | None, list[Quantity]]:
    kinds: dict[str | None, list[Quantity]] = {}
    for quantity in found:
        kinds.setdefault(_counted(quantity), []).append(quantity)
    return kinds


def _is_of(count: _Count, words: str) -> bool:
    """Whether the words before a product name nothing else: none, or some of those around the count (新建2个站，设备5个*… does)."""
    around = before(count.text, count.quantity) + count.noun
    return not words or any(words[n : n + 2] in around for n in range(len(words) - 1))


def _factors(node: Node) -> Iterator[Quantity]:
    """The quantities that are multiplied, not added."""
    stack = [node]
    while stack:
        top = stack.pop()
        if isinstance(top, Quantity):
            yield top
        elif top.sign == "times":
            stack += [top.right, top.left]


def _same(tally: Tally, one: _Count, other: _Count) -> None:
    """A noun beside the operand must be that of the description."""
    if other.noun and one.noun and not (one.noun.endswith(other.noun) or other.noun.endswith(one.noun)):
        return None
    if one.quantity.base == other.quantity.base:
        return tally.ok()
    return tally.fault(_fault(one, other, ""))


def _fault(one: _Count, other: _Count, variant: str) -> Fault:
    gap = other.quantity.base - one.quantity.base
    words = other.text.text[other.quantity.start : other.quantity.end] if not variant else other.words
    data = {"one": one.words, "other": words, "difference": printed(abs(gap))}
    evidence = (one.at,) if one.at.path == other.at.path else (one.at, other.at)
    severity: Severity | None = "warning" if variant else None
    field = f"{key(one.words)}|{key(words)}"
    return Fault(data, evidence, field, one.words, words, printed(gap), severity, variant)


def _repeated(tally: Tally, form: View) -> None:
    """全区60名调解员, and elsewhere 全区65名调解员: only where both speak of the whole."""
    counts = [count for _, at in narratives(form) for count in _of_whole(at)]
    if len(counts) > _MOST:
        return tally.lacks(f"文字中有 {len(counts)} 处总数，过多，未逐一对照")
    for one, other in combinations(counts, 2):
        noun = _alike(one.noun, other.noun)
        if len(noun) < _NAMED or _whole(one) != _whole(other) or _counted(one.quantity) != _counted(other.quantity):
            continue
        if one.quantity.base == other.quantity.base:
            tally.ok()
        else:
            tally.fault(_fault(replace(one, noun=noun), replace(other, noun=noun), "repeated"))
    return None


def _alike(one: str, other: str) -> str:
    """What two nouns begin with."""
    return "".join(a for a, _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _of_whole(at: At) -> Iterator[_Count]:
    text = parsed(at.raw)
    for quantity in text.quantities:
        if _counted(quantity) and _SAME_WHOLE.search(before(text, quantity)):
            count = _count(at, text, quantity)
            if len(count.noun) >= _NAMED:
                yield count


def _whole(count: _Count) -> str:
    match = _SAME_WHOLE.search(before(count.text, count.quantity))
    return match.group() if match else ""


def _workdays(tally: Tally, form: View) -> None:
    """每个工作日1名律师 and a target of 260人次 are 260 days; a form has one number of working days."""
    stated = [count for at in prose(form) for count in _days(at)]
    for row in form.rows("indicators"):
        value = number(row.filled("value"))
        each = next((q for at in row.leaves() if at.raw for q in _each_day(parsed(at.raw))), None)
        shown = row.filled("value")
        if value is None or shown is None or each is None or not stated or not each.value:
            continue
        days = value / each.value
        other = next((count for count in stated if count.quantity.base != days), None)
        if other is None:
            tally.ok()
            continue
        _days_fault(tally, row, shown, days, other)


def _days(at: At) -> Iterator[_Count]:
    """Numbers of working days: 全年工作日254天."""
    text = parsed(at.raw)
    for quantity in text.quantities:
        is_days = quantity.unit.counted == "天" and quantity.value > 200
        if is_days and _WORKDAYS.search(before(text, quantity) + text.text[quantity.number[1] : quantity.end]):
            yield _count(at, text, quantity)


def _each_day(text: Parsed) -> Iterator[Quantity]:
    first = _EACH_DAY.search(text.text)
    for quantity in text.quantities if first else ():
        powers = dict(quantity.unit.powers)
        if powers.get("天") == -1 and powers.get("人") == 1 and first and first.end() <= quantity.start:
            yield quantity


def _days_fault(tally: Tally, row: View, shown: At, days: Decimal, other: _Count) -> None:
    data = {
        "indicator": row.text("name"),
        "value": f"{shown.raw}{row.text('unit')}",
        "days": printed(days),
        "other": printed(other.quantity.value),
        "difference": printed(abs(days - other.quantity.value)),
    }
    gap = printed(days - other.quantity.value)
    fault = Fault(data, (shown, other.at), row.text("name"), data["other"], data["days"], gap, "warning", "workdays")
    tally.fault(fault)


@check("F05", scope="form", severity="warning", authority=ARITHMETIC, title="月数与年标准")
def months_of_a_year(subject: Subject, profile: Profile) -> Result:
    """An announced number of months other than twelve goes with a monthly price, or the yearly one is converted."""
    del profile
    tally = Tally()
    for _, at in narratives(subject.view):
        text = parsed(at.raw)
        every = list(text.quantities)
        for months in every:
            if months.unit.counted == "月" and months.unit.powers == (("月", 1),) and months.value > 1:
                _months(tally, at, text, every, months)
    return tally.result("文字中没有同时写出月数和年标准")


def _months(tally: Tally, at: At, text: Parsed, every: Sequence[Quantity], months: Quantity) -> None:
    item = _between(every, begin(_ITEM, text.text, months.start), end(_ITEM, text.text, months.end))
    yearly = [q for q in item if "年" in q.unit.priced]
    if not yearly:
        return None
    if months.value == 12 or any("月" in q.unit.priced for q in item):
        return tally.ok()
    price = yearly[0]
    data = {"months": text.text[months.start : months.end], "price": text.text[price.start : price.end]}
    monthly = price.value / months.value
    data["monthly"] = printed(round(monthly, 2))
    return tally.fault(Fault(data, (at,), f"{key(data['months'])}{key(data['price'])}", "12个月", data["months"]))
