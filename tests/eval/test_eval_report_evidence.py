"""Where a value is shown: page crops, lines, cells; which misses are shown; how texts are told apart."""

from __future__ import annotations

import base64
import io
from pathlib import Path

import pytest
from PIL import Image

from eval.cases import Copy
from eval.leaves import Verdict
from eval.outcomes import Outcome
from eval.places import Truth
from eval.report.difference import Run, marked
from eval.report.evidence import Crop, Excerpt, Seen, View, viewer
from eval.report.misses import told
from extractor.document import Box
from extractor.record import Leaf, Span
from golden.corpus import get_case, read_boxes

CASE = get_case("000")
TITLE = "forms[0].title"
FAR: Box = (50.0, 700.0, 90.0, 712.0)


def seen(copy: Copy, path: str | None, expected: str = "", leaf: Leaf | None = None) -> list[View]:
    with viewer(copy) as opened:
        return opened.show(Seen(path, expected, leaf))


def pdf() -> Copy:
    return Copy(CASE.source_pdf, Truth(boxes=CASE.boxes()))


def image(crop: Crop) -> Image.Image:
    kind, _, data = crop.image.partition(";base64,")
    assert kind in {"data:image/png", "data:image/jpeg"}
    return Image.open(io.BytesIO(base64.b64decode(data)))


def test_a_crop_holds_the_true_and_the_read_box() -> None:
    spot = CASE.boxes()[TITLE][0]
    x0, y0, x1, y1 = spot["box"]
    read: Box = (x0 + 5, y0 + 20, x1, y1 + 20)
    (crop,) = seen(pdf(), TITLE, "t", Leaf(raw="t", page=spot["page"], box=read))
    assert isinstance(crop, Crop)
    assert (crop.page, list(crop.true), list(crop.read)) == (spot["page"], [(x0, y0, x1, y1)], [read])
    left, top, width, height = crop.frame
    assert left <= x0
    assert top <= y0
    assert left + width >= x1
    assert top + height >= y1 + 20
    picture = image(crop)
    assert abs(picture.width / picture.height - width / height) < 0.1
    assert len(set(picture.convert("L").tobytes())) > 10


def test_boxes_far_apart_have_crops_of_their_own() -> None:
    spot = CASE.boxes()[TITLE][0]
    one, other = seen(pdf(), TITLE, "t", Leaf(raw="t", page=spot["page"], box=FAR))
    assert isinstance(one, Crop)
    assert isinstance(other, Crop)
    assert (len(one.true), len(one.read), len(other.true), list(other.read)) == (len(one.true), 0, 0, [FAR])
    elsewhere = seen(pdf(), TITLE, "t", Leaf(raw="t", page=spot["page"] + 1, box=FAR))
    assert [view.page for view in elsewhere if isinstance(view, Crop)] == [spot["page"], spot["page"] + 1]


NOWHERE = [Leaf(raw="t"), Leaf(raw="t", page=99, box=FAR), Leaf(raw="t", page=1), None]


@pytest.mark.parametrize("leaf", NOWHERE)
def test_no_place_no_crop(leaf: Leaf | None) -> None:
    assert seen(pdf(), "forms[99].title", "t", leaf) == []
    assert seen(pdf(), None, "", leaf) == []


def test_a_scan_is_shown_as_jpeg() -> None:
    copy = Copy(CASE.scan_pdf, Truth(boxes=read_boxes(CASE.scan_boxes_json)))
    (crop,) = seen(copy, TITLE, "t")
    assert isinstance(crop, Crop)
    assert image(crop).format == "JPEG"


LINES = "总额 110 万元\n数量 10\n其中 10.5\n另 10　20 个\n空"
SHOWN = [
    ("10", None, ["第 2 行", "第 4 行"], [], 0),
    ("10", 3, ["第 2 行", "第 4 行"], ["第 3 行"], 0),
    ("数 量", 2, ["第 2 行"], ["第 2 行"], 0),
    ("", 5, [], ["第 5 行"], 0),
    ("0", 99, [], [], 0),
]


@pytest.mark.parametrize(("expected", "line", "true", "read", "more"), SHOWN)
def test_lines_with_the_text_and_lines_that_were_read(
    tmp_path: Path, expected: str, line: int | None, true: list[str], read: list[str], more: int
) -> None:
    copy = Copy(tmp_path / "a.txt", Truth.of_text(LINES))
    leaf = None if line is None else Leaf(raw="x", spans=[Span(page=1, line=line)])
    views = seen(copy, "a", expected, leaf)
    rows = [row for view in views if isinstance(view, Excerpt) for row in view.rows]
    assert [where for where, _, is_true, _ in rows if is_true] == true
    assert [where for where, _, _, is_read in rows if is_read] == read
    assert sum(view.more for view in views if isinstance(view, Excerpt)) == more


def test_many_lines_with_the_text_are_counted(tmp_path: Path) -> None:
    copy = Copy(tmp_path / "a.txt", Truth.of_text("\n".join(["5"] * 10)))
    (view,) = seen(copy, "a", "5", Leaf(raw="5", page=1, line=8))
    assert isinstance(view, Excerpt)
    assert ([where for where, *_ in view.rows], view.more) == (["第 7 行", "第 8 行", "第 9 行"], 7)


def test_cells_of_a_word_copy() -> None:
    pytest.importorskip("docx", reason="pip install .[golden]")
    copy = Copy(CASE.source_docx, Truth(cells=CASE.cells()))
    leaf = Leaf(raw="x", page=1, spans=[Span(page=1, cell=(1, 1, 4)), Span(page=1, line=2), Span(page=1, cell=(9, 1, 1))])
    (view,) = seen(copy, "forms[0].competent_department", "x", leaf)
    assert isinstance(view, Excerpt)
    labels = CASE.expected()["forms"][0]
    assert view.rows[0] == ("表 1 第 1 行第 2 列", labels["competent_department"], True, False)
    assert view.rows[1] == ("表 1 第 1 行第 4 列", labels["implementing_unit"], False, True)
    assert view.rows[2][0] == "第 2 段"
    assert view.rows[3][1] == "（文件里没有这个位置）"
    assert seen(copy, "forms[99].title") == []


def bad(field: str, verdict: Verdict = Verdict.MISSED, numeric: bool = False) -> Outcome:
    return Outcome(verdict=verdict, path=field, numeric=numeric)


def test_one_of_each_field_comes_first() -> None:
    leaves = [bad("f[0].a"), bad("f[1].a"), bad("f[2].a"), bad("f[0].n", numeric=True), bad("f[0].w", Verdict.WRONG)]
    assert [leaf.path for leaf in told(leaves, 4)] == ["f[0].w", "f[0].n", "f[0].a", "f[1].a"]
    assert told(leaves, 0) == []


LONG = "甲" * 40
TEXTS = [
    ("100", "1000", [("100", False)], [("100", False), ("0", True)]),
    ("甲乙", "甲丙", [("甲", False), ("乙", True)], [("甲", False), ("丙", True)]),
    ("甲", "", [("甲", False)], []),
    ("", "甲", [], [("甲", False)]),
    (f"{LONG}乙{LONG}", f"{LONG}丙{LONG}", [("…" + "甲" * 10, False), ("乙", True), ("甲" * 10 + "…", False)], None),
    ("（甲） 乙", "(甲)丙", [("（甲） ", False), ("乙", True)], [("(甲)", False), ("丙", True)]),
    ("x" * 200, "", [("x" * 160 + "…（共 200 字）", False)], []),
]


@pytest.mark.parametrize(("expected", "read", "ours", "theirs"), TEXTS)
def test_differences(expected: str, read: str, ours: list[tuple[str, bool]], theirs: list[tuple[str, bool]] | None) -> None:
    left, right = marked(expected, read)
    assert left == [Run(*run) for run in ours]
    if theirs is not None:
        assert right == [Run(*run) for run in theirs]
