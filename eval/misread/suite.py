"""Runs the suite: generated documents of the development layouts, one slip in each, diagnosed and held against what was planted."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from eval.layouts.content import generate
from eval.layouts.dev import LAYOUTS, VOCABULARY
from eval.misread.boxes import box_of
from eval.misread.inject import KINDS, Injected, Truth, inject
from eval.misread.noise import Again, doubted
from eval.perfect import record_of_labels
from extractor.checks import DEFAULT, check_record
from extractor.diagnose import diagnosed
from extractor.normalise.numbers import parse_decimal
from extractor.record import Diagnosis, Finding, Record

__all__ = ["HALVES", "Judgement", "run"]

HALVES: Mapping[str, int] = {"tune": 0, "report": 1}
"""Which half of the seeds: rules and thresholds were chosen on one, scores are of the other."""

_TRUTHS: tuple[Truth, Truth] = ("misread", "misfiled")


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the diagnosis made of one slip. `rank` is the planted cell's place among the candidates, 0 the first; None: not there.

    `rivals` counts the candidates that the arithmetic cannot tell from the planted cell: those of sets as small as its own.
    """

    case: str
    truth: Truth
    kind: str
    scope: str
    cells: tuple[str, ...]
    verdict: str
    rank: int | None
    rivals: int
    diagnosis: Diagnosis | None
    right_reading: bool | None

    @property
    def document(self) -> str:
        """The document that the case is a copy of: what clusters."""
        return self.case.partition(".")[0]

    @property
    def suggests(self) -> bool:
        """Whether a reading is suggested for the planted cell."""
        return self.diagnosis is not None and self.diagnosis.reading is not None and self.diagnosis.path in self.cells

    @classmethod
    def of(
        cls, case: str, truth: Truth, kind: str, cells: tuple[str, ...], findings: Sequence[Finding], printed: str | None
    ) -> Judgement:
        """By the diagnosis of the findings that speak of the planted cells; `printed` is the text that stands there."""
        found = next((finding.diagnosis for finding in findings if finding.diagnosis), None)
        candidates = found.candidates if found is not None else []
        blamed = [candidate.corrections[0].path for candidate in candidates]
        size = min((len(candidate.corrections) for candidate in candidates), default=0)
        right = None if printed is None else found is not None and _same(found.reading, printed)
        return cls(
            case,
            truth,
            kind,
            cells[0].partition("[")[0],
            cells,
            found.verdict if found is not None else "unseen",
            next((place for place, path in enumerate(blamed) if path in cells), None),
            sum(len(candidate.corrections) == size for candidate in candidates),
            found,
            right,
        )


def _same(reading: str | None, printed: str) -> bool:
    return reading is not None and parse_decimal(reading) == parse_decimal(printed)


def run(half: str, count: int) -> Iterator[Judgement]:
    """So many cases, the layouts in turn; a layout where the slip has no place is passed over."""
    seed = HALVES[half]
    for truth, kind in _wanted(random.Random(f"misread/{half}"), count):
        found, case = None, ""
        while found is None:
            layout = LAYOUTS[(seed // 2) % len(LAYOUTS)]
            case, rng = f"{layout.name}-{seed}", random.Random(f"misread/{layout.name}/{seed}")
            found = _planted(record_of_labels(generate(layout.profile, VOCABULARY, seed).expected, box_of), rng, truth, kind)
            seed += 2
        yield _judged(case, found, rng)


def _wanted(rng: random.Random, count: int) -> Iterator[tuple[Truth, str]]:
    """What to plant: misread and misfiled in turn, the kinds by chance."""
    for number in range(count):
        truth = _TRUTHS[number % 2]
        kinds = KINDS[truth]
        yield truth, rng.choices(list(kinds), list(kinds.values()))[0]


_TRIES = 12


def _planted(record: Record, rng: random.Random, truth: Truth, kind: str) -> Injected | None:
    """A slip that some check finds, in a record that had no such finding."""
    before = {finding.id for finding in check_record(record, DEFAULT).findings}
    for _ in range(_TRIES):
        made = inject(record, rng, truth, kind)
        found = check_record(made.record).findings if made is not None else []
        if made is not None and any(_speaks_of(finding, made) for finding in found if finding.id not in before):
            return made
    return None


def _speaks_of(finding: Finding, made: Injected) -> bool:
    """Whether the finding is of a sum that has the planted cell."""
    return finding.check in _SUMS and any(item.path in made.cells for item in finding.evidence)


_SUMS = frozenset({"W01", "W02", "F01", "T01", "T02", "T03", "T04", "T05", "T06", "T07", "T09"})


def _judged(case: str, made: Injected, rng: random.Random) -> Judgement:
    wrong = dict.fromkeys(made.cells, "") if made.truth == "misread" and made.printed else {}
    record = doubted(made.record, wrong, rng)
    record = record.model_copy(update={"findings": check_record(record).findings})
    found = diagnosed(record, Again(rng, made.printed))
    findings = [finding for finding in found.findings if _speaks_of(finding, made)]
    return Judgement.of(case, made.truth, made.kind, made.cells, findings, made.printed.get(made.cells[0]))
