"""The tables: as the migrations make them, on SQLite and on paper for PostgreSQL; what is added stays."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import create_engine, make_url
from sqlalchemy.schema import CreateTable

from extractor.store.decisions import _ENTRIES
from extractor.store.migrate import on_paper
from extractor.store.queue import _ORDERS
from extractor.store.tables import APPENDED, METADATA, PROGRESS
from tests.store.made import decision, finding, opened, record

POSTGRESQL = make_url("postgresql://").get_dialect()()


def test_the_migrations_make_the_tables_that_the_code_knows(tmp_path: Path) -> None:
    store = opened(tmp_path)
    store.close()
    engine = create_engine(store.place.url)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, METADATA) == []
    engine.dispose()


def test_every_table_but_the_derived_one_only_grows() -> None:
    assert set(METADATA.tables.values()) - set(APPENDED) == {PROGRESS}


@pytest.fixture
def filled(tmp_path: Path) -> Path:
    """A store with a row in every table."""
    store = opened(tmp_path)
    run = store.begin_run({"reading": "rules"})
    store.add_record(run, "甲.txt", record(findings=(finding(1),)), "f")
    store.decide(decision())
    store.end_run(run, {})
    store.close()
    return store.place.path


@pytest.mark.parametrize("table", [table.name for table in APPENDED])
def test_the_database_refuses_to_change_what_was_added(table: str, filled: Path) -> None:
    connection = sqlite3.connect(filled)
    (column, *_) = (row[1] for row in connection.execute(f"PRAGMA table_info({table})"))
    assert connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
    for statement in (f"UPDATE {table} SET {column} = {column}", f"DELETE FROM {table}"):
        with pytest.raises(sqlite3.IntegrityError, match=f"{table} is append-only"):
            connection.execute(statement)
    connection.close()


def test_nothing_is_replaced_either(tmp_path: Path) -> None:
    store = opened(tmp_path)
    store.add_record(store.begin_run({}), "甲.txt", record(), "f")
    with store._writing.begin() as connection, pytest.raises(Exception, match="append-only"):
        connection.exec_driver_sql("REPLACE INTO documents SELECT id, sha256, '乙.txt', added FROM documents")
    assert store.documents().items[0].name == "甲.txt"
    store.close()


def test_rows_that_belong_to_nothing_are_refused(tmp_path: Path) -> None:
    store = opened(tmp_path)
    with store._writing.begin() as connection, pytest.raises(Exception, match="FOREIGN KEY"):
        connection.exec_driver_sql("INSERT INTO run_ends VALUES (7, '', '{}')")
    store.close()


def test_postgresql_could_have_the_same() -> None:
    written = on_paper("postgresql")
    for table in METADATA.sorted_tables:
        assert f"CREATE TABLE {table.name} (" in written
        assert str(CreateTable(table).compile(dialect=POSTGRESQL))
    for table in APPENDED:
        assert f"CREATE TRIGGER {table.name}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table.name}" in written
    assert "id SERIAL NOT NULL" in written
    assert "CREATE UNIQUE INDEX uq_readings_finished ON readings (document, fingerprint) WHERE state = 'finished'" in written


def test_postgresql_could_be_asked_the_same() -> None:
    assert str(_ENTRIES.compile(dialect=POSTGRESQL))
    for columns in _ORDERS.values():
        assert str(_ENTRIES.order_by(*columns).compile(dialect=POSTGRESQL))


def test_sqlite_stands_in_one_module() -> None:
    words = ("pragma", "begin immediate", "sqlite_master")
    package = Path(__file__).parents[2] / "src" / "extractor" / "store"
    found = {path.name for path in package.rglob("*.py") if any(word in path.read_text("utf-8").lower() for word in words)}
    assert found == {"dialects.py"}
