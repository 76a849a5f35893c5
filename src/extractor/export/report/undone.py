"""What was not checked and why: checks that lacked something, checks that are switched off, what was not read, what is in doubt."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractor.checks import CATALOGUE
from extractor.export.found import Found
from extractor.export.plain import cut
from extractor.export.report.words import Words
from extractor.export.words import STATUSES
from extractor.record import LedgerRow

__all__ = ["Undone", "left_unread", "undone"]

OFF = "按配置文件关闭"
"""Why a check of the ledger does not apply that was switched off."""

_UNDONE = ("insufficient_data", "unreadable", "error")
_LONGEST = 300


@dataclass(frozen=True, slots=True)
class Undone:
    """A check that could not be done, or not wholly, on one or several parts."""

    check: str
    title: str
    status: str
    of: str
    why: str


def undone(found: Found, words: Words) -> list[Undone]:
    """A row for each check, status and reason, in the order of the ledger."""
    rows: dict[tuple[str, str, str], list[str]] = {}
    for row in found.record.ledger:
        why = _why(row)
        if why is not None:
            rows.setdefault((row.check, row.status, why), []).append(row.scope)
    return [_undone(found, words, key, scopes) for key, scopes in rows.items()]


def _why(row: LedgerRow) -> str | None:
    """Why it was not done, or not wholly; None for what was. What failed may have left something unchecked too."""
    partly = row.status == "fail" and row.reason
    return (row.reason or "") if row.status in _UNDONE or partly or row.reason == OFF else None


def _undone(found: Found, words: Words, key: tuple[str, str, str], scopes: Sequence[str]) -> Undone:
    check, status, why = key
    known = CATALOGUE.get(check)
    first = found.shown.described(scopes[0]) if scopes[0] else words("whole_document")
    return Undone(
        check=check,
        title=known.title if known and words.language == "zh" else check,
        status=found.shown.say(STATUSES, status),
        of=words("places", first=first, count=len(scopes)) if len(scopes) > 1 else first,
        why=cut(why, _LONGEST),
    )


def left_unread(found: Found, words: Words) -> Iterator[str]:
    """Parts and pages that were not read, and what the reading noted."""
    record = found.record
    for text in (*record.errors, *record.notes):
        yield cut(text, _LONGEST)
    for page in record.pages_skipped:
        yield words("skipped", page=page.page, why=cut(page.why, _LONGEST))
