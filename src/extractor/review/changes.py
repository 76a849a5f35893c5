"""What a decision changed among the findings."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from extractor.record import Finding, Record

__all__ = ["Changes", "changes"]


@dataclass(frozen=True, slots=True)
class Changes:
    """Findings that are there now and were not, and the other way round."""

    opened: tuple[Finding, ...] = ()
    closed: tuple[Finding, ...] = ()


def changes(before: Record, after: Record) -> Changes:
    """What opened and what closed. A finding that speaks of other figures than before is neither."""
    return Changes(tuple(_without(after, before)), tuple(_without(before, after)))


def _without(record: Record, other: Record) -> Iterator[Finding]:
    known = {finding.id for finding in other.findings}
    return (finding for finding in record.findings if finding.id not in known)
