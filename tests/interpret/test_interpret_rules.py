"""The reading by grid on small forms of our own, named by the lexicon: structure decides, no model is asked."""

from __future__ import annotations

import pytest

from extractor.document import Document, Piece
from extractor.interpret import STRATEGIES, FormReading, Labelled
from tests.layouts import document, line, of_text, only, ruled


def forms(made: Document) -> list[FormReading]:
    (reading,) = STRATEGIES["rules"](only(made), None)
    assert (reading.name, reading.usage.calls, reading.prompts) == ("rules", 0, {})
    return reading.forms


def form(made: Document) -> FormReading:
    (found,) = forms(made)
    return found


def texts(fields: dict[str, Piece]) -> dict[str, str]:
    return {name: piece.text for name, piece in fields.items()}


def labelled(rows: list[Labelled]) -> list[tuple[str, str | None]]:
    return [(row.label.text if row.label else "", row.value.text if row.value is not None else None) for row in rows]


PROJECT = """
项目名称 | 50010622T0000002236813-农村公路养护 | < | < | <
主管部门 | 交通局 | 实施单位 | 养护中心 | <
2024年预算 | 449 | 区级支出 | 379 | <
^ | ^ | 补助街镇 | 70 | <
项目概况 | 开展农村公路养护，保障道路畅通安全，提升群众满意度。 | < | < | <
项目负责人 | 张三 | 起止时间 | 2024年1月至12月 | <
绩效指标 | 一级指标 | 指标名称 | 指标值 | 权重
^ | 产出指标 | 养护里程 | ≥168公里 | 40
^ | ^ | 抽查合格率 | 不低于90% | 30
^ | 满意度 | 群众满意 | 优良 | 20
"""


@pytest.fixture(scope="module")
def project() -> FormReading:
    above = [line("表十一"), line("某区2024年专项绩效目标表"), line("编制单位：某区交通局"), line("单位：万元")]
    return form(document([*above, ruled(PROJECT), line("联系人：江伟"), line("联系电话：1234567")]))


def test_the_head_of_a_form(project: FormReading) -> None:
    assert texts(project.fields) == {
        "title": "某区2024年专项绩效目标表",
        "table_no": "表十一",
        "fiscal_year": "2024",
        "amount_unit": "万元",
        "organization": "某区交通局",
        "competent_department": "交通局",
        "implementing_unit": "养护中心",
        "project_name": "农村公路养护",
        "project_code": "50010622T0000002236813",
        "total_budget": "449",
    }


def test_the_lists_of_a_form(project: FormReading) -> None:
    assert labelled(project.funding) == [("区级支出", "379"), ("补助街镇", "70")]
    assert labelled(project.narratives) == [("项目概况", "开展农村公路养护，保障道路畅通安全，提升群众满意度。")]
    assert labelled(project.attributes) == [("项目负责人", "张三"), ("起止时间", "2024年1月至12月")]
    assert labelled(project.contacts) == [("江伟", "1234567")]


def test_the_indicators_of_a_form(project: FormReading) -> None:
    assert [texts(row.fields) for row in project.indicators] == [
        {"level1": "产出指标", "name": "养护里程", "operator": "≥", "value": "168", "unit": "公里", "weight": "40"},
        {"level1": "产出指标", "name": "抽查合格率", "operator": "不低于", "value": "90", "unit": "%", "weight": "30"},
        {"level1": "满意度", "name": "群众满意", "value": "优良", "weight": "20"},
    ]


LIST = """
单位名称 | 项目名称 | 预算数（万元） | 年度目标 | 指标名称 | 指标性质 | 指标值 | 单位 | 权重
林业局 | 公路养护 | 155 | 完成全部养护任务，确保道路畅通，群众满意度提高。 | 里程 | ≥ | 168 | 公里 | 40
^ | ^ | ^ | ^ | 合格率 | ≥ | 90 | % | 60
^ | 桥梁维修 |  | 完成三座桥梁的维修加固任务，消除全部安全隐患问题。 | 座数 | ＝ | 3 | 座 | 100
"""


def test_a_list_of_projects_is_a_form_each() -> None:
    found = forms(document([line("2025年度绩效目标汇总表"), line("单位：元"), ruled(LIST)]))
    told = [(texts(one.fields), labelled(one.narratives), len(one.indicators)) for one in found]
    shared = {"title": "2025年度绩效目标汇总表", "fiscal_year": "2025", "amount_unit": "元", "organization": "林业局"}
    assert told == [
        (
            {**shared, "project_name": "公路养护", "total_budget": "155"},
            [("年度目标", "完成全部养护任务，确保道路畅通，群众满意度提高。")],
            2,
        ),
        (
            {**shared, "project_name": "桥梁维修", "total_budget": ""},
            [("年度目标", "完成三座桥梁的维修加固任务，消除全部安全隐患问题。")],
            1,
        ),
    ]


def test_an_amount_in_a_list_keeps_its_column_header() -> None:
    found = forms(document([line("2025年度绩效目标汇总表"), line("单位：元"), ruled(LIST)]))
    assert found[0].labels["total_budget"].text == "预算数（万元）"


CELLS = [
    ["单位编码", "单位名称", "项目名称", "预算数\n（万元）", "三级指标", "指标性质", "指标值", "权重"],
    ["408001", "泸县司法局", "人民调解", "155", "完成率", "≥", "95", "60"],
    ["", "", "", "", "履行率", "≥", "90", "40"],
    ["408001", "泸县司法局", "法律援助", "80", "办结率", "≥", "98", "100"],
]


def test_a_list_in_a_text_copy_a_cell_per_line() -> None:
    text = "目标申报表\n" + "\n".join("".join(f"\t{cell}\n" for cell in row) for row in CELLS)
    found = forms(of_text(text))
    assert [(one.fields["project_name"].text, one.fields["total_budget"].text) for one in found] == [
        ("人民调解", "155"),
        ("法律援助", "80"),
    ]
    assert [[row.fields["name"].text for row in one.indicators] for one in found] == [["完成率", "履行率"], ["办结率"]]
    assert labelled(found[1].attributes) == [("单位编码", "408001")]


MATRIX = """
项目名称 | 薄弱环节改善 | < | < | < | <
项目资金 |  | 上年预算数 | 全年预算数（万元） | 执行数 | 分值
^ | 年度资金总额 | 1200 | 1260 | 1197 | 10
^ | 其中：财政拨款 | 1100 | 1180 | 1132 | —
^ | 其他资金 | 0 |  | 1 | —
"""


def test_a_matrix_of_amounts() -> None:
    made = form(document([line("项目支出绩效自评表"), ruled(MATRIX.replace("（万元）", ""))]))
    assert texts(made.fields) == {
        "title": "项目支出绩效自评表",
        "project_name": "薄弱环节改善",
        "total_budget": "1260",
        "prior_year_budget": "1200",
        "execution_weight": "10",
    }
    assert labelled(made.funding) == [("其中：财政拨款", "1180"), ("其他资金", "")]
    assert labelled(made.attributes)[:2] == [("年度资金总额/执行数", "1197"), ("其中：财政拨款/上年预算数", "1100")]


def test_amounts_of_a_matrix_keep_what_stands_above_them() -> None:
    made = form(document([line("项目支出绩效自评表"), ruled(MATRIX.replace("全年预算数（万元）", "预算数（万元）"))]))
    assert {row.column.text for row in made.funding if row.column} <= {"预算数（万元）"}
    assert made.fields["amount_unit"].text == "万元"


@pytest.mark.parametrize(
    ("foot", "total", "funding"),
    [
        ("^ | 小 计 | 90 | ", "90", ["省级拨款", "自筹资金"]),
        ("^ | 小计 | 60 | \n^ | 合计 | 90 | ", "90", ["省级拨款", "自筹资金", "小计"]),
    ],
)
def test_the_only_sum_of_a_matrix_is_the_total(foot: str, total: str, funding: list[str]) -> None:
    drawn = f"项目名称 | 水库加固 | < | <\n资金构成 | 来源 | 金额 | 备注\n^ | 省级拨款 | 60 | \n^ | 自筹资金 | 30 | \n{foot}"
    made = form(document([line("绩效目标表"), ruled(drawn)]))
    assert made.fields["total_budget"].text == total
    assert [row.label.text for row in made.funding if row.label] == funding
    assert made.attributes == []  # nothing stands under 备注


def test_a_note_on_the_amounts_behind_a_unit_is_no_part_of_its_name() -> None:
    made = form(document([line("绩效目标表"), line("填报单位：林业站（以下金额以千元计）", top=30), ruled(YEARS)]))
    assert (made.fields["organization"].text, made.fields["amount_unit"].text) == ("林业站", "千元")


YEARS = """
项目名称 | 水库加固 | < | < | <
投资 | 来源 | 全期 | 今年 | 明年
^ | 总额 | 90 | |
^ | 省级补助 | 60 | 40 | 20
^ | 自筹资金 | 30 | 10 | 20
"""


def test_years_that_add_up_are_amounts_of_their_source() -> None:
    made = form(document([line("绩效目标表"), ruled(YEARS)]))
    assert labelled(made.funding) == [
        ("省级补助", "60"),
        ("省级补助/今年", "40"),
        ("省级补助/明年", "20"),
        ("自筹资金", "30"),
        ("自筹资金/今年", "10"),
        ("自筹资金/明年", "20"),
    ]


@pytest.mark.parametrize(("old", "new"), [("| 10 | 20", "| 15 | 20"), ("今年 | 明年", "支出数 | 结余"), ("| 20\n", "| \n")])
def test_columns_that_do_not_add_up_or_say_what_became_of_money_are_no_parts(old: str, new: str) -> None:
    made = form(document([line("绩效目标表"), ruled(YEARS.replace(old, new))]))
    assert not any("/" in row.label.text for row in made.funding if row.label)


BLANK = """
项目名称 | 甲 | <
指标名称 | 指标值 | 权重
里程 | ≥168公里 | 40
 |  | 0
"""


def test_a_row_to_write_in_is_no_indicator() -> None:
    assert [row.fields["name"].text for row in form(document([ruled(BLANK)])).indicators] == ["里程"]


def test_a_row_whose_name_cannot_be_read_is_an_indicator() -> None:
    drawn = BLANK.replace("里程 | ≥168公里", "里程 | ≥168公里 | 40\n # | ≥90%")
    rows = form(document([ruled(drawn)])).indicators
    assert [row.fields["name"].is_unread for row in rows] == [False, True]
    assert rows[1].fields["value"].text == "90"


MERGED_VALUES = """
一级指标 | 指标名称 | 指标值 | 权重
产出指标 | 里程 | ≥168公里 | 40
 | 合格率 |  | 30
"""


def test_only_levels_are_filled_down_from_blanks() -> None:
    text = "绩效目标表\n\n" + "\n".join("\t".join(cell.strip() for cell in row.split("|")) for row in MERGED_VALUES.split("\n"))
    rows = form(of_text(text)).indicators
    assert [row.fields["level1"].text for row in rows] == ["产出指标", "产出指标"]
    assert rows[1].fields["value"].text == ""


def test_merged_values_are_filled_down() -> None:
    drawn = MERGED_VALUES.replace(" | 合格率 |  | 30", "^ | 合格率 | ^ | 30")
    rows = form(document([line("绩效目标表"), ruled(drawn)])).indicators
    assert [row.fields["value"].text for row in rows] == ["168", "168"]


def test_what_a_value_says_is_no_year_or_unit_of_the_form() -> None:
    drawn = "项目名称 | 2019年公路大修 | 补助标准 | 每人300元\n主管部门 | 交通局 | 备注 | 无"
    made = form(document([line("绩效目标申报表"), ruled(drawn), ruled(BLANK, top=300)]))
    assert "fiscal_year" not in made.fields
    assert "amount_unit" not in made.fields


def test_a_label_over_labels_says_the_unit() -> None:
    drawn = "项目资金（万元） | 年度资金总额 | 100\n^ | 其他资金 | 20"
    made = form(document([line("绩效目标申报表"), ruled(drawn), ruled(BLANK, top=300)]))
    assert made.fields["amount_unit"].text == "万元"


def test_boxes_and_amounts_within_cells() -> None:
    """Of options the ticked one, of a list of facts each, of a sentence of sources every amount and their unit."""
    made = form(
        document(
            [
                line("2024年项目绩效目标表"),
                ruled(
                    "项目名称 | 农村公路养护 | <\n项目性质 | □常年 ☑一次性 | <\n"
                    "安排 | 开工时间：2024-03；完工时间：2024-11\\n是否采购：☑是 □否 组织方式：□自办 ☑外包 | <\n"
                    "单位情况 | 主管部门：交通局；联系人：李四（电话：010-12345678） | <\n"
                    "经费 | 资金总额：90万元。来源：上级补助60万元；单位自筹30万元。 | <\n"
                    "指标 | 目标值 | 核心指标\n养护里程 | ≥30公里 | □是☑否\n巡查次数 | ≥12次 | ☑是□否\n合格率 | ≥90% | ☑是□否"
                ),
            ]
        )
    )
    assert labelled(made.attributes) == [
        ("项目性质", "一次性"),
        ("开工时间", "2024-03"),
        ("完工时间", "2024-11"),
        ("是否采购", "是"),
        ("组织方式", "外包"),
    ]
    assert texts(made.fields).items() >= {"total_budget": "90", "amount_unit": "万元", "competent_department": "交通局"}.items()
    assert labelled(made.funding) == [("上级补助", "60"), ("单位自筹", "30")]
    assert labelled(made.contacts) == [("李四", "010-12345678")]
    assert [indicator.fields["is_core"].text for indicator in made.indicators] == ["否", "是", "是"]


def test_facts_and_sources_told_over_the_table() -> None:
    made = form(
        document(
            [
                line("2024年项目绩效目标说明"),
                line("申报项目名称为“校舍修缮”，主管部门为县教育局，计划开", top=30),
                line("工日期2024-03-01。", top=45),
                line("项目所需资金中，市级拨款600元，单位自筹300", top=60),
                line("元，合计安排预算900元。", top=75),
                ruled("指标 | 目标值 | 权重\n修缮面积 | ≥30平方米 | 60\n师生满意度 | ≥90% | 40", top=100),
                line("（联系人：李四，联系电话：010-12345678）", top=300),
            ]
        )
    )
    assert (
        texts(made.fields).items()
        >= {
            "project_name": "校舍修缮",
            "competent_department": "县教育局",
            "total_budget": "900",
            "amount_unit": "元",
        }.items()
    )
    assert labelled(made.funding) == [("市级拨款", "600"), ("单位自筹", "300")]
    assert labelled(made.attributes) == [("开工日期", "2024-03-01")]
    assert labelled(made.contacts) == [("李四", "010-12345678")]
