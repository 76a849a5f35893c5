"""I07 and I08: the unit is one, fits what the name counts and the kind of indicator."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from extractor.checks.contract import C101, Fault, Result, Severity, Subject, Tally, check
from extractor.checks.indicators_direction import is_unwanted
from extractor.checks.indicators_rows import NO_INDICATORS, Row, rows_of
from extractor.checks.indicators_words import INDICATOR_WORDS, keys, pattern
from extractor.checks.profile import Profile
from extractor.normalise.text import key
from extractor.normalise.units import is_unit

__all__: list[str] = []

_PARTS = re.compile(r"[/·・•⋅.*()每]")
_SCALED = re.compile(r"^(?:\d+|[十百千万亿])+")
_SLASHES = 2
_WORDS = INDICATOR_WORDS["unit_words"]


@check("I07", scope="form", severity="warning", authority=C101, title="计量单位")
def unit_fits(subject: Subject, profile: Profile) -> Result:
    """The unit is known, is no number and no quantity, and counts what the name and its explanation count."""
    del profile
    rows, tally = rows_of(subject.view), Tally()
    for row in rows:
        fault = next(_faults(row), None)
        if fault is not None:
            tally.fault(fault)
        elif row.unit:
            tally.ok()
    return tally.result("没有计量单位" if rows else NO_INDICATORS)


def _faults(row: Row) -> Iterator[Fault]:
    if not row.unit:
        return
    yield from _misprint(row)
    if not _known(row.unit):
        yield _fault(row, "unknown")
    yield from _contradiction(row)
    if row.unit.count("/") >= _SLASHES:
        yield _fault(row, "slashes", severity="info")


def _fault(row: Row, variant: str, severity: Severity | None = None, other: str = "", *more: str) -> Fault:
    data = {"name": row.shown, "unit": row.view.text("unit") or row.unit, "other": other}
    evidence = row.at("unit", "name", *more) if row.view.text("unit") else row.at("value", "name", *more)
    return Fault(data, evidence, row.name, other or None, data["unit"], None, severity, variant)


def _misprint(row: Row) -> Iterator[Fault]:
    """各 for 个; 万 for 万元; 人数 for 人."""
    if meant := INDICATOR_WORDS["slips"].get(row.unit):
        yield _fault(row, "slip", "error", meant)
    elif pattern("unit_words", "bare").search(row.unit):
        money = bool(pattern("unit_words", "money").search(row.name))
        yield _fault(row, "money" if money else "bare", "error" if money else None, f"{row.unit}元" if money else "")
    elif pattern("unit_words", "noun").search(row.unit) and row.unit not in keys("units", "more"):
        yield _fault(row, "noun")


def _known(unit: str) -> bool:
    """Whether a unit, or each part of 元/人·天, is a known one; numbers before it (万头) scale it."""
    parts = [part for part in _PARTS.split(unit) if part]
    return _is_known(unit) or (bool(parts) and all(map(_is_known, parts)))


def _is_known(part: str) -> bool:
    plain = _SCALED.sub("", part)
    tried = {part, part.lower(), plain, plain.lower()} - {""}
    return any(is_unit(text) or text in keys("units", "more") for text in tried) or not plain


def _contradiction(row: Row) -> Iterator[Fault]:
    """次数 in 人次, 人 beside an explanation in 人次, a rate in 件, a number of things in %."""
    for rule in _WORDS["measures"]:
        if row.unit in rule["against"] and (found := re.search(rule["name"], row.name)):
            yield _fault(row, "measure", None, found.group())
    for rule in _WORDS["explained"]:
        text = key(row.view.text("explanation"))
        if row.unit in rule["unit"] and (found := re.search(rule["says"], text)):
            yield _fault(row, "explained", None, found.group(), "explanation")
    yield from _rate_or_count(row)


def _rate_or_count(row: Row) -> Iterator[Fault]:
    rates: dict[str, Any] = _WORDS["rates"]
    is_rate = row.kind_of_unit == "rate"
    if re.search(rates["rate"], row.name) and not is_rate and row.unit not in rates["allowed"] and "/" not in row.unit:
        yield _fault(row, "rate")
    elif is_rate and (found := re.search(rates["count"], row.name)):
        yield _fault(row, "count", None, found.group())


@check("I08", scope="form", severity="warning", authority=C101, title="指标类别与计量单位相符")
def kind_fits_unit(subject: Subject, profile: Profile) -> Result:
    """Quantities are no rates, qualities no counts, costs are in money."""
    del profile
    tally = Tally()
    for row in rows_of(subject.view):
        rule = next((rule for rule in INDICATOR_WORDS["fits"] if re.search(rule["kind"], _kind(row))), None)
        if rule is None or row.value is None or not row.unit:
            continue
        if row.kind_of_unit not in rule["against"] or _is_exempt(row, rule):
            tally.ok()
            continue
        data = {"name": row.shown, "kind": _shown_kind(row), "unit": row.unit}
        evidence = row.at("level2" if row.levels[0] else "level1", "unit", "name")
        tally.fault(Fault(data, evidence, row.name, None, row.unit, variant=rule["variant"]))
    return tally.result("没有写明二级指标和计量单位")


def _kind(row: Row) -> str:
    """The finer level, else the other."""
    return row.levels[0] or row.levels[1]


def _shown_kind(row: Row) -> str:
    return row.view.text("level2") or row.view.text("level1")


def _is_exempt(row: Row, rule: dict[str, Any]) -> bool:
    """Whether the name says that the unit is in order: 事故起数 is a quality, 及时办理件数 speaks of time."""
    if "only" in rule:
        return not re.search(rule["only"], row.name)
    return bool(("exempt" in rule and re.search(rule["exempt"], row.name)) or is_unwanted(row.name))
