"""A piece becomes a leaf: raw as written, the value normalised, every place it stands at."""

from __future__ import annotations

import pytest

from extractor.document import Mark, Piece, Place
from extractor.settle import leaf

LINE = Place(1, line=7)

# field, raw, value
VALUES = [
    ("total_budget", "1,286,000.00", "1286000.00"),
    ("total_budget", "449 ", "449"),
    ("total_budget", "449万元", "449"),
    ("total_budget", "100\n200", None),
    ("total_budget", "待定", None),
    ("amount", "２０，０００", "20000"),
    ("weight", "10%", "10"),
    ("weight", "0.10", "0.10"),
    ("execution_weight", "10", "10"),
    ("operator", "≥", "GE"),
    ("operator", "不低于", "GE"),
    ("operator", "反向", None),
    ("value", "１，２００", "1200"),
    ("value", "2025年11月底前", "2025年11月底前"),
    ("value", "优 良", "优良"),
    ("value", "0", "0"),
    ("is_core", "是", "yes"),
    ("is_core", "√", "yes"),
    ("is_core", "否", "no"),
    ("is_core", "部分", None),
    ("fiscal_year", "2024", "2024"),
    ("fiscal_year", "二〇二四", "2024"),
    ("fiscal_year", "２０２４", "2024"),
    ("fiscal_year", "202", None),
    ("name", "支 出（１）", "支出(1)"),
    ("project_name", "普法\n专项", "普法\n专项"),
]


@pytest.mark.parametrize(("field", "raw", "value"), VALUES)
def test_values_are_normalised_by_field(field: str, raw: str, value: str | None) -> None:
    made = leaf(Piece.at(raw, LINE), field)
    assert (made.raw, made.value) == (raw.strip(), value)


def test_outer_blanks_are_no_part_of_raw() -> None:
    made = leaf(Piece.at("　379\xa0", LINE), "amount")
    assert (made.raw, made.value, made.line, made.page) == ("379", "379", 7, 1)


def test_a_blank_cell_stands_nowhere() -> None:
    made = leaf(Piece.at("　 ", LINE), "amount")
    assert made.model_dump(exclude_none=True) == {"raw": "", "confidence": 1.0, "origin": "read"}


def test_ink_that_gave_no_text_is_not_blank() -> None:
    made = leaf(Piece.unread(Place(2, (1, 2, 3, 4))), "amount", confidence=0.9)
    assert (made.raw, made.value, made.unreadable, made.page, made.box, made.confidence) == ("", None, True, 2, (1, 2, 3, 4), 0.0)


def test_text_of_several_lines_has_spans() -> None:
    piece = Piece.join((Piece.at("第一段。", Place(1, line=3)), Piece.at("第二段。", Place(1, line=4))), "\n")
    made = leaf(piece, "text")
    assert (made.raw, made.page, made.line) == ("第一段。\n第二段。", 1, None)
    assert [(span.page, span.line) for span in made.spans or []] == [(1, 3), (1, 4)]


def test_boxes_of_one_page_become_one() -> None:
    lines = (Piece.at("第一行", Place(1, (10, 10, 40, 20))), Piece.at("行二", Place(1, (8, 20, 30, 30.123))))
    made = leaf(Piece.join(lines), "text")
    assert (made.page, made.box, made.spans) == (1, (8, 10, 40, 30.12), None)


def test_a_value_over_a_page_break_has_a_span_on_each() -> None:
    lines = (Piece.at("上页，", Place(1, (10, 800, 40, 810))), Piece.at("下页", Place(2, (10, 50, 30, 60))))
    made = leaf(Piece.join(lines), "text")
    assert (made.page, made.box) == (1, None)
    assert [(span.page, span.box) for span in made.spans or []] == [(1, (10, 800, 40, 810)), (2, (10, 50, 30, 60))]


def test_confidence_is_that_of_the_reading_and_of_its_worst_character() -> None:
    marks = (Mark(0, 2, Place(1, (0, 0, 20, 10)), 0.99), Mark(2, 3, Place(1, (20, 0, 30, 10)), 0.5))
    assert leaf(Piece("监督局", marks), "name", confidence=0.9).confidence == 0.45
    assert leaf(Piece("监督局", marks).slice(0, 2), "name", confidence=0.9).confidence == 0.891


def test_keys_that_say_nothing_are_left_out_of_the_file() -> None:
    made = leaf(Piece.at("5", LINE), "amount").model_dump()
    assert made.keys() == {"raw", "value", "page", "box", "line", "confidence", "origin", "role"}


def test_what_confidence_is_made_from_is_kept() -> None:
    made = leaf(Piece.at("5", LINE, score=0.8), "amount", confidence=0.9)
    assert (made.role, made.ocr) == (0.9, 0.8)
    assert made.confidence == pytest.approx(0.72)
    assert leaf(Piece.at("5", LINE), "amount", confidence=0.9).ocr is None
    assert leaf(Piece(), "amount", confidence=0.9).role is None
