"""The screenshots of the README: `python -m tests.browser.pictures [FOLDER]`. Read from golden documents, without a model."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from numpy.typing import NDArray
from PIL import Image
from playwright.sync_api import Page, expect

from golden.corpus import ROOT
from tests.browser.chromium import NEEDED, SMALL, chromium, has_chromium, new_context
from tests.browser.desk import Desk
from tests.browser.documents import AMOUNT, Read, read_by_rules, scanned, source_of
from tests.browser.serving import Site, serving
from tests.browser.watching import watched

__all__ = ["draw"]

_DOCS = ROOT.parent / "docs"
_LARGEST = 200_000
"""Bytes of a picture in the repository."""

_GREYS, _FLAT, _OTHER = (64, 32, 16, 12, 8), 48, 64
_GREY = 8
"""Levels that the parts of a grey may differ by."""

_BESIDE = {
    ("002", "source.pdf"): "2024年部门预算公开说明.pdf",
    ("001", "source.docx"): "重点专项绩效目标表（九个项目）.docx",
    ("003", "source.pdf"): "部门整体绩效目标表.pdf",
    ("004", "source.docx"): "项目支出绩效目标汇总.docx",
    ("own-selfeval", "source.pdf"): "绩效自评表.pdf",
}
"""What stands in the queue beside the scan, and what it is called there."""

_SCAN = "司法局2024年重点专项绩效目标表（扫描件）.pdf"


def _documents() -> list[Read]:
    others = [replace(read_by_rules(source_of(*copy)), name=name) for copy, name in _BESIDE.items()]
    return [replace(scanned(), name=_SCAN), *others]


def _begun(page: Page, site: Site) -> None:
    """A review that is under way, so that the pictures show what that looks like."""
    desk = Desk(page, site)
    desk.known_as("王复核")
    for number, decisions in ((0, 3), (4, 5)):
        desk.open(number=number)
        for count in range(1, decisions + 1):
            subject = desk.panel.get_attribute("data-subject")
            desk.press("a")
            expect(page.locator('[data-count="decided"]')).to_have_text(str(count))
            expect(desk.panel).not_to_have_attribute("data-subject", subject or "")


def _addresses(site: Site, scan: Read) -> Mapping[str, str]:
    return {
        "queue": site.url(),
        "document": site.document(),
        "finding": site.document(f"tab=findings&finding={scan.finding(AMOUNT).id}"),
    }


def _palette(pixels: NDArray[np.uint8], greys: int) -> Image.Image:
    """A ramp of greys for paper and print, the flat colours of the interface as they are, and some more: the noise of a scan must
    not take their places.
    """
    ramp = np.linspace(0, 255, greys).astype(np.uint8).repeat(3)
    coloured = pixels[np.ptp(pixels, axis=1) > _GREY]
    distinct, counts = np.unique(coloured, axis=0, return_counts=True)
    flat = distinct[np.argsort(-counts, kind="stable")[:_FLAT]]
    others = Image.fromarray(coloured[np.newaxis]).quantize(_OTHER, Image.Quantize.MAXCOVERAGE).getpalette() or []
    made = Image.new("P", (1, 1))
    made.putpalette([*ramp.tolist(), *flat.ravel().tolist(), *others])
    return made


def _small(png: bytes) -> bytes:
    """The picture with as many greys as its size allows."""
    picture = Image.open(BytesIO(png)).convert("RGB")
    pixels = np.asarray(picture).reshape(-1, 3)
    for greys in _GREYS:
        made = BytesIO()
        picture.quantize(palette=_palette(pixels, greys), dither=Image.Dither.NONE).save(made, "PNG", optimize=True)
        if made.tell() < _LARGEST:
            break
    return made.getvalue()


def draw(out: Path, screen: tuple[int, int] = SMALL) -> list[Path]:
    """Draws the pictures into a folder."""
    out.mkdir(parents=True, exist_ok=True)
    documents, made = _documents(), []
    with (
        TemporaryDirectory() as folder,
        serving(Path(folder), documents) as site,
        chromium() as browser,
        watched(new_context(browser, screen), site.address) as page,
    ):
        _begun(page, site)
        for name, address in _addresses(site, documents[0]).items():
            page.goto(address)
            page.wait_for_load_state("networkidle")
            path = out / f"review-{name}.png"
            path.write_bytes(_small(page.screenshot()))
            made.append(path)
    return made


def _main(arguments: list[str]) -> None:
    if not has_chromium():
        raise SystemExit(NEEDED)
    for path in draw(Path(arguments[0]) if arguments else _DOCS):
        sys.stdout.write(f"{path}  {path.stat().st_size / 1000:.0f} kB\n")


if __name__ == "__main__":
    _main(sys.argv[1:])
