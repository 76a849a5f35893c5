"""Image files to pixels, refused by their header before anything is decoded."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageFile, ImageOps

from extractor.errors import DamagedInputError, TooLargeInputError
from extractor.readers.options import ReadOptions

__all__ = ["Pixels", "Raster", "frame_count", "raster_of", "rasters"]

Pixels: TypeAlias = npt.NDArray[np.uint8]
"""Height × width × 3, blue-green-red as OpenCV has it; or height × width, grey."""

_A4_WIDTH = 595.0
_PLAUSIBLE_DPI = range(60, 1201)
_MOST_PIXELS = 36_000_000
"""Larger pages are reduced after decoding: recognition gains nothing from them."""

# The bound is ours (ReadOptions.max_pixels), checked from the header; Pillow's own would only warn.
Image.MAX_IMAGE_PIXELS = None


@dataclass(frozen=True, slots=True)
class Raster:
    """A page as pixels, its size in points, and the resolution it was scanned at."""

    pixels: Pixels
    width: float
    height: float
    dpi: float

    @property
    def scale(self) -> float:
        """Pixels per point."""
        return float(self.pixels.shape[1]) / self.width


def frame_count(path: Path, options: ReadOptions) -> int:
    """How many pages the image file has. Every page's header is checked."""
    with _opened(path) as image:
        count: int = getattr(image, "n_frames", 1)
        if count > options.max_pages:
            raise TooLargeInputError(f"{path.name}：共 {count} 页，超过上限 {options.max_pages} 页。请拆分后再读取。")
        for index in range(count):
            image.seek(index)
            _check(image, path, index, options)
        return count


def rasters(path: Path, options: ReadOptions) -> Iterator[Raster]:
    """The pages of an image file, decoded one at a time."""
    with _opened(path) as image:
        for index in range(getattr(image, "n_frames", 1)):
            yield _decoded(image, path, index, options)


def raster_of(path: Path, page: int, options: ReadOptions) -> Raster | None:
    """One page (1-based) of an image file, None where it has no such page."""
    with _opened(path) as image:
        return _decoded(image, path, page - 1, options) if 0 < page <= getattr(image, "n_frames", 1) else None


def _decoded(image: Image.Image, path: Path, index: int, options: ReadOptions) -> Raster:
    # Other libraries (WeasyPrint) switch this on for the whole process: half a page would pass for a page of blanks.
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    try:
        image.seek(index)
        _check(image, path, index, options)
        return _raster(image)
    except (OSError, SyntaxError, ValueError, EOFError) as error:
        raise DamagedInputError(f"{path.name} 第 {index + 1} 页：图片已损坏或被截断。请重新扫描或重新导出。（{error}）") from error


def _opened(path: Path) -> Image.Image:
    try:
        return Image.open(path, formats=("PNG", "JPEG", "TIFF"))
    except (OSError, SyntaxError, ValueError) as error:
        raise DamagedInputError(f"{path.name}：图片已损坏，打不开。请重新扫描或重新导出。（{error}）") from error


def _check(image: Image.Image, path: Path, index: int, options: ReadOptions) -> None:
    width, height = image.size
    if width * height > options.max_pixels:
        raise TooLargeInputError(
            f"{path.name} 第 {index + 1} 页：{width}×{height} 像素，超过上限 {options.max_pixels} 像素。请以 200–300 dpi 重新扫描。"
        )


def _raster(image: Image.Image) -> Raster:
    dpi = _dpi(image)
    upright = ImageOps.exif_transpose(image)
    if upright.width * upright.height > _MOST_PIXELS:
        upright = upright.reduce(2)
        dpi = dpi / 2 if dpi else None
    pixels = np.asarray(_flattened(upright))[:, :, ::-1]
    width = upright.width * 72 / dpi if dpi else _A4_WIDTH * max(1.0, upright.width / upright.height)
    height = width * upright.height / upright.width
    return Raster(np.ascontiguousarray(pixels), width, height, dpi or upright.width * 72 / width)


def _dpi(image: Image.Image) -> float | None:
    """Resolution that the file names, if it can be true: many files say 72 or 96 and mean nothing."""
    try:
        dpi = float(image.info.get("dpi", (0, 0))[0])
    except (TypeError, ValueError, ZeroDivisionError):
        return None
    inches = max(image.size) / dpi if dpi else 0.0
    return dpi if round(dpi) in _PLAUSIBLE_DPI and 3 <= inches <= 20 else None


def _flattened(image: Image.Image) -> Image.Image:
    """In three colours, on white where it is transparent."""
    if image.mode in {"RGBA", "LA", "PA"} or "transparency" in image.info:
        layered = image.convert("RGBA")
        image = Image.new("RGBA", layered.size, "white")
        image.alpha_composite(layered)
    if image.mode.startswith("I"):
        image = image.point(lambda value: value / 256).convert("L")
    return image.convert("RGB")
