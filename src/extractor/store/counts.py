"""What the queue says of a document before anybody has decided anything."""

from __future__ import annotations

from dataclasses import dataclass

from extractor.checks.views import View
from extractor.record import LOOK_BELOW, Record

__all__ = ["Counts"]


@dataclass(frozen=True, slots=True)
class Counts:
    """The progress of a record as read."""

    fields: int
    doubtful: int
    errors: int
    warnings: int
    decided: int = 0
    done: bool = False

    @classmethod
    def of(cls, record: Record) -> Counts:
        """Counted the way a review counts that has not begun."""
        leaves = [at.leaf for at in View("", record).leaves()]
        severities = [finding.severity for finding in record.findings if finding.status == "fail"]
        return cls(
            fields=sum(bool(leaf.raw) for leaf in leaves),
            doubtful=sum(bool(leaf.unreadable or (leaf.raw and leaf.confidence < LOOK_BELOW)) for leaf in leaves),
            errors=severities.count("error"),
            warnings=severities.count("warning"),
        )
