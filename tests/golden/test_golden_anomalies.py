"""The anomalies of the corpus and the sums that its labels promise."""

from __future__ import annotations

import copy
import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from golden.anomalies import CHECKS, Anomaly, read_anomalies, unlisted, wrong_anomalies, wrong_in_case
from golden.corpus import Case, Record, get_case, list_cases
from golden.figures import Figure, make_sum, read_figure
from golden.identities import identities

CASES = [pytest.param(case, id=case.name) for case in list_cases()]

# case → the sums that its labels promise, by check
PROMISED = {
    "000": {"F01": 5, "W02": 5},
    "001": {"F01": 9, "W01": 9},
    "002": {"T01": 66, "T02": 118, "T03": 22, "T05": 2, "T07": 4, "T09": 2, "W01": 1},
    "003": {"F01": 3, "W01": 1},
    "004": {"W01": 4},
    "own-fused": {"F01": 2, "W02": 2},
    "own-selfeval": {"F01": 6, "W02": 2},
    "own-two": {"W01": 2},
    "own-wide": {"W01": 3},
}

# case → the sums that do not close: the anomaly that tells of each
OPEN = {"001": ["A020", "A021"], "004": ["A096"]}


@pytest.mark.parametrize("case", CASES)
def test_anomalies_of_the_corpus_are_sound(case: Case) -> None:
    assert wrong_in_case(case) == []


@pytest.mark.parametrize("case", CASES)
def test_promised_sums(case: Case) -> None:
    found = [identity.check for identity in identities(case.expected())]
    assert {check: found.count(check) for check in sorted(set(found))} == PROMISED[case.name]


@pytest.mark.parametrize("case", CASES)
def test_open_sums_are_those_known(case: Case) -> None:
    opened = [identity for identity in identities(case.expected()) if not identity.closes]
    listed = [a.id for identity in opened for a in _anomalies(case) if a.concerns(identity)]
    assert listed == OPEN.get(case.name, [])


@pytest.mark.parametrize("case", CASES)
def test_no_sum_of_the_corpus_closes_by_rounding_alone(case: Case) -> None:
    assert [str(identity) for identity in identities(case.expected()) if identity.closes and identity.difference] == []


def _anomalies(case: Case) -> list[Anomaly]:
    return read_anomalies(case.folder / "anomalies.json")


# what is broken → case, path of a leaf, what it is changed to, the check and the place that are named
BROKEN = [
    ("a funding total", "000", ("forms", 1, "total_budget"), "60", "F01 forms[1].total_budget"),
    (
        "a weight under an execution weight",
        "000",
        ("forms", 0, "indicators", 0, "weight"),
        "21",
        "W02 forms[0].indicators[0].weight",
    ),
    ("a weight", "001", ("forms", 0, "indicators", 0, "weight"), "41", "W01 forms[0].indicators[0].weight"),
    ("a weight under a rule", "004", ("forms", 0, "indicators", 0, "weight"), "20", "W01 forms[0].indicators[0].weight"),
    ("a part of a nested sum", "003", ("forms", 0, "funding", 1, "amount"), "16650800.00", "F01 forms[0].funding[0].amount"),
    ("a group of nested sums", "003", ("forms", 0, "total_budget"), "19233800.00", "F01 forms[0].total_budget"),
    ("a matrix of funds", "own-selfeval", ("forms", 0, "attributes", 5, "value"), "1232.8", "F01 forms[0].attributes[1].value"),
    ("a coded row", "002", ("tables", 1, "rows", 4, "cells", 0), "110,000.00", "T01 tables[1].rows[2].cells[0]"),
    ("a column of a row", "002", ("tables", 2, "rows", 2, "cells", 0), "874,945.00", "T02 tables[2].rows[2].cells[0]"),
    ("a total row", "002", ("tables", 1, "rows", 0, "cells", 0), "6,314,548.07", "T03 tables[1].rows[0].cells[0]"),
    ("one side of a statement", "002", ("tables", 5, "rows", 9, "cells", 0), "8,025,705.92", "T05 tables[5].rows[9].cells[0]"),
    ("an entry of a statement", "002", ("tables", 0, "rows", 13, "cells", 1), "6,882,718.96", "T03 tables[0].rows[9].cells[1]"),
    ("the three public", "002", ("tables", 3, "rows", 0, "cells", 11), "21,000.00", "T07 tables[3].rows[0].cells[6]"),
    ("procurement", "002", ("tables", 8, "rows", 1, "cells", 2), "645,150.80", "T09 tables[8].rows[0].cells[2]"),
    ("a part against a blank total", "002", ("tables", 4, "rows", 3, "cells", 1), "5.00", "T01 tables[4].rows[2].cells[1]"),
]


@pytest.mark.parametrize(("name", "where", "text", "place"), [row[1:] for row in BROKEN], ids=[row[0] for row in BROKEN])
def test_broken_sum_that_is_not_listed_is_named(name: str, where: tuple[str | int, ...], text: str, place: str) -> None:
    case = get_case(name)
    record = _changed(case.expected(), where, text)
    wrong = wrong_anomalies(record, _anomalies(case), case.source_txt.read_text(encoding="utf-8"))
    assert any(line.startswith(f"does not close and is not listed: {place}") for line in wrong)


def _changed(record: Record, where: tuple[str | int, ...], text: str) -> Record:
    changed = copy.deepcopy(record)
    node: Any = changed
    for step in where[:-1]:
        node = node[step]
    node[where[-1]] = text
    return changed


def test_broken_sum_that_is_listed_is_not_named() -> None:
    case = get_case("000")
    record = _changed(case.expected(), ("forms", 1, "total_budget"), "60")
    listed = _anomaly(check="F01", paths=["forms[1].total_budget"], as_written=["60"])
    assert unlisted(record, [listed]) == []
    assert len(unlisted(record, [_anomaly(check="F02", paths=["forms[1].total_budget"], as_written=["60"])])) == 1


def _anomaly(**changed: object) -> Anomaly:
    whole = {"id": "X1", "check": "F01", "certainty": "certain", "severity": "error", "paths": ["forms[0]"], "as_written": []}
    return Anomaly.model_validate({**whole, "expected": "another", "reason": "It does not fit.", **changed})


# what is wrong with an entry → what is changed in it, what is said of it
FAULTS = [
    ("nothing", {}, None),
    (
        "a path that the labels lack",
        {"paths": ["forms[0].indicators[99].name"]},
        "indicators[99].name is not in the labels",
    ),
    ("a null field", {"paths": ["forms[0].table_no"]}, "forms[0].table_no is not in the labels"),
    ("a list", {"paths": ["forms[0].indicators"]}, "forms[0].indicators is not in the labels"),
    ("an unknown check", {"check": "F99"}, "there is no check F99"),
    ("other text", {"paths": ["forms[0].total_budget"], "as_written": ["5", "6"]}, "'6' is not written at forms[0].total_budget"),
    ("text of another leaf", {"paths": ["forms[0].total_budget"], "as_written": ["5", "蔡圆青"]}, "'蔡圆青' is not written at"),
    ("a leaf without text", {"paths": ["forms[0].total_budget"]}, "nothing as_written stands in forms[0].total_budget"),
    ("a blank text", {"as_written": [" "]}, "' ' is not written at forms[0]"),
    ("a blank leaf", {"paths": ["forms[0].funding[0].amount"]}, None),
    ("a heading", {"as_written": ["预算执行率权重(%)"]}, None),
    ("a heading at a leaf", {"paths": ["forms[0].total_budget"], "as_written": ["5", "预算执行率权重(%)"]}, "is not written at"),
]


@pytest.mark.parametrize(("changed", "message"), [row[1:] for row in FAULTS], ids=[row[0] for row in FAULTS])
def test_faults_of_an_entry_are_named(changed: dict[str, object], message: str | None) -> None:
    case = get_case("000")
    wrong = wrong_anomalies(case.expected(), [_anomaly(**changed)], case.source_txt.read_text(encoding="utf-8"))
    assert len(wrong) == (message is not None)
    assert all(line.startswith("X1: ") and message in line for line in wrong if message)


def test_an_id_used_twice_is_named() -> None:
    case = get_case("000")
    wrong = wrong_anomalies(case.expected(), [_anomaly(), _anomaly()], "")
    assert wrong == ["X1: the id is used 2 times"]


def test_a_case_without_a_list_is_wrong(tmp_path: Path) -> None:
    (wrong,) = wrong_in_case(Case("new", tmp_path))
    assert "anomalies.json is missing" in wrong


def test_a_malformed_list_is_wrong(tmp_path: Path) -> None:
    entry = {**_anomaly().model_dump(), "certainty": "sure"}
    (tmp_path / "anomalies.json").write_text(json.dumps([entry]), encoding="utf-8")
    (wrong,) = wrong_in_case(Case("new", tmp_path))
    assert "0.certainty" in wrong


def test_an_unknown_key_is_malformed() -> None:
    with pytest.raises(ValidationError, match="checks"):
        _anomaly(checks=["F01"])


def test_the_catalogue_has_its_ids() -> None:
    assert len(CHECKS) == 81
    assert {"W03", "I18", "F13", "P09", "T15", "N10", "X12", "L01"} < CHECKS
    assert not {"W00", "W04", "N11"} & CHECKS


# text, the form's unit → 元, half a unit of the last digit, printed
FIGURES = [
    ("505.728", "万元", "5057280", "5", True),
    ("1,286,000.00", "元", "1286000", "0.005", True),
    ("860万元", "元", "8600000", "5000", True),
    ("-12.5", "万元", "-125000", "500", True),
    ("８.38", None, "8.38", "0.005", True),
    ("", "元", "0", "0", False),
    ("—", "元", "0", "0", False),
    ("12,34", "元", "0", "0", False),
    ("约5", "元", "0", "0", False),
]


@pytest.mark.parametrize(("text", "unit", "amount", "half", "printed"), FIGURES)
def test_figures(text: str, unit: str | None, amount: str, half: str, printed: bool) -> None:
    assert read_figure("p", text, unit) == Figure("p", Decimal(amount), Decimal(half), printed)


# whole, parts → closes (None: nothing is promised)
SUMS = [
    ("100", ["45.4", "54.6"], True),
    ("100.00", ["45.4", "54.8"], False),
    ("0.33", ["0.166", "0.166"], True),  # 0.332, rounded
    ("0.33", ["0.17", "0.18"], False),
    ("5", ["", "5", ""], True),
    ("5", ["", ""], None),
    ("", ["5"], False),
    ("", ["0.00"], None),
    ("", [""], None),
]


@pytest.mark.parametrize(("whole", "parts", "closes"), SUMS)
def test_sums_close_within_their_rounding(whole: str, parts: list[str], closes: bool | None) -> None:
    identity = make_sum("F01", read_figure("w", whole), [read_figure("p", part) for part in parts])
    assert (identity and identity.closes) == closes


@given(st.lists(st.decimals(min_value=0, max_value=10**12, places=2), min_size=1, max_size=30), st.decimals(1, 10**9, places=2))
def test_a_true_sum_closes_and_a_sum_off_by_more_than_its_rounding_does_not(parts: list[Decimal], slip: Decimal) -> None:
    figures = [read_figure("p", f"{part:,}", "元") for part in parts]
    right = make_sum("T01", read_figure("w", f"{sum(parts):,}", "元"), figures)
    wrong = make_sum("T01", read_figure("w", f"{sum(parts) + slip:,}", "元"), figures)
    assert right is None or (right.closes and right.difference == 0)
    assert wrong is not None or not any(parts)
    assert wrong is None or not wrong.closes
