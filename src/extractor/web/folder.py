"""A folder of records that a run wrote, taken into the store beside it. What was taken in before is left as it is."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from extractor.errors import InputError, UsageError
from extractor.record import Record
from extractor.run import load_record
from extractor.store import Store

__all__ = ["TakenIn", "take_in"]

_RUN = "run.json"


@dataclass(slots=True)
class TakenIn:
    """How many records there are, and what of them cannot be shown: a source that is gone or no longer the same."""

    records: int = 0
    without_source: dict[str, str] = field(default_factory=dict)

    def lines(self) -> Iterator[str]:
        """For the user."""
        if self.without_source:
            first, why = next(iter(self.without_source.items()))
            yield (
                f"{len(self.without_source)} 份记录找不到原件，看不到页面图像：{first}等（{why}）。"
                "请把原件放回原处后重新启动，或用 extractor run 原件 --db 数据库 重新读取。"
            )


def take_in(folder: Path, store: Store) -> TakenIn:
    """Every record of the folder, with its source where that is still there. Raises UsageError for a file that is no record."""
    made, inputs, run = TakenIn(), _inputs(folder), None
    sources = {Path(item["record"]).name: Path(item["source"]) for item in inputs if item.get("record")}
    for path in sorted(folder.glob("*.json")):
        if path.name == _RUN:
            continue
        record, made_so = load_record(path), f"file:{_digest(path)[:32]}"
        made.records += 1
        if store.finished(record.sha256, made_so) is None:
            run = store.begin_run({"folder": str(folder)}) if run is None else run
            store.add_record(run, record.source, record, made_so)
        missing = _kept(store, record, sources.get(path.name) or folder / record.source)
        if missing is not None:
            made.without_source[record.source] = missing
    _take_in_failures(inputs, folder, store)
    return made


def _take_in_failures(inputs: Sequence[Mapping[str, Any]], folder: Path, store: Store) -> None:
    """What the run could not read is shown as such, with why; a file that is gone is not there to be read again."""
    for item in inputs:
        source = Path(item["source"])
        if item.get("state") == "failed" and source.is_file():
            sha256 = _digest(source)
            if store.document(sha256) is None:
                run = store.begin_run({"folder": str(folder)})
                store.add_failure(run, source.name, sha256, "file", [str(error) for error in item.get("errors", [])])


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _inputs(folder: Path) -> Sequence[Mapping[str, Any]]:
    """What the run wrote down of its inputs."""
    try:
        inputs = json.loads((folder / _RUN).read_bytes())["inputs"]
        return [item for item in inputs if isinstance(item["source"], str)]
    except FileNotFoundError:
        return []
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise UsageError(f"{folder / _RUN} 不是 extractor run 写出的结果：{error}。请删去它，或重新运行 extractor run。") from error


def _kept(store: Store, record: Record, source: Path) -> str | None:
    """Keeps the source of a record; why not, where it is not to be had."""
    if store.file(record.sha256) is not None:
        return None
    if not source.is_file():
        return f"{source} 不在原处"
    if _digest(source) != record.sha256:
        return f"{source} 已不是读取时的那份文件"
    try:
        store.keep_source(source, record.sha256)
    except InputError as error:
        return str(error)
    return None
