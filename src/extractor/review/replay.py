"""Decisions put to the record they are about. The same record and log give the same result, byte for byte."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from extractor.checks import DEFAULT, Profile
from extractor.checks.messages import Language
from extractor.decision import Action, Decision, Subject, Target, holding
from extractor.record import Evidence, Leaf, Record
from extractor.review.correction import corrected, rejected, unreadable
from extractor.review.implied import implied
from extractor.review.paths import Slot, natural
from extractor.review.standing import about_field, about_finding
from extractor.run.checking import again

__all__ = ["Reviewed", "reviewed"]


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A document as reviewed: the record as read, the record with the decisions in force, and the decisions.

    `holding` are those in force; `stale` those that would be, but were made of something that no longer stands there.
    """

    base: Record
    record: Record
    log: tuple[Decision, ...] = ()
    stale: tuple[Decision, ...] = ()
    holding: Mapping[Subject, Decision] = field(default_factory=dict)


_Leaf = Callable[[Leaf | None, str, Sequence[Evidence]], Leaf]
_OUTCOMES: Mapping[Action, _Leaf] = {"reject": rejected, "unreadable": unreadable}


def _decided(leaf: Leaf | None, decision: Decision) -> Leaf | None:
    """What a decision about a field makes of its leaf; accepted, it is as it was."""
    if decision.action == "correct":
        return corrected(leaf, decision.subject, decision.new or "", decision.evidence)
    make = _OUTCOMES.get(decision.action)
    return make(leaf, decision.subject, decision.evidence) if make else leaf


def _applied(base: Record, decisions: Iterable[Decision]) -> Record:
    """A copy of the record with the decisions about its fields; the record itself where they change nothing."""
    entries = sorted(decisions, key=lambda entry: natural(entry.subject))
    if not entries:
        return base
    made, changed = base.model_copy(deep=True), []
    for decision in entries:
        slot = Slot.at(made, decision.subject)
        leaf = _decided(slot.leaf, decision) if slot else None
        if slot and leaf is not None and leaf is not slot.leaf:
            slot.put(leaf)
            changed.append(decision.subject)
    return implied(made, changed) if changed else base


def _in_order(entries: Iterable[Decision]) -> tuple[Decision, ...]:
    return tuple(sorted(entries, key=lambda entry: entry.number))


def _parted(log: Sequence[Decision], base: Record) -> tuple[list[Decision], list[Decision]]:
    """The decisions about fields that are in force, and those that would be, but other text stands there now."""
    histories: dict[Subject, list[Decision]] = {}
    for entry in log:
        histories.setdefault((entry.target, entry.subject), []).append(entry)
    made: tuple[list[Decision], list[Decision]] = ([], [])
    for entry in _standing(log, "field"):
        made[not about_field(entry, histories["field", entry.subject], base)].append(entry)
    return made


def _standing(log: Sequence[Decision], target: Target) -> list[Decision]:
    return [entry for entry in holding(log).values() if entry.target == target]


def reviewed(record: Record, log: Iterable[Decision], profile: Profile = DEFAULT, language: Language = "zh") -> Reviewed:
    """The record with the decisions in force, checked again. With no field changed it is the record as read.

    Entries about other documents are left out. That a document is reviewed to the end holds until another text stands under a
    decision about one of its fields. A decision about a finding that a correction closed holds no more, and is not stale.
    """
    entries = _in_order(entry for entry in log if entry.document == record.sha256)
    fields, lost = _parted(entries, record)
    after = _applied(record, fields)
    if after is not record:
        after = again(after, profile, language)
    findings = [entry for entry in _standing(entries, "finding") if about_finding(entry, after)]
    gone = [entry for entry in _standing(entries, "finding") if not (about_finding(entry, after) or about_finding(entry, record))]
    documents = _standing(entries, "document")
    held = _in_order([*fields, *findings, *([] if lost else documents)])
    stale = _in_order([*lost, *gone, *(documents if lost else [])])
    return Reviewed(record, after, entries, stale, {(entry.target, entry.subject): entry for entry in held})
