"""The baseline: one call a form, any string; its answers found again in the document, or not."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from eval.arms import Bench
from eval.free import form_model, show_form
from eval.locate import Finder
from eval.run import run
from eval.store import Parameters
from extractor.document import Piece, Place
from extractor.errors import ProviderError
from extractor.interpret.copying import HEAD_FIELDS, HEAD_LISTS, ROW_FIELDS
from extractor.llm.fake import FakeGateway
from extractor.llm.prompts import Prompt, load
from extractor.readers import read
from extractor.record import Form, Leaf, Record
from extractor.segment import segment

FORM = """青石县2025年项目绩效目标表

单位：万元

主管部门\t青石县水利局\t项目名称\t河道清淤
资金总额\t58
项目概况\t清理城区段河道三公里，疏通沿线排水口，恢复行洪断面，确保汛期安全。
三级指标\t性质\t指标值\t单位\t分值
清淤长度\t≥\t3\t公里\t60
合格率\t＝\t100\t%\t30
"""

LIST = """青石县2025年绩效目标表

项目名称\t预算数\t年度目标\t三级指标\t性质\t指标值\t分值
河道清淤\t58\t清理城区段河道\t清淤长度\t≥\t3\t60
\t\t\t合格率\t＝\t100\t30
水库除险\t120\t加固两座水库\t加固座数\t＝\t2\t90
"""


def row(**given: str) -> dict[str, str]:
    return dict.fromkeys(ROW_FIELDS, "") | given


def answer(rows: list[dict[str, str]], **given: object) -> dict[str, Any]:
    return {**dict.fromkeys(HEAD_FIELDS, ""), **{name: [] for name in HEAD_LISTS}, **given, "指标": rows}


def record_of(text: str, reply: dict[str, Any], tmp_path: Path) -> tuple[Record, FakeGateway]:
    path, gateway = tmp_path / "form.txt", FakeGateway({"free_form": reply})
    path.write_text(text, encoding="utf-8")
    return Bench(lambda _: gateway).read("free", path), gateway


def shown(prompt: Prompt) -> str:
    return prompt.messages[-1].content


def said(leaf: Leaf | None) -> tuple[str, int | None] | None:
    """The text and the line of a leaf."""
    return None if leaf is None else (leaf.raw, leaf.line)


def test_one_call_for_a_form_its_cells_in_full(tmp_path: Path) -> None:
    record, gateway = record_of(FORM, answer([]), tmp_path)
    (prompt,) = gateway.asked
    assert "清理城区段河道三公里，疏通沿线排水口，恢复行洪断面，确保汛期安全。" in shown(prompt)
    assert "清淤长度 | ≥ | 3 | 公里 | 60" in shown(prompt)
    assert "…" not in shown(prompt)
    assert record.provenance.prompts == {"free_form": prompt.hash}
    assert record.provenance.reading == "free"


def test_answers_are_found_where_they_stand(tmp_path: Path) -> None:
    rows = [
        row(指标名称="清淤长度", 指标性质="≥", 指标值="3", 计量单位="公里", 权重="60"),
        row(指标名称="合格率", 指标性质="=", 指标值="100", 计量单位="%", 权重="30"),
    ]
    reply = answer(
        rows, 主管部门="青石县水利局", 实施单位="青石县财政局", 项目名称="河道 清淤", 资金总额="58",
        文字说明=[{"名称": "项目概况", "内容": "清理城区段河道三公里"}],
    )  # fmt: skip
    form = record_of(FORM, reply, tmp_path)[0].forms[0]
    assert said(form.competent_department) == ("青石县水利局", 5)
    assert said(form.implementing_unit) == ("青石县财政局", None)  # stands nowhere
    assert said(form.project_name) == ("河道清淤", 5)
    assert said(form.narratives[0].text) == ("清理城区段河道三公里", 7)
    assert said(form.title) == ("青石县2025年项目绩效目标表", 1)
    assert [[said(leaf) for leaf in (r.operator, r.value, r.weight)] for r in form.indicators] == [
        [("≥", 9), ("3", 9), ("60", 9)],
        [("＝", 10), ("100", 10), ("30", 10)],
    ]


def test_a_name_opens_a_form(tmp_path: Path) -> None:
    goal = "清理城区段河道"
    rows = [
        row(指标名称="清淤长度", 项目名称="河道清淤", 预算数="58", 年度目标=goal),
        row(指标名称="合格率", 项目名称="河道清淤", 预算数="58", 年度目标=goal),
        row(指标名称="加固座数", 项目名称="水库除险", 预算数="120", 年度目标="加固两座水库"),
    ]
    for head in ({}, {"项目名称": "河道清淤", "资金总额": "58"}):
        forms = record_of(LIST, answer(rows, **head), tmp_path)[0].forms
        assert [_outline(form) for form in forms] == [("河道清淤", "58", 1, 2), ("水库除险", "120", 1, 1)]


def test_levels_are_filled_down_unless_they_were_made_up(tmp_path: Path) -> None:
    text = (
        FORM.replace("三级指标\t", "指标类别\t三级指标\t")
        .replace("清淤长度\t", "产出\t清淤长度\t")
        .replace("合格率\t", "\t合格率\t")
    )
    rows = [row(一级指标="产出", 二级指标="数量指标", 指标名称="清淤长度"), row(指标名称="合格率")]
    form = record_of(text, answer(rows), tmp_path)[0].forms[0]
    assert [said(r.level1) for r in form.indicators] == [("产出", 9), ("产出", 9)]
    assert [said(r.level2) for r in form.indicators] == [("数量指标", None), None]


def _outline(form: Form) -> tuple[str, str, int, int]:
    assert form.project_name is not None
    assert form.total_budget is not None
    return form.project_name.raw, form.total_budget.raw, len(form.narratives), len(form.indicators)


def test_a_form_that_was_not_answered_is_an_error_of_its_region(tmp_path: Path) -> None:
    gateway = FakeGateway(lambda _: ProviderError("断线"))
    wanted = Parameters(suite="golden", arm="free", cases=["000"], copies=["text"])
    made = run(wanted, tmp_path / "free.json", Bench(lambda _: gateway))
    assert len(made.results[0].errors) == 5
    assert made.totals["leaf_recall"].hits == 0
    assert (made.provider, made.model) == ("fake", "fake")


def test_the_prompt_answers_with_all_fields_in_order() -> None:
    prompt = load("free_form").render(shown="")
    example = json.loads(prompt.messages[2].content)
    assert list(example) == [*HEAD_FIELDS, *HEAD_LISTS, "指标"]
    assert list(example) == list(form_model().model_fields)
    assert all(list(item) == list(ROW_FIELDS) for item in example["指标"])
    form_model().model_validate(example)


def test_the_prompt_is_worded_as_those_of_copy() -> None:
    ours = load("free_form").render(shown="").messages[0].content
    for name in ("copy_head", "copy_rows"):
        theirs = load(name).render(shown="").messages[0].content
        assert all(clause in ours for clause in theirs.split("。")[1].split("；"))


def test_forms_are_shown_the_same_however_often(tmp_path: Path) -> None:
    path = tmp_path / "form.txt"
    path.write_text(FORM, encoding="utf-8")
    (region,) = segment(read(path)).regions
    assert show_form(region) == show_form(region)


def piece(text: str, line: int) -> Piece:
    return Piece.at(text, Place(1, line=line))


PIECES = [piece("2010年第10号", 1), piece("10", 2), piece("10", 3), piece("≥170 件", 4), piece("项目\u3000名称", 5)]

# text, near, what is found, on which line
FINDS = [
    ("10", [], "10", 2),
    ("10", [PIECES[2]], "10", 3),
    ("170", [], "170", 4),
    ("170件", [], "170 件", 4),
    ("17", [], "17", None),
    ("010", [], "010", None),
    ("第10号", [], "第10号", 1),
    ("项目名称", [], "项目\u3000名称", 5),
    ("没有的", [], "没有的", None),
]


@pytest.mark.parametrize(("text", "near", "found", "line"), FINDS)
def test_finder(text: str, near: list[Piece], found: str, line: int | None) -> None:
    at = Finder(PIECES).find(text, near)
    assert at is not None
    assert (at.text, at.places[0].line if at.places else None) == (found, line)


def test_finder_goes_on_to_the_next_of_equals_and_finds_nothing_for_blanks() -> None:
    finder = Finder(PIECES)
    assert [found.places[0].line for _ in range(3) if (found := finder.find("10"))] == [2, 3, 2]
    assert finder.find(" \u3000") is None
