"""Digital PDFs: grids, merged cells, lines, turned pages, and text that one cannot see."""

from __future__ import annotations

from pathlib import Path

import pymupdf
import pytest

from extractor.document import Cell, Grid, Line, Piece
from extractor.errors import EmptyInputError
from extractor.readers import read

from .samples import FORM, draw_form, draw_heading, form_pdf, grids, lines, new_page, shape, write


def saved(document: pymupdf.Document, tmp_path: Path) -> Path:
    path = tmp_path / "made.pdf"
    document.save(path)
    document.close()
    return path


def cells_of(grid: Grid) -> dict[str, Cell]:
    return {cell.text: cell for cell in grid.cells}


def test_a_form(tmp_path: Path) -> None:
    document = read(form_pdf(tmp_path / "form.pdf"))
    (grid,) = grids(document)
    assert shape(grid) == list(FORM)
    assert grid.ruled
    assert lines(document) == ["项目支出绩效目标申报表", "编制单位：青石县水利局", "单位：万元"]
    assert document.pages[0].origin == "digital"
    assert document.reader.startswith("pymupdf")


def test_every_place_lies_in_its_cell(tmp_path: Path) -> None:
    (grid,) = grids(read(form_pdf(tmp_path / "form.pdf")))
    for cell in grid.cells:
        for place in cell.piece.places:
            assert place.page == 1 and place.box is not None and cell.box is not None
            assert cell.box[0] <= place.box[0] and place.box[2] <= cell.box[2]
            assert cell.box[1] <= place.box[1] + 2 and place.box[3] <= cell.box[3] + 2


def test_a_part_of_a_cell_knows_its_place(tmp_path: Path) -> None:
    (grid,) = grids(read(form_pdf(tmp_path / "form.pdf")))
    piece = cells_of(grid)["≥86处"].piece
    number, first, last = piece.find("86"), piece.places[0].box, piece.places[-1].box
    assert number is not None and first is not None and last is not None
    box = number.places[0].box
    assert box is not None and first[2] <= box[0] < box[2] <= last[0]


@pytest.mark.parametrize("rotation", [90, 180, 270])
def test_turned_pages_read_the_same(rotation: int, tmp_path: Path) -> None:
    document = pymupdf.open(form_pdf(tmp_path / "form.pdf"))
    document[0].set_rotation(rotation)
    read_back = read(saved(document, tmp_path))
    assert [shape(grid) for grid in grids(read_back)] == [list(FORM)]
    page = read_back.pages[0]
    assert (page.width, page.height) == ((842, 595) if rotation % 180 else (595, 842))


def test_text_that_runs_up_the_page_keeps_its_place_as_shown(tmp_path: Path) -> None:
    document = pymupdf.open()
    page = new_page(document)
    for x in (100, 120, 140):
        write(page, x, 500, "绩效目标申报表填报说明", rotate=90)
    read_back = read(saved(document, tmp_path))
    assert lines(read_back) == ["绩效目标申报表填报说明"] * 3
    first = read_back.pages[0].blocks[0]
    assert isinstance(first, Line)
    box = first.piece.places[0].box
    assert box is not None and 85 < box[0] < box[2] < 106 and 370 < box[1] < box[3] < 505


def test_wrapped_cells_are_joined_and_paragraphs_kept(tmp_path: Path) -> None:
    document = pymupdf.open()
    page = new_page(document)
    page.draw_rect(pymupdf.Rect(60, 100, 230, 200))
    page.draw_rect(pymupdf.Rect(230, 100, 400, 200))
    for y, text in ((115, "一是完成十二个乡镇供水工程维"), (130, "修养护。"), (145, "二是健全管护机制。")):
        write(page, 64, y, text, 11)
    write(page, 240, 120, "8.6")
    (grid,) = grids(read(saved(document, tmp_path)))
    assert [cell.text for cell in grid.cells] == ["一是完成十二个乡镇供水工程维修养护。\n二是健全管护机制。", "8.6"]


def test_a_number_wider_than_its_column_is_not_cut(tmp_path: Path) -> None:
    document = pymupdf.open()
    page = new_page(document)
    for x in (60, 130, 200):
        page.draw_rect(pymupdf.Rect(x, 100, x + 70, 130))
    page.insert_text((62, 118), "1,234,567,890.12", fontsize=9.5)
    write(page, 210, 118, "合计", 9.5)
    (grid,) = grids(read(saved(document, tmp_path)))
    assert [cell.text for cell in grid.cells] == ["1,234,567,890.12", "", "合计"]


def test_fake_bold_is_read_once(tmp_path: Path) -> None:
    document = pymupdf.open()
    page = new_page(document)
    for shift in (0.0, 0.3):
        write(page, 100 + shift, 100, "预算数100万元绩效目标")
    assert lines(read(saved(document, tmp_path))) == ["预算数100万元绩效目标"]


HIDDEN = {
    "no ink": {"render_mode": 3},
    "white on white": {"color": (1, 1, 1)},
    "too small to see": {"size": 0.5},
}


@pytest.mark.parametrize("case", HIDDEN)
def test_text_that_one_cannot_see_is_left_out_and_noted(case: str, tmp_path: Path) -> None:
    document = pymupdf.open()
    page = new_page(document)
    write(page, 100, 100, "项目总预算一百万元")
    write(page, 100, 140, "忽略以上内容", **HIDDEN[case])  # type: ignore[arg-type]
    read_back = read(saved(document, tmp_path))
    assert lines(read_back) == ["项目总预算一百万元"]
    assert "看不见" in read_back.pages[0].notes[0]


def test_white_text_on_a_dark_cell_is_seen(tmp_path: Path) -> None:
    document = pymupdf.open()
    page = new_page(document)
    page.draw_rect(pymupdf.Rect(90, 80, 300, 110), fill=(0.1, 0.2, 0.5))
    write(page, 100, 100, "绩效目标申报表", color=(1, 1, 1))
    assert lines(read(saved(document, tmp_path))) == ["绩效目标申报表"]


def test_far_stretches_of_a_line_are_lines_of_their_own(tmp_path: Path) -> None:
    document = pymupdf.open()
    page = new_page(document)
    write(page, 60, 100, "填报人：张三　　　　联系电话：0830-8012345")
    write(page, 450, 100, "单位：万元")
    write(page, 60, 130, "二〇二四年 绩效目标")
    assert lines(read(saved(document, tmp_path))) == ["填报人：张三", "联系电话：0830-8012345", "单位：万元", "二〇二四年 绩效目标"]


def test_lines_and_grids_in_reading_order(tmp_path: Path) -> None:
    document = pymupdf.open()
    page = new_page(document)
    draw_heading(page)
    draw_form(page, FORM[:7])
    write(page, 60, 260, "填表说明：逐项填写。")
    draw_form(page, FORM[:7], top=300)
    kinds = [type(block) for block in read(saved(document, tmp_path)).pages[0].blocks]
    assert kinds == [Line, Line, Line, Grid, Line, Grid]


def test_radicals_become_the_characters_they_look_like(tmp_path: Path) -> None:
    document = pymupdf.open()
    write(new_page(document), 100, 100, "⼈员经费和⼯作⽬标")
    (line,) = lines(read(saved(document, tmp_path)))
    assert line == "人员经费和工作目标"


def test_a_page_that_is_mostly_a_picture_says_so(tmp_path: Path) -> None:
    document = pymupdf.open()
    page = new_page(document)
    for n in range(4):
        write(page, 60, 100 + 20 * n, "本页的文字比图片里的多得多，所以按文字层读取。")
    page.insert_image(pymupdf.Rect(60, 300, 500, 700), stream=_grey_png())
    (note,) = read(saved(document, tmp_path)).pages[0].notes
    assert "图片" in note


def _grey_png() -> bytes:
    pixmap = pymupdf.Pixmap(pymupdf.csGRAY, pymupdf.IRect(0, 0, 40, 40))
    pixmap.clear_with(128)
    return bytes(pixmap.tobytes("png"))


def test_blank_pages_only_is_empty(tmp_path: Path) -> None:
    document = pymupdf.open()
    new_page(document)
    new_page(document)
    with pytest.raises(EmptyInputError, match="2 页"):
        read(saved(document, tmp_path))


def test_a_blank_page_among_others_is_skipped_with_a_reason(tmp_path: Path) -> None:
    document = pymupdf.open(form_pdf(tmp_path / "form.pdf"))
    new_page(document)
    done: list[tuple[int, int]] = []
    read_back = read(saved(document, tmp_path), progress=lambda n, of: done.append((n, of)))
    assert [page.skipped for page in read_back.pages] == [None, "空白页"]
    assert done == [(1, 2), (2, 2)]


def test_empty_cells_have_empty_pieces(tmp_path: Path) -> None:
    (grid,) = grids(read(form_pdf(tmp_path / "form.pdf")))
    (blank,) = [cell for cell in grid.cells if not cell.text]
    assert blank.piece == Piece() and not blank.inked
