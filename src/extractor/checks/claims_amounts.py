"""N01, N03, N10: what the prose states, and under which name, is what the tables have."""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz import fuzz

from extractor.checks.claims_lookup import Group, Lookup, agreeing, values
from extractor.checks.claims_read import Stated, stated_in
from extractor.checks.contract import ARITHMETIC, DISCLOSURE, Fault, Result, Severity, Subject, Tally, check
from extractor.checks.figures import agree, difference, number
from extractor.checks.profile import Profile
from extractor.checks.sums import sum_of
from extractor.checks.tables_codes import ACCOUNTS
from extractor.checks.tables_entries import Entry, entries_in, fold_name
from extractor.checks.tables_grid import shown

__all__: list[str] = []

_CLASSES = frozenset(fold_name(name) for code, name in ACCOUNTS["names"].items() if len(code) == 3)
_ALIKE = 75
"""From so much likeness (of 100) a name is offered as the one that was meant; no verdict rests on it."""
_NONE = "文字中没有金额"
_NO_TABLES = "没有预算表可以对照"


def _levels(subject: Subject) -> list[Stated]:
    """Amounts of money of an item or account."""
    return [one for one in stated_in(subject) if one.is_money and one.is_level and one.topic is not None]


@check("N01", scope="document", severity="error", authority=ARITHMETIC, title="文字中的金额与表中一致")
def as_in_tables(subject: Subject, profile: Profile) -> Result:
    """A stated amount is that of the table's row or heading of its name, within the rounding of both."""
    del profile
    stated, tally = _levels(subject), Tally()
    lookup = Lookup(entries_in(subject), stated)
    if not lookup.entries.grids:
        return Result("not_applicable", _NO_TABLES)
    for one in stated:
        if one.topic is not None and _other_name(one, stated, lookup) is None:
            _judge(tally, one, lookup)
    return tally.result("文字中的金额在表中没有同名的行或栏" if stated else _NONE)


def _judge(tally: Tally, one: Stated, lookup: Lookup) -> None:
    """Agrees with the one group that it can mean; where there are several, one of them is enough, and none proves nothing."""
    assert one.figure is not None and one.topic is not None
    groups = lookup.find(one.topic, one.year, one.stage)
    printed = [group for group in groups if values(group)]
    if not printed:
        if groups and not one.figure.value:
            tally.ok()
        elif groups:
            tally.lacks(f"“{one.name}”{one.printed}：表中同名的行为空")
        return
    right = next((group for group in printed if agreeing(group, one.figure)), None)
    sure = [group for group in printed if lookup.is_sure(group, one.topic)]
    if right is None and (there := _in_another_unit(one, printed)) is not None:
        _saw(tally, one, [there])
        tally.fault(_differs(one, there, "warning" if _is_loose(one) else None, "unit"))
        return
    if right is None and lookup.is_within(one):
        tally.lacks(f"“{one.name}”{one.printed}说的可能只是某一科目")
        return
    if right is None and len(sure) != 1:
        why = "在表中可对应不止一项" if sure else "与表中金额不同，但表中未必是同一资金来源"
        tally.lacks(f"“{one.name}”{one.printed}{why}")
        return
    _saw(tally, one, right or sure[0])
    odd = [e for e in right or sure[0] if e.cell.figure is not None and not agree(e.cell.value, one.figure)]
    for entry in odd[: None if right else 1]:
        tally.fault(_differs(one, entry, "warning" if _is_loose(one) else None))
    if not odd:
        tally.ok()


def _saw(tally: Tally, one: Stated, entries: Group) -> None:
    for entry in entries:
        if one.amount is not None and entry.cell.at is not None and entry.cell.figure is not None:
            tally.saw(sum_of(f"{one.name}|{entry.place}", (one.amount, one.figure), [(entry.cell.at, entry.cell.figure)]))


def _in_another_unit(one: Stated, groups: Sequence[Group]) -> Entry | None:
    """The row of its name with its very digits, in 元 here and 万元 there: whoever pays for it, one of the units is wrong."""
    same = (entry for group in groups for entry in group if one.amount is not None and number(one.amount) == number(entry.cell.at))
    return next((entry for entry in same if entry.cell.value.value), None)


def _is_loose(one: Stated) -> bool:
    """机关运行经费 is the public expenses by usage only, and what is evaluated may be some of the item."""
    return one.is_partial or (one.topic is not None and one.topic.item == "operation")


def _differs(one: Stated, entry: Entry, severity: Severity | None, variant: str = "") -> Fault:
    assert one.figure is not None
    unit = one.unit
    apart = difference(one.figure, entry.cell.value)
    data = {
        "subject": one.name,
        "amount": one.printed,
        "place": entry.place,
        "column": entry.column.label,
        "there": f"{entry.cell.at.raw if entry.cell.at else ''}{entry.cell.unit}",
        "common": "" if unit == entry.cell.unit else f"（{shown(entry.cell.value.value, unit)}）",
        "difference": shown(abs(apart), unit),
    }
    units = (one.view.filled("unit"), entry.grid.view.filled("amount_unit")) if variant else ()
    leaves = tuple(at for at in (*one.leaves, entry.cell.at, *units) if at is not None)
    name = f"{one.name}|{one.year}|{entry.grid.label}|{entry.column.label}"
    expected = shown(entry.cell.value.value, unit)
    return Fault(data, leaves, name, expected, one.printed, shown(apart, unit), severity, variant)


def _is_account(one: Stated, lookup: Lookup) -> bool:
    """Whether its subject is the name of a class of spending, in the tables or in the classification."""
    return one.topic is not None and bool(one.topic.name) and (one.topic.name in lookup.names or one.topic.name in _CLASSES)


def _free(one: Stated, stated: list[Stated], lookup: Lookup) -> Group | None:
    """The one class that has the amount and that the sentence names nowhere."""
    assert one.figure is not None
    said = {other.topic.name for other in stated if other.sentence == one.sentence and other.topic is not None}
    fitting = [
        group
        for group in lookup.classes(one.year)
        if agreeing(group, one.figure) and not any(fold_name(entry.name) in said for entry in group)
    ]
    codes = {group[0].of.code for group in fitting}
    return fitting[0] if len(codes) == 1 else None


def _other_name(one: Stated, stated: list[Stated], lookup: Lookup) -> Group | None:
    """The class that a claim has the amount of, under the name of another that the tables have nothing for."""
    if one.topic is None or one.figure is None or not one.figure.value or not _is_account(one, lookup):
        return None
    if any(value.value for group in lookup.find(one.topic, one.year) for value in values(group)):
        return None
    return _free(one, stated, lookup)


@check("N03", scope="document", severity="error", authority=ARITHMETIC, title="文字中的科目名称与表中一致")
def name_as_in_tables(subject: Subject, profile: Profile) -> Result:
    """An amount stands under the name of its account, not under another's."""
    del profile
    stated, tally = _levels(subject), Tally()
    lookup = Lookup(entries_in(subject))
    for one in stated:
        if not _is_account(one, lookup):
            continue
        group = _other_name(one, stated, lookup)
        if group is None:
            tally.ok()
            continue
        own = next(
            (row for grid in lookup.entries.grids for row in grid.rows if one.topic and fold_name(row.name) == one.topic.name), None
        )
        entry = agreeing(group, one.figure)[0] if one.figure else group[0]
        name_at = entry.row.view.filled("name")
        own_at = own.view.filled("name") if own is not None else None
        data = {
            "subject": one.name,
            "amount": one.printed,
            "place": entry.place,
            "there": f"{entry.cell.at.raw if entry.cell.at else ''}{entry.cell.unit}",
            "own": f"“{one.name}”在表中没有金额" if own is not None else f"表中没有“{one.name}”",
        }
        leaves = (*reversed(one.leaves), *(at for at in (name_at, entry.cell.at, own_at) if at is not None))
        tally.fault(Fault(data, leaves, one.name, entry.name, one.name))
    return tally.result("文字中没有按科目列出的金额")


@check("N10", scope="document", severity="warning", authority=DISCLOSURE, title="文字中的科目写法与表中一致")
def spelling_as_in_tables(subject: Subject, profile: Profile) -> Result:
    """A name that no table and no classification has, beside the amount of an account that is called much the same."""
    del profile
    stated, tally = _levels(subject), Tally()
    lookup = Lookup(entries_in(subject))
    for one in stated:
        if one.topic is None or not one.topic.name or one.figure is None or not one.figure.value:
            continue
        if _is_account(one, lookup):
            tally.ok()
            continue
        group = _free(one, stated, lookup)
        if group is not None and fuzz.ratio(one.topic.name, fold_name(group[0].name)) >= _ALIKE:
            entry = group[0]
            data = {"subject": one.name, "amount": one.printed, "name": entry.row.view.text("name"), "place": entry.grid.label}
            name_at = entry.row.view.filled("name")
            leaves = (*reversed(one.leaves), *((name_at,) if name_at else ()))
            tally.fault(Fault(data, leaves, one.name, data["name"], one.name))
    return tally.result("文字中没有按科目列出的金额")
