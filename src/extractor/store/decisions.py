"""The log of a document: entries are added, each after the one it follows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, func, select

from extractor.decision import Decision
from extractor.errors import UsageError
from extractor.store.readings import locked
from extractor.store.rows import ConflictError
from extractor.store.tables import DECISIONS, DOCUMENTS

__all__ = ["decide", "log"]

_ENTRIES = select(DECISIONS, DOCUMENTS.c.sha256.label("of")).join(DOCUMENTS, DECISIONS.c.document == DOCUMENTS.c.id)


def _entry(row: Mapping[str, Any]) -> Decision:
    given = {name: value for name, value in row.items() if name not in ("id", "of", "document")}
    return Decision(document=row["of"], **given)


def log(connection: Connection, document: int) -> tuple[Decision, ...]:
    """All entries, in order."""
    rows = connection.execute(_ENTRIES.where(DECISIONS.c.document == document).order_by(DECISIONS.c.number)).mappings()
    return tuple(_entry(dict(row)) for row in rows)


def _last(connection: Connection, document: int, decision: Decision) -> Decision | None:
    """The last entry about the same thing, comments aside."""
    query = _ENTRIES.where(
        DECISIONS.c.document == document,
        DECISIONS.c.target == decision.target,
        DECISIONS.c.subject == decision.subject,
        DECISIONS.c.action != "comment",
    )
    row = connection.execute(query.order_by(DECISIONS.c.number.desc()).limit(1)).mappings().first()
    return _entry(dict(row)) if row else None


def decide(connection: Connection, decision: Decision) -> Decision:
    """Adds an entry under the next number. Raises ConflictError where it does not follow the last one about its subject."""
    document = locked(connection, decision.document)
    if document is None:
        raise UsageError(f"数据库里没有文件 {decision.document}。")
    _follows(decision, _last(connection, document, decision))
    highest = connection.scalar(select(func.max(DECISIONS.c.number)).where(DECISIONS.c.document == document))
    numbered = decision.model_copy(update={"number": (highest or 0) + 1})
    values = numbered.model_dump(mode="json") | {"document": document}
    connection.execute(DECISIONS.insert().values(values))
    return numbered


def _follows(decision: Decision, last: Decision | None) -> None:
    if decision.action == "comment":
        if decision.follows is not None:
            raise UsageError("备注不接在任何决定之后：follows 应为空。")
        return
    if decision.follows == (last.number if last else 0):
        return
    if last is None or decision.follows is None or decision.follows > last.number:
        raise UsageError(f"决定所接的第 {decision.follows} 号不是关于同一处的决定。请刷新页面后再决定。")
    raise ConflictError(last)
