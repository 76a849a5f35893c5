"""Readings settle into forms: agreement, dispute, blank against absent, units of money, what is implied."""

from __future__ import annotations

import pytest

from extractor.document import Piece, Place
from extractor.interpret import FormReading, IndicatorReading, Labelled, Reading
from extractor.record import Form, Leaf
from extractor.settle import settle
from extractor.settle.agree import row_keys

SINGLE, AGREED, DISPUTED = 0.9, 0.98, 0.45


def at(text: str) -> Piece:
    return Piece.at(text, Place(1, line=1))


def form(**fields: str) -> FormReading:
    return FormReading({name: at(text) for name, text in fields.items()})


def settled(first: FormReading, second: FormReading | None = None) -> Form:
    readings = [Reading("map", [first])] + ([Reading("copy", [second])] if second else [])
    (made,) = settle(readings)
    return made


def there(leaf: Leaf | None) -> Leaf:
    assert leaf is not None
    return leaf


def alternatives(leaf: Leaf | None) -> list[tuple[str, str | None]]:
    return [(other.reading, other.raw) for other in there(leaf).alternatives or []]


# ---- agreement

# what the first reading says, what the second, the confidence, the alternatives
OPINIONS: dict[str, tuple[str, str | None, float, list[tuple[str, str | None]]]] = {
    "no other opinion": ("区司法局", None, SINGLE, []),
    "they agree": ("区司法局", "区司法局", AGREED, []),
    "they agree but for blanks and width": ("司法局（本级）", "司 法局(本级)", AGREED, []),
    "they disagree": ("区司法局", "区民政局", DISPUTED, [("copy", "区民政局")]),
    "the other says it is blank": ("区司法局", "", DISPUTED, [("copy", None)]),
    "only the other has it": ("", "区民政局", DISPUTED, [("copy", "区民政局")]),
    "both blank": ("", "", AGREED, []),
}


@pytest.mark.parametrize("case", OPINIONS)
def test_opinions(case: str) -> None:
    first, second, confidence, others = OPINIONS[case]
    made = settled(form(organization=first), None if second is None else form(organization=second))
    assert there(made.organization).raw == first
    assert there(made.organization).confidence == confidence
    assert alternatives(made.organization) == others


def test_what_the_other_was_not_asked_is_left_alone() -> None:
    made = settled(form(organization="区司法局", title="绩效目标表"), form(organization="区司法局"))
    assert there(made.title).confidence == SINGLE


def test_an_unsure_choice_is_unsure() -> None:
    first = form(organization="区司法局")
    first.sure["organization"] = 0.5
    assert there(settled(first).organization).confidence == 0.45
    assert there(settled(first, form(organization="区司法局")).organization).confidence == AGREED


def test_a_dispute_never_raises_confidence() -> None:
    first = form(organization="区司法局")
    first.sure["organization"] = 0.1
    assert there(settled(first, form(organization="区民政局")).organization).confidence == pytest.approx(0.09)


def rows(*pairs: tuple[str, str]) -> FormReading:
    return FormReading(funding=[Labelled(at(label), at(value)) for label, value in pairs])


def amounts(made: Form) -> list[tuple[str, float]]:
    return [(there(row.amount).raw, there(row.amount).confidence) for row in made.funding]


def test_rows_are_compared_by_label_whatever_their_order() -> None:
    made = settled(rows(("上级补助", "1"), ("区级资金", "5")), rows(("区级资金", "5"), ("上级补助", "2")))
    assert amounts(made) == [("1", DISPUTED), ("5", AGREED)]


def test_a_row_that_the_other_lacks_is_disputed() -> None:
    made = settled(rows(("上级补助", "1"), ("区级资金", "5")), rows(("区级资金", "5")))
    assert amounts(made) == [("1", DISPUTED), ("5", AGREED)]
    assert alternatives(made.funding[0].amount) == [("copy", None)]


def test_rows_of_one_label_are_told_apart() -> None:
    made = settled(rows(("其他资金", "1"), ("其他资金", "5")), rows(("其他资金", "9"), ("其他资金", "5")))
    assert amounts(made) == [("1", DISPUTED), ("5", AGREED)]


def test_rows_without_labels_do_not_stop_it() -> None:
    made = settled(FormReading(narratives=[Labelled(Piece(), at("目标")), Labelled(None, at("概况"))]))
    assert [there(row.text).raw for row in made.narratives] == ["目标", "概况"]


def test_row_keys() -> None:
    assert row_keys([at("甲"), None, at("甲"), at("乙"), Piece(), at("甲 ")]) == ["甲", "", "甲#2", "乙", "#2", "甲#3"]


def indicators(*rows: dict[str, str]) -> FormReading:
    return FormReading(indicators=[IndicatorReading({name: at(text) for name, text in row.items()}) for row in rows])


def test_indicators_are_compared_by_name() -> None:
    ours = indicators({"name": "里程", "value": "168"}, {"name": "合格率", "value": "90"}, {"name": "合格率", "value": "95"})
    theirs = indicators({"name": "合格率", "value": "90"}, {"name": "合格率", "value": "59"}, {"name": "里程", "value": "168"})
    made = settled(ours, theirs)
    assert [there(row.value).confidence for row in made.indicators] == [AGREED, AGREED, DISPUTED]


def test_an_attribute_of_an_indicator_is_not_that_of_the_form() -> None:
    ours = indicators({"name": "里程"})
    ours.indicators[0].attributes.append(Labelled(at("得分"), at("10")))
    theirs = FormReading(attributes=[Labelled(at("得分"), at("98"))])
    value = settled(ours, theirs).indicators[0].attributes[0].value
    assert (there(value).confidence, alternatives(value)) == (SINGLE, [])


def test_contacts_are_compared_one_by_one() -> None:
    ours = FormReading(contacts=[Labelled(at("张三"), at("1")), Labelled(at("李四"), None)])
    theirs = FormReading(contacts=[Labelled(at("张三"), at("2")), Labelled(at("李四"), None)])
    first, second = settled(ours, theirs).contacts
    assert [there(leaf).confidence for leaf in (first.name, first.phone, second.name)] == [AGREED, DISPUTED, AGREED]
    assert second.phone is None


def test_readings_of_another_number_of_forms_say_nothing() -> None:
    first, second = Reading("map", [form(organization="甲"), form(organization="乙")]), Reading("copy", [form(organization="丙")])
    assert [there(made.organization).confidence for made in settle([first, second])] == [SINGLE, SINGLE]


# ---- blank against absent


def test_a_blank_cell_is_not_an_absent_field() -> None:
    made = settled(form(organization=""))
    assert there(made.organization).raw == ""
    assert made.competent_department is None
    dumped = made.model_dump()
    assert (dumped["organization"]["raw"], dumped["competent_department"]) == ("", None)


def test_unreadable_never_looks_blank() -> None:
    ink = Piece.unread(Place(1, (0, 0, 9, 9)))
    first = FormReading({"organization": ink}, funding=[Labelled(at("区级资金"), ink)])
    first.indicators = [IndicatorReading({"name": ink, "operator": ink, "value": at("健全")})]
    made = settled(first, form(organization=""))
    found = [made.organization, made.funding[0].amount, made.indicators[0].name, made.indicators[0].operator]
    assert [there(leaf).unreadable for leaf in found] == [True] * 4
    assert [there(leaf).confidence for leaf in found] == [0.0] * 4
    assert [there(leaf).origin for leaf in found] == ["read"] * 4


# ---- what is implied

# operator, value → operator's value, origin
OPERATORS = {
    "words": (("", "健全"), ("QUAL", "inferred")),
    "a grade": (("", "优良"), ("QUAL", "inferred")),
    "a number": (("", "90"), (None, "read")),
    "a full-width number": (("", "９０"), (None, "read")),
    "a number below zero": (("", "-5"), (None, "read")),
    "a date": (("", "2025年11月底前"), (None, "read")),
    "blank": (("", ""), (None, "read")),
    "a printed operator": (("≥", "健全"), ("GE", "read")),
    "a printed 定性": (("定性", "健全"), ("QUAL", "read")),
}


@pytest.mark.parametrize("case", OPERATORS)
def test_a_blank_operator_before_words_is_qualitative(case: str) -> None:
    (operator, value), expected = OPERATORS[case]
    made = there(settled(indicators({"operator": operator, "value": value})).indicators[0].operator)
    assert (made.value, made.origin) == expected
    assert made.raw == operator


def test_an_inferred_operator_stands_nowhere() -> None:
    made = there(settled(indicators({"operator": "", "value": "健全"})).indicators[0].operator)
    assert (made.page, made.line, made.box, made.spans) == (None, None, None, None)


def test_a_form_without_an_operator_column_gets_none() -> None:
    assert settled(indicators({"value": "健全"})).indicators[0].operator is None


# ---- units of money: the cell, the column or label, the form's line, none

# amount, its label, the form's unit → unit, source
UNITS = {
    "cell": (("449万元", "预算数（元）", "元"), ("万元", "cell")),
    "label": (("449", "2024年预算（万元）", "元"), ("万元", "column")),
    "form": (("449", "2024年预算", "万元"), ("万元", "form")),
    "none": (("449", "2024年预算", ""), (None, None)),
    "a blank has no unit": (("", "2024年预算（万元）", "元"), (None, None)),
    "of a counted thing": (("449", "2024年预算", "个"), (None, None)),
}


@pytest.mark.parametrize("case", UNITS)
def test_the_unit_of_the_total(case: str) -> None:
    (amount, label, unit), expected = UNITS[case]
    first = form(total_budget=amount, amount_unit=unit)
    first.labels["total_budget"] = at(label)
    made = there(settled(first).total_budget)
    assert (made.unit, made.unit_source) == expected


@pytest.mark.parametrize("case", UNITS)
def test_the_unit_of_funding(case: str) -> None:
    (amount, label, unit), expected = UNITS[case]
    first = FormReading({"amount_unit": at(unit)}, funding=[Labelled(at(label), at(amount))])
    made = there(settled(first).funding[0].amount)
    assert (made.unit, made.unit_source) == expected


def test_the_header_above_an_amount_says_its_unit() -> None:
    row = Labelled(at("其他资金"), at("20"), at("全年预算数（万元）"))
    made = there(settled(FormReading({"amount_unit": at("元")}, funding=[row])).funding[0].amount)
    assert (made.unit, made.unit_source) == ("万元", "column")


def test_what_is_no_money_has_no_unit() -> None:
    made = settled(form(execution_weight="10", project_name="甲", amount_unit="万元"))
    assert [there(leaf).unit for leaf in (made.execution_weight, made.project_name, made.amount_unit)] == [None] * 3
