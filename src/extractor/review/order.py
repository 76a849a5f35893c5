"""The fields of a document in the order in which a reviewer looks at them."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Literal, TypeAlias

from extractor.checks.messages import Language
from extractor.decision import Decision
from extractor.names import describe
from extractor.record import LOOK_BELOW, Finding, Leaf, Record
from extractor.review.paths import absent
from extractor.review.replay import Reviewed
from extractor.review.sampling import DISCOVERY, Sample
from extractor.run.report import leaves

__all__ = ["REASONS", "Field", "Why", "absences", "is_doubtful", "open_findings", "queue"]

Why: TypeAlias = Literal["unreadable", "doubtful", "finding", "sample", "rest", "blank", "absent"]

_DATA = tomllib.loads(files(__package__).joinpath("reasons.toml").read_text(encoding="utf-8"))

REASONS: Mapping[str, Mapping[Language, str]] = {why: {"zh": row["zh"], "en": row["en"]} for why, row in _DATA.items()}
"""What users call the reasons for looking at a field."""

_GROUPS = {why: row["group"] for why, row in _DATA.items()}
_ORDER = list(dict.fromkeys(_GROUPS.values()))


@dataclass(frozen=True, slots=True)
class Field:
    """A field to look at: where, what people call it, what stands there now, why, what was decided, the findings that name it."""

    path: str
    name: str
    leaf: Leaf | None
    why: Why
    decision: Decision | None = None
    findings: tuple[str, ...] = ()


def is_doubtful(leaf: Leaf) -> bool:
    """Whether a person has to look at it: ink without text, or text of which the reading is not sure enough."""
    return bool(leaf.unreadable) or (bool(leaf.raw) and leaf.confidence < LOOK_BELOW)


def open_findings(reviewed: Reviewed) -> list[Finding]:
    """The errors and warnings that still stand, those aside that a reviewer holds for no fault."""
    refused = {name for (target, name), entry in reviewed.holding.items() if target == "finding" and entry.action == "reject"}
    return [
        finding
        for finding in reviewed.record.findings
        if finding.status == "fail" and finding.severity != "info" and finding.id not in refused
    ]


def queue(reviewed: Reviewed, *, sample: Sample = DISCOVERY) -> list[Field]:
    """What reading found: the doubtful and what open findings name, the least sure first; an audit sample of the others; the rest.

    The sample is drawn from what reading was sure of, by the file's sha256 and not by what was decided since, so that it
    stays the same. A field that was decided keeps the place it had.
    """
    made = _Queue(reviewed, sample)
    found = [(made.rank(path, number), path) for number, path in enumerate(made.paths())]
    return [made.field(path) for _, path in sorted(found)]


def absences(reviewed: Reviewed) -> list[Field]:
    """The fields that the record could have and has not, in document order: a reviewer may enter what was missed."""
    record = reviewed.record
    return [Field(path, describe(record, path), None, "absent", _decision(reviewed, path)) for path in absent(record)]


def _decision(reviewed: Reviewed, path: str) -> Decision | None:
    return reviewed.holding.get(("field", path))


def _naming(record: Record, findings: list[Finding]) -> dict[str, list[str]]:
    """The findings by the leaves that they name."""
    known, named = dict(leaves(record)), defaultdict(list)
    for finding in findings:
        for path in dict.fromkeys(item.path for item in finding.evidence):
            if path in known:
                named[path].append(finding.id)
    return named


class _Queue:
    """What has to be known of a document to say why each field is looked at."""

    def __init__(self, reviewed: Reviewed, sample: Sample) -> None:
        self._reviewed = reviewed
        self._read = dict(leaves(reviewed.base))
        self._now = dict(leaves(reviewed.record))
        self._named = _naming(reviewed.record, open_findings(reviewed))
        sure = [path for path, leaf in self._read.items() if leaf.raw and not is_doubtful(leaf)]
        self._sampled = sample.drawn(sure, reviewed.base.sha256)

    def paths(self) -> Iterator[str]:
        """Every field, in document order."""
        return iter(self._now)

    def _judged(self, path: str) -> Leaf:
        """The leaf by which a field has its place: as read, once it is decided."""
        now = self._now[path]
        return self._read.get(path, now) if _decision(self._reviewed, path) else now

    def why(self, path: str) -> Why:
        """Why a reviewer looks at a field."""
        leaf = self._judged(path)
        if leaf.unreadable:
            return "unreadable"
        if is_doubtful(leaf):
            return "doubtful"
        if path in self._named:
            return "finding"
        if path in self._sampled:
            return "sample"
        return "rest" if leaf.raw else "blank"

    def rank(self, path: str, number: int) -> tuple[int, float, int]:
        """A sort key: the group, how sure within the first, and where in the document."""
        why = self.why(path)
        group = _ORDER.index(_GROUPS[why])
        sure = 0.0 if why == "unreadable" else self._judged(path).confidence
        return group, sure if group == 0 else 0.0, number

    def field(self, path: str) -> Field:
        """The field at a path."""
        name, decision = describe(self._reviewed.record, path), _decision(self._reviewed, path)
        return Field(path, name, self._now[path], self.why(path), decision, tuple(self._named.get(path, ())))
