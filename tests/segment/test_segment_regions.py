"""A document cut into forms: titles, several forms in a file and on a page, what stands around them, the filling rules."""

from __future__ import annotations

import pytest

from extractor.document import Block, Grid, Line
from extractor.segment import Region, segment
from extractor.segment.region import is_of_amounts
from tests.layouts import document, line, of_text, only, regions, ruled, tables

TITLE = "某区2024年专项绩效目标表"
NAMED = "指标名称\t指标性质\t指标值\t分值\n"


def form(name: str, value: int = 5) -> str:
    return f"项目名称\t{name}\t\t\n金额\t{value}\t\t\n{NAMED}次数\t≥\t{value}\t20\n件数\t≥\t3\t20\n"


def told(region: Region) -> tuple[str | None, list[str], str, list[str]]:
    """Title, lines above, the first row, lines below."""
    first = " ".join(cell.text for cell in region.rows[0].filled)
    title = region.title.text if region.title else None
    return title, [piece.text for piece in region.head], first, [piece.text for piece in region.tail]


def test_forms_under_titles() -> None:
    text = f"{TITLE}\n\n单位：万元\n\n{form('甲')}\n联系人：张三\n\n{TITLE}\n\n单位：元\n\n{form('乙')}"
    assert [told(region) for region in regions(text)] == [
        (TITLE, ["单位：万元"], "项目名称 甲", ["联系人：张三"]),
        (TITLE, ["单位：元"], "项目名称 乙", []),
    ]


def test_table_numbers_float_to_the_form_below() -> None:
    text = f"表十一\n\n{TITLE}\n\n{form('甲')}\n联系人：张三\n\n表十二\n\n{TITLE}\n\n{form('乙')}"
    assert [told(region)[1] for region in regions(text)] == [["表十一"], ["表十二"]]


def test_a_title_may_be_a_row_of_the_table() -> None:
    text = f"\t{TITLE}\n\n\t单位\n\t甲\n\t乙\n\n\t指标\n\t次数\n\t3\n"
    assert told(only(text))[0] == TITLE


def test_two_titles_in_a_row_keep_the_last() -> None:
    text = f"某区2024年预算报告\n\n{TITLE}\n\n{form('甲')}"
    assert told(only(text))[:2] == (TITLE, ["某区2024年预算报告"])


def test_for_want_of_a_title_a_heading_is_one() -> None:
    text = f"经费绩效登记卡\n\n填报单位：某局\n\n{form('甲')}\n填表人：张三\n\n经费绩效登记卡\n\n填报单位：某局\n\n{form('乙')}"
    assert [told(region) for region in regions(text)] == [
        ("经费绩效登记卡", ["填报单位：某局"], "项目名称 甲", ["填表人：张三"]),
        ("经费绩效登记卡", ["填报单位：某局"], "项目名称 乙", []),
    ]


DRAWN = """
项目名称 | {} | < | <
绩效指标 | 指标名称 | 指标值 | 权重
^ | 里程 | ≥168公里 | 40
^ | 合格率 | ≥90% | 30
"""


def drawn(name: str) -> str:
    return DRAWN.format(name)


TWO: dict[str, list[Block]] = {
    "a title between": [line(TITLE), ruled(drawn("甲")), line(TITLE, top=250), ruled(drawn("乙"), top=300)],
    "contacts between": [ruled(drawn("甲")), line("联系人：张三", top=250), ruled(drawn("乙"), top=300)],
    "nothing between": [ruled(drawn("甲")), ruled(drawn("乙"), top=300)],
    "one grid": [ruled(drawn("甲").rstrip() + drawn("乙"))],
}


@pytest.mark.parametrize("case", TWO)
def test_two_forms_on_a_page(case: str) -> None:
    found = regions(document(TWO[case]))
    assert [told(region)[2] for region in found] == ["项目名称 甲", "项目名称 乙"]
    assert [len(region.tables[0].cells) for region in found] == [2, 2]


def test_a_line_within_the_first_form_leaves_its_title_to_both() -> None:
    targets = "绩效内容 | 目标值 | 分值\n里程 | ≥168公里 | 40\n频次 | ≥2次 | 60"
    each = "项目名称 | {} | <\n主管部门 | 交通局 | <\n实施单位 | 养护中心 | <"
    first: list[Block] = [line(TITLE), ruled(each.format("甲")), line("单位：万元", top=180), ruled(targets, top=200)]
    second: list[Block] = [ruled(each.format("乙"), top=300), line("单位：万元", top=380), ruled(targets, top=400)]
    assert [told(region)[::2] for region in regions(document([*first, *second]))] == [
        (TITLE, "项目名称 甲"),
        (TITLE, "项目名称 乙"),
    ]
    between = [*first, line("联系人：张三", top=280), *second]
    assert [told(region)[0] for region in regions(document(between))] == [TITLE, None]


def test_a_form_over_two_pages_is_one() -> None:
    rest = "指标名称 | 指标值 | 权重\n频次 | ≥2次 | 30"
    first = ruled(drawn("甲"))
    found = only(document([line(TITLE), first, line("1")], [line("2"), ruled(rest, 2, edges=(80, 140, 200, 260))]))
    assert [row.page for row in found.rows] == [1, 1, 1, 1, 2, 2]
    assert [row[0].text for row in found.tables[0].cells if row[0]] == ["里程", "合格率", "频次"]


def test_two_forms_on_two_pages_are_two() -> None:
    found = regions(document([ruled(drawn("甲"))], [ruled(drawn("乙"), 2)]))
    assert [told(region)[2] for region in found] == ["项目名称 甲", "项目名称 乙"]


RULES = "\n填表说明：\n1.年度目标与预算一致；\n（2）权重合计100。\n三、由单位填报\n不带编号\n"


def test_filling_rules_are_no_part_of_a_form() -> None:
    found = segment(of_text(f"{TITLE}\n\n{form('甲')}{RULES}\n{TITLE}\n\n{form('乙')}"))
    assert [rule.text for rule in found.rules] == ["年度目标与预算一致；", "权重合计100。", "由单位填报", "不带编号"]
    assert [told(region)[3] for region in found.regions] == [[], []]
    assert all(rule.places for rule in found.rules)


def test_a_document_without_a_grid_has_no_region() -> None:
    assert regions(f"{TITLE}\n\n一段说明文字，没有表格。\n") == ()
    assert regions(document([])) == ()


SECTIONS: dict[str, list[str]] = {
    "a title the form is known by": ["某县2025年项目申报书", "一、基本情况", "二、绩效指标", "三、资金情况"],
    "a heading for want of a title": ["某县2025年专项登记卡", "一、基本情况", "二、绩效指标", "三、资金情况"],
    "the unit behind the first section": ["部门预算", "一、收支情况（单位：千元）", "二、绩效指标", "三、年度工作"],
    "a heading that only says what follows": ["某县2025年专项登记卡", "基本信息", "绩效指标", "绩效指标情况"],
}


@pytest.mark.parametrize("case", SECTIONS)
def test_sections_of_a_form_are_one_region(case: str) -> None:
    title, first, second, third = SECTIONS[case]
    targets = "指标名称 | 指标值 | 权重\n巡河 | ≥4次 | 50\n清淤 | ≥3公里 | 50"
    upper: list[Block] = [line(title), line(first), ruled("项目名称 | 桥梁"), line(second), ruled(targets, top=200)]
    (found,) = regions(document([*upper, line(third), ruled("事项 | 巡河", top=300)]))
    assert found.title is not None and found.title.text == title


@pytest.mark.parametrize("mark", ["注：", "填表要求：", "※", "※ "])
def test_a_note_under_a_form_is_a_rule(mark: str) -> None:
    made = document([line("绩效目标表"), ruled("项目名称 | 桥梁"), line(f"{mark}各项权重合计为100。")])
    assert [rule.text for rule in segment(made).rules] == ["各项权重合计为100。"]


COUNTED_HEADINGS: dict[str, tuple[list[str], str | None]] = {
    "names of the texts below": (["1.项目概况", "养护道路，保障畅通。", "2.承办单位情况", "由养护中心负责", "每月结算"], None),
    "one alone": (["1.项目概况", "养护道路，保障畅通。"], "1.项目概况"),
    "no label among them": (["1.道路养护", "2.桥梁维修"], "1.道路养护"),
    "a section over them": (["（二）道路养护", "1.项目概况", "养护道路。", "2.承办单位情况", "由养护中心负责。"], "（二）道路养护"),
}


@pytest.mark.parametrize("name", COUNTED_HEADINGS)
def test_counted_headings_are_titles_only_by_themselves(name: str) -> None:
    lines, expected = COUNTED_HEADINGS[name]
    table = ruled("类型 | 内容 | 目标值\n产出 | 里程 | ≥168公里\n效益 | 通行率 | ≥98%")
    title = only(document([*(line(text, top=10.0 + 20 * n) for n, text in enumerate(lines)), table])).title
    assert (title.text if title else None) == expected


def test_a_heading_is_no_rule() -> None:
    made = document([line("绩效目标表"), ruled("项目名称 | 桥梁"), line("编制说明：项目绩效目标")])
    assert segment(made).rules == ()


FUNDS = "资金来源\t预算数\t执行数\n总额\t10\t5\n其他资金\t10\t5\n"
GOES_ON: dict[str, tuple[str, list[int]]] = {
    # what stands in the file → rows of each region
    "a heading before the table of targets": (f"{TITLE}\n\n{FUNDS}\n绩效指标运行情况\n\n{NAMED}次数\t≥\t5\t20\n", [5]),
    "the table of targets on two pages": (
        f"{TITLE}\n\n{FUNDS}\n绩效指标运行情况\n\n{NAMED}次数\t≥\t5\t20\n\n第二页\n\n{NAMED}件数\t≥\t5\t20\n",
        [7],
    ),
    "a part with a title of its own": (f"{TITLE}\n\n{FUNDS}\n资金安排情况表\n\n{FUNDS}\n{NAMED}次数\t≥\t5\t20\n", [8]),
    "another form": (f"{TITLE}\n\n{FUNDS}\n{TITLE}\n\n{FUNDS}\n{NAMED}次数\t≥\t5\t20\n", [3, 5]),
    "a heading after it": (f"{TITLE}\n\n{NAMED}次数\t≥\t5\t20\n件数\t≥\t5\t20\n\n另一项目登记卡\n\n{FUNDS}", [3, 3]),
    "a heading between tables of amounts": (f"某区2024年预算表\n\n{FUNDS}\n一般公共预算拨款情况\n\n{FUNDS}", [3, 3]),
}


@pytest.mark.parametrize("case", GOES_ON)
def test_a_form_of_targets_goes_on_until_its_table_of_targets(case: str) -> None:
    text, rows = GOES_ON[case]
    assert [len(region.rows) for region in regions(text)] == rows


CARD = "考核指标 | < | <\n指标名称 | 指标值 | 权重\n里程 | ≥168公里 | 40\n合格率 | ≥90% | 30"


def test_a_heading_said_again_opens_another_form_once_its_table_has_ended() -> None:
    again = document([line(TITLE), ruled(f"{CARD}\n事项 | 甲 | <\n{CARD}\n事项 | 乙 | <")])
    on_a_new_page = document([line(TITLE), ruled(CARD)], [ruled(CARD, 2)])
    assert [len(region.rows) for region in segment(again).regions] == [5, 5]
    assert len(segment(on_a_new_page).regions) == 1


def test_what_stands_behind_labels_of_a_form_is_no_running_text() -> None:
    made = segment(of_text(f"{TITLE}\n\n项目概况：\n补助5个村，每村3万元，共15万元。\n\n{form('甲')}\n\n全区共安排15万元。\n"))
    assert [found.piece.text for found in made.prose] == [TITLE, "全区共安排15万元。"]


def test_a_title_behind_its_number_opens_a_form() -> None:
    text = f"附表1：林业站绩效目标表\n\n{form('甲')}\n附表2：苗圃绩效目标表\n\n{form('乙')}"
    assert [told(region)[:2] for region in regions(text)] == [("林业站绩效目标表", ["附表1"]), ("苗圃绩效目标表", ["附表2"])]


def test_a_colon_behind_a_number_opens_no_form_by_itself() -> None:
    assert told(only(f"林业站绩效目标表\n\n{form('甲')}\n附表2：以正文为准\n"))[3] == ["附表2：以正文为准"]


TARGETS = "{} | < | <\n指标名称 | 目标值 | 分值\n栽树 | ≥30亩 | 50\n成活率 | ≥85% | 50"
NAMED_TARGETS = TARGETS.replace("{} | <", "{} | {}", 1)
# the parts of one grid → the first row of each region
COUNTED: dict[str, tuple[list[str], list[str]]] = {
    "with their names": (
        [NAMED_TARGETS.format("项目一", "荒山绿化"), NAMED_TARGETS.format("项目二", "河堤护坡")],
        ["项目一 荒山绿化", "项目二 河堤护坡"],
    ),
    "in digits": (
        [NAMED_TARGETS.format("项目1", "荒山绿化"), NAMED_TARGETS.format("项目12", "河堤护坡")],
        ["项目1 荒山绿化", "项目12 河堤护坡"],
    ),
    "alone, the table before ended": (
        [TARGETS.format("项目一"), "备注 | 按台账 | <", TARGETS.format("项目二")],
        ["项目一", "项目二"],
    ),
    "other words that are counted": (
        [NAMED_TARGETS.format("方面一", "荒山绿化"), NAMED_TARGETS.format("方面二", "河堤护坡")],
        ["方面一 荒山绿化"],
    ),
    "projects named before the table": (
        ["项目一 | 荒山绿化 | <\n项目二 | 河堤护坡 | <", TARGETS.format("绩效目标")],
        ["项目一 荒山绿化"],
    ),
}


@pytest.mark.parametrize("case", COUNTED)
def test_forms_that_are_counted(case: str) -> None:
    parts, expected = COUNTED[case]
    found = regions(document([line(TITLE), ruled("\n".join(parts))]))
    assert [told(region)[2] for region in found] == expected
    assert {told(region)[0] for region in found} == {TITLE}


def test_a_list_of_projects_is_one_form() -> None:
    names = "\n".join(f"项目{number} | {number}号山坡绿化 | <" for number in "一二三四五")
    assert len(regions(document([line(TITLE), ruled(f"{names}\n{TARGETS.format('绩效目标')}")]))) == 1


HEAD = "项目名称 | 荒山绿化 | 主管部门 | 林业站\n项目概况 | 荒坡补植 | 起止时间 | 2025年"
# a title, and a line between the head of a form and its targets → the titles of the regions
BETWEEN: dict[str, tuple[str, str, list[str]]] = {
    "a plan heads a part": ("林业绩效目标申报表", "分年度栽植计划", ["林业绩效目标申报表"]),
    "the form of the targets": ("林业项目申报表", "林业绩效目标申报表", ["林业绩效目标申报表"]),
    "under what is no form": ("林业绩效目标报告", "分年度栽植计划", ["林业绩效目标报告"]),
    "under a form of money": ("林业收支申报表", "分年度栽植计划", ["林业收支申报表"]),
}


@pytest.mark.parametrize("case", BETWEEN)
def test_a_line_between_the_head_of_a_form_and_its_targets(case: str) -> None:
    title, between, expected = BETWEEN[case]
    blocks: list[Line | Grid] = [line(title), ruled(HEAD), line(between, top=200), ruled(TARGETS.format("绩效目标"), top=300)]
    assert [told(region)[0] for region in regions(document(blocks))] == expected
    assert len(regions(document(blocks[:2], [line(between, page=2), *blocks[3:]]))) == len(expected)


# what stands under a form → the rules for filling it that are found
UNDER: dict[str, tuple[tuple[str, ...], list[str]]] = {
    "a note": (("说明：“是否完成”填“是”或“否”。",), ["“是否完成”填“是”或“否”。"]),
    "rules": (("填表说明：", "1．金额填整数。"), ["金额填整数。"]),
    "a note that counts": (("说明：1．金额填整数。", "2．日期填到月。"), ["金额填整数。", "日期填到月。"]),
    "a note, and what counts something else": (("说明：1．金额填整数。", "1．经办人：王平"), ["金额填整数。"]),
    "a note, and a heading": (("说明：金额填整数。", "1．经办人：王平"), ["金额填整数。"]),
    "an account of the budget": (("编制说明：", "1．2025年收入预算1,748.66万元。", "2．支出预算持平。"), []),
}


@pytest.mark.parametrize("case", UNDER)
def test_rules_under_a_form(case: str) -> None:
    lines, expected = UNDER[case]
    made = document([line("绩效目标表"), ruled("指标名称 | 指标值 | 权重\n里程 | ≥168公里 | 40"), *map(line, lines)])
    assert [rule.text for rule in segment(made).rules] == expected


# a table → whether it can only be one of money
AMOUNTS: dict[str, bool] = {
    "支出内容 | 单价（元） | 数量 | 金额（元）\n苗木 | 5 | 100 | 500\n整地 | 20 | 15 | 300": True,
    "来源 | 上年预算 | 本年预算\n拨款 | 60 | 70\n自筹 | 30 | 35": True,
    "内容 | 数量 | 分值\n植树 | 30 | 50\n种草 | 20 | 50": False,
    "内容 | 指标值 | 预算（元）\n植树 | 30 | 500\n种草 | 20 | 500": False,
    "内容 | 数量 | 预算（元）\n植树 | ≥30亩 | 500\n种草 | ≥20亩 | 500": False,
    "类别 | 内容 | 数量 | 预算（元）\n产出指标 | 植树 | 30 | 500\n效益指标 | 种草 | 20 | 500": False,
}


@pytest.mark.parametrize("drawn", AMOUNTS)
def test_tables_of_money_alone(drawn: str) -> None:
    (table,) = tables(drawn)
    assert is_of_amounts(table) is AMOUNTS[drawn]
