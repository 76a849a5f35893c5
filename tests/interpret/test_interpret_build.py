"""Named labels and columns become forms: fused values, codes before names, contacts, what stands around the grid."""

from __future__ import annotations

import pytest

from extractor.document import Piece, Place
from extractor.interpret.build import add_surroundings, split_name, split_project, split_value
from extractor.interpret.header import split_code
from extractor.interpret.reading import FormReading
from extractor.interpret.slots import printed_label
from tests.layouts import only


def at(text: str, line: int = 1) -> Piece:
    return Piece.at(text, Place(1, line=line))


# value, operator column, unit column (None: no such column) → value, operator, unit
FUSED: dict[str, tuple[tuple[str, str | None, str | None], tuple[str, str | None, str | None]]] = {
    "all in one": (("≥170件", None, None), ("170", "≥", "件")),
    "words for an operator": (("不低于90%", None, None), ("90", "不低于", "%")),
    "no operator": (("100%", None, None), ("100", None, "%")),
    "blank columns beside it": (("≥170件", "", ""), ("170", "≥", "件")),
    "its own columns": (("170", "≥", "件"), ("170", "≥", "件")),
    "its own operator": (("170件", "≤", None), ("170", "≤", "件")),
    "the unit said twice": (("95%", "≥", "％"), ("95", "≥", "％")),
    "another unit than its column's": (("95%", "≥", "件"), ("95%", "≥", "件")),
    "words": (("健全", None, None), ("健全", None, None)),
    "words behind 定性": (("定性 良好", None, None), ("良好", "定性", None)),
    "words behind 定性 with its own operator": (("定性良好", "=", None), ("定性良好", "=", None)),
    "a word that begins with 定性": (("定性指标", None, None), ("定性指标", None, None)),
    "a date": (("2025年11月底前", None, None), ("2025年11月底前", None, None)),
    "blank": (("", "≥", "件"), ("", "≥", "件")),
}


def columns(*texts: str | None) -> dict[str, Piece]:
    return {name: at(text) for name, text in zip(("value", "operator", "unit"), texts, strict=True) if text is not None}


@pytest.mark.parametrize("case", FUSED)
def test_fused_values_are_split(case: str) -> None:
    given, expected = FUSED[case]
    fields = columns(*given)
    split_value(fields)
    assert tuple(fields[name].text if name in fields else None for name in ("value", "operator", "unit")) == expected


def test_the_parts_of_a_fused_value_stand_where_it_does() -> None:
    fields = {"value": Piece.at("≥90%", Place(1, (0, 0, 50, 10)))}
    split_value(fields)
    boxes = [fields[name].places[0].box for name in ("operator", "value", "unit")]
    assert boxes == [(0, 0, 20, 10), (20, 0, 40, 10), (40, 0, 50, 10)]


# name, unit column, points column (None: no such column) → name, unit, points
NAMES: dict[str, tuple[tuple[str, str | None, str | None], tuple[str, str | None, str | None]]] = {
    "a number before it": (("指标1：巡河次数", None, None), ("巡河次数", None, None)),
    "a number in words": (("指标 二、巡河次数", None, None), ("巡河次数", None, None)),
    "no number": (("指标体系建设", None, None), ("指标体系建设", None, None)),
    "a number without a name": (("指标1：", None, None), ("指标1：", None, None)),
    "a unit": (("堤长（公里）", None, None), ("堤长", "公里", None)),
    "many of a unit": (("堤长（万公里）", None, None), ("堤长", "万公里", None)),
    "many of what is no unit": (("堤长（万里堤）", None, None), ("堤长（万里堤）", None, None)),
    "a unit and a blank column": (("堤长（公里）", "", None), ("堤长", "公里", None)),
    "a unit that the target has": (("堤长（公里）", "米", None), ("堤长（公里）", "米", None)),
    "a hint that is no unit": (("堤长（干流）", None, None), ("堤长（干流）", None, None)),
    "a unit within the name": (("每次（次）巡河里程", None, None), ("每次（次）巡河里程", None, None)),
    "points": (("水质（10分）", None, None), ("水质", None, "10")),
    "points without their unit": (("水质(7.5)", None, None), ("水质", None, "7.5")),
    "points beside a column of them": (("水质（10分）", None, "20"), ("水质（10分）", None, "20")),
    "a year": (("水质（2025）", None, None), ("水质（2025）", None, None)),
    "points and a unit": (("堤长（20分）（公里）", None, None), ("堤长", "公里", "20")),
    "a number and a unit": (("指标3：巡河（次）", None, None), ("巡河", "次", None)),
    "blank": (("", None, None), ("", None, None)),
}


@pytest.mark.parametrize("case", NAMES)
def test_names(case: str) -> None:
    given, expected = NAMES[case]
    order = ("name", "unit", "weight")
    fields = {name: at(text) for name, text in zip(order, given, strict=True) if text is not None}
    split_name(fields, holds_points="points" in case and given[2] is None)
    assert tuple(fields[name].text if name in fields else None for name in order) == expected


CODED = {
    "50010622T0000002236813-中央转移政法纪检监察资金": ("50010622T0000002236813", "中央转移政法纪检监察资金"),
    "50010622T000 — 普法-专项": ("50010622T000", "普法-专项"),
    "408001-法律援助": ("408001", "法律援助"),
    "2024-普法": None,
    "普法-专项": None,
    "50010622T000": None,
    "50010622T000-": None,
}


@pytest.mark.parametrize("text", CODED)
def test_a_code_before_a_name(text: str) -> None:
    found = split_code(at(text))
    assert (found and (found[0].text, found[1].text)) == CODED[text]


def test_a_code_before_the_name_is_the_projects_unless_it_has_one() -> None:
    form = FormReading({"project_name": at("408001-援助")})
    split_project(form)
    assert {name: piece.text for name, piece in form.fields.items()} == {"project_name": "援助", "project_code": "408001"}
    form = FormReading({"project_name": at("408001-援助"), "project_code": at("LX2025")})
    split_project(form)
    assert form.fields["project_code"].text == "LX2025"


LABELS = {"项目名称：": "项目名称", "*主管部门*": "主管部门", "　概况 :": "概况", "其中：财政拨款": "其中：财政拨款", "：": ""}


@pytest.mark.parametrize("text", LABELS)
def test_labels_as_printed(text: str) -> None:
    assert printed_label(at(text)).text == LABELS[text]


# ---- what stands around the grid

TABLE = "指标名称\t性质\t指标值\t分值\n次数\t≥\t40\t20\n件数\t≥\t3\t20\n"


def around(text: str, *labels: str, **fields: str) -> dict[str, str]:
    form = FormReading({name: at(value) for name, value in fields.items()})
    add_surroundings(form, only(text + "\n" + TABLE), [at(label) for label in labels])
    return {name: piece.text for name, piece in form.fields.items()}


SURROUNDINGS: dict[str, tuple[dict[str, str], dict[str, str]]] = {
    "title, number and year": (
        around("表十一\n\n某区2024年绩效目标表\n"),
        {"title": "某区2024年绩效目标表", "table_no": "表十一", "fiscal_year": "2024"},
    ),
    "the year on a line of its own": (
        around("项目绩效目标表\n\n（2023年度）\n"),
        {"title": "项目绩效目标表", "fiscal_year": "2023"},
    ),
    "the title's year goes before a label's": (
        around("某区2024年绩效目标表\n", "2023年预算"),
        {"title": "某区2024年绩效目标表", "fiscal_year": "2024"},
    ),
    "the year and unit of a label": (
        around("绩效目标申报表\n", "2025年预算（万元）"),
        {"title": "绩效目标申报表", "fiscal_year": "2025", "amount_unit": "万元"},
    ),
    "a title's year goes before a field's": (
        around("某区2024年绩效目标表\n", fiscal_year="2025年度"),
        {"title": "某区2024年绩效目标表", "fiscal_year": "2024"},
    ),
    "a field for the year": (
        around("某区绩效目标表\n", fiscal_year="2025年度"),
        {"title": "某区绩效目标表", "fiscal_year": "2025"},
    ),
    "the form's own unit goes before a label's": (
        around("绩效目标申报表\n", "预算数（万元）", amount_unit="元"),
        {"title": "绩效目标申报表", "amount_unit": "元"},
    ),
    "a blank unit is filled from a label": (
        around("绩效目标申报表\n", "预算数（万元）", amount_unit=""),
        {"title": "绩效目标申报表", "amount_unit": "万元"},
    ),
    "nothing": (around(""), {}),
}

LATER = f"{TABLE}\n（二）资金安排（单位：万元）\n\n资金来源\t预算数\t备注\n区级\t40\t无\n市级\t30\t无\n"
SURROUNDINGS |= {
    "the unit over a later table": (around(f"绩效目标申报表\n\n{LATER}"), {"title": "绩效目标申报表", "amount_unit": "万元"}),
    "a label's unit goes before that": (
        around(f"绩效目标申报表\n\n{LATER}", "预算数（元）"),
        {"title": "绩效目标申报表", "amount_unit": "元"},
    ),
    "what a later table counts is none": (
        around(f"绩效目标申报表\n\n{LATER.replace('万元', '人')}"),
        {"title": "绩效目标申报表"},
    ),
}


@pytest.mark.parametrize("case", SURROUNDINGS)
def test_surroundings(case: str) -> None:
    found, expected = SURROUNDINGS[case]
    assert found == expected
