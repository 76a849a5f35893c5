"""Files that the tests read: forms drawn with MuPDF's built-in CJK font, and scans made from them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
import numpy.typing as npt
import pymupdf

from extractor.document import Block, Document, Grid, Line

Picture = npt.NDArray[np.uint8]
FONT = "china-s"
SIZE = 10.5
LEFT, TOP, ROW = 60.0, 120.0, 26.0


@dataclass(frozen=True)
class Box:
    """A cell of a drawn form, in rows and columns."""

    row: int
    column: int
    text: str
    row_span: int = 1
    column_span: int = 1


COLUMNS = (70.0, 70.0, 90.0, 120.0, 70.0, 50.0)

FORM = (
    Box(0, 0, "项目名称"),
    Box(0, 1, "农村饮水安全巩固提升工程", 1, 5),
    Box(1, 0, "资金情况", 2),
    Box(1, 1, "年度资金总额", 1, 2),
    Box(1, 3, "1,284.56", 1, 3),
    Box(2, 1, "其中：财政拨款", 1, 2),
    Box(2, 3, "1,200.00", 1, 3),
    Box(3, 0, "绩效指标", 5),
    Box(3, 1, "一级指标"),
    Box(3, 2, "二级指标"),
    Box(3, 3, "三级指标"),
    Box(3, 4, "指标值"),
    Box(3, 5, "权重"),
    Box(4, 1, "产出指标", 2),
    Box(4, 2, "数量指标"),
    Box(4, 3, "维修供水工程数量"),
    Box(4, 4, "≥86处"),
    Box(4, 5, "15"),
    Box(5, 2, "质量指标"),
    Box(5, 3, "水质检测合格率"),
    Box(5, 4, "95%"),
    Box(5, 5, "20"),
    Box(6, 1, "效益指标"),
    Box(6, 2, "社会效益"),
    Box(6, 3, "受益人口数量"),
    Box(6, 4, "8.6"),
    Box(6, 5, "10"),
    Box(7, 1, "满意度指标"),
    Box(7, 2, "服务对象"),
    Box(7, 3, "群众满意度"),
    Box(7, 4, ""),
    Box(7, 5, "5"),
)


def new_page(document: pymupdf.Document, width: float = 595, height: float = 842) -> pymupdf.Page:
    return document.new_page(width=width, height=height)


def write(page: pymupdf.Page, x: float, y: float, text: str, size: float = SIZE, **how: object) -> None:
    """Text whose baseline begins at (x, y)."""
    page.insert_text((x, y), text, fontname=FONT, fontsize=size, **how)


def text_width(text: str, size: float = SIZE) -> float:
    return float(pymupdf.get_text_length(text, fontname=FONT, fontsize=size))


def draw_form(page: pymupdf.Page, boxes: Sequence[Box] = FORM, *, left: float = LEFT, top: float = TOP, width: float = 0.7) -> None:
    """A ruled form, each text in the middle of its cell."""
    edges = [left + sum(COLUMNS[:n]) for n in range(len(COLUMNS) + 1)]
    for box in boxes:
        x0, x1 = edges[box.column], edges[box.column + box.column_span]
        y0, y1 = top + ROW * box.row, top + ROW * (box.row + box.row_span)
        page.draw_rect(pymupdf.Rect(x0, y0, x1, y1), width=width, color=(0, 0, 0))
        write(page, (x0 + x1 - text_width(box.text)) / 2, (y0 + y1) / 2 + SIZE * 0.36, box.text)


def draw_heading(page: pymupdf.Page) -> None:
    """A title, and two notes far apart on one line."""
    write(page, 190, 80, "项目支出绩效目标申报表", 16)
    write(page, LEFT, 110, "编制单位：青石县水利局")
    write(page, 470, 110, "单位：万元")


def form_pdf(path: Path, *, pages: int = 1) -> Path:
    """A digital form."""
    with pymupdf.open() as document:
        for _ in range(pages):
            page = new_page(document)
            draw_heading(page)
            draw_form(page)
        document.save(path)
    return path


def picture_of(pdf: Path, dpi: int = 200) -> Picture:
    """The first page as pixels (blue-green-red)."""
    with pymupdf.open(pdf) as document:
        pixmap = document[0].get_pixmap(dpi=dpi, alpha=False)
        rgb = np.frombuffer(pixmap.samples, np.uint8).reshape(pixmap.height, pixmap.width, 3)
    return np.ascontiguousarray(rgb[:, :, ::-1])


def stamped(picture: Picture) -> Picture:
    """With a round red stamp over the table."""
    layer = np.full_like(picture, 255)
    height, width = picture.shape[:2]
    middle, radius = (int(width * 0.55), int(height * 0.22)), width // 9
    cv2.circle(layer, middle, radius, (70, 60, 220), 7)
    cv2.circle(layer, middle, radius // 4, (70, 60, 220), -1)
    return np.asarray(picture.astype(np.float32) * layer / 255, np.uint8)


def worn(picture: Picture, *, degrees: float = 1.5, noise: float = 8, quality: int = 60) -> Picture:
    """Turned anticlockwise a little, noisy, compressed."""
    height, width = picture.shape[:2]
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1.0)
    tilted = cv2.warpAffine(picture, turn, (width, height), borderValue=(250, 250, 250)).astype(np.float32)
    rough = np.clip(tilted + np.random.default_rng(7).normal(0, noise, tilted.shape), 0, 255).astype(np.uint8)
    _, coded = cv2.imencode(".jpg", rough, [cv2.IMWRITE_JPEG_QUALITY, quality])
    return np.asarray(cv2.imdecode(coded, cv2.IMREAD_COLOR), np.uint8)


def picture_pdf(path: Path, pictures: Sequence[Picture]) -> Path:
    """A scanned PDF: one page for each picture."""
    with pymupdf.open() as document:
        for picture in pictures:
            page = new_page(document, *((595, 842) if picture.shape[0] > picture.shape[1] else (842, 595)))
            page.insert_image(page.rect, stream=cv2.imencode(".png", picture)[1].tobytes())
        document.save(path)
    return path


def blocks(document: Document) -> list[Block]:
    return [block for page in document.pages for block in page.blocks]


def grids(document: Document) -> list[Grid]:
    return [block for block in blocks(document) if isinstance(block, Grid)]


def lines(document: Document) -> list[str]:
    return [block.piece.text for block in blocks(document) if isinstance(block, Line)]


def shape(grid: Grid) -> list[Box]:
    """The grid as it would be drawn."""
    return [Box(cell.row, cell.column, cell.text, cell.row_span, cell.column_span) for cell in grid.cells]
