"""Planted figures: broken identities are counted by the labels' own arithmetic, and found by the checks."""

from __future__ import annotations

from eval.perfect import record_of_labels
from eval.planted import planted
from extractor.checks import check_record
from golden.corpus import get_case


def test_every_planted_figure_of_a_small_draw_is_found() -> None:
    made = planted("dev", 60, seed=3)
    assert made.broke == 60
    assert len(made.by_check) >= 5
    assert made.missed == []
    assert (made.clean >= 15, made.false) == (True, [])


def test_labels_give_the_record_of_a_perfect_reading() -> None:
    record = record_of_labels(get_case("002").expected())
    assert (len(record.forms), len(record.tables), len(record.claims)) == (2, 9, 55)
    cell = record.tables[1].rows[0].cells[0]
    assert cell is not None
    assert (cell.raw, cell.value, cell.unit) == ("6,314,547.07", "6314547.07", "元")
    assert record.claims[1].amount is not None
    assert record.claims[1].amount.unit == "万元"
    assert {finding.check for finding in check_record(record).findings} >= {"N03", "F12"}
