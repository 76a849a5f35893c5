"""A head at the left and indicators at the right are put one under the other; other forms keep their rows."""

from __future__ import annotations

import pytest

from tests.layouts import document, line, only, ruled, shown, tables

BESIDE = """
申报信息 | < | 指标名称 | 指标值 | 权重
项目名称 | 荒山绿化 | 植树 | ≥30亩 | 40
主管部门 | 林业站 | 成活率 | ≥85% | 30
实施单位 | 苗圃 | 抚育 | ≥2次 | 20
项目金额 | 12 | 巡护 | ≥4次 | 10
"""


def rows(drawn: str) -> list[str]:
    return [" ".join(cell.text for cell in row.filled) for row in only(document([line("绩效目标表"), ruled(drawn)])).rows]


def test_the_head_stands_over_its_indicators() -> None:
    assert rows(BESIDE)[:5] == ["项目名称 荒山绿化", "主管部门 林业站", "实施单位 苗圃", "项目金额 12", "指标名称 指标值 权重"]


def test_the_indicators_are_a_table() -> None:
    (table,) = tables(BESIDE)
    assert (table.first, table.last) == (4, 9)
    assert shown(table)[1:] == [["植树", "≥30亩", "40"], ["成活率", "≥85%", "30"], ["抚育", "≥2次", "20"], ["巡护", "≥4次", "10"]]


def test_what_stands_under_both_stays_under_them() -> None:
    assert rows(f"{BESIDE}备注 | 按台账 | < | < | <")[-2:] == ["巡护 ≥4次 10", "备注 按台账"]


KEPT: dict[str, str] = {
    "few rows": BESIDE.replace("项目金额 | 12 | 巡护 | ≥4次 | 10\n", ""),
    "nothing compares": BESIDE.replace("≥", ""),
    "names at the left": BESIDE.replace("项目名称", "东坡").replace("主管部门", "西坡").replace("实施单位", "南坡"),
    "a level at the left": BESIDE.replace("实施单位", "产出指标"),
    "a level over the left": BESIDE.replace("申报信息", "产出指标"),
    "no heading over the left": BESIDE.replace("申报信息 | <", "申报信息 | 内容"),
    "headings that repeat": BESIDE.replace("权重", "指标值"),
    "a cell over both": BESIDE.replace("苗圃 | 抚育", "苗圃 | <"),
}


@pytest.mark.parametrize("case", KEPT)
def test_other_forms_stay_as_they_are(case: str) -> None:
    drawn = KEPT[case]
    assert rows(drawn) == [" ".join(row.replace("<", "").replace("|", " ").split()) for row in drawn.strip().split("\n")]
