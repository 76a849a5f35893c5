"""N02, N08: components stated in prose make the stated total, and one item states its amount once."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TypeAlias

from extractor.checks.claims_lookup import Lookup
from extractor.checks.claims_parts import (
    NEAR,
    Parts,
    apart,
    closes_without_run,
    is_one_thing,
    is_whole_number,
    item_of,
    listed,
    named,
)
from extractor.checks.claims_rates import shares_of
from extractor.checks.claims_read import Stated, stated_in
from extractor.checks.contract import ARITHMETIC, Fault, Result, Severity, Subject, Tally, check
from extractor.checks.figures import agree, difference, number
from extractor.checks.profile import Profile
from extractor.checks.sums import sum_of
from extractor.checks.tables_entries import entries_in
from extractor.checks.tables_grid import shown
from extractor.normalise.text import key

__all__: list[str] = []

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d{2}(?=年)")


def _levels(stated: Sequence[Stated]) -> list[Stated]:
    return [one for one in stated if one.is_money and one.is_level and one.topic is not None]


@check("N02", scope="document", severity="error", authority=ARITHMETIC, title="文字中各部分之和等于总额")
def parts_make_whole(subject: Subject, profile: Profile) -> Result:
    """Stated components sum to the stated total; a list that may not be whole must at least not exceed it."""
    del profile
    everything, tally = stated_in(subject), Tally()
    stated, lookup = _levels(everything), Lookup(entries_in(subject))
    shares = {part.view.path: share for part, share in shares_of(everything)}
    near = [*named(stated), *listed(stated, lookup, shares)]
    for found in near:
        if found.closes or found.complete:
            _saw(tally, found)
        if found.closes:
            gap = difference(found.target, found.sum)
            tally.ok(f"“{found.whole.name}”各部分之和相差 {shown(gap, found.whole.unit)}，在四舍五入范围内" if gap else None)
        elif found.complete or (found.sum.value > found.target.value and not closes_without_run(found)):
            tally.fault(_off(found))
        elif found.sum.value < found.target.value and found.shared:
            tally.fault(_off(found, "warning", "shared"))
        elif found.sum.value < found.target.value:
            tally.lacks(f"“{found.whole.name}”{found.whole.printed}：所列各项不一定是全部")
        else:
            tally.ok()
    for found in apart(stated, lookup, near):
        if found.exceeds:
            tally.fault(_off(found, "warning", "apart"))
        else:
            tally.ok()
    return tally.result("文字中没有总额及其组成部分")


def _saw(tally: Tally, found: Parts) -> None:
    own = found.whole.amount
    parts = [(one.amount, figure) for one, figure in zip(found.parts, found.figures, strict=True) if one.amount is not None]
    if own is not None:
        tally.saw(sum_of(found.whole.name, (own, found.target), parts))


def _off(found: Parts, severity: Severity | None = None, variant: str = "") -> Fault:
    unit = found.whole.unit
    gap = difference(found.target, found.sum)
    data = {
        "subject": found.whole.name,
        "amount": found.whole.printed,
        "parts": " + ".join(f"{part.name} {part.printed}" for part in found.parts),
        "sum": shown(found.sum.value, unit),
        "difference": shown(abs(gap), unit),
    }
    leaves = [part.amount for part in (found.whole, *found.parts) if part.amount is not None]
    name = f"{found.whole.name}|{found.whole.year}|{found.parts[0].name}"
    return Fault(data, tuple(leaves), name, data["sum"], found.whole.printed, shown(gap, unit), severity, variant)


def _thing(one: Stated) -> tuple[str, str]:
    assert one.topic is not None
    return item_of(one), one.topic.name


_Mention: TypeAlias = tuple[Stated, Stated | None]
"""A mention of an item, and the whole that it is a part of."""
_FOLLOWING = 60


def _twice(stated: Sequence[Stated]) -> Iterator[tuple[Stated, Stated]]:
    """Pairs of mentions of one thing, as a part of the same thing or of none."""
    alike: dict[tuple[object, ...], list[_Mention]] = {}
    whole: Stated | None = None
    for one in stated:
        if one.relation == "total" or (whole is not None and whole.sentence + 1 < one.sentence):
            whole = one if one.relation == "total" else None
        within = whole if one.relation == "part" else None
        alike.setdefault((one.topic, one.year, one.stage), []).append((one, within))
    for mentions in alike.values():
        for (one, within), (other, other_within) in _pairs(mentions):
            if within is None or other_within is None or _thing(within) == _thing(other_within):
                yield one, other


def _pairs(mentions: Sequence[_Mention]) -> Iterator[tuple[_Mention, _Mention]]:
    """Each mention with those that follow it, as far as anybody would compare them."""
    for place, one in enumerate(mentions):
        yield from ((one, other) for other in mentions[place + 1 : place + 1 + _FOLLOWING])


@check("N08", scope="document", severity="error", authority=ARITHMETIC, title="同一项目在文字中金额一致")
def said_once(subject: Subject, profile: Profile) -> Result:
    """Two amounts for one item of one year in one paragraph; the tables say which of them is meant."""
    del profile
    stated, tally = _levels(stated_in(subject)), Tally()
    lookup = Lookup(entries_in(subject))
    for one, other in _twice([one for one in stated if is_one_thing(one, lookup)]):
        assert one.figure is not None and other.figure is not None and one.topic is not None
        if agree(one.figure, other.figure) and not (is_whole_number(one) and is_whole_number(other) and one.figure != other.figure):
            tally.ok()
        elif (part := _greater_part(one, other)) is not None:
            tally.fault(_more_than_all(part, one if part is other else other))
        elif (other.sentence - one.sentence > NEAR or one.is_partial or other.is_partial) and not _in_another_unit(one, other):
            tally.lacks(f"“{one.name}”{one.printed}与后文 {other.printed} 相隔较远，可能不是同一口径")
        else:
            tally.fault(_two_amounts(one, other, lookup))
    return tally.result("文字中没有两次写出金额的项目")


def _in_another_unit(one: Stated, other: Stated) -> bool:
    """The same digits in 元 and in 万元: however far apart, one of the units is wrong."""
    return number(one.amount) == number(other.amount) and one.figure != other.figure


def _greater_part(one: Stated, other: Stated) -> Stated | None:
    """The mention of what is managed or evaluated of an item, where it is more than all of the item in that year."""
    part, whole = (one, other) if one.is_partial else (other, one)
    assert part.figure is not None and whole.figure is not None
    same_year = set(_YEAR.findall(key(part.text))) <= {str(part.year)}
    is_more = part.is_partial and not whole.is_partial and part.figure.value > whole.figure.value
    return part if is_more and same_year and not _in_another_unit(one, other) else None


def _more_than_all(part: Stated, whole: Stated) -> Fault:
    assert part.figure is not None and whole.figure is not None
    gap = shown(part.figure.value - whole.figure.value, part.unit)
    data = {"subject": part.name, "part": part.printed, "whole": whole.printed, "difference": gap}
    leaves = tuple(at for at in (part.amount, whole.amount) if at is not None)
    return Fault(data, leaves, f"{part.name}|{part.year}", whole.printed, part.printed, gap, "warning", "partial")


def _two_amounts(one: Stated, other: Stated, lookup: Lookup) -> Fault:
    assert one.figure is not None and other.figure is not None and one.topic is not None
    entries = [entry for group in lookup.find(one.topic, one.year) for entry in group if entry.cell.figure is not None]
    right = next((entry for entry in entries if any(agree(x.figure, entry.cell.value) for x in (one, other) if x.figure)), None)
    wrong = other if right is None or agree(one.figure, right.cell.value) else one
    kept = one if wrong is other else other
    gap = difference(other.figure, one.figure)
    there = right.cell.at if right is not None else None
    data = {
        "subject": one.name,
        "first": one.printed,
        "second": other.printed,
        "difference": shown(abs(gap), one.unit),
        "tables": f"；{right.place}为 {there.raw}{right.cell.unit}" if right is not None and there is not None else "",
    }
    leaves = [at for at in (wrong.amount, kept.amount, there) if at is not None]
    return Fault(data, tuple(leaves), f"{one.name}|{one.year}", kept.printed, wrong.printed, data["difference"])
