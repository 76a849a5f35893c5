"""Whether each part of a document is in order: yes, no, or not checked, and why."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal, TypeAlias

from extractor.checks import CATALOGUE, sums_of
from extractor.checks.contract import NORM
from extractor.export.checklist.parts import PARTS, Part
from extractor.export.checklist.prose import Prose
from extractor.export.checklist.sentences import sentence
from extractor.export.checklist.subjects import Subject, subjects
from extractor.export.checklist.words import Words
from extractor.export.found import Found
from extractor.export.plain import cut
from extractor.export.words import field_name
from extractor.names import FIELD_NAMES
from extractor.record import Evidence, Finding, LedgerRow
from extractor.review.paths import within

__all__ = ["Row", "Verdict", "rows"]

Verdict: TypeAlias = Literal["yes", "no", "unchecked"]

_UNDONE = ("insufficient_data", "unreadable", "error")
_MORE = re.compile(r"等 \d+ 处")
"""A reason that names only some of what it is about."""

_CHANGES = ("increase", "decrease", "unchanged")

_REASON = 160
_REASONS = 6


@dataclass(slots=True)
class Row:
    """A row of the sheet. `problems` make it a no, `open` (problems that may be the reading's, gaps) keep it from being a yes."""

    number: int
    subject: Subject
    problems: list[str] = field(default_factory=list)
    advice: list[str] = field(default_factory=list)
    open: list[str] = field(default_factory=list)
    done: str = ""

    @property
    def verdict(self) -> Verdict:
        """Yes only if something was checked and nothing is open."""
        if self.problems:
            return "no"
        return "yes" if self.done and not self.open else "unchecked"


def rows(found: Found, prose: Prose, words: Words) -> list[Row]:
    """The sheet of a document."""
    listed = [Row(number, subject) for number, subject in enumerate(subjects(found.shown, prose), start=1)]
    judged = _Judge(found, prose, words, listed)
    judged.presence()
    judged.findings()
    judged.gaps()
    judged.doubts()
    judged.conclude()
    return listed


class _Judge:
    def __init__(self, found: Found, prose: Prose, words: Words, listed: list[Row]) -> None:
        self._found, self._prose, self._words, self._rows = found, prose, words, listed

    @cached_property
    def _unread(self) -> str | None:
        """What of the document was not read, if anything was not: then nothing can be said to be missing."""
        record = self._found.record
        skipped = [page.why for page in record.pages_skipped if page.why != "空白页"]
        notes = [note for note in record.notes if PARTS.is_unread.search(note)]
        return next(iter([*record.errors, *notes, *skipped]), None)

    def presence(self) -> None:
        """What is not there, and what of it is not filled in."""
        for row in self._rows:
            subject = row.subject
            if not subject.is_there and not subject.missing:
                self._absent(row)
            elif subject.missing:
                names = "、".join(self._field(name, subject) for name in subject.missing)
                self._put(row, "blank_unread" if self._unread else "blank", bool(self._unread), fields=names)
            elif subject.seen is not None and not subject.seen.headed and not subject.paths:
                row.advice.append(self._words("no_heading", where=self._page(subject.seen.page)))

    def _field(self, name: str, subject: Subject) -> str:
        """What a field is called; a list is the part itself."""
        return field_name(name, self._words.language) if name in FIELD_NAMES else subject.name

    def _absent(self, row: Row) -> None:
        part, name = row.subject.part, row.subject.name
        if part.what == "section" and self._prose.gap is not None:
            why = self._words(self._prose.gap, page=self._prose.page)
            self._put(row, "missing_unseen", True, why=why)
        elif part.what != "section" and self._unread is not None:
            self._put(row, "missing_unread", True, name=name, why=cut(self._unread, _REASON))
        elif part.elsewhere:
            self._put(row, "missing_elsewhere", True, name=name)
        else:
            self._put(row, "missing" if part.authority else "missing_usual", False, name=name, authority=part.authority)

    def _put(self, row: Row, key: str, is_open: bool, **filled: object) -> None:
        (row.open if is_open else row.problems).append(self._words(key, **filled))

    def findings(self) -> None:
        """Each finding with the part that it is about; where others are party to it, they are told.

        Remarks are left out, save those of the single check that a part stands by.
        """
        strays = []
        for finding in self._found.findings:
            owners = self._owners(finding)
            if not owners:
                strays.append(finding)
            else:
                self._enter(finding, owners[0], owners[1:])
        if any(finding.severity != "info" for finding in strays):
            self._stray(strays)

    def _stray(self, strays: Sequence[Finding]) -> None:
        """Findings about nothing that has a row."""
        part = Part(name={"zh": self._words("whole_part"), "en": self._words("whole_part")}, what="section")
        row = Row(len(self._rows) + 1, Subject(part, self._words("whole_part")))
        self._rows.append(row)
        for finding in strays:
            self._enter(finding, row, [])

    def _owners(self, finding: Finding) -> list[Row]:
        """The rows that a finding is about, the first to be told it in words."""
        touched = [row for item in finding.evidence for row in self._rows if row.subject.has(item.path)]
        scopes = {row.subject.scope for row in touched if row.subject.group}
        by_check = [
            row for row in self._rows if row.subject.group and row.subject.scope in scopes and row.subject.part.owns(finding.check)
        ]
        owners = list({row.number: row for row in (*by_check, *touched)}.values())
        return owners[:1] if re.fullmatch(PARTS.one_sided, finding.check) else owners

    def _enter(self, finding: Finding, row: Row, others: Sequence[Row]) -> None:
        said = sentence(finding, self._words.language) + self._where(finding.evidence)
        if finding.severity == "info" and row.subject.part.checks != finding.check:
            return
        if finding.severity != "error":
            row.advice.append(said)
            return
        doubt = self._doubt(finding)
        if doubt is not None:
            row.open.append(self._words(doubt, sentence=said))
        else:
            row.problems.append(said)
        for other in others:
            if doubt is not None:
                other.open.append(self._words("also_open", row=row.number))
            else:
                other.problems.append(self._words("also", row=row.number, number=len(row.problems)))

    def _doubt(self, finding: Finding) -> str | None:
        """Why an error does not count yet: it may be the reading's, and nobody has said that it is not."""
        if self._found.is_confirmed(finding):
            return None
        if finding.diagnosis is not None and finding.diagnosis.verdict != "misfiled":
            return finding.diagnosis.verdict
        is_sure = finding.diagnosis is not None
        return "doubted" if not is_sure and any(item.path in self._found.in_doubt for item in finding.evidence) else None

    def gaps(self) -> None:
        """Checks that could not be done, or not wholly; those that can find no error do not count."""
        for entry in self._found.record.ledger:
            reason = entry.reason or ""
            if entry.status not in _UNDONE and not (entry.status == "fail" and reason):
                continue
            title = CATALOGUE[entry.check].title if self._words.language == "zh" else entry.check
            said = self._words("gap", title=title, why=cut(reason, _REASON))
            for row in self._rows:
                if self._concerns(entry, row.subject):
                    row.open.append(said)

    def _concerns(self, entry: LedgerRow, subject: Subject) -> bool:
        """Whether a gap is one of this part. A part that stands by a single check stands by it whatever its severity."""
        part = subject.part
        if not subject.is_there or not (_decides(entry.check) or part.checks == entry.check):
            return False
        if entry.scope:
            return entry.scope == subject.scope and (not subject.group or part.is_asked(entry.check))
        if re.fullmatch(PARTS.of_changes, entry.check) and not self._tells_changes(subject):
            return False
        return part.is_asked(entry.check) and _names(entry.reason or "", subject.called)

    def _tells_changes(self, subject: Subject) -> bool:
        claims = self._found.record.claims
        return any(subject.has(f"claims[{number}]") and claim.relation in _CHANGES for number, claim in enumerate(claims))

    def doubts(self) -> None:
        """Values that were read with doubt, and that nobody has decided."""
        for row in self._rows:
            doubtful = [path for path in self._found.in_doubt if row.subject.has(path)]
            if doubtful:
                first = self._found.shown.described(doubtful[0])
                row.open.append(self._words("in_doubt", count=len(doubtful), first=first))

    def conclude(self) -> None:
        """What was checked of each part; a part of which nothing was is not in order for that."""
        for row in self._rows:
            if row.subject.is_there:
                row.done = self._done(row.subject)
                if not row.done and not row.problems and not row.open:
                    figures = row.subject.part.what == "section" and _figures(row.subject)
                    row.open.append(self._words("no_figures" if figures else "no_check"))
            row.open[:] = dict.fromkeys(row.open)
            if len(row.open) > _REASONS:
                row.open[_REASONS:] = [self._words("more", count=len(row.open))]

    def _done(self, subject: Subject) -> str:
        """What was checked of a part: figures of prose that were compared, checks passed, else that it is there, if that is all."""
        part = subject.part
        if part.what == "section" and (figures := _figures(subject)):
            done = sum(any(within(path, claim) for path in self._compared) for claim in figures)
            return self._words("compared", count=len(figures), done=done) if done else ""
        if part.what == "section" and subject.seen and not part.checks:
            return self._words("present", where=self._page(subject.seen.page))
        done = sum(_is_done(entry, subject) for entry in self._found.record.ledger)
        return self._words("passed", count=done) if done else ""

    @cached_property
    def _compared(self) -> frozenset[str]:
        """The paths of all figures that took part in a comparison."""
        return frozenset(path for judged in sums_of(self._found.record) for path in judged.paths)

    def _page(self, page: int) -> str:
        return self._words("at", where=self._words("page", page=page))

    def _where(self, evidence: Sequence[Evidence]) -> str:
        first = next((item for item in evidence if item.page is not None), None)
        if first is None:
            return ""
        table, row, column = first.cell or (0, 0, 0)
        kind = "cell" if first.cell else "line" if first.line else "page"
        where = self._words(kind, page=first.page, line=first.line, table=table, row=row, column=column)
        return self._words("at", where=where)


def _figures(subject: Subject) -> list[str]:
    """The figures of the prose among what belongs to a part."""
    return [path for path in subject.paths if path.startswith("claims[")]


def _is_done(entry: LedgerRow, subject: Subject) -> bool:
    """Whether a check was done on a part, or on the whole document it is of, whatever it found: errors are problems already."""
    if entry.status not in ("pass", "fail") or entry.scope not in (subject.scope, ""):
        return False
    is_whole = entry.scope == subject.scope != "" and not subject.group
    return is_whole or ((bool(subject.group) or not subject.scope) and subject.part.is_asked(entry.check))


def _decides(check: str) -> bool:
    """Whether a check may find an error: usual practice and remarks may not."""
    known = CATALOGUE.get(check)
    return known is None or (known.severity != "info" and known.authority != NORM)


def _names(reason: str, called: Sequence[str]) -> bool:
    """Whether a reason is about what is so called; one that names nothing, or not all, may be about anything."""
    return "“" not in reason or _MORE.search(reason) is not None or any(name in reason for name in called)
