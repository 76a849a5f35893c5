"""Lists of projects: what stands merged beside their indicators is theirs, each in a form of its own."""

from __future__ import annotations

import pytest

from extractor.document import Piece
from extractor.interpret import STRATEGIES, FormReading, Labelled
from extractor.interpret.project_cells import project_cell
from tests.layouts import document, line, only, ruled

FILED = "填报单位：水利局"
LONG = "疏浚主河道并加固两岸堤防，配套建设巡护便道和监测设施，让沿岸群众平安度汛。"


def forms(drawn: str) -> list[FormReading]:
    (reading,) = STRATEGIES["rules"](only(document([line("2025年项目绩效目标汇总表"), line(FILED), ruled(drawn)])), None)
    return reading.forms


def told(rows: list[Labelled]) -> list[tuple[str, str]]:
    return [(row.label.text if row.label else "", row.value.text if row.value else "") for row in rows]


def test_texts_behind_the_indicators_are_the_projects() -> None:
    heads = "项目名称 | 指标名称 | 指标值 | 满分 | 测算（单价/数量） | 备忘"
    one = f"修渠 | 渠长 | ≥3公里 | 60 | {LONG} | 甲\n^ | 合格率 | =100% | 40 | ^ | ^"
    two = f"护坡 | 坡长 | ≥4公里 | 50 | {LONG} | 乙\n^ | 合格率 | =98% | 50 | ^ | ^"
    found = forms(f"{heads}\n{one}\n{two}")
    assert [(told(form.narratives), told(form.attributes)) for form in found] == [
        ([("测算（单价/数量）", LONG)], [("备忘", "甲")]),
        ([("测算（单价/数量）", LONG)], [("备忘", "乙")]),
    ]
    assert [[i.fields["value"].text for i in form.indicators] for form in found] == [["3", "100"], ["4", "98"]]


def test_a_remark_of_one_indicator_is_its_own() -> None:
    found = forms("项目名称 | 指标名称 | 指标值 | 满分 | 备忘\n修渠 | 渠长 | ≥3公里 | 60 | 甲\n^ | 合格率 | =100% | 40 | ")
    assert told(found[0].attributes) == []
    assert [told(indicator.attributes) for indicator in found[0].indicators] == [[("备忘", "甲")], [("备忘", "")]]


def test_sources_row_by_row() -> None:
    heads = "项目名称 | 资金来源 | 全年预算 | 执行数 | 指标名称 | 指标值"
    one = "修渠 | 合计 | 90 | 80 | 渠长 | ≥3公里\n^ | ^ | ^ | ^ | 渠宽 | ≥2米\n^ | 财政拨款 | 90 | 80 | 合格率 | =100%"
    two = "护坡 | 合计 | 70 | 60 | 坡长 | ≥4公里\n^ | 财政拨款 | 70 | 60 | 合格率 | =98%\n^ | ^ | ^ | ^ | 工期 | ≤9天"
    found = forms(f"{heads}\n{one}\n{two}")
    assert [(form.fields["total_budget"].text, told(form.funding)) for form in found] == [
        ("90", [("财政拨款", "90")]),
        ("70", [("财政拨款", "70")]),
    ]
    assert told(found[1].attributes) == [("合计/执行数", "60"), ("财政拨款/执行数", "60")]
    assert [len(form.indicators) for form in found] == [3, 3]


def test_kinds_of_indicators_as_columns() -> None:
    heads = "编号 | 项目名称 | 本年投入 | < | < | 数量指标 | 时效指标 | 满意度指标\n^ | ^ | 总额 | 省级补助 | 自筹 | ^ | ^ | ^"
    one = (
        "1 | 修渠 | 90 | 60 | 30 | 1.渠长不低于3公里（40分）2.清淤不低于2处（20分） | 完工率不低于90%（30分） | 评价：良好（10分）"
    )
    two = "2 | 护坡 | 70 | 0 | 70 | 坡长不低于4公里（70分） | 工期不超过9天（30分） | —"
    found = forms(f"{heads}\n{one}\n{two}\n合计 | < | 160 | 60 | 100 |  |  | ")
    assert [(form.fields["project_name"].text, form.fields["total_budget"].text, told(form.funding)) for form in found] == [
        ("修渠", "90", [("省级补助", "60"), ("自筹", "30")]),
        ("护坡", "70", [("省级补助", "0"), ("自筹", "70")]),
    ]
    fields = ("level2", "name", "operator", "value", "unit", "weight")
    assert [[i.fields[name].text for name in fields if i.fields.get(name)] for i in found[0].indicators] == [
        ["数量指标", "渠长", "不低于", "3", "公里", "40"],
        ["数量指标", "清淤", "不低于", "2", "处", "20"],
        ["时效指标", "完工率", "不低于", "90", "%", "30"],
        ["满意度指标", "评价", "良好", "10"],
    ]
    assert [i.fields["name"].text for i in found[1].indicators] == ["坡长", "工期"]


def test_words_beside_amounts_that_are_no_sources() -> None:
    heads = "项目名称 | 阶段 | 里程 | 指标名称 | 指标值"
    found = forms(f"{heads}\n修渠 | 初期 | 90 | 渠长 | ≥3公里\n^ | ^ | ^ | 渠宽 | ≥2米\n^ | 末期 | 80 | 合格率 | =100%")
    assert all(not form.funding and "total_budget" not in form.fields for form in found)


# the heading over the unit of each project, the unit → fields of the form
UNITS: dict[str, tuple[str, str, dict[str, str]]] = {
    "another than files the list": ("责任单位", "灌溉站", {"organization": "水利局", "implementing_unit": "灌溉站"}),
    "the same": ("责任单位", "水利局", {"organization": "水利局"}),
    "one that files the project": ("申报单位", "灌溉站", {"organization": "灌溉站"}),
}


@pytest.mark.parametrize("case", UNITS)
def test_units(case: str) -> None:
    heading, unit, expected = UNITS[case]
    (form,) = forms(f"项目名称 | {heading} | 指标名称 | 指标值\n修渠 | {unit} | 渠长 | ≥3公里\n^ | ^ | 合格率 | =100%")
    assert {role: form.fields[role].text for role in ("organization", "implementing_unit") if role in form.fields} == expected


# heading, cell → the name, and the roles, labels and values in its brackets; None: no such cell
CELLS: dict[str, tuple[str, str, tuple[str, list[tuple[str, str, str]]] | None]] = {
    "a unit and a term": (
        "项目及承担单位", "2．修渠\n（灌溉站；建设期2年）",
        ("修渠", [("implementing_unit", "承担单位", "灌溉站"), ("attribute", "建设期", "2年")]),
    ),
    "a unit alone": ("项目名称（实施单位）", "修渠（灌溉站）", ("修渠", [("implementing_unit", "实施单位", "灌溉站")])),
    "a heading of the project alone": ("项目名称", "修渠（灌溉站）", None),
    "a code": ("项目及承担单位", "修渠（20250017）", None),
    "words that say nothing": ("项目及承担单位", "修渠（灌溉站；含护坡）", None),
    "no brackets": ("项目及承担单位", "修渠", None),
}  # fmt: skip


@pytest.mark.parametrize("case", CELLS)
def test_names_with_brackets(case: str) -> None:
    header, text, expected = CELLS[case]
    found = project_cell(Piece(header), Piece(text))
    assert (None if found is None else (found[0].text, [(e.role.id, e.label.text, e.value.text) for e in found[1]])) == expected


LISTED = "项目名称 | 预算金额 | 指标名称 | 指标值\n"
ONE, TWO = "修渠 | 90 | 渠长 | ≥3公里\n^ | ^ | 合格率 | =100%\n", "护坡 | 70 | 坡长 | ≥4公里\n^ | ^ | 合格率 | =98%\n"
SUMS: dict[str, tuple[str, list[str]]] = {
    "at the foot": (f"{ONE}{TWO}合 计 | 160 |  | ", ["修渠", "护坡"]),
    "at the foot, with a count": (f"{ONE}{TWO}总计（2个项目） | 160 |  | ", ["修渠", "护坡"]),
    "on top": (f"合计 | 160 |  | \n{ONE}{TWO}", ["修渠", "护坡"]),
    "with an indicator of its own": (f"{ONE}{TWO}合计 | 160 | 完工率 | =100%", ["修渠", "护坡", "合计"]),
    "a name that begins so": (f"{ONE}{TWO}总计量站维修 | 20 |  | ", ["修渠", "护坡", "总计量站维修"]),
}


@pytest.mark.parametrize("case", SUMS)
def test_a_sum_of_all_projects_is_none(case: str) -> None:
    grid, expected = SUMS[case]
    found = forms(f"{LISTED}{grid}")
    assert [form.fields["project_name"].text for form in found] == expected
    assert [len(form.indicators) for form in found[:2]] == [2, 2]


def test_sources_of_projects_over_a_sum() -> None:
    heads = "项目名称 | 资金来源 | 全年预算 | 指标名称 | 指标值"
    one = "修渠 | 合计 | 90 | 渠长 | ≥3公里\n^ | ^ | ^ | 渠宽 | ≥2米\n^ | 财政拨款 | 90 | 合格率 | =100%"
    two = "护坡 | 合计 | 70 | 坡长 | ≥4公里\n^ | 财政拨款 | 70 | 合格率 | =98%\n^ | ^ | ^ | 工期 | ≤9天"
    found = forms(f"{heads}\n{one}\n{two}\n总计 | 合计 | 160 |  | ")
    assert [form.fields["total_budget"].text for form in found] == ["90", "70"]


@pytest.mark.parametrize(("line_over", "expected"), [("单位：万元、分", "万元"), ("单位：万元", "万元"), ("单位：个、次", None)])
def test_the_unit_of_money_among_several(line_over: str, expected: str | None) -> None:
    region = only(document([line("2025年项目绩效目标表"), line(line_over), ruled(f"{LISTED}{ONE}{TWO}")]))
    (reading,) = STRATEGIES["rules"](region, None)
    units = [form.fields.get("amount_unit") for form in reading.forms]
    assert [unit.text if unit else None for unit in units] == [expected] * 2
    assert all(bool(form.attributes) == (expected is None) for form in reading.forms)
