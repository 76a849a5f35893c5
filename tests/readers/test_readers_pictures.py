"""Pictures of pages: boxes of a record lie on them as they lie on the page, turned or not."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pymupdf
import pytest
from PIL import Image

from extractor.errors import InputError, MissingInputError, UnsupportedInputError
from extractor.readers import read
from extractor.readers.options import ReadOptions
from extractor.readers.pictures import crop_picture, has_pictures, page_picture, pictures_of
from extractor.readers.raster import Pixels, raster_of

WIDE, HIGH = 400, 300
WORD = "123456789"


def pdf(path: Path, rotation: int = 0) -> Path:
    """A page with one word, which is red, on white."""
    document = pymupdf.open()
    page = document.new_page(width=WIDE, height=HIGH)
    page.insert_text((150, 120), WORD, fontsize=20, color=(1, 0, 0))
    page.set_rotation(rotation)
    document.save(path)
    document.close()
    return path


def decoded(png: bytes) -> Pixels:
    return np.asarray(cv2.imdecode(np.frombuffer(png, np.uint8), cv2.IMREAD_COLOR), np.uint8)


def red(picture: Pixels) -> tuple[int, int, int, int]:
    """The box around what is red."""
    blue_is_low = (picture[:, :, 0] < 128) & (picture[:, :, 2] > 128)
    ys, xs = np.nonzero(blue_is_low)
    return int(xs.min()), int(ys.min()), int(xs.max()) + 1, int(ys.max()) + 1


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
@pytest.mark.parametrize("width", [400, 1200])
def test_the_box_of_a_word_lies_on_the_word(tmp_path: Path, rotation: int, width: int) -> None:
    path = pdf(tmp_path / "a.pdf", rotation)
    page = read(path).pages[0]
    place = next(place for block in page.blocks if hasattr(block, "piece") for place in block.piece.places)
    assert place.box is not None
    with pictures_of(path) as pictures:
        size = pictures.size(1)
        assert size == pytest.approx((page.width, page.height))
        picture = decoded(pictures.page(1, width))
    assert picture.shape[1] == pytest.approx(width, abs=1)
    scale = picture.shape[1] / size[0]
    x0, y0, x1, y1 = (value * scale for value in place.box)
    left, top, right, bottom = red(picture)
    assert x0 - 2 * scale <= left
    assert right <= x1 + 2 * scale
    assert y0 - 2 * scale <= top
    assert bottom <= y1 + 2 * scale
    crop = decoded(crop_picture(path, 1, place.box, 0))
    assert red(crop)[2] - red(crop)[0] > crop.shape[1] / 2 or rotation in (90, 270)


def image(path: Path, orientation: int) -> Path:
    """A photograph 200 × 100 with a red corner at the top left of what the camera saw."""
    pixels = np.full((100, 200, 3), 255, np.uint8)
    pixels[:20, :40] = (255, 0, 0)
    exif = Image.Exif()
    exif[0x0112] = orientation
    Image.fromarray(pixels).save(path, exif=exif)
    return path


@pytest.mark.parametrize(("orientation", "corner"), [(1, (0, 0)), (3, (1, 1)), (6, (1, 0)), (8, (0, 1))])
def test_photographs_stand_upright(tmp_path: Path, orientation: int, corner: tuple[int, int]) -> None:
    path = image(tmp_path / "a.png", orientation)
    picture = decoded(page_picture(path, 1, 400))
    with pictures_of(path) as pictures:
        width, height = pictures.size(1)
    assert picture.shape[0] / picture.shape[1] == pytest.approx(height / width, rel=0.02)
    left, top, right, bottom = red(picture)
    assert ((left + right) / 2 > picture.shape[1] / 2, (top + bottom) / 2 > picture.shape[0] / 2) == corner


def test_pages_of_an_image_file(tmp_path: Path) -> None:
    frames = [Image.new("L", (100, 50), shade) for shade in (0, 255)]
    frames[0].save(tmp_path / "a.tif", save_all=True, append_images=frames[1:])
    shades = [decoded(page_picture(tmp_path / "a.tif", number, 100)).mean() for number in (1, 2)]
    assert shades == [0, 255]
    assert raster_of(tmp_path / "a.tif", 3, ReadOptions()) is None
    with pytest.raises(MissingInputError, match="没有第 3 页"):
        page_picture(tmp_path / "a.tif", 3, 100)


def test_pictures_are_bounded(tmp_path: Path) -> None:
    path = pdf(tmp_path / "a.pdf")
    assert decoded(page_picture(path, 1, 10**9)).shape[1] <= 4001
    assert decoded(page_picture(path, 1, -5)).shape[1] <= 17
    document = pymupdf.open()
    document.new_page(width=100, height=14_000)
    document.save(tmp_path / "long.pdf")
    picture = decoded(page_picture(tmp_path / "long.pdf", 1, 4000))
    assert picture.shape[0] * picture.shape[1] <= 16_100_000


def test_grey_pages_are_grey_and_the_same_every_time(tmp_path: Path) -> None:
    document = pymupdf.open()
    document.new_page(width=WIDE, height=HIGH).insert_text((50, 50), WORD)
    document.save(tmp_path / "a.pdf")
    made = page_picture(tmp_path / "a.pdf", 1, 800)
    assert np.asarray(cv2.imdecode(np.frombuffer(made, np.uint8), cv2.IMREAD_UNCHANGED)).ndim == 2
    assert page_picture(tmp_path / "a.pdf", 1, 800) == made


REFUSED = [
    ("a.pdf", 0, (0.0, 0.0, 10.0, 10.0)),
    ("a.pdf", 2, (0.0, 0.0, 10.0, 10.0)),
    ("a.pdf", 1, (1000.0, 1000.0, 1010.0, 1010.0)),
    ("a.pdf", 1, (-100.0, -100.0, -90.0, -90.0)),
    ("a.txt", 1, (0.0, 0.0, 10.0, 10.0)),
    ("broken.pdf", 1, (0.0, 0.0, 10.0, 10.0)),
    ("none.pdf", 1, (0.0, 0.0, 10.0, 10.0)),
]


@pytest.mark.parametrize(("name", "page", "box"), REFUSED)
def test_what_cannot_be_shown_is_said_so(tmp_path: Path, name: str, page: int, box: tuple[float, float, float, float]) -> None:
    pdf(tmp_path / "a.pdf")
    (tmp_path / "a.txt").write_text("文字", encoding="utf-8")
    (tmp_path / "broken.pdf").write_bytes(b"%PDF-1.7\nnothing")
    with pytest.raises(InputError):
        crop_picture(tmp_path / name, page, box)


def test_text_has_lines_and_no_pictures(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("文字", encoding="utf-8")
    assert not has_pictures(tmp_path / "a.txt")
    assert has_pictures(pdf(tmp_path / "a.pdf"))
    with pytest.raises(UnsupportedInputError, match="原件"):
        page_picture(tmp_path / "a.txt", 1, 100)
