"""A budget told in the cells of a department's form: its sections open no form, and its sentences are running text."""

from __future__ import annotations

import pytest

from extractor.segment import Segments, segment
from tests.layouts import document, line, ruled

OFFICE, PROJECT = "2023年部门整体绩效申报表", "2023年项目绩效申报表"
HEAD = "填报单位 | 水务局 | <\n主要职责 | 管理河道。 | <\n联系人 | 张三 | <\n预算级次 | 县级 | <"
INCOME, TRIPS = "2023年收入预算80万元，比上年增加3万元。", "公务接待费2万元。"
GOAL = "全年完成疏浚河道三十公里，灌溉面积稳定。"
TARGETS = "指标 | 目标值 | 权重\n疏浚里程 | ≥30公里 | 60\n群众满意度 | ≥90% | 40"


def cut(title: str, *sections: str) -> Segments:
    return segment(document([line(title), ruled("\n".join((HEAD, *sections, TARGETS)))]))


# title, sections → titles of the forms, what is running text behind the title
CASES: dict[str, tuple[str, list[str], list[str]]] = {
    "a section about the budget": (
        OFFICE,
        [f"一、收支预算说明 | < | <\n收支 | {INCOME} | <\n接待 | {TRIPS} | <", f"二、目标 | < | <\n总体目标 | {GOAL} | <"],
        [INCOME, TRIPS],
    ),
    "a section about something else": (OFFICE, [f"一、工作说明 | < | <\n收支 | {INCOME} | <"], []),
    "sentences under no section": (OFFICE, [f"收支 | {INCOME} | <\n接待 | {TRIPS} | <"], []),
    "no year is named": (OFFICE, [f"一、收支预算说明 | < | <\n接待 | {TRIPS} | <"], []),
    "a project's form": (PROJECT, [f"一、经费预算说明 | < | <\n测算 | {INCOME} | <"], []),
}


@pytest.mark.parametrize("name", CASES)
def test_a_budget_told_in_cells(name: str) -> None:
    title, sections, told = CASES[name]
    made = cut(title, *sections)
    assert [region.title.text for region in made.regions if region.title] == [title]
    assert [paragraph.piece.text for paragraph in made.prose][1:] == told


def test_a_section_named_like_a_table_opens_a_form() -> None:
    made = cut(OFFICE, TARGETS, "二、河道疏浚项目绩效目标表 | < | <\n项目名称 | 河道疏浚 | <")
    assert [region.title.text for region in made.regions if region.title] == [OFFICE, "二、河道疏浚项目绩效目标表"]
