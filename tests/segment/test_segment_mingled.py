"""Rows of amounts and of targets under one heading become two tables; rows that are all targets stay one."""

from __future__ import annotations

import pytest

from tests.layouts import shown, tables

HEADER = "类 | 评价内容 | < | 计划值/预算数 | 实际值/执行数 | 偏差说明"
MONEY = "资金情况 | 资金总额 | < | 70 | 63 | \n^ | 省级补助 | < | 30 | 30 | \n^ | 本级安排 | < | 40 | 33 | "
TARGETS = "产出 | 数量 | 植树 | ≥30亩 | 30亩 | \n^ | 质量 | 成活率 | ≥85% | 84% | 干旱\n效益 | 社会效益 | 游人 | ≥9万人 | 9万人 | "
FORM = f"{HEADER}\n{MONEY}\n{TARGETS}"


def test_the_amounts_are_a_matrix_under_what_the_headings_say_of_money() -> None:
    money, _ = tables(FORM)
    assert money.stub
    assert shown(money) == [
        ["", "预算数", "执行数"],
        ["资金总额", "70", "63"],
        ["省级补助", "30", "30"],
        ["本级安排", "40", "33"],
    ]


def test_the_targets_keep_the_rest() -> None:
    _, targets = tables(FORM)
    assert shown(targets)[0] == ["类", "二级指标", "评价内容", "计划值", "实际值", "偏差说明"]
    assert [row[2] for row in shown(targets)[1:]] == ["植树", "成活率", "游人"]


ONE: dict[str, str] = {
    "one row of money": f"{HEADER}\n资金情况 | 资金总额 | < | 70 | 63 | \n{TARGETS}",
    "not about money": FORM.replace("资金情况", "管理情况"),
    "rates with kinds of their own": FORM.replace("省级补助 | <", "质量 | 补助"),
    "percents": FORM.replace("| 70 |", "| 70% |").replace("| 30 | 30", "| 30% | 30").replace("| 40 |", "| 40% |"),
    "something compares": FORM.replace("| 70 |", "| ≥70 |"),
    "no levels under it": FORM.replace("产出", "东坡").replace("效益 |", "西坡 |"),
}


@pytest.mark.parametrize("case", ONE)
def test_other_tables_stay_whole(case: str) -> None:
    assert not any(table.stub for table in tables(ONE[case]))


@pytest.mark.parametrize("header", ["计划值/目标", "预算数/执行数", "计划"])
def test_headings_that_do_not_tell_money_from_targets_stay(header: str) -> None:
    money, targets = tables(FORM.replace("计划值/预算数", header))
    assert (money.columns[1].header.text, targets.columns[3].header.text) == (header, header)
