"""The store: one object over the database and the kept sources. Safe to use from several threads and several processes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

from sqlalchemy import Connection, Engine, select
from sqlalchemy.exc import DBAPIError, IntegrityError

from extractor.decision import Decision
from extractor.errors import UsageError
from extractor.record import Record
from extractor.store import decisions, progress, queue, readings, runs
from extractor.store.dialects import WRITING, sqlite_engine
from extractor.store.files import KeptFiles
from extractor.store.migrate import Age, age, migrate
from extractor.store.places import Place, made_ready, place_of
from extractor.store.rows import DocumentRow, Order, Page, Progress, State, StoredDocument, StoredRun
from extractor.store.tables import DOCUMENTS, PROGRESS

__all__ = ["Store", "open_store"]

T = TypeVar("T")

_REFUSED = {
    Age.FOREIGN: "{path} 是别的程序的数据库，没有改动它。请换一个路径。",
    Age.NEWER: "{path} 由更新版本的 extractor 写成，这个版本读不了，没有改动它。请升级 extractor，或换一个数据库。",
}


class Store:
    """Runs, documents, records and decisions. Made by `open_store`."""

    def __init__(self, place: Place, engine: Engine, files: KeptFiles) -> None:
        self.place = place
        self._files = files
        self._reading = engine
        self._writing = engine.execution_options(**WRITING)

    def begin_run(self, settings: Mapping[str, object]) -> int:
        """The number of a new run."""
        return self._write(lambda connection: runs.begin(connection, settings))

    def end_run(self, run: int, summary: Mapping[str, object]) -> None:
        """Adds that a run came to its end, and what it has to say."""
        self._write(lambda connection: runs.end(connection, run, summary))

    def runs(self) -> list[StoredRun]:
        """All runs, the first one first."""
        return self._read(runs.listed)

    def keep_source(self, path: Path, sha256: str) -> None:
        """Copies the file beside the database, whole or not at all, once."""
        self._files.keep(path, sha256)

    def file(self, sha256: str) -> Path | None:
        """The kept source of a document."""
        return self._files.path(sha256)

    def finished(self, sha256: str, fingerprint: str) -> Record | None:
        """The record of a document that was read to the end in this way."""
        return self.made(sha256, fingerprint, partial=False)

    def made(self, sha256: str, fingerprint: str, *, partial: bool = True) -> Record | None:
        """The last record that was made in this way, also one with errors."""
        return self._read(lambda connection: readings.made(connection, sha256, fingerprint, partial=partial))

    def add_record(self, run: int, name: str, record: Record, fingerprint: str) -> None:
        """A reading, its record and its findings, together or not at all. One that is finished already stands as it is."""
        self._write(lambda connection: readings.add_record(connection, run, name, record, fingerprint))

    def renew(self, run: int, record: Record, fingerprint: str) -> None:
        """The record of a finished reading checked again: the current one from now on; kept only where it differs from that."""
        self._write(lambda connection: readings.renew(connection, run, record, fingerprint))

    def add_failure(self, run: int, name: str, sha256: str, fingerprint: str, errors: Sequence[str]) -> None:
        """A reading that gave no record."""
        self._write(lambda connection: readings.add_failure(connection, run, name, sha256, fingerprint, errors))

    def documents(
        self, *, state: State | None = None, search: str = "", order: Order = "doubtful", offset: int = 0, limit: int = 50
    ) -> Page[DocumentRow]:
        """A page of the queue."""
        return self._read(
            lambda connection: queue.queue(connection, state=state, search=search, order=order, offset=offset, limit=limit)
        )

    def names(self) -> list[str]:
        """The sha256 of every document, in the order they came."""
        return self._read(lambda connection: list(connection.scalars(select(DOCUMENTS.c.sha256).order_by(DOCUMENTS.c.id))))

    def each(self) -> Iterator[StoredDocument]:
        """Every document, one at a time."""
        for sha256 in self.names():
            found = self.document(sha256)
            if found is not None:
                yield found

    def document(self, sha256: str) -> StoredDocument | None:
        """A document with its current record and its log."""
        return self._read(lambda connection: _document(connection, sha256))

    def log(self, sha256: str) -> tuple[Decision, ...]:
        """The decisions about a document."""

        def entries(connection: Connection) -> tuple[Decision, ...]:
            document = readings.document_id(connection, sha256)
            return () if document is None else decisions.log(connection, document)

        return self._read(entries)

    def decide(self, decision: Decision) -> Decision:
        """Adds a decision; its number is given here, whatever it had. Raises ConflictError where somebody else came first."""
        return self._write(lambda connection: decisions.decide(connection, decision))

    def update_progress(self, sha256: str, counts: Progress) -> None:
        """The counts of a document with all its decisions, for the queue."""

        def count(connection: Connection) -> None:
            document = readings.locked(connection, sha256)
            if document is None:
                raise UsageError(f"数据库里没有文件 {sha256}。")
            progress.reviewed(connection, document, counts)

        self._write(count)

    def behind(self) -> list[str]:
        """Documents whose counts leave out decisions, to be counted again with `update_progress`."""
        return self._read(progress.behind)

    def close(self) -> None:
        """Lets go of the database."""
        self._reading.dispose()

    def _read(self, work: Callable[[Connection], T]) -> T:
        try:
            with self._reading.connect() as connection:
                return work(connection)
        except DBAPIError as error:
            raise UsageError(f"不能读取数据库 {self.place.path}：{error.orig}。") from error

    def _write(self, work: Callable[[Connection], T]) -> T:
        """In one transaction. Where rows are not locked in advance, another process may add the same row between our look and
        our insert: the second time it is there to be seen.
        """
        try:
            try:
                return self._transaction(work)
            except IntegrityError:
                return self._transaction(work)
        except DBAPIError as error:
            where = f"不能写入数据库 {self.place.path}：{error.orig}"
            raise UsageError(f"{where}。请检查磁盘空间和权限，并看是否有别的程序占着它。") from error

    def _transaction(self, work: Callable[[Connection], T]) -> T:
        with self._writing.begin() as connection:
            return work(connection)


def _document(connection: Connection, sha256: str) -> StoredDocument | None:
    query = select(DOCUMENTS, PROGRESS.c.state).join(PROGRESS, PROGRESS.c.document == DOCUMENTS.c.id)
    row = connection.execute(query.where(DOCUMENTS.c.sha256 == sha256)).first()
    if row is None:
        return None
    record = readings.current(connection, row.id)
    return StoredDocument(
        name=row.name,
        sha256=row.sha256,
        added=row.added,
        state=row.state,
        record=Record.model_validate_json(record.json) if record else None,
        record_sha256=record.sha256 if record else None,
        log=decisions.log(connection, row.id),
        errors=readings.last_errors(connection, row.id),
    )


def open_store(url: str, *, create: bool = True) -> Store:
    """Opens a database, `sqlite:///path.db` or a plain path, and brings it to the tables of this version.

    Without `create` it has to be there. Raises UsageError where it cannot be opened, is of a newer version or none of ours.
    """
    place = place_of(url)
    made_ready(place, create=create)
    engine, files = sqlite_engine(place.url), KeptFiles(place.files)
    try:
        _up_to_date(engine, place, files)
    except (DBAPIError, OSError) as error:
        engine.dispose()
        raise UsageError(f"打不开数据库 {place.path}：{error}。请核对路径和权限，或换一个路径。") from error
    except BaseException:
        engine.dispose()
        raise
    return Store(place, engine, files)


def _up_to_date(engine: Engine, place: Place, files: KeptFiles) -> None:
    """Looks first: a database that is up to date is opened without waiting for anybody, a foreign one without a trace."""
    found = age(engine)
    if found in (Age.EMPTY, Age.OLDER):
        with files.lock():
            if age(engine) in (Age.EMPTY, Age.OLDER):
                migrate(engine)
    elif found in _REFUSED:
        raise UsageError(_REFUSED[found].format(path=place.path))
