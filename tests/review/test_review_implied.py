"""What follows from a correction: as if the corrected text had been read in the first place."""

from __future__ import annotations

import pytest

from extractor.record import Leaf, Record
from extractor.review import reviewed
from tests.checks.samples import record as sample
from tests.review.samples import decision, leaf_at


def corrected(record: Record, new: dict[str, str]) -> Record:
    log = [
        decision(record, number, path, "correct", old=leaf.raw if (leaf := leaf_at(record, path)) else None, new=text)
        for number, (path, text) in enumerate(new.items(), start=1)
    ]
    return reviewed(record, log).record


def without_unit(leaf: Leaf) -> Leaf:
    return leaf.model_copy(update={"unit": None, "unit_source": None})


def form_without_units() -> Record:
    """The 单位 line was misread, so that no amount has a unit."""
    made = sample(
        forms=[{"amount_unit": "单位：力元", "total_budget": "960", "funding": [{"label": "区级资金", "amount": "960元"}]}]
    )
    form = made.forms[0]
    assert form.total_budget is not None
    form.total_budget = without_unit(form.total_budget)
    amount = form.funding[0].amount
    assert amount is not None
    form.funding[0].amount = amount.model_copy(update={"unit": "元", "unit_source": "cell"})
    return made


@pytest.mark.parametrize(
    ("new", "path", "unit"),
    [
        ({"forms[0].amount_unit": "单位：万元"}, "forms[0].total_budget", ("万元", "form")),
        ({"forms[0].amount_unit": "单位：万元"}, "forms[0].funding[0].amount", ("元", "cell")),
        ({"forms[0].amount_unit": ""}, "forms[0].total_budget", (None, None)),
        ({"forms[0].amount_unit": "单位：万元", "forms[0].total_budget": "961"}, "forms[0].total_budget", ("万元", "form")),
        (
            {"forms[0].amount_unit": "单位：万元", "forms[0].prior_year_budget": "900"},
            "forms[0].prior_year_budget",
            ("万元", "form"),
        ),
        ({"forms[0].amount_unit": "单位：万元", "forms[0].total_budget": "961亿元"}, "forms[0].total_budget", ("亿元", "cell")),
    ],
)
def test_amounts_of_a_form_have_the_unit_of_its_line(new: dict[str, str], path: str, unit: tuple[str, str]) -> None:
    leaf = leaf_at(corrected(form_without_units(), new), path)
    assert leaf is not None
    assert (leaf.unit, leaf.unit_source) == unit


def table() -> Record:
    row = {"code": "201", "name": "公共安全支出", "cells": ["10", "20", ""]}
    made = sample(tables=[{"amount_unit": "单位：元", "columns": [["合计"], ["基本支出（力元）"], ["项目支出"]], "rows": [row]}])
    for cell in made.tables[0].rows[0].cells[:2]:
        assert cell is not None
        cell.unit, cell.unit_source = "元", "form"
    return made


@pytest.mark.parametrize(
    ("new", "column", "unit"),
    [
        ({"tables[0].columns[1][0]": "基本支出（万元）"}, 1, ("万元", "column")),
        ({"tables[0].columns[1][0]": "基本支出（万元）"}, 0, ("元", "form")),
        ({"tables[0].amount_unit": "单位：万元"}, 0, ("万元", "form")),
        ({"tables[0].rows[0].cells[2]": "30"}, 2, ("元", "form")),
        ({"tables[0].rows[0].cells[2]": "30万元"}, 2, ("万元", "cell")),
        ({"tables[0].rows[0].cells[0]": ""}, 0, (None, None)),
    ],
)
def test_cells_have_the_unit_of_their_column(new: dict[str, str], column: int, unit: tuple[str, str]) -> None:
    leaf = leaf_at(corrected(table(), new), f"tables[0].rows[0].cells[{column}]")
    assert leaf is not None
    assert (leaf.unit, leaf.unit_source) == unit


@pytest.mark.parametrize(
    ("new", "unit"),
    [({"claims[0].unit": "亿元"}, "亿元"), ({"claims[0].amount": "803"}, "万元"), ({"claims[0].unit": ""}, None)],
)
def test_the_amount_of_a_claim_has_the_unit_that_follows_it(new: dict[str, str], unit: str | None) -> None:
    claim = {"subject": "收入预算", "amount": "802.57", "unit": "万元", "sentence": "收入预算802.57万元"}
    leaf = leaf_at(corrected(sample(claims=[claim]), new), "claims[0].amount")
    assert leaf is not None
    assert leaf.unit == unit


@pytest.mark.parametrize(
    ("row", "new", "operator"),
    [
        ({"operator": "", "value": "O5"}, {"value": "优"}, ("", "QUAL", "inferred")),
        ({"operator": "", "value": "O5"}, {"value": "95"}, ("", None, "read")),
        ({"operator": "≥", "value": "95"}, {"operator": "", "value": "优"}, ("", "QUAL", "inferred")),
        ({"operator": "≥", "value": "O5"}, {"value": "优"}, ("≥", "GE", "read")),
    ],
)
def test_a_blank_operator_before_words_is_qualitative(
    row: dict[str, str], new: dict[str, str], operator: tuple[str, str | None, str]
) -> None:
    made = sample(forms=[{"indicators": [{"name": "满意度", **row}]}])
    if not row["operator"]:
        made.forms[0].indicators[0].operator = Leaf(raw="", value="QUAL", origin="inferred")
    leaf = leaf_at(
        corrected(made, {f"forms[0].indicators[0].{name}": text for name, text in new.items()}), "forms[0].indicators[0].operator"
    )
    assert leaf is not None
    assert (leaf.raw, leaf.value, leaf.origin) == operator


def test_a_rule_asks_for_what_its_text_says() -> None:
    made = sample(filling_rules=[{"text": "权重之和为1O0"}])
    assert made.filling_rules[0].kind is None
    rule = corrected(made, {"filling_rules[0].text": "权重之和为100"}).filling_rules[0]
    assert (rule.kind, rule.value) == ("weight_total", "100")
    assert [item.kind for item in rule.requirements] == ["weight_total"]
