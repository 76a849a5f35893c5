"""The parts of one document: which are there, where they are in the record, and what says so."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractor.checks.views import View
from extractor.export.checklist.parts import PARTS, Part, sheet_kind
from extractor.export.checklist.prose import Passage, Prose
from extractor.export.values import Shown
from extractor.normalise.text import key
from extractor.record import BudgetTable, Form, Record
from extractor.review.paths import within

__all__ = ["Subject", "subjects"]

_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Subject:
    """A part of this document. `paths` are those of the record that belong to it, `scope` that of its form or table.

    `called` are the names by which checks speak of it, `seen` where the source has it; `missing` are the fields of it that are
    not filled in. A part that is not there has no paths and was not seen.
    """

    part: Part
    name: str
    own: str = ""
    group: str = ""
    paths: tuple[str, ...] = ()
    scope: str = ""
    called: tuple[str, ...] = ()
    seen: Passage | None = None
    missing: tuple[str, ...] = ()

    @property
    def is_there(self) -> bool:
        """Whether the document has it."""
        return bool(self.paths) or self.seen is not None

    def has(self, path: str) -> bool:
        """Whether something of the record belongs to it."""
        return any(within(path, own) for own in self.paths)


def subjects(shown: Shown, prose: Prose) -> list[Subject]:
    """All parts of the document in the order of its sheet; of those that are not required, the ones that are there."""
    made = _Maker(shown, prose)
    kind = sheet_kind(shown.record)
    found = [subject for part in PARTS.of_sheet(kind) for subject in made.of(part)]
    if kind == "forms":
        found += [subject for view in shown.root.rows("forms") for subject in made.of_form(view)]
    return found


class _Maker:
    def __init__(self, shown: Shown, prose: Prose) -> None:
        self._shown, self._prose = shown, prose
        self._kind = sheet_kind(shown.record)
        self._taken: set[str] = set()
        self._sections = _claims(shown.record, [part for part in PARTS.of_sheet(self._kind) if part.what == "section"])

    def of(self, part: Part) -> Iterator[Subject]:
        """The subjects of a part: each table and each form is one. One that is required and not there is one too."""
        makers = {"section": self._section, "table": self._tables, "form": self._forms}
        found = list(makers[part.what](part))
        yield from found or ([Subject(part, self._name(part))] if part.required else [])

    def of_form(self, view: View) -> Iterator[Subject]:
        """The parts of a form that is filed by itself."""
        assert isinstance(view.model, Form)
        group, called = self._shown.described(view.path), _called(view)
        for part in PARTS.of_form(view.model):
            there = [path for path in _fields(view, part) if _is_filled(view, path)]
            if part.required or there:
                missing = tuple(_missing(view, part, there))
                yield Subject(part, self._name(part), "", group, tuple(_fields(view, part)), view.path, called, missing=missing)

    def _name(self, part: Part) -> str:
        return part.name[self._shown.language]

    def _section(self, part: Part) -> Iterator[Subject]:
        rows = tuple(row.path for name in part.fields for row in self._shown.root.rows(name))
        paths = self._sections[part.name["zh"]] + rows
        seen = None if rows else self._prose.section(part.heading, part.mention, bare=part.bare)
        if paths or seen:
            yield Subject(part, self._name(part), paths=paths, called=tuple(self._said(paths)), seen=seen)

    def _said(self, paths: Sequence[str]) -> Iterator[str]:
        """What figures are said to be of."""
        claims = self._shown.root.rows("claims")
        return (claim.text("subject") for claim in claims if claim.path in paths and claim.text("subject"))

    def _tables(self, part: Part) -> Iterator[Subject]:
        for view in self._shown.root.rows("tables"):
            assert isinstance(view.model, BudgetTable)
            if view.path not in self._taken and _is_of(view.model, part):
                self._taken.add(view.path)
                own = self._shown.described(view.path)
                yield Subject(part, self._name(part), own, paths=(view.path,), scope=view.path, called=_called(view))

    def _forms(self, part: Part) -> Iterator[Subject]:
        for view in self._shown.root.rows("forms"):
            if isinstance(view.model, Form) and view.model.kind == part.kind:
                own = self._shown.described(view.path)
                yield Subject(part, self._name(part), own, paths=(view.path,), scope=view.path, called=_called(view))


def _is_of(table: BudgetTable, part: Part) -> bool:
    """By its title; by its kind where that says nothing."""
    title = _brief(table.title.raw) if table.title else ""
    if any(re.search(other.title, title) for other in PARTS.parts.values() if other.title):
        return bool(part.title) and re.search(part.title, title) is not None
    return part.kind == table.kind if part.kind else not part.title


def _brief(text: str) -> str:
    """The beginning of a text, folded: names are short, and patterns are not tried on anything long."""
    return key(text[:_LONGEST])


def _called(view: View) -> tuple[str, ...]:
    """The names by which sentences speak of a form or table: its number, title, project."""
    names = ("number", "title") if isinstance(view.model, BudgetTable) else ("project_name", "title", "project_code")
    return tuple(found.raw for name in names if (found := view.filled(name)) is not None)


def _claims(record: Record, sections: Sequence[Part]) -> dict[str, tuple[str, ...]]:
    """The figures of the prose by section: the first that claims their subject, else the one that takes the rest."""
    found: dict[str, list[str]] = {part.name["zh"]: [] for part in sections}
    rest = next((part for part in sections if part.rest), None)
    for number, claim in enumerate(record.claims):
        subject = _brief(claim.subject.raw) if claim.subject else ""
        owner = next((part for part in sections if part.claims and re.search(part.claims, subject)), rest)
        if owner is not None:
            found[owner.name["zh"]].append(f"claims[{number}]")
    return {name: tuple(paths) for name, paths in found.items()}


def _fields(form: View, part: Part) -> Iterator[str]:
    """The paths of a form that belong to a part and have something in them."""
    for name in part.fields:
        value = getattr(form.model, name)
        if isinstance(value, list):
            yield from (row.path for row in form.rows(name) if not part.label or re.search(part.label, _brief(row.text("label"))))
        elif value is not None:
            yield form.below(name)


def _missing(form: View, part: Part, there: Sequence[str]) -> Iterator[str]:
    """Of the groups of fields one of which has to be filled in, those of which none is: the first field of each."""
    for group in part.filled:
        if not any(within(path, form.below(name)) for path in there for name in group):
            yield group[0]


def _is_filled(form: View, path: str) -> bool:
    """Whether something stands there, if only ink; a label alone is nothing filled in."""
    leaves = (at for at in form.leaves() if within(at.path, path) and not at.path.endswith(".label"))
    return any(at.raw or at.leaf.unreadable for at in leaves)
