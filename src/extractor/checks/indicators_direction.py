"""I05 and I10: the sign of a target fits what is measured; what is not up to the unit is not asked for as "at least"."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from extractor.checks.contract import C101, NORM, Fault, Result, Severity, Subject, Tally, check
from extractor.checks.indicators_rows import Row, rows_of
from extractor.checks.indicators_words import INDICATOR_WORDS, pattern
from extractor.checks.profile import Profile

__all__ = ["is_unwanted"]

_DIRECTED = frozenset({"GE", "GT", "LE", "LT", "EQ"})
_FULL = 100


class _Reversed(NamedTuple):
    """That a sign is the wrong way round: the sentence, and how sure that is."""

    variant: str
    severity: Severity


@cache
def _head(words: str) -> re.Pattern[str]:
    """Unwanted things as the head of a name: 重新犯罪率 is unwanted, 犯罪率下降幅度 is not."""
    section = INDICATOR_WORDS["direction"]
    return re.compile(f"(?:{section[words]}){section['tail']}")


def is_unwanted(name: str) -> bool:
    """Whether nobody wants what a name counts or rates."""
    if pattern("direction", "handled").search(name):
        return False
    return bool(_head("bad").search(name) or _counted_cases(name))


def _counted_cases(name: str) -> re.Match[str] | None:
    """A count or rate of cases; without a word for either (化解矛盾纠纷), they are what is worked on."""
    found = _head("bad_cases").search(name)
    return found if found and found["measure"] else None


@check("I05", scope="form", severity="error", authority=C101, title="指标方向")
def direction_fits(subject: Subject, profile: Profile) -> Result:
    """What nobody wants is at most so much, what everybody wants at least."""
    del profile
    tally = Tally()
    for row in rows_of(subject.view):
        if row.operator not in _DIRECTED or row.value is None:
            continue
        found = _at_least(row) if row.asks_at_least else _at_most(row)
        if found is None:
            tally.ok()
            continue
        data = {"name": row.shown, "target": row.target, "sign": row.view.text("operator")}
        evidence = row.at("operator", "name", "value")
        tally.fault(Fault(data, evidence, row.name, None, row.target, None, found.severity, found.variant))
    return tally.result("没有定量指标")


def _at_most(row: Row) -> _Reversed | None:
    """At most so much of what everybody wants; at most all of it asks for nothing and is no reversal."""
    if row.operator not in {"LE", "LT"} or row.kind_of_unit != "rate" or row.value is None or row.value == _FULL:
        return None
    return _Reversed("low", "error") if pattern("direction", "good").search(row.name) else None


def _at_least(row: Row) -> _Reversed | None:
    return _unwanted(row) or _late(row) or _costly(row)


def _unwanted(row: Row) -> _Reversed | None:
    name = row.name
    cases = _counted_cases(name)
    found = _head("bad").search(name) or cases
    if found is None:
        return None
    if pattern("direction", "prevented").search(name):
        return _Reversed("prevented", "warning")
    if pattern("direction", "handled").search(name):
        return None
    counted = found is cases and row.kind_of_unit != "rate"
    return _Reversed("high", "warning" if counted else "error")


def _late(row: Row) -> _Reversed | None:
    if row.kind_of_unit != "time" or pattern("direction", "early").search(row.name):
        return None
    if pattern("direction", "deadline").search(row.name):
        return _Reversed("late", "error")
    return _Reversed("late", "warning") if pattern("direction", "completion").search(row.name) else None


def _costly(row: Row) -> _Reversed | None:
    if pattern("direction", "saved").search(row.name):
        return None
    if pattern("direction", "cost").search(row.name):
        return _Reversed("cost", "error" if row.kind_of_unit == "money" else "warning")
    spending = pattern("direction", "spending").search(row.name) or (row.is_of("成本") and row.kind_of_unit == "money")
    return _Reversed("cost", "warning") if spending else None


@check("I10", scope="form", severity="info", authority=NORM, title="不由单位决定的数量")
def caseload_is_no_target(subject: Subject, profile: Profile) -> Result:
    """How many people come or are under control is not asked for as "at least"."""
    del profile
    tally = Tally()
    for row in rows_of(subject.view):
        if row.value is None or row.kind_of_unit not in {"counted", "other"}:
            continue
        if row.asks_at_least and pattern("caseload", "name").search(row.name):
            tally.fault(Fault({"name": row.shown, "target": row.target}, row.at("name", "operator", "value"), row.name))
        else:
            tally.ok()
    return tally.result("没有计数的指标")
