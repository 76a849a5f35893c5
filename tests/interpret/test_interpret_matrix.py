"""Matrices of money by year: amounts under their sources, the sum of all as the total, texts beside them under their year."""

from __future__ import annotations

import pytest

from extractor.interpret import STRATEGIES, FormReading
from tests.layouts import document, line, only, ruled

YEARS = """
项目名称 | 荒山绿化 | < | < | <
时段 | 经费安排 | < | < | 年度任务
^ | 小计 | 市级补助 | 区级资金 | ^
全程 | 90 | —— | < | 三年内绿化全部宜林荒山，建立长效的管护机制，保持水土，改善乡村环境。
头年 | 50 | 20 | 30 | 完成坡地整治和第一批苗木的栽植，组织护林员开展岗前培训并签订责任书。
次年 | 40 |  | 40 | 完成第二批苗木的栽植和补植，开展成活率调查并对管护情况进行一次评估。
"""
PARTS = [("头年/小计", "50"), ("头年/市级补助", "20"), ("头年/区级资金", "30")]
PARTS += [("次年/小计", "40"), ("次年/市级补助", ""), ("次年/区级资金", "40")]


def form(drawn: str) -> FormReading:
    (reading,) = STRATEGIES["rules"](only(document([line("项目绩效目标表"), ruled(drawn)])), None)
    (found,) = reading.forms
    return found


def amounts(made: FormReading) -> list[tuple[str, str]]:
    return [(row.label.text, row.value.text) for row in made.funding if row.label and row.value is not None]


# what is drawn → the total and the amounts
READ: dict[str, tuple[str, str | None, list[tuple[str, str]]]] = {
    "a sum that is not divided": (YEARS, "90", PARTS),
    "years in another order": (
        "\n".join([*YEARS.strip().split("\n")[:3], *YEARS.strip().split("\n")[4:], YEARS.strip().split("\n")[3]]),
        "90",
        PARTS,
    ),
    "a row that is no sum": (YEARS.replace("| 90 |", "| 70 |"), None, [("全程/小计", "70"), *PARTS]),
    "the whole time by its name": (YEARS.replace("全程 | 90", "实施期 | 70"), "70", PARTS),
}


@pytest.mark.parametrize("case", READ)
def test_amounts_by_year(case: str) -> None:
    drawn, total, parts = READ[case]
    made = form(drawn)
    found = made.fields.get("total_budget")
    assert (found.text if found else None, amounts(made)) == (total, parts)


def test_texts_are_said_of_their_year() -> None:
    said = [row.label.text for row in form(YEARS).narratives if row.label]
    assert said == ["全程/年度任务", "头年/年度任务", "次年/年度任务"]


def test_rows_of_budget_and_spent_are_no_years() -> None:
    made = form(YEARS.replace("头年", "预算数").replace("次年", "执行数"))
    assert not [label for label, _ in amounts(made) if "执行数" in label]
