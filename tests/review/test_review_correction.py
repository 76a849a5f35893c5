"""What a correction makes of a leaf: the text as a reader would have taken it, at the place of the old one."""

from __future__ import annotations

import pytest

from extractor.document import Piece, Place
from extractor.record import Alternative, Evidence, Leaf, Span
from extractor.review import corrected, rejected, unreadable
from extractor.settle import leaf as settled

READ = Leaf(
    raw="12O", page=2, box=(1, 2, 3, 4), confidence=0.4, role=0.9, ocr=0.5, alternatives=[Alternative(reading="copy", raw="120")],
    unit="万元", unit_source="form",
)  # fmt: skip


@pytest.mark.parametrize(
    ("path", "new", "raw", "value"),
    [
        ("forms[0].total_budget", "1,234.50", "1,234.50", "1234.50"),
        ("forms[0].total_budget", "　812.40 ", "812.40", "812.40"),
        ("forms[0].total_budget", "约八百", "约八百", None),
        ("forms[0].funding[0].amount", "", "", None),
        ("forms[0].indicators[0].weight", "10%", "10%", "10"),
        ("forms[0].indicators[0].operator", "≥", "≥", "GE"),
        ("forms[0].indicators[0].value", "优良", "优良", "优良"),
        ("forms[0].indicators[0].is_core", "是", "是", "yes"),
        ("forms[0].fiscal_year", "二〇二四", "二〇二四", "2024"),
        ("claims[0].period", "2021年", "2021年", None),
        ("claims[0].amount", "802.57", "802.57", "802.57"),
        ("tables[0].rows[0].cells[0]", "8,025,704.92", "8,025,704.92", "8025704.92"),
        ("tables[0].rows[0].name", "公共安全支出", "公共安全支出", "公共安全支出"),
        ("forms[0].attributes[0].value", "12.50", "12.50", "12.50"),
    ],
)
def test_a_correction_is_normalised_as_reading_does(path: str, new: str, raw: str, value: str | None) -> None:
    made = corrected(READ, path, new)
    assert (made.raw, made.value) == (raw, value)
    assert (made.origin, made.confidence, made.page, made.box) == ("reviewer", 1.0, 2, (1, 2, 3, 4))
    assert (made.alternatives, made.unreadable, made.role, made.ocr) == (None, None, None, None)


@pytest.mark.parametrize("text", ["812.40万元", "≥170 件", "2024", "是", "1,0 00", " ", "一、基本\n支出"])
@pytest.mark.parametrize("field", ["total_budget", "weight", "operator", "value", "is_core", "fiscal_year", "project_name", "unit"])
def test_it_says_what_a_reading_of_that_text_would_say(field: str, text: str) -> None:
    path = f"forms[0].{field}" if field in ("total_budget", "fiscal_year", "project_name") else f"forms[0].indicators[0].{field}"
    read = settled(Piece.at(text, Place(1)), field)
    made = corrected(READ, path, text)
    assert (made.raw, made.value) == (read.raw, read.value)


@pytest.mark.parametrize(
    ("path", "new", "unit", "source"),
    [
        ("forms[0].total_budget", "120", "万元", "form"),
        ("forms[0].total_budget", "120元", "元", "cell"),
        ("tables[0].rows[0].cells[1]", "120", "万元", "form"),
        ("forms[0].total_budget", "", None, None),
        ("forms[0].project_name", "120元", None, None),
    ],
)
def test_money_keeps_its_unit(path: str, new: str, unit: str | None, source: str | None) -> None:
    made = corrected(READ, path, new)
    assert (made.unit, made.unit_source) == (unit, source)


def evidence(**place: object) -> Evidence:
    return Evidence.model_validate({"path": "forms[0].total_budget", "raw": "", **place})


def test_a_missed_field_stands_where_the_evidence_says() -> None:
    path = "forms[0].total_budget"
    assert corrected(None, path, "960").page is None
    there = corrected(None, path, "960", [evidence(page=3, box=(5, 6, 7, 8))])
    assert (there.page, there.box, there.spans) == (3, (5, 6, 7, 8), None)
    cell = corrected(None, path, "960", [evidence(page=1, cell=(2, 3, 4))])
    assert (cell.page, cell.spans) == (1, [Span(page=1, cell=(2, 3, 4))])
    two = corrected(None, path, "960", [evidence(page=1, line=4), evidence(page=1, line=5)])
    assert (two.page, two.line, [span.line for span in two.spans or ()]) == (1, None, [4, 5])


def test_the_place_moves_only_where_the_reviewer_says_so() -> None:
    spans = [Span(page=2, box=(1, 2, 3, 4)), Span(page=3, box=(1, 2, 3, 4))]
    read = READ.model_copy(update={"box": None, "spans": spans})
    looked_at = evidence(page=2, box=(1, 2, 3, 4))
    assert corrected(read, "forms[0].total_budget", "1", [looked_at]).spans == spans
    elsewhere = evidence(page=4, box=(1, 2, 3, 4))
    assert corrected(read, "forms[0].total_budget", "1", [elsewhere]).page == 4


def test_nothing_of_the_kind_and_ink_that_cannot_be_read() -> None:
    path = "forms[0].total_budget"
    for made, ink in ((rejected(READ, path), None), (unreadable(READ, path), True)):
        assert (made.raw, made.value, made.unit, made.unreadable) == ("", None, None, ink)
        assert (made.origin, made.page, made.box) == ("reviewer", 2, (1, 2, 3, 4))
