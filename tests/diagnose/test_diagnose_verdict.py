"""The diagnosis of failed sums: whose fault, which cell, what would close it."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.checks import check_record, sums_of
from extractor.checks.views import View
from extractor.diagnose import Reread, diagnosed, nothing
from extractor.diagnose.system import System
from extractor.record import Diagnosis, Evidence, Record
from tests.checks.samples import record

Reading = tuple[str, float] | None


def _scanned(made: Record, confidence: Mapping[str, float]) -> Record:
    """As a scan would give it: places on a page, and how sure each reading is."""
    for number, at in enumerate(View("", made).leaves()):
        at.leaf.line, at.leaf.box = None, (50.0, 20.0 * number, 100.0, 20.0 * number + 10)
        at.leaf.confidence = confidence.get(at.path, 0.995)
    return made.model_copy(update={"findings": check_record(made).findings})


def _again(readings: Mapping[str, Reading]) -> Reread:
    return lambda evidence: readings.get(evidence.path, (evidence.raw, 0.99))


def _funds(total: str, *parts: str) -> Record:
    rows = [{"label": label, "amount": part} for label, part in zip(("中央资金", "省级资金", "市级资金"), parts, strict=False)]
    return record(forms=[{"title": "表", "amount_unit": "万元", "total_budget": total, "funding": rows}])


def _of(made: Record, check: str = "F01") -> Diagnosis:
    found = next(finding.diagnosis for finding in made.findings if finding.check == check)
    assert found is not None
    return found


PART, WHOLE = "forms[0].funding[1].amount", "forms[0].total_budget"

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


@pytest.mark.parametrize(("what", "amounts", "confidence", "again", "verdict", "path", "reading"), CASES, ids=[c[0] for c in CASES])
def test_verdict(
    what: str,
    amounts: tuple[str, ...],
    confidence: Mapping[str, float],
    again: Mapping[str, Reading],
    verdict: str,
    path: str | None,
    reading: str | None,
) -> None:
    del what
    found = _of(diagnosed(_scanned(_funds(*amounts), confidence), _again(again)))
    assert found.verdict == verdict
    assert found.reading == reading
    assert path is None or (found.path == path and found.candidates[0].corrections[0].path == path)
    assert found.why


def test_text_that_was_copied_is_what_stands_there() -> None:
    made = _funds("98", "60", "33")
    made = made.model_copy(update={"findings": check_record(made).findings})
    assert _of(diagnosed(made, nothing)).verdict == "misfiled"


def test_without_a_second_look_a_scan_is_not_called_misfiled() -> None:
    assert _of(diagnosed(_scanned(_funds("98", "60", "35"), {}), nothing)).verdict == "undecided"


def _weights(*weights: str, execution: str = "10") -> Record:
    rows = [{"name": f"指标{n}", "weight": weight} for n, weight in enumerate(weights)]
    return record(forms=[{"title": "表", "execution_weight": execution, "indicators": rows}])


def test_an_odd_weight_among_even_ones_comes_first() -> None:
    found = _of(diagnosed(_scanned(_weights("20", "30", "18", "25"), {}), _again({})), "W02")
    assert found.verdict == "misfiled"
    assert found.candidates[0].corrections[0].path == "forms[0].indicators[2].weight"


def _table(*rows: tuple[str, ...]) -> Record:
    columns = [["合计"], ["基本支出"], ["项目支出"]]
    codes = ["", "201", "20101", "2010101", "2010102", "205", "20501", "2050101"]
    names = ["合计", "一般公共服务支出", "人大事务", "行政运行", "机关服务", "教育支出", "教育管理事务", "教育运行"]
    made = [{"code": code, "name": name, "cells": list(row)} for code, name, row in zip(codes, names, rows, strict=True)]
    return record(
        tables=[
            {"kind": "functional", "title": "支出预算表", "number": "表1", "amount_unit": "万元", "columns": columns, "rows": made}
        ]
    )


_ROWS = [
    ("90", "40", "50"),
    ("60", "30", "30"), ("60", "30", "30"), ("35", "20", "15"), ("25", "10", "15"),
    ("30", "10", "20"), ("30", "10", "20"), ("30", "10", "20"),
]  # fmt: skip


def _with(row: int, *cells: str) -> Record:
    return _table(*(tuple(cells) if number == row else old for number, old in enumerate(_ROWS)))


def test_a_cell_where_a_row_and_a_column_break_is_the_only_candidate() -> None:
    found = diagnosed(_scanned(_with(3, "35", "26", "15"), {}), _again({}))
    cell = "tables[0].rows[3].cells[1]"
    for check in ("T01", "T02"):
        diagnosis = _of(found, check)
        assert diagnosis.verdict == "misfiled"
        assert [[one.path for one in candidate.corrections] for candidate in diagnosis.candidates] == [[cell]]
        assert diagnosis.candidates[0].corrections[0].reading == "20"


def test_two_cells_that_broke_together_are_one_set() -> None:
    """Both are summed by one account, so that no change of one cell closes everything."""
    rows = [list(row) for row in _ROWS]
    rows[3][1], rows[4][2] = "23", "19"
    found = diagnosed(_scanned(_table(*map(tuple, rows)), {}), _again({}))
    cells = {"tables[0].rows[3].cells[1]", "tables[0].rows[4].cells[2]"}
    named = {one.path for finding in found.findings if finding.diagnosis for one in finding.diagnosis.candidates[0].corrections}
    assert named == cells


@pytest.mark.parametrize(("column", "verdict"), [(1, "misread"), (2, "misfiled"), (None, "misfiled")])
def test_a_value_one_column_off(column: int | None, verdict: str) -> None:
    """It stands in column 1 of the page, or is printed in column 2; where that cannot be seen it is what was read."""
    rows = [*_ROWS[:3], ("45", "15", "30"), ("15", "", "15"), *_ROWS[5:]]
    made, moved = _table(*rows), "tables[0].rows[4].cells[2]"
    scanned = _scanned(made, {})
    for at in View("", scanned).leaves():
        number = at.path.partition(".cells[")[2].rstrip("]")
        if number and at.raw and column is not None:
            left = 100.0 * (column if at.path == moved else int(number))
            at.leaf.box = (left, 0.0, left + 30, 10.0)
    found = diagnosed(scanned.model_copy(update={"findings": check_record(scanned).findings}), _again({}))
    diagnoses = [finding.diagnosis for finding in found.findings if finding.check == "T01"]
    assert len(diagnoses) == 2
    assert {diagnosis.verdict for diagnosis in diagnoses if diagnosis} == {verdict}
    if column is not None:
        assert {diagnosis.path for diagnosis in diagnoses if diagnosis} == {moved}


def test_the_unit_of_the_heading_closes() -> None:
    made = _funds("100", "60", "40")
    leaf = made.forms[0].funding[1].amount
    assert leaf is not None
    leaf.unit = "元"
    found = _of(diagnosed(_scanned(made, {}), _again({})))
    assert (found.verdict, found.path) == ("misread", PART)


_AMOUNTS = st.lists(st.integers(1, 9999), min_size=2, max_size=3)
_READINGS = st.dictionaries(st.sampled_from([PART, WHOLE]), st.tuples(st.integers(1, 99999).map(str), st.floats(0.3, 0.99)))


@settings(max_examples=60, deadline=None)
@given(
    _AMOUNTS,
    st.integers(1, 999),
    st.dictionaries(
        st.sampled_from([PART, WHOLE]), st.tuples(st.from_regex(r"[1-9]\d{0,4}", fullmatch=True), st.floats(0.3, 0.99))
    ),
    st.floats(0.5, 1.0),
)
def test_nothing_but_the_diagnosis_changes_and_a_suggestion_closes(
    parts: list[int], off: int, again: dict[str, tuple[str, float]], confidence: float
) -> None:
    scanned = _scanned(_funds(str(sum(parts) + off), *map(str, parts)), {PART: confidence})
    before = scanned.model_dump_json()
    found = diagnosed(scanned, _again(dict(again)))
    assert scanned.model_dump_json() == before
    bare = [finding.model_copy(update={"diagnosis": None}) for finding in found.findings]
    assert found.model_copy(update={"findings": bare}) == scanned
    system = System.of(sums_of(scanned))
    for finding in found.findings:
        for candidate in finding.diagnosis.candidates if finding.diagnosis else ():
            figures = system.figures({one.path: one.reading for one in candidate.corrections})
            assert figures is not None
            assert all(one.closes(figures) for one in system.concerned(figures))


def test_evidence_of_blank_cells_is_asked_for_only_where_it_stands() -> None:
    asked: list[Evidence] = []

    def look(evidence: Evidence, /) -> Reading:
        asked.append(evidence)
        return evidence.raw, 0.99

    diagnosed(_scanned(_funds("98", "60", "33"), {}), look)
    assert {item.path for item in asked} <= {WHOLE, "forms[0].funding[0].amount", PART}
    assert all(item.box is not None for item in asked)
