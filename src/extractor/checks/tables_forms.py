"""F10, F11: the amounts of a form are those of the department's tables."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractor.checks.claims_lookup import Lookup, values
from extractor.checks.claims_words import CLAIM_WORDS, Topic
from extractor.checks.contract import ARITHMETIC, DISCLOSURE, Fault, Result, Subject, Tally, check
from extractor.checks.figures import Figure, agree, difference, money
from extractor.checks.profile import Profile
from extractor.checks.sums import sum_of
from extractor.checks.tables_codes import ACCOUNTS
from extractor.checks.tables_entries import Entries, Entry, entries_in, fold_name
from extractor.checks.tables_grid import shown
from extractor.checks.views import At, View
from extractor.normalise.text import key
from extractor.record import Form

__all__: list[str] = []

_ENDINGS = re.compile(CLAIM_WORDS["project_endings"])
_SEVERAL_YEARS = re.compile(CLAIM_WORDS["several_years"])
_CODE = re.compile(r"(?<!\d)2\d{6}(?!\d)")
_YEAR = re.compile(r"(?:19|20)\d{2}")
_DATES = re.compile(r"(?:19|20)\d{2}(?=[-./年])")


def _form(subject: Subject) -> Form:
    form = subject.view.model
    assert isinstance(form, Form)
    return form


def _year(view: View, entries: Entries) -> int:
    found = _YEAR.search(key(view.text("fiscal_year")))
    return int(found.group()) if found else entries.year


def _is_of_several_years(view: View) -> bool:
    """A project of several years: its total is no year's amount."""
    labels = [row.text("label") for row in (*view.rows("attributes"), *view.rows("funding"))]
    dates = {year for row in view.rows("attributes") for year in _DATES.findall(key(row.text("value")))}
    return any(_SEVERAL_YEARS.search(key(label)) for label in labels) or len(dates) > 1


def _codes(view: View, entries: Entries) -> set[str]:
    """The accounts that a project form names: by code, or by a name that is its own without 专项经费 and the like."""
    coded = {code for row in view.rows("attributes") for code in _CODE.findall(key(row.text("value")))}
    if coded:
        return coded
    name = fold_name(_ENDINGS.sub("", key(view.text("project_name"))))
    return {entry.of.code for entry in entries.all if len(entry.of.code) == 7 and name and name in _names(entry)}


def _names(entry: Entry) -> set[str]:
    """What an account is or was called."""
    return {fold_name(entry.name), *(fold_name(old) for old in ACCOUNTS["former"].get(entry.of.code, {}))}


def _line(entries: Entries, codes: set[str], year: int) -> Entry | None:
    """The line of the one account, its project spending if there is such a column, else all of it."""
    found = [e for e in entries.all if e.of.code in codes and e.of.year == year and not e.of.stage and e.cell.figure is not None]
    return next((e for item in ("project", "total") for e in found if e.of.item == item), None) if len(codes) == 1 else None


def _differs(at: At, figure: Figure, entry: Entry, what: str) -> Fault:
    unit = key(at.leaf.unit or "元")
    apart = difference(figure, entry.cell.value)
    there = entry.cell.at
    data = {
        "what": what,
        "amount": f"{at.raw}{unit}",
        "place": entry.place,
        "column": entry.column.label,
        "there": f"{there.raw if there else ''}{entry.cell.unit}",
        "common": "" if unit == entry.cell.unit else f"（{shown(entry.cell.value.value, unit)}）",
        "difference": shown(abs(apart), unit),
    }
    code = entry.row.view.filled("code")
    leaves = [leaf for leaf in (at, there, code) if leaf is not None]
    return Fault(data, tuple(leaves), what, shown(entry.cell.value.value, unit), data["amount"], shown(apart, unit))


@check("F10", scope="form", severity="warning", authority=DISCLOSURE, title="表内上年预算与预算表一致")
def last_year_as_in_tables(subject: Subject, profile: Profile) -> Result:
    """The prior-year figure of a project form is that of the account it is paid from."""
    del profile
    at = subject.view.filled("prior_year_budget")
    if at is None or not subject.record.tables:
        return Result("not_applicable", "没有上年预算，或没有预算表可以对照")
    figure, entries = money(at), entries_in(subject)
    entry = _line(entries, _codes(subject.view, entries), _year(subject.view, entries) - 1)
    if figure is None:
        return Result("insufficient_data", "上年预算不是带单位的金额")
    if entry is None:
        return Result("insufficient_data", "预算表中没有可确定对应的上年科目")
    if agree(figure, entry.cell.value):
        return Result("pass")
    if 0 < figure.value < entry.cell.value.value:
        return Result("insufficient_data", f"{entry.place}的上年预算可能不止这一个项目")
    return Result("fail", None, (_differs(at, figure, entry, "上年预算"),))


@check("F11", scope="form", severity="error", authority=ARITHMETIC, title="表内预算与预算表一致")
def budget_as_in_tables(subject: Subject, profile: Profile) -> Result:
    """A project form's budget is not more than its account's line; an overall form's amounts are the department's."""
    del profile
    if not subject.record.tables or not subject.view.filled("total_budget"):
        return Result("not_applicable", "没有预算金额，或没有预算表可以对照")
    entries = entries_in(subject)
    return _overall(subject, entries) if _form(subject).kind == "overall" else _project(subject, entries)


def _project(subject: Subject, entries: Entries) -> Result:
    at = subject.view.filled("total_budget")
    figure, year = money(at), _year(subject.view, entries)
    if figure is None or at is None:
        return Result("insufficient_data", "预算不是带单位的金额")
    if _is_of_several_years(subject.view):
        return Result("insufficient_data", "项目跨多个年度，总额不与年度预算比较")
    entry = _line(entries, _codes(subject.view, entries), year)
    if entry is None:
        return Result("insufficient_data", "预算表中没有可确定对应的科目")
    if agree(figure, entry.cell.value):
        return Result("pass")
    if figure.value < entry.cell.value.value:
        return Result("insufficient_data", f"{entry.place}可能不止这一个项目")
    return Result("fail", None, (_differs(at, figure, entry, "项目预算"),))


def _amounts(view: View) -> Iterator[tuple[str, At, Topic]]:
    """The amounts of an overall form that the tables have too."""
    at = view.filled("total_budget")
    if at is not None:
        yield "预算总额", at, Topic("total", "spending")
    for row in view.rows("funding"):
        label, amount = key(row.text("label")), row.filled("amount")
        item = {"基本支出": "basic", "项目支出": "project"}.get(label)
        if item is not None and amount is not None:
            yield label, amount, Topic(item)


def _overall(subject: Subject, entries: Entries) -> Result:
    lookup, tally = Lookup(entries), Tally()
    year = _year(subject.view, entries)
    for what, at, topic in _amounts(subject.view):
        figure = money(at)
        there = [entry for group in lookup.find(topic, year) for entry in group if values([entry])]
        if figure is None:
            tally.lacks(f"{what}不是带单位的金额")
        elif not there:
            tally.lacks(f"预算表中没有对应的{what}")
        elif right := next((entry for entry in there if agree(figure, entry.cell.value)), None):
            _saw(tally, at, figure, right, what)
            tally.ok()
        elif len({entry.cell.value.value for entry in there}) > 1:
            tally.lacks(f"{what}在预算表中可对应不止一项")
        else:
            _saw(tally, at, figure, there[0], what)
            tally.fault(_differs(at, figure, there[0], what))
    return tally.result()


def _saw(tally: Tally, at: At, figure: Figure, entry: Entry, what: str) -> None:
    if entry.cell.at is not None:
        tally.saw(sum_of(what, (at, figure), [(entry.cell.at, entry.cell.figure)]))
