"""P02, P03, P04: duplicates over the forms of a file and over the files of a run."""

from __future__ import annotations

from typing import Any

import pytest

from extractor.checks import check_record, check_run
from tests.checks.samples import record

CARE = "主要用于社区矫正对象的日常监督管理、教育帮扶和心理辅导等服务工作。"
LAW = "划转各部门和街道的法律顾问服务费，实现法律顾问全覆盖，提供合同审查。"


def _form(name: str, code: str = "", text: str = "", **parts: object) -> dict[str, Any]:
    narratives = [{"label": "项目概况", "text": text}] if text else []
    return {"title": "表", "project_name": name, "project_code": code, "narratives": narratives} | parts


CASES: list[tuple[str, list[dict[str, Any]], str]] = [
    ("P02", [_form("甲", "A-1"), _form("乙", "A-2")], "pass"),
    ("P02", [_form("甲", "A-1"), _form("乙", "A-1")], "fail"),
    ("P02", [_form("甲", "A-1"), _form("乙", "")], "not_applicable"),
    ("P02", [_form("甲", "A-1")], "not_applicable"),
    ("P02", [_form("甲", "A-1"), _form("甲", "A-1")], "fail"),
    ("P02", [_form("甲", "A-1"), _form("甲", "A-1") | {"title": "自评表"}], "pass"),
    ("P03", [_form("甲", text=CARE), _form("甲", text=LAW)], "fail"),
    ("P03", [_form("甲", text=CARE), _form("甲", text=CARE + "另有培训。")], "pass"),
    ("P03", [_form("甲", text=CARE), _form("甲", text=LAW, implementing_unit="二所")], "not_applicable"),
    ("P03", [_form("甲", text=CARE), _form("乙", text=LAW)], "not_applicable"),
    ("P03", [_form("甲"), _form("甲")], "insufficient_data"),
    ("P04", [_form("甲", text=CARE), _form("乙", text=LAW)], "pass"),
    ("P04", [_form("甲", text="1. " + CARE), _form("乙", text=CARE.replace("日常", "经常"))], "fail"),
    ("P04", [_form("甲", text=CARE), _form("甲", text=CARE)], "not_applicable"),
    ("P04", [_form("甲", text="完成工作。"), _form("乙", text="完成工作。")], "pass"),
    ("P04", [], "not_applicable"),
]


@pytest.mark.parametrize(("check", "forms", "status"), CASES)
def test_twins(check: str, forms: list[dict[str, Any]], status: str) -> None:
    checked = check_record(record(forms=forms))
    assert [row.status for row in checked.ledger if row.check == check] == [status]
    found = [finding for finding in checked.findings if finding.check == check]
    assert len(found) == (status == "fail")
    assert all(len(finding.evidence) >= 2 for finding in found)


def test_the_narratives_of_one_form_are_compared_too() -> None:
    form = {"narratives": [{"label": "措施", "text": CARE}, {"label": "计划", "text": CARE}]}
    (found,) = [finding for finding in check_record(record(forms=[form])).findings if finding.check == "P04"]
    assert found.severity == "info"
    assert [evidence.path for evidence in found.evidence] == ["forms[0].narratives[0].text", "forms[0].narratives[1].text"]


RUNS = [
    ("P02R", _form("甲", "A-1"), _form("乙", "A-1"), "fail"),
    ("P02R", _form("甲", "A-1"), _form("甲", "A-1"), "pass"),
    ("P02R", _form("甲", "A-1"), _form("乙", "A-2"), "pass"),
    ("P03R", _form("甲", text=CARE), _form("甲", text=LAW), "fail"),
    ("P04R", _form("甲", text=CARE), _form("乙", text=CARE), "fail"),
    ("P04R", _form("甲", text=CARE), _form("乙", text=LAW), "pass"),
]


@pytest.mark.parametrize(("check", "one", "other", "status"), RUNS)
def test_twins_over_files(check: str, one: dict[str, Any], other: dict[str, Any], status: str) -> None:
    records = [
        record(forms=[one]).model_copy(update={"source": "一.txt", "sha256": "1" * 64}),
        record(forms=[other]).model_copy(update={"source": "二.txt", "sha256": "2" * 64}),
    ]
    checked = check_run(records)
    assert [row.status for row in checked.ledger if row.check == check] == [status]
    for finding in checked.findings:
        assert {evidence.path.partition("#")[0] for evidence in finding.evidence} == {"一.txt", "二.txt"}
        assert "一.txt" in finding.message or finding.check == "P03R"


def test_one_file_is_not_compared_with_itself() -> None:
    made = record(forms=[_form("甲", "A-1"), _form("乙", "A-1")])
    assert check_run([made, made]).findings == []
