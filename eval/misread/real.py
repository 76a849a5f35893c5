"""The numbers that OCR really got wrong in a run's scans, diagnosed with a real second look; and the slips printed on the page."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path

from eval.cases import Case, select
from eval.findings import anomalies_of
from eval.leaves import Judged, Verdict, judge
from eval.metrics import NUMERIC
from eval.misread.suite import Judgement
from eval.store import folder_of, load_run, load_stored
from eval.tree import of_record
from extractor.checks import check_record
from extractor.diagnose import diagnosed, rereader
from extractor.normalise.numbers import parse_decimal
from extractor.readers import ReadOptions
from extractor.record import Finding, Record

__all__ = ["real"]

_SCAN = re.compile(r"scan")


@dataclass(frozen=True, slots=True)
class _Diagnosed:
    """A scan as read, diagnosed, and its leaves held against the labels."""

    case: str
    findings: list[Finding]
    judged: list[Judged]


def real(run: Path) -> Iterator[Judgement]:
    """One for each wrong number of the run's scans, and one for each planted slip that was read as it stands.

    A wrong number that no failed sum speaks of has the verdict "unseen": there is nothing to diagnose.
    """
    made = load_run(run)
    cases = {case.id: case for case in select(made.parameters.suite, made.parameters.cases, made.parameters.copies)}
    for result in made.results:
        stored = load_stored(folder_of(run), result.case)
        case = cases.get(result.case)
        if stored is None or stored.record is None or case is None or not _SCAN.search(case.kind):
            continue
        found = _diagnosed(case, stored.record)
        wrong = [leaf for leaf in found.judged if _is_wrong_number(leaf)]
        yield from (_misread(found, leaf) for leaf in wrong)
        yield from _misfiled(found, wrong, [anomaly.paths for anomaly in anomalies_of(made.parameters.suite, case.document) or ()])


def _diagnosed(case: Case, record: Record) -> _Diagnosed:
    record = record.model_copy(update={"findings": check_record(record).findings})
    with rereader(case.open().path, ReadOptions(threads=1), nullcontext()) as reread:
        found = diagnosed(record, reread)
    labels = case.labels()
    judged = list(judge(labels, of_record(record, frozenset(labels.lists))))
    return _Diagnosed(case.id, found.findings, judged)


def _is_wrong_number(leaf: Judged) -> bool:
    """Numbers read otherwise, missed, or invented in a cell: not those of rows that were missed as a whole."""
    texts = (leaf.expected, leaf.leaf.raw if leaf.leaf else "")
    is_number = leaf.field in NUMERIC and any(parse_decimal(text) is not None for text in texts)
    return leaf.verdict is not Verdict.MATCHED and leaf.read_path is not None and is_number


def _misread(found: _Diagnosed, leaf: Judged) -> Judgement:
    assert leaf.read_path is not None
    return _judgement(found, leaf.read_path, "misread", str(leaf.verdict), leaf.expected)


def _misfiled(found: _Diagnosed, wrong: Sequence[Judged], planted: Sequence[Sequence[str]]) -> Iterator[Judgement]:
    """Planted numbers that were read as printed, in findings whose figures were all read rightly."""
    misread = {leaf.read_path for leaf in wrong}
    read_as = {leaf.path: leaf.read_path for leaf in found.judged if leaf.verdict is Verdict.MATCHED and leaf.field in NUMERIC}
    for path in dict.fromkeys(read_as.get(paths[0]) for paths in planted if paths):
        of_it = [finding for finding in found.findings if finding.diagnosis and any(item.path == path for item in finding.evidence)]
        if path is not None and of_it and not any(item.path in misread for finding in of_it for item in finding.evidence):
            yield _judgement(found, path, "misfiled", "planted", "")


def _judgement(found: _Diagnosed, path: str, truth: str, kind: str, expected: str) -> Judgement:
    of_it = [finding for finding in found.findings if finding.diagnosis and any(item.path == path for item in finding.evidence)]
    return Judgement.of(found.case, "misread" if truth == "misread" else "misfiled", kind, (path,), of_it, expected or None)
