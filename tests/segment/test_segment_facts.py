"""Facts told one after another: read where every clause of a sentence is a label and its value."""

from __future__ import annotations

import pytest

from extractor.document import Piece
from extractor.segment.lines.facts import told_facts

CASES: dict[str, list[tuple[str, str]]] = {
    "申报项目名称为“校舍“双改”修缮”，项目编码AB20230001，主管部门为县教育局。": [
        ("项目名称", "校舍“双改”修缮"),
        ("项目编码", "AB20230001"),
        ("主管部门", "县教育局"),
    ],
    "申报单位为县中学，计划开工日期2023-03-01；完工日期2023年11月。": [
        ("申报单位", "县中学"),
        ("开工日期", "2023-03-01"),
        ("完工日期", "2023年11月"),
    ],
    "主管部门为县教育局。": [],
    "主管部门为县教育局，负责全县学校管理。": [],
    "我校为寄宿制学校，主管部门为县教育局。": [],
    "项目单位是县中学，经费用于修缮。": [],
    "": [],
}


@pytest.mark.parametrize("text", CASES)
def test_facts(text: str) -> None:
    assert [(label.text, value.text) for label, value in told_facts(Piece(text))] == CASES[text]
