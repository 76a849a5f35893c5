"""A record as reading gives it, from golden labels, with things in it to be decided; and decisions about it."""

from __future__ import annotations

from functools import cache

from eval.perfect import record_of_labels
from extractor.decision import Action, Decision, Target
from extractor.record import Evidence, Leaf, Record
from extractor.review.paths import Slot
from extractor.run import checked
from golden.corpus import get_case

__all__ = ["AT", "decision", "leaf_at", "read_record", "spoilt"]

AT = "2026-03-01T08:00:00Z"


@cache
def read_record(case: str = "own-wide") -> Record:
    """The labels of a case as a perfect reading, checked. Not to be changed."""
    return checked(record_of_labels(get_case(case).expected()))


def spoilt(record: Record, path: str, **changes: object) -> Record:
    """The record with another leaf at a path, checked again: what a worse reading would have given."""
    made = record.model_copy(deep=True)
    slot = Slot.at(made, path)
    assert slot is not None
    assert slot.leaf is not None
    slot.put(slot.leaf.model_copy(update=changes))
    return checked(made)


def leaf_at(record: Record, path: str) -> Leaf | None:
    slot = Slot.at(record, path)
    assert slot is not None, path
    return slot.leaf


def decision(
    record: Record,
    number: int,
    subject: str,
    action: Action,
    *,
    target: Target = "field",
    old: str | None = None,
    new: str | None = None,
    follows: int = 0,
    evidence: tuple[Evidence, ...] = (),
) -> Decision:
    """A decision of a reviewer about `record`."""
    return Decision(
        number=number, document=record.sha256, record="", at=AT, who="审核员", target=target, subject=subject, action=action,
        old=old, new=new, follows=follows, evidence=evidence,
    )  # fmt: skip
