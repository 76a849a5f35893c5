"""Scans: the same every time, pictures only, with boxes that follow the skew."""

from __future__ import annotations

import math
from dataclasses import replace
from pathlib import Path

import numpy as np
import pymupdf
import pytest

from golden import degrade as module
from golden.corpus import Boxes, Spot, get_case, leaves
from golden.degrade import LEVELS, degrade, main, scan

# level → dots per inch, skew in degrees, JPEG quality, stamped
PROMISED = {"easy": (200, 0.5, 80, False), "standard": (200, 1.5, 60, True), "hard": (150, 2.5, 40, True)}


def test_levels() -> None:
    assert {name: (level.dpi, level.skew, level.quality, level.stamp) for name, level in LEVELS.items()} == PROMISED
    assert LEVELS["hard"].noise == 2 * LEVELS["standard"].noise


@pytest.mark.parametrize("level", LEVELS)
def test_a_scan_is_one_picture_on_each_page_and_the_same_again(level: str) -> None:
    case = get_case("own-two")
    source, boxes = case.source_pdf.read_bytes(), case.boxes()
    first = degrade(source, boxes, LEVELS[level], seed=7)
    assert first == degrade(source, boxes, LEVELS[level], seed=7)
    assert first != degrade(source, boxes, LEVELS[level], seed=8)
    with pymupdf.open("pdf", first[0]) as scanned, pymupdf.open(case.source_pdf) as digital:
        assert [page.rect for page in scanned] == [page.rect for page in digital]
        assert all(not page.get_text() and len(page.get_images()) == 1 for page in scanned)


@pytest.mark.parametrize("seed", [3, 4], ids=["one way", "the other way"])
@pytest.mark.parametrize("level", LEVELS)
def test_boxes_follow_the_skew(level: str, seed: int) -> None:
    """Of a clean scan each true box holds the ink it has in the digital copy; being upright, it may take in more."""
    case, labels = get_case("own-two"), leaves(get_case("own-two").expected())
    boxes = {path: spots for path, spots in case.boxes().items() if labels[path]}
    _holds_its_ink(case.source_pdf.read_bytes(), boxes, level, seed)


def test_boxes_follow_the_skew_of_pages_that_lie_across() -> None:
    boxes: Boxes = {}
    with pymupdf.open() as document:
        for number, (width, height) in enumerate([(595, 842), (842, 595)], start=1):
            page = document.new_page(width=width, height=height)
            for x, y in ((40, 40), (width - 90, 40), (40, height - 40), (width - 90, height - 40)):
                page.insert_text((x, y), "1234567", fontsize=12)
                boxes[f"{number}.{x}.{y}"] = [Spot(page=number, box=[x, y - 10, x + 48, y + 1])]
        pdf = document.tobytes()
    _holds_its_ink(pdf, boxes, "hard", 3)


def _holds_its_ink(pdf: bytes, boxes: Boxes, level: str, seed: int) -> None:
    clean = replace(LEVELS[level], dpi=200, noise=0, blur=0.2, shade=0, quality=95, stamp=False)
    turned_pdf, turned = degrade(pdf, boxes, clean, seed=seed)
    with pymupdf.open("pdf", turned_pdf) as scanned, pymupdf.open("pdf", pdf) as digital:
        for path in boxes:
            before, after = _ink(digital, boxes[path][0]), _ink(scanned, turned[path][0])
            assert 0 < 0.75 * before < after, path


def _ink(document: pymupdf.Document, spot: Spot) -> float:
    """Square points of black within the box."""
    pixmap = document[spot["page"] - 1].get_pixmap(dpi=200, clip=pymupdf.Rect(spot["box"]), colorspace=pymupdf.csGRAY)
    pixels = np.frombuffer(pixmap.samples, np.uint8)
    return float((pixels < 128).sum()) * (72 / 200) ** 2


def test_a_turned_box_is_the_upright_one_around_it() -> None:
    page = pymupdf.Rect(0, 0, 200, 100)
    spot = module._turn({"page": 2, "box": [100, 50, 110, 50]}, 30, page)
    assert spot == {"page": 2, "box": [100, 50, round(100 + 10 * math.cos(math.radians(30)), 2), 55]}


def test_committed_scan_belongs_to_the_digital_copy() -> None:
    """Its boxes are those of a scan made now; the picture may differ in JPEG libraries' details, so it is compared loosely."""
    case = get_case("000")
    made = scan(case, "standard")
    assert case.scan_pdf.stat().st_size < 1_500_000
    assert made.boxes_json.read_bytes() == case.scan_boxes_json.read_bytes()
    with pymupdf.open(made.pdf) as new, pymupdf.open(case.scan_pdf) as old:
        for page, other in zip(new, old, strict=True):
            pixels = [np.frombuffer(p.get_pixmap(dpi=50).samples, np.uint8).astype(float) for p in (page, other)]
            assert np.abs(pixels[0] - pixels[1]).mean() < 2


def test_the_cache_is_used_and_the_command_writes_elsewhere(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(module, "CACHE", tmp_path / "cache")
    case = get_case("own-two")
    before = sorted(path.name for path in case.folder.iterdir())
    assert main(["own-two", "--level", "easy", "--out", str(tmp_path / "out")]) == 0
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["own-two.easy.boxes.json", "own-two.easy.pdf"]
    assert sorted(path.name for path in case.folder.iterdir()) == before
    monkeypatch.setattr(module, "degrade", None)  # a second call must not make it again
    assert scan(case, "easy").boxes().keys() == case.boxes().keys()
