"""Text copies: dialects, encodings, leftovers of converters, and the line each piece stands on."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.document import Grid, Line, Piece
from extractor.errors import DamagedInputError, EmptyInputError
from extractor.readers import read
from extractor.readers.encoding import decode, is_plausible
from extractor.readers.markup import clean
from extractor.readers.text import parse_text

TABBED = "表一\n\n项目名称\t人民调解\t\n预算\t5\t\n\n联系人：江伟"
CELLWISE = "申报表\n\t单位编码\n\t预算数\n（万元）\n\n\t408001\n\t155\n\n\n填表说明：\n1.一致；\n"

DIALECTS = {
    "tab rows": (TABBED, ["表一", [["项目名称", "人民调解", ""], ["预算", "5", ""]], "联系人：江伟"]),
    "a row directly after text": ("单位：万元\n项目\t金额\n甲\t1\n合计", ["单位：万元", [["项目", "金额"], ["甲", "1"]], "合计"]),
    "an empty line parts tables of tab rows": ("a\tb\n\nc\td", [[["a", "b"]], [["c", "d"]]]),
    "blank first cells": ("\t\t区级资金\t5\n\t\t其他资金\t", [[["", "", "区级资金", "5"], ["", "", "其他资金", ""]]]),
    "cell per line": (CELLWISE, ["申报表", [["单位编码", "预算数\n（万元）"], ["408001", "155"]], "填表说明：", "1.一致；"]),
    "cells from the first line": ("\t标题\n\n\t名称\n\t　379\n", [[["标题"], ["名称", "379"]]]),
    "blank cells": ("\t甲\n\t\n\t　\n\t乙\n", [[["甲", "", "", "乙"]]]),
    "paragraphs in a cell": ("\t目标\n\t第一段。\n第二段。\n", [[["目标", "第一段。\n第二段。"]]]),
    "both in one file": ("\t甲\n\t乙\n\n丙\t丁\n戊\t己", [[["甲", "乙"]], [["丙", "丁"], ["戊", "己"]]]),
    "a single cell among tab rows": ("a\tb\tc\nd\te\tf\n\n\tg", [[["a", "b", "c"], ["d", "e", "f"]], [["", "g"]]]),
    "a single cell among cells": ("\ta\n\tb\n\n\tc", [[["a", "b"], ["c"]]]),
    "a converter's separator": ("甲\t5\n---\t---\n", [[["甲", "5"]]]),
    "carriage returns": ("a\tb\r\nc\td\r\n\r\ne", [[["a", "b"], ["c", "d"]], "e"]),
}


def shown(text: str) -> list[str | list[list[str]]]:
    return [
        block.piece.text if isinstance(block, Line) else [[cell.text for cell in row] for row in block.rows()]
        for block in parse_text(text).blocks
    ]


@pytest.mark.parametrize("case", DIALECTS)
def test_dialects(case: str) -> None:
    text, expected = DIALECTS[case]
    assert shown(text) == expected


def test_every_piece_knows_its_lines() -> None:
    page = parse_text(CELLWISE)
    title, grid, note, _ = page.blocks
    assert isinstance(title, Line) and isinstance(grid, Grid) and isinstance(note, Line)
    assert [place.line for place in title.piece.places] == [1]
    assert [[place.line for place in cell.piece.places] for cell in grid.cells] == [[2], [3, 4], [6], [7]]
    assert [place.line for place in note.piece.places] == [10]
    assert (page.origin, page.width, page.height) == ("text", 0.0, 0.0)
    assert not grid.ruled


MARKUP = {
    "## 绩效目标表": ("绩效目标表", 1),
    "[bookmark: _GoBack]区司法局": ("区司法局", 1),
    "<p>一是普法。</p> <p>二是调解。</p>": ("一是普法。\n二是调解。", 1),
    '<ol style="list-style-type: none"> 1. 甲</ol>': ("1. 甲", 1),
    "<ol><li>甲</li><li>乙</li></ol>": ("甲\n乙", 2),
    "指标值<95": ("指标值<95", 0),
    "#1 机组": ("#1 机组", 0),
}


@pytest.mark.parametrize("text", MARKUP)
def test_markup_is_dropped_and_named(text: str) -> None:
    notes: set[str] = set()
    expected, count = MARKUP[text]
    assert clean(Piece(text), notes.add).text == expected
    assert len(notes) == count


def test_dropped_markup_is_noted_once_per_kind() -> None:
    page = parse_text("## 甲\n\n## 乙\n\n[bookmark: x]丙")
    assert len(page.repairs) == 2


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030", "gbk"])
def test_encodings(encoding: str, tmp_path: Path) -> None:
    path = tmp_path / "copy.txt"
    path.write_bytes(TABBED.encode(encoding))
    document = read(path)
    assert [type(block) for block in document.pages[0].blocks] == [Line, Grid, Line]
    assert document.reader.startswith("text")


NOT_TEXT = {
    "truncated UTF-8 that is no GB18030 either": "绩效目标表".encode()[:-1] + b"\xff\xff",
    "binary": bytes(range(1, 32)) * 4,
    "Big5": "預算績效目標申報表，項目名稱與實施單位".encode("big5"),
    "Latin-1": "Éléments désignés à l'été, où ça débute: àéèùçâêîôû".encode("latin-1"),
    "UTF-16 cut in a character": "绩效目标".encode("utf-16")[:-1],
}


@pytest.mark.parametrize("case", NOT_TEXT)
def test_other_encodings_are_refused(case: str, tmp_path: Path) -> None:
    path = tmp_path / "copy.txt"
    path.write_bytes(NOT_TEXT[case])
    with pytest.raises(DamagedInputError, match="UTF-8"):
        read(path)


@pytest.mark.parametrize("text", [" \n\t\n", "\ufeff", "　\n　"])
def test_blank_text_is_empty(text: str, tmp_path: Path) -> None:
    path = tmp_path / "blank.txt"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(EmptyInputError):
        read(path)


@pytest.mark.parametrize(
    ("text", "plausible"), [("项目名称 ≥95%", True), ("﹝2018﹞21号", True), ("ÖØÇìÊÐ", False), ("\ue000\ue001", False)]
)
def test_plausible_text(text: str, plausible: bool) -> None:
    assert is_plausible(text) is plausible


CELL = st.text(st.characters(categories=("L", "N", "P"), exclude_characters="#<>[]-"), min_size=1, max_size=8)


@given(st.lists(st.lists(CELL, min_size=2, max_size=5), min_size=1, max_size=6))
def test_tab_rows_come_back(rows: list[list[str]]) -> None:
    assert shown("\n".join("\t".join(row) for row in rows)) == [rows]


@given(st.lists(st.lists(st.lists(CELL, min_size=1, max_size=3), min_size=2, max_size=4), min_size=1, max_size=5))
def test_cells_come_back(rows: list[list[list[str]]]) -> None:
    text = "\n".join("".join("\t" + "\n".join(cell) + "\n" for cell in row) for row in rows)
    assert shown(text) == [[["\n".join(cell) for cell in row] for row in rows]]


@given(st.text())
def test_any_text_is_parsed_without_losing_lines(text: str) -> None:
    page = parse_text(text)
    pieces = [cell.piece for block in page.blocks if isinstance(block, Grid) for cell in block.cells]
    pieces += [block.piece for block in page.blocks if isinstance(block, Line)]
    assert all(mark.place.line is not None for piece in pieces for mark in piece.marks)
    assert all(piece.text[mark.start : mark.end] for piece in pieces for mark in piece.marks)


@given(st.binary())
def test_any_bytes_decode_or_do_not(data: bytes) -> None:
    decoded = decode(data)
    assert decoded is None or isinstance(decoded[0], str)
