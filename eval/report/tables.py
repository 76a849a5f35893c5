"""The tables of the page, from RUN.json alone: figures, documents, fields, costs, failures."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass

from eval.estimates import RATES, by_check, estimates
from eval.intervals import Estimate
from eval.leaves import Verdict
from eval.metrics import Ratio
from eval.outcomes import Outcome
from eval.report.words import FIGURES, GROUPS
from eval.store import Costs, Result, RunFile

__all__ = [
    "Counts",
    "DocumentRow",
    "FieldRow",
    "FigureRow",
    "SpentRow",
    "checks",
    "documents",
    "failures",
    "fields",
    "figures",
    "spent",
]


@dataclass(frozen=True, slots=True)
class FigureRow:
    """A figure with what it is called; `scaled` says that it lies in 0 to 1."""

    key: str
    name: str
    hint: str
    found: Estimate

    @property
    def scaled(self) -> bool:
        """Whether a strip from 0 to 100 % can show it."""
        return self.key not in RATES


@dataclass(frozen=True, slots=True)
class Counts:
    """What became of leaves."""

    matched: int = 0
    wrong: int = 0
    missed: int = 0
    invented: int = 0

    @classmethod
    def of(cls, leaves: Iterable[Outcome]) -> Counts:
        """Counted."""
        counted: dict[str, int] = defaultdict(int)
        for leaf in leaves:
            counted[leaf.verdict.value] += 1
        return cls(**counted)

    @property
    def f1(self) -> Ratio:
        """Leaf F1: as `eval.metrics` has it, from the same counts."""
        read, there = self.matched + self.wrong + self.invented, self.matched + self.wrong + self.missed
        return Ratio(2 * self.matched, read + there)

    @property
    def misses(self) -> int:
        """All that is not right."""
        return self.wrong + self.missed + self.invented


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A document: its copies, and all of them together."""

    document: str
    copies: Sequence[tuple[Result, Counts]]
    all: Counts


@dataclass(frozen=True, slots=True)
class FieldRow:
    """A field over all documents."""

    field: str
    counts: Counts


@dataclass(frozen=True, slots=True)
class SpentRow:
    """What copies of a kind cost, all together."""

    kind: str
    cases: int
    forms: int
    costs: Costs

    def per_form(self, amount: float) -> float:
        """Over the forms of the labels; a document without forms counts as one."""
        return amount / max(self.forms, 1)


def figures(made: RunFile) -> Mapping[str, Sequence[FigureRow]]:
    """Every figure by group; one that has no name yet comes last, under its own."""
    found = estimates(made)
    grouped = {
        group: [FigureRow(key, *words, found[key]) for key, words in rows.items() if key in found] for group, rows in GROUPS.items()
    }
    unnamed = [FigureRow(key, key, "", one) for key, one in found.items() if key not in FIGURES]
    return {**grouped, **({"其他": unnamed} if unnamed else {})}


def checks(made: RunFile) -> Mapping[str, tuple[Estimate, Estimate]]:
    """Finding precision and recall by check."""
    return by_check(made.results)


def documents(made: RunFile) -> list[DocumentRow]:
    """The documents, the worst first."""
    copies: dict[str, list[tuple[Result, Counts]]] = defaultdict(list)
    for result in made.results:
        copies[result.document].append((result, Counts.of(result.leaves)))
    rows = [DocumentRow(name, found, _all(counts for _, counts in found)) for name, found in copies.items()]
    return sorted(rows, key=lambda row: (_value(row.all), row.document))


def _all(counts: Iterable[Counts]) -> Counts:
    columns = zip(*map(astuple, counts), strict=True)
    return Counts(*map(sum, columns))


def _value(counts: Counts) -> float:
    """For sorting only: what was not scored comes last."""
    return 2.0 if counts.f1.value is None else counts.f1.value


def fields(made: RunFile) -> list[FieldRow]:
    """The fields, those with most misses first."""
    leaves: dict[str, list[Outcome]] = defaultdict(list)
    for result in made.results:
        for leaf in result.leaves:
            leaves[leaf.field].append(leaf)
    rows = [FieldRow(field, Counts.of(found)) for field, found in leaves.items()]
    return sorted(rows, key=lambda row: (-row.counts.misses, row.field))


def spent(made: RunFile) -> list[SpentRow]:
    """Costs by kind of copy, then all together."""
    kinds: dict[str, list[Result]] = defaultdict(list)
    for result in made.results:
        kinds[result.copy_kind].append(result)
    return [*(_spent(kind, results) for kind, results in kinds.items()), _spent("", made.results)]


def _spent(kind: str, results: Sequence[Result]) -> SpentRow:
    return SpentRow(kind, len(results), sum(max(r.forms, 1) for r in results), sum((r.costs for r in results), Costs()))


def failures(made: RunFile) -> Iterator[tuple[str, str, str]]:
    """What was not read: case, what it is, and why."""
    for result in made.results:
        if result.failure is not None:
            yield result.case, "整份失败", result.failure
        yield from ((result.case, "区域未读", reason) for reason in result.errors)


assert {verdict.value for verdict in Verdict} == set(Counts.__slots__), "Counts has a place for every verdict"
