"""Paragraphs: lines the page broke are joined, those the author ended are not; definitions are told."""

from __future__ import annotations

import pytest

from extractor.document import Block, Line, Piece, Place
from extractor.segment.lines.prose import paragraphs
from tests.layouts import document, line, of_text, ruled


def set_line(text: str, left: float, right: float, top: float, page: int = 1) -> Line:
    box = (left, top, right, top + 10)
    return Line(Piece.at(text, Place(page, box)), box)


def test_broken_lines_are_joined_and_ended_ones_are_not() -> None:
    page = [
        set_line("2025年收入预算31万元，其中：财政拨款收入31万元，比上年增", 80, 500, 100),
        set_line("加2万元；其他收入0万元。", 60, 300, 116),
        set_line("支出预算31万元，都是财政拨款，用于保障机构正常运转和完成", 80, 500, 132),
        set_line("日常工作任务。", 60, 150, 148),
    ]
    assert [found.piece.text[:4] + found.piece.text[-4:] for found in paragraphs(document(page))] == [
        "20250万元。",
        "支出预算作任务。",
    ]


def test_a_paragraph_runs_over_a_page_break() -> None:
    first = [set_line("支出预算31万元，都是财政拨款，用于保障机构正常运转和完成", 60, 500, 780)]
    second = [set_line("日常工作任务，比上年增加2万元。", 60, 400, 60, 2), set_line("第二段。", 80, 160, 76, 2)]
    assert [len(found.piece.text) for found in paragraphs(document(first, second))] == [45, 4]


def test_a_heading_stands_alone_however_long() -> None:
    page = [set_line("六、一般公共预算财政拨款基本支出情况说明", 60, 480, 100), set_line("基本支出10万元。", 60, 500, 116)]
    assert len(paragraphs(document(page))) == 2


def test_definitions_end_at_the_next_heading_of_their_kind() -> None:
    text = "一、名词解释\n\n（一）基本支出：指保障运转的支出。\n\n二、预算情况\n\n基本支出10万元。\n"
    assert [found.defines for found in paragraphs(of_text(text))] == [True, True, False, False]


def test_definitions_end_at_a_grid() -> None:
    page: list[Block] = [
        set_line("名词解释", 60, 120, 50),
        ruled("项目 | 预算数\n一 | 1"),
        set_line("基本支出10万元。", 60, 300, 200),
    ]
    assert [found.defines for found in paragraphs(document(page))] == [True, False]


ENDS = [
    # what stands behind the definition; which of those paragraphs is still in the section
    (["部门预算公开联系人：张某 联系方式：000-1234567", "表 1", "某局收支总表"], [False, False, False]),
    (["咨询电话：1234567。", "其他支出10万元。"], [False, False]),
    (["附件1", "支出10万元。"], [False, False]),
    (["2024年部门收支总体情况表", "单位：万元", "支出10万元。"], [False, False, False]),
    (["第五部分 附表", "支出10万元。"], [False, False]),
    (["七、其他说明", "支出10万元。"], [False, False]),
    (["（二）项目支出：指完成任务的支出", "大额的指50万元以上。", "七、其他说明"], [True, True, False]),
    (["六、项目支出", "指完成任务的支出。", "七、其他说明"], [True, True, False]),
    (["项目支出是指完成任务的支出", "其中大额的50万元以上。"], [True, True]),
]


@pytest.mark.parametrize(("behind", "expected"), ENDS)
def test_where_definitions_end(behind: list[str], expected: list[bool]) -> None:
    text = "\n\n".join(["五、名词解释", "（一）基本支出：指保障运转的支出。", *behind]) + "\n"
    assert [found.defines for found in paragraphs(of_text(text))] == [True, True, *expected]


def test_what_heads_a_grid_is_no_definition() -> None:
    page: list[Block] = [
        set_line("五、名词解释", 60, 120, 50),
        set_line("基本支出：指保障运转的支出。", 60, 300, 80),
        set_line("某局2024年收支情况", 60, 200, 110),
        set_line("（本级）", 60, 200, 140),
        ruled("项目 | 预算数\n一 | 1", top=170),
    ]
    assert [found.defines for found in paragraphs(document(page))] == [True, True, False, False]


def test_an_entry_of_a_table_of_contents_opens_no_section() -> None:
    text = "四、名词解释………………12\n\n支出10万元。\n"
    assert [found.defines for found in paragraphs(of_text(text))] == [False, False]


LISTS: dict[str, tuple[list[str], list[str]]] = {
    "items with amounts are one sentence": (
        ["其中：教育支出5万元；", "科学技术支出3.5万元；", "其他支出1万元。", "全年收入9.5万元。"],
        ["其中：教育支出5万元；科学技术支出3.5万元；其他支出1万元。", "全年收入9.5万元。"],
    ),
    "numbered points stay apart": (["一、教育支出5万元；", "二、其他支出1万元。"], ["一、教育支出5万元；", "二、其他支出1万元。"]),
    "what tells no amount stays apart": (["负责校舍维修；", "负责教师培训。"], ["负责校舍维修；", "负责教师培训。"]),
    "nothing behind the last item": (["教育支出5万元；"], ["教育支出5万元；"]),
}


@pytest.mark.parametrize("case", LISTS)
def test_lists_of_amounts(case: str) -> None:
    lines, expected = LISTS[case]
    assert [found.piece.text for found in paragraphs(of_text("\n\n".join(lines) + "\n"))] == expected


def test_a_list_ends_at_a_grid() -> None:
    page: list[Block] = [line("教育支出5万元；"), ruled("名称 | 金额\n合计 | 6.00"), line("其他支出1万元。", top=300.0)]
    assert [found.piece.text for found in paragraphs(document(page))] == ["教育支出5万元；", "其他支出1万元。"]
