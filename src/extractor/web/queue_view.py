"""The queue of documents as its page shows it: what was asked for, the columns that can be sorted by, the links to the rest."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import get_args
from urllib.parse import urlencode

from extractor.store import DocumentRow, Order, Page, State, Store

__all__ = ["COLUMNS", "LIMIT", "STATES", "WAITING", "QueueView", "queue_view", "share"]

LIMIT = 50
"""Documents on a page of the queue."""

STATES: tuple[State, ...] = get_args(State)

WAITING: tuple[State, ...] = ("begun", "open", "partial")
"""States of documents that a reviewer goes on to: what is begun is brought to its end first."""

COLUMNS: Sequence[tuple[str, Order | None]] = (
    ("state", None), ("name", "name"), ("kind", None), ("pages", None), ("fields", None), ("doubtful", "doubtful"),
    ("errors", "findings"), ("warnings", None), ("progress", None), ("added", "added"),
)  # fmt: skip
"""The columns, and the order of the store that each is sorted by."""


@dataclass(frozen=True, slots=True)
class QueueView:
    """A page of the queue, and how it was asked for."""

    page: Page[DocumentRow]
    state: State | None
    search: str
    order: Order

    @property
    def total(self) -> int:
        """How many documents there are that match the search, whatever their state."""
        return sum(self.page.counts.values())

    @property
    def first(self) -> int:
        """The number of the first document that is shown."""
        return self.page.offset + 1 if self.page.items else 0

    @property
    def last(self) -> int:
        """The number of the last document that is shown."""
        return self.page.offset + len(self.page.items)

    @property
    def previous(self) -> int | None:
        """Where the page before begins."""
        return max(self.page.offset - LIMIT, 0) if self.page.offset else None

    @property
    def next(self) -> int | None:
        """Where the page after begins."""
        return self.page.offset + LIMIT if self.last < self.page.total else None

    def link(self, **changed: object) -> str:
        """The address of the queue asked for in another way."""
        asked: Mapping[str, object] = {"state": self.state, "search": self.search, "order": self.order, "offset": 0} | changed
        kept = {name: str(value) for name, value in asked.items() if value and (name, value) != ("order", "doubtful")}
        return f"/?{urlencode(kept)}" if kept else "/"


def share(row: DocumentRow) -> tuple[int, int] | None:
    """How many of the things that a reviewer has to decide are decided; None where nothing was read."""
    if row.doubtful is None or row.errors is None or row.warnings is None:
        return None
    left = row.doubtful + row.errors + row.warnings
    return row.decided, row.decided + left


def queue_view(store: Store, *, state: State | None, search: str, order: Order, offset: int) -> QueueView:
    """A page of the queue."""
    page = store.documents(state=state, search=search.strip(), order=order, offset=offset, limit=LIMIT)
    return QueueView(page, state, search.strip(), order)
