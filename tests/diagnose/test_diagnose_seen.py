"""What the looks at a page say for readings that none of them gave; and faults of rows, of forms, and of several cells."""

from __future__ import annotations

import pytest

from extractor.checks import check_record
from extractor.diagnose import diagnosed
from extractor.record import Record
from tests.checks.samples import record
from tests.diagnose.samples import PART, ROWS, again, diagnosis_of, funds, pictured, scanned, table

SEEN: list[tuple[str, float, str]] = [
    ("as likely", -0.5, "misread"),
    ("a runner-up", -3.0, "misread"),
    ("not told apart", -8.0, "undecided"),
    ("out of the question", -11.0, "misfiled"),
]


@pytest.mark.parametrize(("what", "odds", "verdict"), SEEN, ids=[what for what, *_ in SEEN])
def test_what_closes_is_misread_though_every_look_repeats_the_error(what: str, odds: float, verdict: str) -> None:
    del what
    found = diagnosis_of(diagnosed(scanned(funds("98", "60", "33"), {}), pictured({PART: {"33": 0.0, "38": odds}})))
    assert found.verdict == verdict
    assert (found.path, found.reading) == ((PART, "38") if verdict == "misread" else (found.path, None))
    assert ("“38”这一读法" in (found.why or "")) == (verdict == "undecided")


def test_a_lost_sign_that_closes_a_row_and_a_column_is_not_the_documents_fault() -> None:
    rows = [("70", "20", "50"), ("40", "10", "30"), ("40", "10", "30"), ("15", "-20", "35"), ("25", "30", "-5"), *ROWS[5:]]
    cell, made = "tables[0].rows[3].cells[1]", table(*(row if n != 3 else ("15", "20", "35") for n, row in enumerate(rows)))
    hidden = pictured({cell: {"20": 0.0, "-20": -5.0}})
    for check in ("T01", "T02"):
        found = diagnosis_of(diagnosed(scanned(made, {}), hidden), check)
        assert (found.verdict, found.path, found.reading) == ("misread", cell, "-20")


def test_one_misread_and_one_misfiled_cell_are_told_apart() -> None:
    """Row 3 was misread, the total of row 4 is wrong on the page; one account sums both."""
    rows = [list(row) for row in ROWS]
    rows[3][1], rows[4][2] = "23", "19"
    misread, misfiled = "tables[0].rows[3].cells[1]", "tables[0].rows[4].cells[2]"
    found = diagnosed(scanned(table(*map(tuple, rows)), {}), pictured({misread: {"23": 0.0, "20": -1.0}}))
    told = {one.path: f.diagnosis for f in found.findings if f.diagnosis and f.check == "T02" for one in f.evidence}
    assert told[misread].verdict == "misread"
    assert (told[misread].path, told[misread].reading) == (misread, "20")
    assert (told[misfiled].verdict, told[misfiled].path) == ("misfiled", misfiled)


def test_words_among_the_amounts_are_the_readings_fault() -> None:
    made = table(*ROWS[:4], ("机关服务", "25", "10"), *ROWS[5:])
    found = diagnosed(scanned(made, {}), pictured({}))
    diagnoses = [finding.diagnosis for finding in found.findings if finding.check == "T01" and finding.diagnosis]
    assert diagnoses
    assert {(one.verdict, one.reading) for one in diagnoses} == {("misread", None)}


def _forms(*weights: tuple[str, ...], name: str = "公路") -> Record:
    rule = {"text": "指标权重之和为90", "requirements": [{"kind": "weight_total", "of": "", "value": "90"}]}
    forms = [
        {
            "title": "表",
            "project_name": name,
            "indicators": [{"name": f"指标{n}", "weight": weight} for n, weight in enumerate(row)],
        }
        for row in weights
    ]
    return record(forms=forms, filling_rules=[rule])


TORN: list[tuple[tuple[tuple[str, ...], ...], set[str]]] = [
    ((("30", "20"), ("25", "15")), {"misread"}),
    ((("30", "20"), ("25", "12")), {"misfiled"}),
    ((("30", "20"), ("60", "30"), ("25", "15")), {"misfiled"}),
]


@pytest.mark.parametrize(("weights", "verdicts"), TORN, ids=["together", "not together", "not next to each other"])
def test_a_form_read_as_two(weights: tuple[tuple[str, ...], ...], verdicts: set[str]) -> None:
    found = diagnosed(scanned(_forms(*weights), {}), pictured({}))
    assert {finding.diagnosis.verdict for finding in found.findings if finding.check == "W01" and finding.diagnosis} == verdicts


def test_a_form_without_names_may_be_a_part_of_another() -> None:
    found = diagnosed(scanned(_forms(("30", "20"), name=""), {}), pictured({}))
    assert {finding.diagnosis.verdict for finding in found.findings if finding.check == "W01" and finding.diagnosis} == {
        "undecided"
    }


def test_a_form_read_as_two_and_misread_as_well() -> None:
    """Neither part closes by itself, nor both as they were read."""
    again = pictured({"forms[0].indicators[1].weight": {"2020": -12.0, "20": 0.0}})
    found = diagnosed(scanned(_forms(("30", "2020"), ("25", "15")), {}), again)
    assert {finding.diagnosis.verdict for finding in found.findings if finding.check == "W01" and finding.diagnosis} == {"misread"}


def _cut(made: Record, at: int, title: str | None) -> Record:
    """The rows from `at` on stand in a table of their own."""
    whole = made.tables[0]
    heading = None if title is None else whole.title and whole.title.model_copy(update={"raw": title, "value": title})
    rest = whole.model_copy(update={"rows": whole.rows[at:], "title": heading, "number": None, "amount_unit": None}, deep=True)
    for row in rest.rows:
        row.cells = [leaf and leaf.model_copy(update={"unit": None, "unit_source": None}) for leaf in row.cells]
    return made.model_copy(update={"tables": [whole.model_copy(update={"rows": whole.rows[:at]}), rest]})


WRONG: list[tuple[str, ...]] = [*ROWS[:4], ("18", "10", "8"), *ROWS[5:]]
"""One part of the third row is wrong on the page."""

PARTED: list[tuple[str, list[tuple[str, ...]], int, str | None, set[str]]] = [
    ("all is right: the parts are behind the cut", ROWS, 4, None, {"misread"}),
    ("a heading stands where a title would", ROWS, 4, "合计", {"misread"}),
    ("wrong on the page, and the rest may be behind the cut", WRONG, 4, None, {"undecided"}),
    ("wrong on the page, and another table follows", WRONG, 5, "收入预算表", {"misfiled"}),
]


@pytest.mark.parametrize(("what", "rows", "at", "title", "verdicts"), PARTED, ids=[what for what, *_ in PARTED])
def test_a_table_read_as_two(what: str, rows: list[tuple[str, ...]], at: int, title: str | None, verdicts: set[str]) -> None:
    del what
    found = diagnosed(scanned(_cut(table(*rows), at, title), {}), pictured({}))
    of_parts = [
        one for one in found.findings if one.check == "T01" and one.diagnosis and one.evidence[0].path.endswith("rows[2].cells[0]")
    ]
    assert {one.diagnosis.verdict for one in of_parts if one.diagnosis} == verdicts


def test_sums_that_came_with_the_findings_are_not_done_again(monkeypatch: pytest.MonkeyPatch) -> None:
    made, calls = scanned(funds("98", "60", "33"), {}), list[Record]()
    checked = check_record(made)
    expected = diagnosed(made, again({}))
    monkeypatch.setattr("extractor.diagnose.diagnosis.sums_of", lambda record, profile: calls.append(record))
    assert diagnosed(made, again({}), sums=checked.sums) == expected
    assert not calls
