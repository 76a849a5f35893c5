"""The sources kept beside the database, by content: written whole or not at all, never changed."""

from __future__ import annotations

import hashlib
import os
import re
from pathlib import Path
from typing import BinaryIO

from filelock import FileLock

from extractor.errors import InputError, UsageError

__all__ = ["KeptFiles"]

_BLOCK = 1 << 20
_SHA256 = re.compile(r"[0-9a-f]{64}", re.ASCII)


class KeptFiles:
    """The folder `<db>.files`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def lock(self) -> FileLock:
        """Held by one process at a time; the system gives it back when that process dies."""
        self._folder.mkdir(parents=True, exist_ok=True)
        return FileLock(self._folder / ".lock")

    def path(self, sha256: str) -> Path | None:
        """The kept file. Anything but a sha256 names none: it may come from an address that somebody typed."""
        kept = self._folder / sha256
        return kept if _SHA256.fullmatch(sha256) and kept.is_file() else None

    def keep(self, path: Path, sha256: str) -> None:
        """Copies the file once. Raises InputError where it is not (any more) the one that `sha256` names."""
        if not _SHA256.fullmatch(sha256):
            raise ValueError(f"no sha256: {sha256}")
        if self.path(sha256) is not None:
            return
        try:
            source = path.open("rb")
        except OSError as error:
            raise InputError(f"{path}：打不开：{error.strerror}。") from error
        with source:
            try:
                same = self._copied(source, sha256)
            except OSError as error:
                raise UsageError(f"不能把 {path} 存入 {self._folder}：{error.strerror}。请检查磁盘空间和权限。") from error
        if not same:
            raise InputError(f"{path}：文件在读取期间被改动了。请等写入它的程序结束后再运行一次。")

    def _copied(self, source: BinaryIO, sha256: str) -> bool:
        """One name for the unfinished copy, under the lock: what a killed run left is overwritten, never left lying about."""
        partial = self._folder / f".{sha256}.part"
        with self.lock():
            with partial.open("wb") as target:
                digest = hashlib.sha256()
                while block := source.read(_BLOCK):
                    digest.update(block)
                    target.write(block)
                target.flush()
                os.fsync(target.fileno())
            if digest.hexdigest() != sha256:
                partial.unlink()
                return False
            partial.replace(self._folder / sha256)
            _settle(self._folder)
            return True


def _settle(folder: Path) -> None:
    """A name is on the disk only when its folder is."""
    if hasattr(os, "O_DIRECTORY"):
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
