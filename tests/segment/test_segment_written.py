"""Forms without a grid: indicators told in numbered sentences are read like a table; other sentences are no form."""

from __future__ import annotations

import pytest

from extractor.document import Document
from extractor.segment import segment
from tests.layouts import document, line

HEAD = ("荒山绿化项目绩效目标通知", "（一）项目名称：荒山绿化", "（二）实施单位：林业站")
LEVELLED = (
    "一、产出指标，共60分",
    "1.数量：植树面积，目标值不低于30亩，计20分；",
    "2.数量：抚育面积，目标值不低于12亩，计20分；",
    "3.时效：完工及时率，目标值达到100%，计20分；",
    "二、满意度指标，共30分",
    "4.服务对象满意度：村民满意度，目标值良好，计30分；",
    "三、预算执行率，10分",
)
READ: list[tuple[str, ...]] = [
    ("产出指标", "数量", "植树面积", "不低于30亩", "20"),
    ("产出指标", "数量", "抚育面积", "不低于12亩", "20"),
    ("产出指标", "时效", "完工及时率", "达到100%", "20"),
    ("满意度指标", "服务对象满意度", "村民满意度", "良好", "30"),
]
INLINE = (
    "（1）产出指标—数量指标：植树≥30亩（20分）；",
    "（2）产出指标—质量指标：成活率≥85%（20分）；",
    "（3）满意度指标：村民满意度≥90%（10分）。",
)


def of_lines(*texts: str) -> Document:
    return document([line(text, top=10.0 + 20 * n) for n, text in enumerate(texts)])


def read(*texts: str) -> list[list[tuple[str, ...]]]:
    found = segment(of_lines(*texts)).regions
    return [
        [tuple(cell.text if cell else "" for cell in row) for table in region.tables for row in table.cells] for region in found
    ]


# the lines of a document → the indicators of each form
FORMS: dict[str, tuple[tuple[str, ...], list[list[tuple[str, ...]]]]] = {
    "levels head the sentences": ((*HEAD, *LEVELLED), [READ]),
    "a sentence goes on over the line": (
        (*HEAD, *LEVELLED[:1], "1.数量：植树面积，目标值", "不低于30亩，计20分；", *LEVELLED[2:]),
        [READ],
    ),
    "levels before each sentence": (
        (*HEAD, *INLINE),
        [
            [
                ("产出指标", "数量指标", "植树", "≥30亩", "20"),
                ("产出指标", "质量指标", "成活率", "≥85%", "20"),
                ("满意度指标", "", "村民满意度", "≥90%", "10"),
            ]
        ],
    ),
    "two under one heading": ((*HEAD, *LEVELLED, *HEAD, *LEVELLED[:4]), [READ, READ[:3]]),
}


@pytest.mark.parametrize("case", FORMS)
def test_indicators_in_sentences(case: str) -> None:
    lines, expected = FORMS[case]
    assert read(*lines) == expected


def test_what_stands_around_them_stays() -> None:
    (region,) = segment(of_lines(*HEAD, *LEVELLED, "联系人：李明，电话：05535009511")).regions
    assert [piece.text for piece in region.head] == list(HEAD[1:])
    assert [piece.text for piece in region.tail] == ["联系人：李明，电话：05535009511"]
    (table,) = region.tables
    assert [(aside.before, aside.label.text, aside.value.text, aside.is_execution) for aside in table.asides] == [
        (4, "预算执行率", "10", True)
    ]


# sentences that are no form
NONE: dict[str, tuple[str, ...]] = {
    "the account of a budget": (
        "2025年部门预算说明",
        "1.收入预算：2025年收入100万元，比上年增加5万元；",
        "2.支出预算：2025年支出100万元，比上年增加5万元；",
        "3.政府采购：货物30万元，服务20万元。",
    ),
    "two indicators": (*HEAD, *LEVELLED[:3]),
    "filling rules": (
        "绩效目标填报说明",
        "1.数量指标：填写产出的数量。",
        "2.质量指标：填写达到的标准。",
        "3.时效指标：填写完成时间。",
    ),
}


@pytest.mark.parametrize("case", NONE)
def test_other_sentences_are_no_form(case: str) -> None:
    assert read(*NONE[case]) == []
