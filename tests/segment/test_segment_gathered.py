"""A form whose parts have a title each is one region; what names another project, or is of a whole budget, is none of its parts."""

from __future__ import annotations

import pytest

from extractor.document import Block
from extractor.segment import Region
from tests.layouts import document, line, only, regions, ruled, shown

WHO = "项目名称 | 荒山绿化 | 主管部门 | 林业局\n实施单位 | 林场 | 负责人 | 甲"
OTHER = "项目名称 | 图书购置 | 主管部门 | 文化局\n实施单位 | 书馆 | 负责人 | 乙"
TARGETS = "一级指标 | 二级指标 | 三级指标 | 指标值\n产出指标 | 数量指标 | 植树 | ≥30亩\n效益指标 | 社会效益 | 游人 | ≥9万人"
SOURCES = "资金来源 | 金额（万元）\n财政拨款 | 60\n自筹 | 30\n合计 | 90"
SPENT = "支出内容 | 金额（万元）\n苗木 | 60\n整地 | 30"
CODES = "科目编码 | 科目名称 | 金额（万元）\n2130205 | 森林培育 | 60\n2130207 | 森林管理 | 30\n2130299 | 其他 | 10"
BASIS = "绩效目标设定依据 | 绿化规划 | 实施条件 | 苗木齐备"
WHOLE = f"{WHO}\n{TARGETS}"


def spent(count: int) -> str:
    return "\n".join(["支出内容 | 金额（万元）", *(f"苗木{n} | {n + 1}" for n in range(count))])


def tall(first: str, rows: int) -> str:
    """A grid of so many rows of labels and values."""
    labels = [f"事项{n} | 内容{n} | 要求{n} | 说明{n}" for n in range(rows)]
    return "\n".join([first, *labels][: rows - first.count("\n")])


def parts(*titled: tuple[str, str]) -> tuple[Region, ...]:
    blocks: list[Block] = []
    top = 10.0
    for title, grid in titled:
        blocks += [line(title, top=top), ruled(grid, top=top + 20)]
        top += 60 + 20 * grid.count("\n")
    return regions(document(blocks))


def seen(found: tuple[Region, ...]) -> list[tuple[str, int]]:
    return [(region.title.text if region.title else "", len(region.rows)) for region in found]


BASICS, MONEY, AIMS, FORM = "项目基本信息表", "资金情况表", "绩效指标表", "项目绩效目标表"
# grids under their titles → title and rows of the one form
WHOLES: dict[str, tuple[list[tuple[str, str]], tuple[str, int]]] = {
    "who and targets": ([(BASICS, WHO), (AIMS, TARGETS)], (AIMS, 5)),
    "money between": ([(BASICS, WHO), (MONEY, SOURCES), (AIMS, TARGETS)], (AIMS, 9)),
    "a list of what is spent behind": ([(FORM, WHOLE), ("支出明细表", SPENT)], (FORM, 8)),
    "a list of what is spent between": ([(BASICS, WHO), ("支出明细表", SPENT), (AIMS, TARGETS)], (AIMS, 8)),
    "four parts": ([(BASICS, WHO), (MONEY, SOURCES), ("支出明细表", SPENT), (AIMS, TARGETS)], (AIMS, 12)),
    "a first title of targets": ([("项目绩效申报表", WHO), (MONEY, SOURCES), (AIMS, TARGETS)], ("项目绩效申报表", 9)),
    "money behind": ([(FORM, WHOLE), ("资金来源表", SOURCES)], (FORM, 9)),
    "words behind": ([(FORM, WHOLE), ("实施说明表", BASIS)], (FORM, 6)),
    "both sides": ([(BASICS, WHO), (AIMS, TARGETS), ("资金来源表", SOURCES)], (AIMS, 9)),
    "twelve amounts": ([(BASICS, WHO), ("支出明细表", spent(12)), (AIMS, TARGETS)], (AIMS, 18)),
    "a head of forty rows": ([(BASICS, tall(WHO, 40)), (AIMS, TARGETS)], (AIMS, 43)),
    "forty rows of words behind": ([(FORM, WHOLE), ("实施说明表", tall(BASIS, 40))], (FORM, 45)),
}


@pytest.mark.parametrize("case", WHOLES)
def test_one_form(case: str) -> None:
    titled, expected = WHOLES[case]
    assert seen(parts(*titled)) == [expected]


def test_other_titles_are_kept_below() -> None:
    (form,) = parts((BASICS, WHO), (MONEY, SOURCES), (AIMS, TARGETS))
    assert {piece.text for piece in form.tail} == {BASICS, MONEY}
    assert [row[2] for row in shown(form.tables[-1])[1:]] == ["植树", "游人"]


def test_a_line_over_a_later_part_is_in_the_head() -> None:
    blocks: list[Block] = [
        line(FORM),
        ruled(WHOLE),
        line("资金来源表", top=300),
        line("单位：万元", top=315),
        ruled(SOURCES, top=330),
    ]
    assert [piece.text for piece in only(document(blocks)).head] == ["单位：万元"]


# grids under their titles → title and rows of each region
APART: dict[str, tuple[list[tuple[str, str]], list[tuple[str, int]]]] = {
    "targets of another name": ([(BASICS, WHO), (AIMS, f"{OTHER}\n{TARGETS}")], [(BASICS, 2), (AIMS, 5)]),
    "money of another name, which heads the targets": (
        [(BASICS, WHO), (MONEY, f"项目名称 | 图书\n{SOURCES}"), (AIMS, TARGETS)],
        [(BASICS, 2), (AIMS, 8)],
    ),
    "money of another name behind": ([(FORM, WHOLE), (MONEY, f"项目名称 | 图书\n{SOURCES}")], [(FORM, 5), (MONEY, 5)]),
    "a budget by codes between": (
        [(BASICS, WHO), ("支出预算表", CODES), (AIMS, TARGETS)],
        [(BASICS, 2), ("支出预算表", 4), (AIMS, 3)],
    ),
    "a budget by codes behind": ([(FORM, WHOLE), ("支出预算表", CODES)], [(FORM, 5), ("支出预算表", 4)]),
    "a list of what is spent behind, in a file with a budget by codes": (
        [(FORM, WHOLE), ("支出明细表", SPENT), ("支出预算表", CODES)],
        [(FORM, 5), ("支出明细表", 3), ("支出预算表", 4)],
    ),
    "thirteen amounts": (
        [(BASICS, WHO), ("支出明细表", spent(13)), (AIMS, TARGETS)],
        [(BASICS, 2), ("支出明细表", 14), (AIMS, 3)],
    ),
    "five parts": (
        [(BASICS, WHO), (MONEY, SOURCES), ("支出明细表", SPENT), ("另支出明细表", SPENT), (AIMS, TARGETS)],
        [(BASICS, 2), (MONEY, 4), ("支出明细表", 3), ("另支出明细表", 3), (AIMS, 3)],
    ),
    "a head of more rows": ([(BASICS, tall(WHO, 41)), (AIMS, TARGETS)], [(BASICS, 41), (AIMS, 3)]),
    "more rows behind": ([(FORM, WHOLE), ("实施说明表", tall(BASIS, 41))], [(FORM, 5), ("实施说明表", 41)]),
    "words of nothing in a form": ([(FORM, WHOLE), ("人员名单", "姓名 | 职务\n张 | 科长")], [(FORM, 5), ("人员名单", 2)]),
    "a head without a name": ([("基本信息表", "负责人 | 甲 | 电话 | 1"), (AIMS, TARGETS)], [("基本信息表", 1), (AIMS, 3)]),
    "no targets": ([(BASICS, WHO), (MONEY, SOURCES)], [(BASICS, 2), (MONEY, 4)]),
    "two whole forms": ([(FORM, WHOLE), (FORM, f"{OTHER}\n{TARGETS}")], [(FORM, 5), (FORM, 5)]),
    "targets behind a whole form": ([(FORM, WHOLE), (FORM, TARGETS)], [(FORM, 5), (FORM, 3)]),
    "two forms in parts": ([(BASICS, WHO), (AIMS, TARGETS), (BASICS, OTHER), (AIMS, TARGETS)], [(AIMS, 5), (AIMS, 5)]),
    "a list of projects over a form": (
        [("项目汇总表", "序号 | 项目名称 | 主管部门\n1 | 荒山绿化 | 林业局\n2 | 图书购置 | 文化局"), (FORM, WHOLE)],
        [("项目汇总表", 3), (FORM, 5)],
    ),
}


@pytest.mark.parametrize("case", APART)
def test_not_of_one_form(case: str) -> None:
    titled, expected = APART[case]
    assert seen(parts(*titled)) == expected
