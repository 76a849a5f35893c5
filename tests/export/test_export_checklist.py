"""The 检查表: which parts a document has to have, and when a part is in order."""

from __future__ import annotations

import copy
import hashlib
import re
import tomllib
from collections.abc import Sequence
from importlib import resources
from pathlib import Path
from typing import Any

import pytest

from extractor.checks.messages import names_in
from extractor.decision import Decision
from extractor.export import Exported
from extractor.export.checklist import sheet
from extractor.export.checklist.parts import PARTS, sheet_kind
from extractor.export.checklist.prose import Prose, prose_of
from extractor.export.checklist.verdicts import Row
from extractor.record import Diagnosis, Finding, LedgerRow, Record
from extractor.run.checking import checked
from golden.corpus import get_case, list_cases
from tests.checks.samples import record as record_of
from tests.export.read_documents import as_read, read_with_source, source_of_case
from tests.export.reviewed_documents import document, exported
from tests.review.samples import decision, spoilt

BALANCED = {
    "kind": "procurement",
    "number": "表9",
    "title": "2024年政府采购预算表",
    "amount_unit": "元",
    "columns": [["预算数"]],
    "rows": [
        {"code": None, "name": "合计", "cells": ["300.00"]},
        {"code": None, "name": "货物类", "cells": ["100.00"]},
        {"code": None, "name": "工程类", "cells": ["50.00"]},
        {"code": None, "name": "服务类", "cells": ["150.00"]},
    ],
}
TOTAL = "tables[0].rows[0].cells[0]"


def of_table(total: str = "300.00", **changes: object) -> Record:
    table = copy.deepcopy(BALANCED)
    rows: Any = table["rows"]
    rows[0]["cells"] = [total]
    return checked(record_of(tables=[table])).model_copy(update=changes)


def row_of(made: Exported, name: str) -> Row:
    (found,) = [row for row in sheet(made) if row.subject.name == name]
    return found


def verdict_of(record: Record, log: Sequence[Decision] = (), name: str = "政府采购预算表") -> str:
    return row_of(exported(record, log), name).verdict


# title → the part that it is taken for
TITLES = {
    "区司法局（行政）财政拨款收支总表": "fiscal",
    "部门收支总表": "statement",
    "2023年收支预算总表": "statement",
    "部门收入总表": "income",
    "部门支出总表": "spending",
    "一般公共预算财政拨款支出预算表": "general",
    "2022年一般公共预算支出对比表": "general",
    "一般公共预算财政拨款基本支出预算表": "basic",
    "2022年基本支出经济分类预算表": "basic",
    "一般公共预算“三公”经费支出表": "three_public",
    "政府性基金预算支出表": "funds",
    "国有资本经营预算支出表": "capital",
    "政府采购预算明细表": "procurement",
    "收入支出决算总表": "statement",
    "收入决算表": "income",
    "支出决算表": "spending",
    "财政拨款收入支出决算总表": "fiscal",
    "一般公共预算财政拨款支出决算表": "general",
    "一般公共预算财政拨款基本支出决算表": "basic",
    "政府性基金预算财政拨款收入支出决算表": "funds",
    "国有资本经营预算财政拨款支出决算表": "capital",
    "财政拨款“三公”经费支出决算表": "three_public",
    "专项资金明细": "other_table",
}


@pytest.mark.parametrize(("title", "part"), TITLES.items())
def test_tables_by_their_titles(title: str, part: str) -> None:
    (row,) = [row for row in sheet(exported(of_titles(title))) if row.subject.scope]
    assert row.subject.part == PARTS.parts[part]


def of_titles(*titles: str) -> Record:
    return checked(record_of(tables=[{**copy.deepcopy(BALANCED), "kind": "other", "title": title} for title in titles]))


def test_every_part_of_a_sheet_is_known_and_has_both_names() -> None:
    listed = {name for sheet in PARTS.sheets.values() for name in sheet.parts} | {
        name for names in PARTS.forms.values() for name in names
    }
    assert listed == set(PARTS.parts)
    for part in PARTS.parts.values():
        assert set(part.name) == {"zh", "en"}
        for pattern in (part.heading, part.mention, part.claims, part.title, part.label, part.checks, part.also):
            re.compile(pattern)


def test_both_languages_say_the_same_things() -> None:
    words = tomllib.loads(resources.files("extractor.export.checklist").joinpath("words.toml").read_text("utf-8"))
    assert words["zh"].keys() == words["en"].keys()
    assert [key for key, said in words["zh"].items() if names_in(said) != names_in(words["en"][key])] == []


KINDS = [("000", "forms"), ("002", "budget"), ("003", "forms")]


@pytest.mark.parametrize(("case", "kind"), KINDS)
def test_which_sheet_a_document_has(case: str, kind: str) -> None:
    assert sheet_kind(document(case)) == kind


def test_accounts_have_a_sheet_of_their_own() -> None:
    assert sheet_kind(of_titles("收入支出决算总表", "支出决算表", "政府采购预算表")) == "accounts"


# part of 002, as read from its PDF → verdict
BUDGET = {
    "目录": "no",
    "部门职责": "yes",
    "机构设置": "yes",
    "收支情况及增减变化说明（编制说明）": "no",
    "“三公”经费增减变化说明": "unchecked",
    "机关运行经费说明": "unchecked",
    "政府采购情况说明": "yes",
    "国有资产占有使用情况说明": "unchecked",
    "绩效目标设置情况说明": "yes",
    "名词解释": "yes",
    "部门收支总体情况表": "yes",
    "部门收入总体情况表": "yes",
    "部门支出总体情况表": "yes",
    "财政拨款收支总体情况表": "yes",
    "一般公共预算支出情况表": "yes",
    "一般公共预算基本支出情况表": "yes",
    "一般公共预算“三公”经费支出情况表": "yes",
    "政府性基金预算支出情况表": "yes",
    "政府采购预算表": "yes",
    "部门整体绩效目标表": "no",
    "项目绩效目标表": "no",
}


def test_the_sheet_of_a_departmental_budget() -> None:
    made = sheet(read_with_source("002", ".pdf"))
    assert {row.subject.name: row.verdict for row in made} == BUDGET
    problems = [problem for row in made for problem in row.problems]
    assert any("688.27万元" in problem and "6,882,717.96" in problem and "第1页" in problem for problem in problems)


def test_without_the_source_text_that_the_record_lacks_is_not_checked() -> None:
    made = {row.subject.name: row for row in sheet(exported(as_read("002", ".pdf")))}
    for name in ("目录", "部门职责", "机构设置"):
        assert made[name].verdict == "unchecked"
        assert "没有原件" in made[name].open[0]


def test_definitions_of_the_record_need_no_source() -> None:
    (row,) = [row for row in sheet(exported(as_read("002", ".pdf"))) if row.subject.name == "名词解释"]
    assert (row.verdict, row.subject.paths) == ("yes", tuple(f"definitions[{number}]" for number in range(4)))
    assert any("国有资本经营预算财政拨款" in said for said in row.advice)


def test_definitions_that_no_check_could_judge_are_not_checked() -> None:
    rows = [{"term": "项目支出", "text": "指完成任务的支出。"}]
    record = checked(record_of(definitions=rows, tables=[copy.deepcopy(BALANCED)]))
    assert verdict_of(record, name="名词解释") == "unchecked"


@pytest.mark.parametrize("case", [case.name for case in list_cases()])
def test_nothing_is_in_order_because_nothing_was_checked(case: str) -> None:
    empty = document(case).model_copy(update={"findings": [], "ledger": [], "tables": [], "claims": []})
    assert [row.subject.name for row in sheet(exported(empty)) if row.verdict == "yes"] == []


def test_a_table_of_which_no_check_was_done_is_not_checked() -> None:
    record = of_table()
    assert verdict_of(record) == "yes"
    undone = [row.model_copy(update={"status": "not_applicable"}) for row in record.ledger]
    assert verdict_of(record.model_copy(update={"ledger": undone})) == "unchecked"


# status of a check of the table that could not be done, its check → the verdict
GAPS = [
    ("T09", "insufficient_data", "unchecked"),
    ("T09", "unreadable", "unchecked"),
    ("T09", "error", "unchecked"),
    ("T09", "not_applicable", "yes"),
    ("T15", "insufficient_data", "yes"),
]


@pytest.mark.parametrize(("check", "status", "verdict"), GAPS)
def test_a_check_that_could_not_be_done(check: str, status: Any, verdict: str) -> None:  # noqa: ANN401 - a status
    record = of_table()
    row = LedgerRow(check=check, scope="tables[0]", status=status, reason="缺单位")
    made = record.model_copy(update={"ledger": [*record.ledger, row]})
    assert verdict_of(made) == verdict
    assert ("缺单位" in "".join(row_of(exported(made), "政府采购预算表").open)) is (verdict == "unchecked")


# reason of a gap in the document → whether it is one of 表9
NAMED = [
    ("“表9合计”没有金额", True),
    ("“表2合计”没有金额", False),
    ("“表2合计”没有金额等 4 处", True),
    ("没有单位", True),
]


@pytest.mark.parametrize(("reason", "concerns"), NAMED)
def test_a_gap_of_the_document_concerns_those_it_names(reason: str, concerns: bool) -> None:
    record = of_table()
    gap = LedgerRow(check="T04", scope="", status="insufficient_data", reason=reason)
    made = record.model_copy(update={"ledger": [*(row for row in record.ledger if row.check != "T04"), gap]})
    assert verdict_of(made) == ("unchecked" if concerns else "yes")


def diagnosed(record: Record, verdict: str | None) -> Record:
    diagnosis = Diagnosis.model_validate({"verdict": verdict}) if verdict else None
    findings = [finding.model_copy(update={"diagnosis": diagnosis}) for finding in record.findings]
    return record.model_copy(update={"findings": findings})


# diagnosis, the reviewer's decision → verdict
FAULTS = [
    (None, None, "no"),
    ("misfiled", None, "no"),
    ("misread", None, "unchecked"),
    ("undecided", None, "unchecked"),
    ("misread", "accept", "no"),
    ("undecided", "accept", "no"),
    ("misfiled", "reject", "yes"),
]


@pytest.mark.parametrize(("diagnosis", "action", "verdict"), FAULTS)
def test_an_error_counts_once_it_is_not_the_readings(diagnosis: str | None, action: Any, verdict: str) -> None:  # noqa: ANN401 - an action
    record = diagnosed(of_table("310.00"), diagnosis)
    log = [decision(record, 1, finding.id, action, target="finding") for finding in record.findings if action]
    assert verdict_of(record, log) == verdict
    if verdict == "unchecked":
        assert "310.00" in row_of(exported(record, log), "政府采购预算表").open[0]


# confidence, the reviewer's decision → verdict of the table, in order and with a wrong total
DOUBTS = [
    (0.5, None, "unchecked", "unchecked"),
    (0.5, "accept", "yes", "no"),
    (0.5, "unreadable", "unchecked", "unchecked"),
    (0.95, None, "yes", "no"),
]


@pytest.mark.parametrize(("confidence", "action", "right", "wrong"), DOUBTS)
def test_what_was_read_with_doubt_is_not_checked(confidence: float, action: Any, right: str, wrong: str) -> None:  # noqa: ANN401 - an action
    for total, verdict in (("300.00", right), ("310.00", wrong)):
        record = spoilt(of_table(total), TOTAL, confidence=confidence)
        log = [decision(record, 1, TOTAL, action, old=total)] if action else []
        assert verdict_of(record, log) == verdict


def test_a_correction_closes_the_problem() -> None:
    record = of_table("310.00")
    assert verdict_of(record, [decision(record, 1, TOTAL, "correct", old="310.00", new="300.00")]) == "yes"


def test_warnings_are_advice() -> None:
    record = of_table()
    warning = Finding(id="T10-1", check="T10", severity="warning", message="名称不符。", evidence=[])
    table = warning.model_copy(update={"evidence": [of_table("310.00").findings[0].evidence[0]]})
    row = row_of(exported(record.model_copy(update={"findings": [table]})), "政府采购预算表")
    assert (row.verdict, row.problems, row.advice) == ("yes", [], ["名称不符。（第1行）"])


def test_an_error_between_two_tables_is_told_once_and_counts_for_both() -> None:
    record = as_read("002", ".pdf")
    path = "tables[0].rows[13].cells[1]"
    log = [decision(record, 1, path, "correct", old="6,882,717.96", new="6,882,718.96")]
    rows = sheet(exported(record, log))
    told = [row for row in rows if any("收支总表与分科目表相差 1元" in problem for problem in row.problems)]
    assert len(told) == 1
    seen = f"另见第 {told[0].number} 项问题"
    assert [row.subject.name for row in rows if any(seen in problem for problem in row.problems)] == ["一般公共预算支出情况表"]


# what a document without 部门收入总体情况表 says of its reading → verdict
MISSING = [
    ({}, "no"),
    ({"notes": ["第3页的表不像绩效目标表，也不像预算表，未读取"]}, "unchecked"),
    ({"errors": ["第3页未读取：模型没有回答"]}, "unchecked"),
    ({"notes": ["第3页：扫描质量较低"]}, "no"),
]


@pytest.mark.parametrize(("changes", "verdict"), MISSING)
def test_what_is_not_there(changes: dict[str, Any], verdict: str) -> None:
    made = of_table(**changes)
    row = row_of(exported(made), "部门收入总体情况表")
    assert row.verdict == verdict
    assert "部门收入总体情况表" in (row.problems or row.open)[0]


def test_what_may_be_filed_by_itself_is_not_missed() -> None:
    row = row_of(exported(of_table()), "项目绩效目标表")
    assert (row.verdict, row.open) == ("unchecked", ["本文件中没有“项目绩效目标表”；如另行报送，请一并核对。"])


def test_a_form_filed_by_itself_has_a_row_for_each_part() -> None:
    rows = [row for row in sheet(exported(document("000"))) if "普法" in row.subject.group]
    assert [(row.subject.name, row.verdict) for row in rows] == [
        ("基本信息", "yes"),
        ("预算资金", "yes"),
        ("绩效目标", "no"),
        ("绩效指标及权重", "yes"),
    ]
    assert rows[2].problems == ["没有填写绩效目标。"]


# paragraphs of a source → whether 部门职责 is seen there, and under a heading
SECTIONS: list[tuple[list[str], tuple[bool, bool]]] = [
    (["一、部门职责", "负责全区法治宣传教育、法律援助和人民调解工作。"], (True, True)),
    (["(一)职能职责。贯彻执行国家法律法规，承担全区司法行政工作的责任。"], (True, True)),
    (["目录", "一、部门职责……1", "二、机构设置……2"], (True, False)),
    (["本局的职责是法治宣传教育。"], (True, False)),
    (["收入预算100万元。"], (False, False)),
]


@pytest.mark.parametrize(("paragraphs", "seen"), SECTIONS)
def test_sections_are_found_by_their_headings(paragraphs: list[str], seen: tuple[bool, bool]) -> None:
    part = PARTS.parts["duties"]
    found = Prose([(1, text) for text in paragraphs]).section(part.heading, part.mention, bare=part.bare)
    assert (found is not None, found is not None and found.headed) == seen


def test_a_table_of_contents_needs_no_text() -> None:
    part = PARTS.parts["contents"]
    assert Prose([(1, "目录"), (1, "一、部门职责")]).section(part.heading, part.mention, bare=part.bare)
    assert not Prose([(1, "项目目录见附件")]).section(part.heading, part.mention, bare=part.bare)


# source, sha256 → why its text cannot be searched
SOURCES = [
    (None, "", "no_source"),
    (Path("nowhere.pdf"), "", "no_source"),
    (source_of_case("002", ".txt"), "0" * 64, "other_source"),
]


@pytest.mark.parametrize(("path", "sha256", "gap"), SOURCES)
def test_sources_without_text(path: Path | None, sha256: str, gap: str) -> None:
    assert prose_of(path, sha256).gap == gap


def test_a_scan_is_not_recognised_again() -> None:
    scan = get_case("000").scan_pdf
    found = prose_of(scan, hashlib.sha256(scan.read_bytes()).hexdigest())
    assert (found.gap, list(found.paragraphs)) == ("scanned", [])
