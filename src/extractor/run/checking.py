"""Records with what the checks found. Reading and checking are apart: records are checked again without being read again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from extractor.checks import CATALOGUE, DEFAULT, Checked, Profile, check_record, check_run
from extractor.checks.messages import Language
from extractor.confidence import confident
from extractor.explain import explain
from extractor.record import Evidence, Finding, LedgerRow, Record

__all__ = [
    "SEVERITIES",
    "NotChecked",
    "again",
    "carried",
    "checked",
    "counts",
    "explained",
    "finding_lines",
    "not_checked",
    "noted",
    "over_files",
    "worst",
]

SEVERITIES = {"error": "错误", "warning": "警告", "info": "提示"}
"""Severities, the worst first, and what users call them."""

_UNDONE = {"insufficient_data": "数据不足", "unreadable": "无法辨认", "error": "检查出错"}


@dataclass(slots=True)
class NotChecked:
    """A check that could not be done, with the places and the first reason."""

    check: str
    title: str
    status: str
    reason: str
    scopes: list[str] = field(default_factory=list)


def checked(record: Record, profile: Profile = DEFAULT, language: Language = "zh") -> Record:
    """The record with its findings and its ledger, whatever it held before."""
    return noted(record, check_record(record, profile, language))


def noted(record: Record, found: Checked) -> Record:
    """The record with what its checks found, and nothing else changed."""
    return record.model_copy(update={"findings": found.findings, "ledger": found.ledger})


def carried(record: Record, before: Record) -> Record:
    """The record with the diagnosis and the wording that its findings had, where they still speak of the same figures."""
    said = {_spoken_of(finding): {"diagnosis": finding.diagnosis, "wording": finding.wording} for finding in before.findings}
    findings = [finding.model_copy(update=said.get(_spoken_of(finding))) for finding in record.findings]
    return record.model_copy(update={"findings": findings})


def _spoken_of(finding: Finding) -> tuple[str, ...]:
    return (finding.id, *(item.raw for item in finding.evidence))


def explained(record: Record, language: Language = "zh") -> Record:
    """The record with its findings explained, once they are diagnosed."""
    findings = [
        finding.model_copy(update={"explanation": explain(record, finding, finding.message, language)})
        for finding in record.findings
    ]
    return record.model_copy(update={"findings": findings})


def again(kept: Record, profile: Profile = DEFAULT, language: Language = "zh") -> Record:
    """A record checked again without its document: after a correction, or by another profile. What was said of findings that
    are still there is kept, and fields are as sure as the sums that they now take part in.
    """
    found = check_record(kept, profile, language)
    return confident(explained(carried(noted(kept, found), kept), language), profile, found.sums)


def over_files(records: Sequence[Record], profile: Profile = DEFAULT, language: Language = "zh") -> Checked:
    """What disagrees between the files of one run."""
    return check_run(records, profile, language)


def not_checked(ledger: Sequence[LedgerRow]) -> list[NotChecked]:
    """The checks that were asked and could not be done, by check and status."""
    found: dict[tuple[str, str], NotChecked] = {}
    for row in ledger:
        if row.status in _UNDONE:
            title = CATALOGUE[row.check].title if row.check in CATALOGUE else row.check
            entry = found.setdefault(
                (row.check, row.status), NotChecked(row.check, title, _UNDONE[row.status], row.reason or "没有说明原因")
            )
            entry.scopes.append(row.scope)
    return list(found.values())


def worst(findings: Sequence[Finding]) -> str | None:
    """The worst severity among findings."""
    present = {finding.severity for finding in findings}
    return next((severity for severity in SEVERITIES if severity in present), None)


def _where(evidence: Sequence[Evidence]) -> str:
    first = next((item for item in evidence if item.page is not None), None)
    if first is None:
        return ""
    if first.cell:
        return f"第{first.cell[0]}个表第{first.cell[1]}行第{first.cell[2]}列"
    return f"第{first.line}行" if first.line else f"第{first.page}页"


def finding_lines(findings: Sequence[Finding], at_least: str = "info") -> Iterator[str]:
    """Findings as lines for a person, the worst first."""
    order = list(SEVERITIES)
    for finding in sorted(findings, key=lambda item: order.index(item.severity)):
        if order.index(finding.severity) <= order.index(at_least):
            where = _where(finding.evidence)
            yield f"[{SEVERITIES[finding.severity]} {finding.check}] {finding.message}{f'（{where}）' if where else ''}"


def counts(findings: Sequence[Finding]) -> dict[str, int]:
    """How many findings of each severity."""
    present = Counter[str](finding.severity for finding in findings)
    return {severity: present[severity] for severity in SEVERITIES if present[severity]}
