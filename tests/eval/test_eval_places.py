"""Grounding: boxes against boxes, lines against lines, cells against cells; what stands in the document and what does not."""

from __future__ import annotations

import pytest

from eval.leaves import judge
from eval.metrics import Ratio, measure
from eval.places import Truth, is_grounded, stands
from eval.tree import of_labels, of_record
from extractor.record import Form, Leaf, Provenance, Record, Span
from golden.corpus import Boxes

BOXES: Boxes = {
    "cell": [{"page": 1, "box": [10, 10, 50, 20]}],
    "lines": [{"page": 1, "box": [10, 10, 50, 20]}, {"page": 1, "box": [10, 30, 50, 40]}],
    "pages": [{"page": 1, "box": [10, 10, 50, 20]}, {"page": 2, "box": [10, 30, 50, 40]}],
}
PAGED = Truth("", BOXES)


def at(*places: tuple[int, float, float, float, float]) -> Leaf:
    spans = [Span(page=page, box=(x0, y0, x1, y1)) for page, x0, y0, x1, y1 in places]
    if len(spans) == 1:
        return Leaf(raw="字", page=spans[0].page, box=spans[0].box)
    return Leaf(raw="字", page=spans[0].page if spans else None, spans=spans or None)


# path, leaf, grounded
PLACED = [
    ("cell", at((1, 12, 11, 40, 19)), True),
    ("cell", at((1, 60, 11, 90, 19)), False),
    ("cell", at((2, 12, 11, 40, 19)), False),
    ("cell", at(), False),
    ("lines", at((1, 10, 30, 50, 40)), True),
    ("lines", at((1, 10, 10, 50, 40)), True),  # around both lines: its centre is between them
    ("lines", at((1, 10, 22, 50, 28)), False),  # something else between them
    ("pages", at((1, 10, 10, 50, 20), (2, 10, 30, 50, 40)), True),
    ("pages", at((1, 10, 10, 50, 20), (2, 10, 60, 50, 70)), False),
    ("unknown", at((1, 10, 10, 50, 20)), None),
]


@pytest.mark.parametrize(("path", "leaf", "grounded"), PLACED)
def test_boxes(path: str, leaf: Leaf, grounded: bool | None) -> None:
    assert is_grounded(leaf, path, PAGED) is grounded


TEXT = Truth.of_text("标题\n项目名称\t律师值班\n概况\t第一段\r\n第二段\n资金总额\t预算数\n总额\t5")

# path, raw, lines, grounded, stands
LINED = [
    ("forms.project_name", "律师值班", [2], True, True),
    ("forms.project_name", "律师值班", [1], False, True),
    ("forms.project_name", "律师值班", [99], False, True),
    ("forms.project_name", "律师值班", [], False, False),
    ("forms.project_name", "律师坐班", [2], False, False),
    ("forms.narratives.text", "第一段\n第二段", [3, 4], True, True),
    ("forms.narratives.text", "第一段\n第二段", [3], False, True),
    ("forms.attributes.label", "总额/预算数", [5, 6], True, True),
    ("forms.attributes.value", "总额/预算数", [5, 6], False, False),
]


@pytest.mark.parametrize(("path", "raw", "lines", "grounded", "there"), LINED)
def test_lines(path: str, raw: str, lines: list[int], grounded: bool, there: bool) -> None:
    leaf = Leaf(raw=raw, page=1 if lines else None, spans=[Span(page=1, line=line) for line in lines] or None)
    assert is_grounded(leaf, path, TEXT) is grounded
    assert stands(leaf, path, TEXT) is there


WORD = Truth(
    "项目名称律师值班",
    cells={
        "cell": [{"cell": [1, 2, 3]}],
        "cells": [{"cell": [1, 2, 3]}, {"cell": [1, 3, 3]}],
        "line": [{"line": 4}],
        "both": [{"line": 4}, {"cell": [1, 2, 3]}],
    },
)

# path, cells, lines, grounded
IN_WORD: list[tuple[str, list[tuple[int, int, int]], list[int], bool | None]] = [
    ("cell", [(1, 2, 3)], [], True),
    ("cell", [(1, 3, 2)], [], False),
    ("cell", [(2, 2, 3)], [], False),
    ("cell", [(1, 2, 3), (1, 2, 4)], [], False),
    ("cell", [], [], False),
    ("cell", [], [2], False),
    ("cells", [(1, 3, 3)], [], True),
    ("cells", [(1, 2, 3), (1, 3, 3)], [], True),
    ("line", [], [4], True),
    ("line", [], [5], False),
    ("line", [(1, 2, 3)], [], False),
    ("both", [(1, 2, 3)], [4], True),
    ("unknown", [(1, 2, 3)], [], None),
]


@pytest.mark.parametrize(("path", "cells", "lines", "grounded"), IN_WORD)
def test_cells(path: str, cells: list[tuple[int, int, int]], lines: list[int], grounded: bool | None) -> None:
    spans = [*(Span(page=1, cell=cell) for cell in cells), *(Span(page=1, line=line) for line in lines)]
    leaf = Leaf(raw="律师值班", page=1 if spans else None, spans=spans or None)
    assert is_grounded(leaf, path, WORD) is grounded
    assert stands(leaf, path, WORD) is bool(spans)


def test_a_paragraph_of_a_word_file_may_be_the_leafs_only_place() -> None:
    assert is_grounded(Leaf(raw="律师值班", page=1, line=4), "line", WORD)


def test_a_scan_shows_what_it_shows() -> None:
    scan = Truth(boxes=BOXES)
    assert stands(Leaf(raw="监咨", page=1, box=(0, 0, 1, 1)), "forms.title", scan)
    assert not stands(Leaf(raw="监督"), "forms.title", scan)


def test_made_up_values_and_places_are_counted() -> None:
    form = Form(
        title=Leaf(raw="标题", page=1, line=1),
        project_name=Leaf(raw="律师值班", page=1, line=6),
        organization=Leaf(raw="某某局"),
    )
    record = Record(source="a", sha256="", pages=1, forms=[form], provenance=Provenance(reader="", reading="free"))
    labels = of_labels({"forms": [{"title": "标题", "project_name": "律师值班", "organization": None}]})
    scores = measure(list(judge(labels, of_record(record, frozenset({"forms"})))), TEXT)
    assert scores["made_up"] == Ratio(1, 3)
    assert scores["grounding"] == Ratio(1, 2)
    assert scores["leaf_precision"] == Ratio(2, 3)
