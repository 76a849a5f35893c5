"""Two levels in one cell become two columns; other repeated words do not."""

from __future__ import annotations

import pytest

from tests.layouts import document, line, only, ruled

TWO = ["一级指标", "二级指标", "内容", "标准", "分"]
# cells of the first column → headers of the table, texts of its first two columns
JOINED: dict[str, tuple[tuple[str, ...], list[str], list[tuple[str, str]]]] = {
    "a dash": (
        ("产出—数量", "产出—质量", "效果—社会效益"),
        TWO,
        [("产出", "数量"), ("产出", "质量"), ("效果", "社会效益")],
    ),
    "a stroke": (("产出/数量", "产出/数量", "效果/满意度"), TWO, [("产出", "数量"), ("产出", "数量"), ("效果", "满意度")]),
    "brackets": (("产出（数量）", "产出（时效）", "效果（影响）"), TWO, [("产出", "数量"), ("产出", "时效"), ("效果", "影响")]),
    "one cell of one level": (
        ("产出-数量", "产出-质量", "产出-时效", "效果-影响", "满意度"),
        TWO,
        [("产出", "数量"), ("产出", "质量"), ("产出", "时效"), ("效果", "影响"), ("满意度", "")],
    ),
    "names that never repeat": (
        ("桥梁—修缮", "道路—铺设", "河道—清淤", "公园—养护"),
        ["类别", "内容", "标准", "分"],
        [("桥梁—修缮", "里程0"), ("道路—铺设", "里程1"), ("河道—清淤", "里程2"), ("公园—养护", "里程3")],
    ),
    "one level": (
        ("产出", "产出", "效果"),
        ["类别", "内容", "标准", "分"],
        [("产出", "里程0"), ("产出", "里程1"), ("效果", "里程2")],
    ),
}


@pytest.mark.parametrize("case", JOINED)
def test_joined_levels(case: str) -> None:
    levels, headers, expected = JOINED[case]
    rows = "\n".join(f"{level} | 里程{number} | ≥{number + 1}公里 | 20" for number, level in enumerate(levels))
    (table,) = only(document([line("绩效目标表"), ruled(f"类别 | 内容 | 标准 | 分\n{rows}")])).tables
    assert [column.header.text for column in table.columns] == headers
    found = [tuple(cell.text if cell else "" for cell in row[:2]) for row in table.cells]
    assert found == expected
