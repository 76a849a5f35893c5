"""What the store gives out and takes in, apart from records and decisions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Generic, Literal, Protocol, TypeAlias, TypeVar

from extractor.decision import Decision
from extractor.errors import ExtractorError
from extractor.record import Record

__all__ = ["ConflictError", "DocumentRow", "Order", "Page", "Progress", "State", "StoredDocument", "StoredRun"]

State: TypeAlias = Literal["open", "begun", "done", "partial", "failed"]
"""Read and nothing decided; something decided; reviewed to the end; only partly read; not read at all."""

Order: TypeAlias = Literal["doubtful", "findings", "name", "added"]
"""Of the queue: the most doubtful fields first, the most findings first, by file name, the latest first."""

T = TypeVar("T")


class ConflictError(ExtractorError):
    """Somebody decided about the same thing in the meantime: `existing` is the last decision about it."""

    def __init__(self, existing: Decision) -> None:
        super().__init__(f"{existing.who} 已在 {existing.at} 对同一处作出决定，请先看过再决定。")
        self.existing = existing


class Progress(Protocol):
    """The counts of a document as they stand with its decisions; `doubtful` are those still to be looked at."""

    @property
    def fields(self) -> int:
        """Fields with something in them."""

    @property
    def doubtful(self) -> int:
        """Fields that a person should look at and nobody has."""

    @property
    def errors(self) -> int:
        """Findings of severity error that stand."""

    @property
    def warnings(self) -> int:
        """Findings of severity warning that stand."""

    @property
    def decided(self) -> int:
        """Fields and findings decided."""

    @property
    def done(self) -> bool:
        """Whether the document is reviewed to the end."""


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A line of the queue. Counts are None where nothing was read."""

    sha256: str
    name: str
    added: str
    state: State
    kind: str | None
    entity: str | None
    pages: int | None
    fields: int | None
    doubtful: int | None
    errors: int | None
    warnings: int | None
    decided: int
    done: bool


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """A stretch of a list. `total` is the length of the list, `counts` how many there are of each state whatever the filter."""

    items: tuple[T, ...]
    total: int
    offset: int
    limit: int
    counts: Mapping[State, int]


@dataclass(frozen=True, slots=True)
class StoredDocument:
    """A document with its record as read and all decisions. `record` is None where nothing was read; `errors` say why."""

    name: str
    sha256: str
    added: str
    state: State
    record: Record | None
    record_sha256: str | None
    log: tuple[Decision, ...]
    errors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StoredRun:
    """A run; `ended` and `summary` are None where it was interrupted or still goes on."""

    number: int
    started: str
    settings: Mapping[str, object]
    ended: str | None
    summary: Mapping[str, object] | None
