"""A record's findings with whose fault they are: the document's or the reading's. Nothing else of the record changes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from extractor.checks import DEFAULT, Profile, sums_of
from extractor.checks.figures import Figure
from extractor.checks.sums import Sum
from extractor.diagnose.alone import alone
from extractor.diagnose.askew import Askew
from extractor.diagnose.conflicts import Conflicts, Repair, conflicts
from extractor.diagnose.doubts import Doubts
from extractor.diagnose.lines import Line, lines_of
from extractor.diagnose.options import Option, of_looks, of_moves, of_parts, of_rereading, of_sets, preferred
from extractor.diagnose.parted import beheaded, nameless, parted
from extractor.diagnose.reread import Reread, Rereading, nothing
from extractor.diagnose.system import Group, System
from extractor.diagnose.torn import torn
from extractor.diagnose.unread import holed, lacking
from extractor.diagnose.verdict import CONTESTED, MISREAD, Case, judge, of_rows, ranked, said
from extractor.record import Diagnosis, Finding, Record

__all__ = ["diagnosed"]


def diagnosed(record: Record, reread: Reread = nothing, profile: Profile = DEFAULT, sums: Sequence[Sum] | None = None) -> Record:
    """The record with a diagnosis at each finding of a sum, or of arithmetic in prose; its values are what they were.

    `sums` are those of the checks that made the findings (`Checked.sums`); without them the sums are done again.
    """
    if not record.findings:
        return record
    system, rereading = System.of(sums_of(record, profile) if sums is None else sums), Rereading(record, reread)
    table = _Diagnoser(record, profile, Doubts.of(system, rereading), list(lines_of(record)), Askew.of(record))
    verdicts = list(table.all(system))
    findings = [_with(finding, verdicts, system, rereading) for finding in record.findings]
    return record.model_copy(update={"findings": findings})


_PROSE = frozenset({"F02", "F03", "F04", "F12", "N01", "N02", "N04", "N08", "N09"})
"""Arithmetic whose figures stand in running text: where it fails the text contradicts itself or the tables."""


def _with(finding: Finding, verdicts: Sequence[tuple[Group, Diagnosis]], system: System, rereading: Rereading) -> Finding:
    found = _of(finding, verdicts, system)
    if found is None and finding.check in _PROSE and finding.severity == "error":
        found = alone(finding, rereading)
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
        if cells and cells <= one.paths
    ]
    return min(fitting, key=lambda item: item[:3])[3] if fitting else None


_Part: TypeAlias = tuple[Option, Mapping[str, Figure]]
"""A change of one cell, and the figures it makes."""


@dataclass(frozen=True, slots=True)
class _Diagnoser:
    """All that the groups of identities of a record are diagnosed by."""

    record: Record
    profile: Profile
    doubts: Doubts
    lines: Sequence[Line]
    askew: Askew

    def all(self, system: System) -> Iterator[tuple[Group, Diagnosis]]:
        """The diagnoses of all that broke."""
        found = [verdict for group in system.groups() for verdict in self.verdicts(system, group)]
        cells = list(dict.fromkeys(path for group, _ in found for path in group.cells))
        values = system.figures(preferred(system, cells, self.doubts.rereading)) or {}
        parts = {id(one) for pair in torn(system.sums, values) for one in pair}
        parts |= {id(one) for one in parted(self.record, system.sums, self.profile)}
        for group, diagnosis in found:
            yield group, self._together(group, diagnosis, parts)

    def _together(self, group: Group, diagnosis: Diagnosis, parts: set[int]) -> Diagnosis:
        """What was taken for whole may be a part of it."""
        if diagnosis.verdict != "misread" and all(id(one) in parts for one in group.sums):
            return _TORN
        if diagnosis.verdict != "misfiled":
            return diagnosis
        why = next((why for may_be, why in _PARTS if may_be(self.record, group.sums)), None)
        return diagnosis.model_copy(update={"verdict": "undecided", "why": why}) if why else diagnosis

    def verdicts(self, system: System, group: Group, deep: int = 0) -> Iterator[tuple[Group, Diagnosis]]:
        """The diagnosis of the group, or of its parts: what the looks show to be misread may be only one of its faults."""
        found = conflicts(system, group)
        diagnosis = self._diagnosis(system, group, found)
        if diagnosis.verdict == "misread" or deep >= _DEEPEST:
            yield group, diagnosis
            return
        slipped = {id(one): rows for one in group.sums if (rows := self.askew.rows(one))}
        part = self._part(system, group, found)
        if part is not None:
            yield from self._parted(system, group, diagnosis, part, deep)
        elif slipped:
            yield from ((Group((one,)), of_rows(slipped[id(one)], diagnosis)) for one in group.sums if id(one) in slipped)
            kept = [one for one in system.sums if id(one) not in slipped]
            yield from self._rest(System.of(kept), {id(one) for one in group.sums}, deep)
        else:
            yield group, diagnosis

    def _parted(
        self, system: System, group: Group, diagnosis: Diagnosis, part: _Part, deep: int
    ) -> Iterator[tuple[Group, Diagnosis]]:
        """What one cell was misread to, and what is left when that is put right."""
        option, values = part
        text, why = option.texts[option.blamed], f"{said(option, option.blamed, self.doubts)}，代入后其中一些式子成立，其余另有原因"
        of_cell = {"verdict": "misread", "path": option.blamed, "reading": text, "why": why}
        yield Group(tuple(one for one in group.sums if option.blamed in system.paths(one))), diagnosis.model_copy(update=of_cell)
        rest, broken = system.changed(values), set(map(id, group.sums))
        left = {id(after) for before, after in zip(system.sums, rest.sums, strict=True) if id(before) in broken}
        yield from self._rest(rest, left, deep)

    def _rest(self, system: System, left: set[int], deep: int) -> Iterator[tuple[Group, Diagnosis]]:
        """The diagnoses of those groups that have any of the identities that are left."""
        for group in system.groups():
            if any(id(one) in left for one in group.sums):
                yield from self.verdicts(system, group, deep + 1)

    def _diagnosis(self, system: System, group: Group, found: Conflicts) -> Diagnosis:
        """First looks at all suspects, then closer ones at those that they leave in doubt."""
        doubts, suspects = self.doubts.among(system), found.cells or group.cells
        options = ranked(self._options(system, group, found.sets, suspects), doubts)
        doubted = [path for one in options if one.weight > CONTESTED for path in one.option.texts]
        doubts.rereading.closely([*dict.fromkeys(doubted), *(path for path in suspects if not doubts.settled(path))])
        options = ranked(self._options(system, group, found.sets, suspects), doubts)
        return judge(Case(self.record, doubts, suspects, exact=found.exact, explained=bool(found.sets)), options)

    def _options(self, system: System, group: Group, sets: Sequence[Repair], suspects: Sequence[str]) -> Iterator[Option]:
        yield from of_sets(system, group, sets, self.doubts.rereading)
        yield from of_moves(system, group, self.lines)
        together = of_rereading(system, group, suspects, self.doubts.rereading)
        if together is not None:
            yield together

    def _part(self, system: System, group: Group, found: Conflicts) -> _Part | None:
        """The best seen change of one cell that closes some of the group's identities and opens none."""
        made = [*of_looks(system, found.cells or group.cells, self.doubts.rereading), *of_parts(system, found.sets)]
        eased = [(option, values) for option in made if (values := system.figures(option.texts)) and system.eased(values)]
        weighed = [(self.doubts.among(system).weigh(option).weight, option, values) for option, values in eased]
        best = max(weighed, key=lambda item: item[0], default=None)
        return best[1:] if best is not None and best[0] >= MISREAD else None


_TORN = Diagnosis(verdict="misread", why="与相邻的一段合起来正好等于应有的合计：一张表被读成了两张")

_PARTS = (
    (beheaded, "后面的表没有表题，可能是这张表的后半，各行未必读全"),
    (nameless, "这张表没有读到项目名称和填报单位，可能是另一张表的一部分，各行未必读全"),
    (holed, "有的行没有读到权重，或相邻的表没有读到指标，各行未必读全"),
    (lacking, "各项之和少的数正好写在本表别处，那可能就是没有读作其中一项的一项"),
)
"""What shows that not all may have been read that a table, a form or a sum consists of, and how that is said."""

_DEEPEST = 3
"""Cells of a group that are taken for misread one after the other."""
