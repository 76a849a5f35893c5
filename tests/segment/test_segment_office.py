"""Grids of office files in the stream: they have no rulings to go on by, so none continues another."""

from __future__ import annotations

from extractor.document import Cell, Document, Grid, Page, Piece, Place
from extractor.segment.flow import Row, flow


def sheet(number: int, *rows: str) -> Page:
    """A sheet with one grid."""
    cells = (
        Cell(i, j, Piece.at(text.strip(), Place(number, cell=(number, i + 1, j + 1))))
        for i, row in enumerate(rows)
        for j, text in enumerate(row.split("|"))
    )
    return Page(number, (Grid(tuple(cells), ruled=True),), "office")


def grids(*pages: Page) -> list[tuple[int, list[str]]]:
    items = flow(Document("a.xlsx", "", pages))
    return [(item.grid, [cell.text for cell in item.cells]) for item in items if isinstance(item, Row)]


def test_a_sheet_does_not_go_on_with_the_sheet_before() -> None:
    first = sheet(1, "名称 | 值 | 说明", "里程 | 168 | 按照养护中心的台账统计里程，以季度为单位")
    second = sheet(2, " | | 每季核对一次，年底汇总。", "合格率 | 90 | 按月抽查")
    assert grids(first, second) == [
        (0, ["名称", "值", "说明"]),
        (0, ["里程", "168", "按照养护中心的台账统计里程，以季度为单位"]),
        (1, ["", "", "每季核对一次，年底汇总。"]),
        (1, ["合格率", "90", "按月抽查"]),
    ]


def test_merged_cells_reach_down() -> None:
    merged = Cell(0, 0, Piece("级"), row_span=2)
    page = Page(1, (Grid((merged, Cell(0, 1, Piece("甲")), Cell(1, 1, Piece("乙"))), ruled=True),), "office")
    rows = [item for item in flow(Document("a.docx", "", (page,))) if isinstance(item, Row)]
    assert [[cell.text for cell in row.all_cells] for row in rows] == [["级", "甲"], ["级", "乙"]]
