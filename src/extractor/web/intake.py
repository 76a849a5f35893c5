"""Files that were uploaded, taken in whole and told by their content, and what became of each.

`<folder>/<sha256>` is a file that waits, `<sha256>.json` its entry. What the file was called is text for people, never a path.
"""

from __future__ import annotations

import contextlib
import hashlib
import threading
import unicodedata
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO, Literal, TypeAlias

from pydantic import BaseModel, Field, ValidationError

from extractor.errors import EmptyInputError, InputError, TooLargeInputError
from extractor.readers.kinds import kind_of

__all__ = ["LARGEST", "Intake", "State", "Upload", "shown_name"]

LARGEST = 200 << 20
"""Bytes of one file."""

_WAITING = 500
_REMEMBERED = 200
_LONGEST_NAME = 200
_CHUNK = 1 << 20
_KEPT = {"sha256", "name", "added", "state", "error", "attempts"}

State: TypeAlias = Literal["waiting", "reading", "done", "failed"]


class Upload(BaseModel):
    """What became of an uploaded file."""

    sha256: str = Field(description="文件内容的 sha256，也是文件的编号")
    name: str = Field(description="上传时的文件名，只用于显示")
    added: str = Field(description="上传的时间（ISO 8601，UTC）")
    state: State = Field(default="waiting", description="waiting 等待，reading 正在读取，done 已读完，failed 没有读成")
    error: str = Field(default="", description="没有读成的原因和办法")
    attempts: int = Field(default=0, description="开始读取过几次；程序在读取中意外结束的，会再读")
    what: str = Field(default="", description="正在做什么")
    done: int = Field(default=0, description="做完了几页或几张表")
    total: int = Field(default=0, description="共几页或几张表")

    @property
    def is_over(self) -> bool:
        """Whether nothing more is to be done."""
        return self.state in ("done", "failed")


def shown_name(given: str | None) -> str:
    """What a file is called, without folders and without what cannot be seen or turns text around."""
    last = (given or "").replace("\\", "/").rsplit("/", 1)[-1]
    kept = "".join(char for char in last if unicodedata.category(char)[0] != "C").strip()
    return kept[-_LONGEST_NAME:] or "未命名"


class Intake:
    """The folder of uploaded files. What it says it has is on the disk, whole."""

    def __init__(self, folder: Path) -> None:
        """Takes up what an earlier server left; files without an entry were not taken in whole. Raises OSError."""
        self._folder = folder
        self._lock = threading.RLock()
        self._entries: dict[str, Upload] = {}
        folder.mkdir(parents=True, exist_ok=True)
        for path in sorted(folder.glob("*.json")):
            with contextlib.suppress(ValidationError):
                entry = Upload.model_validate_json(path.read_bytes())
                self._entries[entry.sha256] = entry
        for path in folder.iterdir():
            if path.name.removesuffix(".json") not in self._entries:
                path.unlink()

    def path(self, sha256: str) -> Path:
        """Where a file waits."""
        return self._folder / sha256

    def all(self) -> list[Upload]:
        """The uploads, the last one first."""
        with self._lock:
            return sorted(self._entries.values(), key=lambda entry: (entry.added, entry.sha256), reverse=True)

    def get(self, sha256: str) -> Upload | None:
        """One upload."""
        with self._lock:
            return self._entries.get(sha256)

    def change(self, sha256: str, **changed: object) -> Upload:
        """Another state of an upload; how far its reading is need not be on the disk."""
        with self._lock:
            self._entries[sha256] = entry = self._entries[sha256].model_copy(update=changed)
            if not _KEPT.isdisjoint(changed):
                self._keep(entry)
            return entry

    def end(self, sha256: str, state: State, error: str = "") -> None:
        """Nothing more is to be done; the file goes."""
        with self._lock:
            self.change(sha256, state=state, error=error, what="")
            self.path(sha256).unlink(missing_ok=True)

    def take(self, given: str | None, content: BinaryIO) -> tuple[Upload, bool]:
        """Takes in a file; whether it is now to be read. Raises an InputError where nothing can read it, or it is too large."""
        name = shown_name(given)
        if sum(not entry.is_over for entry in self.all()) >= _WAITING:
            raise TooLargeInputError(f"{name}：已有 {_WAITING} 份文件在等待读取。请等它们读完后再上传。")
        part = self._folder / f"{threading.get_ident()}.part"
        try:
            sha256 = _copied(content, part, name)
            _check_kind(part, name)
            return self._taken(part, sha256, name)
        finally:
            part.unlink(missing_ok=True)

    def _taken(self, part: Path, sha256: str, name: str) -> tuple[Upload, bool]:
        now = datetime.now(UTC).isoformat(timespec="milliseconds")
        with self._lock:
            earlier = self._entries.get(sha256)
            if earlier is not None and not earlier.is_over:
                return earlier, False
            part.replace(self.path(sha256))
            self._entries[sha256] = entry = Upload(sha256=sha256, name=name, added=now)
            self._keep(entry)
            self._forget()
            return entry, True

    def _keep(self, entry: Upload) -> None:
        """Whole or not at all."""
        part = self._folder / f"{entry.sha256}.json.part"
        part.write_text(entry.model_dump_json(include=_KEPT), encoding="utf-8")
        part.replace(self._folder / f"{entry.sha256}.json")

    def _forget(self) -> None:
        """Lets go of what is over, the oldest first."""
        over = sorted((entry for entry in self._entries.values() if entry.is_over), key=lambda entry: entry.added)
        for entry in over[: max(0, len(over) - _REMEMBERED)]:
            del self._entries[entry.sha256]
            (self._folder / f"{entry.sha256}.json").unlink(missing_ok=True)


def _copied(content: BinaryIO, part: Path, name: str) -> str:
    """Copies what came, and says its sha256."""
    digest, size = hashlib.sha256(), 0
    with part.open("wb") as file:
        while chunk := content.read(_CHUNK):
            size += len(chunk)
            if size > LARGEST:
                raise TooLargeInputError(f"{name}：超过上限 {LARGEST >> 20} MB。请拆分或压缩。")
            digest.update(chunk)
            file.write(chunk)
    if not size:
        raise EmptyInputError(f"{name}：文件是空的（0 字节）。请重新导出或重新下载。")
    return digest.hexdigest()


def _check_kind(part: Path, name: str) -> None:
    """Refuses what no reader takes, by content: a name may lie."""
    with part.open("rb") as file:
        head = file.read(2048)
    try:
        kind_of(part, head)
    except InputError as error:
        raise type(error)(str(error).replace(part.name, name)) from error
