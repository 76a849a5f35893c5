"""N09: a stated percentage recomputes from the amounts beside it; and intervals for rates of rounded figures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from extractor.checks.claims_lookup import Lookup
from extractor.checks.claims_read import Stated, stated_in
from extractor.checks.claims_words import Topic
from extractor.checks.contract import ARITHMETIC, Fault, Result, Subject, Tally, check
from extractor.checks.figures import Figure, number, printed
from extractor.checks.profile import Profile
from extractor.checks.tables_entries import Entries, entries_in
from extractor.checks.tables_grid import Column, Grid, Row
from extractor.checks.views import At

__all__ = ["Range", "change_range", "printed_percent", "shares_of", "stated_range"]

_HUNDRED = Decimal(100)
_NEAR = 3
_HALF = Decimal("0.5")


@dataclass(frozen=True, slots=True)
class Range:
    """What a rate of rounded figures may be, in per cent; `plain` is that of the figures as they stand."""

    low: Decimal
    high: Decimal
    plain: Decimal

    @property
    def absolute(self) -> Range:
        """Its size, whatever its sign."""
        ends = sorted((abs(self.low), abs(self.high)))
        return Range(Decimal(0) if self.low < 0 < self.high else ends[0], ends[1], abs(self.plain))

    def meets(self, other: Range) -> bool:
        """Whether the two have a value in common."""
        return self.low <= other.high and other.low <= self.high


def stated_range(figure: Figure) -> Range:
    """A stated percentage, as exact as its last digit."""
    return Range(figure.value - figure.half, figure.value + figure.half, figure.value)


def ratio_range(part: Figure, whole: Figure) -> Range | None:
    """part / whole in per cent; None where the whole may be nothing."""
    ends = (whole.value - whole.half, whole.value + whole.half)
    if min(ends) <= 0 <= max(ends):
        return None
    found = [top / bottom * _HUNDRED for top in (part.value - part.half, part.value + part.half) for bottom in ends]
    return Range(min(found), max(found), part.value / whole.value * _HUNDRED)


def change_range(now: Figure, before: Figure) -> Range | None:
    """(now − before) / before in per cent."""
    found = ratio_range(now, before)
    return None if found is None else Range(found.low - _HUNDRED, found.high - _HUNDRED, found.plain - _HUNDRED)


def printed_percent(value: Decimal) -> str:
    """With two decimals, a half rounded away from zero, as budgets are reckoned: 15.375 is 15.38."""
    return f"{printed(value.quantize(Decimal('0.01'), ROUND_HALF_UP))}%"


@dataclass(frozen=True, slots=True)
class _Whole:
    """What a share may be of."""

    name: str
    figure: Figure
    leaf: At | None
    printed: str


def shares_of(stated: Sequence[Stated]) -> Iterator[tuple[Stated, Stated]]:
    """Each share with the amount of the same thing right before it."""
    for place, one in enumerate(stated[1:], start=1):
        before = stated[place - 1]
        if one.is_share and before.is_money and before.sentence == one.sentence and before.topic == one.topic:
            yield before, one


def _wholes(one: Stated, stated: Sequence[Stated], lookup: Lookup) -> list[_Whole]:
    """The totals stated in the sentences before it, then that of the tables."""
    said = [
        _Whole(other.name, other.figure, other.amount, other.printed)
        for other in stated
        if other.is_money and other.figure and other.relation == "total" and other.year == one.year
        and 0 <= one.sentence - other.sentence <= _NEAR and (other.sentence, other.start) < (one.sentence, one.start)
    ]  # fmt: skip
    groups = lookup.find(Topic("total", "spending"), one.year) + lookup.find(Topic("total", "income"), one.year)
    there = [entry for group in groups for entry in group[:1] if entry.cell.figure is not None]
    return said[::-1] + [
        _Whole(entry.place, entry.cell.value, entry.cell.at, f"{entry.cell.at.raw if entry.cell.at else ''}{entry.cell.unit}")
        for entry in there
    ]


def _is_share(part: Stated, one: Stated, whole: _Whole) -> bool:
    assert part.figure is not None and one.figure is not None
    found = ratio_range(part.figure, whole.figure)
    return found is not None and stated_range(one.figure).meets(found)


def _judge_shares(tally: Tally, pairs: Sequence[tuple[Stated, Stated]], wholes: Sequence[_Whole]) -> None:
    """The shares of one sentence are of one whole: that of which most of them are. One that is right of none is wrong."""
    if not wholes:
        for _, one in pairs:
            tally.lacks(f"“{one.name}”占 {one.printed}：没有总额")
        return
    best = max(wholes, key=lambda whole: sum(_is_share(part, one, whole) for part, one in pairs))
    matching = sum(_is_share(part, one, best) for part, one in pairs)
    for part, one in pairs:
        if _is_share(part, one, best):
            tally.ok()
        elif not matching:
            tally.lacks(f"“{one.name}”占 {one.printed}：不知是占哪一总额")
        else:
            tally.fault(_wrong_share(part, one, best))


def _wrong_share(part: Stated, one: Stated, whole: _Whole) -> Fault:
    assert part.figure is not None
    found = ratio_range(part.figure, whole.figure)
    assert found is not None
    expected = printed_percent(found.plain)
    data = {
        "subject": one.name,
        "rate": one.printed,
        "amounts": f"{part.printed} ÷ {whole.name} {whole.printed}",
        "expected": expected,
    }
    leaves = [at for at in (one.amount, part.amount, whole.leaf) if at is not None]
    return Fault(data, tuple(leaves), f"{one.name}|{one.year}|share", expected, one.printed)


def _judge_beside(tally: Tally, stated: Sequence[Stated]) -> None:
    """比上年增加27.22万元，增长36.12%: the rate follows from the change and this year's amount before it."""
    for place, one in enumerate(stated):
        if not one.is_rate or one.is_level or one.figure is None:
            continue
        earlier = [
            other for other in stated[:place] if other.sentence == one.sentence and other.topic == one.topic and other.figure
        ]
        change = next((x for x in reversed(earlier) if x.is_money and x.relation == one.relation and x.year == one.year), None)
        now = next((x for x in reversed(earlier) if x.is_money and x.is_level and x.year == one.year), None)
        if change is None or now is None or change.figure is None or now.figure is None:
            continue
        sign = 1 if one.relation == "increase" else -1
        before = Figure(now.figure.value - sign * change.figure.value, now.figure.half + change.figure.half)
        _judge_rate(tally, one, change, now, before)


def _judge_rate(tally: Tally, one: Stated, change: Stated, now: Stated, before: Figure) -> None:
    assert one.figure is not None and change.figure is not None
    found = ratio_range(change.figure, before)
    if found is None:
        tally.lacks(f"“{one.name}”{one.printed}：上年为零，没有比率")
    elif stated_range(one.figure).meets(found):
        tally.ok()
    else:
        expected = printed_percent(found.plain)
        data = {"subject": one.name, "rate": one.printed, "amounts": f"{now.printed}，变动 {change.printed}", "expected": expected}
        leaves = [at for at in (one.amount, change.amount, now.amount) if at is not None]
        tally.fault(Fault(data, tuple(leaves), f"{one.name}|{one.year}|rate", expected, one.printed))


def _judge_cells(tally: Tally, entries: Entries) -> None:
    """Columns of rates in tables, from the columns of the two years."""
    for grid in entries.grids:
        for column in grid.columns:
            pair = _pair(grid, column) if column.meaning.what == "rate" else None
            for row in grid.rows if pair is not None else ():
                if pair is not None:
                    _judge_cell(tally, grid, row, column, pair)


def _pair(grid: Grid, rate: Column) -> tuple[Column, Column] | None:
    same = [c for c in grid.adding if (c.meaning.item, c.meaning.source) == (rate.meaning.item, rate.meaning.source)]
    ordered = sorted(same, key=grid.year_of, reverse=True)
    return (ordered[0], ordered[1]) if len(ordered) == 2 and grid.year_of(ordered[0]) == grid.year_of(ordered[1]) + 1 else None


def _judge_cell(tally: Tally, grid: Grid, row: Row, column: Column, pair: tuple[Column, Column]) -> None:
    at, (now, before) = grid.cell(row, column).at, (grid.cell(row, which) for which in pair)
    rate = number(at)
    if at is None or rate is None or now.figure is None or before.figure is None:
        return
    exponent = rate.as_tuple().exponent
    figure = Figure(rate, _HALF.scaleb(exponent) if isinstance(exponent, int) else _HALF)
    found = change_range(now.figure, before.figure)
    if found is None or stated_range(figure).meets(found):
        tally.ok()
        return
    expected = printed_percent(found.plain)
    amounts = f"{pair[0].label} {now.at.raw if now.at else ''}，{pair[1].label} {before.at.raw if before.at else ''}"
    data = {"subject": f"{grid.label}“{row.label}”{column.label}", "rate": at.raw, "amounts": amounts, "expected": expected}
    leaves = [leaf for leaf in (at, now.at, before.at) if leaf is not None]
    tally.fault(Fault(data, tuple(leaves), f"{grid.label}|{row.label}|{column.label}", expected, at.raw))


@check("N09", scope="document", severity="error", authority=ARITHMETIC, title="百分比与相应金额相符")
def percentages(subject: Subject, profile: Profile) -> Result:
    """A share is of its total, a rate of the amounts beside it, in prose and in tables, sign and size."""
    del profile
    stated, tally = stated_in(subject), Tally()
    entries = entries_in(subject)
    lookup, pairs = Lookup(entries), list(shares_of(stated))
    for sentence in dict.fromkeys(one.sentence for _, one in pairs):
        own = [(part, one) for part, one in pairs if one.sentence == sentence]
        _judge_shares(tally, own, _wholes(own[0][0], stated, lookup))
    _judge_beside(tally, stated)
    _judge_cells(tally, entries)
    return tally.result("没有百分比，或旁边没有相应的金额")
