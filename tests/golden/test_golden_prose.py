"""Claims in prose: where the pieces of each stand in the text, and how the text is cut there."""

from __future__ import annotations

from typing import Any

import pytest

from golden.layouts.prose import claim_marks, marked_lines
from golden.sheet import Labels

FIRST = "2021 年支出10万元，其中：项目支出 1 万元，与 2020 年持平。"
SECOND = "共有车辆 1 辆，3个科室。"
TEXT = f"某局 2021 年预算说明\n{FIRST}\n{SECOND}\n"


def claim(sentence: str, subject: str, amount: str | None, unit: str | None, period: str | None = "2021") -> dict[str, Any]:
    return {"subject": subject, "amount": amount, "unit": unit, "period": period, "relation": "total", "sentence": sentence}


# claim → its pieces with what stands right before each
CLAIMS = [
    (
        claim(FIRST, "支出", "10", "万元"),
        {"subject": ["年"], "amount": ["支出"], "unit": ["10"], "period": ["\n"], "sentence": ["\n"]},
    ),
    (
        claim(FIRST, "项目支出", "1", "万元"),
        {"subject": ["："], "amount": ["支出 "], "unit": ["1 "], "period": ["\n"], "sentence": ["\n"]},
    ),
    (claim(FIRST, "项目支出", None, None), {"subject": ["："], "period": ["\n"], "sentence": ["\n"]}),
    (
        claim(SECOND, "车辆", "1", "辆"),
        {"subject": ["共有"], "amount": ["车辆 "], "unit": ["1 "], "period": ["某局 "], "sentence": ["\n"]},
    ),
    (claim(SECOND, "科室", "3", "个", None), {"subject": ["3个"], "amount": ["，"], "unit": ["3"], "sentence": ["\n"]}),
]


def _marked() -> dict[str, list[tuple[int, int]]]:
    found: dict[str, list[tuple[int, int]]] = {}
    for mark in claim_marks(TEXT, Labels({"claims": [claim for claim, _ in CLAIMS]}).each("claims")):
        found.setdefault(mark.path, []).append((mark.start, mark.end))
    return found


@pytest.mark.parametrize("number", range(len(CLAIMS)))
def test_pieces(number: int) -> None:
    labels, expected = CLAIMS[number]
    marks = {path.rpartition(".")[2]: places for path, places in _marked().items() if path.startswith(f"claims[{number}].")}
    assert {name: [TEXT[start:end] for start, end in places] for name, places in marks.items()} == {
        name: [labels[name]] * len(before) for name, before in expected.items()
    }
    for name, before in expected.items():
        for (start, _), words in zip(marks[name], before, strict=True):
            assert TEXT[:start].endswith(words)


def test_lines_are_cut_at_every_edge_and_lose_nothing() -> None:
    claims = Labels({"claims": [claim for claim, _ in CLAIMS]}).each("claims")
    lines = list(marked_lines(TEXT, claim_marks(TEXT, claims)))
    assert ["".join(span.text for span in line) for line in lines] == TEXT.splitlines()
    unit = next(span for span in lines[1] if span.text == "10")
    assert unit.paths == ("claims[0].sentence", "claims[0].amount", "claims[1].sentence", "claims[2].sentence")
    assert [span.text for span in lines[2]] == ["共有", "车辆", " ", "1", " ", "辆", "，", "3", "个", "科室", "。"]


LOST = [
    ("an amount", claim(FIRST, "支出", "11", "万元"), "11"),
    ("a subject", claim(FIRST, "收入", "10", "万元"), "收入"),
    ("a year", claim(FIRST, "支出", "10", "万元", "2019"), "period"),
    ("a sentence", claim("没有。", "支出", "10", "万元"), "substring"),
]


@pytest.mark.parametrize(("labels", "message"), [lost[1:] for lost in LOST], ids=[lost[0] for lost in LOST])
def test_what_is_not_found_is_named(labels: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        claim_marks(TEXT, Labels({"claims": [labels]}).each("claims"))
