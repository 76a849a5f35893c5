"""Sources of money told one after another: read where a text says nothing else."""

from __future__ import annotations

import pytest

from extractor.document import Piece
from extractor.segment.lines.told import told_amounts

CASES: dict[str, list[tuple[str, str, str]]] = {
    "投资总额：80万元。\n构成：上级补助50 万元（其中：省级  万元）；单位自筹 30万元。": [
        ("投资总额", "80", "万元"),
        ("上级补助", "50", "万元"),
        ("其中：省级", "", "万元"),
        ("单位自筹", "30", "万元"),
    ],
    "工程经费中，市级拨款1,200.5元，银行贷款300元": [("市级拨款", "1,200.5", "元"), ("银行贷款", "300", "元")],
    "（三）资金保障。所需资金由市级拨款50.5万元、单位自筹30万元解决，预算总额80.5万元。": [
        ("市级拨款", "50.5", "万元"),
        ("单位自筹", "30", "万元"),
        ("预算总额", "80.5", "万元"),
    ],
    "（三）资金保障。所需资金由市级拨款解决，单位自筹30万元。": [],
    "资金保障。市级拨款50万元，自筹30万元。": [],
    "市级拨款50万元": [],
    "市级拨款  万元，自筹  万元": [],
    "市级拨款50万元，自筹3000元。": [],
    "培训费50万元，会议费30万元。": [],
    "市级拨款50万元，自筹30万元，用于修缮校舍。": [],
    "2023年市级拨款50万元，自筹30万元。": [],
    "市级拨款50万元，较上年增加3万元，主要是新增人员。": [],
    "": [],
}


@pytest.mark.parametrize("text", CASES)
def test_amounts_of_sources(text: str) -> None:
    assert [(told.label.text, told.amount.text, told.unit.text) for told in told_amounts(Piece(text))] == CASES[text]
