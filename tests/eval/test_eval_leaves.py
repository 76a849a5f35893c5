"""Alignment and verdicts, and what they do to the metrics: the arithmetic is written out."""

from __future__ import annotations

import copy
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest

from eval.leaves import Verdict, align, equal, judge
from eval.metrics import METRICS, Ratio, Scores, by_field, measure, total
from eval.places import Truth
from eval.tree import Part, of_labels

Labels = dict[str, Any]


def row(name: str, value: str, weight: str) -> dict[str, str | None]:
    return {"level1": None, "name": name, "operator": "≥", "value": value, "unit": "次", "weight": weight, "is_core": ""}


# 16 leaves that are not blank: 4 in the head, 2 in funding, 10 in two indicator rows. 7 of them are numbers.
LABELS: Labels = {
    "forms": [
        {
            "kind": "project",
            "title": "绩效目标表",
            "project_name": "律师值班",
            "project_code": None,
            "total_budget": "58",
            "execution_weight": "10",
            "funding": [{"label": "上级补助", "amount": "38"}, {"label": "区级资金", "amount": ""}],
            "indicators": [row("接待人次", "40", "20"), row("培训场次", "3", "70")],
        }
    ]
}
LEAVES = 4 + 3 + 10


def scored(change: Callable[[dict[str, Any]], object]) -> tuple[Scores, Counter[str]]:
    """The scores of a record that differs from the labels by `change` to its form."""
    read = copy.deepcopy(LABELS)
    change(read["forms"][0])
    judged = list(judge(of_labels(LABELS), of_labels(read)))
    return measure(judged, Truth()), Counter(leaf.verdict.value for leaf in judged)


def swap_values(form: dict[str, Any]) -> None:
    first, second = form["indicators"]
    first["value"], second["value"] = second["value"], first["value"]


M, W, X, I = "matched", "wrong", "missed", "invented"  # noqa: E741

# what is done to the record, verdicts, hits and n of leaf F1, numeric accuracy and row F1
CHANGES: dict[str, tuple[Callable[[dict[str, Any]], object], dict[str, int], tuple[int, int], tuple[int, int], tuple[int, int]]] = {
    "nothing": (lambda form: None, {M: 17}, (34, 34), (7, 7), (4, 4)),
    "a row deleted": (lambda form: form["indicators"].pop(0), {M: 12, X: 5}, (24, 29), (5, 7), (2, 3)),
    "a row invented": (
        lambda form: form["indicators"].append(row("满意度调查", "95", "15")),
        {M: 17, I: 5}, (34, 39), (7, 7), (4, 5),
    ),
    "rows in another order": (lambda form: form["indicators"].reverse(), {M: 17}, (34, 34), (7, 7), (4, 4)),
    "two values swapped": (swap_values, {M: 15, W: 2}, (30, 34), (5, 7), (0, 4)),
    "a blank leaf filled": (lambda form: form["funding"][1].update(amount="20"), {M: 17, I: 1}, (34, 35), (7, 7), (4, 4)),
    "a leaf left blank": (lambda form: form.update(total_budget=""), {M: 16, X: 1}, (32, 33), (6, 7), (4, 4)),
    "a leaf left out": (lambda form: form.pop("total_budget"), {M: 16, X: 1}, (32, 33), (6, 7), (4, 4)),
    "a number written otherwise": (lambda form: form.update(total_budget="58.00"), {M: 16, W: 1}, (32, 34), (7, 7), (4, 4)),
    "another number": (lambda form: form.update(total_budget="5.8"), {M: 16, W: 1}, (32, 34), (6, 7), (4, 4)),
    "a field the form lacks": (lambda form: form.update(project_code="X1"), {M: 17, I: 1}, (34, 35), (7, 7), (4, 4)),
    "an operator in words": (lambda form: form["indicators"][0].update(operator="不少于"), {M: 17}, (34, 34), (7, 7), (4, 4)),
    "another operator": (lambda form: form["indicators"][0].update(operator="≤"), {M: 16, W: 1}, (32, 34), (7, 7), (2, 4)),
    "an empty form": (lambda form: form.clear(), {X: 17}, (0, 17), (0, 7), (0, 2)),
}  # fmt: skip


@pytest.mark.parametrize("name", CHANGES)
def test_a_change_costs_what_arithmetic_says(name: str) -> None:
    change, verdicts, leaf_f1, numeric, rows = CHANGES[name]
    scores, counted = scored(change)
    assert counted == verdicts
    assert scores["leaf_f1"] == Ratio(*leaf_f1)
    assert scores["numeric_exact"] == Ratio(*numeric)
    assert scores["indicator_row_f1"] == Ratio(*rows)
    matched = verdicts.get(M, 0)
    assert scores["leaf_recall"] == Ratio(matched, LEAVES)
    assert scores["leaf_precision"] == Ratio(matched, sum(verdicts.values()) - verdicts.get(X, 0))


def test_a_form_that_was_not_read_misses_all_its_leaves_and_rows() -> None:
    judged = list(judge(of_labels(LABELS), Part("")))
    assert {leaf.verdict for leaf in judged} == {Verdict.MISSED}
    assert measure(judged, Truth())["indicator_row_f1"] == Ratio(0, 2)


def test_a_form_that_does_not_exist_is_invented_with_all_its_rows() -> None:
    read = copy.deepcopy(LABELS)
    read["forms"].append({"title": "另一张", "project_name": "别的项目", "indicators": [row("别的", "1", "2")]})
    judged = list(judge(of_labels(LABELS), of_labels(read)))
    assert Counter(leaf.verdict for leaf in judged) == {Verdict.MATCHED: 17, Verdict.INVENTED: 7}
    assert measure(judged, Truth())["indicator_row_f1"] == Ratio(4, 5)


@pytest.mark.parametrize("metric", METRICS)
def test_nothing_scored_is_neither_nought_nor_one(metric: str) -> None:
    ratio = measure([], Truth())[metric]
    assert ratio.value is None
    assert str(ratio) == "n/a"


def test_blank_against_blank_is_not_scored() -> None:
    blank: Labels = {"forms": [{"title": "", "project_code": None, "indicators": [{"name": "", "value": None}]}]}
    assert not list(judge(of_labels(blank), of_labels({"forms": [{"title": None, "project_code": "\u3000"}]})))


def test_scores_add_up_over_documents() -> None:
    perfect, _ = scored(lambda form: None)
    empty, _ = scored(lambda form: form.clear())
    assert total([perfect, empty])["numeric_exact"] == Ratio(7, 14)
    assert total([])["leaf_f1"].value is None


def test_scores_by_field() -> None:
    read = copy.deepcopy(LABELS)
    swap_values(read["forms"][0])
    fields = by_field(judge(of_labels(LABELS), of_labels(read)))
    assert fields["forms.indicators.value"] == Ratio(0, 4)
    assert fields["forms.indicators.name"] == Ratio(4, 4)


# field, expected, read, the same
EQUALITY = [
    ("value", "100", "１００", True),
    ("text", "第一行\n第二行", "第一行 第二行", True),
    ("name", "接待\u3000人次", "接待人次", True),
    ("operator", "＝", "=", True),
    ("operator", "≥", ">=", True),
    ("operator", "≥", "≤", False),
    ("name", "≥", "不少于", False),
    ("value", "1,260", "1260", False),
    ("text", "〔2018〕", "[2018]", False),
]


@pytest.mark.parametrize(("field", "expected", "read", "same"), EQUALITY)
def test_equality(field: str, expected: str, read: str, same: bool) -> None:
    assert equal(field, expected, read) is same


def rows(*texts: dict[str, str]) -> list[Part]:
    return of_labels({"rows": list(texts)}).lists["rows"]


# labels, read → pairs of row numbers
ALIGNMENTS: list[tuple[list[dict[str, str]], list[dict[str, str]], list[tuple[int | None, int | None]]]] = [
    ([], [], []),
    ([{"name": "甲"}], [], [(0, None)]),
    ([], [{"name": "甲"}], [(None, 0)]),
    ([{"name": "甲乙丙"}], [{"name": "丁戊己"}], [(0, None), (None, 0)]),
    ([{"name": "甲乙"}, {"name": "丙丁"}], [{"name": "丙丁"}, {"name": "甲乙"}], [(0, 1), (1, 0)]),
    # rows that are the same keep their order
    ([{"name": "甲"}, {"name": "甲"}], [{"name": "甲"}, {"name": "甲"}], [(0, 0), (1, 1)]),
    # a misread name is the same row still
    ([{"name": "监督检查次数", "value": "3"}], [{"name": "监咨检查次数", "value": "3"}], [(0, 0)]),
    # the name says which row it is, though every other leaf speaks for the other one
    (
        [{"name": "接访一次", "value": "40", "unit": "次"}, {"name": "接访二次", "value": "155", "unit": "件"}],
        [{"name": "接访一次", "value": "155", "unit": "件"}, {"name": "接访二次", "value": "40", "unit": "次"}],
        [(0, 0), (1, 1)],
    ),
    # greedy pairing would take (0, 0) and leave row 1 its worst
    ([{"name": "甲乙丙丁"}, {"name": "甲乙丙"}], [{"name": "甲乙丙己"}, {"name": "甲乙庚辛"}], [(0, 1), (1, 0)]),
]


@pytest.mark.parametrize(("labels", "read", "pairs"), ALIGNMENTS)
def test_alignment(labels: list[dict[str, str]], read: list[dict[str, str]], pairs: list[tuple[int | None, int | None]]) -> None:
    ours, theirs = rows(*labels), rows(*read)
    found = align(ours, theirs)
    numbers = [
        (next((i for i, p in enumerate(ours) if p is a), None), next((j for j, p in enumerate(theirs) if p is b), None))
        for a, b in found
    ]
    assert numbers == pairs
