"""Blocks of a table of amounts: under headings of their own they become blocks side by side, halves of a list become one list."""

from __future__ import annotations

import pytest

from tests.layouts import document, line, only, ruled

STACKED = """
收入来源 | 上年数 | 本年数
事业收入 | 30.00 | 40.00
来源合计 | 30.00 | 40.00
支出去向 | 上年数 | 本年数
养护支出 | 30.00 | 40.00
"""
AGAIN = STACKED.replace("来源合计 | 30.00 | 40.00\n支出去向", "收入来源 | 上年数 | 本年数\n来源合计 | 30.00 | 40.00\n支出去向")
OTHER_HEADINGS = STACKED.replace("支出去向 | 上年数 | 本年数", "支出去向 |  | ")
HALVES = """
编码 | 名称 | 金额 | 编码 | 名称 | 金额
201 | 公共服务 | 10.00 | 212 | 城乡社区 | 30.00
20101 | 人大事务 | 10.00 |  |  |
合计 | < | < | < | < | 40.00
"""
TWO_KINDS = HALVES.replace("212", "302")
FALLING = HALVES.replace("212", "200")
UNCODED = HALVES.replace("201 |", "收入 |").replace("20101 |", "其他 |").replace("212 |", "支出 |")

# rows → the headings of all columns, and the texts of all rows
TABLES: dict[str, tuple[str, list[str], list[str]]] = {
    "headings over other names": (
        STACKED,
        ["收入来源", "收入来源/上年数", "收入来源/本年数", "支出去向", "支出去向/上年数", "支出去向/本年数"],
        ["事业收入 30.00 40.00 . . .", "来源合计 30.00 40.00 . . .", ". . . 养护支出 30.00 40.00"],
    ),
    "a header said again opens no block": (
        AGAIN,
        ["收入来源", "收入来源/上年数", "收入来源/本年数", "支出去向", "支出去向/上年数", "支出去向/本年数"],
        ["事业收入 30.00 40.00 . . .", "来源合计 30.00 40.00 . . .", ". . . 养护支出 30.00 40.00"],
    ),
    "a name alone heads no columns": (
        OTHER_HEADINGS,
        ["收入来源", "上年数", "本年数"],
        ["事业收入 30.00 40.00", "来源合计 30.00 40.00", "支出去向  ", "养护支出 30.00 40.00"],
    ),
    "a list that goes on at the right": (
        HALVES,
        ["编码", "名称", "金额"],
        ["201 公共服务 10.00", "20101 人大事务 10.00", "212 城乡社区 30.00", "  ", "合计 . 40.00"],
    ),
    "codes of another kind at the right": (
        TWO_KINDS,
        ["编码", "名称", "金额"] * 2,
        ["201 公共服务 10.00 302 城乡社区 30.00", "20101 人大事务 10.00   ", "合计 . . . . 40.00"],
    ),
    "codes that begin anew at the right": (
        FALLING,
        ["编码", "名称", "金额"] * 2,
        ["201 公共服务 10.00 200 城乡社区 30.00", "20101 人大事务 10.00   ", "合计 . . . . 40.00"],
    ),
    "no codes": (
        UNCODED,
        ["编码", "名称", "金额"] * 2,
        ["收入 公共服务 10.00 支出 城乡社区 30.00", "其他 人大事务 10.00   ", "合计 . . . . 40.00"],
    ),
}


@pytest.mark.parametrize("case", TABLES)
def test_blocks_of_a_table(case: str) -> None:
    drawn, headings, rows = TABLES[case]
    table = only(document([line("某县2025年收支表"), ruled(drawn)])).amounts
    assert table is not None
    assert ["/".join(piece.text for piece in column.path) for column in table.columns] == headings
    assert [" ".join("." if cell is None else cell.text for cell in row) for row in table.cells] == rows
