"""Whether a decision still speaks of what stands in the record: another run may have read another text there."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.decision import Decision, holding
from extractor.document import BLANKS
from extractor.record import Finding, Record
from extractor.review.paths import Slot

__all__ = ["about_field", "about_finding"]


def about_finding(decision: Decision, record: Record) -> bool:
    """Whether the finding is in the record and speaks of the figures that were looked at, as far as these were written down."""
    return any(_same(decision, finding) for finding in record.findings if finding.id == decision.subject)


def _same(decision: Decision, finding: Finding) -> bool:
    shown = {item.path: item.raw for item in finding.evidence}
    return all(shown.get(item.path, item.raw) == item.raw for item in decision.evidence)


def about_field(decision: Decision, history: Sequence[Decision], record: Record) -> bool:
    """Whether the text that the reviewer saw is what was read, or what the decisions before this one made of it.

    `history` are the entries about the field, `record` is the record as read.
    """
    slot = Slot.at(record, decision.subject)
    return slot is not None and _stands(decision, history, _text(slot.leaf.raw if slot.leaf else None))


def _stands(decision: Decision, history: Sequence[Decision], read: str) -> bool:
    return _text(decision.old) in (read, _seen(decision, history, read))


def _seen(decision: Decision, history: Sequence[Decision], read: str) -> str:
    """The text that stood there when the decision was made, if `read` is what was read."""
    earlier = history[: history.index(decision)]
    before = holding(earlier).get((decision.target, decision.subject))
    if before is None or not _stands(before, earlier, read):
        return read
    return _left(before, _seen(before, earlier, read))


def _left(decision: Decision, text: str) -> str:
    """What stands there after a decision."""
    if decision.action == "accept":
        return text
    return _text(decision.new) if decision.action == "correct" else ""


def _text(raw: str | None) -> str:
    """As `raw` has it; a field that is not there reads as a blank one."""
    return (raw or "").strip(BLANKS)
