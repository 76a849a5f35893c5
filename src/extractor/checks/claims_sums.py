"""N02, N08: components stated in prose make the stated total, and one item states its amount once."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from extractor.checks.claims_lookup import Lookup, values
from extractor.checks.claims_read import Stated, stated_of
from extractor.checks.claims_words import CLAIM_WORDS
from extractor.checks.contract import ARITHMETIC, Fault, Result, Subject, Tally, check
from extractor.checks.figures import Figure, agree, difference, number, total
from extractor.checks.profile import Profile
from extractor.checks.sums import sum_of
from extractor.checks.tables_entries import entries_of
from extractor.checks.tables_grid import shown
from extractor.checks.tables_words import WORDS

__all__: list[str] = []

_WHOLES = tuple((row["whole"], tuple(row["parts"])) for row in WORDS["wholes"])
_WHOLE_SUBJECT = re.compile(CLAIM_WORDS["whole_subject"])
_NEAR = 2
"""A whole's parts, and a second mention, are looked for in the sentences that follow so closely: one paragraph, as a rule."""


@dataclass(frozen=True, slots=True)
class _Parts:
    """A stated whole with its stated parts; `complete` where they are all that there is."""

    whole: Stated
    parts: tuple[Stated, ...]
    complete: bool

    @property
    def sum(self) -> Figure:
        return total(self.figures)

    @property
    def figures(self) -> list[Figure]:
        """The parts' amounts, as exact as the finest of all."""
        return [self._sharp(part) for part in self.parts]

    @property
    def target(self) -> Figure:
        """The whole's amount, as exact as the finest of all."""
        return self._sharp(self.whole)

    def _sharp(self, one: Stated) -> Figure:
        """Whole numbers are exact where no amount has decimals; beside amounts that have, theirs are zeros left off."""
        assert one.figure is not None
        decimals = [x.figure.half for x in (self.whole, *self.parts) if x.figure is not None and not _is_whole(x)]
        return Figure(one.figure.value, min(decimals, default=Decimal(0))) if _is_whole(one) else one.figure

    @property
    def closes(self) -> bool:
        return agree(self.target, self.sum)


def _is_whole(one: Stated) -> bool:
    """Whether an amount is printed without decimals."""
    return one.amount is not None and "." not in one.amount.raw


def _levels(subject: Subject) -> list[Stated]:
    return [one for one in stated_of(subject.root) if one.is_money and one.is_level and one.topic is not None]


def _item(one: Stated) -> str:
    """The item of a claim; the whole of spending apart from that of income."""
    assert one.topic is not None
    return one.topic.side if one.topic.item == "total" else one.topic.item


def _named(stated: Sequence[Stated]) -> Iterator[_Parts]:
    """Wholes whose parts are known by name: 三公, 政府采购, 基本 + 项目, 人员 + 公用."""
    for place, whole in enumerate(stated):
        after = [one for one in stated[place + 1 :] if one.sentence <= whole.sentence + _NEAR and one.year == whole.year]
        again = next((n for n, one in enumerate(after) if _item(one) == _item(whole)), len(after))
        for name, items in _WHOLES:
            if _item(whole) == name:
                found = [next((one for one in after[:again] if _item(one) == item), None) for item in items]
                parts = tuple(one for one in found if one is not None)
                if len(parts) == len(items):
                    yield _Parts(whole, parts, complete=True)
                    break


def _listed(stated: Sequence[Stated], lookup: Lookup) -> Iterator[_Parts]:
    """A total and the accounts or sources listed after it in its sentence."""
    for sentence in dict.fromkeys(one.sentence for one in stated):
        own = [one for one in stated if one.sentence == sentence]
        whole = next((one for one in own if one.relation == "total"), None) or _before(stated, own[0])
        if whole is None:
            continue
        parts = [one for one in own if one is not whole and one.relation == "part" and one.year == whole.year]
        if len(parts) > 1 and all(part.topic is not None and (part.topic.name or part.topic.source) for part in parts):
            yield _Parts(whole, tuple(parts), complete=_are_all(parts, lookup))


def _before(stated: Sequence[Stated], first: Stated) -> Stated | None:
    """The whole of income or spending that the sentence before speaks of, if this one goes on with parts."""
    wholes = [one for one in stated if one.sentence == first.sentence - 1 and one.relation == "total"]
    return wholes[-1] if wholes and _item(wholes[-1]) in ("income", "spending") else None


def _are_all(parts: Sequence[Stated], lookup: Lookup) -> bool:
    """Whether every class of spending that the tables have an amount for is among the parts."""
    names = {part.topic.name for part in parts if part.topic is not None}
    classes = [group for group in lookup.classes(parts[0].year) if any(value.value for value in values(group))]
    groups = [[*lookup.find(part.topic, part.year)] for part in parts if part.topic is not None and part.topic.name]
    codes = {group[0].of.code for found in groups for group in found}
    if not lookup.entries.money.known:  # what pays for other classes may stand in no table
        return False
    return bool(classes) and "" not in names and all(group[0].of.code in codes for group in classes)


def _closes_without_run(found: _Parts) -> bool:
    """Whether it closes when a run of parts is left out: they may be parts of the part before them."""
    figures = found.figures
    count = len(figures)
    for start in range(1, count):
        for end in range(start + 1, count + 1):
            if agree(found.target, total([*figures[:start], *figures[end:]])):
                return True
    return False


@check("N02", scope="document", severity="error", authority=ARITHMETIC, title="文字中各部分之和等于总额")
def parts_make_whole(subject: Subject, profile: Profile) -> Result:
    """Stated components sum to the stated total; a list that may not be whole must at least not exceed it."""
    del profile
    stated, tally = _levels(subject), Tally()
    for found in (*_named(stated), *_listed(stated, Lookup(entries_of(subject.root)))):
        if found.closes or found.complete:
            _saw(tally, found)
        if found.closes:
            apart = difference(found.target, found.sum)
            tally.ok(f"“{found.whole.name}”各部分之和相差 {shown(apart, found.whole.unit)}，在四舍五入范围内" if apart else None)
        elif found.complete or (found.sum.value > found.target.value and not _closes_without_run(found)):
            tally.fault(_off(found))
        elif found.sum.value < found.target.value:
            tally.lacks(f"“{found.whole.name}”{found.whole.printed}：所列各项不一定是全部")
        else:
            tally.ok()
    return tally.result("文字中没有总额及其组成部分")


def _saw(tally: Tally, found: _Parts) -> None:
    own = found.whole.amount
    parts = [(one.amount, figure) for one, figure in zip(found.parts, found.figures, strict=True) if one.amount is not None]
    if own is not None:
        tally.saw(sum_of(found.whole.name, (own, found.target), parts))


def _off(found: _Parts) -> Fault:
    unit = found.whole.unit
    apart = difference(found.target, found.sum)
    data = {
        "subject": found.whole.name,
        "amount": found.whole.printed,
        "parts": " + ".join(f"{part.name} {part.printed}" for part in found.parts),
        "sum": shown(found.sum.value, unit),
        "difference": shown(abs(apart), unit),
    }
    leaves = [part.amount for part in (found.whole, *found.parts) if part.amount is not None]
    name = f"{found.whole.name}|{found.whole.year}|{found.parts[0].name}"
    return Fault(data, tuple(leaves), name, data["sum"], found.whole.printed, shown(apart, unit))


def _thing(one: Stated) -> tuple[str, str]:
    assert one.topic is not None
    return _item(one), one.topic.name


def _is_one_thing(one: Stated, lookup: Lookup) -> bool:
    """Whether a subject means the same wherever it stands: an item or account, not 支出 or 采购金额 of what was just spoken of."""
    assert one.topic is not None
    if one.topic.name:
        return one.topic.name in lookup.names
    return (
        one.topic.item != "total" or bool(one.topic.source) or _WHOLE_SUBJECT.search(one.name) is not None
    ) and not lookup.is_within(one)


def _twice(stated: Sequence[Stated]) -> Iterator[tuple[Stated, Stated]]:
    """Pairs of mentions of one thing, as a part of the same thing or of none."""
    context: list[tuple[Stated, Stated | None]] = []
    whole: Stated | None = None
    for one in stated:
        if one.relation == "total" or (whole is not None and whole.sentence + 1 < one.sentence):
            whole = one if one.relation == "total" else None
        context.append((one, whole if one.relation == "part" else None))
    for place, (one, within) in enumerate(context):
        for other, other_within in context[place + 1 :]:
            same = (one.topic, one.year, one.stage) == (other.topic, other.year, other.stage)
            if same and (within is None or other_within is None or _thing(within) == _thing(other_within)):
                yield one, other


@check("N08", scope="document", severity="error", authority=ARITHMETIC, title="同一项目在文字中金额一致")
def said_once(subject: Subject, profile: Profile) -> Result:
    """Two amounts for one item of one year in one paragraph; the tables say which of them is meant."""
    del profile
    stated, tally = _levels(subject), Tally()
    lookup = Lookup(entries_of(subject.root))
    for one, other in _twice([one for one in stated if _is_one_thing(one, lookup)]):
        assert one.figure is not None and other.figure is not None and one.topic is not None
        if agree(one.figure, other.figure) and not (_is_whole(one) and _is_whole(other) and one.figure != other.figure):
            tally.ok()
        elif (other.sentence - one.sentence > _NEAR or one.is_partial or other.is_partial) and not _in_another_unit(one, other):
            tally.lacks(f"“{one.name}”{one.printed}与后文 {other.printed} 相隔较远，可能不是同一口径")
        else:
            tally.fault(_two_amounts(one, other, lookup))
    return tally.result("文字中没有两次写出金额的项目")


def _in_another_unit(one: Stated, other: Stated) -> bool:
    """The same digits in 元 and in 万元: however far apart, one of the units is wrong."""
    return number(one.amount) == number(other.amount) and one.figure != other.figure


def _two_amounts(one: Stated, other: Stated, lookup: Lookup) -> Fault:
    assert one.figure is not None and other.figure is not None and one.topic is not None
    entries = [entry for group in lookup.find(one.topic, one.year) for entry in group if entry.cell.figure is not None]
    right = next((entry for entry in entries if any(agree(x.figure, entry.cell.value) for x in (one, other) if x.figure)), None)
    wrong = other if right is None or agree(one.figure, right.cell.value) else one
    kept = one if wrong is other else other
    apart = difference(other.figure, one.figure)
    there = right.cell.at if right is not None else None
    data = {
        "subject": one.name,
        "first": one.printed,
        "second": other.printed,
        "difference": shown(abs(apart), one.unit),
        "tables": f"；{right.place}为 {there.raw}{right.cell.unit}" if right is not None and there is not None else "",
    }
    leaves = [at for at in (wrong.amount, kept.amount, there) if at is not None]
    return Fault(data, tuple(leaves), f"{one.name}|{one.year}", kept.printed, wrong.printed, data["difference"])
