"""Documents and their values as exports show them: what stands in the record, and what became of it under review."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from functools import cached_property
from itertools import chain

from extractor.checks.messages import Language
from extractor.checks.views import View
from extractor.decision import Decision
from extractor.export.contract import Exported
from extractor.export.words import STATES, Words, say
from extractor.names import describe
from extractor.record import Leaf
from extractor.review.paths import Slot
from extractor.run.report import LOOK_BELOW

__all__ = ["Shown", "Value", "decimal"]

_BY_ACTION = {"accept": "accepted", "correct": "corrected", "reject": "rejected", "unreadable": "unreadable"}
_NUMERIC = frozenset({"total_budget", "prior_year_budget", "execution_weight", "amount", "value", "weight"})
"""Fields whose normalised value may be a number."""


def decimal(text: str | None) -> Decimal | None:
    """A normalised value as a number; None where it is none."""
    try:
        number = Decimal(text) if text and text.isascii() else None
    except InvalidOperation:
        return None
    return number if number is not None and number.is_finite() else None


class Value:
    """A value of a record: its leaf and path, the decision about it, and the leaf as it was read."""

    __slots__ = ("decision", "document", "leaf", "path", "read")

    def __init__(self, document: Shown, path: str, leaf: Leaf) -> None:
        self.document, self.path, self.leaf = document, path, leaf
        self.decision: Decision | None = document.fields.get(path)

    @property
    def state(self) -> str:
        """The key of its state in `STATES`."""
        leaf = self.leaf
        if self.decision is not None and self.decision.action in _BY_ACTION:
            return _BY_ACTION[self.decision.action]
        if leaf.unreadable:
            return "unreadable"
        if leaf.origin == "inferred":
            return "inferred"
        if not leaf.raw:
            return "blank"
        return "doubtful" if leaf.confidence < LOOK_BELOW else "read"

    @property
    def is_to_look_at(self) -> bool:
        """Whether a person should look at it and nobody has."""
        return self.decision is None and self.state in ("doubtful", "unreadable")

    @property
    def is_changed(self) -> bool:
        """Whether a person put something else in its place, or nothing."""
        return self.state in ("corrected", "rejected")

    @property
    def number(self) -> Decimal | None:
        """The value as a number, where the field's may be one."""
        field = self.path.rpartition(".")[2].partition("[")[0]
        is_amount = field in _NUMERIC and ".attributes[" not in self.path
        return decimal(self.leaf.value) if is_amount or field == "cells" else None

    @property
    def page(self) -> int | None:
        """The first page that it stands on."""
        return self.leaf.page if self.leaf.page is not None else next((span.page for span in self.leaf.spans or ()), None)

    @property
    def place(self) -> str:
        """Where on the page: the line of a text file, the cell of an office file; "" where there is only the box."""
        first = self.leaf.spans[0] if self.leaf.spans else None
        if first is not None and first.cell is not None:
            return self.document.words(("表{} 行{} 列{}", "table {} row {} column {}")).format(*first.cell)
        line = self.leaf.line or (first.line if first else None)
        return self.document.words(("第{}行", "line {}")).format(line) if line else ""

    @property
    def confidence(self) -> Decimal | None:
        """How sure it is; None where nothing stands that one could be sure of."""
        return Decimal(str(self.leaf.confidence)).quantize(Decimal("0.0001")) if self.leaf.raw else None

    @property
    def was(self) -> str | None:
        """What was read there, where a person put something else."""
        return self.document.as_read(self.path) if self.decision is not None and self.decision.action != "accept" else None


class Shown:
    """A document as the sheets show it."""

    def __init__(self, exported: Exported, language: Language) -> None:
        self.exported, self.language = exported, language
        self.name, self.record = exported.name, exported.reviewed.record
        in_force = exported.reviewed.holding.values()
        self.fields = {entry.subject: entry for entry in in_force if entry.target == "field"}
        self.findings = {entry.subject: entry for entry in in_force if entry.target == "finding"}
        self.closing = next((entry for entry in in_force if entry.target == "document"), None)

    def words(self, pair: tuple[str, str]) -> str:
        """The Chinese or the English of two."""
        return pair[self.language == "en"]

    def say(self, words: Words, key: str | None) -> str:
        """What a key is called."""
        return say(words, key, self.language)

    def state(self, value: Value) -> str:
        """What the state of a value is called."""
        return self.say(STATES, value.state)

    def value(self, view: View, name: str) -> Value | None:
        """The value of that name in a part of the record; None where the document does not have the field."""
        found = view.at(name)
        return Value(self, found.path, found.leaf) if found else None

    def within(self, view: View) -> list[Value]:
        """All values of a part of the record."""
        return [Value(self, at.path, at.leaf) for at in view.leaves()]

    def values(self) -> Iterator[Value]:
        """All values of the document."""
        return (Value(self, at.path, at.leaf) for at in View("", self.record).leaves())

    def as_read(self, path: str) -> str | None:
        """What was read at a path, before any decision; None where nothing was."""
        slot = Slot.at(self.exported.reviewed.base, path)
        return slot.leaf.raw if slot and slot.leaf else None

    def described(self, path: str) -> str:
        """A path as people say it."""
        return describe(self.record, path) if self.language == "zh" or not path else path

    @cached_property
    def root(self) -> View:
        """The whole record."""
        return View("", self.record)

    def rows(self, *names: str) -> Iterator[View]:
        """The parts of one list of each part of another: rows("forms", "indicators") are the indicators of all forms."""
        views: Iterator[View] = iter([self.root])
        for name in names:
            views = chain.from_iterable(map(lambda view, name=name: view.rows(name), views))  # type: ignore[misc]
        return views
