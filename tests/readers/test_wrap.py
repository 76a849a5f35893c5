"""Lines under one another in a cell: which breaks are the layout's, which the author's."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.document import Box, Piece, char_width
from extractor.readers.runs import Run
from extractor.readers.wrap import first_unit, join_wrapped

EM = 10.0
PADDING = 4.0

UNITS = {
    "作，保障": "作，",
    "（一）普法": "（一）",
    "8025704.92元": "8025704.92",
    "≥95%": "≥",
    "50010622T0001-中央": "50010622T0001-",
    "〔2017〕3号": "〔2017〕3",
    "95%；以上": "95%；",
    "": "",
}


@pytest.mark.parametrize("text", UNITS)
def test_first_unit(text: str) -> None:
    assert first_unit(text) == UNITS[text]


def laid_out(texts: list[str], width: float, align: str) -> tuple[list[Run], Box]:
    """Each text as a line of a cell that takes `width` em of text."""
    cell = (100.0, 0.0, 100 + width * EM + 2 * PADDING, 20.0 * len(texts))
    runs = []
    for number, text in enumerate(texts):
        long = char_width(text) * EM
        room = width * EM - long
        x0 = cell[0] + PADDING + {"left": 0.0, "middle": room / 2, "right": room}[align]
        runs.append(Run(Piece(text), (x0, 20.0 * number, x0 + long, 20.0 * number + 12), EM))
    return runs, cell


CASES = [
    (["完成全县十二个乡镇的供水", "工程维修养护。"], 12.0, "完成全县十二个乡镇的供水工程维修养护。"),
    (["第一段写得很短。", "第二段。"], 12.0, "第一段写得很短。\n第二段。"),
    (["一级指", "标"], 3.6, "一级指标"),
    (["绩", "效", "指", "标"], 6.0, "绩效指标"),
    (["预算资金", "8025704.92"], 6.0, "预算资金8025704.92"),
    (["水质检测合格率达", "95%，供水"], 9.0, "水质检测合格率达95%，供水"),
    (["50010622T00000", "2236813-中央"], 7.0, "50010622T000002236813-中央"),
    (["budget", "performance"], 5.6, "budget performance"),
    (["1.完成调解工作三百件，办结。", "2.开展普法。", "3.培训。"], 14.0, "1.完成调解工作三百件，办结。\n2.开展普法。\n3.培训。"),
    (["1.完成调解；2.开展普法工作。", "3.培训。"], 14.0, "1.完成调解；2.开展普法工作。3.培训。"),
]


@pytest.mark.parametrize("align", ["left", "middle"])
@pytest.mark.parametrize(("texts", "width", "expected"), CASES)
def test_joining(texts: list[str], width: float, expected: str, align: str) -> None:
    assert join_wrapped(*laid_out(texts, width, align)).text == expected


def test_an_indent_begins_a_paragraph() -> None:
    runs, cell = laid_out(["　" * 2 + "完成供水工程维修养", "护工作，保障饮水安全", "　" * 2 + "健全管护机制。"], 11.0, "left")
    indented = [Run(run.piece.strip(), (run.box[0] + 20, *run.box[1:]), EM) if run.text.startswith("　") else run for run in runs]
    assert join_wrapped(indented, cell).text == "完成供水工程维修养护工作，保障饮水安全\n健全管护机制。"


def test_no_lines() -> None:
    assert join_wrapped([], (0, 0, 10, 10)) == Piece()


CHARS = st.text("完成全县乡镇供水工程维修养护保障农村人口饮安", min_size=1, max_size=60)


@given(CHARS, st.integers(2, 30), st.floats(0, 0.9), st.sampled_from(["left", "middle"]))
def test_a_wrapped_paragraph_comes_back(text: str, columns: int, spare: float, align: str) -> None:
    texts = [text[at : at + columns] for at in range(0, len(text), columns)]
    assert join_wrapped(*laid_out(texts, columns + spare, align)).text == text


@given(st.lists(CHARS, min_size=2, max_size=4), st.integers(8, 30))
def test_paragraphs_that_leave_room_stay_apart(paragraphs: list[str], columns: int) -> None:
    texts = [p[: columns - 3] for p in paragraphs]
    runs, cell = laid_out([*texts, "完" * columns], columns, "left")
    assert join_wrapped(runs, cell).text.split("\n") == [*texts, "完" * columns] or all(len(t) == 1 for t in texts)
