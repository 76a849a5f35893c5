"""Cells of a list that say several things line by line: a project's name with its code, a total with its sources."""

from __future__ import annotations

import pytest

from extractor.document import Piece, Place
from extractor.interpret import STRATEGIES, FormReading, Labelled
from extractor.interpret.grid import read_grid
from extractor.interpret.namer import LexiconNamer
from extractor.interpret.stacked import bracketed, holds_brackets, stacked
from tests.layouts import document, line, only, ruled

# a cell → what comes first, and the roles, labels and values under it; None: no such cell
CELLS: dict[str, tuple[str, tuple[str, list[tuple[str, str, str]]] | None]] = {
    "a name over its code and unit": (
        "河堤加固\n编码：HD-17\n承办：水利站",
        ("河堤加固", [("project_code", "编码", "HD-17"), ("implementing_unit", "承办", "水利站")]),
    ),
    "full-width signs, no line between": (
        "河堤加固\n编码：ＨＤ17承办：水利站",
        ("河堤加固", [("project_code", "编码", "ＨＤ17"), ("implementing_unit", "承办", "水利站")]),
    ),
    "a number that only counts": (
        "序号：03\n项目名称：河堤加固\n承办：水利站",
        ("", [("project_name", "项目名称", "河堤加固"), ("implementing_unit", "承办", "水利站")]),
    ),
    "labels that nobody knows": (
        "河堤加固\n地段：北岸\n工期：三月",
        ("河堤加固", [("attribute", "地段", "北岸"), ("attribute", "工期", "三月")]),
    ),
    "a value over two lines": (
        "主管部门：水利局\n（代章）\n项目编码：HD-17",
        ("", [("competent_department", "主管部门", "水利局\n（代章）"), ("project_code", "项目编码", "HD-17")]),
    ),
    "one line under a name": ("河堤加固\n编码：HD-17", None),
    "colons within a line": ("步骤：先挖；措施：后填", None),
    "a label with nothing behind it": ("河堤加固\n编码：\n承办：", None),
    "a total over its sources": (
        "合计 90\n市级 50.5\n自筹 39.5",
        ("", [("total_budget", "合计", "90"), ("funding", "市级", "50.5"), ("funding", "自筹", "39.5")]),
    ),
    "amounts behind colons": ("总额：1,200；市级：800", ("", [("total_budget", "总额", "1,200"), ("funding", "市级", "800")])),
    "a sentence, a source left blank": (
        "总额90.5万元，其中：市级90.5万元；自筹　　万元。",
        ("", [("total_budget", "总额", "90.5万元"), ("funding", "市级", "90.5万元"), ("funding", "自筹", "")]),
    ),
    "其中 on a line of its own": (
        "总额 90\n其中：市级 90",
        ("", [("total_budget", "总额", "90"), ("funding", "其中：市级", "90")]),
    ),
    "a sentence with words between": ("总额90万元，其中：市级60万元用于堤防；自筹30万元。", None),
    "one amount": ("合计 90", None),
    "a text over amounts": ("河堤加固\n市级 50\n自筹 40", None),
    "years": ("2024年 50\n2025年 40", None),
    "a name alone": ("河堤加固", None),
    "blank": ("", None),
}  # fmt: skip


@pytest.mark.parametrize("case", CELLS)
def test_cells(case: str) -> None:
    text, expected = CELLS[case]
    found = stacked(Piece(text))
    told = None if found is None else (found[0].text, [(e.role.id, e.label.text, e.value.text) for e in found[1]])
    assert told == expected


def test_entries_know_where_they_stand() -> None:
    lines = enumerate(("河堤", "编码：H1", "承办：甲"), start=3)
    whole = Piece.join((Piece.at(text, Place(1, line=number)) for number, text in lines), "\n")
    found = stacked(whole)
    assert found is not None
    assert [[place.line for place in entry.value.places] for entry in found[1]] == [[4], [5]]


# ---- as cells of a list

HEADER = "序号 | 项目 | 资金（万元） | 指标名称 | 指标值 | 权重\n"
LIST = HEADER + (
    "1 | 河堤加固\\n编码：HD-17\\n承办：水利站 | 合计 90\\n市级 50\\n自筹 40 | 堤长 | ≥3公里 | 60\n^ | ^ | ^ | 合格率 | ≥95% | 40\n"
    "2 | 闸门更换\\n编码：ZM-02\\n承办：河道所 | 合计 20\\n市级 20 | 闸门 | ≥2扇 | 100"
)
PLAIN = HEADER + (
    "1 | 河堤加固\\n编码：HD-17 | 90 | 堤长 | ≥3公里 | 60\n^ | ^ | ^ | 合格率 | ≥95% | 40\n2 | 闸门更换 | 20 | 闸门 | ≥2扇 | 100"
)


def forms(drawn: str) -> list[FormReading]:
    return read_grid(only(document([line("某县2025年绩效目标汇总表"), ruled(drawn)])), LexiconNamer(), "rules").forms


def labelled(rows: list[Labelled]) -> list[tuple[str, str]]:
    return [(row.label.text if row.label else "", row.value.text if row.value else "") for row in rows]


NAMES = ("project_name", "project_code", "implementing_unit", "total_budget")


def fields(form: FormReading) -> tuple[str | None, ...]:
    return tuple(form.fields[name].text if name in form.fields else None for name in NAMES)


def test_a_list_whose_cells_say_several_things() -> None:
    found = forms(LIST)
    assert [fields(form) for form in found] == [
        ("河堤加固", "HD-17", "水利站", "90"),
        ("闸门更换", "ZM-02", "河道所", "20"),
    ]
    assert [labelled(form.funding) for form in found] == [[("市级", "50"), ("自筹", "40")], [("市级", "20")]]
    assert [len(form.indicators) for form in found] == [2, 1]
    assert [form.labels["project_code"].text for form in found] == ["编码", "编码"]


def test_a_list_whose_cells_say_one_thing() -> None:
    found = forms(PLAIN)
    assert [fields(form) for form in found] == [
        ("河堤加固\n编码：HD-17", None, None, "90"),
        ("闸门更换", None, None, "20"),
    ]
    assert [form.funding for form in found] == [[], []]


def test_what_one_project_says_is_not_the_next_ones() -> None:
    drawn = LIST.replace("闸门更换\\n编码：ZM-02\\n承办：河道所", "闸门更换")
    region = only(document([line("某县2025年绩效目标汇总表"), ruled(drawn)]))
    (reading,) = STRATEGIES["rules"](region, None)
    assert [fields(form) for form in reading.forms] == [
        ("河堤加固", "HD-17", "水利站", "90"),
        ("闸门更换", None, None, "20"),
    ]


# heading and cells of a column → what the first cell says, and the role, label and value in its brackets; None: no such column
BRACKETS: dict[str, tuple[str, list[str], tuple[str, str, str, str] | None]] = {
    "a term": ("项目名称（实施期限）", ["河堤加固\n（二年）", "", "清淤（一年）"], ("河堤加固", "attribute", "实施期限", "二年")),
    "a code": ("项目名称\n（项目编码）", ["清淤(HD-17)"], ("清淤", "project_code", "项目编码", "HD-17")),
    "brackets that only some names have": ("项目名称（项目编码）", ["河堤加固（二期）", "清淤"], None),
    "a heading without brackets": ("项目名称", ["河堤加固（二期）"], None),
    "a unit in the heading": ("金额（万元）", ["90（含税）"], None),
}


@pytest.mark.parametrize("case", BRACKETS)
def test_what_the_heading_has_in_brackets(case: str) -> None:
    heading, texts, expected = BRACKETS[case]
    assert holds_brackets(heading, texts) == (expected is not None)
    if expected is not None:
        said = bracketed(Piece(heading), Piece(texts[0]))
        assert said is not None
        assert (said[0].text, said[1].role.id, said[1].label.text, said[1].value.text) == expected
