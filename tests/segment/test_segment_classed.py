"""Classes merged down beside their items become rows of their own, where each has a sum."""

from __future__ import annotations

import pytest

from tests.layouts import document, line, only, ruled

CLASSES = """
类别 | 编码 | 名称 | 本年数 | 上年数
205 教育支出 | 小计 | < | 9.00 | 8.00
^ | 20501 | 教育管理事务 | 4.00 | 4.00
^ | 20502 | 普通教育 | 5.00 | 4.00
科学技术支出（206） | 小计 | < | 3.00 | 3.00
^ | 20601 | 科技管理事务 | 3.00 | 3.00
合计 | < | < | 12.00 | 11.00
"""
ROWS = ["205 教育支出 9.00 8.00", "20501 教育管理事务 4.00 4.00", "20502 普通教育 5.00 4.00"]
ROWS += ["206 科学技术支出 3.00 3.00", "20601 科技管理事务 3.00 3.00", ". 合计 12.00 11.00"]
NAMED = """
类别 | 项目 | 本年数 | 上年数
205 教育支出 | 小计 | 9.00 | 8.00
^ | 校舍维修 | 4.00 | 4.00
^ | 教师培训 | 5.00 | 4.00
"""

# rows → the texts of all rows
TABLES: dict[str, tuple[str, list[str]]] = {
    "beside codes and names": (CLASSES, ROWS),
    "beside names alone": (NAMED, ["205教育支出 9.00 8.00", "校舍维修 4.00 4.00", "教师培训 5.00 4.00"]),
    "a class without a sum": (
        NAMED.replace("小计", "助学金"),
        ["助学金 9.00 8.00", "校舍维修 4.00 4.00", "教师培训 5.00 4.00"],
    ),
    "names without codes": (
        NAMED.replace("205 ", ""),
        ["小计 9.00 8.00", "校舍维修 4.00 4.00", "教师培训 5.00 4.00"],
    ),
}


@pytest.mark.parametrize("case", TABLES)
def test_classes_beside_items(case: str) -> None:
    drawn, rows = TABLES[case]
    table = only(document([line("某县2025年支出表"), ruled(drawn)])).amounts
    assert table is not None
    assert [" ".join("." if cell is None else cell.text for cell in row) for row in table.cells] == rows
