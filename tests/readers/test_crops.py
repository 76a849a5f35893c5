"""A place of a page read again."""

from __future__ import annotations

from contextlib import nullcontext
from pathlib import Path

import pymupdf
import pytest

from extractor.document import Box
from extractor.readers import ReadOptions
from extractor.readers.crops import crops_of

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


def _read(path: Path, box: Box, **options: object) -> tuple[str, float] | None:
    with crops_of(path, ReadOptions(threads=1, **options), nullcontext()) as crops:  # type: ignore[arg-type]
        return crops.text(1, box) if crops is not None else ("no crops", 0.0)


def test_a_text_layer_is_exact(tmp_path: Path) -> None:
    assert _read(_pdf(tmp_path / "a.pdf"), BOX) == (TEXT, 1.0)


def test_an_empty_place_of_a_text_layer_is_blank(tmp_path: Path) -> None:
    assert _read(_pdf(tmp_path / "a.pdf"), (20.0, 400.0, 60.0, 420.0)) == ("", 1.0)


def test_a_page_on_its_head_is_read_from_its_picture(tmp_path: Path) -> None:
    with crops_of(_pdf(tmp_path / "a.pdf", rotation=180), ReadOptions(threads=1), nullcontext()) as crops:
        assert crops is not None
        assert crops._layer(1) is None


def test_a_text_copy_is_not_read_again(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("一、项目支出绩效目标表", encoding="utf-8")
    assert _read(path, BOX) == ("no crops", 0.0)


@pytest.mark.slow
@pytest.mark.parametrize("name", ["picture", "always"])
def test_a_picture_is_recognised_and_never_exact(tmp_path: Path, name: str) -> None:
    path = _pdf(tmp_path / "a.pdf", picture=name == "picture")
    found = _read(path, BOX, **({"ocr": "always"} if name == "always" else {}))
    assert found is not None
    assert found[0] == TEXT
    assert found[1] < 1.0
