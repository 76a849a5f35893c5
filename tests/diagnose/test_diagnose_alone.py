"""Findings that are no sum, rows that slipped, and what a look is worth of which only the text is known."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from extractor.checks import check_record, sums_of
from extractor.checks.views import At, View
from extractor.diagnose import diagnosed
from extractor.diagnose.alone import alone
from extractor.diagnose.askew import Askew
from extractor.diagnose.reread import Operand, Rereading
from extractor.readers.trace import Look
from extractor.record import Finding, Leaf, Record
from tests.diagnose.samples import PART, ROWS, WHOLE, Traced, funds, pictured, scanned, table


def _finding(made: Record, *paths: str) -> Finding:
    evidence = [at.evidence() for at in View("", made).leaves() if at.path in paths]
    return Finding(id="N09-1", check="N09", severity="error", message="", evidence=evidence)


RATES: list[tuple[str, Mapping[str, Mapping[str, float]], str, str | None]] = [
    ("as read", {}, "misfiled", None),
    ("a rival too near", {PART: {"33": 0.0, "38": -2.0}}, "undecided", None),
    ("another number is preferred", {PART: {"33": 0.0, "38": 3.0}}, "misread", "38"),
]


@pytest.mark.parametrize(("what", "pictures", "verdict", "reading"), RATES, ids=[case[0] for case in RATES])
def test_numbers_outside_of_sums(what: str, pictures: Mapping[str, Mapping[str, float]], verdict: str, reading: str | None) -> None:
    del what
    made = scanned(funds("98", "60", "33"), {})
    finding = _finding(made, PART, WHOLE)
    found = alone(finding, Rereading(made, pictured(pictures)))
    assert (found.verdict, found.reading) == (verdict, reading)


def test_figures_in_running_text_are_not_decided() -> None:
    made = scanned(funds("12人*4000元=50000元", "60", "33"), {})
    assert alone(_finding(made, WHOLE), Rereading(made, pictured({}))).verdict == "undecided"


ASKEW: list[tuple[str, tuple[str, ...], str, bool]] = [
    ("a word among the amounts", ("机关服务", "10", "15"), "机关服务", True),
    ("a code for a name", ("25", "10", "15"), "2010102", True),
    ("an amount in the name", ("10", "15", ""), "机关服务/25.00", True),
    ("as it should be", ("25", "10", "15"), "2025年专项", False),
    ("blanks and dashes", ("", "—", "15"), "机关服务", False),
]


@pytest.mark.parametrize(("what", "cells", "name", "expected"), ASKEW, ids=[case[0] for case in ASKEW])
def test_rows_that_slipped(what: str, cells: tuple[str, ...], name: str, expected: bool) -> None:
    del what
    made = table(*ROWS[:4], cells, *ROWS[5:])
    row = made.tables[0].rows[4]
    assert row.name is not None
    row.name.raw = name
    assert Askew.of(made).slipped == (frozenset({"tables[0].rows[4]"}) if expected else frozenset())


CODES: list[tuple[str, str, float | None, bool]] = [
    ("a letter in it", "20I0102", 0.9, True),
    ("another account's", "2010101", 0.9, True),
    ("another account's, as printed", "2010101", None, False),
    ("its own", "2010102", 0.9, False),
]


@pytest.mark.parametrize(("what", "code", "ocr", "expected"), CODES, ids=[case[0] for case in CODES])
def test_rows_whose_code_is_none(what: str, code: str, ocr: float | None, expected: bool) -> None:
    del what
    made = table(*ROWS)
    for row in made.tables[0].rows:
        assert row.code is not None
        row.code.ocr = ocr
    leaf = made.tables[0].rows[4].code
    assert leaf is not None
    leaf.raw = code
    assert set(Askew.of(made).miscoded) == ({"tables[0].rows[4]"} if expected else set())


def test_a_sum_without_the_row_whose_code_was_misread() -> None:
    """Row 4 (25) is missing from the sum of row 2; the total is wrong by another amount, which the page shows."""
    made = table(("92", "40", "50"), *ROWS[1:])
    for row in made.tables[0].rows:
        assert row.code is not None
        row.code.ocr = 0.9
    code = made.tables[0].rows[4].code
    assert code is not None
    code.raw, code.value = "20I0102", "20I0102"
    found = diagnosed(scanned(made, {}), pictured({}))
    told = {finding.check: finding.diagnosis.verdict for finding in found.findings if finding.diagnosis}
    assert (told["T01"], told["T02"]) == ("misread", "misfiled")


def _operand(raw: str, *looks: Look) -> Operand:
    return Operand(At(PART, Leaf(raw=raw)), exact=False, looks=looks)


def _odds(operand: Operand, text: str) -> float:
    found = operand.odds(text)
    assert found is not None
    return found


def test_a_look_without_a_trace_speaks_by_its_text() -> None:
    assert _odds(_operand("33", Look("38", 0.97)), "38") > 0
    sure, unsure = (_odds(_operand("33", Look("33", score)), "38") for score in (0.99, 0.7))
    assert sure < unsure < _odds(_operand("33", Look("38", 0.5)), "38")
    assert _operand("33").odds("38") is None


def test_a_minus_is_looked_for_where_its_place_is_in_view() -> None:
    narrow = Look("7.36", 0.99, Traced({"7.36": 0.0, "-7.36": -11.0}), broad=False)
    broad = Look("7.36", 0.99, Traced({"7.36": 0.0, "-7.36": -1.0}), broad=True)
    assert _operand("7.36", narrow, broad).odds("-7.36") == -1.0


def test_looks_that_cut_a_number_off_do_not_speak_against_it() -> None:
    whole, cut = Traced({"125.88": 0.0, "25.88": -9.0}), Traced({"25.88": 0.0, "125.88": -9.0})
    operand = _operand("125.88", Look("25.88", 0.99, cut, broad=False), Look("125.88万元", 0.99, whole, broad=True))
    assert operand.fit() == 0.0
    assert operand.odds("25.88") == -9.0


def test_the_texts_of_looks_and_their_votes() -> None:
    operand = _operand("1.190", *(Look(text, 0.9) for text in ("占1.1%", "1.190", "占1.1%;", "1.7")))
    assert operand.texts() == {"1.1": 2, "1.7": 1}
    assert operand.votes("1.1") == 2


def test_the_checks_give_their_sums_with_their_findings() -> None:
    made = table(*ROWS)
    assert check_record(made).sums == sums_of(made)
