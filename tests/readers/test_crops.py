"""A place of a page read again."""

from __future__ import annotations

from collections import Counter
from contextlib import nullcontext
from pathlib import Path

import pymupdf
import pytest

from extractor.document import Box
from extractor.readers import ReadOptions
from extractor.readers.crops import crops_of
from extractor.readers.sheets import CLOSELY, FIRST

PLACE, TEXT = (100.0, 100.0), "1,234.50"
BOX: Box = (99.0, 88.0, 160.0, 104.0)


def _pdf(path: Path, *, picture: bool = False, rotation: int = 0) -> Path:
    document = pymupdf.open()
    page = document.new_page()
    page.insert_text(PLACE, TEXT, fontsize=12)
    page.insert_text((100, 130), "99.00", fontsize=12)
    page.insert_text((300, 100), "77.00 and more words so that the layer counts as a page of text", fontsize=9)
    if picture:
        pixmap = page.get_pixmap(dpi=200)
        document.delete_page(0)
        page = document.new_page()
        page.insert_image(page.rect, pixmap=pixmap)
    page.set_rotation(rotation)
    document.save(path)
    document.close()
    return path


def _looks(path: Path, box: Box, *, closely: bool = False, **options: object) -> list[tuple[str, float]] | None:
    with crops_of(path, ReadOptions(threads=1, **options), nullcontext()) as crops:  # type: ignore[arg-type]
        return [(look.text, look.score) for look in crops.looks(1, box, closely=closely)] if crops is not None else None


def test_a_text_layer_is_exact_and_needs_no_closer_look(tmp_path: Path) -> None:
    assert _looks(_pdf(tmp_path / "a.pdf"), BOX) == [(TEXT, 1.0)]
    assert _looks(_pdf(tmp_path / "a.pdf"), BOX, closely=True) == []


def test_an_empty_place_of_a_text_layer_is_blank(tmp_path: Path) -> None:
    assert _looks(_pdf(tmp_path / "a.pdf"), (20.0, 400.0, 60.0, 420.0)) == [("", 1.0)]


def test_a_page_on_its_head_is_read_from_its_picture(tmp_path: Path) -> None:
    with crops_of(_pdf(tmp_path / "a.pdf", rotation=180), ReadOptions(threads=1), nullcontext()) as crops:
        assert crops is not None
        assert crops._layer(1) is None


def test_a_text_copy_is_not_read_again(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("一、项目支出绩效目标表", encoding="utf-8")
    assert _looks(path, BOX) is None


@pytest.mark.slow
@pytest.mark.parametrize("closely", [False, True])
@pytest.mark.parametrize("name", ["picture", "always"])
def test_a_picture_is_looked_at_in_several_ways_and_never_exact(tmp_path: Path, name: str, closely: bool) -> None:
    path = _pdf(tmp_path / "a.pdf", picture=name == "picture")
    found = _looks(path, BOX, closely=closely, **({"ocr": "always"} if name == "always" else {})) or []
    assert len(found) == len(CLOSELY if closely else FIRST)
    assert Counter(text for text, _ in found).most_common(1)[0][0] == TEXT
    assert all(score < 1.0 for _, score in found)


@pytest.mark.slow
def test_a_look_knows_what_else_may_stand_there(tmp_path: Path) -> None:
    with crops_of(_pdf(tmp_path / "a.pdf", picture=True), ReadOptions(threads=1), nullcontext()) as crops:
        assert crops is not None
        for look in crops.looks(1, BOX):
            assert look.trace is not None
            right, alike, other = (look.trace.likelihood(text) for text in (TEXT, "1,284.50", "9,876.10"))
            assert right is not None and alike is not None and other is not None
            assert right > alike > other
