"""Reading a cell again: what the diagnosis asks for, and what came of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from extractor.checks.views import At, View
from extractor.record import Evidence, Record

__all__ = ["Again", "Operand", "Reread", "Rereading", "nothing"]


_MOST = 400
"""Cells of a record that are read again; recognition takes a second for some thirty of them."""


class Reread(Protocol):
    """Reads the place of a value again: its text and how sure that is (1.0: a text layer); None where it cannot be read again."""

    def __call__(self, evidence: Evidence, /) -> tuple[str, float] | None:
        """What stands there now."""
        ...


def nothing(evidence: Evidence, /) -> None:
    """Reads nothing again: records are diagnosed without their documents."""
    del evidence


@dataclass(frozen=True, slots=True)
class Again:
    """What the second look at a cell gave."""

    text: str
    score: float


@dataclass(frozen=True, slots=True)
class Operand:
    """A cell, and what is known of its reading. `exact`: it was copied, not recognised: what was read is what stands there."""

    at: At
    exact: bool
    again: Again | None


@dataclass(slots=True)
class Rereading:
    """Reads cells of a record again, each once, and no more than `left` of them."""

    record: Record
    reread: Reread
    left: int = _MOST
    _leaves: Mapping[str, At] = field(default_factory=dict)
    _known: dict[str, Operand] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._leaves = {at.path: at for at in View("", self.record).leaves()}

    def at(self, path: str) -> At | None:
        """The leaf at the path, if there is one."""
        return self._leaves.get(path)

    def operand(self, path: str) -> Operand | None:
        """The cell as read again; None where the record has no such leaf."""
        at = self._leaves.get(path)
        if at is None:
            return None
        if path not in self._known:
            self._known[path] = self._read(at)
        return self._known[path]

    def _read(self, at: At) -> Operand:
        evidence = at.evidence()
        if evidence.box is None and (evidence.line is not None or evidence.cell is not None):
            return Operand(at, exact=True, again=None)
        self.left -= 1
        found = self.reread(evidence) if evidence.box is not None and self.left >= 0 else None
        return Operand(at, exact=found is not None and found[1] >= 1.0, again=Again(*found) if found is not None else None)
