"""Findings as the report shows them: by severity, then by the form or table they are about."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count
from typing import TypeAlias

from extractor.checks import CATALOGUE
from extractor.checks.contract import NORM
from extractor.decision import Decision
from extractor.errors import InputError
from extractor.explain import blamed_text
from extractor.export.found import Found
from extractor.export.plain import cut
from extractor.export.report.evidence import Excerpt, Source, View
from extractor.export.report.passage import Passage, passage
from extractor.export.report.words import Words
from extractor.record import Diagnosis, Evidence, Finding

__all__ = ["Cell", "Group", "Item", "Part", "Severity", "severities"]

_LONGEST = 600
"""Characters of a sentence that are printed: one may quote a cell of any length."""

_PLACES = 8
"""Places of a finding that are listed; of more the number is said."""

_NEIGHBOUR = 24
"""Characters of a cell beside the one that is spoken of."""


_QUOTED = re.compile(r"[“'‘]([^“”‘’']{4,})[”'’]")
"""What a sentence quotes."""

Part: TypeAlias = tuple[int, int]
"""Which part of a document, in the order of the report: the whole, prose, tables and forms by their number."""

_PARTS = ("", "claims", "tables", "forms")


@dataclass(frozen=True, slots=True)
class Place:
    """A value that a finding speaks of: its field, the text as written, where, and what was read there before a correction."""

    what: str
    written: Passage
    where: str
    was: str | None


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of an excerpt."""

    text: Passage
    marked: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """A view of the source with its caption; an excerpt has cells."""

    caption: str
    view: View
    cells: Sequence[Cell] = ()


@dataclass(frozen=True, slots=True)
class Item:
    """A finding."""

    number: int
    finding: Finding
    title: str
    sentence: str
    worded: str | None
    figures: Sequence[tuple[str, str]]
    places: Sequence[Place]
    more: int
    shown: Sequence[Shown]
    hidden: str | None
    rule: str
    diagnosis: str | None
    advice: str
    decision: Decision | None
    comments: Sequence[Decision]


@dataclass(slots=True)
class Group:
    """The findings of one form or table, of the prose, or of the document as a whole."""

    name: str
    items: list[Item] = field(default_factory=list)


@dataclass(slots=True)
class Severity:
    """The findings of one severity."""

    key: str
    groups: dict[Part, Group] = field(default_factory=dict)


def severities(found: Found, source: Source, words: Words) -> list[Severity]:
    """All findings that stand, the worst first, numbered through."""
    made, numbers = _Maker(found, source, words), count(1)
    listed = []
    for key in words.of("severities"):
        severity = Severity(key)
        for part, finding in sorted(_parted(found, key), key=lambda pair: pair[0]):
            group = severity.groups.setdefault(part, Group(made.name(part)))
            group.items.append(made.item(next(numbers), finding))
        if severity.groups:
            listed.append(severity)
    return listed


def _parted(found: Found, severity: str) -> Iterator[tuple[Part, Finding]]:
    return ((_part(finding), finding) for finding in found.findings if finding.severity == severity)


def _part(finding: Finding) -> Part:
    path = finding.evidence[0].path if finding.evidence else ""
    name, _, rest = path.partition("[")
    if name not in _PARTS[1:]:
        return (0, 0)
    return (_PARTS.index(name), int(rest.partition("]")[0]) if name != "claims" else 0)


class _Maker:
    def __init__(self, found: Found, source: Source, words: Words) -> None:
        self._found, self._source, self._words = found, source, words

    def name(self, part: Part) -> str:
        kind, number = part
        if kind < 2:
            return self._words("prose" if kind else "whole_document")
        return self._found.shown.described(f"{_PARTS[kind]}[{number}]")

    def item(self, number: int, finding: Finding) -> Item:
        check = CATALOGUE.get(finding.check)
        shown, hidden = self._shown(finding)
        return Item(
            number=number,
            finding=finding,
            title=check.title if check and self._words.language == "zh" else finding.check,
            sentence=cut(finding.message, _LONGEST),
            worded=self._worded(finding),
            figures=list(self._figures(finding)),
            places=[self._place(item, finding) for item in finding.evidence[:_PLACES]],
            more=max(0, len(finding.evidence) - _PLACES),
            shown=shown,
            hidden=hidden,
            rule=self._rule(check.authority if check else None),
            diagnosis=self._diagnosis(finding),
            advice=self._advice(finding),
            decision=self._found.decision(finding),
            comments=self._found.comments(finding),
        )

    def _worded(self, finding: Finding) -> str | None:
        """What a model made of it, if everything that it says stands in the finding."""
        wording = finding.wording
        return cut(wording.text, _LONGEST) if wording and not wording.rejected else None

    def _figures(self, finding: Finding) -> Iterator[tuple[str, str]]:
        """What the finding says it is, what it should be, by how much they differ."""
        for key in ("actual", "expected", "difference"):
            if text := getattr(finding, key):
                yield self._words(key), cut(text, _LONGEST)

    def _place(self, evidence: Evidence, finding: Finding) -> Place:
        written = self._passage(evidence.raw, finding) if evidence.raw else Passage(self._words("blank"))
        return Place(self._named(evidence.path, finding), written, self._words.spot(evidence), self._was(evidence.path))

    def _passage(self, text: str, finding: Finding) -> Passage:
        """A text with what the finding says of it marked: what it quotes, or another value of its evidence."""
        words = [finding.actual or "", *_QUOTED.findall(finding.message), *(item.raw for item in finding.evidence)]
        return passage(text, words, self._words("cut_off"))

    def _named(self, path: str, finding: Finding) -> str:
        """The field, without the name of the form or table that the group is of."""
        name, whole = self._found.shown.described(path), self.name(_part(finding))
        rest = name.removeprefix(whole)
        return name if rest in (name, "") else rest.lstrip("的.")

    def _was(self, path: str) -> str | None:
        """What was read there, if a reviewer put something else."""
        entry = self._found.shown.fields.get(path)
        if entry is None or entry.action not in ("correct", "reject"):
            return None
        return self._words("was", who=entry.who, old=cut(entry.old or "", _NEIGHBOUR) or self._words("blank"))

    def _shown(self, finding: Finding) -> tuple[list[Shown], str | None]:
        """The source's views; a page that cannot be drawn says why."""
        try:
            views = self._source.show(finding.evidence)
        except InputError as error:
            return [], str(error)
        return [self._view(view, finding) for view in views], None

    def _view(self, view: View, finding: Finding) -> Shown:
        if not isinstance(view, Excerpt):
            return Shown(self._words("crop", page=view.page), view)
        cells = [Cell(self._passage(text, finding) if marked else _unmarked(text), marked) for text, marked in view.cells]
        return Shown(self._words("excerpt", where=self._words.spot(view.evidence)), view, cells)

    def _rule(self, authority: str | None) -> str:
        return self._words("norm") if authority in (None, NORM) else str(authority)

    def _diagnosis(self, finding: Finding) -> str | None:
        diagnosis = finding.diagnosis
        if diagnosis is None:
            return None
        said = self._words.of("verdicts")[diagnosis.verdict]
        why = "".join(part for part in (diagnosis.why, self._reading(finding, diagnosis)) if part)
        return self._words("because", said=said, why=cut(why, _LONGEST)) if why else said

    def _reading(self, finding: Finding, diagnosis: Diagnosis) -> str:
        if diagnosis.verdict != "misread" or diagnosis.path is None or diagnosis.reading is None:
            return ""
        raw, where = blamed_text(finding, diagnosis), self._found.shown.described(diagnosis.path)
        said = self._words("reading" if raw else "unread_cell", where=where, raw=raw, reading=diagnosis.reading)
        return ("。" if diagnosis.why else "") + said

    def _advice(self, finding: Finding) -> str:
        """By whose fault it is; once a reviewer says that it is so, the document is to be put right."""
        diagnosis, confirmed = finding.diagnosis, self._found.is_confirmed(finding)
        key = diagnosis.verdict if diagnosis and not confirmed else finding.severity
        path = (diagnosis.path if diagnosis else None) or (finding.evidence[0].path if finding.evidence else "")
        return self._words.of("to_do")[key].format(where=self._found.shown.described(path))


def _unmarked(text: str) -> Passage:
    return Passage(cut(text, _NEIGHBOUR))
