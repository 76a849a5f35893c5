"""What pages are made from: texts cut where values stand, windows of long sheets, addresses, crops, suggestions."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.record import Alternative, Candidate, Correction, Diagnosis, Finding, Leaf, Span
from extractor.review import Field
from extractor.web.desk import Found, Row
from extractor.web.listing import Wanted
from extractor.web.marks import Marked, boxes, segments, spots
from extractor.web.naming import local_time, said_place
from extractor.web.panel import crops, suggestions
from extractor.web.sheets import WINDOW, sheet_of, start_at, text_at
from extractor.web.texts import texts

PATH = "forms[0].indicators[0].weight"


def _mark(raw: str, path: str = PATH, leaf: Leaf | None = None) -> Marked:
    return Marked(path, "权重", leaf or Leaf(raw=raw, page=1, line=1), "rest")


@given(st.text(alphabet="ab12", max_size=40), st.lists(st.text(alphabet="ab12", max_size=6), max_size=6))
def test_a_text_that_is_cut_is_still_the_text(text: str, raws: list[str]) -> None:
    marks = [_mark(raw, f"p{number}") for number, raw in enumerate(raws)]
    made = segments(text, marks)
    assert "".join(segment.text for segment in made) == text
    assert {mark.path for segment in made for mark in segment.marks} == {mark.path for mark in marks}


@pytest.mark.parametrize(
    ("text", "raws", "expected"),
    [
        ("总额 5 万元", ["5"], [("总额 ", ()), ("5", ("5",)), (" 万元", ())]),
        ("共5件\t5", ["共5件", "5"], [("共5件", ("共5件",)), ("\t", ()), ("5", ("5",))]),
        ("支出5万元", ["支出5万元", "5"], [("支出", ("支出5万元",)), ("5", ("5", "支出5万元")), ("万元", ("支出5万元",))]),
        ("支 出", ["支出"], [("支 出", ("支出",))]),
        ("没有", [], [("没有", ())]),
        ("", ["x"], [("", ("x",))]),
    ],
    ids=["one", "the free place first", "one in another", "not found literally", "none", "blank"],
)
def test_values_are_marked_where_they_stand(text: str, raws: list[str], expected: list[tuple[str, tuple[str, ...]]]) -> None:
    made = segments(text, [_mark(raw, raw) for raw in raws])
    assert [(segment.text, tuple(mark.path for mark in segment.marks)) for segment in made] == expected


def test_a_value_over_several_places_is_marked_at_each() -> None:
    leaf = Leaf(raw="甲乙", page=1, spans=[Span(page=1, box=(1, 1, 9, 9)), Span(page=2, box=(2, 2, 4, 4)), Span(page=2, line=7)])
    mark = _mark("", leaf=leaf)
    assert [len(boxes([mark], page)) for page in (1, 2, 3)] == [1, 1, 0]
    assert spots([mark]) == {(2, 7): [mark]}


def test_small_boxes_lie_on_large_ones() -> None:
    small, large = (_mark("", name, Leaf(raw="", page=1, box=(0, 0, size, size))) for name, size in (("small", 3), ("large", 90)))
    assert [box.mark.path for box in boxes([small, large], 1)] == ["large", "small"]


def test_a_long_text_is_shown_a_window_at_a_time(tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    path.write_text("\n".join(f"第{number}行" for number in range(1, 2 * WINDOW + 11)), encoding="utf-8")
    seen, start = list[int](), 0
    while True:
        sheet = sheet_of(path, is_text=True, page=1, marks={}, start=start)
        seen += [row.number for row in sheet.rows]
        if sheet.next is None:
            break
        start = sheet.next
    assert seen == list(range(1, 2 * WINDOW + 11))
    assert start_at(path, is_text=True, page=1, spot=(1, WINDOW + 5)) == WINDOW
    assert text_at(path, is_text=True, spot=(1, WINDOW + 5)) == f"第{WINDOW + 5}行"
    assert text_at(path, is_text=True, spot=(1, 10_000)) is None
    assert sheet_of(path, is_text=True, page=7, marks={}, start=99).rows == ()


@pytest.mark.parametrize(
    ("wanted", "changed", "query"),
    [
        (Wanted(), {}, ""),
        (Wanted("all", "资金&=", "0.9", left=True), {}, "tab=all&q=%E8%B5%84%E9%87%91%26%3D&sure=0.9&left=1"),
        (Wanted("findings", start=200), {"start": 0}, "tab=findings"),
        (Wanted(), {"field": "forms[0].title"}, "field=forms%5B0%5D.title"),
    ],
)
def test_a_list_can_be_asked_for_again_by_its_address(wanted: Wanted, changed: dict[str, object], query: str) -> None:
    assert wanted.query(**changed) == query


def test_a_crop_stays_on_the_page_and_shows_the_value() -> None:
    size = {1: (595.0, 842.0)}
    for box in [(0.0, 0.0, 4.0, 4.0), (590.0, 838.0, 595.0, 842.0), (10.0, 10.0, 585.0, 800.0), (300.0, 400.0, 310.0, 412.0)]:
        [made] = crops([Span(page=1, box=box)], size)
        assert made.x >= 0
        assert made.y >= 0
        assert made.x + made.width <= 595.01
        assert made.y + made.height <= 842.01
        assert made.x <= box[0]
        assert made.y <= box[1]
    assert crops([Span(page=2, box=(1, 1, 2, 2)), Span(page=1, line=4)], size) == []


def _row(raw: str, *others: str | None) -> Row:
    leaf = Leaf(raw=raw, alternatives=[Alternative(reading="copy", raw=other) for other in others] or None)
    return Row(Field(PATH, "权重", leaf, "doubtful"), "权重", "", "", raw, "doubtful", "low", "", 1, 0, is_left=True)


def _found(diagnosis: Diagnosis | None) -> Found:
    finding = Finding(id="W01-1", check="W01", severity="error", message="合计不对", diagnosis=diagnosis)
    return Found(finding, "open", "合计不对", "", 1, None)


def test_suggestions_come_from_sums_first_and_never_repeat_what_stands_there() -> None:
    candidate = Candidate(corrections=[Correction(path=PATH, raw="70", reading="20")], slip="2↔7", score=1.0)
    other = Candidate(corrections=[Correction(path="forms[0].title", raw="x", reading="y")], slip="", score=0.1)
    said = Diagnosis(verdict="misread", path=PATH, reading="20", candidates=[candidate, other])
    made = suggestions(_row("70", "10", "70", "20", None), [_found(None), _found(said)])
    assert [(item.text, item.source) for item in made] == [("20", "diagnosis"), ("10", "copy"), ("", "copy")]


@pytest.mark.parametrize(
    ("told", "offered"),
    [
        (Diagnosis(verdict="misread", path="forms[0].title", reading="y"), []),  # another field is proved to be misread
        (Diagnosis(verdict="misfiled", path=PATH), []),  # the document itself is wrong
        (Diagnosis(verdict="undecided", path=PATH), ["20"]),
        (Diagnosis(verdict="misread", path=PATH, reading="30"), ["30"]),
    ],
)
def test_nothing_is_suggested_against_the_diagnosis(told: Diagnosis, offered: list[str]) -> None:
    candidates = [
        Candidate(corrections=[Correction(path=path, raw="x", reading=text)], slip="", score=score)
        for path, text, score in (("forms[0].title", "y", 0.4), (PATH, "20", 0.1))
    ]
    made = suggestions(_row("70"), [_found(told.model_copy(update={"candidates": candidates}))])
    assert [item.text for item in made] == offered


@pytest.mark.parametrize(
    ("at", "is_excel", "said"),
    [
        (Span(page=3), False, "第3页"),
        (Span(page=1, line=12), False, "第12行"),
        (Span(page=1, cell=(2, 3, 4)), False, "表2 第3行 第4列"),
        (Span(page=1, cell=(1, 10, 28)), True, "表1 AB10"),
    ],
)
def test_a_place_is_said_as_people_say_it(at: Span, is_excel: bool, said: str) -> None:
    assert said_place(at, texts("zh"), is_excel=is_excel) == said


def test_a_moment_that_is_none_is_shown_as_it_is() -> None:
    assert local_time("neither") == "neither"
    assert local_time("2026-01-02T03:04:05+00:00").startswith("2026-01-0")


def test_a_row_without_a_leaf_stands_nowhere() -> None:
    row = replace(_row(""), page=None)
    assert row.part == ""
    assert row.sign == "?"
