"""The corpus as data: cases, labels, their checks."""

from __future__ import annotations

import copy
import re

import pytest

from golden.check import in_docx, in_pdf, in_text
from golden.check import main as check
from golden.corpus import Case, CellPlace, LinePlace, Place, get_case, leaves, list_cases
from golden.identities import identities
from golden.layouts import LAYOUTS

# case → forms, indicators of each form, funding rows of each form, filling rules
COUNTS = {
    "000": ([6, 6, 6, 6, 6], [3, 3, 3, 3, 3], 0),
    "001": ([3, 2, 3, 3, 3, 3, 3, 3, 3], [2] * 9, 0),
    "002": ([15, 28], [1, 0], 0),
    "003": ([22], [8], 0),
    "004": ([9, 9, 10, 8], [0] * 4, 5),
    "own-fused": ([12, 9], [3, 3], 0),
    "own-selfeval": ([9, 7], [3, 3], 0),
    "own-two": ([4, 3], [0, 0], 0),
    "own-wide": ([8, 6, 8], [0, 0, 0], 0),
}

# case → rows of each table, claims
BUDGETS = {"002": ([42, 24, 37, 1, 24, 43, 24, 24, 3], 55), "003": ([], 0)}

NOT_CLOSING = {
    "001": [
        "W01 forms[1].indicators[0].weight … forms[1].indicators[1].weight: 2 parts sum to 80, not 90 or 100",
        "F01 forms[6].total_budget: 2 parts sum to 25200.00, not 12600.00",
    ],
    "004": ["W01 forms[3].indicators[0].weight … forms[3].indicators[7].weight: 8 parts sum to 80, not 90"],
}

CASES = [pytest.param(case, id=case.name) for case in list_cases()]


def test_every_case_has_a_layout_and_counts() -> None:
    names = [case.name for case in list_cases()]
    assert names == sorted(LAYOUTS) == sorted(COUNTS)


@pytest.mark.parametrize("case", CASES)
def test_counts(case: Case) -> None:
    indicators, funding, rules = COUNTS[case.name]
    record = case.expected()
    assert [len(form["indicators"]) for form in record["forms"]] == indicators
    assert [len(form["funding"]) for form in record["forms"]] == funding
    assert len(record["filling_rules"]) == rules


@pytest.mark.parametrize("name", BUDGETS)
def test_counts_of_tables_and_claims(name: str) -> None:
    record = get_case(name).expected()
    assert ([len(table["rows"]) for table in record["tables"]], len(record["claims"])) == BUDGETS[name]


@pytest.mark.parametrize("name", BUDGETS)
def test_every_row_has_a_cell_for_each_column(name: str) -> None:
    tables = get_case(name).expected()["tables"]
    assert [{len(row["cells"]) for row in table["rows"]} for table in tables] == [{len(table["columns"])} for table in tables]


def test_all_cases_have_the_same_keys() -> None:
    records = [case.expected() for case in list_cases()]
    forms = [form for record in records for form in record["forms"]]
    assert {frozenset(record) - {"tables", "claims"} for record in records} == {frozenset({"forms", "filling_rules"})}
    assert all(("tables" in record) == ("claims" in record) for record in records)
    assert len({tuple(form) for form in forms}) == 1
    assert len({tuple(item) for form in forms for item in form["indicators"]}) == 1


@pytest.mark.parametrize("case", CASES)
def test_every_label_stands_in_the_text_copy(case: Case) -> None:
    assert in_text(case) == []


@pytest.mark.parametrize("case", CASES)
def test_every_box_shows_its_leaf(case: Case) -> None:
    assert in_pdf(case, case.source_pdf, case.boxes()) == []


@pytest.mark.parametrize("case", CASES)
def test_every_label_stands_in_the_word_copy_at_its_cell(case: Case) -> None:
    assert in_docx(case, case.source_docx, case.cells()) == []


@pytest.mark.parametrize("case", CASES)
def test_identities_that_do_not_close_are_known(case: Case) -> None:
    assert [str(one) for one in identities(case.expected()) if not one.closes] == NOT_CLOSING.get(case.name, [])


@pytest.mark.parametrize("case", CASES)
def test_notes_name_each_identity_that_does_not_close(case: Case) -> None:
    notes = (case.folder / "notes.md").read_text(encoding="utf-8")
    assert all(form in notes for fact in NOT_CLOSING.get(case.name, []) for form in re.findall(r"forms\[\d+\]", fact)[:1])


def test_check_command_passes(capsys: pytest.CaptureFixture[str]) -> None:
    assert check(["001"]) == 0
    assert "does not close: F01 forms[6].total_budget" in capsys.readouterr().out


FAULTS = [
    ("a box is missing", "forms[0].project_name", None, "has no box"),
    ("a box is elsewhere", "forms[0].total_budget", [0.0, 0.0, 9.0, 9.0], "its boxes show"),
    ("a box for nothing", "forms[0].nothing", [0.0, 0.0, 9.0, 9.0], "a box without a leaf"),
]


@pytest.mark.parametrize(("path", "box", "message"), [fault[1:] for fault in FAULTS], ids=[fault[0] for fault in FAULTS])
def test_check_sees_wrong_boxes(path: str, box: list[float] | None, message: str) -> None:
    case = get_case("own-two")
    boxes = copy.deepcopy(case.boxes())
    boxes.pop(path, None)
    if box is not None:
        boxes[path] = [{"page": 1, "box": box}]
    (wrong,) = in_pdf(case, case.source_pdf, boxes)
    assert wrong.startswith(f"{path}: ")
    assert message in wrong


CELL_FAULTS: list[tuple[str, str, Place | None, str]] = [
    ("a cell is missing", "forms[0].project_name", None, "has no cell"),
    ("a cell is another", "forms[0].project_name", CellPlace(cell=[1, 2, 2]), "its cells hold"),
    ("a cell goes on from the one before", "forms[0].project_name", CellPlace(cell=[1, 1, 3]), "its cells hold [None]"),
    ("a line is another", "forms[0].title", LinePlace(line=2), "its cells hold"),
    ("a cell for nothing", "forms[0].nothing", CellPlace(cell=[1, 1, 1]), "a cell without a leaf"),
]


@pytest.mark.parametrize(
    ("path", "place", "message"), [fault[1:] for fault in CELL_FAULTS], ids=[fault[0] for fault in CELL_FAULTS]
)
def test_check_sees_wrong_cells(path: str, place: Place | None, message: str) -> None:
    case = get_case("own-two")
    cells = copy.deepcopy(case.cells())
    cells.pop(path, None)
    if place is not None:
        cells[path] = [place]
    (wrong,) = in_docx(case, case.source_docx, cells)
    assert wrong.startswith(f"{path}: ")
    assert message in wrong


def test_leaves_leave_out_nulls_and_the_kind_but_keep_blanks() -> None:
    record = {"forms": [{"kind": "project", "title": "表", "table_no": None, "funding": [{"label": "其他资金", "amount": ""}]}]}
    assert leaves(record) == {"forms[0].title": "表", "forms[0].funding[0].label": "其他资金", "forms[0].funding[0].amount": ""}


def test_unknown_case_names_those_there_are() -> None:
    with pytest.raises(KeyError, match="own-wide"):
        get_case("999")
