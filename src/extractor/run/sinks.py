"""Where the records of a run go: a folder, a store, or both. Each knows by itself what an earlier run finished."""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Protocol

from pydantic import ValidationError

from extractor.errors import UsageError
from extractor.record import Record
from extractor.run.inputs import Job
from extractor.run.report import RunReport
from extractor.store import Store

__all__ = ["FolderSink", "Sink", "StoreSink"]


class Sink(Protocol):
    """Takes what a run makes. What it has taken is whole, and there for the next run, whenever the program is killed."""

    def place(self, job: Job) -> str:
        """Where the record of `job` is, to tell the user."""

    def begin(self, job: Job) -> None:
        """`job` is about to be read."""

    def finished(self, job: Job) -> Record | None:
        """The record of `job` from an earlier run, if that run finished it with the same settings."""

    def keep(self, job: Job, record: Record, held: Record | None) -> None:
        """Keeps the record. `held` is what `finished` gave: the same reading, perhaps checked by other rules."""

    def fail(self, job: Job, errors: Sequence[str]) -> None:
        """`job` gave no record."""

    def load(self, job: Job) -> Record | None:
        """The record of `job` that was kept, also one with errors."""

    def end(self, report: RunReport) -> None:
        """The run came to its end."""


def _write(path: Path, text: str) -> None:
    """Whole or not at all."""
    partial = path.with_name(f".{path.name}.part")
    partial.write_text(text, encoding="utf-8")
    partial.replace(path)


class FolderSink:
    """`<out>/<stem>.json` for each file and `<out>/run.json` for the run.

    `<out>/.state/<target>` names the file and the settings a finished record was made from: a record without it is made again.
    """

    def __init__(self, out: Path, fingerprint: str) -> None:
        self._out = out
        self._state = out / ".state"
        self._fingerprint = fingerprint
        try:
            self._state.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise UsageError(f"不能写入输出文件夹 {out}：{error.strerror}。请换一个 --out。") from error

    def _key(self, job: Job) -> str:
        return f"{job.sha256} {self._fingerprint}"

    def place(self, job: Job) -> str:
        """See Sink."""
        return str(job.target)

    def begin(self, job: Job) -> None:
        """See Sink: the folder keeps no sources."""

    def finished(self, job: Job) -> Record | None:
        """See Sink."""
        with contextlib.suppress(OSError):
            if (self._state / job.target.name).read_text("utf-8") == self._key(job):
                return self.load(job)
        return None

    def keep(self, job: Job, record: Record, held: Record | None) -> None:
        """See Sink. A record with errors is kept too, but made again by the next run."""
        if held == record:
            return
        (self._state / job.target.name).unlink(missing_ok=True)  # what an earlier run finished is about to go
        _write(job.target, record.model_dump_json(indent=1))
        if not record.errors:
            _write(self._state / job.target.name, self._key(job))

    def fail(self, job: Job, errors: Sequence[str]) -> None:
        """See Sink: run.json tells it."""

    def load(self, job: Job) -> Record | None:
        """See Sink. What is lost or damaged is not there."""
        with contextlib.suppress(OSError, ValidationError):
            return Record.model_validate_json(job.target.read_bytes())
        return None

    def end(self, report: RunReport) -> None:
        """See Sink."""
        _write(self._out / "run.json", json.dumps(report.as_json(), ensure_ascii=False, indent=1))


class StoreSink:
    """A store, which keeps the sources as well."""

    def __init__(self, store: Store, fingerprint: str, settings: Mapping[str, object]) -> None:
        self._store = store
        self._fingerprint = fingerprint
        self._run = store.begin_run(settings)

    def place(self, job: Job) -> str:
        """See Sink."""
        del job
        return str(self._store.place.path)

    def begin(self, job: Job) -> None:
        """See Sink: whatever becomes of it, the source is kept first."""
        self._store.keep_source(job.source, job.sha256)

    def finished(self, job: Job) -> Record | None:
        """See Sink."""
        return self._store.finished(job.sha256, self._fingerprint)

    def keep(self, job: Job, record: Record, held: Record | None) -> None:
        """See Sink."""
        if held is None:
            self._store.add_record(self._run, _written(job.source.name), record, self._fingerprint)
        else:
            self._store.renew(self._run, record, self._fingerprint)

    def fail(self, job: Job, errors: Sequence[str]) -> None:
        """See Sink."""
        told = [_written(error) for error in errors]
        self._store.add_failure(self._run, _written(job.source.name), job.sha256, self._fingerprint, told)

    def load(self, job: Job) -> Record | None:
        """See Sink."""
        return self._store.made(job.sha256, self._fingerprint)

    def end(self, report: RunReport) -> None:
        """See Sink."""
        self._store.end_run(self._run, report.as_json())


def _written(text: str) -> str:
    """Names of files may hold bytes that are no text; a database takes only text."""
    return os.fsencode(text).decode("utf-8", "replace")
