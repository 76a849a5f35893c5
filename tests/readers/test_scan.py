"""Scans, with real recognition on small pages made here."""

from __future__ import annotations

import threading
import unicodedata
from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import Path
from types import TracebackType

import cv2
import numpy as np
import pymupdf
import pytest
from PIL import Image

from extractor.document import Document, Grid
from extractor.readers import ReadOptions, read
from extractor.readers.stamps import without_stamps

from .samples import FORM, Box, Picture, form_pdf, grids, lines, picture_of, picture_pdf, shape, stamped, worn

pytestmark = pytest.mark.slow


class Counted(AbstractContextManager[None]):
    """A lock that counts how often it is held, and never twice at once."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.count = 0

    def __enter__(self) -> None:
        assert self.lock.acquire(blocking=False)
        self.count += 1

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.lock.release()


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory) -> Picture:
    return picture_of(form_pdf(tmp_path_factory.mktemp("scan") / "form.pdf"))


def plain(boxes: Sequence[Box]) -> list[Box]:
    """With the forms of signs that recognition may take for one another as one, and without blanks."""
    return [replace(box, text=unicodedata.normalize("NFKC", box.text).replace(" ", "")) for box in boxes]


def is_form(document: Document) -> bool:
    return [plain(shape(grid)) for grid in grids(document)] == [plain(FORM)]


def test_a_stamped_and_skewed_scan_reads_as_the_form(clean: Picture, tmp_path: Path) -> None:
    cpu = Counted()
    path = picture_pdf(tmp_path / "scan.pdf", [worn(stamped(clean))])
    document = read(path, cpu=cpu)
    page = document.pages[0]
    assert is_form(document)
    assert "项目支出绩效目标申报表" in lines(document)
    assert page.origin == "scan" and page.skew == pytest.approx(-1.5, abs=0.1)
    assert cpu.count >= 2
    assert "rapidocr" in document.reader


def test_places_lie_on_the_page_as_scanned(clean: Picture, tmp_path: Path) -> None:
    """Ink is where a place says: the boxes are turned back with the page."""
    picture = worn(clean, degrees=1.5, noise=2)
    (grid,) = grids(read(picture_pdf(tmp_path / "scan.pdf", [picture])))
    scale = picture.shape[1] / 595
    for cell in grid.cells:
        for place in cell.piece.places:
            assert place.box is not None
            x0, y0, x1, y1 = (round(value * scale) for value in place.box)
            assert picture[y0:y1, x0:x1].min() < 120
        assert cell.piece.score > 0.5


@pytest.mark.parametrize("quarters", [1, 2, 3])
def test_pages_that_lie_sideways_or_upside_down(quarters: int, clean: Picture, tmp_path: Path) -> None:
    path = tmp_path / "turned.png"
    cv2.imwrite(str(path), np.rot90(clean, quarters))
    assert is_form(read(path))


def test_a_page_with_a_hidden_text_layer_is_read_from_its_picture(clean: Picture, tmp_path: Path) -> None:
    path = picture_pdf(tmp_path / "scan.pdf", [clean])
    with pymupdf.open(path) as document:
        document[0].insert_text((60, 60), "错误的文字层" * 20, fontname="china-s", render_mode=3)
        document.saveIncr()
    document_read = read(path)
    assert is_form(document_read)
    assert not any("错误" in line for line in lines(document_read))


def test_pages_of_both_kinds_in_one_file(clean: Picture, tmp_path: Path) -> None:
    path = form_pdf(tmp_path / "mixed.pdf")
    with pymupdf.open(path) as document:
        document.insert_file(picture_pdf(tmp_path / "scan.pdf", [clean]))
        document.saveIncr()
    document_read = read(path)
    assert [page.origin for page in document_read.pages] == ["digital", "scan"]
    assert [plain(shape(grid)) for grid in grids(document_read)] == [plain(FORM)] * 2


def test_recognition_on_request(tmp_path: Path) -> None:
    document = read(form_pdf(tmp_path / "form.pdf"), options=ReadOptions(ocr="always"))
    assert document.pages[0].origin == "scan"
    assert is_form(document)


def test_a_tiff_of_two_pages(clean: Picture, tmp_path: Path) -> None:
    first = Image.fromarray(cv2.cvtColor(clean, cv2.COLOR_BGR2GRAY)).point(lambda value: 255 * (value > 140)).convert("1")
    blank = Image.new("1", first.size, 1)
    first.save(tmp_path / "fax.tif", save_all=True, append_images=[blank], compression="group4", dpi=(200, 200))
    done: list[int] = []
    document = read(tmp_path / "fax.tif", progress=lambda n, _: done.append(n))
    assert [page.skipped for page in document.pages] == [None, "空白页"]
    assert document.pages[0].width == pytest.approx(595, abs=1)
    assert len(grids(document)[0].cells) == len(FORM)
    assert done == [1, 2]


def test_an_image_without_a_resolution_is_taken_as_a4(clean: Picture, tmp_path: Path) -> None:
    cv2.imwrite(str(tmp_path / "scan.jpg"), clean[: clean.shape[0] // 4])
    page = read(tmp_path / "scan.jpg").pages[0]
    assert page.width >= 595


def test_a_cell_whose_ink_gives_no_text_is_inked(clean: Picture, tmp_path: Path) -> None:
    picture = clean.copy()
    scale = picture.shape[1] / 595
    x, y = int((60 + 70 + 70 + 90 + 120 + 35) * scale), int((120 + 26 * 7.5) * scale)
    blot = np.array([[x - 28, y + 8], [x - 20, y - 20], [x - 5, y + 14], [x + 9, y - 17], [x + 30, y + 12]], np.int32)
    cv2.polylines(picture, [blot], isClosed=False, color=(0, 0, 0), thickness=9)
    cv2.imwrite(str(tmp_path / "scan.png"), picture)
    document = read(tmp_path / "scan.png")
    (grid,) = grids(document)
    (cell,) = [c for c in grid.cells if (c.row, c.column) == (7, 4)]
    assert cell.inked or cell.text
    if cell.inked:
        assert any("认不出" in note for note in document.pages[0].notes)


def test_a_coarse_scan_should_be_made_again(tmp_path: Path) -> None:
    path = picture_pdf(tmp_path / "coarse.pdf", [picture_of(form_pdf(tmp_path / "form.pdf"), dpi=90)])
    assert any("建议重扫" in note for note in read(path).pages[0].notes)


def test_stamps_go_and_red_print_stays(clean: Picture) -> None:
    scale = clean.shape[1] / 595
    red_line = clean.copy()
    cv2.line(red_line, (100, 300), (1500, 300), (40, 40, 230), 3)
    assert without_stamps(red_line, scale)[300, 800] < 200
    grey = without_stamps(stamped(clean), scale)
    plain = without_stamps(clean, scale)
    assert np.abs(grey.astype(int) - plain).max() < 90


def test_grids_of_scans_are_ruled(clean: Picture, tmp_path: Path) -> None:
    cv2.imwrite(str(tmp_path / "scan.png"), clean)
    assert all(isinstance(grid, Grid) and grid.ruled for grid in grids(read(tmp_path / "scan.png")))
