"""What is done to a budget table, claims and long texts costs what arithmetic says; and every metric of nothing is n/a."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

import pytest

from eval.estimates import RATES, SHARES, changes, estimates
from eval.leaves import judge
from eval.metrics import Ratio, Scores, measure
from eval.places import Truth
from eval.store import Parameters, Result, RunFile
from eval.tree import Part, of_labels

Labels = dict[str, Any]


def row(code: str, name: str, *cells: str) -> dict[str, Any]:
    return {"code": code, "name": name, "cells": list(cells)}


# a table with 2 leaves in its head and rows of 5, 5 and 3 (7 numbers); a claim of 3 leaves (1 number); a narrative of 2
LABELS: Labels = {
    "forms": [{"narratives": [{"label": "概况", "text": "甲乙丙丁戊己庚辛壬癸"}]}],
    "tables": [
        {
            "title": "支出预算表",
            "amount_unit": "万元",
            "columns": [],
            "rows": [
                row("20406", "司法", "1,200", "900", "300"),
                row("2040601", "行政运行", "900", "900", "0"),
                row("2040604", "基层司法业务", "300", "", ""),
            ],
        }
    ],
    "claims": [{"subject": "总支出", "amount": "1200", "period": None, "sentence": "总支出1200万元。"}],
}
LEAVES = 2 + 2 + 5 + 5 + 3 + 3


def read(change: Callable[[Labels], object]) -> Scores:
    record = copy.deepcopy(LABELS)
    change(record)
    return measure(list(judge(of_labels(LABELS), of_labels(record))), Truth())


def rows_of(record: Labels) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = record["tables"][0]["rows"]
    return rows


def swap_cells(record: Labels) -> None:
    cells = rows_of(record)[0]["cells"]
    cells[1], cells[2] = cells[2], cells[1]


def say(record: Labels, text: str) -> None:
    record["forms"][0]["narratives"][0]["text"] = text


# what is done, then hits and n of leaf F1, exact numbers, table rows, likeness of long texts (the narrative and the sentence)
CHANGES: dict[str, tuple[Callable[[Labels], object], tuple[int, int], tuple[int, int], tuple[int, int], tuple[float, int]]] = {
    "nothing": (lambda r: None, (40, 40), (8, 8), (6, 6), (2, 2)),
    "a row deleted": (lambda r: rows_of(r).pop(1), (30, 35), (5, 8), (4, 5), (2, 2)),
    "a row invented": (lambda r: rows_of(r).append(row("999", "其他", "5", "5")), (40, 44), (8, 8), (6, 7), (2, 2)),
    "two values swapped": (swap_cells, (36, 40), (6, 8), (4, 6), (2, 2)),
    "rows in another order": (lambda r: rows_of(r).reverse(), (40, 40), (8, 8), (6, 6), (2, 2)),
    "a blank cell filled": (lambda r: rows_of(r)[2]["cells"].__setitem__(1, "7"), (40, 41), (8, 8), (4, 6), (2, 2)),
    "separators dropped": (lambda r: rows_of(r)[0]["cells"].__setitem__(0, "1200"), (38, 40), (8, 8), (4, 6), (2, 2)),
    "the table not read": (lambda r: r["tables"].clear(), (10, 25), (1, 8), (0, 3), (2, 2)),
    "one character of ten misread": (lambda r: say(r, "甲乙丙丁戊己庚辛壬葵"), (38, 40), (8, 8), (6, 6), (1.9, 2)),
    "a text half read": (lambda r: say(r, "甲乙丙丁戊"), (38, 40), (8, 8), (6, 6), (1.5, 2)),
    "a text not read": (lambda r: say(r, ""), (38, 39), (8, 8), (6, 6), (1, 2)),
    "a text invented": (lambda r: r["claims"].append({"sentence": "没有这句话"}), (40, 41), (8, 8), (6, 6), (2, 3)),
    "nothing read": (lambda r: r.clear(), (0, 20), (0, 8), (0, 3), (0, 2)),
}  # fmt: skip


@pytest.mark.parametrize("name", CHANGES)
def test_a_change_costs_what_arithmetic_says(name: str) -> None:
    change, leaf_f1, numeric, rows, likeness = CHANGES[name]
    scores = read(change)
    assert scores["leaf_f1"] == Ratio(*leaf_f1)
    assert scores["numeric_exact"] == Ratio(*numeric)
    assert scores["table_row_f1"] == Ratio(*rows)
    assert scores["text_similarity"].hits == pytest.approx(likeness[0])
    assert scores["text_similarity"].n == likeness[1]


def test_nothing_scored_reads_n_a_everywhere() -> None:
    assert not list(judge(Part(""), Part("")))
    empty = Result(case="a.text", document="a", copy_kind="text", labels="", forms=0, scores={})
    for results in ([], [empty]):
        made = RunFile(finished="", parameters=Parameters(suite="golden", arm="rules"), code="", results=results)
        figures = estimates(made)
        assert figures.keys() > {*SHARES, *RATES}
        scored = {name for name, found in figures.items() if found.value is not None}
        assert scored == (set(RATES) if results else set())
        assert all(found.low is None and found.high is None for found in figures.values())
        differences = changes(results, results).values()
        assert all(change.low is None and change.detectable is None for change in differences)
