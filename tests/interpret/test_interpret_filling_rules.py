"""Filling rules as data."""

from __future__ import annotations

import pytest

from extractor.interpret.filling_rules import requirements

CASES = {
    "每个项目至少有4个产出指标、分别1个其他指标（效益、满意度、成本指标）；": [
        ("min_indicators", "产出", "4"),
        ("min_indicators", "效益", "1"),
        ("min_indicators", "满意度", "1"),
        ("min_indicators", "成本", "1"),
    ],
    "指标设置务必细化量化，不能全部为定性指标，各指标权重之和为90%；": [
        ("not_all_qualitative", "", None),
        ("weight_total", "", "90"),
    ],
    "三级指标总分为100分。": [("weight_total", "", "100")],
    "社会效益指标不少于两个": [("min_indicators", "社会效益", "2")],
    "绩效指标至少五条，不得照抄": [("min_indicators", "", "5")],
    "满意度不得少于1项满意度指标": [("min_indicators", "满意度", "1")],
    "项目名称和预算数与汇编资料一致；": [],
    "本表一式三份": [],
}


@pytest.mark.parametrize("text", CASES)
def test_requirements(text: str) -> None:
    assert [(made.kind, made.of, made.value) for made in requirements(text)] == CASES[text]
