"""All that a store keeps, without what differs from run to run: times, and numbers that follow the order of arrival."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, TypeAlias

__all__ = ["Kept", "differences", "kept"]

Kept: TypeAlias = Mapping[str, object]
"""What there is, by what it is of."""

_TIMES = frozenset({"seconds", "tokens", "resumed", "record"})
"""Keys of a run's summary that say how it went and not what it found."""

_READINGS = """
SELECT d.sha256 AS of, r.name, r.fingerprint, r.state, r.errors, c.json
FROM readings r JOIN documents d ON d.id = r.document LEFT JOIN records c ON c.reading = r.id
"""
_FINDINGS = """
SELECT d.sha256 AS of, f.position, f.finding, f."check", f.severity, f.status
FROM findings f JOIN records c ON c.id = f.record JOIN documents d ON d.id = c.document ORDER BY d.sha256, c.id, f.position
"""
_PROGRESS = "SELECT d.sha256 AS of, p.* FROM progress p JOIN documents d ON d.id = p.document"
_DECISIONS = "SELECT d.sha256 AS of, e.* FROM decisions e JOIN documents d ON d.id = e.document ORDER BY e.number"
_LAST_RUN = "SELECT r.settings, e.summary FROM runs r JOIN run_ends e ON e.run = r.id ORDER BY r.id DESC LIMIT 1"


def kept(db: Path) -> Kept:
    """Read without the code that wrote it."""
    connection = sqlite3.connect(db)
    connection.row_factory = sqlite3.Row
    try:
        return dict(_entries(connection)) | _files(db.with_name(f"{db.name}.files"))
    finally:
        connection.close()


def differences(expected: Kept, found: Kept) -> list[str]:
    """What is missing, what is there beyond, and what is otherwise."""
    lines = [f"缺少：{name}" for name in expected if name not in found]
    lines += [f"多出：{name}" for name in found if name not in expected]
    return lines + [f"不同：{name}" for name in expected if name in found and expected[name] != found[name]]


def _entries(connection: sqlite3.Connection) -> Iterator[tuple[str, object]]:
    for pragma in ("integrity_check", "foreign_key_check"):
        yield pragma, [tuple(row) for row in connection.execute(f"PRAGMA {pragma}")]
    yield "表", sorted(tuple(row) for row in connection.execute("SELECT type, name FROM sqlite_master"))
    yield "文件数", connection.execute("SELECT count(*) FROM documents").fetchone()[0]
    for row in connection.execute("SELECT sha256, name FROM documents"):
        yield f"文件 {row['sha256']}", row["name"]
    for what, query in (("读取", _READINGS), ("发现", _FINDINGS), ("计数", _PROGRESS), ("决定", _DECISIONS)):
        yield from _grouped(connection, what, query)
    last = connection.execute(_LAST_RUN).fetchone()
    yield "最后一次运行的设置", json.loads(last["settings"]) if last else None
    yield "最后一次运行的结果", _timeless(json.loads(last["summary"])) if last else None


def _grouped(connection: sqlite3.Connection, what: str, query: str) -> Iterator[tuple[str, object]]:
    """The rows of each document: one twice is a difference."""
    found: dict[str, list[dict[str, Any]]] = {}
    for row in connection.execute(query):
        values = {name: row[name] for name in row.keys() if name not in ("id", "document")}  # noqa: SIM118 - a Row is no mapping
        if values.get("json"):
            values["json"] = _record(values["json"])
        found.setdefault(row["of"], []).append(values)
    yield from ((f"{what} {sha256}", rows) for sha256, rows in found.items())


def _record(text: str) -> object:
    """A record, but for the seconds it took."""
    made = json.loads(text)
    assert made["provenance"].pop("seconds")
    return made


def _timeless(value: object) -> object:
    if isinstance(value, dict):
        return {name: _timeless(item) for name, item in value.items() if name not in _TIMES}
    return [_timeless(item) for item in value] if isinstance(value, list) else value


def _files(folder: Path) -> dict[str, object]:
    """The kept sources by name, and what else lies there."""
    return {f"原件 {path.name}": hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.iterdir()}
