"""What stands around a grid: titles, numbers, years and headings, by the form of their words."""

from __future__ import annotations

import pytest

from extractor.document import Piece
from extractor.segment.lines.titles import (
    fiscal_year,
    is_form_title,
    is_heading,
    is_rules_heading,
    is_title,
    numbered_title,
    table_number,
)

TITLES = {
    "2024年重点专项绩效目标表": True,
    "长寿区2024年重点专项绩效目标表（一般性项目）": True,
    "部门专项绩效目标申报表": True,
    "项目支出绩效自评报告": True,
    "2025年度项目支出申报书": True,
    "附表3 2025年“三公”经费预算表（单位：万元）": True,
    "工程项目建议书": False,
    "公开01表": False,
    "部 门 专 项 绩 效 目 标 申 报 表": True,
    "单位：万元": False,
    "表十一": False,
    "附表2-1": False,
    "一、绩效目标表，见附件。": False,
    "填表说明": False,
    "编制单位：某局绩效目标表": False,
    "（2024年度）": False,
    "": False,
}


@pytest.mark.parametrize("text", TITLES)
def test_titles(text: str) -> None:
    assert is_title(text) is TITLES[text]


OF_FORMS = {
    "林业项目绩效目标申报表": True,
    "林业项目绩效目标申报表（单位：万元）": True,
    "2025年度项目支出申报书": True,
    "分年度投资计划": False,
    "项目支出绩效自评报告": False,
    "公开01表": False,
}


@pytest.mark.parametrize("text", OF_FORMS)
def test_titles_of_forms(text: str) -> None:
    assert is_form_title(text) is OF_FORMS[text]


HEADINGS = {
    "专项经费绩效目标登记卡": True,
    "岚溪县2025年水务项目": True,
    "一、单位收支情况（单位：千元）": True,
    "表十二": False,
    "单位：万元": False,
    "第 1 页 共 3 页": False,
    "为了做好工作，特制定本办法。": False,
    "A B": False,
    "- 3 -": False,
}


@pytest.mark.parametrize("text", HEADINGS)
def test_headings(text: str) -> None:
    assert is_heading(text) is HEADINGS[text]


NUMBERS = {
    "表十一": "表十一",
    "附表2-1": "附表2-1",
    "附件3：": "附件3",
    "表10 整体绩效目标表": "表10",
    "附表一：部门整体支出绩效目标表": "附表一",
    "附件2（小型工程填报）": "附件2",
    "附件2（见下页）": None,
    "表彰先进": None,
    "附件3中的金额为准": None,
    "公开01表": "公开01表",
    "公开表3": "公开表3",
    "公开表彰名单": None,
    "财决 02-1 表": "财决 02-1 表",
    "2024年绩效目标表": None,
}


@pytest.mark.parametrize("text", NUMBERS)
def test_table_numbers(text: str) -> None:
    found = table_number(Piece(text))
    assert (found.text if found else None) == NUMBERS[text]


YEARS = {
    "2024年重点专项绩效目标表": "2024",
    "（2025年度）": "2025",
    "二〇二四年部门预算": "二〇二四",
    "2024 年预算": "2024",
    "川财〔2024〕17号": None,
    "3024年": None,
    "绩效目标表": None,
}


@pytest.mark.parametrize("text", YEARS)
def test_years(text: str) -> None:
    found = fiscal_year(Piece(text))
    assert (found.text if found else None) == YEARS[text]


RULES = {
    "填表说明：": True,
    "填报要求": True,
    "说明：": True,
    "注：": True,
    "项目概况": False,
    "编制说明" + "很" * 30: False,
    "说明书": False,
}


@pytest.mark.parametrize("text", RULES)
def test_rules_headings(text: str) -> None:
    assert is_rules_heading(text) is RULES[text]


NUMBERED = {
    "附表1：收支预算总表": ("附表1", "收支预算总表"),
    "附件2: 荒山绿化绩效目标表": ("附件2", "荒山绿化绩效目标表"),
    "表十一 ： 专项自评报告（林业站）": ("表十一", "专项自评报告（林业站）"),
    "附表1 收支预算总表": None,
    "附表1：以正文为准": None,
    "附件3：单位：万元": None,
    "附表四：": None,
    "林业站：收支预算总表": None,
}


@pytest.mark.parametrize("text", NUMBERED)
def test_titles_behind_a_number_and_a_colon(text: str) -> None:
    found = numbered_title(Piece(text))
    assert (tuple(piece.text for piece in found) if found else None) == NUMBERED[text]
