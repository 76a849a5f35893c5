"""The numbers that OCR really got wrong in the scans of runs, diagnosed with real second looks; and the slips printed on the page.

Truth comes from the labels. A wrong number in a finding that the document itself does not give (its labels, checked by the same
checks, have no finding of the same check and the same figures) was misread. A planted number that was read as it stands, in
findings whose figures were all read rightly, was misfiled. A wrong number that no such finding speaks of is "unseen": no sum
failed, there is nothing to diagnose; it is counted apart and is not in the F1.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeAlias

from rapidfuzz import fuzz

from eval.cases import Case, select
from eval.findings import anomalies_of
from eval.layouts.folders import SUITES as LAYOUT_SUITES
from eval.layouts.folders import list_cases as list_layouts
from eval.leaves import Judged, Verdict, judge
from eval.metrics import NUMERIC
from eval.misread.suite import Judgement
from eval.perfect import record_of_labels
from eval.store import folder_of, load_run, load_stored
from eval.tree import of_record
from extractor.checks import check_record
from extractor.diagnose import diagnosed, rereader
from extractor.normalise.numbers import parse_decimal
from extractor.readers import ReadOptions
from extractor.record import Finding, Record
from golden import corpus

__all__ = ["real"]

_SCAN = re.compile(r"scan")

_SAME_SIGNS = 60
"""Per cent that a misread number has in common with the right one; below that another number stands in its place."""

_SOURCES: Mapping[str, Callable[[], Sequence[corpus.Case]]] = {
    "golden": corpus.list_cases,
    **{f"layouts-{name}": partial(list_layouts, name) for name in LAYOUT_SUITES},
}

_Said: TypeAlias = tuple[str, str | None, str | None, str | None]
"""What a finding says is wrong, wherever that stands: check, expected, actual, difference."""


@dataclass(frozen=True, slots=True)
class _Diagnosed:
    """A scan as read, diagnosed, its leaves held against the labels, and what is wrong in the document itself."""

    case: str
    findings: list[Finding]
    judged: list[Judged]
    printed: frozenset[_Said]

    def of(self, path: str) -> list[Finding]:
        """The findings that were diagnosed and speak of a cell."""
        return [one for one in self.findings if one.diagnosis and any(item.path == path for item in one.evidence)]


def real(runs: Sequence[Path], documents: Sequence[str] = ()) -> Iterator[Judgement]:
    """One for each wrong number of the runs' scans, and one for each planted slip that was read as it stands."""
    for run in runs:
        made = load_run(run)
        suite = made.parameters.suite
        cases = {case.id: case for case in select(suite, made.parameters.cases, made.parameters.copies)}
        for result in made.results:
            stored, case = load_stored(folder_of(run), result.case), cases.get(result.case)
            is_asked = case is not None and _SCAN.search(case.kind) and (not documents or case.document in documents)
            if case is not None and is_asked and stored is not None and stored.record is not None:
                yield from _judgements(suite, case, stored.record)


def _judgements(suite: str, case: Case, record: Record) -> Iterator[Judgement]:
    found = _diagnosed(suite, case, record)
    wrong = [leaf for leaf in found.judged if _is_wrong_number(leaf)]
    yield from (_misread(found, leaf) for leaf in wrong)
    yield from _misfiled(found, wrong, [anomaly.paths for anomaly in anomalies_of(suite, case.document) or ()])


def _diagnosed(suite: str, case: Case, record: Record) -> _Diagnosed:
    labels, checked = case.labels(), check_record(record)
    record = record.model_copy(update={"findings": checked.findings})
    judged = list(judge(labels, of_record(record, frozenset(labels.lists))))
    if checked.findings:
        with rereader(case.open().path, ReadOptions(threads=1), nullcontext()) as reread:
            record = diagnosed(record, reread, sums=checked.sums)
    return _Diagnosed(case.id, record.findings, judged, _of_labels(suite, case.document))


def _of_labels(suite: str, document: str) -> frozenset[_Said]:
    """What is wrong in the document itself."""
    source = next(case for case in _SOURCES[suite]() if case.name == document)
    return frozenset(map(_said, check_record(record_of_labels(source.expected())).findings))


def _said(finding: Finding) -> _Said:
    return (finding.check, finding.expected, finding.actual, finding.difference)


def _is_wrong_number(leaf: Judged) -> bool:
    """Numbers read otherwise, missed, or invented in a cell: not those of rows that were missed as a whole."""
    texts = (leaf.expected, leaf.leaf.raw if leaf.leaf else "")
    is_number = leaf.field in NUMERIC and any(parse_decimal(text) is not None for text in texts)
    return leaf.verdict is not Verdict.MATCHED and leaf.read_path is not None and is_number


def _kind(leaf: Judged) -> str:
    """Whether signs were misread, or the number was missed, or another one stands there: then rows or columns were mixed up."""
    read = leaf.leaf.raw if leaf.leaf else ""
    if not read:
        return "missed"
    return "signs" if leaf.expected and fuzz.ratio(leaf.expected, read) >= _SAME_SIGNS else "place"


def _misread(found: _Diagnosed, leaf: Judged) -> Judgement:
    assert leaf.read_path is not None
    of_it = [finding for finding in found.of(leaf.read_path) if _said(finding) not in found.printed]
    return Judgement.of(found.case, "misread", _kind(leaf), (leaf.read_path,), of_it, leaf.expected or None)


def _misfiled(found: _Diagnosed, wrong: Sequence[Judged], planted: Sequence[Sequence[str]]) -> Iterator[Judgement]:
    """Planted numbers that were read as printed, in findings whose figures were all read rightly."""
    misread = {leaf.read_path for leaf in wrong}
    read_as = {leaf.path: leaf.read_path for leaf in found.judged if leaf.verdict is Verdict.MATCHED and leaf.field in NUMERIC}
    for path in dict.fromkeys(read_as.get(paths[0]) for paths in planted if paths):
        of_it = found.of(path) if path is not None else []
        if path is not None and of_it and not any(item.path in misread for finding in of_it for item in finding.evidence):
            yield Judgement.of(found.case, "misfiled", "planted", (path,), of_it, None)
