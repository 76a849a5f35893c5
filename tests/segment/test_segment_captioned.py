"""Tables of targets under lines that name projects of a list before them are one list with it."""

from __future__ import annotations

import pytest

from extractor.document import Grid, Line
from extractor.segment import Region
from tests.layouts import document, line, regions, ruled, shown

LIST = """
序号 | 项目名称 | 预算金额 | < | <
^ | ^ | 总额 | 拨款 | 自筹
1 | 荒山绿化 | 60 | 60 | 0
2 | 图书购置 | 75 | 70 | 5
"""
TREES = "级别 | 指标名称 | 指标值\n产出 | 植树 | ≥30亩\n效益 | 成活率 | ≥85%"
BOOKS = "级别 | 指标名称 | 指标值\n产出 | 购书 | ≥500册\n效益 | 读者 | ≥6万人\n满意 | 读者满意度 | ≥90%"
HEADER: list[str | None] = ["序号", "项目名称", "总额", "拨款", "自筹", "级别", "指标名称", "指标值"]
READ: list[list[str | None]] = [
    HEADER,
    ["1", "荒山绿化", "60", "60", "0", "产出", "植树", "≥30亩"],
    [None, None, None, None, None, "效益", "成活率", "≥85%"],
    ["2", "图书购置", "75", "70", "5", "产出", "购书", "≥500册"],
    [None, None, None, None, None, "效益", "读者", "≥6万人"],
    [None, None, None, None, None, "满意", "读者满意度", "≥90%"],
]


def drawn(first: str, second: str, trees: str = TREES, books: str = BOOKS) -> tuple[Region, ...]:
    blocks: list[Line | Grid] = [
        line("预算项目及绩效目标表"),
        ruled(LIST),
        line(first, top=300),
        ruled(trees, top=320),
        line(second, top=500),
        ruled(books, top=520),
        line("经办人：王平", top=700),
    ]
    return regions(document(blocks))


LINES = {
    "counted": ("项目1：荒山绿化", "项目2：图书购置"),
    "counted in words": ("项目一：荒山绿化", "项目二：图书购置"),
    "sections": ("（一）荒山绿化", "（二）图书购置"),
    "with what stands below": ("（一）荒山绿化绩效指标", "（二）图书购置绩效指标"),
    "like titles": ("荒山绿化项目绩效目标表", "图书购置项目绩效目标表"),
}


@pytest.mark.parametrize("case", LINES)
def test_the_list_before_the_targets_of_each(case: str) -> None:
    found = drawn(*LINES[case])
    assert [shown(table) for region in found for table in region.tables] == [READ]
    assert [piece.text for region in found for piece in region.tail] == ["经办人：王平"]


def test_a_project_whose_table_comes_first() -> None:
    found = drawn("项目2：图书购置", "项目1：荒山绿化", BOOKS, TREES)
    tables = [shown(table) for region in found for table in region.tables]
    assert tables == [[HEADER, *READ[3:], *READ[1:3]]]


APART: dict[str, tuple[str, str, str]] = {
    "a project that is not listed": ("项目1：荒山绿化", "项目2：河道清淤", BOOKS),
    "the same project again": ("项目1：荒山绿化", "项目1：荒山绿化", BOOKS),
    "lines that say more": ("项目1：荒山绿化", "图书购置由文化局负责", BOOKS),
    "forms of their own": ("荒山绿化项目绩效目标表", "图书购置项目绩效目标表", f"主管部门 | 文化局 | <\n{BOOKS}"),
    "other columns": ("项目1：荒山绿化", "项目2：图书购置", BOOKS.replace("级别", "类型")),
    "no targets": ("项目1：荒山绿化", "项目2：图书购置", "科目 | 用途 | 金额\n商品 | 书 | 30\n服务 | 租金 | 45"),
}


@pytest.mark.parametrize("case", APART)
def test_other_tables_stay_apart(case: str) -> None:
    assert len([table for region in drawn(*APART[case][:2], books=APART[case][2]) for table in region.tables]) > 1
