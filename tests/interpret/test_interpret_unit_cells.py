"""Around the names of units, amounts and persons: what a cell of a form's head says beside its value."""

from __future__ import annotations

import pytest

from extractor.interpret import STRATEGIES, FormReading
from tests.layouts import document, line, only, ruled

TARGETS = "指标名称 | 指标值 | 分值\n里程 | ≥168公里 | 60\n合格率 | ≥90% | 40"


def form(head: str) -> FormReading:
    made = document([line("项目绩效目标表"), ruled(head), ruled(TARGETS, top=400)])
    (reading,) = STRATEGIES["rules"](only(made), None)
    (found,) = reading.forms
    return found


# the label and the value of a cell → the fields that it fills
UNITS: dict[tuple[str, str], dict[str, str]] = {
    ("责任单位", "水务站（归口：农业局）"): {"implementing_unit": "水务站", "competent_department": "农业局"},
    ("申报单位", "水务站（主管部门：农业局）"): {"organization": "水务站", "competent_department": "农业局"},
    ("主管部门", "农业局(承办：水务站)"): {"implementing_unit": "水务站", "competent_department": "农业局"},
    ("申报单位", "水务站（盖章）"): {"organization": "水务站（盖章）"},
    ("申报单位", "水务站（电话：55512）"): {"organization": "水务站（电话：55512）"},
    ("申报单位", "水务站（原单位名称：水管所）"): {"organization": "水务站（原单位名称：水管所）"},
}


@pytest.mark.parametrize("case", UNITS)
def test_the_unit_in_brackets(case: tuple[str, str]) -> None:
    fields = form(f"项目名称 | 山塘整治\n{case[0]} | {case[1]}").fields
    found = {role: fields[role].text for role in ("organization", "implementing_unit", "competent_department") if fields.get(role)}
    assert found == UNITS[case]


def test_a_unit_of_its_own_is_kept() -> None:
    fields = form("项目名称 | 山塘整治\n主管部门 | 水利局\n申报单位 | 水务站（主管：农业局）").fields
    assert (fields["competent_department"].text, fields["organization"].text) == ("水利局", "水务站（主管：农业局）")


# what stands behind 资金来源 → the sources
SOURCES: dict[str, list[tuple[str, str]]] = {
    "县级财力 30 自筹资金 2.5": [("县级财力", "30"), ("自筹资金", "2.5")],
    "上级补助0 其他资金 12.40": [("上级补助", "0"), ("其他资金", "12.40")],
    "甲方案 30 乙方案 2": [],
    "县级财力": [],
}


@pytest.mark.parametrize("text", SOURCES)
def test_sources_one_after_another(text: str) -> None:
    found = form(f"项目名称 | 山塘整治\n资金来源 | {text}").funding
    assert [(item.label.text, item.value.text) for item in found if item.label and item.value] == SOURCES[text]


UNIT: dict[str, str | None] = {
    "年度金额 | 32.5万元\n资金来源 | 县级财力 30 自筹资金 2.5": "万元",
    "年度金额 | 32.5万元": None,
    "年度金额 | 32.5万元\n财政拨款 | 325000元": None,
}


@pytest.mark.parametrize("rows", UNIT)
def test_the_unit_behind_the_total(rows: str) -> None:
    unit = form(f"项目名称 | 山塘整治\n{rows}").fields.get("amount_unit")
    assert (unit.text if unit else None) == UNIT[rows]


# rows of the head → contacts, and labels of attributes
CHARGED: dict[str, tuple[list[tuple[str | None, str | None]], list[str]]] = {
    "项目负责人 | 张明 | 联系电话 | 62345678": ([("张明", "62345678")], []),
    "联系人 | 李华 | 联系电话 | 62345678\n项目负责人 | 张明 | 项目类型 | 新增": (
        [("李华", "62345678")],
        ["项目负责人", "项目类型"],
    ),
    "项目负责人 | 张明 | 起止时间 | 2024年\n联系人 | 李华 | 联系电话 | 62345678": (
        [("李华", "62345678")],
        ["项目负责人", "起止时间"],
    ),
}


@pytest.mark.parametrize("rows", CHARGED)
def test_the_person_in_charge_before_a_phone(rows: str) -> None:
    found = form(f"项目名称 | 山塘整治 | 项目编码 | 330101\n{rows}")
    contacts = [(c.label.text if c.label else None, c.value.text if c.value else None) for c in found.contacts]
    assert (contacts, [a.label.text for a in found.attributes if a.label]) == CHARGED[rows]
