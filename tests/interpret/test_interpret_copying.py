"""Copying: an answer can only be made of what stands in the region, and every answer points back to where it stands."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pydantic import BaseModel, ValidationError

from extractor.document import Piece, Place
from extractor.errors import InvalidAnswerError
from extractor.interpret.copying import HEAD_FIELDS, ROW_FIELDS, head_model, read_copy, rows_model, show_head, show_rows
from extractor.interpret.reading import FormReading
from extractor.interpret.slots import head_slots
from extractor.interpret.sources import Sources
from extractor.llm.fake import FakeGateway
from extractor.llm.prompts import Prompt
from extractor.segment import Region
from tests.layouts import of_text, only

GOAL = "完成农村公路养护任务，确保道路畅通安全，群众满意度明显提高，全年无责任事故。"
TEXT = f"""某区2024年绩效目标表

填报单位：某区交通局　　　　单位：万元

项目名称\t408001-农村公路养护\t主管部门\t交通局\t
项目总额\t449\t区级资金\t379\t
年度目标\t{GOAL}\t\t\t
一级指标\t指标名称\t指标性质\t指标值\t权重
产出指标\t养护里程\t≥\t168\t40
\t抽查合格率\t≥\t90\t30
\t平整度合格率\t≥\t90\t30

联系人：江伟
"""


@pytest.fixture
def region() -> Region:
    return only(of_text(TEXT))


def sources_of(region: Region) -> tuple[Sources, str]:
    sources = Sources()
    return sources, show_head(head_slots(region), sources)


def head(**fields: object) -> dict[str, Any]:
    return {**dict.fromkeys(HEAD_FIELDS, ""), "资金来源": [], "文字说明": [], "联系人": [], **fields}


def row(**fields: str) -> dict[str, str]:
    return {**dict.fromkeys(ROW_FIELDS, ""), **fields}


# ---- the response model is closed


def test_the_head_is_shown_by_handles(region: Region) -> None:
    _, shown = sources_of(region)
    assert shown.split("\n")[:3] == [
        "填报单位：某区交通局 | 单位：万元",
        "项目名称 | 408001-农村公路养护 | 主管部门 | 交通局",
        "项目总额 | 449 | 区级资金 | 379",
    ]
    assert "年度目标 | 完成农村公路养护任务，确保道路畅通安全，群众满意…" in shown


ACCEPTED = [
    "",
    "某区交通局",
    "408001-农村公路养护",
    "408001",
    "农村公路养护",
    "449",
    "完成农村公路养护任务，确保道路畅通安全，群众满意…",
]
REFUSED = [
    "某区财政局",
    "交通",
    "4490000",
    "44",
    "449 ",
    " ",
    GOAL,
    "农村公路养护工程",
    "一级指标",
    "168",
    None,
    449,
    ["449"],
]


@pytest.mark.parametrize("text", ACCEPTED)
def test_what_stands_there_can_be_said(region: Region, text: str) -> None:
    sources, _ = sources_of(region)
    made = head_model(sources.enum()).model_validate(head(项目名称=text)).model_dump(mode="json")
    assert made["项目名称"] == text


@pytest.mark.parametrize("text", REFUSED)
@pytest.mark.parametrize("place", ["field", "list"])
def test_what_does_not_stand_there_cannot(region: Region, text: object, place: str) -> None:
    sources, _ = sources_of(region)
    answer = head(项目名称=text) if place == "field" else head(资金来源=[{"名称": "区级资金", "金额": text}])
    with pytest.raises(ValidationError):
        head_model(sources.enum()).model_validate(answer)


@given(st.text(min_size=1))
def test_no_other_string_at_all_can_be_said(text: str) -> None:
    sources, _ = sources_of(only(of_text(TEXT)))
    model = head_model(sources.enum())
    if text in sources.pieces:
        assert model.model_validate(head(项目编码=text))
    else:
        with pytest.raises(ValidationError):
            model.model_validate(head(项目编码=text))


def test_there_are_no_more_rows_than_the_table_has(region: Region) -> None:
    sources = Sources()
    show_rows(region.tables[0], 0, 2, sources)
    model: type[BaseModel] = rows_model(sources.enum(), 2)
    assert model.model_validate({"指标": [row()] * 2})
    with pytest.raises(ValidationError):
        model.model_validate({"指标": [row()] * 3})
    with pytest.raises(ValidationError):
        model.model_validate({"指标": [row(指标名称="平整度合格率")]})


def test_an_invented_answer_is_no_reading(region: Region) -> None:
    with pytest.raises(InvalidAnswerError):
        read_copy(region, FakeGateway({"copy_head": head(项目名称="农村公路大修")}))


# ---- strings and the places they stand for

TEXTS = st.lists(st.text(st.sampled_from("甲乙 \n…"), min_size=1, max_size=40), min_size=1, max_size=12)


@example(["甲\n乙\n甲", "甲 乙\n甲", "甲\n乙 甲", "甲 乙 甲", "甲 乙 甲…"])
@given(TEXTS)
def test_every_handle_leads_back_to_its_text(texts: list[str]) -> None:
    sources = Sources()
    handles = [sources.add(Piece.at(text, Place(1, line=number))) for number, text in enumerate(texts, start=1)]
    assert {sources.pieces[handle][0].text for handle in handles} == set(texts)
    for handle, text in zip(handles, texts, strict=True):
        assert all(piece.text == text for piece in sources.pieces[handle])
    assert {member.value for member in sources.enum()} == {"", *handles}


def test_a_text_that_stands_twice_has_two_places() -> None:
    sources = Sources()
    first, second = (Piece.at("10", Place(1, line=line)) for line in (3, 4))
    sources.add_all([first, second])
    taken: dict[int, bool] = {}
    assert sources.locate("10", taken=taken) is first
    taken[id(first)] = True
    assert sources.locate("10", taken=taken) is second
    assert sources.locate("10", near=[second]) is second
    assert sources.locate("") is None


# ---- readings

HEAD = head(
    填报单位="某区交通局",
    主管部门="交通局",
    项目名称="408001-农村公路养护",
    资金总额="449",
    金额单位="万元",
    资金来源=[{"名称": "区级资金", "金额": "379"}],
    文字说明=[{"名称": "年度目标", "内容": "完成农村公路养护任务，确保道路畅通安全，群众满意…"}],
    联系人=[{"姓名": "江伟", "电话": ""}],
)
ROWS = [
    row(一级指标="产出指标", 指标名称="养护里程", 指标性质="≥", 指标值="168", 权重="40"),
    row(指标名称="抽查合格率", 指标性质="≥", 指标值="90", 权重="30"),
    row(指标名称="平整度合格率", 指标性质="≥", 指标值="90", 权重="30"),
]


def form_of(region: Region, *rows: dict[str, str], **fields: object) -> FormReading:
    gateway = FakeGateway({"copy_head": {**HEAD, **fields}, "copy_rows": {"指标": list(rows)}})
    reading = read_copy(region, gateway)
    assert (reading.name, reading.usage.calls, set(reading.prompts)) == ("copy", 2, {"copy_head", "copy_rows"})
    (made,) = reading.forms
    return made


def lines(piece: Piece | None) -> list[int | None]:
    assert piece is not None
    return [place.line for place in piece.places]


def test_a_copied_form(region: Region) -> None:
    made = form_of(region, *ROWS)
    assert {name: piece.text for name, piece in made.fields.items()} == {
        "organization": "某区交通局",
        "competent_department": "交通局",
        "project_name": "农村公路养护",
        "project_code": "408001",
        "total_budget": "449",
        "amount_unit": "万元",
        "title": "某区2024年绩效目标表",
        "fiscal_year": "2024",
    }
    assert [(item.label and item.label.text, item.value and item.value.text) for item in made.funding] == [("区级资金", "379")]
    assert made.narratives[0].value == Piece.at(GOAL, Place(1, line=7))
    assert made.contacts[0].label == Piece.at("江伟", Place(1, line=13)).slice(0)


def test_copied_values_stand_in_their_own_rows(region: Region) -> None:
    made = form_of(region, *ROWS)
    assert [
        [lines(indicator.fields[name]) for name in ("name", "operator", "value", "weight")] for indicator in made.indicators
    ] == [
        [[9]] * 4,
        [[10]] * 4,
        [[11]] * 4,
    ]


def test_rows_that_were_left_out_do_not_shift_the_others(region: Region) -> None:
    made = form_of(region, ROWS[0], ROWS[2])
    assert [lines(indicator.fields["value"]) for indicator in made.indicators] == [[9], [11]]


def test_levels_that_were_left_blank_repeat(region: Region) -> None:
    made = form_of(region, *ROWS)
    assert [lines(indicator.fields["level1"]) for indicator in made.indicators] == [[9]] * 3


def test_fields_that_were_left_blank_are_absent(region: Region) -> None:
    made = form_of(region, *ROWS, 主管部门="", 资金总额="")
    assert "competent_department" not in made.fields
    assert "total_budget" not in made.fields


LONG_TABLE = "目标表\n\n指标名称\t性质\t指标值\t权重\n" + "".join(f"指标{n}\t≥\t9\t10\n" for n in range(10))


def test_long_tables_are_asked_in_parts() -> None:
    def answer(prompt: Prompt) -> dict[str, Any]:
        if prompt.name == "copy_head":
            return head()
        names = [line.split(" | ")[0] for line in prompt.messages[-1].content.splitlines()[1:]]
        return {"指标": [row(指标名称=name, 指标值="9") for name in names]}

    gateway = FakeGateway(answer)
    (made,) = read_copy(only(of_text(LONG_TABLE)), gateway).forms
    assert [prompt.name for prompt in gateway.asked] == ["copy_rows", "copy_rows"]
    assert [indicator.fields["name"].text for indicator in made.indicators] == [f"指标{n}" for n in range(10)]
    assert [lines(indicator.fields["value"]) for indicator in made.indicators] == [[n] for n in range(4, 14)]


LIST = "目标表\n\n项目名称\t预算数\t指标名称\t指标值\n甲\t5\t里程\t≥3公里\n\t\t频次\t≥2次\n乙\t6\t座数\t≥1座\n"


def test_a_copied_list_is_a_form_each() -> None:
    rows = [
        row(项目名称="甲", 预算数="5", 指标名称="里程", 指标值="≥3公里"),
        row(指标名称="频次", 指标值="≥2次"),
        row(项目名称="乙", 预算数="6", 指标名称="座数", 指标值="≥1座"),
    ]
    reading = read_copy(only(of_text(LIST)), FakeGateway({"copy_head": head(), "copy_rows": {"指标": rows}}))
    told = [(made.fields["project_name"].text, made.fields["total_budget"].text, len(made.indicators)) for made in reading.forms]
    assert told == [("甲", "5", 2), ("乙", "6", 1)]
    fused = reading.forms[0].indicators[0].fields
    assert [fused[name].text for name in ("operator", "value", "unit")] == ["≥", "3", "公里"]


def test_the_head_alone(region: Region) -> None:
    gateway = FakeGateway({"copy_head": HEAD})
    (made,) = read_copy(region, gateway, tables=False).forms
    assert made.indicators == []
    assert [prompt.name for prompt in gateway.asked] == ["copy_head"]
