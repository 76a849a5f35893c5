"""Nothing is invented: every leaf that was read from a golden copy stands where it says. No model is asked but in the last test."""

from __future__ import annotations

import re
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from functools import cache
from itertools import groupby
from pathlib import Path

import pymupdf
import pytest

from eval.leaves import Verdict, judge
from eval.metrics import measure
from eval.places import Truth, is_grounded
from eval.tree import of_labels, of_record
from extractor.llm import model
from extractor.llm.gateway import Settings as ModelSettings
from extractor.llm.gateway import open_gateway
from extractor.normalise.text import key
from extractor.record import Leaf, Record, Span
from extractor.run import Settings, leaves, make_record
from golden.corpus import get_case, list_cases, read_boxes

CASES = [case.name for case in list_cases()]
MARGIN = 1.0
"""Points by which a character's middle may lie outside its box: boxes are rounded."""


@cache
def record_of(path: Path) -> Record:
    return make_record(path, Settings("rules", None, threading.Lock()))


def read_leaves(record: Record) -> list[tuple[str, Leaf]]:
    """What was read and is not blank."""
    return [(path, leaf) for path, leaf in leaves(record) if leaf.origin == "read" and leaf.raw]


def spans(leaf: Leaf) -> list[Span]:
    if leaf.spans:
        return leaf.spans
    assert leaf.page is not None
    return [Span(page=leaf.page, box=leaf.box, line=leaf.line)]


MARKUP = re.compile(r"</?(?:p|ol|li|br)>")
"""What a converter left in a text copy; the reader drops it."""


def pieces(path: str, raw: str) -> list[str]:
    """The stretches of a leaf that stand by themselves: its lines; of a nested label its parts."""
    text = raw.replace("/", "\n") if path.endswith(".label") else raw
    return [folded for part in text.split("\n") if (folded := key(part))]


# ---- text copies


@pytest.mark.parametrize("name", CASES)
def test_text_stands_on_its_lines(name: str) -> None:
    source = get_case(name).source_txt
    lines = source.read_text(encoding="utf-8").split("\n")
    found = read_leaves(record_of(source))
    wrong = [(path, leaf.raw, leaf.line) for path, leaf in found if not on_its_lines(path, leaf, lines)]
    assert len(found) > 25
    assert wrong == []


def on_its_lines(path: str, leaf: Leaf, lines: list[str]) -> bool:
    """Whether the named lines hold the leaf's text, and no line is named for nothing."""
    named = [key(MARKUP.sub("", lines[span.line - 1])) for span in spans(leaf) if span.line]
    wanted = pieces(path, leaf.raw)
    if len(named) == len(wanted):
        return all(part in line for part, line in zip(wanted, named, strict=True))
    return bool(named) and all(part in "".join(named) for part in wanted)


DEFINED = ["财政拨款收入", "基本支出", "项目支出", "“三公”经费"]


@pytest.mark.parametrize("suffix", ["pdf", "txt", "docx"])
def test_definitions_end_where_their_section_does(suffix: str) -> None:
    """They are leaves as any other, so that all the tests here are about them too."""
    record = record_of(get_case("002").folder / f"source.{suffix}")
    assert [row.term.raw for row in record.definitions] == DEFINED
    assert record.definitions[-1].text.raw.endswith("接待（含外宾接待）支出。")
    assert {path for path, _ in read_leaves(record) if path.startswith("definitions")} == {
        f"definitions[{number}].{name}" for number in range(len(DEFINED)) for name in ("term", "text")
    }


# ---- digital PDFs

Letter = tuple[float, float, str]
"""The middle of a character, and what it is."""


@cache
def letters(path: Path) -> dict[int, list[Letter]]:
    """Every character of a PDF by page."""
    with pymupdf.open(path) as document:
        return {number: list(_letters(page)) for number, page in enumerate(document, start=1)}


def _letters(page: pymupdf.Page) -> Iterator[Letter]:
    for block in page.get_text("rawdict")["blocks"]:
        for char in (char for line in block.get("lines", []) for span in line["spans"] for char in span["chars"]):
            x0, y0, x1, y1 = char["bbox"]
            yield (x0 + x1) / 2, (y0 + y1) / 2, char["c"]


def shown(span: Span, path: Path) -> str:
    """What the page shows inside a box, line by line."""
    assert span.box is not None
    x0, y0, x1, y1 = span.box
    inside = [
        letter
        for letter in letters(path)[span.page]
        if x0 - MARGIN <= letter[0] <= x1 + MARGIN and y0 - MARGIN <= letter[1] <= y1 + MARGIN
    ]
    rows = groupby(sorted(inside, key=lambda letter: letter[1]), key=lambda letter: round(letter[1] / 4))
    return key("".join(char for _, row in rows for _, _, char in sorted(row)))


@pytest.mark.parametrize("name", CASES)
def test_text_of_a_pdf_stands_in_its_box(name: str) -> None:
    source = get_case(name).source_pdf
    found = read_leaves(record_of(source))
    wrong = [(path, leaf.raw, leaf.page, leaf.box) for path, leaf in found if not in_its_box(path, leaf, source)]
    assert len(found) > 25
    assert wrong == []


def in_its_box(path: str, leaf: Leaf, source: Path) -> bool:
    """Whether the box shows the text in order; the parts of a nested label stand side by side, so there only that it does."""
    inside = "".join(shown(span, source) for span in spans(leaf))
    if path.endswith(".label") and "/" in leaf.raw:
        return not Counter(key(leaf.raw).replace("/", "")) - Counter(inside)
    return key(leaf.raw) in inside


@pytest.mark.parametrize("name", CASES)
def test_boxes_of_a_pdf_show_nothing_else(name: str) -> None:
    """A box around the whole page would hold everything. A text that wraps may share a line with its neighbour."""
    source = get_case(name).source_pdf
    values = [leaf for path, leaf in read_leaves(record_of(source)) if not path.endswith((".label", ".sentence"))]
    exact = ["".join(shown(span, source) for span in spans(leaf)) == key(leaf.raw) for leaf in values]
    assert sum(exact) > 0.95 * len(exact)


@pytest.mark.parametrize("name", CASES)
def test_text_and_pdf_give_the_same_record(name: str) -> None:
    case = get_case(name)
    text, pdf = (
        {path: key(leaf.raw) for path, leaf in read_leaves(record_of(copy))} for copy in (case.source_txt, case.source_pdf)
    )
    assert text == pdf


# ---- a scan


@pytest.mark.slow
def test_a_scan_stands_in_its_boxes() -> None:
    case = get_case("000")
    record = record_of(case.scan_pdf)
    truth = Truth(boxes=read_boxes(case.scan_boxes_json))
    labels = of_labels(case.expected())
    judged = list(judge(labels, of_record(record, frozenset(labels.lists))))
    matched = [leaf for leaf in judged if leaf.verdict is Verdict.MATCHED and leaf.leaf and leaf.path]
    elsewhere = [leaf.path for leaf in matched if leaf.leaf and leaf.path and is_grounded(leaf.leaf, leaf.path, truth) is False]
    assert len(matched) > 0.97 * len(judged)
    assert elsewhere == []
    with pymupdf.open(case.scan_pdf) as document:
        sizes = {number: page.rect for number, page in enumerate(document, start=1)}
    for path, leaf in read_leaves(record):
        for span in spans(leaf):
            assert span.box is not None, path
            assert sizes[span.page].contains(pymupdf.Rect(span.box)), path
            assert 0 < leaf.confidence < 1, path


# ---- the model


@pytest.mark.model
@pytest.mark.skipif(not model.path().is_file(), reason="extractor model pull")
def test_the_model_reads_a_layout_that_no_lexicon_knows() -> None:
    case = get_case("own-two")
    with closing(open_gateway(ModelSettings(provider="local"), cache=False)) as gateway:
        record = make_record(case.source_txt, Settings("auto", gateway, threading.Lock()))
    labels = of_labels(case.expected())
    judged = list(judge(labels, of_record(record, frozenset(labels.lists))))
    scores = measure(judged, Truth.of_text(case.source_txt.read_text(encoding="utf-8")))
    wrong = [
        (leaf.verdict.value, leaf.path or leaf.read_path, leaf.expected) for leaf in judged if leaf.verdict is not Verdict.MATCHED
    ]
    assert record.errors == []
    assert (scores["leaf_f1"].value or 0) >= 0.95, wrong
    assert scores["made_up"].hits == 0
