"""Uploaded files read one at a time by a thread, while people go on working. A server that is killed goes on with what waited."""

from __future__ import annotations

import contextlib
import logging
import queue
import threading
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import BinaryIO, Protocol, TypeAlias

from extractor.errors import ExtractorError, InputError, UsageError
from extractor.record import Record
from extractor.store import Store
from extractor.web.intake import LARGEST, Intake, Upload, shown_name

__all__ = ["LARGEST", "MOST_FILES", "Reader", "Step", "Upload", "Uploads", "shown_name"]

MOST_FILES = 50
"""Files of one upload."""

_ATTEMPTS = 3
"""So many times the program may end while it reads a file; then the file is taken to be the cause."""

_LOG = logging.getLogger(__name__)

Step: TypeAlias = Callable[[str, int, int], None]
"""Told what is done, how many of how many."""


class _StoppedError(Exception):
    """The server is told to stop."""


class Reader(Protocol):
    """Reads uploaded files. `fingerprint` says how, so that nothing is read twice in the same way."""

    @property
    def settings(self) -> Mapping[str, object]:
        """How files are read, for the run's row in the store."""
        ...

    def fingerprint(self) -> str:
        """What a record depends on beside its file. May open the model: raises ExtractorError where there is none."""
        ...

    def read(self, path: Path, step: Step) -> Record:
        """The record of a file. Raises ExtractorError."""
        ...


class Uploads:
    """The uploaded files, and the thread that reads them into the store."""

    def __init__(self, store: Store, folder: Path, reader: Reader | None) -> None:
        self._store, self._reader = store, reader
        self._waiting: queue.SimpleQueue[str | None] = queue.SimpleQueue()
        self._stopping = threading.Event()
        self._thread: threading.Thread | None = None
        self._run: int | None = None
        try:
            self._intake = Intake(folder)
        except OSError as error:
            raise UsageError(f"不能写入上传文件夹 {folder}：{error.strerror}。请检查磁盘和权限。") from error

    @property
    def is_open(self) -> bool:
        """Whether files can be uploaded."""
        return self._reader is not None

    @property
    def is_working(self) -> bool:
        """Whether the thread is there still: it may be within a library, which does not stop for us."""
        return self._thread is not None and self._thread.is_alive()

    def all(self) -> list[Upload]:
        """The uploads, the last one first."""
        return self._intake.all()

    def get(self, sha256: str) -> Upload | None:
        """One upload."""
        return self._intake.get(sha256)

    def take(self, given: str | None, content: BinaryIO) -> Upload:
        """Takes in a file, to be read. Raises an InputError where it is of no kind that can be read, or too large."""
        entry, is_new = self._intake.take(given, content)
        if is_new:
            self._waiting.put(entry.sha256)
        return entry

    def start(self) -> None:
        """Begins to read, what an earlier server left first."""
        if self._reader is None:
            return
        for entry in reversed(self._intake.all()):
            if entry.state == "reading" and entry.attempts >= _ATTEMPTS:
                self._intake.end(entry.sha256, "failed", f"读取时程序 {entry.attempts} 次意外结束。请把文件发给开发者。")
            elif not entry.is_over:
                self._intake.change(entry.sha256, state="waiting")
                self._waiting.put(entry.sha256)
        self._thread = threading.Thread(target=self._work, name="uploads", daemon=True)
        self._thread.start()

    def stop(self, timeout: float | None = 5.0) -> None:
        """Takes up nothing more. A file that is being read is left as it was, and read by the next server."""
        self._stopping.set()
        self._waiting.put(None)
        if self._thread is not None:
            self._thread.join(timeout)
        for entry in self._intake.all() if self.is_working else ():
            if entry.state == "reading":  # it did not end the program: the next server is not to think so
                self._intake.change(entry.sha256, state="waiting", attempts=0)

    def _work(self) -> None:
        while (sha256 := self._waiting.get()) is not None and not self._stopping.is_set():
            try:
                self._one(sha256)
            except _StoppedError:
                self._intake.change(sha256, state="waiting", attempts=0)
            except Exception:  # noqa: BLE001 - a defect of ours in one file must not stop the others
                _LOG.exception("upload %s", sha256)
                with contextlib.suppress(OSError):  # no room on the disk: it is in memory, and in the log
                    self._intake.end(sha256, "failed", "程序内部错误。请把服务窗口里的记录和文件一起发给开发者。")

    def _one(self, sha256: str) -> None:
        """Reads a file, if it was not read in the same way before. Raises _StoppedError."""
        assert self._reader is not None
        before = self._intake.get(sha256)
        assert before is not None
        entry = self._intake.change(sha256, state="reading", attempts=before.attempts + 1)
        path = self._intake.path(sha256)
        try:
            fingerprint = self._reader.fingerprint()
            if self._store.finished(sha256, fingerprint) is None:
                self._read(self._reader, entry, path, fingerprint)
        except ExtractorError as error:
            self._check_going()
            self._intake.end(sha256, "failed", str(error).replace(path.name, entry.name))
        else:
            self._intake.end(sha256, "done")

    def _read(self, reader: Reader, entry: Upload, path: Path, fingerprint: str) -> None:
        if self._run is None:
            self._run = self._store.begin_run(reader.settings)
        self._store.keep_source(path, entry.sha256)
        try:
            made = reader.read(path, lambda what, done, total: self._step(entry.sha256, what, done, total))
        except InputError as error:
            self._check_going()
            said = str(error).replace(path.name, entry.name)
            self._store.add_failure(self._run, entry.name, entry.sha256, fingerprint, [said])
            raise
        self._check_going()
        self._store.add_record(self._run, entry.name, made.model_copy(update={"source": entry.name}), fingerprint)

    def _step(self, sha256: str, what: str, done: int, total: int) -> None:
        self._check_going()
        self._intake.change(sha256, what=what, done=done, total=total)

    def _check_going(self) -> None:
        """What comes of a reading while the server stops is not kept: its model may have been ended under it."""
        if self._stopping.is_set():
            raise _StoppedError
