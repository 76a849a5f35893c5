"""All that one database engine does otherwise than another. A new engine gets its rows here and nothing elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import ConnectionPoolEntry

__all__ = ["WRITING", "guards", "is_sqlite_file", "sqlite_engine", "to_wal"]

WRITING = {"writing": True}
"""Execution options of a connection that is going to write."""

_PATIENCE = 60.0
"""Seconds that one writer waits for another."""

_MAGIC = b"SQLite format 3\x00"


def is_sqlite_file(path: Path) -> bool:
    """Whether the file is an SQLite database, or empty and so about to become one."""
    with path.open("rb") as stream:
        return stream.read(len(_MAGIC)) in (_MAGIC, b"")


def sqlite_engine(url: URL) -> Engine:
    """An engine whose transactions are begun by us: those that write take the lock at once, so that none has to be rolled back
    because another one wrote in between.
    """
    engine = create_engine(url, connect_args={"timeout": _PATIENCE}, pool_size=8, max_overflow=-1)
    event.listen(engine, "connect", _connected)
    event.listen(engine, "begin", _begun)
    return engine


def _connected(connection: DBAPIConnection, entry: ConnectionPoolEntry) -> None:
    """REPLACE deletes rows too: without recursive triggers the guards would not see it."""
    del entry
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in ("foreign_keys = ON", "recursive_triggers = ON", "synchronous = FULL"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begun(connection: Connection) -> None:
    writing = connection.get_execution_options().get("writing", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


def to_wal(engine: Engine) -> None:
    """From now on readers and the writer do not wait for each other; the file remembers it. Not possible in a transaction."""
    if engine.dialect.name == "sqlite":
        raw = engine.raw_connection()
        try:
            raw.cursor().execute("PRAGMA journal_mode = WAL")
        finally:
            raw.close()


def _sqlite_guards(table: str) -> list[str]:
    return [
        f"CREATE TRIGGER {table}_no_{what.lower()} BEFORE {what} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
        for what in ("UPDATE", "DELETE")
    ]


def _postgresql_guards(table: str) -> list[str]:
    return [
        f"CREATE FUNCTION {table}_append_only() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{table} is append-only'; END $$",
        f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
        f"FOR EACH STATEMENT EXECUTE FUNCTION {table}_append_only()",
    ]


_GUARDS: dict[str, Callable[[str], list[str]]] = {"sqlite": _sqlite_guards, "postgresql": _postgresql_guards}


def guards(dialect: str, tables: Iterable[str]) -> list[str]:
    """The statements that make the database refuse to change or delete rows of the tables."""
    return [statement for table in tables for statement in _GUARDS[dialect](table)]
