"""What is said of findings is counted: a numeral of its own is named, a text of the model that is not shown is not said."""

from __future__ import annotations

import pytest

from eval.wordings import Said, strays, tally
from extractor.record import Record, Wording
from extractor.run.checking import checked, explained
from tests.checks.samples import record

FORM = {
    "title": "某省项目绩效目标表",
    "project_name": "水库除险",
    "execution_weight": "10",
    "indicators": [{"name": "除险数量", "weight": "30"}, {"name": "合格率", "weight": "50"}],
}


def made() -> Record:
    return explained(checked(record(forms=[FORM])))


TEXTS = [
    ("指标权重合计80，加10为90，应为100。", []),
    ("指标权重合计 86，应为 100。", ["86"]),
    ("指标权重只有应有的 80.5%。", ["80.5"]),
    ("一千二百", []),  # numerals are digits here; the tool's own verifier looks at words too
]


@pytest.mark.parametrize(("text", "found"), TEXTS)
def test_strays(text: str, found: list[str]) -> None:
    kept = made()
    assert strays(text, kept, next(item for item in kept.findings if item.check == "W02")) == found


def test_every_template_of_a_golden_finding_says_only_what_stands() -> None:
    kept = made()
    assert [strays(item.explanation or "", kept, item) for item in kept.findings] == [[] for _ in kept.findings]


def test_tally() -> None:
    finding = made().findings[0]
    shown, kept_back = (
        Wording(text="对", model="m", prompt="p"),
        Wording(text="错 7", model="m", prompt="p", rejected=["数字 7 不在发现之中"]),
    )
    said = [Said("a", finding, shown, ()), Said("a", finding, kept_back, ()), Said("b", finding, None, ("9",))]
    summed = tally(said)
    assert (summed.findings, summed.unanswered, summed.reasons.total(), [one.document for one in summed.strays]) == (3, 1, 1, ["b"])
    assert summed.accepted is not None
    assert summed.accepted.value == 0.5
