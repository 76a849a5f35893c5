"""A document as its page shows it: fields with what they are called and how they stand, findings with what was decided of them."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from extractor.checks.messages import Language
from extractor.decision import Decision, Subject, latest
from extractor.record import Evidence, Finding, Leaf, Span
from extractor.review import Field, Progress, Reviewed, absences, progress, queue
from extractor.run.checking import SEVERITIES
from extractor.run.report import leaves
from extractor.store import StoredDocument
from extractor.web.marks import Marked, Spot, places, spots
from extractor.web.naming import Names, clipped, said_place, where
from extractor.web.texts import Texts, texts

__all__ = ["SIGNS", "Desk", "Desks", "Found", "Row", "evidence_of", "is_excel", "is_text", "sure_word"]

SIGNS = {
    "unreadable": "▒", "doubtful": "?", "finding": "!", "sample": "◇", "rest": "·", "blank": "□", "absent": "∅",
    "accepted": "✓", "corrected": "✎", "rejected": "✕", "illegible": "▒",
    "error": "■", "warning": "▲", "info": "●",
}  # fmt: skip
"""The sign of each state and severity: colour is never the only one."""

_DECIDED = {"accept": "accepted", "correct": "corrected", "reject": "rejected", "unreadable": "illegible"}
_LOOK = frozenset({"unreadable", "doubtful", "finding"})
_SURE = ((0.97, "high"), (0.9, "fair"), (0.7, "low"), (0.0, "poor"))
"""What a confidence is called from where on; below `fair` a field is shown as doubtful."""

_SHOWN = 60
_SAID = 160
_KEPT = 12


@dataclass(frozen=True, slots=True)
class Row:
    """A field in the list. `position` is that in the document; `is_left`: it waits for a decision, its own or one about the
    findings that name it.
    """

    field: Field
    name: str
    root: str
    within: str
    text: str
    state: str
    sure: str
    where: str
    page: int | None
    position: int
    is_left: bool

    @property
    def path(self) -> str:
        """The path of the field."""
        return self.field.path

    @property
    def leaf(self) -> Leaf | None:
        """What stands there now."""
        return self.field.leaf

    @property
    def part(self) -> str:
        """The part of the document that it is in, in full."""
        return " ".join(filter(None, (self.root, self.within)))

    @property
    def sign(self) -> str:
        """The sign of its state."""
        return SIGNS[self.state]

    @property
    def is_look(self) -> bool:
        """Whether it has to be looked at, decided by now or not."""
        return self.field.why in _LOOK

    @property
    def is_changed(self) -> bool:
        """Whether a decision made it another one than was read."""
        return self.state in ("corrected", "rejected", "illegible")

    @property
    def is_sample(self) -> bool:
        """Whether it was drawn for the audit sample."""
        return self.field.why == "sample"


@dataclass(frozen=True, slots=True)
class Found:
    """A finding in the list, with the decision about it."""

    finding: Finding
    state: str
    text: str
    where: str
    page: int | None
    decision: Decision | None

    @property
    def sign(self) -> str:
        """The sign of its severity."""
        return SIGNS[self.finding.severity]


def is_text(reviewed: Reviewed) -> bool:
    """Whether the source is a text file, by the reader that read it."""
    return reviewed.record.provenance.reader.startswith("text")


def is_excel(reviewed: Reviewed) -> bool:
    """Whether the source is a workbook, whose cells have names of their own."""
    return reviewed.record.provenance.reader.startswith("openpyxl")


def _state(field: Field) -> str:
    return _DECIDED.get(field.decision.action, field.why) if field.decision else field.why


def sure_word(leaf: Leaf | None) -> str:
    """What the confidence of a value is called; "" for a blank."""
    if leaf is None or not (leaf.raw or leaf.unreadable):
        return ""
    if leaf.origin == "reviewer":
        return "reviewer"
    return next(word for least, word in _SURE if leaf.confidence >= least)


@dataclass(frozen=True, slots=True)
class Desk:
    """Everything about one document that its page shows."""

    stored: StoredDocument
    reviewed: Reviewed
    texts: Texts
    names: Names
    rows: Sequence[Row]
    found: Sequence[Found]
    by_path: Mapping[str, Row]
    progress: Progress
    follows: Mapping[Subject, int]

    @classmethod
    def of(cls, stored: StoredDocument, reviewed: Reviewed, language: Language) -> Desk:
        """The desk of a document."""
        said = texts(language)
        names = Names(reviewed.record, said)
        settled = {name for (target, name), entry in reviewed.holding.items() if target == "finding" and entry.action == "accept"}
        excel = is_excel(reviewed)
        fields = [*queue(reviewed), *(field for field in absences(reviewed) if field.decision)]
        order = {path: number for number, (path, _) in enumerate(leaves(reviewed.record))}
        rows = [_row(field, order.get(field.path, len(order)), names, settled, excel) for field in fields]
        found = _found(reviewed, said, excel)
        by_path = {row.path: row for row in rows}
        return cls(stored, reviewed, said, names, rows, found, by_path, progress(reviewed), latest(reviewed.log))

    def row(self, path: str) -> Row | None:
        """The field at a path; also one that was not read, so that it can be entered."""
        if path in self.by_path:
            return self.by_path[path]
        field = next((field for field in absences(self.reviewed) if field.path == path), None)
        return _row(field, len(self.rows), self.names, set(), is_excel(self.reviewed)) if field else None

    def missing(self) -> list[Row]:
        """The fields that the record could have and has not."""
        fields = (field for field in absences(self.reviewed) if field.path not in self.by_path)
        return [_row(field, len(self.rows) + number, self.names, set(), False) for number, field in enumerate(fields)]

    def finding(self, name: str) -> Found | None:
        """A finding by its id."""
        return next((found for found in self.found if found.finding.id == name), None)

    def about(self, path: str) -> list[Found]:
        """The findings that rest on a field."""
        return [found for found in self.found if any(item.path == path for item in found.finding.evidence)]

    def marks(self) -> list[Marked]:
        """All values that stand somewhere."""
        return [Marked(row.path, row.name, row.leaf, row.state) for row in self.rows if row.leaf is not None and row.page]

    def spots(self) -> dict[Spot, list[Marked]]:
        """Values by line or cell."""
        return spots(self.marks())

    def pages_left(self) -> dict[int, int]:
        """How many fields wait on each page."""
        counts: dict[int, int] = {}
        for row in self.rows:
            if row.is_left and row.page:
                counts[row.page] = counts.get(row.page, 0) + 1
        return counts

    def history(self, target: str, subject: str) -> list[Decision]:
        """The log about one thing, the latest first."""
        return [entry for entry in reversed(self.reviewed.log) if (entry.target, entry.subject) == (target, subject)]


def _row(field: Field, position: int, names: Names, settled: Iterable[str], excel: bool) -> Row:
    leaf, state = field.leaf, _state(field)
    waits = state in (*_LOOK, "sample")
    by_finding = field.why == "finding" and set(field.findings) <= set(settled)
    found = places(leaf) if leaf else []
    return Row(
        field=field,
        name=names.own(field.path),
        root=names.root(field.path),
        within=names.within(field.path),
        text=clipped(leaf.raw if leaf else "", _SHOWN),
        state=state,
        sure=sure_word(leaf),
        where=where(leaf, names.texts, is_excel=excel),
        page=found[0].page if found else None,
        position=position,
        is_left=waits and not by_finding,
    )


def _found(reviewed: Reviewed, said: Texts, excel: bool) -> list[Found]:
    order = list(SEVERITIES)
    failed = (finding for finding in reviewed.record.findings if finding.status == "fail")
    return [_one(finding, reviewed, said, excel) for finding in sorted(failed, key=lambda item: order.index(item.severity))]


def evidence_of(finding: Finding) -> list[Evidence]:
    """The values that a finding rests on, first the one that is held for misread."""
    told = finding.diagnosis
    blamed = told.path if told is not None and told.verdict == "misread" else None
    return sorted(finding.evidence, key=lambda item: item.path != blamed)


def _one(finding: Finding, reviewed: Reviewed, said: Texts, excel: bool) -> Found:
    decision = reviewed.holding.get(("finding", finding.id))
    state = {"accept": "accepted", "reject": "rejected"}.get(decision.action, "open") if decision else "open"
    first = next((item for item in evidence_of(finding) if item.page is not None), None)
    shown = (
        said_place(Span(page=first.page, line=first.line, cell=first.cell), said, is_excel=excel) if first and first.page else ""
    )
    return Found(finding, state, clipped(finding.message, _SAID), shown, first.page if first else None, decision)


class Desks:
    """The last few desks, by what they were made from: pages ask for one document many times over."""

    def __init__(self) -> None:
        self._kept: OrderedDict[tuple[str, str, int, Language], Desk] = OrderedDict()
        self._lock = threading.Lock()

    def of(self, stored: StoredDocument, reviewed: Reviewed, language: Language) -> Desk:
        """The desk of a document as it stands now."""
        log = reviewed.log
        key = (stored.sha256, stored.record_sha256 or "", log[-1].number if log else 0, language)
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        made = Desk.of(stored, reviewed, language)
        with self._lock:
            self._kept[key] = made
            while len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
        return made
