"""I01, I02, I16, I17, I18: what indicators a form has, as a whole."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from extractor.checks.contract import C101, FORM, NORM, Fault, Result, Subject, Tally, check
from extractor.checks.figures import number
from extractor.checks.indicators_rows import NO_INDICATORS, Row, rows_of
from extractor.checks.indicators_words import pattern
from extractor.checks.profile import Profile
from extractor.checks.views import At, View
from extractor.record import FillingRule, Form, Requirement

__all__: list[str] = []

_SHARED = "项目"
"""What rules are for that speak of each project; an overall form is none."""


def _rules(subject: Subject, kind: str) -> Iterator[tuple[At, Requirement]]:
    """The requirements of a kind that hold for the form, each with the rule it stands in."""
    form = subject.view.model
    assert isinstance(form, Form)
    for view in subject.root.rows("filling_rules"):
        rule, text = view.model, view.at("text")
        assert isinstance(rule, FillingRule)
        if text is not None and not (form.kind == "overall" and _SHARED in text.raw):
            yield from ((text, made) for made in rule.requirements if made.kind == kind)


def _names(rows: Sequence[Row]) -> tuple[At, ...]:
    return tuple(at for row in rows for at in row.at("name"))


def _known_by(form: View) -> tuple[At, ...]:
    """The leaf that a form is known by, as evidence of what it lacks."""
    found = (form.filled(name) for name in ("project_name", "title", "organization"))
    return tuple(at for at in found if at is not None)[:1] or _names(rows_of(form))[:1]


@check("I01", scope="form", severity="error", authority=FORM, title="各类指标的数量")
def enough_indicators(subject: Subject, profile: Profile) -> Result:
    """There are as many indicators of each kind as the form's own rules ask for."""
    del profile
    rows, tally = rows_of(subject.view), Tally()
    if not rows:
        return Result("not_applicable", NO_INDICATORS)
    for text, requirement in _rules(subject, "min_indicators"):
        _enough(tally, subject, rows, text, requirement)
    return tally.result("填表说明没有规定指标的数量")


def _enough(tally: Tally, subject: Subject, rows: Sequence[Row], text: At, requirement: Requirement) -> None:
    wanted, kind = int(requirement.value or 0), requirement.of
    if kind and not any(any(row.levels) for row in rows):
        return tally.lacks("指标没有分级，不能按类计数")
    own = [row for row in rows if not kind or row.is_of(kind)]
    if len(own) >= wanted:
        return tally.ok()
    data = {"kind": kind, "wanted": str(wanted), "count": str(len(own)), "difference": str(wanted - len(own))}
    evidence = (*(_names(own) or _known_by(subject.view)), text)
    return tally.fault(Fault(data, evidence, kind, str(wanted), str(len(own)), data["difference"]))


@check("I02", scope="form", severity="error", authority=FORM, title="不能全部是定性指标")
def not_all_qualitative(subject: Subject, profile: Profile) -> Result:
    """Some indicator has a number to reach."""
    del profile
    rows = [row for row in rows_of(subject.view) if row.words]
    if not rows:
        blank = any(row.view.at("value") for row in rows_of(subject.view))
        return Result("insufficient_data", "指标值没有填写") if blank else Result("not_applicable", NO_INDICATORS)
    if not all(row.is_qualitative for row in rows):
        return Result("pass")
    rule = next(_rules(subject, "not_all_qualitative"), None)
    evidence = tuple(at for row in rows for at in row.at("value"))
    data = {"count": str(len(rows))}
    fault = Fault(data, (*evidence, *((rule[0],) if rule else ())), severity="error" if rule else "warning")
    return Result("fail", None, (fault,))


_ALWAYS = ("满意度", "成本")


@check("I16", scope="form", severity="info", authority=C101, title="满意度指标和成本指标")
def satisfaction_and_cost(subject: Subject, profile: Profile) -> Result:
    """A form asks how satisfied people are and what it costs."""
    del profile
    rows = rows_of(subject.view)
    if not rows:
        return Result("not_applicable", NO_INDICATORS)
    missing = [kind for kind in _ALWAYS if not any(_speaks_of(row, kind) for row in rows)]
    if not missing:
        return Result("pass")
    return Result("fail", None, (Fault({"kinds": "、".join(missing)}, _known_by(subject.view), "、".join(missing)),))


def _speaks_of(row: Row, kind: str) -> bool:
    return row.is_of(kind) or bool(pattern("kinds_by_name", kind).search(row.name))


@check("I17", scope="form", severity="info", authority=NORM, title="指标名称重复")
def names_once(subject: Subject, profile: Profile) -> Result:
    """No two indicators of a form have one name."""
    del profile
    rows, tally = rows_of(subject.view), Tally()
    for name in dict.fromkeys(row.name for row in rows):
        same = [row for row in rows if row.name == name]
        if len(same) > 1:
            tally.fault(Fault({"name": same[0].shown, "count": str(len(same))}, _names(same), name))
        else:
            tally.ok()
    return tally.result(NO_INDICATORS)


@check("I18", scope="form", severity="info", authority=NORM, title="核心指标与权重")
def core_weighs_more(subject: Subject, profile: Profile) -> Result:
    """What is marked as core weighs more than what is not, where weights differ at all."""
    del profile
    rows = rows_of(subject.view)
    core, other = (_weighted(rows, flag) for flag in ("yes", "no"))
    if not core or not other:
        return Result("not_applicable", "没有同时标明核心和非核心的指标")
    if len({weight for _, weight in (*core, *other)}) == 1:
        return Result("not_applicable", "各指标权重相同")
    light, heavy = min(core, key=lambda pair: pair[1]), max(other, key=lambda pair: pair[1])
    if light[1] > heavy[1]:
        return Result("pass")
    data = {
        "core": light[0].shown,
        "core_weight": light[0].view.text("weight"),
        "other": heavy[0].shown,
        "other_weight": heavy[0].view.text("weight"),
    }
    evidence = (*light[0].at("is_core", "weight"), *heavy[0].at("is_core", "weight"))
    return Result("fail", None, (Fault(data, evidence),))


def _weighted(rows: Sequence[Row], flag: str) -> list[tuple[Row, Decimal]]:
    """The rows that are flagged so, with their weights."""
    found = []
    for row in rows:
        at, weight = row.view.filled("is_core"), number(row.view.filled("weight"))
        if at is not None and at.leaf.value == flag and weight is not None:
            found.append((row, weight))
    return found
