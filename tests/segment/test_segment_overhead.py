"""First levels over tables side by side become a column of each; other rows over a table do not."""

from __future__ import annotations

import pytest

from tests.layouts import shown, tables

OVER = "产出指标 | < | < | < | 效益指标、满意度指标 | < | < | <"
HEADER = "类别 | 评价指标 | 目标值 | 权重 | 类别 | 评价指标 | 目标值 | 权重"
ROWS = [
    "数量 | 植树 | ≥30亩 | 20 | 社会效益 | 游人 | ≥9万人 | 10",
    "质量 | 成活率 | ≥85% | 20 | 生态效益 | 覆盖率 | ≥40% | 10",
    "时效 | 及时率 | ≥90% | 20 | 游客满意 | 满意度 | ≥95% | 10",
]
FORM = "\n".join([OVER, HEADER, *ROWS])


def levels(drawn: str) -> list[list[str | None]]:
    return [[row[0] for row in shown(table)] for table in tables(drawn)]


def test_each_table_has_its_level_and_the_kind_tells_where_there_are_two() -> None:
    left, right = levels(FORM)
    assert left == ["一级指标", "产出指标", "产出指标", "产出指标"]
    assert right == ["一级指标", "效益指标", "效益指标", "满意度指标"]


def test_the_row_of_levels_is_of_the_tables() -> None:
    assert {(table.first, table.last) for table in tables(FORM)} == {(0, 5)}


def test_where_the_kind_does_not_tell_there_is_no_level() -> None:
    assert levels(FORM.replace("游客满意", "其他"))[1][-1] == ""


OTHER: dict[str, str] = {
    "no row over them": "\n".join([HEADER, *ROWS]),
    "other words": FORM.replace("产出指标", "东坡林场"),
    "a level and other words": FORM.replace("效益指标、满意度指标", "效益指标、东坡林场"),
    "one cell over both": FORM.replace("| < | 效益指标、满意度指标 |", "| < | < |"),
}


@pytest.mark.parametrize("case", OTHER)
def test_other_rows_are_no_levels(case: str) -> None:
    assert [column[0] for column in levels(OTHER[case])] == ["类别", "类别"]
