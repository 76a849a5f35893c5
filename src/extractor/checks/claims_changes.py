"""N04, N05: stated increases and decreases recompute, and their words say the right direction."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from extractor.checks.claims_lookup import Lookup, values
from extractor.checks.claims_rates import Range, change_range, printed_percent, stated_range
from extractor.checks.claims_read import Stated, stated_in
from extractor.checks.claims_words import CLAIM_WORDS
from extractor.checks.contract import ARITHMETIC, Fault, Result, Subject, Tally, check
from extractor.checks.figures import Figure, agree, difference
from extractor.checks.profile import Profile
from extractor.checks.tables_entries import Entry, entries_in
from extractor.checks.tables_grid import shown
from extractor.checks.views import At

__all__: list[str] = []

_SLIP = re.compile(CLAIM_WORDS["slip"])
_SIGNS = {"increase": 1, "decrease": -1, "unchanged": 0}
_WORDS = {"increase": "增加", "decrease": "减少", "unchanged": "持平"}
_NEAR = 1


@dataclass(frozen=True, slots=True)
class _Years:
    """An item's amounts in two years, and the leaves they stand in."""

    now: Figure
    before: Figure
    leaves: tuple[At, ...]
    shown: str

    @property
    def change(self) -> Figure:
        return Figure(self.now.value - self.before.value, self.now.half + self.before.half)


def _changes(stated: Sequence[Stated]) -> list[Stated]:
    return [one for one in stated if not one.is_level and one.topic is not None]


def _said(one: Stated, stated: Sequence[Stated], year: int) -> Stated | None:
    """What the prose says of the item in a year, in the same sentence or right before it; the nearest mention."""
    before = [
        other
        for other in stated
        if other.topic == one.topic and other.is_money and other.is_level and other.year == year
        and one.sentence - _NEAR <= other.sentence <= one.sentence
    ]  # fmt: skip
    return before[-1] if before else None


class _Amount(NamedTuple):
    """An item's amount in one year; `of` is what the tables have it of, None where the prose states it."""

    figure: Figure
    leaves: tuple[At, ...]
    of: tuple[str, ...] | None
    shown: str


def _years(one: Stated, stated: Sequence[Stated], lookup: Lookup) -> Iterator[_Years]:
    """What the change can be computed from: prose first, then the tables, each for both years."""
    earlier = _amounts(_said(one, stated, one.year - 1), one, lookup, one.year - 1)
    later = _amounts(_said(one, stated, one.year), one, lookup, one.year)
    for before in earlier:
        for now in later:
            if now.of is None or before.of is None or now.of == before.of:
                text = f"{one.year} 年 {now.shown}，{one.year - 1} 年 {before.shown}"
                yield _Years(now.figure, before.figure, (*now.leaves, *before.leaves), text)


def _amounts(said: Stated | None, one: Stated, lookup: Lookup, year: int) -> list[_Amount]:
    """The amount that the prose states for a year, else those of the tables."""
    if said is not None and said.figure is not None:
        return [_Amount(said.figure, (said.amount,) if said.amount else (), None, said.printed)]
    groups = lookup.find(one.topic, year) if one.topic is not None and not lookup.is_within(one) else []
    return [_of_table(next(entry for entry in group if entry.cell.figure is not None)) for group in groups if values(group)]


def _of_table(entry: Entry) -> _Amount:
    at = entry.cell.at
    text = f"{at.raw if at else ''}{entry.cell.unit}（{entry.grid.label}）"
    of = (entry.of.code, entry.of.item, entry.of.source, entry.of.side)
    return _Amount(entry.cell.value, (at,) if at is not None else (), of, text)


def _wanted(one: Stated, years: _Years) -> bool:
    """Whether the stated size of a change, in money or per cent, follows from the two years; its direction is N05's."""
    assert one.figure is not None
    if one.is_rate:
        found = change_range(years.now, years.before)
        return found is None or stated_range(one.figure).meets(found.absolute)
    return agree(one.figure, Figure(abs(years.change.value), years.change.half))


@check("N04", scope="document", severity="error", authority=ARITHMETIC, title="文字中的增减额和增减率可以复算")
def changes_recompute(subject: Subject, profile: Profile) -> Result:
    """An increase or decrease is the difference of the two years, and a rate that difference over last year's amount."""
    del profile
    stated, tally = stated_in(subject), Tally()
    lookup = Lookup(entries_in(subject), stated)
    for one in _changes(stated):
        if one.figure is None or one.relation == "unchanged":
            continue
        years = list(_years(one, stated, lookup))
        if not years:
            tally.lacks(f"“{one.name}”{_WORDS[one.relation]} {one.printed}：没有两年的金额")
        elif any(_wanted(one, found) for found in years):
            tally.ok()
        elif len({found.change.value for found in years}) > 1:
            tally.lacks(f"“{one.name}”{_WORDS[one.relation]} {one.printed}：两年的金额可对应不止一项")
        else:
            tally.fault(_off(one, years[0]))
    return tally.result("文字中没有增减额或增减率")


def _off(one: Stated, years: _Years) -> Fault:
    assert one.figure is not None
    if one.is_rate:
        found: Range | None = change_range(years.now, years.before)
        assert found is not None
        expected, apart = printed_percent(found.absolute.plain), ""
    else:
        expected = shown(abs(years.change.value), one.unit)
        apart = shown(abs(one.figure.value - abs(years.change.value)), one.unit)
    data = {
        "subject": one.name,
        "word": _WORDS[one.relation],
        "amount": one.printed,
        "years": years.shown,
        "expected": expected,
        "difference": f"，相差 {apart}" if apart else "",
    }
    name = f"{one.name}|{one.year}|{one.relation}|{one.unit}"
    return Fault(data, (*one.leaves, *years.leaves), name, expected, one.printed, apart or None)


@check("N05", scope="document", severity="error", authority=ARITHMETIC, title="增加、减少、持平的说法与金额相符")
def direction_fits(subject: Subject, profile: Profile) -> Result:
    """What is said to rise has risen, what is said to be unchanged is the same; 较少 is no word for 减少."""
    del profile
    stated, tally = stated_in(subject), Tally()
    lookup = Lookup(entries_in(subject), stated)
    for one in _changes(stated):
        if (slip := _slip(one)) is not None:
            tally.fault(slip)
        years = list(_years(one, stated, lookup))
        if not years:
            tally.lacks(f"“{one.name}”{_WORDS[one.relation]}：没有两年的金额")
        elif any(_fits(one, found) for found in years):
            tally.ok()
        elif one.figure is not None and not any(_wanted(one, found) for found in years):
            tally.lacks(f"“{one.name}”{_WORDS[one.relation]} {one.printed}：变动额本身不符，不论方向")
        elif len({found.change.value > 0 for found in years}) == 1:
            tally.fault(_wrong_way(one, years[0]))
        else:
            tally.lacks(f"“{one.name}”{_WORDS[one.relation]}：两年的金额可对应不止一项")
    return tally.result("文字中没有增减的说法")


def _fits(one: Stated, years: _Years) -> bool:
    """Unchanged within the rounding; a change of the right sign, or too small to show."""
    change, sign = years.change, _SIGNS[one.relation]
    same = abs(change.value) <= max(change.half, Decimal(0))
    return same if sign == 0 else same or change.value * sign > 0


def _wrong_way(one: Stated, years: _Years) -> Fault:
    change = difference(years.now, years.before)
    right = _WORDS["increase" if change > 0 else "decrease" if change < 0 else "unchanged"]
    data = {"subject": one.name, "word": _WORDS[one.relation], "years": years.shown, "right": right}
    sentence = one.view.filled("sentence")
    leaves = (*one.leaves, *((sentence,) if sentence else ()), *years.leaves)
    return Fault(data, leaves, f"{one.name}|{one.year}", right, _WORDS[one.relation])


def _slip(one: Stated) -> Fault | None:
    """较少 or 较多 right before the amount of a change."""
    found = _SLIP.search("".join(one.clause.split()) + "0") if one.figure is not None else None
    sentence = one.view.filled("sentence")
    if found is None or sentence is None:
        return None
    right = {"较少": "减少", "较多": "增加"}[found["word"]]
    data = {"subject": one.name, "amount": one.printed, "word": found["word"], "right": right}
    return Fault(data, (sentence, *one.leaves), f"{one.name}|{one.year}", right, found["word"], severity="warning", variant="word")
