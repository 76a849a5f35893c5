"""P01, P05 to P09, L01: codes, what forms leave out, units, dates and years, rows put right."""

from __future__ import annotations

from typing import Any

import pytest

from extractor.checks import check_record
from extractor.record import Record, Repair
from tests.checks.samples import record

CODE = "50010624T00000418845"


def _form(**parts: object) -> dict[str, Any]:
    return {
        "title": "表",
        "project_name": "甲",
        "total_budget": "5",
        "fiscal_year": "2024",
        "indicators": [{"name": "数量"}],
    } | parts


def _dated(*attributes: tuple[str, str], **parts: object) -> dict[str, Any]:
    return _form(attributes=[{"label": label, "value": value} for label, value in attributes], **parts)


def _told(label: str, text: str, **parts: object) -> dict[str, Any]:
    return _form(narratives=[{"label": label, "text": text}], **parts)


def _codes(*codes: str) -> list[dict[str, Any]]:
    return [_form(project_code=code) for code in codes]


CASES: list[tuple[str, list[dict[str, Any]], list[str]]] = [
    ("P01", _codes(CODE + "4"), ["pass"]),
    ("P01", _codes(CODE + "44"), ["fail"]),
    ("P01", _codes("2025-01-A", "2025-02-B", "2025-03-C"), ["pass"]),
    ("P01", _codes("2025-01-A", "2025-02-B", "2025-03-C", "2025-3-C"), ["fail"]),
    ("P01", _codes("2025-01-A"), ["insufficient_data"]),
    ("P01", [_form()], ["not_applicable"]),
    ("P05", [_form()], ["pass"]),
    ("P05", [_form(total_budget="")], ["fail"]),
    ("P05", [_form(indicators=[]), _form()], ["fail"]),
    ("P05", [_form(indicators=[])], ["pass"]),
    ("P05", [_told("依据", "有"), _told("依据", "有"), _form()], ["fail"]),
    ("P05", [_told("依据", "有"), _form()], ["pass"]),
    ("P05", [], ["not_applicable"]),
    ("P06", [_form(implementing_unit="某区司法局")], ["pass"]),
    ("P06", [_form(implementing_unit="公共服务管理科")], ["fail"]),
    ("P06", [_form(implementing_unit="某街道办事处")], ["pass"]),
    ("P06", [_form(implementing_unit="某区人民政府办公室")], ["pass"]),
    ("P06", [_form(implementing_unit="办公室")], ["fail"]),
    ("P06", [_form(implementing_unit="")], ["insufficient_data"]),
    ("P06", [_form()], ["not_applicable"]),
    ("P07", [_dated(("开始日期", "2024-01-01"), ("完成日期", "2024年12月31日"))], ["pass"]),
    ("P07", [_dated(("开始日期", "2026-01-01"), ("完成日期", "2024-12-31"))], ["fail"]),
    ("P07", [_dated(("开始日期", "2026-01-01"))], ["fail"]),
    ("P07", [_dated(("项目起止时间", "2022.01-2022.12"))], ["fail"]),
    ("P07", [_dated(("项目起止时间", "2023年1月至2025年12月"))], ["fail"]),
    ("P07", [_dated(("项目起止时间", "2023年1月至2025年12月"), ("项目周期", "3年"))], ["pass"]),
    ("P07", [_dated(("项目起止时间", "2023年1月至2025年12月"), ("项目周期", "一年"))], ["fail"]),
    ("P07", [_dated(("项目起止时间", "20240101—20241231"))], ["pass"]),
    ("P07", [_dated(("填报日期", "2023-11-01"))], ["not_applicable"]),
    ("P07", [_dated(("开始日期", "2024-01-01"), fiscal_year="")], ["insufficient_data"]),
    ("P07", [_dated(("开始日期", "待定"))], ["not_applicable"]),
    ("P08", [_told("年度目标", "2024年完成培训。")], ["pass"]),
    ("P08", [_told("年度目标", "2023年完成培训。")], ["fail"]),
    ("P08", [_told("年度目标", "落实《2023年工作要点》。")], ["pass"]),
    ("P08", [_told("立项依据", "2021年成立。")], ["pass"]),
    ("P08", [_told("项目概况", "明年据实结算。")], ["fail"]),
    ("P08", [_told("项目概况", "创建文明年度评比，近三年来年均增长。")], ["pass"]),
    ("P08", [_form()], ["not_applicable"]),
    ("P09", [_told("项目概况", "保障机关日常运转。", project_code=CODE + "4")], ["fail"]),
    ("P09", [_told("项目概况", "保障信息系统正常运行。", project_code=CODE + "4")], ["pass"]),
    ("P09", [_told("项目概况", "保障机关日常运转。", project_code="2025-01")], ["not_applicable"]),
    ("L01", [_form()], ["pass"]),
]


@pytest.mark.parametrize(("check", "forms", "statuses"), CASES)
def test_identity(check: str, forms: list[dict[str, Any]], statuses: list[str]) -> None:
    checked = check_record(record(forms=forms))
    assert [row.status for row in checked.ledger if row.check == check] == statuses
    found = [finding for finding in checked.findings if finding.check == check]
    assert bool(found) == ("fail" in statuses)
    assert all(finding.evidence and finding.evidence[0].raw is not None for finding in found)


def test_a_long_project_is_no_contradiction_and_a_missed_year_is() -> None:
    def severity(written: str) -> str:
        made = record(forms=[_dated(("项目起止时间", written))])
        (found,) = [finding for finding in check_record(made).findings if finding.check == "P07"]
        return found.severity

    assert severity("2023年至2025年") == "warning"
    assert severity("2022年至2023年") == "error"
    assert severity("2024年12月至2024年1月") == "error"


def test_the_date_outside_the_year_comes_first() -> None:
    made = record(forms=[_dated(("开始日期", "2024-01-01"), ("完成日期", "2026-12-31"))])
    (found,) = [finding for finding in check_record(made).findings if finding.check == "P07"]
    assert found.evidence[0].raw == "2026-12-31"


def _shifted(count: int) -> Record:
    made = record(forms=[_form(indicators=[{"name": f"指标{place}"} for place in range(6)])])
    what = "这一行的单元格与表头没有对齐，按“≥”的位置重新对位"
    others = [Repair(path="pages[0]", what="已略去"), Repair(path="forms[0].organization", what="在连字符处分开，取单位名称")]
    return made.model_copy(
        update={"repairs": [*others, *(Repair(path=f"forms[0].indicators[{row}]", what=what) for row in range(count))]}
    )


@pytest.mark.parametrize(("count", "findings"), [(0, 0), (1, 1), (3, 3), (6, 1)])
def test_rows_put_right_are_told(count: int, findings: int) -> None:
    checked = check_record(_shifted(count))
    found = [finding for finding in checked.findings if finding.check == "L01"]
    assert [row.status for row in checked.ledger if row.check == "L01"] == ["fail" if count else "pass"]
    assert len(found) == findings
    paths = [evidence.path for finding in found for evidence in finding.evidence]
    assert paths == [f"forms[0].indicators[{row}].name" for row in range(count)]
    assert all(finding.severity == "info" for finding in found)


def test_a_form_without_anything_has_no_rows() -> None:
    checked = check_record(record(forms=[{}]))
    assert [row.status for row in checked.ledger if row.check == "L01"] == ["not_applicable"]
