"""Files of an export: whole or not there at all, each with a name of its own that every file system takes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from extractor.errors import UsageError

__all__ = ["Stems", "replacing"]

_NOT_IN_NAMES = re.compile(r'[\x00-\x1f\x7f"*/:<>?\\|\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]')
"""What some file system refuses, and signs that make a name look like another."""

_DEVICES = re.compile(r"(?i:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)")
_LONGEST = 180
"""Bytes of a stem: with a number and an ending it stays below the 255 of most file systems."""


def _safe(name: str) -> str:
    """The stem of a document's name, as a name for a file; what comes from a document is no path."""
    stem = PurePosixPath(_NOT_IN_NAMES.sub("_", name)).stem
    stem = stem.encode()[:_LONGEST].decode(errors="ignore").strip(" .")
    return f"_{stem}" if not stem or _DEVICES.match(stem) else stem


class Stems:
    """Names for files after documents: a second document of one stem gets a number, as in `run`. Case does not tell names apart."""

    def __init__(self) -> None:
        self._used = {"run"}

    def take(self, name: str) -> str:
        """The stem for the next document."""
        stem = taken = _safe(name)
        number = 1
        while taken.lower() in self._used:
            number += 1
            taken = f"{stem}-{number}"
        self._used.add(taken.lower())
        return taken


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """A file to write beside `path`, which takes its place once it is whole. Raises UsageError where that cannot be."""
    partial = path.with_name(f".{path.name}.partial")
    try:
        yield partial
        partial.replace(path)
    except OSError as error:
        raise UsageError(
            f"不能写入 {path}：{error.strerror or error}。请检查文件夹的权限和剩余空间，并关闭正在使用它的程序。"
        ) from error
    finally:
        partial.unlink(missing_ok=True)
