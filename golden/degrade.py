"""Makes a scan of a digital PDF: skew, stamp, shadow, blur, noise and JPEG, the same every time.

python -m golden.degrade CASE --level standard --out DIR
python -m golden.degrade CASE --level standard --write      over the committed scan
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
import os
import sys
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
import numpy.typing as npt
import pymupdf

from golden.corpus import CACHE, Boxes, Case, Spot, get_case, read_boxes
from golden.stamp import INK, draw_stamp

__all__ = ["LEVELS", "Hardness", "Scan", "degrade", "main", "options", "scan"]

_VERSION = 1
"""Part of the cache key: raise it when the same parameters give another picture."""

Picture = npt.NDArray[np.float32]
"""Rows, columns, RGB from 0 to 1."""


@dataclass(frozen=True, slots=True)
class Hardness:
    """How bad a scan is.

    `skew` is in degrees (a page has 0.9 to 1.1 of it, either way), `noise` in levels of 255, `blur` in pixels, `shade` is the
    share of light lost in the darkest corner.
    """

    dpi: int
    skew: float
    noise: float
    blur: float
    shade: float
    quality: int
    stamp: bool


LEVELS: dict[str, Hardness] = {
    "easy": Hardness(dpi=200, skew=0.5, noise=2.5, blur=0.4, shade=0.04, quality=80, stamp=False),
    "standard": Hardness(dpi=200, skew=1.5, noise=5, blur=0.6, shade=0.12, quality=60, stamp=True),
    "hard": Hardness(dpi=150, skew=2.5, noise=10, blur=0.7, shade=0.22, quality=40, stamp=True),
}


@dataclass(frozen=True, slots=True)
class Scan:
    """A scanned copy and where its leaves stand."""

    pdf: Path
    boxes_json: Path

    def boxes(self) -> Boxes:
        """The true boxes in the scan."""
        return read_boxes(self.boxes_json)


def scan(case: Case, level: str = "standard", take: int = 0) -> Scan:
    """The scan of a case from the cache, made where it is not there or its source has changed.

    Another `take` lays the same paper on the scanner again: other skew, shade, noise and place of the stamp, no harder.
    """
    hardness = LEVELS[level]
    source, boxes = case.source_pdf.read_bytes(), case.boxes_json.read_bytes()
    taken = repr((_VERSION, hardness, take) if take else (_VERSION, hardness))
    key = hashlib.sha256(source + boxes + taken.encode()).hexdigest()[:12]
    made = Scan(CACHE / f"{case.name}.{level}.{key}.pdf", CACHE / f"{case.name}.{level}.{key}.boxes.json")
    if not (made.pdf.exists() and made.boxes_json.exists()):
        _save(made, *degrade(source, case.boxes(), hardness, seed=zlib.crc32(case.name.encode()) + take))
    return made


def degrade(pdf: bytes, boxes: Boxes, hardness: Hardness, *, seed: int) -> tuple[bytes, Boxes]:
    """The scanned copy and the boxes in it, both in the points of the page."""
    skews: list[tuple[float, pymupdf.Rect]] = []
    with pymupdf.open("pdf", pdf) as source, pymupdf.open() as target:
        for number, page in enumerate(source, start=1):
            rng = np.random.default_rng([seed, number])
            skew = hardness.skew * rng.uniform(0.9, 1.1) * rng.choice([-1, 1])
            picture = _scan_page(page, hardness, skew, rng)
            target.new_page(width=page.rect.width, height=page.rect.height).insert_image(page.rect, stream=picture)
            skews.append((skew, page.rect))
        made: bytes = target.tobytes(garbage=3, no_new_id=True)
    turned = {path: [_turn(spot, *skews[spot["page"] - 1]) for spot in spots] for path, spots in boxes.items()}
    return made, turned


def _scan_page(page: pymupdf.Page, hardness: Hardness, skew: float, rng: np.random.Generator) -> bytes:
    pixmap = page.get_pixmap(dpi=hardness.dpi, alpha=False)
    samples = np.frombuffer(pixmap.samples, np.uint8).reshape(pixmap.height, pixmap.width, 3)
    picture: Picture = (samples / 255).astype(np.float32)
    if hardness.stamp:
        _press(picture, draw_stamp(hardness.dpi, rng), rng)
    picture = _rotate(picture, skew)
    picture *= _light(picture.shape[:2], hardness.shade, rng)[:, :, None]
    picture = cv2.GaussianBlur(picture, (0, 0), hardness.blur)
    picture += rng.normal(0, hardness.noise / 255, picture.shape[:2]).astype(np.float32)[:, :, None]
    pixels = (np.clip(picture, 0, 1) * 255).round().astype(np.uint8)
    settings = [cv2.IMWRITE_JPEG_QUALITY, hardness.quality, cv2.IMWRITE_JPEG_OPTIMIZE, 1]
    _, encoded = cv2.imencode(".jpg", cv2.cvtColor(pixels, cv2.COLOR_RGB2BGR), settings)
    return encoded.tobytes()


def _press(picture: Picture, ink: npt.NDArray[np.float32], rng: np.random.Generator) -> None:
    """The stamp goes over the right half of the page, where there is text at most heights."""
    height, width = ink.shape
    top = int(rng.uniform(0.25, 0.70) * picture.shape[0])
    left = int(rng.uniform(0.50, 0.72) * (picture.shape[1] - width))
    part = picture[top : top + height, left : left + width]
    ink = ink[: part.shape[0], : part.shape[1], None]
    part *= 1 - ink * (1 - np.array(INK, np.float32))


def _rotate(picture: Picture, degrees: float) -> Picture:
    """Clockwise for positive degrees, about the middle, on white paper."""
    height, width = picture.shape[:2]
    matrix = cv2.getRotationMatrix2D((width / 2 - 0.5, height / 2 - 0.5), -degrees, 1.0)
    turned: Picture = cv2.warpAffine(picture, matrix, (width, height), flags=cv2.INTER_LINEAR, borderValue=(1, 1, 1))
    return turned


def _light(shape: tuple[int, ...], shade: float, rng: np.random.Generator) -> npt.NDArray[np.float32]:
    """Paper a little grey, darker towards one side and into one corner."""
    y, x = np.mgrid[0 : 1 : shape[0] * 1j, 0 : 1 : shape[1] * 1j]
    angle, corner = rng.uniform(0, 2 * math.pi), rng.integers(0, 2, 2)
    slope = 0.5 + 0.5 * ((x - 0.5) * math.cos(angle) + (y - 0.5) * math.sin(angle))
    spot = np.exp(-((x - corner[0]) ** 2 + (y - corner[1]) ** 2) / 0.12)
    light: npt.NDArray[np.float32] = (0.98 - shade * (0.6 * slope + 0.6 * spot)).astype(np.float32)
    return light


def _turn(spot: Spot, degrees: float, page: pymupdf.Rect) -> Spot:
    """The upright box around the turned one."""
    cos, sin = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    middle_x, middle_y = page.width / 2, page.height / 2
    x0, y0, x1, y1 = spot["box"]
    corners = [(x - middle_x, y - middle_y) for x in (x0, x1) for y in (y0, y1)]
    xs = [middle_x + x * cos - y * sin for x, y in corners]
    ys = [middle_y + x * sin + y * cos for x, y in corners]
    return Spot(page=spot["page"], box=[round(edge, 2) for edge in (min(xs), min(ys), max(xs), max(ys))])


def _save(made: Scan, pdf: bytes, boxes: Boxes) -> None:
    """Whole or not at all: others may look into the cache at the same time."""
    made.pdf.parent.mkdir(parents=True, exist_ok=True)
    for path, content in ((made.pdf, pdf), (made.boxes_json, json.dumps(boxes, ensure_ascii=False).encode())):
        part = path.with_name(f"{path.name}.{os.getpid()}.part")
        part.write_bytes(content)
        part.replace(path)


def options(arguments: Sequence[str] | None = None) -> argparse.Namespace:
    """The options of a call."""
    parser = argparse.ArgumentParser(prog="python -m golden.degrade", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("case", metavar="CASE")
    parser.add_argument("--level", choices=LEVELS, default="standard")
    parser.add_argument("--out", type=Path, default=CACHE, metavar="DIR", help="default: the cache")
    parser.add_argument("--write", action="store_true", help="replace the committed scan (off by default)")
    return parser.parse_args(arguments)


def main(arguments: Sequence[str] | None = None) -> int:
    """Writes CASE.LEVEL.pdf and its boxes into a folder; the committed scan only under --write."""
    chosen = options(arguments)
    case = get_case(chosen.case)
    made = scan(case, chosen.level)
    stem = f"{case.name}.{chosen.level}"
    target = Scan(chosen.out / f"{stem}.pdf", chosen.out / f"{stem}.boxes.json")
    _save(Scan(case.scan_pdf, case.scan_boxes_json) if chosen.write else target, made.pdf.read_bytes(), made.boxes())
    print(f"{(case.scan_pdf if chosen.write else target.pdf).name}: {made.pdf.stat().st_size:,} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
