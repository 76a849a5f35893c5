"""T04, T06, T08: what stands in several tables is the same in all of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from extractor.checks.contract import ARITHMETIC, DISCLOSURE, Fault, Result, Subject, Tally, check
from extractor.checks.figures import agree, difference
from extractor.checks.profile import Profile
from extractor.checks.sums import sum_of
from extractor.checks.tables_entries import Entries, Entry, Of, entries_in
from extractor.checks.tables_grid import shown
from extractor.checks.tables_words import WORDS

__all__: list[str] = []


def _judge_same(tally: Tally, entries: Sequence[Entry]) -> None:
    """One amount in several places: those that are printed agree. What most say is taken for what is meant."""
    for entry in entries:
        if entry.cell.unreadable:
            tally.cannot_read(f"{entry.place}：{entry.cell.why}")
        elif entry.cell.why:
            tally.lacks(f"{entry.place}：{entry.cell.why}")
    there = [entry for entry in entries if entry.cell.figure is not None]
    if len(there) < 2:
        return
    usual = Counter(entry.cell.value.value for entry in there).most_common(1)[0][0]
    base = next(entry for entry in there if entry.cell.value.value == usual)
    for entry in there:
        if entry is not base and entry.cell.at is not None and base.cell.at is not None:
            name = f"{entry.place}|{base.place}"
            tally.saw(sum_of(name, (entry.cell.at, entry.cell.figure), [(base.cell.at, base.cell.figure)]))
    odd = [entry for entry in there if not agree(entry.cell.value, base.cell.value)]
    for entry in odd:
        tally.fault(_differs(entry, base))
    if not odd:
        tally.ok()


def _differs(entry: Entry, base: Entry) -> Fault:
    unit = entry.cell.unit
    apart = difference(entry.cell.value, base.cell.value)
    cells = [found.cell.at for found in (entry, base) if found.cell.at is not None]
    data = {
        "one": entry.place,
        "one_column": entry.column.label,
        "amount": shown(entry.cell.value.value, unit),
        "other": base.place,
        "other_column": base.column.label,
        "there": shown(base.cell.value.value, base.cell.unit),
        "difference": shown(abs(apart), unit),
    }
    name = f"{entry.of.code}|{entry.of.item}|{entry.of.year}|{entry.grid.label}|{entry.column.label}"
    return Fault(data, tuple(cells), name, data["there"], data["amount"], shown(apart, unit))


def _comparable(of: Of) -> bool:
    """What no word list knows is measured by its header alone, and two headers may mean two things by it."""
    return not of.item.startswith("?") and of.source not in ("carried", "other")


def _once(entries: Sequence[Entry]) -> bool:
    """Whether no table has two rows for the thing (several units in one table): then it would not be one thing."""
    return len({entry.row.view.path for entry in entries}) == len({entry.grid.view.path for entry in entries})


@check("T04", scope="document", severity="error", authority=ARITHMETIC, title="同一科目在各表中金额相同")
def same_account(subject: Subject, profile: Profile) -> Result:
    """One account, one measure, one source, one year: one amount, in every table."""
    del profile
    tally = Tally()
    for of, entries in entries_in(subject).groups("coded", "items").items():
        if len(entries) > 1 and _comparable(of):
            if _once(entries):
                _judge_same(tally, entries)
            else:
                tally.lacks(f"{entries[0].place}在同一表中不止一行")
    return tally.result("没有在两张表中出现的科目")


@check("T06", scope="document", severity="error", authority=ARITHMETIC, title="收支总表与分科目表的各类金额相同")
def same_class(subject: Subject, profile: Profile) -> Result:
    """Classes and wholes of 收支总表 are those of the tables by account."""
    del profile
    tally = Tally()
    for of, entries in entries_in(subject).groups("coded", "statement").items():
        stated = [entry for entry in entries if entry.role == "statement"]
        others = [entry for entry in entries if entry.role == "coded"]
        if len(entries) < 2 or not stated or not _comparable(of):
            continue
        for entry in stated:
            first = (others or [other for other in stated if other.grid is not entry.grid])[:1]
            _judge_same(tally, [*first, entry])
    return tally.result("没有收支总表，或没有可对照的分科目表")


def _item(entries: Entries, item: str) -> Entry | None:
    return next((e for e in entries.all if e.role == "items" and e.of[1:4] == (item, entries.year, "") and e.cell.figure), None)


@check("T08", scope="document", severity="warning", authority=DISCLOSURE, title="经济科目不超过“三公”经费对应项")
def within_three_public(subject: Subject, profile: Profile) -> Result:
    """因公出国, 公务接待 and 公务用车运行 of basic spending are at most what the 三公 table has for them."""
    del profile
    tally, entries = Tally(), entries_in(subject)
    for row in WORDS["within"]:
        most = _item(entries, row["item"])
        coded = [
            e
            for e in entries.all
            if e.of[0:4] in ((row["code"], "basic", entries.year, ""), (row["code"], "total", entries.year, ""))
        ]
        for entry in coded if most is not None else ():
            if entry.cell.figure is None or most is None:
                continue
            if entry.cell.value.value <= most.cell.value.value or agree(entry.cell.value, most.cell.value):
                tally.ok()
            else:
                tally.fault(_differs(entry, most))
    return tally.result("没有“三公”经费表，或没有相应的经济科目")
