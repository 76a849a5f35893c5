"""The queue: documents with their counts, filtered and ordered by the database, without a look into any record."""

from __future__ import annotations

from sqlalchemy import ColumnElement, Connection, func, or_, select

from extractor.store.rows import DocumentRow, Order, Page, State
from extractor.store.tables import DOCUMENTS, PROGRESS

__all__ = ["queue"]

_COLUMNS = (
    DOCUMENTS.c.sha256,
    DOCUMENTS.c.name,
    DOCUMENTS.c.added,
    *(
        PROGRESS.c[name]
        for name in ("state", "kind", "entity", "pages", "fields", "doubtful", "errors", "warnings", "decided", "done")
    ),
)

_MOST_DOUBTFUL = PROGRESS.c.doubtful.desc().nulls_last()
_MOST_ERRORS = PROGRESS.c.errors.desc().nulls_last()

_ORDERS: dict[Order, tuple[ColumnElement[object], ...]] = {
    "doubtful": (_MOST_DOUBTFUL, _MOST_ERRORS, PROGRESS.c.document),
    "findings": (_MOST_ERRORS, PROGRESS.c.warnings.desc().nulls_last(), _MOST_DOUBTFUL, PROGRESS.c.document),
    "name": (DOCUMENTS.c.name, DOCUMENTS.c.id),
    "added": (DOCUMENTS.c.id.desc(),),
}


def _named(search: str) -> list[ColumnElement[bool]]:
    """Where the text stands in the file's name or in that of the filing unit, or begins the sha256."""
    if not search:
        return []
    words = (DOCUMENTS.c.name.icontains(search, autoescape=True), PROGRESS.c.entity.icontains(search, autoescape=True))
    return [or_(*words, DOCUMENTS.c.sha256.startswith(search.lower(), autoescape=True))]


def queue(connection: Connection, *, state: State | None, search: str, order: Order, offset: int, limit: int) -> Page[DocumentRow]:
    """A page of the queue. `counts` are those of the search, so that each state's can be offered."""
    joined = DOCUMENTS.join(PROGRESS, PROGRESS.c.document == DOCUMENTS.c.id)
    named = _named(search)
    source = joined if named else PROGRESS
    by_state = select(PROGRESS.c.state, func.count()).select_from(source).where(*named).group_by(PROGRESS.c.state)
    counts: dict[State, int] = {row[0]: row[1] for row in connection.execute(by_state)}
    query = select(*_COLUMNS).select_from(joined).where(*named)
    query = query.where(PROGRESS.c.state == state) if state else query
    rows = connection.execute(query.order_by(*_ORDERS[order]).offset(offset).limit(limit)).mappings()
    items = tuple(DocumentRow(**row) for row in rows)
    total = counts.get(state, 0) if state else sum(counts.values())
    return Page(items, total, offset, limit, counts)
