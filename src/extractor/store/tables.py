"""The tables. All but `progress` only grow; `migrations` makes them, and a test holds both against each other."""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    ColumnElement,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

__all__ = ["APPENDED", "DECISIONS", "DOCUMENTS", "FINDINGS", "METADATA", "PROGRESS", "READINGS", "RECORDS", "RUNS", "RUN_ENDS"]

METADATA = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    }
)


def _key() -> Column[int]:
    return Column("id", Integer, primary_key=True)


def _of(table: str, *, name: str | None = None, primary_key: bool = False) -> Column[int]:
    return Column(name or table, Integer, ForeignKey(f"{table}s.id"), primary_key=primary_key, nullable=False)


def _text(name: str, length: int, *, nullable: bool = False) -> Column[str]:
    return Column(name, String(length), nullable=nullable)


RUNS = Table("runs", METADATA, _key(), _text("started", 32), Column("settings", JSON, nullable=False))

RUN_ENDS = Table("run_ends", METADATA, _of("run", primary_key=True), _text("ended", 32), Column("summary", JSON, nullable=False))
"""A run that has no row here was interrupted."""

DOCUMENTS = Table(
    "documents",
    METADATA,
    _key(),
    Column("sha256", String(64), nullable=False, unique=True),
    Column("name", Text, nullable=False, index=True),
    _text("added", 32),
)

READINGS = Table(
    "readings",
    METADATA,
    _key(),
    _of("run"),
    _of("document"),
    Column("name", Text, nullable=False),
    _text("fingerprint", 64),
    _text("state", 16),
    Column("errors", JSON, nullable=False),
    Column("seconds", Float),
    _text("added", 32),
    Index("ix_readings_document_state", "document", "state"),
)
"""An attempt: finished, partial (a record, but with errors: read again by the next run) or failed (no record)."""

_FINISHED: ColumnElement[bool] = READINGS.c.state == "finished"
Index(
    "uq_readings_finished",
    READINGS.c.document,
    READINGS.c.fingerprint,
    unique=True,
    sqlite_where=_FINISHED,
    postgresql_where=_FINISHED,
)

RECORDS = Table(
    "records",
    METADATA,
    _key(),
    _of("reading"),
    _of("document"),
    _of("run"),
    _text("sha256", 64),
    Column("json", Text, nullable=False),
    _text("added", 32),
    Index("ix_records_document_id", "document", "id"),
    Index("ix_records_reading", "reading"),
)
"""A reading has a further record where it was checked again, by other rules, and that gave something else."""

FINDINGS = Table(
    "findings",
    METADATA,
    _of("record", primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("finding", Text, nullable=False),
    _text("check", 16),
    _text("severity", 16),
    _text("status", 32),
    Index("ix_findings_check_severity", "check", "severity"),
)

DECISIONS = Table(
    "decisions",
    METADATA,
    _key(),
    _of("document"),
    Column("number", Integer, nullable=False),
    _text("record", 64),
    _text("at", 32),
    Column("who", Text, nullable=False),
    _text("target", 16),
    Column("subject", Text, nullable=False),
    _text("action", 16),
    Column("old", Text),
    Column("new", Text),
    Column("why", Text, nullable=False),
    Column("evidence", JSON, nullable=False),
    Column("follows", Integer),
    UniqueConstraint("document", "number"),
    UniqueConstraint("document", "target", "subject", "follows"),
)
"""The log. A comment follows nothing (NULL), so that any number of them may stand side by side."""

PROGRESS = Table(
    "progress",
    METADATA,
    _of("document", primary_key=True),
    _text("state", 16),
    _text("reading", 16),
    Column("kind", String(16)),
    Column("entity", Text),
    Column("pages", Integer),
    Column("fields", Integer),
    Column("doubtful", Integer),
    Column("errors", Integer),
    Column("warnings", Integer),
    Column("decided", Integer, nullable=False),
    Column("done", Boolean, nullable=False),
    Column("entries", Integer, nullable=False),
    Index("ix_progress_doubtful_errors", "doubtful", "errors"),
    Index("ix_progress_state_doubtful_errors", "state", "doubtful", "errors"),
)
"""For the queue, derived from the rest. `entries` says how much of the log was counted; counts are NULL where nothing was read."""

APPENDED = (RUNS, RUN_ENDS, DOCUMENTS, READINGS, RECORDS, FINDINGS, DECISIONS)
"""Never changed, never deleted from: the database itself refuses it."""
