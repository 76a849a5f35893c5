"""Runs: that one began with such settings, and, if it got there, how it ended."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Connection, select

from extractor.store.clock import now
from extractor.store.rows import StoredRun
from extractor.store.tables import RUN_ENDS, RUNS

__all__ = ["begin", "end", "listed"]


def begin(connection: Connection, settings: Mapping[str, object]) -> int:
    """The number of a new run."""
    values = {"started": now(), "settings": dict(settings)}
    number: int = connection.execute(RUNS.insert().values(values).returning(RUNS.c.id)).scalar_one()
    return number


def end(connection: Connection, run: int, summary: Mapping[str, object]) -> None:
    """Adds the end of a run."""
    connection.execute(RUN_ENDS.insert().values(run=run, ended=now(), summary=dict(summary)))


def listed(connection: Connection) -> list[StoredRun]:
    """All runs, the first one first."""
    query = select(RUNS, RUN_ENDS.c.ended, RUN_ENDS.c.summary).outerjoin(RUN_ENDS, RUN_ENDS.c.run == RUNS.c.id)
    return [StoredRun(*row) for row in connection.execute(query.order_by(RUNS.c.id))]
