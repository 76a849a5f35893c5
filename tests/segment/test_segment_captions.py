"""A title in the first row of a grid heads a table of amounts; not where the grid is a form's, or holds no amounts."""

from __future__ import annotations

import pytest

from extractor.document import Block
from tests.layouts import document, line, regions, ruled

HEADER = "名称 | 上年数 | 本年数\n"
INCOME = HEADER + "事业收入 | 30.00 | 40.00\n其他收入 | 1.00 | 2.00\n合计 | 31.00 | 42.00"
SPENT = HEADER + "养护支出 | 30.00 | 40.00\n合计 | 30.00 | 40.00"
WITH_UNIT = "本中心收入安排情况 | < | 单位：元\n"
ALONE = "本中心支出安排情况 | < | <\n"
FORM = "项目名称 | 校舍修缮 | <\n指标 | 目标值 | 权重\n修缮面积 | ≥50平方米 | 10\n完工率 | ≥95% | 10"

# grids one under another → the title and the lines over each of the regions
PAGES: dict[str, tuple[list[str], list[tuple[str | None, list[str]]]]] = {
    "title and unit": ([WITH_UNIT + INCOME], [("本中心收入安排情况", ["单位：元"])]),
    "a title alone under a table of amounts": (
        [WITH_UNIT + INCOME, ALONE + SPENT],
        [("本中心收入安排情况", ["单位：元"]), ("本中心支出安排情况", [])],
    ),
    "title and something else": ([WITH_UNIT.replace("单位：元", "财务科") + INCOME], [(None, [])]),
    "a title of targets": ([WITH_UNIT.replace("收入安排", "绩效目标") + INCOME], [(None, [])]),
    "no amounts under it": ([WITH_UNIT + "项目名称 | 校舍修缮 | <\n项目负责人 | 张三 | <"], [(None, [])]),
    "a form above it": ([FORM, ALONE + SPENT], [(None, [])]),
}


@pytest.mark.parametrize("case", PAGES)
def test_titles_in_grids(case: str) -> None:
    grids, expected = PAGES[case]
    blocks: list[Block] = [ruled(drawn, top=100.0 + 300 * n) for n, drawn in enumerate(grids)]
    found = regions(document(blocks))
    assert [(region.title.text if region.title else None, [piece.text for piece in region.head]) for region in found] == expected


def test_prose_between_tables_is_no_form() -> None:
    said = [line("一、收入情况"), line("收入42.00元，比上年增加11.00元。"), line("具体见下表：")]
    found = regions(document([line("预算情况说明"), *said, ruled(WITH_UNIT + INCOME), *said, ruled(WITH_UNIT + SPENT, top=500.0)]))
    assert [len(region.amounts.cells) for region in found if region.amounts] == [3, 2]


def test_a_form_keeps_the_title_over_it() -> None:
    (form,) = regions(document([line("项目预算申报表"), ruled(WITH_UNIT + INCOME)]))
    assert form.title is not None
    assert form.title.text == "项目预算申报表"


def test_title_and_header_again_on_the_next_page() -> None:
    rest = WITH_UNIT + HEADER + "租金收入 | 5.00 | 6.00\n利息收入 | 1.00 | 1.00"
    (table,) = regions(document([ruled(WITH_UNIT + INCOME)], [ruled(rest, 2)]))
    assert table.amounts is not None
    assert [row[0].text for row in table.amounts.cells if row[0]] == ["事业收入", "其他收入", "合计", "租金收入", "利息收入"]


def test_a_unit_over_the_names_is_no_heading() -> None:
    corner = "单位：元 | < | 本年数 | 上年数\n编码 | 科目 | ^ | ^\n205 | 教育支出 | 1.00 | 2.00\n206 | 科学技术支出 | 3.00 | 4.00"
    (table,) = regions(document([line("某县2025年支出表"), ruled(corner)]))
    assert table.amounts is not None
    assert table.amounts.headings == ["编码", "科目", "本年数", "上年数"]
