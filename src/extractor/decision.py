"""What a person decided about a document: the entries of its log, and which of them hold. The log only grows."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, TypeAlias

from pydantic import BaseModel, ConfigDict

from extractor.record import Evidence

__all__ = ["Action", "Decision", "Subject", "Target", "holding", "latest"]

Target: TypeAlias = Literal["field", "finding", "document"]
"""What a decision is about: a field (its path), a finding (its id), or the document as a whole ("")."""

Action: TypeAlias = Literal["accept", "correct", "reject", "unreadable", "comment", "undo"]
"""Of a field: accept it as read, correct it, reject it (nothing of the kind stands there), call it unreadable on the paper. Of a
finding: accept it (it is so) or reject it (it is no fault). Of a document: accept it (reviewed to the end). Anything can be
commented and undone; a comment changes nothing."""

Subject: TypeAlias = tuple[Target, str]


class Decision(BaseModel):
    """One entry of a document's log.

    `number` counts the document's entries from 1. `document` is the sha256 of the file, `record` that of the record's JSON that the
    reviewer saw. `at` is ISO 8601 in UTC with seconds. `old` is the text that stood there, `new` that of a correction.
    `evidence` are the places that were looked at. `follows` is the number of the last entry about this subject that the reviewer
    had seen, 0 for none: of two that follow the same entry the second is refused. A comment follows nothing (None).
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    number: int
    document: str
    record: str
    at: str
    who: str
    target: Target
    subject: str
    action: Action
    old: str | None = None
    new: str | None = None
    why: str = ""
    evidence: tuple[Evidence, ...] = ()
    follows: int | None = None


def latest(log: Iterable[Decision]) -> dict[Subject, int]:
    """The number of the last entry about each subject, comments aside: what the next one has to follow."""
    return {(entry.target, entry.subject): entry.number for entry in log if entry.action != "comment"}


def holding(log: Iterable[Decision]) -> dict[Subject, Decision]:
    """The decisions in force. An undo takes back the last one about its subject that is still in force, never another undo."""
    standing: dict[Subject, list[Decision]] = {}
    for entry in log:
        stack = standing.setdefault((entry.target, entry.subject), [])
        if entry.action == "undo":
            del stack[-1:]
        elif entry.action != "comment":
            stack.append(entry)
    return {subject: stack[-1] for subject, stack in standing.items() if stack}
