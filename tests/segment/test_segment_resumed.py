"""A second heading takes from the first what its wide cell leaves open; other headings stay as they are."""

from __future__ import annotations

import pytest

from extractor.segment import Region
from tests.layouts import document, line, only, ruled, shown

FIRST = "内容 | < | < | 总计划 | 分年计划 | < | < | 比重\n^ | ^ | ^ | ^ | 上年 | 今年 | 明年 | ^"
MONEY = """投资 | 总投资 | < | 90 | （单位：万元） | < | < |
^ | 省级补助 | < | 60 | 20 | 20 | 20 |
^ | 自筹 | < | 30 | | 10 | 20 |"""
SECOND = "级 | 类 | 指标 | 各年目标 | < | < | < |"
TWO = "级 | 类 | 指标 | 上年 | 今年\n投资 | 补助 | < | 3 | 4\n级 | 类 | 指标 | 目标 | <\n产出 | 数量 | 植树 | 3亩 | ≥4亩"
TARGETS = "产出 | 数量 | 植树 | 90亩 | 20亩 | ≥30亩 | 40亩 | 50\n^ | 质量 | 成活率 | 85% | 84% | ≥85% | 85% | 20"
MORE = "效益 | 社会效益 | 游人 | 9万人 | 8万人 | ≥9万人 | 9万人 | 20"
FORM = f"{FIRST}\n{MONEY}\n{SECOND}\n{TARGETS}\n{FIRST}\n{MORE}"


def region(drawn: str) -> Region:
    return only(document([line("绩效目标表"), ruled(drawn)]))


def test_both_tables_have_the_headings() -> None:
    money, targets = region(FORM).tables
    assert shown(money)[0] == ["内容", "总计划", "上年", "今年", "明年", "比重"]
    assert [row[0] for row in shown(money)[1:]] == ["总投资", "省级补助", "自筹"]
    assert shown(targets)[0] == ["级", "类", "指标", "总计划", "上年", "今年", "明年", "比重"]


def test_the_first_heading_printed_again_is_no_row() -> None:
    assert [row[2] for row in shown(region(FORM).tables[1])[1:]] == ["植树", "成活率", "游人"]


def test_a_note_over_blanks_of_amounts_is_kept_in_the_head() -> None:
    assert [piece.text for piece in region(FORM).head] == ["（单位：万元）"]


KEPT: dict[str, str] = {
    "no amounts between": FORM.replace(f"{MONEY}\n", ""),
    "words between": FORM.replace("| 60 | 20 | 20 | 20 |", "| 甲 | 乙 | 丙 | 丁 |"),
    "a first heading that does not name each": FORM.replace("今年", ""),
    "headings that say the same": FORM.replace("明年", "今年"),
    "over two columns": TWO,
}


@pytest.mark.parametrize("case", KEPT)
def test_other_headings_stay(case: str) -> None:
    wide = [cell for row in region(KEPT[case]).rows for cell in row.filled if cell.text in ("各年目标", "目标")]
    assert [cell.column_span > 1 for cell in wide] == [True]
