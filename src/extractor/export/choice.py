"""Which documents an export is of: records in files with a log beside them, or those of a store; one is opened at a time."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from extractor.checks import DEFAULT, Profile
from extractor.checks.messages import Language
from extractor.decision import Decision
from extractor.errors import UsageError
from extractor.export.contract import Exported
from extractor.record import Record
from extractor.review.replay import reviewed
from extractor.run.report import load_record
from extractor.store import Store, StoredDocument

__all__ = ["Entry", "SourceFolder", "by_document", "chosen", "exported", "in_files", "in_store", "record_files", "unread"]

_RUN = "run.json"
_PREFIX = 6
"""Digits of a sha256 that name a document, at least."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A document that can be exported: its name, and how to get its record, its decisions and its kept file."""

    name: str
    sha256: str
    record: Callable[[], Record]
    log: Callable[[], Sequence[Decision]]
    source: Callable[[], Path | None]


def record_files(paths: Iterable[Path]) -> list[Path]:
    """The files of records: those given and those in the folders given, as `run` writes them."""
    found = [file for path in paths for file in (sorted(path.glob("*.json")) if path.is_dir() else [path])]
    return [path for path in dict.fromkeys(found) if path.name != _RUN]


def by_document(log: Iterable[Decision]) -> dict[str, list[Decision]]:
    """A log of several documents, by document."""
    found: defaultdict[str, list[Decision]] = defaultdict(list)
    for entry in log:
        found[entry.document].append(entry)
    return found


class SourceFolder:
    """Where the sources of records in files are: found by name, told by their sha256."""

    def __init__(self, folder: Path) -> None:
        if not folder.is_dir():
            raise UsageError(f"{folder} 不是文件夹。请给出原件所在的文件夹。")
        self._paths: defaultdict[str, list[Path]] = defaultdict(list)
        for path in sorted(folder.rglob("*")):
            self._paths[path.name].append(path)

    def find(self, name: str, sha256: str) -> Path | None:
        """The file of that name and content."""
        return next((path for path in self._paths.get(name, ()) if path.is_file() and _sha256(path) == sha256), None)


def _sha256(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def in_files(paths: Iterable[Path], logs: Mapping[str, Sequence[Decision]], sources: SourceFolder | None = None) -> list[Entry]:
    """The records of files with their decisions. Raises UsageError for what is no record, and for two of one document."""
    found: dict[str, Path] = {}
    entries = []
    for path in paths:
        record = load_record(path)
        if record.sha256 in found:
            raise UsageError(f"{found[record.sha256]} 和 {path} 是同一份文件（{record.source}）的记录。请只给出其中一个。")
        found[record.sha256] = path
        entries.append(_of_file(path, record, logs.get(record.sha256, ()), sources))
    return entries


def _of_file(path: Path, record: Record, log: Sequence[Decision], sources: SourceFolder | None) -> Entry:
    name, sha256 = record.source, record.sha256
    return Entry(name, sha256, lambda: load_record(path), lambda: log, lambda: sources.find(name, sha256) if sources else None)


def in_store(store: Store) -> list[Entry]:
    """The documents of a store that have a record. They are called as the record calls them, as in files."""
    return [_of_store(store, found.sha256, found.record.source) for found in store.each() if found.record is not None]


def _of_store(store: Store, sha256: str, name: str) -> Entry:
    def document() -> StoredDocument:
        found = store.document(sha256)
        if found is None:
            raise UsageError(f"数据库里没有了文件 {name}（{sha256[:12]}）。请重新导出。")
        return found

    def record() -> Record:
        made = document().record
        if made is None:
            raise UsageError(f"数据库里没有了 {name} 的记录。请重新导出。")
        return made

    return Entry(name, sha256, record, lambda: store.log(sha256), lambda: store.file(sha256))


def unread(store: Store) -> list[str]:
    """The documents of a store that have no record, with why."""
    return [f"{found.name}：{'；'.join(found.errors) or '没有读成'}" for found in store.each() if found.record is None]


def chosen(entries: Sequence[Entry], wanted: Sequence[str]) -> list[Entry]:
    """Those called so, by file name or the beginning of the sha256; all where none is named. In the order of their names."""
    by_name = sorted(entries, key=lambda entry: (entry.name, entry.sha256))
    for name in wanted:
        if not any(_is_called(entry, name) for entry in by_name):
            raise UsageError(f"没有叫“{name}”的文件。请给出文件名，或 sha256 的前 {_PREFIX} 位以上。")
    return [entry for entry in by_name if not wanted or any(_is_called(entry, name) for name in wanted)]


def _is_called(entry: Entry, name: str) -> bool:
    return name in (entry.name, Path(entry.name).stem) or (len(name) >= _PREFIX and entry.sha256.startswith(name.lower()))


def exported(
    entries: Iterable[Entry], profile: Profile = DEFAULT, language: Language = "zh", address: str | None = None
) -> Iterator[Exported]:
    """The documents, one after another. `address` is that of the review app, which shows each under its sha256."""
    for entry in entries:
        made = reviewed(entry.record(), entry.log(), profile, language)
        link = f"{address.rstrip('/')}/documents/{entry.sha256}" if address else None
        yield Exported(entry.name, entry.source(), made, link)
