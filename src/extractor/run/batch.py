"""A batch of files: several at a time, one bad file alone, gone on with where it stopped."""

from __future__ import annotations

import contextlib
import hashlib
import json
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from pathlib import Path
from typing import Protocol

from pydantic import ValidationError

from extractor.errors import ExtractorError, InputError, UsageError
from extractor.record import Record
from extractor.run.checking import again, over_files
from extractor.run.inputs import Job, collect
from extractor.run.one import Settings, make_record
from extractor.run.report import Outcome, RunReport
from extractor.run.version import code_version

__all__ = ["Watcher", "run_batch"]


class Watcher(Protocol):
    """Told how a run goes on; draws the progress bar."""

    def begin(self, total: int) -> None:
        """`total` files are to be read."""

    def step(self, source: str, what: str, done: int, total: int) -> None:
        """Within `source`, `done` of `total` pages or forms are done."""

    def end(self, source: str) -> None:
        """`source` is done, one way or the other."""


def _fingerprint(settings: Settings) -> str:
    """What a record depends on beside the file: a record made otherwise is made again."""
    gateway = settings.gateway
    made_by = [
        code_version(),
        settings.reading,
        gateway and (gateway.provider, gateway.model),
        asdict(settings.options),
        settings.wording,
    ]
    return hashlib.sha256(json.dumps(made_by, default=str).encode()).hexdigest()[:16]


def _write(path: Path, text: str) -> None:
    """Whole or not at all."""
    partial = path.with_name(f".{path.name}.part")
    partial.write_text(text, encoding="utf-8")
    partial.replace(path)


class _Ledger:
    """`<out>/.state/<target>`: the file and settings a finished record was made from. A record without one is made again."""

    def __init__(self, out: Path, fingerprint: str) -> None:
        self._dir = out / ".state"
        self._dir.mkdir(exist_ok=True)
        self._fingerprint = fingerprint

    def _key(self, job: Job) -> str:
        return f"{job.sha256} {self._fingerprint}"

    def finished(self, job: Job) -> Record | None:
        """The record of `job` from an earlier run, if that run finished it with the same settings."""
        with contextlib.suppress(OSError, ValidationError):
            if (self._dir / job.target.name).read_text("utf-8") == self._key(job):
                return Record.model_validate_json(job.target.read_bytes())
        return None

    def finish(self, job: Job, record: Record) -> None:
        """Keeps the record; one with errors is kept too, but made again by the next run."""
        (self._dir / job.target.name).unlink(missing_ok=True)  # what an earlier run finished is about to go
        _write(job.target, record.model_dump_json(indent=1))
        if not record.errors:
            _write(self._dir / job.target.name, self._key(job))


def _run_one(job: Job, settings: Settings, ledger: _Ledger, watcher: Watcher) -> Outcome:
    source = str(job.source)
    try:
        kept = ledger.finished(job)
        if kept is not None:
            record = again(kept, settings.profile, settings.language)
            if record != kept:
                ledger.finish(job, record)
            return Outcome.of(source, str(job.target), record, resumed=True)
        record = make_record(job.source, settings, lambda what, done, total: watcher.step(source, what, done, total))
        ledger.finish(job, record)
        return Outcome.of(source, str(job.target), record)
    except InputError as error:
        return Outcome(source, "failed", errors=[str(error)])
    finally:
        watcher.end(source)


def _guarded(job: Job, work: Callable[[Job], Outcome]) -> Outcome:
    """A defect of ours in one file must not stop the batch either; it is named as what it is."""
    try:
        return work(job)
    except ExtractorError as error:
        return Outcome(str(job.source), "failed", errors=[str(error)])
    except Exception as error:  # noqa: BLE001
        fault = f"{type(error).__name__}: {error}"
        return Outcome(str(job.source), "failed", errors=[f"程序内部错误，请连同文件报告：{fault}"])


def _outcomes(jobs: Sequence[Job], count: int, work: Callable[[Job], Outcome]) -> Iterator[Outcome]:
    with ThreadPoolExecutor(max_workers=count) as pool:
        try:
            yield from pool.map(lambda job: _guarded(job, work), jobs)
        except KeyboardInterrupt:
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def _records(outcomes: Sequence[Outcome]) -> Iterator[Record]:
    """The records of a run, read back one after another: a batch does not keep them in memory while it reads."""
    for outcome in outcomes:
        if outcome.record is not None:
            yield Record.model_validate_json(Path(outcome.record).read_bytes())


def run_batch(paths: Sequence[Path], out: Path, settings: Settings, *, jobs: int, watcher: Watcher) -> RunReport:
    """Reads all `paths` into `out`, `jobs` files at a time, and writes run.json. Raises UsageError if `out` cannot be written."""
    start = time.perf_counter()
    try:
        out.mkdir(parents=True, exist_ok=True)
        ledger = _Ledger(out, _fingerprint(settings))
    except OSError as error:
        raise UsageError(f"不能写入输出文件夹 {out}：{error.strerror}。请换一个 --out。") from error
    inputs = collect(paths, out)
    watcher.begin(len(inputs.jobs))
    outcomes = list(_outcomes(inputs.jobs, jobs, lambda job: _run_one(job, settings, ledger, watcher)))
    across = over_files(list(_records(outcomes)), settings.profile, settings.language)
    report = RunReport(outcomes, inputs.same, inputs.missing, inputs.ignored, time.perf_counter() - start, across)
    _write(out / "run.json", json.dumps(report.as_json(), ensure_ascii=False, indent=1))
    return report
