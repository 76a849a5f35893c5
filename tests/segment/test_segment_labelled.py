"""Lines that say "label：value", and those over which a value runs on."""

from __future__ import annotations

import pytest

from extractor.document import Box, Piece, Place
from extractor.segment.lines.labelled import split_counts, split_label, whole_lines

LONG = "围绕保障和改善民生，结合上年度实施情况和本年度工作任务，确定支持范围和标准"

SPLIT: dict[str, tuple[str, str] | None] = {
    "编制单位：某局": ("编制单位", "某局"),
    "项目概况：": ("项目概况", ""),
    "金额（万元）: 5": ("金额（万元）", "5"),
    "1.项目名称：公路": ("1.项目名称", "公路"),
    "（一）收支预算。其中：5万元": None,
    "其中：5万元": None,
    "其中：一般公共预算：12": ("其中：一般公共预算", "12"),
    "其中： 市级：5": ("其中： 市级", "5"),
    "其中：一般公共预算12": None,
    "其中：2024年：12": None,
    "其中：市级5，县级：3": None,
    "备注：见附件": None,
    "2024：5": None,
    "没有冒号": None,
}


@pytest.mark.parametrize("text", SPLIT)
def test_label_and_value(text: str) -> None:
    found = split_label(Piece(text))
    assert (tuple(piece.text for piece in found) if found else None) == SPLIT[text]


COUNTED: dict[str, list[tuple[str, str]]] = {
    "在职人数 35 人": [("在职人数", "35")],
    "单位人员：退休人员12名": [("退休人员", "12")],
    "事业编制20名 在编人员18名  聘用职工 3名": [("事业编制", "20"), ("在编人员", "18"), ("聘用职工", "3")],
    "单位人员：事业编制20名 聘用职工3名": [("事业编制", "20"), ("聘用职工", "3")],
    "在职人数35": [],
    "事业编制20名 聘用职工": [],
    "事业编制20名 增加2名": [],
    "培训人数35人次": [],
    "全年共有在职人数35人，比上年减少2人": [],
    "项目总数：35个": [],
}


@pytest.mark.parametrize("text", COUNTED)
def test_counts_without_a_colon(text: str) -> None:
    assert [(label.text, count.text) for label, count in split_counts(Piece(text))] == COUNTED[text]


BRIEF: dict[str, tuple[str, Box, list[str]]] = {
    # leaders from 60 to 160, at a height of 100 to 110, and where the number stands → what they are together
    "a number beside them": ("自有资金…", (300, 101, 330, 110), ["自有资金… 12.8"]),
    "on a page that lies askew": ("自有资金……", (300, 92, 330, 101), ["自有资金…… 12.8"]),
    "a number under them": ("自有资金…", (300, 116, 330, 125), ["自有资金…", "12.8"]),
    "a number left of them": ("自有资金…", (20, 101, 50, 110), ["自有资金…", "12.8"]),
    "no leaders": ("自有资金", (300, 101, 330, 110), ["自有资金", "12.8"]),
}


@pytest.mark.parametrize("case", BRIEF)
def test_leaders_of_which_few_are_seen(case: str) -> None:
    text, box, expected = BRIEF[case]
    lines = [Piece.at(text, Place(1, (60, 100, 160, 110))), Piece.at("12.8", Place(1, box))]
    assert [piece.text for piece in whole_lines(lines)] == expected


WHOLE: dict[str, tuple[list[str], list[str]]] = {
    # lines → what they are together
    "nothing behind the label": (["项目概况：", LONG, "共5万元。"], [f"项目概况：{LONG}共5万元。"]),
    "a text as long as a line": ([f"年度目标：{LONG}", "共5万元。"], [f"年度目标：{LONG}共5万元。"]),
    "points of a list": (["项目概况：", "1.补助5个村；", "2.补助3个镇。"], ["项目概况：1.补助5个村；2.补助3个镇。"]),
    "until a word on the table below": (["项目概况：", LONG, "具体指标见下表。"], [f"项目概况：{LONG}", "具体指标见下表。"]),
    "a heading and its text": (["二、项目概况", f"{LONG}。", "三、绩效指标"], [f"二、项目概况：{LONG}。", "三、绩效指标"]),
    "a chapter of several parts": (
        ["二、项目概况", f"{LONG}。", "（一）收入", "（二）支出"],
        ["二、项目概况", f"{LONG}。", "（一）收入", "（二）支出"],
    ),
    "until another label": (["项目概况：", LONG, "填报人：张三"], [f"项目概况：{LONG}", "填报人：张三"]),
    "until a section": (["项目概况：", LONG, "三、绩效指标", "说明"], [f"项目概况：{LONG}", "三、绩效指标", "说明"]),
    "until a title": (["项目概况：", "2024年项目绩效目标表"], ["项目概况：", "2024年项目绩效目标表"]),
    "a value that is short": (["主管部门：交通局", "农村公路养护"], ["主管部门：交通局", "农村公路养护"]),
    "a label on a line of its own": (["立项依据", LONG + "。", "填报人：张三"], [f"立项依据：{LONG}。", "填报人：张三"]),
    "a heading over something else": (["绩效指标", "一级指标"], ["绩效指标", "一级指标"]),
    "leaders and their number": (["本级财力………", "46.52", "填报人：张三"], ["本级财力………46.52", "填报人：张三"]),
    "dots with blanks between": (["自筹资金. . . .", "1,200"], ["自筹资金. . . .1,200"]),
    "signs too few for leaders": (["本级财力……", "46.52"], ["本级财力……", "46.52"]),
    "leaders to a word": (["本级财力………", "见附件"], ["本级财力………", "见附件"]),
    "leaders of nothing": (["………", "46.52"], ["………", "46.52"]),
    "leaders with their number": (["本级财力………46.52", "38"], ["本级财力………46.52", "38"]),
    "no label": ([LONG, "共5万元。"], [LONG, "共5万元。"]),
}


@pytest.mark.parametrize("case", WHOLE)
def test_values_that_run_on(case: str) -> None:
    lines, expected = WHOLE[case]
    assert [piece.text for piece in whole_lines([Piece(text) for text in lines])] == expected
