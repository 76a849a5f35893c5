"""The diagnosis of failed sums: whose fault, which cell, what would close it."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.checks import check_record, sums_of
from extractor.checks.views import View
from extractor.diagnose import diagnosed, nothing
from extractor.diagnose.system import System
from extractor.readers.trace import Look
from extractor.record import Evidence, Record
from tests.checks.samples import record
from tests.diagnose.samples import PART, ROWS, WHOLE, Reading, again, diagnosis_of, funds, scanned, table, with_row

CASES: list[tuple[str, tuple[str, ...], Mapping[str, float], Mapping[str, Reading], str, str | None, str | None]] = [
    # what, amounts (the total first), first confidences, second looks, verdict, cell, reading
    ("all the same", ("100", "60", "30"), {}, {}, "misfiled", None, None),
    ("the second look closes", ("98", "60", "33"), {}, {PART: ("38", 0.97)}, "misread", PART, "38"),
    ("the second look is unsure but closes", ("98", "60", "33"), {}, {PART: ("38", 0.5)}, "misread", PART, "38"),
    ("the same error again, unsure", ("98", "60", "33"), {PART: 0.8}, {PART: ("33", 0.7)}, "misread", PART, "38"),
    ("no second look at a doubtful cell", ("98", "60", "33"), {PART: 0.8}, {PART: None}, "misread", PART, "38"),
    ("no slip leads there", ("98", "60", "31.7"), {PART: 0.8}, {PART: None}, "undecided", None, None),
    ("another reading that does not close", ("98", "60", "31.7"), {}, {PART: ("31.1", 0.95)}, "undecided", None, None),
    (
        "two doubtful cells could be it",
        ("98", "60", "33"),
        {PART: 0.8, WHOLE: 0.8},
        {PART: None, WHOLE: None},
        "undecided",
        None,
        None,
    ),
    ("a lost point", ("100.5", "60.5", "400"), {PART: 0.7}, {PART: ("40.0", 0.95)}, "misread", PART, "40.0"),
]


@pytest.mark.parametrize(
    ("what", "amounts", "confidence", "readings", "verdict", "path", "reading"), CASES, ids=[c[0] for c in CASES]
)
def test_verdict(
    what: str,
    amounts: tuple[str, ...],
    confidence: Mapping[str, float],
    readings: Mapping[str, Reading],
    verdict: str,
    path: str | None,
    reading: str | None,
) -> None:
    del what
    found = diagnosis_of(diagnosed(scanned(funds(*amounts), confidence), again(readings)))
    assert found.verdict == verdict
    assert found.reading == reading
    assert path is None or (found.path == path and found.candidates[0].corrections[0].path == path)
    assert found.why


def test_text_that_was_copied_is_what_stands_there() -> None:
    made = funds("98", "60", "33")
    made = made.model_copy(update={"findings": check_record(made).findings})
    assert diagnosis_of(diagnosed(made, nothing)).verdict == "misfiled"


def test_without_a_second_look_a_scan_is_not_called_misfiled() -> None:
    assert diagnosis_of(diagnosed(scanned(funds("98", "60", "35"), {}), nothing)).verdict == "undecided"


def _weights(*weights: str, execution: str = "10") -> Record:
    rows = [{"name": f"指标{n}", "weight": weight} for n, weight in enumerate(weights)]
    return record(forms=[{"title": "表", "project_name": "公路", "execution_weight": execution, "indicators": rows}])


def test_an_odd_weight_among_even_ones_comes_first() -> None:
    found = diagnosis_of(diagnosed(scanned(_weights("20", "30", "18", "25"), {}), again({})), "W02")
    assert found.verdict == "misfiled"
    assert found.candidates[0].corrections[0].path == "forms[0].indicators[2].weight"


def test_a_cell_where_a_row_and_a_column_break_is_the_only_candidate() -> None:
    found = diagnosed(scanned(with_row(3, "35", "26", "15"), {}), again({}))
    cell = "tables[0].rows[3].cells[1]"
    for check in ("T01", "T02"):
        diagnosis = diagnosis_of(found, check)
        assert diagnosis.verdict == "misfiled"
        assert [[one.path for one in candidate.corrections] for candidate in diagnosis.candidates] == [[cell]]
        assert diagnosis.candidates[0].corrections[0].reading == "20"


def test_two_cells_that_broke_together_are_one_set() -> None:
    """Both are summed by one account, so that no change of one cell closes everything."""
    rows = [list(row) for row in ROWS]
    rows[3][1], rows[4][2] = "23", "19"
    found = diagnosed(scanned(table(*map(tuple, rows)), {}), again({}))
    cells = {"tables[0].rows[3].cells[1]", "tables[0].rows[4].cells[2]"}
    named = {one.path for finding in found.findings if finding.diagnosis for one in finding.diagnosis.candidates[0].corrections}
    assert named == cells


@pytest.mark.parametrize(("column", "verdict"), [(1, "misread"), (2, "misfiled"), (None, "misfiled")])
def test_a_value_one_column_off(column: int | None, verdict: str) -> None:
    """It stands in column 1 of the page, or is printed in column 2; where that cannot be seen it is what was read."""
    rows = [*ROWS[:3], ("45", "15", "30"), ("15", "", "15"), *ROWS[5:]]
    made, moved = table(*rows), "tables[0].rows[4].cells[2]"
    made_scan = scanned(made, {})
    for at in View("", made_scan).leaves():
        number = at.path.partition(".cells[")[2].rstrip("]")
        if number and at.raw and column is not None:
            left = 100.0 * (column if at.path == moved else int(number))
            at.leaf.box = (left, 0.0, left + 30, 10.0)
    found = diagnosed(made_scan.model_copy(update={"findings": check_record(made_scan).findings}), again({}))
    diagnoses = [finding.diagnosis for finding in found.findings if finding.check == "T01"]
    assert len(diagnoses) == 2
    assert {diagnosis.verdict for diagnosis in diagnoses if diagnosis} == {verdict}
    if column is not None:
        assert {diagnosis.path for diagnosis in diagnoses if diagnosis} == {moved}


def test_the_unit_of_the_heading_closes() -> None:
    made = funds("100", "60", "40")
    leaf = made.forms[0].funding[1].amount
    assert leaf is not None
    leaf.unit = "元"
    found = diagnosis_of(diagnosed(scanned(made, {}), again({})))
    assert (found.verdict, found.path) == ("misread", PART)


_AMOUNTS = st.lists(st.integers(1, 9999), min_size=2, max_size=3)
_READINGS = st.dictionaries(st.sampled_from([PART, WHOLE]), st.tuples(st.integers(1, 99999).map(str), st.floats(0.3, 0.99)))


@settings(max_examples=60)
@given(
    _AMOUNTS,
    st.integers(1, 999),
    st.dictionaries(
        st.sampled_from([PART, WHOLE]), st.tuples(st.from_regex(r"[1-9]\d{0,4}", fullmatch=True), st.floats(0.3, 0.99))
    ),
    st.floats(0.5, 1.0),
)
def test_nothing_but_the_diagnosis_changes_and_a_suggestion_closes(
    parts: list[int], off: int, readings: dict[str, tuple[str, float]], confidence: float
) -> None:
    made_scan = scanned(funds(str(sum(parts) + off), *map(str, parts)), {PART: confidence})
    before = made_scan.model_dump_json()
    found = diagnosed(made_scan, again(dict(readings)))
    assert made_scan.model_dump_json() == before
    bare = [finding.model_copy(update={"diagnosis": None}) for finding in found.findings]
    assert found.model_copy(update={"findings": bare}) == made_scan
    system = System.of(sums_of(made_scan))
    for finding in found.findings:
        for candidate in finding.diagnosis.candidates if finding.diagnosis else ():
            figures = system.figures({one.path: one.reading for one in candidate.corrections})
            assert figures is not None
            assert all(one.closes(figures) for one in system.concerned(figures))


def test_evidence_of_blank_cells_is_asked_for_only_where_it_stands() -> None:
    asked: list[Evidence] = []

    def look(evidence: Evidence, /, *, closely: bool) -> list[Look]:
        asked.append(evidence)
        return [] if closely else [Look(evidence.raw, 0.99)]

    diagnosed(scanned(funds("98", "60", "33"), {}), look)
    assert {item.path for item in asked} <= {WHOLE, "forms[0].funding[0].amount", PART}
    assert all(item.box is not None for item in asked)
