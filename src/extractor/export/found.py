"""What was found in a document and still stands after its review, for exports that are sent to people."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from extractor.checks.messages import Language
from extractor.decision import Decision
from extractor.export.contract import Exported
from extractor.export.values import Shown, Value
from extractor.record import Finding, Record
from extractor.review.changes import changes

__all__ = ["Found"]


class Found:
    """The findings of a document that no reviewer rejected, what was said about each, and the values that are still in doubt."""

    def __init__(self, exported: Exported, language: Language) -> None:
        self.exported, self.language = exported, language
        self.shown = Shown(exported, language)
        self.findings = [finding for finding in self.record.findings if not self._is_rejected(finding)]

    @property
    def record(self) -> Record:
        """The record with the decisions in force."""
        return self.exported.reviewed.record

    @property
    def rejected(self) -> int:
        """How many findings a reviewer called no fault."""
        return len(self.record.findings) - len(self.findings)

    @property
    def closed(self) -> int:
        """How many findings of the record as read are gone since fields were corrected."""
        return len(changes(self.exported.reviewed.base, self.record).closed)

    @cached_property
    def in_doubt(self) -> dict[str, Value]:
        """The values, by path, that are unsure or unreadable, and that nobody has decided."""
        return {value.path: value for value in self.shown.values() if self._is_in_doubt(value)}

    def decision(self, finding: Finding) -> Decision | None:
        """What a reviewer decided about a finding."""
        return self.shown.findings.get(finding.id)

    def is_confirmed(self, finding: Finding) -> bool:
        """Whether a reviewer said that it is so."""
        decision = self.decision(finding)
        return decision is not None and decision.action == "accept"

    def comments(self, finding: Finding) -> Sequence[Decision]:
        """What reviewers noted about a finding."""
        log = self.exported.reviewed.log
        return [entry for entry in log if entry.action == "comment" and (entry.target, entry.subject) == ("finding", finding.id)]

    @property
    def changed(self) -> Sequence[Decision]:
        """The decisions in force that put another text into a field, or none, in the order they were made."""
        made = [entry for entry in self.shown.fields.values() if entry.action in ("correct", "reject", "unreadable")]
        return sorted(made, key=lambda entry: entry.number)

    def _is_rejected(self, finding: Finding) -> bool:
        decision = self.decision(finding)
        return decision is not None and decision.action == "reject"

    @staticmethod
    def _is_in_doubt(value: Value) -> bool:
        """Unreadable stays unreadable, whoever says so."""
        return value.is_to_look_at or value.state == "unreadable"
