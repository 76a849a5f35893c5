"""The first tables. What is here is never edited: a change is another migration."""

import sqlalchemy as sa
from alembic import op

from extractor.store.dialects import guards

__all__ = ["upgrade"]

revision = "0001"
down_revision = None

APPENDED = ("runs", "run_ends", "documents", "readings", "records", "findings", "decisions")


def upgrade() -> None:
    """Makes tables, indexes and guards."""
    _runs()
    _documents()
    _readings()
    _records()
    _findings()
    _decisions()
    _progress()
    for statement in guards(op.get_context().dialect.name, APPENDED):
        op.execute(statement)


def _column(name: str, length: int, *, nullable: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.String(length), nullable=nullable)


def _number(name: str, *, nullable: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), nullable=nullable)


def _text(name: str, *, nullable: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=nullable)


def _json(name: str) -> sa.Column[object]:
    return sa.Column(name, sa.JSON(), nullable=False)


def _refers(table: str, name: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([name], [f"{name}s.id"], name=f"fk_{table}_{name}")


def _runs() -> None:
    op.create_table("runs", _number("id"), _column("started", 32), _json("settings"), sa.PrimaryKeyConstraint("id", name="pk_runs"))
    op.create_table(
        "run_ends",
        _number("run"),
        _column("ended", 32),
        _json("summary"),
        sa.PrimaryKeyConstraint("run", name="pk_run_ends"),
        _refers("run_ends", "run"),
    )


def _documents() -> None:
    op.create_table(
        "documents",
        _number("id"),
        _column("sha256", 64),
        _text("name"),
        _column("added", 32),
        sa.PrimaryKeyConstraint("id", name="pk_documents"),
        sa.UniqueConstraint("sha256", name="uq_documents_sha256"),
    )
    op.create_index("ix_documents_name", "documents", ["name"])


def _readings() -> None:
    op.create_table(
        "readings",
        _number("id"),
        _number("run"),
        _number("document"),
        _text("name"),
        _column("fingerprint", 64),
        _column("state", 16),
        _json("errors"),
        sa.Column("seconds", sa.Float(), nullable=True),
        _column("added", 32),
        sa.PrimaryKeyConstraint("id", name="pk_readings"),
        _refers("readings", "run"),
        _refers("readings", "document"),
    )
    op.create_index("ix_readings_document_state", "readings", ["document", "state"])
    finished = sa.text("state = 'finished'")
    op.create_index(
        "uq_readings_finished",
        "readings",
        ["document", "fingerprint"],
        unique=True,
        sqlite_where=finished,
        postgresql_where=finished,
    )


def _records() -> None:
    op.create_table(
        "records",
        _number("id"),
        _number("reading"),
        _number("document"),
        _number("run"),
        _column("sha256", 64),
        _text("json"),
        _column("added", 32),
        sa.PrimaryKeyConstraint("id", name="pk_records"),
        *(_refers("records", name) for name in ("reading", "document", "run")),
    )
    op.create_index("ix_records_document_id", "records", ["document", "id"])
    op.create_index("ix_records_reading", "records", ["reading"])


def _findings() -> None:
    op.create_table(
        "findings",
        _number("record"),
        _number("position"),
        _text("finding"),
        _column("check", 16),
        _column("severity", 16),
        _column("status", 32),
        sa.PrimaryKeyConstraint("record", "position", name="pk_findings"),
        _refers("findings", "record"),
    )
    op.create_index("ix_findings_check_severity", "findings", ["check", "severity"])


def _decisions() -> None:
    op.create_table(
        "decisions",
        _number("id"),
        _number("document"),
        _number("number"),
        _column("record", 64),
        _column("at", 32),
        _text("who"),
        _column("target", 16),
        _text("subject"),
        _column("action", 16),
        _text("old", nullable=True),
        _text("new", nullable=True),
        _text("why"),
        _json("evidence"),
        _number("follows", nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_decisions"),
        _refers("decisions", "document"),
        sa.UniqueConstraint("document", "number", name="uq_decisions_document_number"),
        sa.UniqueConstraint("document", "target", "subject", "follows", name="uq_decisions_document_target_subject_follows"),
    )


def _progress() -> None:
    op.create_table(
        "progress",
        _number("document"),
        _column("state", 16),
        _column("reading", 16),
        _column("kind", 16, nullable=True),
        _text("entity", nullable=True),
        *(_number(name, nullable=True) for name in ("pages", "fields", "doubtful", "errors", "warnings")),
        _number("decided"),
        sa.Column("done", sa.Boolean(), nullable=False),
        _number("entries"),
        sa.PrimaryKeyConstraint("document", name="pk_progress"),
        _refers("progress", "document"),
    )
    op.create_index("ix_progress_doubtful_errors", "progress", ["doubtful", "errors"])
    op.create_index("ix_progress_state_doubtful_errors", "progress", ["state", "doubtful", "errors"])
