"""What structure says where no word is known: columns by their signs, amounts by their block, matrices either way round."""

from __future__ import annotations

import pytest

from extractor.document import Block, Document
from extractor.interpret import STRATEGIES, FormReading, Labelled
from tests.layouts import document, line, only, ruled

TITLE = line("某县2025年项目绩效目标表")


def forms(made: Document) -> list[FormReading]:
    (reading,) = STRATEGIES["rules"](only(made), None)
    return reading.forms


def form(*blocks: Block) -> FormReading:
    (found,) = forms(document([TITLE, *blocks]))
    return found


def labelled(rows: list[Labelled]) -> list[tuple[str, str | None]]:
    return [(row.label.text if row.label else "", row.value.text if row.value is not None else None) for row in rows]


# rows of a table → the fields of its first indicator
COLUMNS: dict[str, tuple[str, dict[str, str]]] = {
    "targets, names and points under words of their own": (
        "编 | 绩效事由 | 要求 | 计分额\n一 | 巡河 | ≥4次 | 40\n二 | 清淤 | ≥3公里 | 30\n三 | 护坡 | =100% | 30",
        {"name": "巡河", "operator": "≥", "value": "4", "unit": "次", "weight": "40"},
    ),
    "operators": (
        "指标名称 | 比法 | 指标值 | 单位\n巡河 | ≥ | 4 | 次\n清淤 | ≥ | 3 | 公里\n工期 | ≤ | 9 | 天",
        {"name": "巡河", "operator": "≥", "value": "4", "unit": "次"},
    ),
    "operators of two rows without a heading": (
        "指标名称 |  | 要求 | 分值\n巡河 | ≥ | 4次 | 40\n清淤 | ≥ | 3公里 | 30",
        {"name": "巡河", "operator": "≥", "value": "4", "unit": "次", "weight": "40"},
    ),
    "a place to write is no indicator": (
        "指标名称 | 指标值 | 分值\n指标1： |  |\n…… |  |\n指标1：巡河 | ≥4次 | 40\n清淤 | ≥3公里 | 30\n护坡 | =100% | 10\n"
        "护岸 | =90% | 10\n补种 | ≥5株 | 10",
        {"name": "巡河", "operator": "≥", "value": "4", "unit": "次", "weight": "40"},
    ),
    "kinds": (
        "属类 | 指标名称 | 指标值\n数量指标 | 巡河 | ≥4次\n时效 | 工期 | ≤9天\n社会效益 | 知晓率 | ≥80%",
        {"level2": "数量指标", "name": "巡河", "operator": "≥", "value": "4", "unit": "次"},
    ),
    "first levels under a word of their own": (
        "维度 | 考核内容 | 比较 | 计划完成 | 比重\n"
        "产出 | 巡河 | 不低于 | 4 | 40\n效果 | 清淤 | 等于 | 100% | 30\n满意度 | 水质 | 定性 | 改善 | 30",
        {"level1": "产出", "name": "巡河", "operator": "不低于", "value": "4", "weight": "40"},
    ),
    "levels mixed": (
        "指标类型 | 指标名称 | 指标值\n数量指标 | 巡河 | ≥4次\n时效 | 工期 | ≤9天\n效益 | 知晓率 | ≥80%",
        {"level1": "数量指标", "name": "巡河", "operator": "≥", "value": "4", "unit": "次"},
    ),
    "first levels under a header of the second": (
        "二级指标 | 指标名称 | 指标值\n产出指标 | 巡河 | ≥4次\n效益指标 | 清淤 | ≥3公里\n满意度指标 | 好评率 | ≥80%",
        {"level1": "产出指标", "name": "巡河", "operator": "≥", "value": "4", "unit": "次"},
    ),
    "not all of them first levels": (
        "二级指标 | 指标名称 | 指标值\n产出指标 | 巡河 | ≥4次\n清河行动 | 清淤 | ≥3公里\n满意度指标 | 好评率 | ≥80%",
        {"level2": "产出指标", "name": "巡河", "operator": "≥", "value": "4", "unit": "次"},
    ),
    "kinds under a header of names": (
        "指标名称 | 指标内容 | 指标值\n数量指标 | 巡河 | ≥4次\n时效指标 | 工期 | ≤9天\n社会效益 | 知晓率 | ≥80%",
        {"level2": "数量指标", "name": "巡河", "operator": "≥", "value": "4", "unit": "次"},
    ),
    "names under a header of names": (
        "指标名称 | 指标说明 | 指标值\n数量达标 | 巡河 | ≥4次\n时效指标 | 工期 | ≤9天\n社会效益 | 知晓率 | ≥80%",
        {"name": "数量达标", "explanation": "巡河", "operator": "≥", "value": "4", "unit": "次"},
    ),
    "units under a word of their own": (
        "指标名称 | 指标性质 | 指标值 | 计法\n巡河 | ≥ | 4 | 台次\n清淤 | ≥ | 3 | 元/米\n工期 | ≤ | 9 | 天",
        {"name": "巡河", "operator": "≥", "value": "4", "unit": "台次"},
    ),
    "words that are no units": (
        "指标名称 | 指标性质 | 指标值 | 计法\n巡河 | ≥ | 4 | 台账\n清淤 | ≥ | 3 | 公里\n工期 | ≤ | 9 | 日志",
        {"name": "巡河", "operator": "≥", "value": "4"},
    ),
    "levels with points behind them": (
        "一级指标 | 二级指标 | 指标名称 | 指标值\n产出指标（60分） | 数量（干了多少） | 巡河 | ≥4次\n"
        "^ | 时效 | 工期 | ≤9天\n效益 | 社会效益 | 知晓率 | ≥80%",
        {"level1": "产出指标", "level2": "数量", "name": "巡河", "operator": "≥", "value": "4", "unit": "次"},
    ),
    "points behind what is no level": (
        "一级指标 | 二级指标 | 指标名称 | 指标值\n清河行动（60分） | 数量（干了多少） | 巡河 | ≥4次\n"
        "^ | 时效 | 工期 | ≤9天\n效益 | 社会效益 | 知晓率 | ≥80%",
        {"level1": "清河行动（60分）", "level2": "数量", "name": "巡河", "operator": "≥", "value": "4", "unit": "次"},
    ),
    "kinds under a header of the first level": (
        "指标类型 | 指标名称 | 指标值\n数量指标 | 巡河 | ≥4次\n时效 | 工期 | ≤9天\n社会效益 | 知晓率 | ≥80%",
        {"level2": "数量指标", "name": "巡河", "operator": "≥", "value": "4", "unit": "次"},
    ),
}


@pytest.mark.parametrize("case", COLUMNS)
def test_columns(case: str) -> None:
    drawn, expected = COLUMNS[case]
    (first, *_) = form(ruled(drawn)).indicators
    assert {name: piece.text for name, piece in first.fields.items()} == expected


@pytest.mark.parametrize("whole", ["小计", "总额"])
def test_a_list_with_amounts_under_a_heading(whole: str) -> None:
    drawn = (
        "序号 | 项目名称 | 投入资金 | < | < | 指标名称 | 指标值\n^ | ^ | 小计 | 甲类款 | 乙类款 | ^ | ^\n"
        "1 | 桥梁 | 70 | 40 | 30 | 修缮 | ≥2座\n2 | 道路 | 50 | 50 | | 铺设 | ≥3公里\n3 | 河道 | 9 | 9 | | 清淤 | ≥4公里"
    )
    found = forms(document([TITLE, ruled(drawn.replace("小计", whole))]))
    assert [made.fields["total_budget"].text for made in found] == ["70", "50", "9"]
    assert [labelled(made.funding) for made in found][:2] == [
        [("甲类款", "40"), ("乙类款", "30")],
        [("甲类款", "50"), ("乙类款", "")],
    ]


def test_headings_of_a_list_over_fewer_columns_of_targets_are_no_label_and_value() -> None:
    listed = (
        "序号 | 项目名称 | 预算金额 | < | < | 实施时间 | 年度目标\n^ | ^ | 小计 | 拨款 | 自筹 | ^ | ^\n"
        "1 | 桥梁 | 70 | 40 | 30 | 全年 | 安全\n2 | 道路 | 50 | 50 | 0 | 上半年 | 畅通"
    )
    targets = "项目序号 | 指标名称 | 指标值\n1 | 修缮 | ≥2座\n^ | 检测 | ≥9次\n2 | 铺设 | ≥3公里\n^ | 养护 | ≥8公里"
    found = forms(document([TITLE, ruled(listed), ruled(targets, top=400)]))
    assert [labelled(made.attributes) for made in found] == [
        [("实施时间", "全年"), ("年度目标", "安全")],
        [("实施时间", "上半年"), ("年度目标", "畅通")],
    ]


# rows of a head → funding, total, attributes
MONEY: dict[str, tuple[str, list[tuple[str, str | None]], str | None, list[tuple[str, str | None]]]] = {
    "amounts beside one label": (
        "资金构成 | 总额 | 90 | <\n^ | 甲类资金 | 50 | <\n^ | 乙类资金 | 40 | <",
        [("甲类资金", "50"), ("乙类资金", "40")],
        "90",
        [],
    ),
    "two lists side by side under headings": (
        "资金构成 | 按来源 | < | 按用途 | <\n^ | 甲类资金 | 50 | 设备支出 | 70\n^ | 乙类资金 | 40 | 劳务支出 | 20",
        [("甲类资金", "50"), ("设备支出", "70"), ("乙类资金", "40"), ("劳务支出", "20")],
        None,
        [],
    ),
    "what was spent is no source": (
        "预算情况 | 甲类数 | 90 | <\n^ | 执行数 | 80 | <",
        [],
        None,
        [("甲类数", "90"), ("执行数", "80")],
    ),
    "sources as columns": (
        "来源 | 资金总额 | 财政拨款 | 其他资金\n预算数（A） | 90 | 50 | 40\n执行数（B） | 80 | 45 | 35\n执行率 | 89% | 90% | 88%",
        [("财政拨款", "50"), ("其他资金", "40")],
        "90",
        [
            ("资金总额/执行数（B）", "80"),
            ("资金总额/执行率", "89%"),
            ("财政拨款/执行数（B）", "45"),
            ("财政拨款/执行率", "90%"),
            ("其他资金/执行数（B）", "35"),
            ("其他资金/执行率", "88%"),
        ],
    ),
    "sources across kinds": (
        "类型 | 合计 | 财政拨款 | 单位资金\n人员类 | 50 | 30 | 20\n运转类 | 40 | 40 | 0\n合计 | 90 | 70 | 20",
        [
            ("人员类/合计", "50"),
            ("人员类/财政拨款", "30"),
            ("人员类/单位资金", "20"),
            ("运转类/合计", "40"),
            ("运转类/财政拨款", "40"),
            ("运转类/单位资金", "0"),
            ("合计/财政拨款", "70"),
            ("合计/单位资金", "20"),
        ],
        "90",
        [],
    ),
    "marks are values as printed": (
        "项目资金 |  | 全年预算数 | 执行数 | 执行率\n^ | 年度资金总额 | 90 | — | ／\n^ | 其中：财政拨款 | 50 |  | -5",
        [("其中：财政拨款", "50")],
        "90",
        [
            ("年度资金总额/执行数", "—"),
            ("年度资金总额/执行率", "／"),
            ("其中：财政拨款/执行数", ""),
            ("其中：财政拨款/执行率", "-5"),
        ],
    ),
    "points among columns of money": (
        "资金性质 | 年初预算 | 全年预算 | 全年支出 | 分值\n资金总额 | 90 | 90 | 80 | 10\n财政拨款 | 50 | 50 | 45 | —",
        [("财政拨款", "50")],
        "90",
        [
            ("资金总额/年初预算", "90"),
            ("资金总额/全年支出", "80"),
            ("财政拨款/年初预算", "50"),
            ("财政拨款/全年支出", "45"),
            ("财政拨款/分值", "—"),
        ],
    ),
    "a list with its sum": (
        "序号 | 来源 | 金额\n1 | 甲类款 | 50\n2 | 乙类款 |\n合计 | < | 50",
        [("甲类款", "50"), ("乙类款", "")],
        "50",
        [],
    ),
}


@pytest.mark.parametrize("case", MONEY)
def test_money(case: str) -> None:
    drawn, funding, total, attributes = MONEY[case]
    found = form(ruled(f"{drawn}"), ruled("指标名称 | 指标值 | 权重\n巡河 | ≥4次 | 50\n清淤 | ≥3公里 | 50", top=400))
    assert labelled(found.funding) == funding
    assert (found.fields["total_budget"].text if "total_budget" in found.fields else None) == total
    assert labelled(found.attributes) == attributes


def test_points_among_other_columns_are_no_matrix() -> None:
    drawn = "资金性质 | 甲栏 | 乙栏 | 分值\n资金总额 | 90 | 80 | 10\n财政拨款 | 50 | 45 | 5\n自筹资金 | 40 | 35 | 5"
    (reading,) = STRATEGIES["rules"](only(document([TITLE, ruled(drawn)])), None)
    assert [made.funding for made in reading.forms] == [[]]
    assert ["资金性质 | 甲栏 | 乙栏 | 分值" in note for note in reading.notes] == [True]


# rows of a table → narratives, points for execution, names of indicators
ASIDES: dict[str, tuple[str, list[tuple[str, str | None]], str | None, list[str]]] = {
    "a text over all columns": (
        "年度目标：完成沿河巡查并清除两岸垃圾 | < | < | <\n产出 | 巡河 | ≥4次 | 50\n效益 | 水质 | ≥3类 | 50",
        [("年度目标", "完成沿河巡查并清除两岸垃圾")],
        None,
        ["巡河", "水质"],
    ),
    "a text in its column": (
        "产出 | 巡河 | 年度目标：巡完两岸 | 50\n效益 | 水质 | ≥3类 | 50",
        [],
        None,
        ["巡河", "水质"],
    ),
    "points for carrying out the budget": (
        "预算执行率 | < | < | 10\n产出 | 巡河 | ≥4次 | 50\n效益 | 水质 | ≥3类 | 40",
        [],
        "10",
        ["巡河", "水质"],
    ),
    "an indicator of carrying out the budget": (
        "产出 | 巡河 | ≥4次 | 50\n过程 | 预算执行率 | ≥95% | 10\n效益 | 水质 | ≥3类 | 40",
        [],
        None,
        ["巡河", "预算执行率", "水质"],
    ),
}


@pytest.mark.parametrize("case", ASIDES)
def test_asides(case: str) -> None:
    rows, narratives, points, names = ASIDES[case]
    found = form(ruled(f"项目名称 | 护堤 | < | <\n一级指标 | 指标名称 | 指标值 | 权重\n{rows}"))
    assert labelled(found.narratives) == narratives
    assert (found.fields["execution_weight"].text if "execution_weight" in found.fields else None) == points
    assert [row.fields["name"].text for row in found.indicators] == names


def test_asides_of_a_list_are_of_the_project_that_they_stand_in() -> None:
    drawn = (
        "项目名称 | 预算金额 | 指标名称 | 指标值 | 权重\n"
        "护堤 | 90 | 年度目标：完成沿河巡查并清除两岸垃圾 | < | <\n^ | ^ | 巡河 | ≥4次 | 50\n"
        "清河 | 20 | 年度目标：疏浚三公里河道并外运淤泥 | < | <\n^ | ^ | 清淤 | ≥3公里 | 50"
    )
    found = forms(document([TITLE, ruled(drawn)]))
    assert [(made.fields["project_name"].text, labelled(made.narratives)) for made in found] == [
        ("护堤", [("年度目标", "完成沿河巡查并清除两岸垃圾")]),
        ("清河", [("年度目标", "疏浚三公里河道并外运淤泥")]),
    ]


def test_numbers_before_labels_are_not_part_of_them() -> None:
    found = form(ruled("（1）项目名称 | 桥梁修缮\n（2）起止年限 | 两年\n3．立项依据 | 县政府会议纪要要求尽快完成全部修缮。"))
    assert found.fields["project_name"].text == "桥梁修缮"
    assert labelled(found.attributes) == [("起止年限", "两年")]
    assert [label for label, _ in labelled(found.narratives)] == ["立项依据"]


CONTACTS = {
    "联系人及电话 | 江伟\\n13800001111": ("江伟", "13800001111"),
    "联系人（电话） | 江伟（0553-6903138）": ("江伟", "0553-6903138"),
    "联系人 | 江伟 | 联系电话 | 6903138": ("江伟", "6903138"),
}


@pytest.mark.parametrize("drawn", CONTACTS)
def test_contacts(drawn: str) -> None:
    assert labelled(form(ruled(drawn)).contacts) == [CONTACTS[drawn]]


def test_the_unit_stands_in_the_heading_of_a_section() -> None:
    found = form(line("一、收支情况（单位：千元）"), ruled("项目名称 | 桥梁\n资金总额 | 90"))
    assert found.fields["amount_unit"].text == "千元"
    assert found.attributes == []


CODES = {
    "项目编码及名称 | 044019-83-2023-078-桥梁修缮": ("044019-83-2023-078", "桥梁修缮"),
    "项目名称 | 桥梁修缮（2025-2319-T96）": ("2025-2319-T96", "桥梁修缮"),
    "项目名称 | 桥梁修缮（2024）": (None, "桥梁修缮（2024）"),
    "项目名称 | 2024-2026年桥梁修缮": (None, "2024-2026年桥梁修缮"),
}


@pytest.mark.parametrize("drawn", CODES)
def test_codes_before_names(drawn: str) -> None:
    fields = form(ruled(drawn)).fields
    code = fields.get("project_code")
    assert (code.text if code else None, fields["project_name"].text) == CODES[drawn]
