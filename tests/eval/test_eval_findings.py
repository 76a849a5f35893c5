"""Findings against anomalies: what counts as found, with rows that moved, and what the ledger covers."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from eval import findings
from eval.estimates import by_check
from eval.findings import Found, Raised, anomalies_of, review, scores_of, to_labels
from eval.leaves import judge
from eval.metrics import Ratio
from eval.store import Result
from eval.tree import of_labels
from extractor.errors import UsageError
from extractor.record import Evidence, Finding, LedgerRow, Provenance, Record
from golden.anomalies import Anomaly


def anomaly(check: str, *paths: str, certainty: str = "certain") -> Anomaly:
    said = {"as_written": [], "expected": "…", "reason": "…"}
    named = {"id": f"{check}-{paths}", "check": check, "certainty": certainty, "severity": "error", "paths": paths}
    return Anomaly.model_validate(named | said)


def finding(check: str, *paths: str, status: str = "fail") -> Finding:
    evidence = [Evidence(path=path, raw="") for path in paths]
    return Finding.model_validate(
        {"id": "", "check": check, "status": status, "severity": "error", "message": "", "evidence": evidence}
    )


def record(*found: Finding, ledger: tuple[str, ...] = ()) -> Record:
    rows = [LedgerRow.model_validate({"check": "W01", "scope": "", "status": status}) for status in ledger]
    return Record(
        source="", sha256="", pages=1, findings=list(found), ledger=rows, provenance=Provenance(reader="", reading="rules")
    )


def indicator(name: str) -> dict[str, Any]:
    return {"name": name, "weight": "10", "unit": ""}


LABELS = {
    "forms": [
        {"title": "甲乙丙", "indicators": [indicator("接待人次"), indicator("培训场次")]},
        {"title": "丁戊己", "indicators": []},
    ]
}
# the second form was not read; one that does not exist was; the first one's rows are in another order
READ = {
    "forms": [
        {"title": "一二三四五六", "indicators": [indicator("七八九十")]},
        {"title": "甲乙丙", "indicators": [indicator("培训场次"), indicator("接待人次")]},
    ]
}
JUDGED = list(judge(of_labels(LABELS), of_labels(READ)))

# a finding's evidence in the record, the anomaly's path in the labels, whether it is the same
PATHS: list[tuple[str, str, bool]] = [
    ("forms[1].indicators[0].weight", "forms[0].indicators[1].weight", True),
    ("forms[1].indicators[0].unit", "forms[0].indicators[1].unit", True),  # blank on both sides
    ("forms[1].indicators[0].weight", "forms[0].indicators[1]", True),
    ("forms[1].indicators[1]", "forms[0].indicators[0].weight", True),
    ("forms[1].indicators", "forms[0].indicators[0].weight", True),
    ("forms[1]", "forms[0].title", True),
    ("forms[1].indicators[1].weight", "forms[0].indicators[1].weight", False),
    ("forms[1].indicators[0].name", "forms[0].indicators[1].weight", False),
    ("forms[1].total", "forms[0].total_budget", False),
    ("forms[0].indicators[0].weight", "forms[0].indicators[0].weight", False),  # of the form that does not exist
    ("forms[1].indicators[7].weight", "forms[0].indicators[7].weight", False),
    ("", "forms[0].title", False),
    ("", "", True),
    ("fiscal_year", "fiscal_year", True),
]


@pytest.mark.parametrize(("read", "labelled", "same"), PATHS)
def test_a_finding_is_true_where_it_shares_a_path_with_an_anomaly(read: str, labelled: str, same: bool) -> None:
    found = review(JUDGED, record(finding("W01", read)), [anomaly("W01", labelled)])
    assert found.raised == [Raised("W01", same)]
    assert found.found is not None
    assert found.found[0].found is same


def test_rows_are_known_by_their_leaves() -> None:
    known = to_labels(JUDGED)
    assert known["forms[1]"] == "forms[0]"
    assert known["forms[1].indicators[0]"] == "forms[0].indicators[1]"
    assert "forms[0]" not in known


TITLE = "forms[1].title"
OURS = "forms[0].title"


def test_precision_and_recall() -> None:
    anomalies = [
        anomaly("W01", OURS),
        anomaly("W02", OURS),
        anomaly("F01", OURS, "forms[1].title", certainty="probable"),
        anomaly("F02", "forms[1]", certainty="concern"),
    ]
    said = (finding("W01", TITLE), finding("W01", "x", TITLE), finding("F01", TITLE), finding("F09", TITLE), finding("F02"))
    passed = finding("W02", TITLE, status="pass")
    found = review(JUDGED, record(*said, passed, ledger=("pass", "fail", "error", "not_applicable")), anomalies)
    assert scores_of(found) == {
        "finding_precision": Ratio(3, 5),
        "finding_recall": Ratio(2, 4),
        "finding_recall_certain": Ratio(1, 2),
        "finding_recall_probable": Ratio(1, 1),
        "finding_recall_concern": Ratio(0, 1),
        "ledger_coverage": Ratio(3, 4),
    }
    results = [
        Result(case=name, document=name, copy_kind="", labels="", forms=2, scores={}, raised=found.raised, found=found.found)
        for name in "ab"
    ]
    checks = {check: [(one.value, one.n) for one in pair] for check, pair in by_check(results).items()}
    assert checks == {
        "F01": [(1.0, 2), (1.0, 2)],
        "F02": [(0.0, 2), (0.0, 2)],
        "F09": [(0.0, 2), (None, 0)],
        "W01": [(1.0, 4), (1.0, 2)],
        "W02": [(None, 0), (0.0, 2)],
    }
    assert by_check(results)["W01"][0].documents == 2


def test_no_anomalies_file_scores_nothing_and_an_empty_one_scores_findings_false() -> None:
    said = record(finding("W01", TITLE))
    unknown = scores_of(review(JUDGED, said, None))
    assert {ratio.value for ratio in unknown.values()} == {None}
    assert scores_of(review(JUDGED, said, []))["finding_precision"] == Ratio(0, 1)


def test_a_case_that_failed_found_nothing() -> None:
    assert scores_of(review([], None, [anomaly("W01", OURS)]))["finding_recall"] == Ratio(0, 1)


def test_anomalies_are_read_from_the_folder_of_the_document(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(findings, "_CASES", tmp_path)
    assert anomalies_of("layouts-dev", "a-1") is None
    path = tmp_path / "layouts-dev" / "a-1" / "anomalies.json"
    path.parent.mkdir(parents=True)
    path.write_text(json.dumps([anomaly("W01", OURS).model_dump()]), encoding="utf-8")
    assert anomalies_of("layouts-dev", "a-1") == [anomaly("W01", OURS)]
    path.write_text('[{"id": "x"}]', encoding="utf-8")
    with pytest.raises(UsageError, match=r"anomalies\.json"):
        anomalies_of("layouts-dev", "a-1")


def test_what_was_found_is_kept_in_short_rows() -> None:
    result = Result(
        case="", document="", copy_kind="", labels="", forms=0, scores={},
        raised=[Raised("W01", True)], found=[Found("a", "W01", "certain", True)],
    )  # fmt: skip
    stored = json.loads(result.model_dump_json())
    assert stored["raised"] == [["W01", True]]
    assert stored["found"] == [["a", "W01", "certain", True]]
    assert Result.model_validate(stored) == result
