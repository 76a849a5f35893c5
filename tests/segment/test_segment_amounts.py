"""Tables of amounts: headings over columns, where the contents begin, what is no such table."""

from __future__ import annotations

import pytest

from tests.layouts import document, line, of_text, only, regions, ruled

CODED = """
项目 | < | < | < | 支出预算 | < | <
功能分类编码 | < | < | 功能分类名称 | 合计 | 基本支出 | 项目支出
类 | 款 | 项 | ^ | ^ | ^ | ^
201 |  |  | 一般公共服务支出 | 22.00 | 16.00 | 6.00
201 | 06 |  | 财政事务 | 22.00 | 16.00 | 6.00
合计 | < | < | < | 22.00 | 16.00 | 6.00
"""
SIDES = """
收入 | < | 支出 | < | <
项目 | 预算数 | 项目 | 合计 | 其中：财政拨款
一、本年收入 |  | 一、本年支出 |  |
财政拨款 | 80.5 | 教育支出 | 80.5 | 80.5
收入总计 | 80.5 | 支出总计 | 80.5 | 80.5
"""
THREE = """
“三公”经费 | < | < | < | <
合计 | 因公出国费 | 公务用车费 | < | 公务接待费
^ | ^ | 小计 | 运行费 | ^
2.85 |  |  |  | 2.85
"""
NUMBERED = """
科目编码 | 科目名称 | 预算数 | 决算数
栏次 |  | 1 | 2
208 | 社会保障和就业支出 | 754.75 | 700
"""
EMPTY = """
科目编码 | 科目名称 | 年初结转 | 本年支出 | < | 年末结转
^ | ^ | ^ | 小计 | 项目支出 | ^
"""
TEXT = """单位：元

收入\t\t支出\t\t
项目\t预算数\t项目\t小计\t财政 拨款
事业收入\t\t教育支出\t1,000.00\t1,000.00
收入总计\t1,000.00\t支出总计\t1,000.00\t1,000.00
"""

HEADINGS = [
    (
        CODED,
        [
            *("项目/功能分类编码/类", "项目/功能分类编码/款", "项目/功能分类编码/项", "项目/功能分类名称"),
            *("支出预算/合计", "支出预算/基本支出", "支出预算/项目支出"),
        ],
        3,
    ),
    (SIDES, ["收入/项目", "收入/预算数", "支出/项目", "支出/合计", "支出/其中：财政拨款"], 3),
    (
        THREE,
        [
            *("“三公”经费/合计", "“三公”经费/因公出国费", "“三公”经费/公务用车费/小计"),
            *("“三公”经费/公务用车费/运行费", "“三公”经费/公务接待费"),
        ],
        1,
    ),
    (NUMBERED, ["科目编码", "科目名称", "预算数", "决算数"], 1),
    (EMPTY, ["科目编码", "科目名称", "年初结转", "本年支出/小计", "本年支出/项目支出", "年末结转"], 0),
]


@pytest.mark.parametrize(("drawn", "paths", "rows"), HEADINGS, ids=["coded", "sides", "three", "numbered", "empty"])
def test_headings(drawn: str, paths: list[str], rows: int) -> None:
    table = only(document([line("某局2025年预算表"), ruled(drawn)])).amounts
    assert table is not None
    assert ["/".join(piece.text for piece in column.path) for column in table.columns] == paths
    assert len(table.cells) == rows


def test_a_text_copy_reads_the_same() -> None:
    table = only(of_text(TEXT)).amounts
    assert table is not None
    assert ["/".join(p.text for p in c.path) for c in table.columns] == [
        "收入/项目",
        "收入/预算数",
        "支出/项目",
        "支出/小计",
        "支出/财政 拨款",
    ]


FORM = """
项目名称 | 道路养护 | 主管部门 | 交通局
指标名称 | 指标值 | 计量单位 | 权重
养护里程 | 168 | 公里 | 40
合格率 | 90 | % | 60
"""
LIST = """
序号 | 单位名称 | 备注
1 | 某局本级 |
2 | 某中心 |
"""


@pytest.mark.parametrize("drawn", [FORM, LIST], ids=["form", "list"])
def test_what_is_no_table_of_amounts(drawn: str) -> None:
    assert all(region.amounts is None for region in regions(document([line("某局材料表"), ruled(drawn)])))


def test_a_header_repeated_on_the_next_page_is_no_row() -> None:
    second = "\n".join(CODED.strip("\n").split("\n")[:3]) + "\n208 | | | 社会保障支出 | 1.00 | 1.00 |"
    first = document([line("某局预算表"), ruled(CODED)], [ruled(second, 2)])
    table = only(first).amounts
    assert table is not None
    assert [row[0].text for row in table.cells if row[0]] == ["201", "201", "合计", "208"]
