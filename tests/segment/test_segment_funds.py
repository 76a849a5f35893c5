"""Amounts under nested headings: their paths, the heading beside them, and a row that stands one cell beside its header."""

from __future__ import annotations

import pytest

from extractor.document import Document
from extractor.segment import Funds
from tests.layouts import document, line, of_text, only, ruled

LEVELS = "一级指标 | 指标名称 | < | 指标值 | 权重 | < | <\n产出指标 | 里程 | < | ≥168 | 40 | < | <"
TITLE = "年度整体绩效目标表"


def funds(made: Document) -> list[Funds]:
    return only(made).funds


def shown(made: Document) -> list[tuple[str, str]]:
    (found,) = funds(made)
    return [("/".join(piece.text for piece in fund.path), fund.amount.text) for fund in found.funds]


NESTED = [
    ("收入总额", "300"),
    ("经费支出/小计", "200"),
    ("经费支出/人员", "150"),
    ("经费支出/公用", "50"),
    ("专项支出/小计", "100"),
    ("专项支出/本级", "100"),
    ("专项支出/补助", ""),
]
# what is drawn → paths and amounts
DRAWN: dict[str, tuple[str, list[tuple[str, str]]]] = {
    "two rows of headings beside a heading": (
        "资金（万元） | 收入总额 | 经费支出 | < | < | 专项支出 | < | <\n^ | ^ | 小计 | 人员 | 公用 | 小计 | 本级 | 补助\n"
        "^ | 300 | 200 | 150 | 50 | 100 | 100 | ",
        NESTED,
    ),
    "two rows of headings and nothing beside them": (
        "收入总额 | 经费支出 | < | < | 专项支出 | < | <\n^ | 小计 | 人员 | 公用 | 小计 | 本级 | 补助\n"
        "300 | 200 | 150 | 50 | 100 | 100 | ",
        NESTED,
    ),
    "beside a heading in the margin of several blocks": (
        "预算构成 | 总额 | 300 | 上年 | 280\n^ | 按支出 | 经费支出 | < | 专项支出\n^ | ^ | 人员 | 公用 | 补助\n"
        "^ | ^ | 150 | 50 | 100\n^ | 备注 | 无 | < | <",
        [("经费支出/人员", "150"), ("经费支出/公用", "50"), ("专项支出/补助", "100")],
    ),
    "headings over equal labels": (
        "经费支出 | < | 专项支出 | <\n小计 | 其中：本级 | 小计 | 其中：本级\n200 | 150 | 100 | 100",
        [("经费支出/小计", "200"), ("经费支出/其中：本级", "150"), ("专项支出/小计", "100"), ("专项支出/其中：本级", "100")],
    ),
    "one row of headings beside a heading": (
        "资金 | 收入总额 | 经费支出 | 专项支出\n^ | 300 | 200 | 100",
        [("收入总额", "300"), ("经费支出", "200"), ("专项支出", "100")],
    ),
    "rows with labels of their own": (
        "资金 | 年份 | 经费支出 | < | 专项支出\n^ | ^ | 小计 | 人员 | ^\n^ | 上年 | 200 | 150 | 100\n^ | 本年 | 210 | 150 | 90",
        [
            ("上年/经费支出/小计", "200"),
            ("上年/经费支出/人员", "150"),
            ("上年/专项支出", "100"),
            ("本年/经费支出/小计", "210"),
            ("本年/经费支出/人员", "150"),
            ("本年/专项支出", "90"),
        ],
    ),
}


@pytest.mark.parametrize("name", DRAWN)
def test_paths_of_a_ruled_header(name: str) -> None:
    drawn, expected = DRAWN[name]
    assert shown(document([line(TITLE), ruled(drawn)])) == expected


def test_a_blank_stays_a_blank() -> None:
    (found,) = funds(document([line(TITLE), ruled(DRAWN["two rows of headings beside a heading"][0])]))
    assert found.side is not None
    assert (found.first, found.last, found.side.text, found.repair) == (0, 3, "资金（万元）", None)


HEADER = "资金\t收入总额\t经费支出\t\t\t专项支出\t\t\n\t\t小计\t人员\t公用\t小计\t本级\t补助\n"
# amounts of a text copy → what is read, and whether that was a repair
COPIED: dict[str, tuple[str, list[str], bool]] = {
    "as printed": ("\t300\t200\t150\t50\t100\t100\t", ["300", "200", "150", "50", "100", "100", ""], False),
    "one cell right": ("\t\t300\t200\t150\t50\t100\t100", ["300", "200", "150", "50", "100", "100", ""], True),
    "one cell left": ("300\t200\t150\t50\t100\t100\t\t", ["300", "200", "150", "50", "100", "100", ""], True),
    "sums that close nowhere stay": ("\t301\t200\t150\t50\t100\t100\t", ["301", "200", "150", "50", "100", "100", ""], False),
    "nowhere, one cell right": ("\t\t301\t200\t150\t50\t100\t100", ["", "301", "200", "150", "50", "100", "100"], False),
}


@pytest.mark.parametrize("name", COPIED)
def test_a_row_moves_only_where_its_sums_close(name: str) -> None:
    row, expected, repaired = COPIED[name]
    (found,) = funds(of_text(f"{TITLE}\n\n{HEADER}{row}\n"))
    assert [fund.amount.text for fund in found.funds] == expected
    assert (found.repair is not None) == repaired


def test_the_repair_says_what_stood_where() -> None:
    (found,) = funds(of_text(f"{TITLE}\n\n{HEADER}{COPIED['one cell right'][0]}\n"))
    assert found.repair is not None
    for part in ("“300”印在“经费支出/小计”之下", "“300”读作“收入总额”", "偏右"):
        assert part in found.repair


def test_columns_of_one_name_are_parts_of_it() -> None:
    row = "资金\t收入总额\t经费支出\t\t\t专项支出\t\t\n\t\t小计\t人员\t人员\t小计\t本级\t补助\n\t\t300\t200\t150\t50\t100\t100\n"
    (found,) = funds(of_text(f"{TITLE}\n\n{row}"))
    assert [fund.amount.text for fund in found.funds] == ["300", "200", "150", "50", "100", "100", ""]


# rows that are something else
NONE: dict[str, str] = {
    "targets under a header in two rows": "序号 | 资金 | < | 目标 | <\n^ | 小计 | 本级 | 内容 | 值\n1 | 80 | 80 | 里程 | ≥168公里",
    "labels above values": "项目名称 | 主管部门 | 总额\n公路养护 | 交通局 | 100",
    "a matrix with labels": "资金 |  | 预算数 | 执行数 | 执行率\n^ | 总额 | 1260 | 1197 | 95%",
    "labels beside amounts": "项目资金 | 总额 | 100\n^ | 财政拨款 | 80\n^ | 其他资金 | 20",
    "indicators": LEVELS,
}


@pytest.mark.parametrize("name", NONE)
def test_other_rows_are_none(name: str) -> None:
    assert funds(document([line(TITLE), ruled(NONE[name])])) == []
