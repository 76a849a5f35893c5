"""Rows that say anew what each of their amounts is are a matrix; a single row of pairs, and rows that say other words, are none."""

from __future__ import annotations

import pytest

from tests.layouts import of_text, shown, tables
from tests.layouts import regions as read

MONEY = """
项目名称 | 荒山绿化 | < | < | <
资金合计 | 预算 | 90 | 支出 | 80
1.市级 | 预算 | 60 | 支出 | 60
2.区级 | 预算 | 30 | 支出 | 20
"""
READ: list[list[str | None]] = [["", "预算", "支出"], ["资金合计", "90", "80"], ["1.市级", "60", "60"], ["2.区级", "30", "20"]]
# what is drawn → the matrix that is read
SPELLED: dict[str, tuple[str, list[list[str | None]]]] = {
    "pairs behind a label": (MONEY, READ),
    "a blank": (MONEY.replace("60 | 支出 | 60", " | 支出 |"), [*READ[:2], ["1.市级", "", ""], READ[3]]),
    "merged beside all rows": (
        "项目 | 荒山绿化 | < | < | < | <\n资金 | 资金合计 | 预算 | 90 | 支出 | 80\n^ | 市级 | 预算 | 60 | 支出 | 60",
        [READ[0], READ[1], ["市级", "60", "60"]],
    ),
    "a third amount": (
        "资金合计 | 预算 | 90 | 支出 | 80 | 比率 | 89%\n区级 | 预算 | 90 | 支出 | 80 | 比率 | 89%",
        [["", "预算", "支出", "比率"], ["资金合计", "90", "80", "89%"], ["区级", "90", "80", "89%"]],
    ),
}


@pytest.mark.parametrize("case", SPELLED)
def test_a_matrix(case: str) -> None:
    drawn, expected = SPELLED[case]
    (table,) = tables(drawn)
    assert table.stub
    assert shown(table) == expected


KEPT: dict[str, str] = {
    "one row": "项目名称 | 荒山绿化 | < | < | <\n资金合计 | 预算 | 90 | 支出 | 80",
    "other words in each": "资金合计 | 预算 | 90 | 支出 | 80\n市级 | 年初 | 60 | 年末 | 60",
    "one pair": "资金合计 | 预算 | 90\n市级 | 预算 | 60",
    "texts": "资金合计 | 科室 | 造林科 | 支出 | 80\n市级 | 科室 | 造林科 | 支出 | 60",
    "the same name again": "市级 | 预算 | 90 | 支出 | 80\n市级 | 预算 | 60 | 支出 | 60",
    "no amounts yet": "资金合计 | 预算 |  | 支出 |\n市级 | 预算 |  | 支出 |",
    "pairs without a label": "预算 | 90 | 支出 | 80\n预算 | 60 | 支出 | 60",
}


@pytest.mark.parametrize("case", KEPT)
def test_other_rows_stay_as_they_are(case: str) -> None:
    assert not any(table.stub for table in tables(KEPT[case]))


def test_in_a_text_copy() -> None:
    regions = read(of_text("资金\t合计\t预算\t90\t支出\t80\n\t市级\t预算\t60\t支出\t60\n\t区级\t预算\t30\t支出\t20\n"))
    assert [shown(table)[1:] for region in regions for table in region.tables] == [
        [["合计", "90", "80"], ["市级", "60", "60"], ["区级", "30", "20"]]
    ]
