"""What a form as it was read makes doubtful of itself."""

from __future__ import annotations

import pytest

from extractor.record import Attribute, Form, Indicator, Leaf
from extractor.run.doubts import doubts


def leaf(raw: str) -> Leaf:
    return Leaf(raw=raw, value=raw, confidence=1.0)


ROW = Indicator(name=leaf("里程"), value=leaf("168"))
# indicators, values of other information → what is doubtful
FORMS: dict[str, tuple[list[Indicator], list[str], list[str]]] = {
    "as expected": ([ROW], ["2025年", "95%", "3.5万元"], []),
    "no indicators": ([], [], ["未读出任何绩效指标"]),
    "targets among other information": (
        [ROW],
        ["≥95%", "不低于3个", "100"],
        ["有 2 处像指标的目标值（如“≥95%”）归在其他信息里，可能是未读出的指标"],
    ),
    "a sign by itself": ([ROW], ["≤"], ["有 1 处像指标的目标值（如“≤”）归在其他信息里，可能是未读出的指标"]),
}


@pytest.mark.parametrize("case", FORMS)
def test_what_is_doubtful_is_told(case: str) -> None:
    rows, values, expected = FORMS[case]
    form = Form(kind="project", indicators=rows, attributes=[Attribute(label=leaf("其他"), value=leaf(value)) for value in values])
    assert list(doubts(form)) == expected
