"""Boxes under labels without borders: rows of them are one table with their labels; other tables stay as they are."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pymupdf
import pytest

from extractor.document import Document
from extractor.readers import read

from .samples import ROW, Box, draw_form, grids, lines, new_page, picture_of, picture_pdf, shape, worn, write

LEFT = 60.0
EDGES = (0.0, 70.0, 140.0, 230.0, 350.0, 420.0, 470.0)
TOP = 120.0

Part = tuple[Sequence[tuple[int, str]], Sequence[Box]]
"""What stands over the boxes, each at the edge of a column, and the boxes themselves."""

OWNER: Part = (((0, "使用科室"), (3, "分管领导")), (Box(0, 0, "林草科", 1, 3), Box(0, 3, "何其", 1, 3)))
SPAN: Part = (
    ((0, "开工"), (2, "完工"), (3, "验收")),
    (Box(0, 0, "三月", 1, 2), Box(0, 2, "五月"), Box(0, 3, "六月", 1, 3)),
)
REASON: Part = (((0, "设立理由"),), (Box(0, 0, "山火多发，须及早发现", 1, 6),))
ROWS = (("数量", "瞭望塔", "≥4座"), ("质量", "完好率", "≥95%"))
TARGETS: Part = (
    ((0, "大类"), (1, "小类"), (3, "内容"), (4, "要求")),
    tuple(Box(r, c, text, 1, 1 if c == 3 else 2) for r, row in enumerate(ROWS) for c, text in zip((1, 3, 4), row, strict=True)),
)


def page_of(parts: Sequence[Part], path: Path, *, beside: Sequence[tuple[float, str]] = (), title: int = -1) -> Path:
    """Boxes under one another, labels over them; `beside` texts at a height left of them; a large title over part `title`."""
    with pymupdf.open() as document:
        page, y = new_page(document), TOP
        for number, (labels, boxes) in enumerate(parts):
            if number == title:
                write(page, 200, y + 18, "另一张表", 16)
                y += ROW
            for column, text in labels:
                write(page, LEFT + EDGES[column] + 4, y + 12, text)
            draw_form(page, boxes, left=LEFT, top=y + 18)
            y += 18 + ROW * (1 + max(box.row for box in boxes))
        for height, text in beside:
            write(page, LEFT + 4, height, text)
        document.save(path)
    return path


def rows(document: Document) -> list[list[list[str]]]:
    """Each grid by rows, the texts of their cells."""
    return [[[cell.text for cell in row] for row in grid.rows()] for grid in grids(document)]


def test_labels_and_boxes_are_one_table(tmp_path: Path) -> None:
    document = read(page_of([OWNER, SPAN, REASON], tmp_path / "form.pdf"))
    assert rows(document) == [
        [
            ["使用科室", "分管领导"],
            ["林草科", "何其"],
            ["开工", "完工", "验收"],
            ["三月", "五月", "六月"],
            ["设立理由"],
            ["山火多发，须及早发现"],
        ]
    ]
    assert lines(document) == []
    assert {(cell.column, cell.column_span) for cell in grids(document)[0].cells if cell.row >= 4} == {(0, 3)}


def test_what_stands_beside_the_boxes(tmp_path: Path) -> None:
    height = TOP + 3 * 18 + 2 * ROW + ROW + 4
    document = read(page_of([OWNER, SPAN, TARGETS], tmp_path / "form.pdf", beside=[(height, "产出")]))
    (grid,) = shape_of(document)
    assert [box for box in grid if box.text in ("大类", "产出")] == [Box(4, 0, "大类"), Box(5, 0, "产出", 2)]


def shape_of(document: Document) -> list[list[Box]]:
    return [shape(grid) for grid in grids(document)]


SAID: Part = (((0, "科室：甲"), (3, "日期：三月")), OWNER[1])
# parts → how many grids they stay
STAYS: dict[str, tuple[Sequence[Part], int, int]] = {
    "one row of boxes": ([OWNER, REASON, TARGETS], -1, 2),
    "labels that say their values": ([SAID, SAID], -1, 2),
    "a box without a label": ([OWNER, (SPAN[0][:2], SPAN[1])], -1, 2),
    "a label over two boxes": ([OWNER, (((0, "开工与完工的月份以及验收的月份"),), SPAN[1])], -1, 2),
    "a title between": ([OWNER, SPAN], 1, 2),
    "tables with headers": ([TARGETS, TARGETS], -1, 2),
}


@pytest.mark.parametrize("case", STAYS)
def test_other_tables_stay(case: str, tmp_path: Path) -> None:
    parts, title, count = STAYS[case]
    document = read(page_of(parts, tmp_path / "form.pdf", title=title))
    assert len(grids(document)) == count


def test_in_a_scan(tmp_path: Path) -> None:
    picture = worn(picture_of(page_of([OWNER, SPAN, REASON], tmp_path / "form.pdf")), degrees=0.6)
    (found,) = rows(read(picture_pdf(tmp_path / "scan.pdf", [picture])))
    assert [len(row) for row in found] == [2, 2, 3, 3, 1, 1]
    assert found[0] == ["使用科室", "分管领导"]
