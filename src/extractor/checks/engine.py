"""All checks over a record: findings, and a ledger row for every check on everything it was asked about, done or why not."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from extractor.checks.bounds import Bounded, Overlong, bounded, told, within
from extractor.checks.contract import ARITHMETIC, C10, CATALOGUE, Check, Fault, Result, Subject
from extractor.checks.messages import Language, message
from extractor.checks.profile import DEFAULT, Profile
from extractor.checks.sums import Sum
from extractor.checks.views import View
from extractor.normalise.text import key
from extractor.record import BudgetTable, Finding, Form, LedgerRow, Record

__all__ = ["Checked", "check_record", "check_run", "finding_id", "sums_of"]

_OFF = "按配置文件关闭"
_WITH_SUMS = frozenset({ARITHMETIC, C10})
"""Sums rest on arithmetic, totals of weights on the rule for them."""

_KNOWN_BY: dict[type, tuple[str, ...]] = {Form: ("project_code", "project_name", "title"), BudgetTable: ("number", "title")}


@dataclass(slots=True)
class Checked:
    """What the checks came to. `sums` are the linear identities that they judged, those that close and those that do not."""

    findings: list[Finding] = field(default_factory=list)
    ledger: list[LedgerRow] = field(default_factory=list)
    sums: list[Sum] = field(default_factory=list)


_Asked: TypeAlias = tuple[Subject, Sequence[Overlong]]
"""What a check is asked about, and what of it the check is not shown."""


def _subjects(check: Check, seen: Bounded, shared: dict[str, object]) -> Iterator[_Asked]:
    root = View("", seen.record)
    views = {"form": root.rows("forms"), "table": root.rows("tables"), "document": [root]}.get(check.scope, [])
    yield from ((Subject(view, seen.record, shared=shared), seen.of(view.path)) for view in views)


def _identity(subject: Subject) -> str:
    """What a form or table is known by, whatever its number: code, name or title."""
    names = _KNOWN_BY.get(type(subject.view.model), ())
    found = next((key(at.raw) for name in names if (at := subject.view.filled(name))), "")
    return found or subject.view.path


def finding_id(check: str, subject: Subject, fault: Fault) -> str:
    """Stable over runs: made of the check, what the form is known by and the field, not of positions."""
    parts = (check, _identity(subject), fault.variant, key(fault.field))
    return f"{check}-{hashlib.sha256('|'.join(parts).encode()).hexdigest()[:10]}"


def _finding(check: Check, subject: Subject, fault: Fault, profile: Profile, language: Language) -> Finding:
    return Finding(
        id=finding_id(check.id, subject, fault),
        check=check.id,
        severity=profile.severity.get(check.id, fault.severity or check.severity),
        message=message(check, fault, language),
        expected=fault.expected,
        actual=fault.actual,
        difference=fault.difference,
        evidence=[at.evidence() for at in fault.evidence],
    )


def _judge(check: Check, subject: Subject, profile: Profile, overlong: Sequence[Overlong]) -> Result:
    """A defect of a check is a row of the ledger, never a check that silently did not happen."""
    if check.id in profile.checks.off:
        return Result("not_applicable", _OFF)
    try:
        return within(told(check.judge(subject, profile), overlong))
    except Exception as error:  # noqa: BLE001 - one check's defect must not stop the others; it is reported as what it is
        return Result("error", f"检查程序出错：{type(error).__name__}: {error}")


def _run(check: Check, subjects: Sequence[_Asked], profile: Profile, language: Language, checked: Checked) -> None:
    for subject, overlong in subjects:
        result = _judge(check, subject, profile, overlong)
        checked.ledger.append(LedgerRow(check=check.id, scope=subject.view.path, status=result.status, reason=result.reason))
        checked.findings += [_finding(check, subject, fault, profile, language) for fault in result.faults]
        checked.sums += _sums(check, subject, result)


def check_record(record: Record, profile: Profile = DEFAULT, language: Language = "zh") -> Checked:
    """Every check of forms, tables and documents over one record."""
    checked, seen, shared = Checked(), bounded(record), dict[str, object]()
    for check in CATALOGUE.values():
        _run(check, list(_subjects(check, seen, shared)), profile, language, checked)
    checked.findings = _distinct(checked.findings)
    return checked


def sums_of(record: Record, profile: Profile = DEFAULT) -> list[Sum]:
    """Every linear identity that the checks of a record judge; where all checks are run `Checked.sums` has them."""
    seen, shared = bounded(record), dict[str, object]()
    return [
        found
        for check in CATALOGUE.values()
        if check.authority in _WITH_SUMS
        for subject, overlong in _subjects(check, seen, shared)
        for found in _sums(check, subject, _judge(check, subject, profile, overlong))
    ]


def _sums(check: Check, subject: Subject, result: Result) -> list[Sum]:
    if check.authority not in _WITH_SUMS:
        return []
    return [replace(found, check=check.id, scope=subject.view.path) for found in result.sums]


def check_run(records: Sequence[Record], profile: Profile = DEFAULT, language: Language = "zh") -> Checked:
    """The checks across the files of one run."""
    checked = Checked()
    if records:
        seen = [bounded(record) for record in records]
        subject = Subject(View("", seen[0].record), seen[0].record, tuple(one.record for one in seen))
        overlong = [replace(found, why=f"{one.record.source}：{found.why}") for one in seen for found in one.overlong]
        for check in CATALOGUE.values():
            if check.scope == "run":
                _run(check, [(subject, overlong)], profile, language, checked)
    return checked


def _distinct(findings: Sequence[Finding]) -> list[Finding]:
    """Two faults of one identity get different ids, by their order."""
    seen: dict[str, int] = {}
    out = []
    for finding in findings:
        seen[finding.id] = seen.get(finding.id, 0) + 1
        again = seen[finding.id]
        out.append(finding if again == 1 else finding.model_copy(update={"id": f"{finding.id}-{again}"}))
    return out
