"""The database brought to the tables of this version, when it is opened. One that a newer version wrote is left alone."""

from __future__ import annotations

import io
import threading
from enum import Enum, auto
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, inspect

from extractor.store.dialects import WRITING, to_wal

__all__ = ["Age", "age", "migrate", "on_paper"]

_ALEMBIC = threading.Lock()
"""alembic keeps what it works on in module globals."""


class Age(Enum):
    """How a database stands to this version."""

    CURRENT = auto()
    OLDER = auto()
    NEWER = auto()
    EMPTY = auto()
    FOREIGN = auto()


def _config() -> Config:
    config = Config(stdout=io.StringIO(), output_buffer=io.StringIO())
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    return config


def age(engine: Engine) -> Age:
    """Reads what the database says of itself; writes nothing."""
    with engine.connect() as connection:
        tables = set(inspect(connection).get_table_names())
        if "alembic_version" not in tables:
            return Age.FOREIGN if tables else Age.EMPTY
        if not {"documents", "readings", "records", "decisions"} <= tables:
            return Age.FOREIGN
        found = set(MigrationContext.configure(connection).get_current_heads())
    scripts = ScriptDirectory.from_config(_config())
    if found == set(scripts.get_heads()):
        return Age.CURRENT
    return Age.OLDER if found <= {script.revision for script in scripts.walk_revisions()} else Age.NEWER


def migrate(engine: Engine) -> None:
    """Applies what is missing, all of it or nothing. The caller sees to it that no other process does the same."""
    to_wal(engine)
    config = _config()
    with _ALEMBIC, engine.connect().execution_options(**WRITING) as connection, connection.begin():
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def on_paper(dialect: str) -> str:
    """The statements of all migrations for a dialect, without a database."""
    config = _config()
    config.attributes["dialect"] = dialect
    with _ALEMBIC:
        command.upgrade(config, "head", sql=True)
    assert isinstance(config.output_buffer, io.StringIO)
    return config.output_buffer.getvalue()
