"""What was checked of a document, what came of it, and what was not checked and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extractor.checks import CATALOGUE
from extractor.names import describe
from extractor.record import LedgerRow, Record
from extractor.web.texts import Texts

__all__ = ["Asked", "Ledger", "Reason", "ledger_of"]

_UNDONE = ("insufficient_data", "unreadable", "error")
_PLACES = 6


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a check was not made, or what it has to say, and of what."""

    status: str
    text: str
    scopes: Sequence[str]
    more: int


@dataclass(frozen=True, slots=True)
class Asked:
    """A check, with how often it came to what."""

    check: str
    title: str
    authority: str
    passed: int
    failed: int
    undone: int
    not_applicable: int
    reasons: Sequence[Reason]

    def told(self, group: str) -> Sequence[Reason]:
        """The reasons that say something in a group: why it does not apply is told of checks that applied nowhere."""
        if group == "other":
            return self.reasons[:1]
        return [reason for reason in self.reasons if reason.status != "not_applicable"]


@dataclass(frozen=True, slots=True)
class Ledger:
    """All checks in groups: those that were not made first, because they are what a reviewer has to make up for."""

    groups: Sequence[tuple[str, Sequence[Asked]]]
    passed: int
    failed: int
    undone: int
    not_applicable: int


def _count(rows: Sequence[LedgerRow], *statuses: str) -> int:
    return sum(row.status in statuses for row in rows)


def _reasons(record: Record, rows: Sequence[LedgerRow], texts: Texts) -> list[Reason]:
    """Reasons, equal ones together, those of checks that could not be made first."""
    found: dict[tuple[str, str], list[str]] = {}
    for row in sorted(rows, key=lambda row: row.status not in _UNDONE):
        if row.status in _UNDONE or row.reason:
            text = row.reason or texts("ledger.no_reason")
            found.setdefault((row.status, text), []).append(row.scope)
    return [
        Reason(
            status,
            text,
            [describe(record, scope) if scope else texts("ledger.document") for scope in scopes[:_PLACES]],
            max(len(scopes) - _PLACES, 0),
        )
        for (status, text), scopes in found.items()
    ]


def _asked(record: Record, check: str, rows: Sequence[LedgerRow], texts: Texts) -> Asked:
    known = CATALOGUE.get(check)
    return Asked(
        check,
        known.title if known else check,
        known.authority if known else "",
        _count(rows, "pass"),
        _count(rows, "fail"),
        _count(rows, *_UNDONE),
        _count(rows, "not_applicable"),
        _reasons(record, rows, texts),
    )


def _group(asked: Asked) -> str:
    if asked.undone:
        return "undone"
    if asked.failed:
        return "failed"
    return "passed" if asked.passed else "other"


def ledger_of(record: Record, texts: Texts) -> Ledger:
    """The ledger of a record, by check."""
    by_check: dict[str, list[LedgerRow]] = {}
    for row in record.ledger:
        by_check.setdefault(row.check, []).append(row)
    asked = [_asked(record, check, rows, texts) for check, rows in sorted(by_check.items())]
    groups = [(name, [item for item in asked if _group(item) == name]) for name in ("undone", "failed", "passed", "other")]
    return Ledger(
        [(name, items) for name, items in groups if items],
        _count(record.ledger, "pass"),
        _count(record.ledger, "fail"),
        _count(record.ledger, *_UNDONE),
        _count(record.ledger, "not_applicable"),
    )
