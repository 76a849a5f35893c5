"""Data tables by structure: a header row and what keeps its columns; rows of labels and values are none."""

from __future__ import annotations

import pytest

from extractor.segment import Table
from extractor.segment.tables.table import find_tables
from tests.layouts import document, line, only, ruled

NAMED = "指标名称 | 指标值 | 权重"
HEAD = "项目名称 | 农村公路养护 | <"
PAIRS = "主管部门 | 交通局 | 实施单位 | 养护中心"


def tables(drawn: str) -> list[Table]:
    return only(document([line("绩效目标表"), ruled(drawn)])).tables


def shown(table: Table) -> list[list[str | None]]:
    header: list[str | None] = [column.header.text for column in table.columns]
    return [header, *([cell.text if cell else None for cell in row] for row in table.cells)]


# what is drawn → header and rows of each table that is found; None where a merged cell goes on
FOUND: dict[str, tuple[str, list[list[list[str | None]]]]] = {
    "a table under a head": (
        f"{HEAD}\n{NAMED}\n里程 | ≥168公里 | 40\n合格率 | ≥90% | 30",
        [[["指标名称", "指标值", "权重"], ["里程", "≥168公里", "40"], ["合格率", "≥90%", "30"]]],
    ),
    "one row": (f"{NAMED}\n里程 | ≥168公里 | 40", [[["指标名称", "指标值", "权重"], ["里程", "≥168公里", "40"]]]),
    "merged levels": (
        "一级指标 | 指标名称 | 权重\n产出指标 | 里程 | 40\n^ | 合格率 | 30\n满意度 | 群众 | 30",
        [[["一级指标", "指标名称", "权重"], ["产出指标", "里程", "40"], [None, "合格率", "30"], ["满意度", "群众", "30"]]],
    ),
    "a heading merged beside the whole table": (
        "绩效指标 | 指标名称 | 指标值 | 权重\n^ | 里程 | ≥168公里 | 40\n^ | 合格率 | ≥90% | 30",
        [[["指标名称", "指标值", "权重"], ["里程", "≥168公里", "40"], ["合格率", "≥90%", "30"]]],
    ),
    "the table ends where a row runs over its rulings": (
        f"{NAMED}\n里程 | ≥168公里 | 40\n备注 | 按台账统计 | <",
        [[["指标名称", "指标值", "权重"], ["里程", "≥168公里", "40"]]],
    ),
    "a qualitative row": (
        f"{NAMED}\n里程 | ≥168公里 | 40\n制度健全程度 | 健全 | 10\n合格率 | ≥90% | 30",
        [[["指标名称", "指标值", "权重"], ["里程", "≥168公里", "40"], ["制度健全程度", "健全", "10"], ["合格率", "≥90%", "30"]]],
    ),
    "labels and values in the columns of the table": (
        f"{PAIRS}\n资金总额 | 100 | 上年预算 | 90\n指标名称 | 指标值 | 权重 | 核心\n里程 | ≥168 | 40 | 是",
        [[["指标名称", "指标值", "权重", "核心"], ["里程", "≥168", "40", "是"]]],
    ),
    "a header that alternates like labels and values": (
        "指标名称 | 指标值 | 权重 | 完成度\n里程 | ≥168 | 40 | 是\n合格率 | ≥90% | 30 | 否",
        [[["指标名称", "指标值", "权重", "完成度"], ["里程", "≥168", "40", "是"], ["合格率", "≥90%", "30", "否"]]],
    ),
    "the same words under different headings": (
        "项目 | 经费 | < | 指标内容 | 要求 | < | 满分\n^ | 首年 | 次年 | ^ | 首年 | 次年 | ^\n"
        "修渠 | 5 | 6 | 渠长 | ≥3公里 | ≥4公里 | 100",
        [[["项目", "首年", "次年", "指标内容", "首年", "次年", "满分"], ["修渠", "5", "6", "渠长", "≥3公里", "≥4公里", "100"]]],
    ),
    "the same words under one heading": (
        "项目 | 指标内容 | 要求 | < | 满分\n^ | ^ | 首年 | 首年 | ^\n修渠 | 渠长 | ≥3公里 | ≥4公里 | 100",
        [],
    ),
    "columns that are numbered": (
        f"{NAMED}\n甲 | 1 | 2\n里程 | ≥168公里 | 40",
        [[["指标名称", "指标值", "权重"], ["里程", "≥168公里", "40"]]],
    ),
    "columns that are numbered by a sum": (
        "指标名称 | 全年 | 实际 | 比率\nA | 1 | 2 | 3=2/1\n里程 | ≥168公里 | 160 | 95%",
        [[["指标名称", "全年", "实际", "比率"], ["里程", "≥168公里", "160", "95%"]]],
    ),
    "numbers that do not count the columns": (
        "指标名称 | 全年 | 实际\n甲 | 2 | 1\n里程 | 168 | 160",
        [[["指标名称", "全年", "实际"], ["甲", "2", "1"], ["里程", "168", "160"]]],
    ),
    "a matrix of amounts": (
        "资金 |  | 预算数 | 执行数 | 执行率\n^ | 总额 | 1260 | 1197 | 95%\n^ | 其他资金 | 0 | 0 | —",
        [[["", "预算数", "执行数", "执行率"], ["总额", "1260", "1197", "95%"], ["其他资金", "0", "0", "—"]]],
    ),
    "two tables": (
        f"{NAMED}\n里程 | ≥168公里 | 40\n目标 | 完成任务 | <\n单位名称 | 预算数 | 占比\n养护中心 | 20 | 50%\n交通局 | 20 | 50%",
        [
            [["指标名称", "指标值", "权重"], ["里程", "≥168公里", "40"]],
            [["单位名称", "预算数", "占比"], ["养护中心", "20", "50%"], ["交通局", "20", "50%"]],
        ],
    ),
    "two tables in the same columns under a heading": (
        "单位名称 | 预算数 | 占比\n养护中心 | 20 | 50%\n交通局 | 20 | 50%\n绩效指标 | < | <\n"
        "指标名称 | 指标值 | 权重\n里程 | ≥168公里 | 40",
        [
            [["单位名称", "预算数", "占比"], ["养护中心", "20", "50%"], ["交通局", "20", "50%"]],
            [["指标名称", "指标值", "权重"], ["里程", "≥168公里", "40"]],
        ],
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", FOUND)
def test_tables_that_are_found(case: str) -> None:
    drawn, expected = FOUND[case]
    assert [shown(table) for table in tables(drawn)] == expected


NONE = {
    "labels and values": f"{PAIRS}\n项目名称 | 农村公路养护 | < | <",
    "labels, values and amounts": f"{PAIRS}\n资金总额 | 100 | 上年预算 | 90",
    "labels above values": "项目名称 | 主管部门 | 实施单位\n公路养护 | 交通局 | 养护中心",
    "two columns": "指标名称 | 指标值\n里程 | ≥168公里",
    "no words": "年初 | 全年 | 执行\n100 | 110 | 90",
    "no signs": "单位 | 负责人 | 职务\n交通局 | 张三 | 科长",
    "a header without rows": f"{HEAD}\n{NAMED}",
    "a header that says a thing twice": "指标 | 指标 | 权重\n里程 | 168 | 40",
    "a header of numbers": "2023 | 2024 | 2025\n里程 | 168 | 40",
}


@pytest.mark.parametrize("case", NONE)
def test_rows_that_are_no_table(case: str) -> None:
    assert tables(NONE[case]) == []


def test_a_table_says_which_rows_are_its_own() -> None:
    region = only(document([ruled(f"{HEAD}\n{NAMED}\n里程 | ≥168公里 | 40\n备注 | 按台账统计 | <")]))
    (table,) = region.tables
    assert (table.first, table.last) == (1, 3)
    assert [region.rows[index].cells[0].text for index in (0, 3)] == ["项目名称", "备注"]


def test_a_header_repeated_on_a_new_page_is_no_row() -> None:
    first, second = f"{NAMED}\n里程 | ≥168公里 | 40", f"{NAMED}\n合格率 | ≥90% | 30"
    (table,) = only(document([line("绩效目标表"), ruled(first)], [ruled(second, 2)])).tables
    assert shown(table) == [["指标名称", "指标值", "权重"], ["里程", "≥168公里", "40"], ["合格率", "≥90%", "30"]]


def test_a_matrix_knows_its_stub() -> None:
    (matrix,) = tables(FOUND["a matrix of amounts"][0])
    (plain,) = tables(FOUND["one row"][0])
    assert (matrix.stub, plain.stub) == (True, False)


def test_samples_are_the_first_distinct_texts() -> None:
    (table,) = tables(f"{NAMED}\na | 1 | 10\nb | 1 | 10\na | 2 | 10\nc | 3 | 10\nd | 4 | 10")
    assert [table.samples(j) for j in range(3)] == [["a", "b", "c"], ["1", "2", "3"], ["10"]]
    assert table.samples(1, 4) == ["1", "2", "3", "4"]


# ---- text copies: cells are counted, merged ones show as blanks

LISTED = """
单位名称\t项目名称\t预算数\t指标名称\t指标值\t权重
林业局\t公路养护\t155\t里程\t≥168公里\t40
\t\t\t合格率\t≥90%\t30
\t桥梁维修\t80\t座数\t≥3座\t100
"""


def test_a_list_keeps_the_rows_whose_first_columns_are_blank() -> None:
    (table,) = only("绩效目标汇总表\n" + LISTED).tables
    assert [row[3].text if row[3] else None for row in table.cells] == ["里程", "合格率", "座数"]
    assert [row[1].text if row[1] else None for row in table.cells] == ["公路养护", "", "桥梁维修"]


def test_a_short_row_ends_an_unruled_table() -> None:
    region = only(
        "目标表\n\n指标名称\t性质\t指标值\t单位\t权重\t核心\n里程\t≥\t168\t公里\t40\t是\n合格率\t≥\t90\t%\t30\t否\n合计\n备注\t按台账\t\t\t\t\n"
    )
    (table,) = region.tables
    assert len(table.cells) == 2
    assert find_tables([]) == []
