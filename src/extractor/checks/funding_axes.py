"""Which rows of a form's funds make its total together: one axis (where the money comes from) or several, each the whole by itself.

Forms seldom say where one axis ends and the next begins. Words tell some (支出 against sources); else the amounts do: rows that
follow each other and close by themselves, and speak of other things than the rows beside them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations, islice

from extractor.checks.figures import Figure, agree, total
from extractor.checks.money_words import MONEY_WORDS
from extractor.checks.views import At

__all__ = ["Axis", "Share", "axes_of", "by_words", "makes"]

_AXES = {name: re.compile(pattern) for name, pattern in MONEY_WORDS["axes"].items()}
_KINDS = {name: re.compile(pattern) for name, pattern in MONEY_WORDS["sources"].items()}
_SOURCE, _OWN, _ANY = "来源", "自有", "其他"
_UNKNOWN = "?"
_SUBTOTAL = re.compile(MONEY_WORDS["funding"]["subtotal"])
_READINGS = 64
"""Ways to fold rows that are looked at; forms have one or two."""


@dataclass(frozen=True, slots=True)
class Share:
    """A row of funds: its label and amount; no figure where it is blank or says that there is nothing."""

    label: str
    at: At
    figure: Figure | None = None

    @property
    def value(self) -> Figure:
        """What it counts: a blank is nothing."""
        return self.figure or Figure(Decimal(0))

    @property
    def axis(self) -> str:
        """The axis that its words tell; of a nested row those of its head."""
        head = self.label.partition("/")[0]
        return next((name for name, pattern in _AXES.items() if pattern.search(head)), _SOURCE)

    @property
    def kind(self) -> str:
        """What it speaks of, finer than the axis: of sources the level of government, the kind of budget, or own means."""
        known = next((name for name, pattern in _KINDS.items() if pattern.search(self.label)), _UNKNOWN)
        return known if self.axis == _SOURCE else self.axis

    @property
    def says_nothing(self) -> bool:
        """Whether it has neither an amount nor words of the funds: 追加追减后金额 0.00 is no part of a total."""
        return self.kind == _UNKNOWN and not self.value.value


@dataclass(frozen=True, slots=True)
class Axis:
    """Rows that should make the total, and what they are called. `is_open`: they may be some of it only."""

    name: str
    rows: tuple[Share, ...]
    is_open: bool = False

    @property
    def sum(self) -> Figure:
        """What all of its rows come to."""
        return total(row.value for row in self.rows)


def by_words(rows: Sequence[Share]) -> list[Axis]:
    """The axes as the labels tell them."""
    axes: dict[str, list[Share]] = {}
    for row in rows:
        axes.setdefault(row.axis, []).append(row)
    return [Axis(f"按{name}分的各项", tuple(members), len(members) == 1) for name, members in axes.items()]


def axes_of(rows: Sequence[Share], whole: Figure) -> list[Axis]:
    """The axes under which the rows close; where none does, those that come nearest."""
    told = by_words(rows)
    closing = [axis for axis in told if makes(whole, axis.rows)]
    if len(closing) == len(told):
        return told
    if whole.value and (runs := next(_runs(rows, whole), None)):
        return _named(runs)
    together = Axis("各项资金", tuple(rows))
    if not closing and len(told) > 1 and _gap(together, whole) < min(_gap(axis, whole) for axis in told):
        return [together]
    return [part for axis in told for part in (_parted(axis, whole) or [axis])]


def _gap(axis: Axis, whole: Figure) -> Decimal:
    return abs(axis.sum.value - whole.value)


def _named(runs: Sequence[Sequence[Share]]) -> list[Axis]:
    return [Axis(f"第{number}组（{run[0].label}等）各项", tuple(run), is_open=True) for number, run in enumerate(runs, start=1)]


def _runs(rows: Sequence[Share], whole: Figure) -> Iterator[list[Sequence[Share]]]:
    """Two or more runs of rows, each of them the whole, any two of them of different things."""
    for runs in _closing_runs(rows, whole):
        if len(runs) > 1 and all(_apart(one, other) for one, other in combinations(runs, 2)):
            yield runs


def _closing_runs(rows: Sequence[Share], whole: Figure) -> Iterator[list[Sequence[Share]]]:
    if not rows:
        yield []
    for end in range(1, len(rows) + 1):
        if makes(whole, rows[:end]):
            yield from ([rows[:end], *rest] for rest in _closing_runs(rows[end:], whole))


def _parted(axis: Axis, whole: Figure) -> list[Axis] | None:
    """An axis of words as two, one of which closes: where all of its rows come nearer to twice the whole than to the whole."""
    if 2 * axis.sum.value <= 3 * whole.value:
        return None
    cuts = [(axis.rows[:end], axis.rows[end:]) for end in range(1, len(axis.rows))]
    known = [pair for pair in cuts if all(row.kind != _UNKNOWN for row in axis.rows) and _apart(*pair)]
    fitting = [pair for pair in known if any(makes(whole, run) for run in pair)]
    return _named(fitting[0]) if fitting else None


def _apart(one: Sequence[Share], other: Sequence[Share]) -> bool:
    """Whether two runs speak of different things; where words do not tell, each must be a sum of several amounts."""
    kinds = [{row.kind for row in run if row.value.value} - {_ANY} for run in (one, other)]
    known = [own - {_OWN, _UNKNOWN} for own in kinds]
    if known[0] & known[1] or any(own <= {_OWN} for own in kinds):
        return False
    several = all(sum(bool(row.value.value) for row in run) > 1 for run in (one, other))
    return several or all(_UNKNOWN not in own for own in kinds)


def makes(whole: Figure, rows: Sequence[Share]) -> bool:
    """Whether rows make the whole, some of them perhaps the sum of others (财政拨款, and under it 中央 and 省级)."""
    if agree(whole, total(row.value for row in rows)):
        return True
    return any(agree(whole, total(row.value for row in tops)) for tops in islice(_folded(rows), _READINGS))


def _folded(rows: Sequence[Share]) -> Iterator[list[Share]]:
    """The rows without those that another one sums up: the rows right below it, or right above a 小计."""
    if not rows:
        yield []
        return
    head = rows[0]
    for end in range(3, len(rows) + 1):
        if _sums_up(head, rows[1:end]):
            yield from ([head, *rest] for rest in _folded(rows[end:]))
    for end in range(2, len(rows)):
        if _SUBTOTAL.search(rows[end].label) and _sums_up(rows[end], rows[:end]):
            yield from ([rows[end], *rest] for rest in _folded(rows[end + 1 :]))
    yield from ([head, *rest] for rest in _folded(rows[1:]))


def _sums_up(head: Share, rows: Sequence[Share]) -> bool:
    """A head with one amount below it alone sums that up only if the two are not the same kind of thing."""
    if not head.value.value or not agree(head.value, total(row.value for row in rows)):
        return False
    amounts = [row for row in rows if row.value.value]
    return len(amounts) > 1 or head.kind == _UNKNOWN or head.kind != amounts[0].kind
