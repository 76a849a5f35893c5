"""Runs the suite: generated documents of the development layouts, one slip in each, diagnosed and held against what was planted."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from eval.layouts.content import generate
from eval.layouts.dev import LAYOUTS, VOCABULARY
from eval.misread.inject import Injected, Truth, inject
from eval.misread.noise import Again, doubted
from eval.misread.records import record_of
from extractor.checks import DEFAULT, check_record
from extractor.diagnose import diagnosed
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


def run(half: str, count: int) -> Iterator[Judgement]:
    """So many cases, the layouts in turn, misread and misfiled in turn."""
    made, seed = 0, HALVES[half]
    while made < count:
        layout = LAYOUTS[(seed // 2) % len(LAYOUTS)]
        truth = _TRUTHS[made % 2]
        rng = random.Random(f"misread/{layout.name}/{seed}")
        found = _planted(record_of(generate(layout.profile, VOCABULARY, seed).expected), rng, truth)
        if found is not None:
            made += 1
            yield _judged(f"{layout.name}-{seed}", found, rng)
        seed += 2


_TRIES = 12


def _planted(record: Record, rng: random.Random, truth: Truth) -> Injected | None:
    """A slip that some check finds, in a record that had no such finding."""
    before = {finding.id for finding in check_record(record, DEFAULT).findings}
    for _ in range(_TRIES):
        made = inject(record, rng, truth)
        if made is not None and any(
            _speaks_of(finding, made) for finding in check_record(made.record).findings if finding.id not in before
        ):
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
    diagnoses = [finding.diagnosis for finding in found.findings if finding.diagnosis and _speaks_of(finding, made)]
    first = diagnoses[0] if diagnoses else None
    cells = [candidate.corrections[0].path for candidate in first.candidates] if first else []
    places = [place for place, path in enumerate(cells) if path in made.cells]
    size = min((len(candidate.corrections) for candidate in first.candidates), default=0) if first else 0
    rivals = sum(len(candidate.corrections) == size for candidate in first.candidates) if first else 0
    reading = first.reading if first and made.printed else None
    right = (
        reading is not None and made.printed.get(made.cells[0], "").replace(",", "") == reading.replace(",", "")
        if made.printed
        else None
    )
    scope = made.cells[0].partition("[")[0]
    verdict = first.verdict if first else "none"
    return Judgement(case, made.truth, made.kind, scope, made.cells, verdict, places[0] if places else None, rivals, first, right)
