"""Pieces of text: cutting, trimming and joining keep every character with the place it had."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.document import BLANKS, Box, Cell, Grid, Mark, Piece, Place, char_width

TEXT = st.text(st.sampled_from("甲乙项目≥1２3%，. \n　\tab"), max_size=12)


@st.composite
def pieces(draw: st.DrawFn) -> Piece:
    """Text on several lines of a file, some of its characters (joints) unmarked; each mark has a place and a score of its own."""
    text, marks = "", list[Mark]()
    for _ in range(draw(st.integers(0, 4))):
        part, place = draw(TEXT.filter(bool)), Place(draw(st.integers(1, 3)), line=draw(st.integers(1, 99)))
        marks.append(Mark(len(text), len(text) + len(part), place, draw(st.sampled_from([0.25, 0.5, 1.0]))))
        text += part + draw(st.sampled_from(["", "\n"]))
    return Piece(text, tuple(marks))


Spot = tuple[str, tuple[Place, float] | None]


def spots(piece: Piece) -> list[Spot]:
    """Every character with its place and score."""
    out: list[Spot] = [(char, None) for char in piece.text]
    for mark in piece.marks:
        for at in range(mark.start, mark.end):
            assert out[at][1] is None, "marks overlap"
            out[at] = (piece.text[at], (mark.place, mark.score))
    return out


def is_sound(piece: Piece) -> bool:
    ordered = all(before.end <= after.start for before, after in pairwise(piece.marks))
    return ordered and all(0 <= mark.start < mark.end <= len(piece) for mark in piece.marks)


@given(pieces(), st.integers(0, 60), st.one_of(st.none(), st.integers(0, 60)))
def test_a_slice_keeps_text_and_places(piece: Piece, start: int, end: int | None) -> None:
    part = piece.slice(start, end)
    assert spots(part) == spots(piece)[start:end]
    assert is_sound(part)


@given(pieces(), st.integers(0, 30), st.integers(0, 30), st.integers(0, 30), st.integers(0, 30))
def test_a_slice_of_a_slice_is_a_slice(piece: Piece, a: int, b: int, c: int, d: int) -> None:
    assert piece.slice(a, a + b).slice(c, c + d) == piece.slice(a + c, min(a + b, a + c + d))


@given(pieces())
def test_stripping_takes_outer_blanks_only(piece: Piece) -> None:
    stripped = piece.strip()
    before = len(piece.text) - len(piece.text.lstrip(BLANKS))
    assert stripped.text == piece.text.strip(BLANKS)
    assert spots(stripped) == spots(piece)[before : before + len(stripped)]
    assert is_sound(stripped)
    assert stripped.strip() == stripped


@given(st.lists(pieces(), max_size=4), st.sampled_from(["", "\n", "/"]))
def test_joining_keeps_text_and_places(parts: list[Piece], joint: str) -> None:
    joined = Piece.join(parts, joint)
    expected: list[Spot] = []
    for number, part in enumerate(parts):
        expected += [(char, None) for char in joint if number] + spots(part)
    assert spots(joined) == expected
    assert is_sound(joined)


@given(pieces(), st.integers(0, 60))
def test_what_is_cut_apart_joins_again(piece: Piece, at: int) -> None:
    assert spots(Piece.join((piece.slice(0, at), piece.slice(at)))) == spots(piece)


@given(pieces(), TEXT.filter(bool), st.integers(0, 20))
def test_find_gives_the_occurrence_with_its_places(piece: Piece, wanted: str, start: int) -> None:
    found, at = piece.find(wanted, start), piece.text.find(wanted, start)
    assert (found is None) == (at < 0)
    if found is not None:
        assert spots(found) == spots(piece)[at : at + len(wanted)]


@given(pieces())
def test_page_places_and_score_are_those_of_its_characters(piece: Piece) -> None:
    marked = [spot for _, spot in spots(piece) if spot is not None]
    assert piece.places == tuple(dict.fromkeys(place for place, _ in marked))
    assert piece.page == (marked[0][0].page if marked else None)
    assert piece.score == min((score for _, score in marked), default=1.0)


# ---- boxes

BOX: Box = (100.0, 10.0, 200.0, 20.0)


def at_box(text: str, box: Box = BOX) -> Piece:
    return Piece.at(text, Place(1, box=box))


def box_of(piece: Piece) -> Box:
    (place,) = piece.places
    assert place.box is not None
    return place.box


CUTS = [
    ("预算执行", 0, 2, (100.0, 150.0)),
    ("预算执行", 1, 4, (125.0, 200.0)),
    ("预算执行", 0, 4, (100.0, 200.0)),
    ("12预算执34", 2, 5, (120.0, 180.0)),
    ("abcd", 3, 4, (175.0, 200.0)),
    ("≥90%", 1, 3, (140.0, 180.0)),
]
"""A CJK character and a sign such as ≥ is one em wide, a Latin character half of one."""


@pytest.mark.parametrize(("text", "start", "end", "expected"), CUTS)
def test_a_box_shrinks_with_its_text(text: str, start: int, end: int, expected: tuple[float, float]) -> None:
    x0, y0, x1, y1 = box_of(at_box(text).slice(start, end))
    assert (x0, x1) == pytest.approx(expected)
    assert (y0, y1) == (10.0, 20.0)


@given(st.text(st.sampled_from("预算ab1≥％ "), min_size=1, max_size=20), st.data())
def test_parts_of_a_box_lie_side_by_side_within_it(text: str, data: st.DataObject) -> None:
    points = sorted(data.draw(st.sets(st.integers(1, len(text) - 1)) if len(text) > 1 else st.just(set[int]())))
    boxes = [box_of(at_box(text).slice(a, b)) for a, b in pairwise([0, *points, len(text)])]
    assert boxes[0][0] == pytest.approx(BOX[0])
    assert boxes[-1][2] == pytest.approx(BOX[2])
    assert all(left[2] == pytest.approx(right[0]) for left, right in pairwise(boxes))


def test_marks_of_different_boxes_stay_apart() -> None:
    second = (100.0, 20.0, 200.0, 30.0)
    piece = Piece.join((at_box("项目"), at_box("名称", second)), "\n")
    assert [place.box for place in piece.slice(1, 4).places] == [(150.0, 10.0, 200.0, 20.0), (100.0, 20.0, 150.0, 30.0)]


def test_text_of_no_width_can_be_cut() -> None:
    assert Piece.at("", Place(1)).marks == ()
    assert char_width("") == 0.0
    assert Piece("abc").slice(1, 2) == Piece("b")
    assert not Piece("  ").strip()
    assert Piece("x").page is None


def test_ink_that_gave_no_text_keeps_its_place() -> None:
    ink = Piece.unread(Place(2, BOX))
    assert (ink.text, ink.is_unread, ink.page, ink.score, bool(ink)) == ("", True, 2, 0.0, False)
    assert ink.strip() == ink.slice(0) == ink.slice(0, 9) == ink
    assert not Piece().is_unread
    assert not at_box("预算").slice(1, 1).is_unread
    assert Piece.join((at_box("预算"), ink)).score == 0.0


def test_rows_of_a_grid() -> None:
    cells = tuple(Cell(r, c, Piece(f"{r}{c}")) for r, c in [(2, 1), (0, 1), (2, 0), (0, 0)])
    assert [[cell.text for cell in row] for row in Grid(cells, ruled=True).rows()] == [["00", "01"], [], ["20", "21"]]
    assert list(Grid((), ruled=False).rows()) == []
