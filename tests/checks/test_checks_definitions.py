"""N07: definitions against the parts that the tables have."""

from __future__ import annotations

import pytest

from extractor.checks import check_record
from extractor.record import Finding, Leaf
from extractor.run import leaves
from tests.checks.samples import record


def table(*columns: list[str], rows: tuple[str, ...] = ("合计",), title: str = "2024年财政拨款收支总表") -> dict[str, object]:
    made = [{"code": None, "name": name, "cells": ["1.00"] * len(columns)} for name in rows]
    return {"kind": "other", "title": title, "amount_unit": "万元", "columns": list(columns), "rows": made}


FISCAL = table(["合计"], ["一般公共预算拨款"], ["政府性基金预算拨款"], ["国有资本经营预算拨款"])
TWO = table(["合计"], ["一般公共预算拨款"], ["政府性基金预算拨款"], rows=("合计", "国有资本经营预算支出"))
IN_ROWS = table(["预算数"], rows=("一般公共预算拨款收入", "政府性基金预算拨款收入", "国有资本经营预算拨款收入"))
ITEMS = table(["因公出国（境）费"], ["公务用车购置费"], ["公务用车运行维护费"], ["公务接待费"], title="“三公”经费表")
TOGETHER = table(["因公出国（境）费"], ["公务用车购置及运行费", "小计"], ["公务接待费"], title="“三公”经费表")
PURCHASES = table(["预算数"], rows=("合计", "货物类", "工程类", "服务类"), title="政府采购预算表")
BASIC = table(["人员经费"], ["公用经费"], title="基本支出表")

SOURCES = "指财政拨付的资金，包括一般公共预算财政拨款和政府性基金预算财政拨款"
CASES = [
    # term, text, tables, status, what is missing
    ("财政拨款收入", f"{SOURCES}。", [FISCAL], "fail", "国有资本经营预算拨款"),
    ("财政拨款收入", f"{SOURCES}。", [IN_ROWS], "fail", "国有资本经营预算拨款收入"),
    ("财政拨款", "包括一般公共预算拨款。", [FISCAL], "fail", "政府性基金预算拨款、国有资本经营预算拨款"),
    ("财政拨款收入", f"{SOURCES}。", [TWO], "pass", ""),
    ("财政拨款收入", f"{SOURCES}、国有资本经营预算财政拨款。", [FISCAL], "pass", ""),
    ("财政拨款收入", f"{SOURCES}等。", [FISCAL], "insufficient_data", ""),
    ("财政拨款收入", "指本年度从本级财政部门取得的财政拨款。", [FISCAL], "not_applicable", ""),
    ("财政拨款收入", "指一般公共预算安排的资金。", [FISCAL], "not_applicable", ""),
    ("一般公共预算财政拨款收入", f"{SOURCES}。", [FISCAL], "not_applicable", ""),
    ("“三公”经费", "指因公出国（境）费、公务用车购置及运行维护费、公务接待费。", [ITEMS], "pass", ""),
    ("“三公”经费", "指因公出国（境）费、公务用车购置及运行维护费、公务接待费。", [TOGETHER], "pass", ""),
    ("“三公”经费", "指因公出国（境）费、公务用车运行维护费、公务接待费。", [ITEMS], "fail", "公务用车购置费"),
    ("三公经费", "指公务用车购置费、公务用车运行费和公务接待费。", [TOGETHER], "fail", "因公出国(境)费"),
    ("政府采购", "指采购货物、工程和服务的行为。", [PURCHASES], "pass", ""),
    ("政府采购", "指采购货物和服务的行为。", [PURCHASES], "fail", "工程类"),
    ("基本支出", "指为完成日常工作任务而发生的人员经费和公用经费。", [BASIC], "pass", ""),
    ("基本支出", "包括人员经费。", [BASIC], "fail", "公用经费"),
    ("基本支出", "包括人员经费。", [FISCAL], "not_applicable", ""),
    ("项目支出", "指完成特定任务的支出。", [FISCAL], "not_applicable", ""),
    ("五、名词解释", "以财政部门的规定为准。", [FISCAL], "insufficient_data", ""),
    ("五、名词解释", "无。", [FISCAL], "not_applicable", ""),
    ("财政拨款收入", f"{SOURCES}。", [], "not_applicable", ""),
]


def judged(*rows: tuple[str, str], tables: list[dict[str, object]]) -> tuple[str, str | None, list[Finding]]:
    made = record(definitions=[{"term": term, "text": text} for term, text in rows], tables=tables)
    checked = check_record(made)
    paths = {path for path, _ in leaves(made)}
    found = [finding for finding in checked.findings if finding.check == "N07"]
    assert {item.path for finding in found for item in finding.evidence} <= paths
    (row,) = [row for row in checked.ledger if row.check == "N07"]
    return row.status, row.reason, found


@pytest.mark.parametrize(("term", "text", "tables", "status", "missing"), CASES)
def test_definitions(term: str, text: str, tables: list[dict[str, object]], status: str, missing: str) -> None:
    found_status, reason, found = judged((term, text), tables=tables)
    assert (found_status, [finding.expected for finding in found]) == (status, [missing] if missing else [])
    assert reason or status in ("pass", "fail")
    assert all(finding.severity == "info" and term in finding.message for finding in found)


def test_without_a_section_there_is_nothing_to_check() -> None:
    assert judged(tables=[FISCAL])[:2] == ("not_applicable", "文件中没有读到名词解释")


def test_each_definition_is_a_finding_of_its_own() -> None:
    status, _, found = judged(("财政拨款收入", f"{SOURCES}。"), ("基本支出", "包括人员经费。"), tables=[FISCAL, BASIC])
    assert status == "fail"
    assert len({finding.id for finding in found}) == 2


def test_ink_that_gave_no_text_is_not_judged() -> None:
    made = record(definitions=[{"term": "财政拨款收入", "text": ""}], tables=[FISCAL])
    made.definitions[0].text = Leaf(raw="", page=1, line=1, unreadable=True)
    assert [row.status for row in check_record(made).ledger if row.check == "N07"] == ["unreadable"]
