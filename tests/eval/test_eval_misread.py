"""The suite misread: what is planted, and what the judgements come to."""

from __future__ import annotations

import random

import pytest

from eval.layouts.content import generate
from eval.layouts.dev import LAYOUTS, VOCABULARY
from eval.misread import Judgement, confusion, failure_lines, figures, run
from eval.misread.inject import KINDS, Truth, inject
from eval.misread.noise import Again, doubted
from eval.misread.records import record_of
from extractor.checks import check_record, sums_of
from extractor.checks.views import View
from extractor.record import Record

_BUDGET = next(layout for layout in LAYOUTS if layout.name == "budget-lines")


def _record() -> Record:
    return record_of(generate(_BUDGET.profile, VOCABULARY, 3).expected)


def test_what_is_generated_is_clean_and_has_places() -> None:
    made = _record()
    assert all(one.closes() for one in sums_of(made))
    assert not [finding for finding in check_record(made).findings if finding.severity == "error"]
    assert all(at.leaf.box is not None for at in View("", made).leaves() if at.raw)


@pytest.mark.parametrize(("truth", "kind"), [(truth, kind) for truth, kinds in KINDS.items() for kind in kinds])
def test_every_kind_of_slip_opens_a_sum_and_leaves_the_record_alone(truth: Truth, kind: str) -> None:
    made = _record()
    before = made.model_dump_json()
    found = next(slip for seed in range(50) if (slip := inject(made, random.Random(seed), truth, kind)) is not None)
    assert made.model_dump_json() == before
    assert any(not one.closes() for one in sums_of(found.record))
    leaves = {at.path: at.leaf for at in View("", found.record).leaves()}
    assert all(leaves[path].raw != text for path, text in found.printed.items())


def test_the_noise_is_the_same_for_the_same_seed_and_never_exact() -> None:
    made = _record()
    cells = sorted({term.path for one in sums_of(made) for term in one.terms if term.at.raw})
    looks = [Again(random.Random(1), {cells[0]: "1"}) for _ in range(2)]
    evidence = {at.path: at.evidence() for at in View("", made).leaves()}
    readings = [[look(evidence[path]) for path in cells] for look in looks]
    assert readings[0] == readings[1]
    assert all(reading is None or reading[1] < 1 for reading in readings[0])
    first = {at.path: at.leaf.confidence for at in View("", doubted(made, {}, random.Random(1))).leaves()}
    assert min(first.values()) >= 0.85


def _judged(truth: Truth, verdict: str, rank: int | None, rivals: int = 1) -> Judgement:
    return Judgement("a", truth, "alike", "forms", ("forms[0].total_budget",), verdict, rank, rivals, None, None)


def test_figures() -> None:
    judged = [
        _judged("misread", "misread", 0),
        _judged("misread", "undecided", None),
        _judged("misfiled", "misfiled", 1, rivals=3),
        _judged("misfiled", "misread", 0),
    ]
    found = figures(judged)
    assert found["f1_misread"] == pytest.approx(2 * 1 / (2 + 2))
    assert found["f1_misfiled"] == pytest.approx(2 * 1 / (2 + 1))
    assert found["macro_f1"] == pytest.approx((1 / 2 + 2 / 3) / 2)
    assert found["planted_first"] == pytest.approx(2 / 4)
    assert found["planted_first_if_told_apart"] == pytest.approx(2 / 3)
    assert found["suggestion_right"] is None
    assert confusion(judged)["misfiled", "misread"] == 1
    assert len(list(failure_lines(judged))) == 3


def test_nothing_scored_is_no_score() -> None:
    assert set(figures([]).values()) == {None}


def test_the_suite_is_the_same_every_time() -> None:
    found = [list(run("tune", 4)) for _ in range(2)]
    assert found[0] == found[1]
    assert [one.truth for one in found[0]] == ["misread", "misfiled", "misread", "misfiled"]
    assert not {one.case for one in found[0]} & {one.case for one in run("report", 4)}
