"""The one table that is derived: the counts of the queue, one row per document."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, func, select

from extractor.record import Record
from extractor.store.rows import Progress, State
from extractor.store.tables import DECISIONS, DOCUMENTS, PROGRESS

__all__ = ["behind", "reviewed", "unread", "written"]


def _state(reading: str, progress: Progress) -> State:
    if progress.done:
        return "done"
    if reading == "partial":
        return "partial"
    return "begun" if progress.decided else "open"


def _counted(progress: Progress, reading: str, entries: int) -> dict[str, Any]:
    return {
        "state": _state(reading, progress),
        "reading": reading,
        "fields": progress.fields,
        "doubtful": progress.doubtful,
        "errors": progress.errors,
        "warnings": progress.warnings,
        "decided": progress.decided,
        "done": progress.done,
        "entries": entries,
    }


def _put(connection: Connection, document: int, values: dict[str, Any]) -> None:
    """Changes the row, or adds it. The document's transactions come one after another, so that none comes in between."""
    changed = connection.execute(PROGRESS.update().where(PROGRESS.c.document == document).values(values))
    if not changed.rowcount:
        connection.execute(PROGRESS.insert().values(document=document, **values))


def written(connection: Connection, document: int, progress: Progress, *, record: Record, reading: str, entries: int) -> None:
    """The counts of a record that has just become the current one."""
    about = {"kind": record.kind, "entity": record.entity.raw if record.entity else None, "pages": record.pages}
    _put(connection, document, {**about, **_counted(progress, reading, entries)})


def unread(connection: Connection, document: int) -> None:
    """A document of which nothing could be read."""
    _put(connection, document, {"state": "failed", "reading": "failed", "decided": 0, "done": False, "entries": 0})


def reviewed(connection: Connection, document: int, progress: Progress) -> None:
    """The counts after decisions: all that are in the log now are in them."""
    reading = connection.scalar(select(PROGRESS.c.reading).where(PROGRESS.c.document == document))
    entries = connection.scalar(select(func.count()).select_from(DECISIONS).where(DECISIONS.c.document == document))
    if reading is None or reading == "failed":
        raise ValueError("nothing was read of the document: there is nothing to count")
    _put(connection, document, _counted(progress, reading, entries or 0))


def behind(connection: Connection) -> list[str]:
    """Documents whose counts leave out decisions: read again since, or the program died before it had counted."""
    log = select(DECISIONS.c.document, func.count().label("entries")).group_by(DECISIONS.c.document).subquery()
    query = select(DOCUMENTS.c.sha256).join(PROGRESS, PROGRESS.c.document == DOCUMENTS.c.id)
    query = query.join(log, log.c.document == DOCUMENTS.c.id).where(log.c.entries != PROGRESS.c.entries)
    return list(connection.scalars(query.order_by(DOCUMENTS.c.id)))
