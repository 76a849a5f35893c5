"""What runs add: documents, readings, records with their findings. Every function works within a transaction of the caller."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from sqlalchemy import Connection, Row, Select, select

from extractor.record import Record
from extractor.store.clock import now
from extractor.store.counts import Counts
from extractor.store.progress import unread, written
from extractor.store.tables import DOCUMENTS, FINDINGS, READINGS, RECORDS

__all__ = ["add_failure", "add_record", "current", "document_id", "last_errors", "locked", "made", "renew"]


def document_id(connection: Connection, sha256: str) -> int | None:
    """The row of a document."""
    return connection.scalar(select(DOCUMENTS.c.id).where(DOCUMENTS.c.sha256 == sha256))


def locked(connection: Connection, sha256: str) -> int | None:
    """The row of a document, to change what belongs to it: where the engine locks rows, one comes after the other."""
    return connection.scalar(select(DOCUMENTS.c.id).where(DOCUMENTS.c.sha256 == sha256).with_for_update())


def _entered(connection: Connection, sha256: str, name: str) -> int:
    """The row of a document, which is made where there is none. A document keeps the name it came with first."""
    found = locked(connection, sha256)
    if found is not None:
        return found
    values = {"sha256": sha256, "name": name, "added": now()}
    added: int = connection.execute(DOCUMENTS.insert().values(values).returning(DOCUMENTS.c.id)).scalar_one()
    return added


def _finished(connection: Connection, document: int, fingerprint: str) -> int | None:
    same = (READINGS.c.document == document, READINGS.c.fingerprint == fingerprint, READINGS.c.state == "finished")
    return connection.scalar(select(READINGS.c.id).where(*same))


def add_record(connection: Connection, run: int, name: str, record: Record, fingerprint: str) -> None:
    """A reading with its record. One that is finished already, by another process meanwhile, stands."""
    document = _entered(connection, record.sha256, name)
    if not record.errors and _finished(connection, document, fingerprint) is not None:
        return
    state = "partial" if record.errors else "finished"
    seconds = record.provenance.seconds.get("total")
    reading = _add_reading(connection, run, document, name, fingerprint, state, record.errors, seconds)
    _add(connection, run, document, reading, record)


def renew(connection: Connection, run: int, record: Record, fingerprint: str) -> None:
    """The record of a finished reading, checked again. Where it is the current one as it stands, nothing is added."""
    document = locked(connection, record.sha256)
    reading = None if document is None else _finished(connection, document, fingerprint)
    if document is None or reading is None:
        raise ValueError(f"{record.sha256} has no finished reading {fingerprint}")
    found = current(connection, document)
    if found is None or (found.reading, found.sha256) != (reading, _sha256(_json(record))):
        _add(connection, run, document, reading, record)


def add_failure(connection: Connection, run: int, name: str, sha256: str, fingerprint: str, errors: Sequence[str]) -> None:
    """A reading that gave no record."""
    document = _entered(connection, sha256, name)
    _add_reading(connection, run, document, name, fingerprint, "failed", errors, None)
    if current(connection, document) is None:
        unread(connection, document)


def _add_reading(
    connection: Connection,
    run: int,
    document: int,
    name: str,
    fingerprint: str,
    state: str,
    errors: Sequence[str],
    seconds: float | None,
) -> int:
    values = {
        "run": run,
        "document": document,
        "name": name,
        "fingerprint": fingerprint,
        "state": state,
        "errors": list(errors),
        "seconds": seconds,
        "added": now(),
    }
    reading: int = connection.execute(READINGS.insert().values(values).returning(READINGS.c.id)).scalar_one()
    return reading


def _json(record: Record) -> str:
    return record.model_dump_json()


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def _add(connection: Connection, run: int, document: int, reading: int, record: Record) -> None:
    """The record and its findings; the queue counts it where it is the current one from now on."""
    text = _json(record)
    values = {"reading": reading, "document": document, "run": run, "sha256": _sha256(text), "json": text, "added": now()}
    added = connection.execute(RECORDS.insert().values(values).returning(RECORDS.c.id)).scalar_one()
    findings = [
        {
            "record": added,
            "position": position,
            "finding": finding.id,
            "check": finding.check,
            "severity": finding.severity,
            "status": finding.status,
        }
        for position, finding in enumerate(record.findings)
    ]
    if findings:
        connection.execute(FINDINGS.insert(), findings)
    found = current(connection, document)
    if found is not None and found.id == added:
        written(connection, document, Counts.of(record), record=record, reading=found.state, entries=0)


_RECORDS = select(RECORDS.c.id, RECORDS.c.reading, RECORDS.c.sha256, RECORDS.c.json, READINGS.c.state).join(
    READINGS, RECORDS.c.reading == READINGS.c.id
)
_LATEST_FIRST = ((READINGS.c.state == "finished").desc(), RECORDS.c.id.desc())


def _first(connection: Connection, query: Select[int, int, str, str, str]) -> Row[int, int, str, str, str] | None:
    return connection.execute(query.order_by(*_LATEST_FIRST).limit(1)).first()


def current(connection: Connection, document: int) -> Row[int, int, str, str, str] | None:
    """The record that speaks for a document (id, reading, sha256, json, state): the last finished one, else the last there is."""
    return _first(connection, _RECORDS.where(RECORDS.c.document == document))


def made(connection: Connection, sha256: str, fingerprint: str, *, partial: bool) -> Record | None:
    """The last record of a document that was made so; a partial one only if asked for."""
    query = _RECORDS.join(DOCUMENTS, RECORDS.c.document == DOCUMENTS.c.id)
    query = query.where(DOCUMENTS.c.sha256 == sha256, READINGS.c.fingerprint == fingerprint)
    found = _first(connection, query if partial else query.where(READINGS.c.state == "finished"))
    return Record.model_validate_json(found.json) if found else None


def last_errors(connection: Connection, document: int) -> tuple[str, ...]:
    """What went wrong the last time a document was read; nothing if it was ever read to the end."""
    query = select(READINGS.c.state, READINGS.c.errors).where(READINGS.c.document == document)
    rows = connection.execute(query.order_by(READINGS.c.id)).all()
    return () if not rows or any(row.state == "finished" for row in rows) else tuple(rows[-1].errors)
