"""Chapters of a letter that tell the indicators of a project each are a form each; chapters of one form stay one."""

from __future__ import annotations

import pytest

from extractor.document import Piece
from extractor.segment import segment
from extractor.segment.lines.addressee import addressed
from tests.segment.test_segment_written import of_lines, read

OVER = ("关于核定项目绩效目标的批复", "你单位报送的材料收悉。")
LEVELS = ("（一）产出指标（60分）", "1.数量指标：植树面积不少于30亩，权重20分；", "2.质量指标：成活率为85%，权重40分。")
EFFECT = ("（二）效益指标（40分）", "1.生态效益指标：水土保持能力，稳步提升，权重40分。")
TREES = ("一、荒山绿化", "（一）年度目标。绿化荒山，改善水土。", *LEVELS, *EFFECT)
BOOKS = ("二、图书购置", *(text.replace("植树面积", "购书数量") for text in LEVELS), *EFFECT)
ROWS = [
    ("产出指标", "数量指标", "植树面积", "不少于30亩", "20"),
    ("产出指标", "质量指标", "成活率", "85%", "40"),
    ("效益指标", "生态效益指标", "水土保持能力", "稳步提升", "40"),
]
OTHER = [(*ROWS[0][:2], "购书数量", *ROWS[0][3:]), *ROWS[1:]]


def test_each_chapter_is_a_form() -> None:
    assert read(*OVER, *TREES, *BOOKS, "三、有关要求", "抓紧实施。") == [ROWS, OTHER]


def test_its_heading_names_the_project() -> None:
    first, second = segment(of_lines(*OVER, *TREES, *BOOKS, "三、有关要求", "抓紧实施。")).regions
    assert [piece.text for piece in first.head] == [OVER[1], "项目名称：荒山绿化", "（一）年度目标：绿化荒山，改善水土。"]
    assert [piece.text for piece in second.head] == [OVER[1], "项目名称：图书购置"]
    assert [piece.text for piece in second.tail] == ["三、有关要求", "抓紧实施。"]


def test_a_name_that_is_said_stands_for_itself() -> None:
    said = "（一）项目名称：荒山绿化二期"
    first, _ = segment(of_lines(*OVER, TREES[0], said, *LEVELS, *EFFECT, *BOOKS)).regions
    assert [piece.text for piece in first.head] == [OVER[1], TREES[0], said]


# chapters that are no projects → the lines
ONE_FORM = {
    "one chapter tells": ("一、基本情况", "绿化荒山。", "二、目标考核", *LEVELS, *EFFECT, "三、有关要求", "抓紧实施。"),
    "chapters of levels": ("一、产出部分", *LEVELS, "3.时效指标：完工及时率为100%，权重9分。", "二、效益部分", *EFFECT),
    "labels": ("一、年度目标", *LEVELS, *EFFECT, "二、中长期目标", *LEVELS, *EFFECT),
}


@pytest.mark.parametrize("case", ONE_FORM)
def test_chapters_of_one_form(case: str) -> None:
    assert len(read(*OVER, *ONE_FORM[case])) == 1


# the lines of a letter → whom it is written to as the unit that filed the form, if so
LETTERS: dict[str, tuple[tuple[str, ...], bool]] = {
    "an answer": (("江滨县林业局：", "你局报送的绩效目标收悉。"), True),
    "an approval": (("江滨县林业局：", "现将绩效目标批复如下："), True),
    "a request": (("江滨县财政局：", "现将我单位绩效目标报上，请审核。"), False),
    "a request for approval": (("江滨县财政局：", "我局绩效目标已报送，请予批复如下。"), False),
    "to all": (("各预算单位：", "现将绩效目标批复如下："), False),
    "nothing is said": (("江滨县林业局：", "绩效目标"), False),
    "a label": (("绩效目标：", "你局报送的绩效目标收悉。"), False),
    "two units": (("江滨县林业局：", "江滨县水利局：", "现将绩效目标批复如下："), False),
}


@pytest.mark.parametrize("case", LETTERS)
def test_addressee(case: str) -> None:
    lines, is_filer = LETTERS[case]
    found = [piece.text for piece in addressed([Piece(text) for text in lines])]
    assert found == ([f"申报单位：{lines[0][:-1]}", *lines[1:]] if is_filer else list(lines))
