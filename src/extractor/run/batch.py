"""A batch of files: several at a time, one bad file alone, gone on with where it stopped."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Protocol

from extractor.errors import ExtractorError, InputError, UsageError
from extractor.record import Record
from extractor.run.checking import again, over_files
from extractor.run.fingerprint import described, fingerprint
from extractor.run.inputs import Job, collect
from extractor.run.one import Settings, make_record
from extractor.run.report import Outcome, RunReport
from extractor.run.sinks import FolderSink, Sink, StoreSink
from extractor.store import Store

__all__ = ["Watcher", "run_batch"]


class Watcher(Protocol):
    """Told how a run goes on; draws the progress bar."""

    def begin(self, total: int) -> None:
        """`total` files are to be read."""

    def step(self, source: str, what: str, done: int, total: int) -> None:
        """Within `source`, `done` of `total` pages or forms are done."""

    def end(self, source: str) -> None:
        """`source` is done, one way or the other."""


def _read(job: Job, settings: Settings, sinks: Sequence[Sink], watcher: Watcher) -> Outcome:
    """What one sink holds is not read again for another one."""
    for sink in sinks:
        sink.begin(job)
    held = [sink.finished(job) for sink in sinks]
    kept = next((record for record in held if record is not None), None)
    if kept is None:
        record = make_record(job.source, settings, lambda what, done, total: watcher.step(str(job.source), what, done, total))
        if record.sha256 != job.sha256:
            raise InputError(f"{job.source}：文件在读取期间被改动了。请等写入它的程序结束后再运行一次。")
    else:
        record = again(kept, settings.profile, settings.language)
    for sink, before in zip(sinks, held, strict=True):
        sink.keep(job, record, before)
    return Outcome.of(str(job.source), sinks[0].place(job), record, resumed=kept is not None)


def _failed(job: Job, error: str, sinks: Sequence[Sink]) -> Outcome:
    """A file that gave no record; a sink that cannot even take that is named too."""
    errors = [error]
    for sink in sinks:
        try:
            sink.fail(job, [error])
        except ExtractorError as refused:
            errors.append(str(refused))
    return Outcome(str(job.source), "failed", errors=list(dict.fromkeys(errors)))


def _run_one(job: Job, settings: Settings, sinks: Sequence[Sink], watcher: Watcher) -> Outcome:
    """Neither a bad file nor a defect of ours in one file may stop the batch; the latter is named as what it is."""
    try:
        return _read(job, settings, sinks, watcher)
    except ExtractorError as error:
        return _failed(job, str(error), sinks)
    except Exception as error:  # noqa: BLE001
        return _failed(job, f"程序内部错误，请连同文件报告：{type(error).__name__}: {error}", sinks)
    finally:
        watcher.end(str(job.source))


def _outcomes(jobs: Sequence[Job], count: int, work: Callable[[Job], Outcome]) -> Iterator[Outcome]:
    with ThreadPoolExecutor(max_workers=count) as pool:
        try:
            yield from pool.map(work, jobs)
        except KeyboardInterrupt:
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def _records(jobs: Sequence[Job], outcomes: Sequence[Outcome], sink: Sink) -> Iterator[Record]:
    """The records of a run, read back one after another: a batch does not keep them in memory while it reads."""
    for job, outcome in zip(jobs, outcomes, strict=True):
        record = sink.load(job) if outcome.record is not None else None
        if record is not None:
            yield record


def _sinks(paths: Sequence[Path], out: Path | None, store: Store | None, settings: Settings) -> list[Sink]:
    """A folder comes first, so that it is what the user is told of."""
    made_so = fingerprint(settings)
    sinks: list[Sink] = [] if out is None else [FolderSink(out, made_so)]
    if store is not None:
        sinks.append(StoreSink(store, made_so, described(settings) | {"inputs": [str(path) for path in paths]}))
    if not sinks:
        raise UsageError("没有说结果写到哪里：请给出 --out 文件夹，或 --db 数据库，或两者。")
    return sinks


def run_batch(
    paths: Sequence[Path],
    out: Path | None,
    settings: Settings,
    *,
    jobs: int,
    watcher: Watcher,
    store: Store | None = None,
) -> RunReport:
    """Reads all `paths` into the folder `out`, the store, or both, `jobs` files at a time. The same call again goes on.

    Raises UsageError if there is neither or `out` cannot be written.
    """
    start = time.perf_counter()
    sinks = _sinks(paths, out, store, settings)
    inputs = collect(paths, out or Path())
    watcher.begin(len(inputs.jobs))
    outcomes = list(_outcomes(inputs.jobs, jobs, lambda job: _run_one(job, settings, sinks, watcher)))
    across = over_files(list(_records(inputs.jobs, outcomes, sinks[0])), settings.profile, settings.language)
    report = RunReport(outcomes, inputs.same, inputs.missing, inputs.ignored, time.perf_counter() - start, across)
    for sink in sinks:
        sink.end(report)
    return report
