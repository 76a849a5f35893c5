"""Texts that no form has: a field of 100,000 characters is checked by nobody and named in the ledger, and none takes its square.

Nothing here is timed: a check, or a step before it, that takes the square of a text's length would not come to an end.
"""

from __future__ import annotations

from contextlib import nullcontext
from pathlib import Path
from typing import Any

import docx
import pytest

from extractor.checks import CATALOGUE, check_record, check_run, sums_of
from extractor.checks.engine import Checked
from extractor.run.checking import again
from extractor.run.one import Settings, make_record
from tests.checks.samples import record

LONG, LONGEST_PROSE = 100_000, 20_000
PATTERNS = [
    *("8", "（", "《", "“", "一", "%", "年", " ", "\n", "A", "X", "即使", "的"),
    *(
        "1元，",
        "1元*1元=1元；",
        "1*1+",
        "（1）",
        "第一，",
        "2021年",
        "《a》",
        "〔2017〕",
        "文〔2017〕1号，",
        "1、",
        "全区1名人员，",
        "共计",
    ),
]
NAMES = {"name": "指标", "value": "10", "unit": "件", "weight": "50", "level2": "数量指标"}
PLACES: list[tuple[object, ...]] = [
    ("forms", 0, "title"),
    ("forms", 0, "project_name"),
    ("forms", 0, "narratives", 0, "text"),
    ("forms", 0, "attributes", 0, "value"),
    *(("forms", 0, "indicators", 0, name) for name in NAMES),
    ("tables", 0, "rows", 0, "name"),
    ("tables", 0, "rows", 0, "cells", 0),
    ("claims", 0, "subject"),
    ("claims", 0, "sentence"),
    ("filling_rules", 0, "text"),
]


def _filled(pattern: str, length: int) -> str:
    return (pattern * (length // len(pattern) + 1))[:length]


def _parts() -> dict[str, Any]:
    claim = {"subject": "支出预算", "amount": "10.00", "unit": "万元", "period": "2021", "relation": "total", "sentence": "一句。"}
    form = {
        "title": "绩效目标表",
        "project_name": "甲项目",
        "total_budget": "10.00",
        "fiscal_year": "2021",
        "narratives": [{"label": "绩效目标", "text": "目标"}, {"label": "依据", "text": "依据"}],
        "attributes": [{"label": "实施周期", "value": "一年"}],
        "indicators": [dict(NAMES)],
    }
    rows = [{"code": "201", "name": "一般公共服务支出", "cells": ["10.00"]}, {"code": None, "name": "合计", "cells": ["10.00"]}]
    table = {"kind": "functional", "title": "支出表", "columns": [["合计"]], "rows": rows}
    return {
        "forms": [form, {"title": "绩效目标表", "project_name": "乙项目"}],
        "tables": [table],
        "claims": [claim],
        "filling_rules": [{"text": "规则"}],
    }


def _with(place: tuple[object, ...], text: str) -> dict[str, Any]:
    parts = _parts()
    node: Any = parts
    for step in place[:-1]:
        node = node[step]
    node[place[-1]] = text
    return parts


def _path(place: tuple[object, ...]) -> str:
    return "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in place).removeprefix(".")


def _done(checked: Checked) -> bool:
    """Whether no check broke, and every one of the document has its row."""
    broken = [row for row in checked.ledger if row.status == "error"]
    assert not broken, broken[0]
    return {row.check for row in checked.ledger} >= {check.id for check in CATALOGUE.values() if check.scope == "document"}


@pytest.mark.parametrize("place", PLACES, ids=_path)
def test_a_field_too_long_is_named_by_the_ledger_and_no_finding_quotes_it(place: tuple[object, ...]) -> None:
    for pattern in ("8", "（", "1元，"):
        made = record(**_with(place, _filled(pattern, LONG)))
        checked = check_record(made)
        assert _done(checked)
        rows = [row for row in checked.ledger if row.scope == ""]
        assert all(row.status in ("insufficient_data", "fail") for row in rows)
        assert all("文字过长（100000 字），未核对" in (row.reason or "") for row in rows)
        assert all(len(item.raw) < LONG for finding in checked.findings for item in finding.evidence)


def test_only_what_the_field_belongs_to_is_left_unchecked() -> None:
    checked = check_record(record(**_with(("forms", 0, "indicators", 0, "name"), _filled("（", LONG))))
    rows = {row.scope: row for row in checked.ledger if row.check == "W01"}
    assert "文字过长" in (rows["forms[0]"].reason or "")
    assert "文字过长" not in (rows["forms[1]"].reason or "")


def test_what_is_as_long_as_a_field_may_be_is_checked() -> None:
    checked = check_record(record(**_with(("forms", 0, "narratives", 0, "text"), _filled("目标。", LONGEST_PROSE))))
    assert not [row for row in checked.ledger if "文字过长" in (row.reason or "")]


@pytest.mark.parametrize("pattern", PATTERNS)
def test_a_text_as_long_as_is_checked_takes_no_square(pattern: str) -> None:
    assert _done(check_record(record(**_with(("forms", 0, "narratives", 0, "text"), _filled(pattern, LONGEST_PROSE)))))


def test_the_findings_of_one_check_quote_no_more_than_can_be_shown() -> None:
    checked = check_record(record(**_with(("forms", 0, "narratives", 0, "text"), _filled("《", LONGEST_PROSE))))
    (row,) = [row for row in checked.ledger if row.check == "X05"]
    found = [finding for finding in checked.findings if finding.check == "X05"]
    assert row.status == "fail"
    assert "没有列出" in (row.reason or "")
    assert 0 < len(found) < LONGEST_PROSE


def test_more_figures_in_prose_than_any_document_states_are_not_compared() -> None:
    claim = _parts()["claims"][0]
    checked = check_record(record(claims=[claim] * 5_000))
    reasons = [row.reason or "" for row in checked.ledger if row.check.startswith("N")]
    assert reasons
    assert all("正文中的数额过多（5000 处），未核对" in reason for reason in reasons)


def test_the_same_holds_over_files_for_sums_and_when_a_record_is_checked_again() -> None:
    made = record(**_with(("forms", 0, "narratives", 0, "text"), _filled("1元，", LONG)))
    rows = check_run([made, made.model_copy(update={"source": "b.txt"})]).ledger
    assert rows
    assert all("a.txt：" in (row.reason or "") and "文字过长" in (row.reason or "") for row in rows)
    assert isinstance(sums_of(made), list)
    kept = again(made).forms[0].narratives[0].text
    assert kept is not None
    assert len(kept.raw) == LONG


def _word(path: Path, text: str, place: str) -> None:
    document = docx.Document()
    document.add_paragraph("项目支出绩效目标表")
    if place == "paragraph":
        document.add_paragraph(text)
    rows = [
        ["项目名称", "甲项目", "", ""],
        ["项目概况", text if place == "narrative" else "概况", "", ""],
        ["一级指标", "二级指标", "三级指标", "指标值"],
        ["产出指标", "数量指标", text if place == "indicator" else "案件数", "≥10件"],
        ["产出指标", "质量指标", "合格率", "≥90%"],
    ]
    table = document.add_table(len(rows), 4, style="Table Grid")
    for cells, texts in zip(table.rows, rows, strict=True):
        for cell, own in zip(cells.cells, texts, strict=True):
            cell.text = own
    document.save(str(path))


HOSTILE = ["8", "（", "一", "1*1=", "的"]


@pytest.mark.parametrize("pattern", HOSTILE)
@pytest.mark.parametrize("place", ["narrative", "indicator", "paragraph"])
def test_an_office_file_with_a_text_without_end_is_read(tmp_path: Path, place: str, pattern: str) -> None:
    _word(tmp_path / "a.docx", _filled(pattern, LONG), place)
    made = make_record(tmp_path / "a.docx", Settings("rules", None, nullcontext()))
    assert made.forms
    assert not [row for row in made.ledger if row.status == "error"]
    assert place == "paragraph" or any("文字过长" in (row.reason or "") for row in made.ledger)


@pytest.mark.parametrize("pattern", HOSTILE)
def test_a_text_copy_with_a_text_without_end_is_read(tmp_path: Path, pattern: str) -> None:
    text = _filled(pattern, LONG)
    (tmp_path / "a.txt").write_text(f"支出说明\n\n{text}\n\n|项目名称|甲|\n|项目概况|{text}|\n", encoding="utf-8")
    made = make_record(tmp_path / "a.txt", Settings("rules", None, nullcontext()))
    assert not [row for row in made.ledger if row.status == "error"]


def test_claims_of_a_sentence_without_end_carry_a_part_of_it_each(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(_filled("支出预算1元，", 14_000), encoding="utf-8")
    made = make_record(tmp_path / "a.txt", Settings("rules", None, nullcontext()))
    assert len(made.claims) == 2_000
    assert max(len(claim.sentence.raw) for claim in made.claims if claim.sentence) <= 1_000
