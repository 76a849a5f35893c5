"""The suite misread: what is planted, and what the judgements come to."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from eval.layouts.content import generate
from eval.layouts.dev import LAYOUTS, VOCABULARY
from eval.misread import Judgement, confusion, failure_lines, figures, macro_f1, right, run, spread_line
from eval.misread.boxes import box_of
from eval.misread.inject import KINDS, Truth, inject
from eval.misread.noise import Again, doubted
from eval.perfect import record_of_labels
from extractor.checks import check_record, sums_of
from extractor.checks.views import View
from extractor.record import Record

_TRUTHS: tuple[Truth, Truth] = ("misread", "misfiled")
_BUDGET = next(layout for layout in LAYOUTS if layout.name == "budget-lines")


def _record() -> Record:
    return record_of_labels(generate(_BUDGET.profile, VOCABULARY, 3).expected, box_of)


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
    again = [Again(random.Random(1), {cells[0]: "1"}) for _ in range(2)]
    evidence = {at.path: at.evidence() for at in View("", made).leaves()}
    looks = [[one(evidence[path], closely=False) for path in cells] for one in again]
    assert [[(look.text, look.score) for look in of_cell] for of_cell in looks[0]] == [
        [(look.text, look.score) for look in of_cell] for of_cell in looks[1]
    ]
    assert all(look.score < 1 for of_cell in looks[0] for look in of_cell)
    assert not again[0](evidence[cells[0]], closely=True)
    first = {at.path: at.leaf.ocr or 0 for at in View("", doubted(made, {}, random.Random(1))).leaves()}
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


def test_what_no_sum_speaks_of_is_counted_apart() -> None:
    judged = [_judged("misread", "misread", 0), _judged("misfiled", "misfiled", 0), _judged("misread", "unseen", None)]
    assert figures(judged)["macro_f1"] == 1.0
    assert figures(judged)["diagnosed"] == pytest.approx(2 / 3)
    assert not list(failure_lines(judged))
    assert spread_line(judged).endswith("(no sum failed): 1")


def test_the_interval_is_over_documents() -> None:
    verdicts = ["misread", "misread", "undecided", "misfiled", "misread"]
    judged = [
        replace(_judged(truth, truth if n % 3 else verdict, 0), case=f"doc-{n}.scan")
        for n, verdict in enumerate(verdicts)
        for truth in _TRUTHS
    ]
    found = macro_f1(judged)
    assert (found.n, found.documents) == (10, 5)
    assert found.value is not None and found.low is not None and found.high is not None
    assert found.low < found.value < found.high
    share = right(judged)
    assert share.value == pytest.approx(sum(one.verdict == one.truth for one in judged) / 10)
    assert share.low is not None and share.high is not None and share.low < share.high


def test_nothing_scored_is_no_score() -> None:
    assert set(figures([]).values()) == {None}


def test_the_suite_is_the_same_every_time() -> None:
    found = [list(run("tune", 4)) for _ in range(2)]
    assert found[0] == found[1]
    assert [one.truth for one in found[0]] == ["misread", "misfiled", "misread", "misfiled"]
    assert not {one.case for one in found[0]} & {one.case for one in run("report", 4)}
