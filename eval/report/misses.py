"""What went wrong, case by case: each value with both texts, and the place on the original."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from eval.cases import Case, select
from eval.leaves import Verdict
from eval.outcomes import Outcome
from eval.report.difference import Run, marked
from eval.report.evidence import Seen, View, viewer
from eval.report.tables import Counts
from eval.store import Result, RunFile, folder_of, load_stored
from eval.tree import of_record
from extractor.errors import ExtractorError
from extractor.record import Leaf, Record

__all__ = ["CaseMisses", "Miss", "misses", "told"]

_RANK = {Verdict.WRONG: 0, Verdict.INVENTED: 1, Verdict.MISSED: 2}


@dataclass(frozen=True, slots=True)
class Miss:
    """A value that is not right."""

    leaf: Outcome
    expected: Sequence[Run]
    read: Sequence[Run]
    views: Sequence[View]


@dataclass(frozen=True, slots=True)
class CaseMisses:
    """The misses of a case. `notes` say what could not be shown, and why."""

    result: Result
    counts: Counts
    shown: Sequence[Miss]
    rest: int
    notes: Sequence[str]


def misses(made: RunFile, run: Path, most: int) -> Iterator[CaseMisses]:
    """The cases with misses, up to `most` of each; the records beside RUN.json say where a value was read."""
    cases, folder = _cases(made), folder_of(run)
    for result in made.results:
        if result.others:
            yield _case(result, cases.get(result.case), _record(folder, result), most)


def _cases(made: RunFile) -> Mapping[str, Case]:
    asked = made.parameters
    try:
        return {case.id: case for case in select(asked.suite, asked.cases, asked.copies)}
    except ExtractorError:
        return {}  # a document that is gone: each of its misses says so


def _record(folder: Path, result: Result) -> Record | None:
    stored = load_stored(folder, result.case)
    return stored.record if stored else None


def _case(result: Result, case: Case | None, record: Record | None, most: int) -> CaseMisses:
    chosen = told(result.others, most)
    leaves = dict(of_record(record, frozenset(type(record).model_fields)).walk()) if record else {}
    shown, notes = _with_views(chosen, result, case, leaves)
    if record is None and result.failure is None:
        notes = [*notes, "没有保存的记录，读到哪里不能显示（RUN.json 旁边的同名文件夹）。"]
    return CaseMisses(result, Counts.of(result.others), shown, len(result.others) - len(chosen), notes)


def told(leaves: Sequence[Outcome], most: int) -> list[Outcome]:
    """The `most` telling ones: one of each field and kind, then a second of each, …; wrong ones and numbers first."""
    seen: dict[tuple[str, Verdict], int] = defaultdict(int)
    ranked = list[tuple[int, int, bool, int]]()
    for leaf in leaves:
        turn = seen[leaf.field, leaf.verdict]
        seen[leaf.field, leaf.verdict] += 1
        ranked.append((turn, _RANK[leaf.verdict], not leaf.numeric, len(ranked)))
    return [leaves[number] for *_, number in sorted(ranked)[:most]]


def _with_views(
    chosen: Sequence[Outcome], result: Result, case: Case | None, leaves: Mapping[str, Leaf]
) -> tuple[list[Miss], list[str]]:
    if case is None:
        return [_miss(leaf, leaves, _blind) for leaf in chosen], ["测试集里已没有这个案例，原件不能显示。"]
    try:
        with viewer(case.open()) as opened:
            return [_miss(leaf, leaves, opened.show) for leaf in chosen], []
    except (ExtractorError, OSError, RuntimeError, ImportError) as error:
        return [_miss(leaf, leaves, _blind) for leaf in chosen], [f"原件不能显示：{type(error).__name__}：{error}"]


def _blind(seen: Seen) -> list[View]:
    del seen
    return []


def _miss(leaf: Outcome, leaves: Mapping[str, Leaf], show: Callable[[Seen], list[View]]) -> Miss:
    found = leaves.get(leaf.read_path or leaf.path or "") if leaf.read is not None else None
    expected, read = marked(leaf.expected or "", leaf.read or "")
    return Miss(leaf, expected, read, show(Seen(leaf.path, leaf.expected or "", found)))
