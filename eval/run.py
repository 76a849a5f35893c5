"""An arm over the cases of a suite: gone on with where it stopped, every record kept, and scored from what is kept."""

from __future__ import annotations

import hashlib
import json
import time
import traceback
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from eval.arms import Bench
from eval.cases import Case, Copy, select
from eval.findings import anomalies_of, review, scores_of
from eval.leaves import Judged, judge
from eval.metrics import Ratio, Scores, measure
from eval.outcomes import outcomes
from eval.places import Truth
from eval.store import Costs, Parameters, Result, RunFile, Stored, folder_of, load_run, load_stored, save
from eval.tree import Part, of_record
from extractor.errors import ExtractorError, UsageError
from extractor.record import Record
from extractor.run import code_version
from golden.anomalies import Anomaly

__all__ = ["Step", "judge_case", "judged_cases", "run", "score", "score_record", "stored_cases"]

Step = Callable[[str, int, int], None]
"""Told the case that is begun, how many are done, and how many there are."""


def _silent(case: str, done: int, total: int) -> None:
    del case, done, total


def judge_case(labels: Part, record: Record | None) -> list[Judged]:
    """Every leaf of a case. A case that failed has none read: all it should have held is missed."""
    return list(judge(labels, of_record(record, frozenset(labels.lists))))


def _scores(labels: Part, record: Record | None, truth: Truth) -> Scores:
    return measure(judge_case(labels, record), truth)


def score_record(record: Record, document: str) -> Scores:
    """Scores one record of `document` against its labels. Raises UsageError if it was read from none of the copies."""
    for case in select("golden", documents=(document,), copies=("text", "pdf", "docx", "scan")):
        copy = case.open()
        if hashlib.sha256(copy.path.read_bytes()).hexdigest() == record.sha256:
            return _scores(case.labels(), record, copy.truth)
    raise UsageError(f"{record.source} 不是案例 {document} 的副本：文件内容对不上。请核对 --case。")


def _fingerprint(arm: str, copy: Copy, made_by: Sequence[object]) -> str:
    """What a record depends on: one that was made otherwise is made again."""
    with copy.path.open("rb") as file:
        source = hashlib.file_digest(file, "sha256").hexdigest()
    return hashlib.sha256(json.dumps([arm, source, *made_by]).encode()).hexdigest()[:16]


def _read(case: Case, copy: Copy, arm: str, bench: Bench, fingerprint: str) -> Stored:
    """A case that fails is a result like any other; only what would fail them all is raised."""
    start = time.perf_counter()
    stored = Stored(case=case.id, fingerprint=fingerprint)
    try:
        stored.record = bench.read(arm, copy.path)
    except UsageError:
        raise
    except ExtractorError as error:
        stored.failure = str(error)
    except Exception as error:  # noqa: BLE001 - a defect of ours in one case is that case's failure
        stored.failure, stored.trace = f"程序内部错误：{type(error).__name__}: {error}", traceback.format_exc()
    stored.wall = time.perf_counter() - start
    return stored


def _hash(labels: Part, anomalies: Sequence[Anomaly] | None) -> str:
    """What the labels say, blanks aside, and the anomalies they name: scores against others do not compare."""
    said = [[path, leaf.raw] for path, leaf in labels.walk()]
    named = None if anomalies is None else [[one.id, one.check, one.certainty, one.paths] for one in anomalies]
    return hashlib.sha256(json.dumps([said, named], ensure_ascii=False).encode()).hexdigest()[:16]


def _result(suite: str, case: Case, copy: Copy, stored: Stored, *, resumed: bool) -> Result:
    labels, anomalies = case.labels(), anomalies_of(suite, case.document)
    judged = judge_case(labels, stored.record)
    reviewed = review(judged, stored.record, anomalies)
    scores = {**measure(judged, copy.truth), **scores_of(reviewed), "failed": Ratio(stored.failure is not None, 1)}
    matched, others = outcomes(judged, copy.truth)
    return Result(
        case=case.id,
        document=case.document,
        copy_kind=case.kind,
        labels=_hash(labels, anomalies),
        forms=len(labels.lists.get("forms", [])),
        scores={name: (ratio.hits, ratio.n) for name, ratio in scores.items()},
        raised=reviewed.raised,
        found=reviewed.found,
        matched=matched,
        others=others,
        failure=stored.failure,
        errors=stored.record.errors if stored.record else [],
        costs=Costs.of(stored.record, stored.wall),
        resumed=resumed,
    )


def _is_done(stored: Stored | None, fingerprint: str) -> bool:
    """Failures are tried again."""
    return stored is not None and stored.fingerprint == fingerprint and stored.record is not None and not stored.record.errors


def run(parameters: Parameters, out: Path, bench: Bench, step: Step = _silent) -> RunFile:
    """Reads what is not yet there, scores it all, and writes RUN.json. Raises UsageError."""
    cases = select(parameters.suite, parameters.cases, parameters.copies)
    gateway, folder, code = bench.gateway(parameters.arm), folder_of(out), code_version()
    made_by = [code, gateway and [gateway.provider, gateway.model], parameters.cache]
    results, prompts = list[Result](), dict[str, str]()
    for number, case in enumerate(cases):
        step(case.id, number, len(cases))
        copy = case.open()
        fingerprint = _fingerprint(parameters.arm, copy, made_by)
        stored = load_stored(folder, case.id)
        resumed = _is_done(stored, fingerprint)
        if stored is None or not resumed:
            stored = _read(case, copy, parameters.arm, bench, fingerprint)
            save(folder / f"{case.id}.json", stored)
        prompts |= stored.record.provenance.prompts if stored.record else {}
        results.append(_result(parameters.suite, case, copy, stored, resumed=resumed))
    step("", len(cases), len(cases))
    made = RunFile(
        finished=datetime.now(UTC).isoformat(timespec="seconds"),
        parameters=parameters,
        provider=gateway.provider if gateway else None,
        model=gateway.model if gateway else None,
        code=code,
        prompts=prompts,
        results=results,
    )
    save(folder.with_name(f"{folder.name}.json"), made)
    return made


def stored_cases(path: Path, made: RunFile) -> list[tuple[Case, Stored]]:
    """The cases of a run with what was read of them. Raises UsageError where that is gone."""
    parameters = made.parameters
    cases = {case.id: case for case in select(parameters.suite, parameters.cases, parameters.copies)}
    found = []
    for result in made.results:
        stored, case = load_stored(folder_of(path), result.case), cases.get(result.case)
        if stored is None or case is None:
            raise UsageError(f"{folder_of(path)} 里没有 {result.case} 的记录，或该案例已不存在。请重新运行 python -m eval run。")
        found.append((case, stored))
    return found


def score(path: Path) -> RunFile:
    """The run scored again from its records, against the labels as they are now; RUN.json is written anew."""
    made = load_run(path)
    stored = stored_cases(path, made)
    resumed = {result.case: result.resumed for result in made.results}
    made.results = [_result(made.parameters.suite, case, case.open(), what, resumed=resumed[case.id]) for case, what in stored]
    save(folder_of(path).with_name(f"{folder_of(path).name}.json"), made)
    return made


def judged_cases(path: Path) -> list[tuple[Case, list[Judged]]]:
    """Every leaf of every case of a run."""
    return [(case, judge_case(case.labels(), stored.record)) for case, stored in stored_cases(path, load_run(path))]
