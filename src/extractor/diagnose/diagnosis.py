"""A record's findings with whose fault they are: the document's or the reading's. Nothing else of the record changes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extractor.checks import DEFAULT, Profile, sums_of
from extractor.diagnose.conflicts import Repair, conflicts
from extractor.diagnose.lines import Line, lines_of
from extractor.diagnose.options import Option, of_moves, of_rereading, of_sets
from extractor.diagnose.reread import Reread, Rereading, nothing
from extractor.diagnose.system import Group, System
from extractor.diagnose.verdict import Doubts, judge, ranked
from extractor.record import Diagnosis, Finding, Record

__all__ = ["diagnosed"]


def diagnosed(record: Record, reread: Reread = nothing, profile: Profile = DEFAULT) -> Record:
    """The record with a diagnosis at each finding of a sum, or of arithmetic in prose; its values are what they were."""
    if not record.findings:
        return record
    system, rereading = System.of(sums_of(record, profile)), Rereading(record, reread)
    doubts, lines = Doubts.of(system, rereading), list(lines_of(record))
    verdicts = [(group, _diagnosis(record, system, group, doubts, lines)) for group in system.groups()]
    findings = [_with(finding, verdicts, system, rereading) for finding in record.findings]
    return record.model_copy(update={"findings": findings})


_PROSE = frozenset({"F02", "F03", "F04", "F12", "N01", "N02", "N04", "N08", "N09"})
"""Arithmetic whose figures stand in running text: where it fails the text contradicts itself or the tables."""


def _with(finding: Finding, verdicts: Sequence[tuple[Group, Diagnosis]], system: System, rereading: Rereading) -> Finding:
    found = _of(finding, verdicts, system)
    if found is None and finding.check in _PROSE and finding.severity == "error":
        found = _alone(finding, rereading)
    return finding.model_copy(update={"diagnosis": found}) if found is not None else finding


def _of(finding: Finding, verdicts: Sequence[tuple[Group, Diagnosis]], system: System) -> Diagnosis | None:
    """The diagnosis of the group with the identity that the finding speaks of."""
    if finding.check not in system.checks:
        return None
    cells = {item.path for item in finding.evidence if item.path in system.terms}
    fitting = [
        (one.check != finding.check, len(one.terms), number, verdict)
        for number, (group, verdict) in enumerate(verdicts)
        for one in group.sums
        if cells and cells <= system.paths(one)
    ]
    return min(fitting, key=lambda item: item[:3])[3] if fitting else None


def _alone(finding: Finding, rereading: Rereading) -> Diagnosis:
    """What is no sum of cells (arithmetic in prose): text that was copied and not recognised is what stands there."""
    operands = [operand for item in finding.evidence if (operand := rereading.operand(item.path)) is not None]
    if operands and all(operand.exact for operand in operands):
        return Diagnosis(verdict="misfiled", why="相关文字取自电子文本，不经识别，写的就是这些")
    return Diagnosis(verdict="undecided", why="相关数字写在文字中，未能逐一重新辨认")


def _diagnosis(record: Record, system: System, group: Group, doubts: Doubts, lines: Sequence[Line]) -> Diagnosis:
    found = conflicts(system, group)
    suspects = list(dict.fromkeys(path for repair in found.sets for path in repair)) or group.cells
    options = ranked(_options(system, group, found.sets, suspects, doubts, lines), doubts)
    return judge(record, options, suspects, doubts, exact=found.exact)


def _options(
    system: System,
    group: Group,
    sets: Sequence[Repair],
    suspects: Sequence[str],
    doubts: Doubts,
    lines: Sequence[Line],
) -> Iterator[Option]:
    yield from of_sets(system, group, sets, doubts.rereading)
    yield from of_moves(system, group, lines)
    together = of_rereading(system, group, suspects, doubts.rereading)
    if together is not None:
        yield together
