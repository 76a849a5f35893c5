"""What confidence is worth, by hand and by stickler-eval."""

from __future__ import annotations

import numpy as np
import pytest

from eval.confidence import STATISTICS, Points, changes, estimates, points, reliability
from eval.leaves import Verdict
from eval.outcomes import Matched, Outcome
from eval.store import Result

# confidence, whether wrong
Leaves = list[tuple[float, bool]]


def of(leaves: Leaves, documents: int = 1, numeric: bool = False) -> Points:
    return Points(
        np.array([confidence for confidence, _ in leaves], dtype=float),
        np.array([wrong for _, wrong in leaves], dtype=bool),
        np.array([str(number % documents) for number in range(len(leaves))], dtype=str),
        np.full(len(leaves), numeric),
    )


SURE: Leaves = [(0.95, False)] * 17
# leaves, AUROC, calibration error, caught at 5, 10 and 20 %
CASES: dict[str, tuple[Leaves, float | None, float | None, float | None, float | None, float | None]] = {
    "nothing": ([], None, None, None, None, None),
    "all right": ([(0.95, False)] * 4, None, 0.05, None, None, None),
    "all wrong": ([(0.5, True)] * 20, None, 0.5, 0.05, 0.1, 0.2),
    "the least certain are wrong": ([*SURE, (0.1, True), (0.2, True), (0.3, True)], 1.0, (17 * 0.05 + 0.6) / 20, 1 / 3, 2 / 3, 1.0),
    "the most certain are wrong": ([*SURE, (0.99, True), (0.99, True), (0.99, True)], 0.0, 0.956 - 17 / 20, 0.0, 0.0, 0.0),
    "confidence says nothing": ([(0.9, False)] * 15 + [(0.9, True)] * 5, 0.5, 0.15, 0.05, 0.1, 0.2),
    "ties are taken by chance": ([(0.9, False)] * 16 + [(0.5, False)]* 2 + [(0.5, True)] * 2, 1 - 1 / 18, None, 0.25, 0.5, 1.0),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_by_hand(name: str) -> None:
    leaves, auroc, error, *caught = CASES[name]
    read = of(leaves)
    assert STATISTICS["confidence_auroc"](read) == (None if auroc is None else pytest.approx(auroc))
    if error is not None or not leaves:
        assert STATISTICS["calibration_error"](read) == (None if error is None else pytest.approx(error))
    for percent, share in zip((5, 10, 20), caught, strict=True):
        expected = None if share is None else pytest.approx(share)
        assert STATISTICS[f"errors_caught_{percent}"](read) == expected
        assert STATISTICS[f"numeric_errors_caught_{percent}"](read) is None
        assert STATISTICS[f"numeric_errors_caught_{percent}"](of(leaves, numeric=True)) == expected


def test_bins_hold_their_lower_edge() -> None:
    assert reliability(of([(0.0, True), (0.1, False), (0.19, True), (1.0, False)])) == [
        (0.0, 0.0, 1), (pytest.approx(0.145), 0.5, 2), (1.0, 1.0, 1),
    ]  # fmt: skip


def result(document: str, right: list[float], wrong: list[float], missed: int = 0) -> Result:
    read = [Outcome(verdict=Verdict.WRONG, path=f"w{i}", expected="a", read="b", confidence=c) for i, c in enumerate(wrong)]
    blank = [Outcome(verdict=Verdict.MISSED, path=f"m{i}", expected="a") for i in range(missed)]
    return Result(
        case=f"{document}.pdf", document=document, copy_kind="pdf", labels="", forms=1, scores={},
        matched=[Matched(f"r{i}", False, None, c, 1) for i, c in enumerate(right)], others=[*read, *blank],
    )  # fmt: skip


RESULTS = [result(str(number), [0.9, 0.8 + number / 50, 0.95], [0.5 + number / 20], missed=2) for number in range(6)]


def test_missed_leaves_have_no_confidence() -> None:
    read = points(RESULTS)
    assert (len(read.wrong), int(read.wrong.sum())) == (24, 6)


def test_a_run_has_intervals_over_documents() -> None:
    found = estimates(RESULTS)
    assert found.keys() == STATISTICS.keys()
    assert (found["confidence_auroc"].n, found["errors_caught_10"].n, found["numeric_errors_caught_10"].n) == (24, 6, 0)
    one = found["calibration_error"]
    assert one.low is not None and one.high is not None and one.value is not None
    assert one.low < one.value < one.high
    assert found["numeric_errors_caught_5"].value is None


def test_one_document_with_all_the_errors_has_no_interval() -> None:
    found = estimates([result("a", [0.9] * 9, [0.1]), result("b", [0.9] * 9, []), result("c", [0.9] * 9, [])])
    assert found["confidence_auroc"].value == 1.0
    assert found["confidence_auroc"].low is None


def test_change_of_confidence() -> None:
    found = changes(RESULTS, RESULTS)
    assert found["calibration_error"].value == 0.0
    assert found["numeric_errors_caught_5"].value is None
    turned = [result(one.document, [0.1, 0.2, 0.3], [0.9]) for one in RESULTS]
    assert changes(RESULTS, turned)["confidence_auroc"].value == pytest.approx(-1.0)
