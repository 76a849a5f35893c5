"""Which texts are labels, and which value belongs to each: across, downwards, beside several rows, after a colon."""

from __future__ import annotations

import pytest

from extractor.document import Document
from extractor.interpret.pairs import find_pairs
from extractor.interpret.slots import head_slots
from extractor.normalise.labels import labelness, unnumbered
from tests.layouts import document, line, of_text, only, ruled

LONG = "完成农村公路养护任务，确保道路畅通安全，群众满意度明显提高。"
FAR = "按上年实际支出并结合今年任务量逐项核定，超出部分由镇里自筹。"
TABLE = "指标名称 | 指标值 | 指标单位 | 权重"
BESIDE = ("巡河 | 4 | 次 | 50", "清淤 | 3 | 公里 | 30", "种树 | 9 | 棵 | 20")


def pairs(made: Document) -> list[tuple[str, str]]:
    return [(pair.label.text, pair.value.text) for pair in find_pairs(head_slots(only(made)), labelness)]


# a ruled grid → labels and values
DRAWN: dict[str, tuple[str, list[tuple[str, str]]]] = {
    "across": (
        "项目名称 | 农村公路养护 | < | <\n主管部门 | 交通局 | 实施单位 | 养护中心",
        [("项目名称", "农村公路养护"), ("主管部门", "交通局"), ("实施单位", "养护中心")],
    ),
    "a value that reads like a label": ("主管部门 | 教育部门 | 实施单位 | 学校", [("主管部门", "教育部门"), ("实施单位", "学校")]),
    "labels above values": (
        "项目名称 | 主管部门 | 实施单位\n公路养护 | 交通局 | 养护中心",
        [("项目名称", "公路养护"), ("主管部门", "交通局"), ("实施单位", "养护中心")],
    ),
    "labels above a blank and values": (
        "项目名称 | 项目编码 | 实施单位\n公路养护 |  | 养护中心",
        [("项目名称", "公路养护"), ("项目编码", ""), ("实施单位", "养护中心")],
    ),
    "one label above a long text": (f"项目概况 | <\n{LONG} | <", [("项目概况", LONG)]),
    "a label beside its parts": (
        "项目资金 | 年度资金总额 | 100\n^ | 其中：财政拨款 | 80\n^ | 其他资金 | 20",
        [("年度资金总额", "100"), ("其中：财政拨款", "80"), ("其他资金", "20")],
    ),
    "a label beside stacked labels": (
        f"年度目标 | 预期目标 | 实际完成情况\n^ | {LONG} | 已全部{LONG}",
        [("年度目标/预期目标", LONG), ("年度目标/实际完成情况", f"已全部{LONG}")],
    ),
    "what the parts are told apart by": (
        "预算构成 | 总额 | < | 120\n^ | 按资金渠道 | 县级拨款 | 100\n^ | ^ | 自筹 | 20",
        [("总额", "120"), ("县级拨款", "100"), ("自筹", "20")],
    ),
    "amounts below their labels": (
        "项目资金 | 基本支出 | 项目支出\n^ | 100 | 20",
        [("项目资金/基本支出", "100"), ("项目资金/项目支出", "20")],
    ),
    "a row of amounts that has a name": (
        "资金构成 | 上级补助 | 本级财力 | 资金规模\n年度预算 | 50 | 30 | 80",
        [("上级补助", "50"), ("本级财力", "30"), ("资金规模", "80")],
    ),
    "a project and its amounts": (
        "项目名称 | 上级补助 | 资金规模\n预算 | 50 | 80",
        [("项目名称", "预算"), ("上级补助", "50"), ("资金规模", "80")],
    ),
    "a name that is no amount's": (
        "实施依据 | 上级补助 | 本级财力 | 资金规模\n河道条例 | 50 | 30 | 80",
        [("实施依据", "河道条例"), ("上级补助", "50"), ("本级财力", "30"), ("资金规模", "80")],
    ),
    "blank values": ("项目名称 |  | <\n主管部门 |  | 实施单位 | ", [("项目名称", ""), ("主管部门", ""), ("实施单位", "")]),
    "a blank between a label and its value": ("预算执行率权重(%) |  | 10", [("预算执行率权重(%)", "10")]),
    "colons and asterisks": ("项目名称： | 甲项目 | 主管部门* | 某局", [("项目名称", "甲项目"), ("主管部门", "某局")]),
    "a colon in the cell": (
        "编制单位：某局 | 单位：万元\n项目名称 | 甲",
        [("编制单位", "某局"), ("单位", "万元"), ("项目名称", "甲")],
    ),
    "a colon with nothing after it": ("编制单位： | 某局\n项目名称 | 甲", [("编制单位", "某局"), ("项目名称", "甲")]),
    "prose with a colon is a value": ("立项依据 | 依据：一、文件；二、纪要。", [("立项依据", "依据：一、文件；二、纪要。")]),
    "a text under its heading": (
        f"项目名称 | 甲\n一、立项必要性\\n{LONG} | <",
        [("项目名称", "甲"), ("立项必要性", LONG)],
    ),
    "two texts under headings of their own": (
        f"项目名称 | 甲\n一、立项必要性\\n{LONG}\\n二、实施步骤\\n{LONG} | <",
        [("项目名称", "甲")],
    ),
    "a heading over a few words": ("项目名称 | 甲\n一、立项必要性\\n确有必要。 | <", [("项目名称", "甲")]),
    "a text under its heading in a cell for a value": (
        f"项目概况 | 一、立项必要性\\n{LONG}",
        [("项目概况", f"一、立项必要性\n{LONG}")],
    ),
    "labels listed in a cell": (
        "项目名称 | 甲\n单位信息 | 申报单位：水利站；主管部门：水利局。",
        [("项目名称", "甲"), ("申报单位", "水利站"), ("主管部门", "水利局")],
    ),
    "labels listed by circled numbers": (
        "项目名称 | 甲\n资金构成 | ①市级资金：50\\n②自筹资金：40",
        [("项目名称", "甲"), ("市级资金", "50"), ("自筹资金", "40")],
    ),
    "a list in which one part is no pair": (
        "项目名称 | 甲\n单位信息 | 申报单位：水利站；由局里审定",
        [("项目名称", "甲"), ("单位信息", "申报单位：水利站；由局里审定")],
    ),
    "a list of what reads like no label": (
        "项目名称 | 甲\n实施情况 | 北岸：挖土；南岸：填土",
        [("项目名称", "甲"), ("实施情况", "北岸：挖土；南岸：填土")],
    ),
    "a label and its text beside a table": (
        f"项目名称 | 甲 | < | < | < | <\n{TABLE} | 测算说明 | {FAR}\n{BESIDE[0]} | ^ | ^\n{BESIDE[1]} | ^ | ^\n{BESIDE[2]} | ^ | ^",
        [("项目名称", "甲"), ("测算说明", FAR)],
    ),
    "a text alone beside a table": (
        f"项目名称 | 甲 | < | < | <\n{TABLE} | {FAR}\n{BESIDE[0]} | ^\n{BESIDE[1]} | ^\n{BESIDE[2]} | ^",
        [("项目名称", "甲")],
    ),
    "columns of the table itself": (
        f"项目名称 | 甲 | < | < | < | <\n{TABLE} | 备注 | 注\n{BESIDE[0]} | 丙 | 丁\n{BESIDE[1]} | 丙 | 丁\n{BESIDE[2]} | 丙 | 丁",
        [("项目名称", "甲")],
    ),
    "several values under one label": ("2024年预算 | 100 | 90", [("2024年预算", "100"), ("2024年预算", "90")]),
}  # fmt: skip


@pytest.mark.parametrize("case", DRAWN)
def test_pairs_of_ruled_grids(case: str) -> None:
    drawn, expected = DRAWN[case]
    assert pairs(document([line("绩效目标表"), ruled(drawn)])) == expected


# a text copy → labels and values
WRITTEN: dict[str, tuple[str, list[tuple[str, str]]]] = {
    "blanks of merged cells": (
        "项目总资金额\t5\t上级补助\t\n\t\t区级资金\t5\n\t\t其他资金\t\n",
        [("项目总资金额", "5"), ("上级补助", ""), ("区级资金", "5"), ("其他资金", "")],
    ),
    "rows that begin with blanks": (
        "2024年预算\t449\t区级支出\t379\n\t\t补助街镇\t70\n",
        [("2024年预算", "449"), ("区级支出", "379"), ("补助街镇", "70")],
    ),
    "two pairs on a line above": (
        "填报单位：公路养护中心　　　　　　金额单位：元\n\n项目名称\t甲\n",
        [("填报单位", "公路养护中心"), ("金额单位", "元"), ("项目名称", "甲")],
    ),
    "lines below": (
        "项目名称\t甲\n\n联系人：沈一禾 联系电话：0000-5010143\n办公电话  40661091\n",
        [("项目名称", "甲"), ("联系人", "沈一禾"), ("联系电话", "0000-5010143"), ("办公电话", "40661091")],
    ),
    "what is said beside the number of a project": (
        "项目一（项目期限：1年，联系人：江伟）\n\n项目名称\t甲\n",
        [("项目期限", "1年"), ("联系人", "江伟"), ("项目名称", "甲")],
    ),
    "leaders": (
        "本级财力………46.52\n自筹资金. . . . . 8\n\n项目名称\t甲\n",
        [("本级财力", "46.52"), ("自筹资金", "8"), ("项目名称", "甲")],
    ),
    "leaders and a number under them": ("本级财力………\n46.52\n\n项目名称\t甲\n", [("本级财力", "46.52"), ("项目名称", "甲")]),
    "signs too few for leaders, or words behind them": (
        "本级财力……46.52\n自筹资金………见附件\n\n项目名称\t甲\n",
        [("项目名称", "甲")],
    ),
    "lines that are no pairs": (
        "本表由单位填写\n（一）说明：略\n项目一（公路）\n\n项目名称\t甲\n\n（此页无正文）\n",
        [("项目名称", "甲")],
    ),
}


@pytest.mark.parametrize("case", WRITTEN)
def test_pairs_of_text_copies(case: str) -> None:
    text, expected = WRITTEN[case]
    assert pairs(of_text("绩效目标表\n\n" + text)) == expected


def test_ink_that_gave_no_text_is_a_value() -> None:
    made = only(document([line("绩效目标表"), ruled("项目名称 | # | 甲\n主管部门 | 某局 | <")]))
    values = [pair.value for pair in find_pairs(head_slots(made), labelness) if pair.label.text == "项目名称"]
    assert values[0].is_unread


def test_values_know_where_they_stand() -> None:
    made = of_text("绩效目标表\n\n填报单位：某局\n\n项目名称\t甲\n")
    found = find_pairs(head_slots(only(made)), labelness)
    assert [[place.line for place in pair.value.places] for pair in found] == [[3], [5]]


LABELS = {
    "主管部门": True, "项目资金总额": True, "预算数（万元）": True, "1.项目名称": True, "（二）项目概况": True, "联系电话：": True,
    "农村公路养护": False, "区司法局": False, "按照上级要求认真编制的年度绩效目标": False, "": False,
}  # fmt: skip


@pytest.mark.parametrize("text", LABELS)
def test_what_reads_like_a_label(text: str) -> None:
    assert (labelness(text) > 0) is LABELS[text]


NUMBERED = {
    "1.项目名称": "项目名称",
    "（二）概况": "概况",
    "三、目标": "目标",
    "2024年预算": "2024年预算",
    "3.5%": "3.5%",
    "12)备注": "备注",
}


@pytest.mark.parametrize("text", NUMBERED)
def test_the_number_before_a_label(text: str) -> None:
    assert unnumbered(text) == NUMBERED[text]
