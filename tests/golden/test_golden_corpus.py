"""The corpus as data: cases, labels, their checks."""

from __future__ import annotations

import copy

import pytest

from golden.check import in_pdf, in_text, open_identities
from golden.check import main as check
from golden.corpus import Case, get_case, leaves, list_cases
from golden.layouts import LAYOUTS

# case → forms, indicators of each form, funding rows of each form, filling rules
COUNTS = {
    "000": ([6, 6, 6, 6, 6], [3, 3, 3, 3, 3], 0),
    "001": ([3, 2, 3, 3, 3, 3, 3, 3, 3], [2] * 9, 0),
    "004": ([9, 9, 10, 8], [0] * 4, 5),
    "own-fused": ([12, 9], [3, 3], 0),
    "own-selfeval": ([9, 7], [3, 3], 0),
    "own-two": ([4, 3], [0, 0], 0),
    "own-wide": ([8, 6, 8], [0, 0, 0], 0),
}

NOT_CLOSING = {
    "001": [
        "forms[1]: weights sum to 80, execution weight None",
        "forms[6]: funding sums to 2.52, the total is 1.26",
    ],
    "004": ["forms[3]: weights sum to 80, execution weight None"],
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


def test_all_cases_have_the_same_keys() -> None:
    records = [case.expected() for case in list_cases()]
    forms = [form for record in records for form in record["forms"]]
    assert len({tuple(record) for record in records}) == 1
    assert len({tuple(form) for form in forms}) == 1
    assert len({tuple(item) for form in forms for item in form["indicators"]}) == 1


@pytest.mark.parametrize("case", CASES)
def test_every_label_stands_in_the_text_copy(case: Case) -> None:
    assert in_text(case) == []


@pytest.mark.parametrize("case", CASES)
def test_every_box_shows_its_leaf(case: Case) -> None:
    assert in_pdf(case, case.source_pdf, case.boxes()) == []


@pytest.mark.parametrize("case", CASES)
def test_identities_that_do_not_close_are_known(case: Case) -> None:
    assert open_identities(case.expected()) == NOT_CLOSING.get(case.name, [])


@pytest.mark.parametrize("case", CASES)
def test_notes_name_each_identity_that_does_not_close(case: Case) -> None:
    notes = (case.folder / "notes.md").read_text(encoding="utf-8")
    assert all(fact.split(":")[0] in notes for fact in NOT_CLOSING.get(case.name, []))


def test_check_command_passes(capsys: pytest.CaptureFixture[str]) -> None:
    assert check(["001"]) == 0
    assert "does not close: forms[6]" in capsys.readouterr().out


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


def test_leaves_leave_out_nulls_and_the_kind_but_keep_blanks() -> None:
    record = {"forms": [{"kind": "project", "title": "表", "table_no": None, "funding": [{"label": "其他资金", "amount": ""}]}]}
    assert leaves(record) == {"forms[0].title": "表", "forms[0].funding[0].label": "其他资金", "forms[0].funding[0].amount": ""}


def test_unknown_case_names_those_there_are() -> None:
    with pytest.raises(KeyError, match="own-wide"):
        get_case("999")
