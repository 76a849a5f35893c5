"""How sure a record is of its values: what speaks for a value raises it, and nothing but confidence changes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.checks import check_record
from extractor.checks.views import At, View
from extractor.confidence import COEFFICIENTS, FEATURES, NUMBERS, WORDS, Weighed, confident, probability, weighed
from extractor.record import (
    Amount,
    BudgetTable,
    Candidate,
    Claim,
    Correction,
    Diagnosis,
    Form,
    Indicator,
    Leaf,
    Provenance,
    Record,
    TableRow,
)
from extractor.run.report import LOOK_BELOW
from extractor.settle import NORMALISERS

MADE_BY = Provenance(reader="ocr", reading="rules")
TOTAL, FIRST, SECOND = (f"tables[0].rows[{row}].cells[0]" for row in range(3))


def leaf(raw: str, field: str = "name", ocr: float | None = 0.99, role: float | None = 0.9) -> Leaf:
    normalise = NORMALISERS.get(field)
    unit = "万元" if field == "amount" else None
    value = normalise(raw) if normalise else raw
    return Leaf(raw=raw, value=value, page=1, box=(0, 0, 1, 1), confidence=0.5, role=role, ocr=ocr, unit=unit)


def table(*amounts: str, ocr: float | None = 0.99) -> Record:
    """A total row over its parts."""
    names = ["合计", *(f"支出{number}" for number in range(1, len(amounts)))]
    rows = [TableRow(name=leaf(name), cells=[leaf(amount, "amount", ocr)]) for name, amount in zip(names, amounts, strict=True)]
    made = BudgetTable(kind="functional", columns=[[leaf("金额")]], rows=rows, amount_unit=leaf("单位：万元"))
    return Record(source="a.pdf", sha256="0", pages=1, tables=[made], provenance=MADE_BY)


def confidences(record: Record) -> dict[str, float]:
    return {at.path: at.leaf.confidence for at in View("", confident(record)).leaves()}


def features(record: Record) -> dict[str, dict[str, float]]:
    return {item.at.path: dict(item.features) for item in weighed(record)}


def checked(record: Record) -> Record:
    return record.model_copy(update={"findings": check_record(record).findings})


CLOSES, FAILS, ALONE = table("30.00", "10.00", "20.00"), table("35.00", "10.00", "20.00"), table("10.00")


def test_a_sum_that_closes_raises_and_one_that_fails_lowers() -> None:
    closing, failing, alone = (confidences(record)[path] for record, path in ((CLOSES, FIRST), (FAILS, FIRST), (ALONE, TOTAL)))
    assert closing > alone > failing


def test_a_cell_that_a_diagnosis_would_change_is_less_sure_than_its_neighbour() -> None:
    record = checked(FAILS)
    candidate = Candidate(corrections=[Correction(path=TOTAL, raw="35.00", reading="30.00")], slip="形近", score=0.5)
    for finding in record.findings:
        finding.diagnosis = Diagnosis(verdict="misread", path=TOTAL, candidates=[candidate])
    assert record.findings
    found = features(record)
    assert (found[TOTAL]["unblamed"], found[FIRST]["unblamed"]) == (0, 1)


def test_a_sum_that_was_printed_so_lowers_nothing() -> None:
    record = checked(FAILS)
    for finding in record.findings:
        finding.diagnosis = Diagnosis(verdict="misfiled", path=TOTAL)
    assert features(checked(FAILS))[FIRST]["unbroken"] == 0
    assert features(record)[FIRST]["unbroken"] == 1


# what is changed of a clean row, the feature that tells
ODD = {
    "a point is lost": (table("30.00", "10.00", "2000"), SECOND, "even"),
    "a letter among digits": (table("30.00", "10.00", "2O.00"), SECOND, "shape"),
}


@pytest.mark.parametrize("case", ODD)
def test_odd_numbers_are_told(case: str) -> None:
    record, path, name = ODD[case]
    found = features(record)
    assert (found[path][name], found[FIRST][name]) == (0, 1)


def test_a_row_without_a_name_is_odd() -> None:
    record = table("30.00", "10.00", "20.00")
    record.tables[0].rows[2].name = leaf("")
    assert (features(record)[SECOND]["row"], features(record)[FIRST]["row"]) == (0, 1)


WHOLE = Form(
    kind="project",
    project_name=leaf("公路"),
    total_budget=leaf("5.00", "amount"),
    funding=[Amount(label=leaf("中央"), amount=leaf("5.00", "amount"))],
    indicators=[Indicator(name=leaf("里程"), value=leaf("168"))],
)
LESS: dict[str, tuple[dict[str, object], tuple[float, float, float]]] = {
    # what the form lacks → whether it is named, states its total, and which share of its rows is whole
    "nothing": ({}, (1, 1, 1)),
    "a name": ({"project_name": None}, (0, 1, 1)),
    "the filer of a whole department": ({"kind": "overall"}, (0, 1, 1)),
    "a total over its funds": ({"total_budget": None}, (1, 0, 1)),
    "indicators": ({"indicators": []}, (1, 1, 0)),
    "a value": ({"indicators": [Indicator(name=leaf("里程"), value=leaf("168")), Indicator(name=leaf("座"))]}, (1, 1, 0.5)),
}


@pytest.mark.parametrize("case", LESS)
def test_what_a_form_lacks_is_told(case: str) -> None:
    changed, expected = LESS[case]
    record = Record(source="a", sha256="0", pages=1, forms=[WHOLE.model_copy(update=changed)], provenance=MADE_BY)
    found = features(record)["forms[0].funding[0].amount"]
    assert (found["named"], found["stated"], found["whole"]) == expected


def test_tables_of_a_file_without_codes_are_hardly_budgets() -> None:
    plain, coded = table("30.00", "10.00", "20.00"), table("30.00", "10.00", "20.00")
    for made in (plain, coded):
        made.tables[0].title = leaf("支出预算表")
    coded.tables[0].rows[1].code = leaf("201")
    assert (features(plain)[FIRST]["named"], features(coded)[FIRST]["named"]) == (0, 1)


# first levels of the rows of one form → whether they are of one project
LEVELS: dict[str, tuple[list[str], float]] = {
    "each once": (["产出", "产出", "效益", "满意度"], 1),
    "begun anew": (["产出", "效益", "产出", "效益"], 0),
    "none is said": (["", "", ""], 1),
    "of one kind": (["产出", "产出"], 1),
}


@pytest.mark.parametrize("case", LEVELS)
def test_levels_that_begin_anew_are_of_several_projects(case: str) -> None:
    levels, expected = LEVELS[case]
    rows = [Indicator(level1=leaf(level), name=leaf(str(n)), value=leaf("168")) for n, level in enumerate(levels)]
    form = WHOLE.model_copy(update={"indicators": rows})
    found = features(Record(source="a", sha256="0", pages=1, forms=[form], provenance=MADE_BY))
    assert {item["ordered"] for path, item in found.items() if "value" in path} == {expected}


# what a claim is of, beside a table with the account 支出1 → whether budgets speak of it
TOPICS = {"机关运行经费": 1, "部门收入预算": 1, "支出1": 1, "本项目预算": 0, "集中培训": 0, "": 0}


@pytest.mark.parametrize("subject", TOPICS)
def test_what_budgets_do_not_speak_of_is_hardly_a_claim(subject: str) -> None:
    record = table("30.00", "10.00", "20.00")
    record.claims = [Claim(subject=leaf(subject), amount=leaf("10.00", "amount"), sentence=leaf("一句。"))]
    found = features(record)
    assert (found["claims[0].amount"]["topical"], found[FIRST]["topical"]) == (TOPICS[subject], 1)


def test_one_place_read_for_several_rows_is_less_sure() -> None:
    rows = [
        Indicator(name=leaf(name), weight=leaf("10", "weight"), value=leaf(value)) for name, value in (("甲", "5"), ("乙", "6"))
    ]
    record = Record(source="a", sha256="0", pages=1, forms=[WHOLE.model_copy(update={"indicators": rows})], provenance=MADE_BY)
    found = features(record)
    assert [found[f"forms[0].indicators[{row}].weight"]["once"] for row in (0, 1)] == [0, 0]
    assert [found[f"forms[0].indicators[{row}].value"]["once"] for row in (0, 1)] == [1, 1]


def test_only_confidence_changes_and_the_record_given_stays() -> None:
    before = CLOSES.model_dump()
    made = confident(CLOSES)
    assert CLOSES.model_dump() == before
    for at in View("", made).leaves():
        at.leaf.confidence = 0.5
    assert made.model_dump() == before


def test_it_is_the_same_when_done_again() -> None:
    once = confident(FAILS)
    assert confident(once) == once


KEPT: dict[str, Leaf] = {
    "a blank": leaf(""),
    "a correction": leaf("局").model_copy(update={"origin": "reviewer"}),
    "what is implied": leaf("局").model_copy(update={"origin": "inferred"}),
    "a record of an older version": leaf("局", role=None),
}


@pytest.mark.parametrize("case", KEPT)
def test_what_was_not_read_is_left_alone(case: str) -> None:
    record = Record(source="a", sha256="0", pages=1, entity=KEPT[case], provenance=MADE_BY)
    assert confident(record) == record


def test_a_disputed_role_is_for_a_person_to_look_at() -> None:
    record = table("30.00", "10.00", "20.00", ocr=None)
    record.tables[0].rows[1].cells = [leaf("10.00", "amount", ocr=None, role=0.45)]
    found = confidences(record)
    assert found[FIRST] < LOOK_BELOW < found[SECOND]


def test_weights_are_there_for_every_feature_and_none_is_below_zero() -> None:
    assert {kind: tuple(weights.of) for kind, weights in COEFFICIENTS.items()} == dict(FEATURES)
    assert all(weight >= 0 for weights in COEFFICIENTS.values() for weight in weights.of.values())
    assert COEFFICIENTS[NUMBERS].of["closes"] > 0
    assert COEFFICIENTS[NUMBERS].of["unbroken"] > 0


def _item(kind: str) -> st.SearchStrategy[Weighed]:
    at = At("tables[0].rows[0].cells[0]", Leaf(raw="1"))
    values = st.fixed_dictionaries({name: st.floats(-4, 8) for name in FEATURES[kind]})
    return st.builds(Weighed, st.just(at), st.just(kind), values)


@given(st.one_of(_item(NUMBERS), _item(WORDS)), st.data())
def test_more_that_speaks_for_a_value_never_lowers_it(item: Weighed, data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(sorted(item.features)))
    more = Weighed(item.at, item.kind, {**item.features, name: item.features[name] + data.draw(st.floats(0, 5))})
    assert 0 < probability(item) <= probability(more) < 1
