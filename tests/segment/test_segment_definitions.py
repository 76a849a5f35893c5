"""Sections that explain terms: where a term ends, and which paragraphs are said of it."""

from __future__ import annotations

import pytest

from extractor.document import Line, Piece, Place
from extractor.segment.lines.definitions import definitions
from extractor.segment.lines.prose import paragraphs
from tests.layouts import document, of_text

HEADING = "五、名词解释"

SECTIONS = [
    # paragraphs behind the heading → terms with their texts
    (
        ["（一）财政拨款收入：指财政拨付的资金。", "（二）其他收入：指以外的收入。"],
        {"财政拨款收入": "指财政拨付的资金。", "其他收入": "指以外的收入。"},
    ),
    (
        ["1.一般公共预算：以税收为主体。", "2.政府性基金预算：专款专用。"],
        {"一般公共预算": "以税收为主体。", "政府性基金预算": "专款专用。"},
    ),
    (["1、结转下年：指以前年度安排、需要延迟到以后年度的资金。"], {"结转下年": "指以前年度安排、需要延迟到以后年度的资金。"}),
    (
        ["基本支出：指保障运转的支出。", "项目支出：指完成任务的支出。"],
        {"基本支出": "指保障运转的支出。", "项目支出": "指完成任务的支出。"},
    ),
    (
        ["基本支出是指保障运转的支出。", "“三公”经费，是指三项经费。"],
        {"基本支出": "是指保障运转的支出。", "“三公”经费": "是指三项经费。"},
    ),
    (["机关运行经费指运行所需：办公费等。"], {"机关运行经费": "指运行所需：办公费等。"}),
    (["“基本支出”：指保障运转的支出。"], {"基本支出": "指保障运转的支出。"}),
    (
        ["（一）基本支出", "指保障运转的支出。", "（二）项目支出", "指完成任务的支出。"],
        {"基本支出": "指保障运转的支出。", "项目支出": "指完成任务的支出。"},
    ),
    (
        ["公共安全支出（类）司法（款）行政运行（项）：反映基本支出。"],
        {"公共安全支出（类）司法（款）行政运行（项）": "反映基本支出。"},
    ),
    (["绩效指标：指衡量绩效的标准。"], {"绩效指标": "指衡量绩效的标准。"}),
    (
        ["（一）基本支出：指两类支出。", "1.人员经费：工资。", "2.公用经费：办公。", "（二）项目支出：指其他。"],
        {"基本支出": "指两类支出。\n1.人员经费：工资。\n2.公用经费：办公。", "项目支出": "指其他。"},
    ),
    (
        ["1.三公经费：指三项。", "其中：公务接待费反映接待支出。", "因公出国费：反映出国支出。", "2.其他：指其他。"],
        {"三公经费": "指三项。\n其中：公务接待费反映接待支出。\n因公出国费：反映出国支出。", "其他": "指其他。"},
    ),
    (
        ["（一）收入类", "1.事业收入：指业务收入。", "（二）支出类", "1.项目支出：指完成任务的支出。"],
        {"事业收入": "指业务收入。", "项目支出": "指完成任务的支出。"},
    ),
    (["为便于理解，说明如下。", "1.事业收入：指业务收入。"], {"事业收入": "指业务收入。"}),
    (["本部门使用的名词以财政部门的规定为准。"], {HEADING: "本部门使用的名词以财政部门的规定为准。"}),
    ([], {}),
]


def read(*texts: str) -> list[Piece]:
    return [found.piece for found in paragraphs(of_text("\n\n".join(texts) + "\n")) if found.defines]


@pytest.mark.parametrize(("behind", "expected"), SECTIONS)
def test_terms_and_what_is_said_of_them(behind: list[str], expected: dict[str, str]) -> None:
    found = definitions(read(HEADING, *behind))
    assert {one.term.text: one.text.text for one in found} == expected


def test_sections_are_numbered_each_in_its_own_way() -> None:
    found = definitions(read(HEADING, "1.甲经费：指一项。", "六、术语解释", "（1）乙经费：指一项。", "（2）丙经费：指一项。"))
    assert [one.term.text for one in found] == ["甲经费", "乙经费", "丙经费"]


def test_outside_a_section_nothing_is_a_definition() -> None:
    assert definitions(read("一、情况说明", "（一）收入：指2024年收入10万元。")) == []


def test_a_definition_stands_on_all_its_lines() -> None:
    found = definitions(read(HEADING, "1.三公经费：指三项。", "其中：公务接待费反映接待支出。"))
    assert [(place.line, one.term.text) for one in found for place in one.term.places] == [(3, "三公经费")]
    assert [place.line for one in found for place in one.text.places] == [3, 5]


def test_a_definition_runs_over_a_page_break() -> None:
    def line(text: str, left: float, right: float, top: float, page: int) -> Line:
        box = (left, top, right, top + 10)
        return Line(Piece.at(text, Place(page, box)), box)

    first = [line("五、名词解释", 80, 150, 740, 1), line("（一）基本支出：指为保障机构正常运转和完成日常工作任务", 80, 500, 760, 1)]
    second = [line("而发生的支出。", 60, 150, 60, 2), line("（二）项目支出：指其他。", 80, 200, 76, 2)]
    found = definitions([one.piece for one in paragraphs(document(first, second)) if one.defines])
    assert [(one.term.text, one.text.text[-6:]) for one in found] == [("基本支出", "发生的支出。"), ("项目支出", "指其他。")]
    assert [place.page for place in found[0].text.places] == [1, 2]
