"""A table of amounts that says its title on every page is one table; what only shares its title is another."""

from __future__ import annotations

import pytest

from extractor.document import Block
from tests.layouts import document, line, regions, ruled

TITLE, UNIT = "某县2025年支出表", "单位：万元"
HEADER = "编码 | 名称 | 上年数 | 本年数\n"
FIRST = HEADER + "合计 | < | 30.00 | 40.00\n201 | 公共服务 | 10.00 | 10.00"
SECOND = HEADER + "211 | 节能环保 | 20.00 | 30.00"

# title, line over the grid and grid of the second page; rows of each table
PAGES: dict[str, tuple[str, str, str, list[int]]] = {
    "the same table": (TITLE, UNIT, SECOND, [3]),
    "another title": ("某县2025年收入表", UNIT, SECOND, [2, 1]),
    "another line over it": (TITLE, "单位：元", SECOND, [2, 1]),
    "another header": (TITLE, UNIT, SECOND.replace("名称", "功能"), [2, 1]),
    "a total again": (TITLE, UNIT, HEADER + "合计 | < | 5.00 | 6.00\n211 | 节能环保 | 5.00 | 6.00", [2, 2]),
    "the same code again": (TITLE, UNIT, SECOND.replace("211", "201"), [2, 1]),
}


@pytest.mark.parametrize("case", PAGES)
def test_pages_of_a_table(case: str) -> None:
    title, unit, drawn, rows = PAGES[case]
    first: list[Block] = [line(TITLE), line(UNIT), ruled(FIRST)]
    found = regions(document(first, [line(title, 2), line(unit, 2), ruled(drawn, 2)]))
    assert [len(region.amounts.cells) for region in found if region.amounts] == rows


def test_on_one_page_they_are_two_tables() -> None:
    found = regions(document([line(TITLE), ruled(FIRST), line(TITLE), ruled(SECOND, top=400.0)]))
    assert [len(region.amounts.cells) for region in found if region.amounts] == [2, 1]
