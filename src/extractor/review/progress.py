"""How far the review of a document is."""

from __future__ import annotations

from dataclasses import dataclass

from extractor.record import Finding, Leaf
from extractor.review.order import is_doubtful, open_findings
from extractor.review.replay import Reviewed
from extractor.run.report import leaves

__all__ = ["Progress", "progress", "undecided"]


@dataclass(frozen=True, slots=True)
class Progress:
    """Counts of a document with its decisions: what the store keeps for the queue.

    `fields` are those with a text, `doubtful` those that a person should look at and nobody has; `errors` and `warnings` the
    findings that stand and that nobody called no fault; `decided` the fields and findings with a decision in force. `done` says
    that a reviewer accepted the document.
    """

    fields: int
    doubtful: int
    errors: int
    warnings: int
    decided: int
    done: bool


def undecided(reviewed: Reviewed) -> tuple[list[tuple[str, Leaf]], list[Finding]]:
    """The doubtful fields and the errors and warnings that a reviewer has still to decide."""
    held = reviewed.holding
    fields = [(path, leaf) for path, leaf in leaves(reviewed.record) if is_doubtful(leaf) and ("field", path) not in held]
    return fields, [finding for finding in open_findings(reviewed) if ("finding", finding.id) not in held]


def progress(reviewed: Reviewed) -> Progress:
    """The counts of a document."""
    findings, document = open_findings(reviewed), reviewed.holding.get(("document", ""))
    return Progress(
        fields=sum(bool(leaf.raw) for _, leaf in leaves(reviewed.record)),
        doubtful=len(undecided(reviewed)[0]),
        errors=sum(finding.severity == "error" for finding in findings),
        warnings=sum(finding.severity == "warning" for finding in findings),
        decided=sum(target != "document" for target, _ in reviewed.holding),
        done=document is not None and document.action == "accept",
    )
