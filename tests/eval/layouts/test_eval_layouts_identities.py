from __future__ import annotations

from typing import Any

import pytest

from eval.layouts.content.identities import Identity, Kind, closes, identity

FORM = {
    "amount_unit": "万元",
    "total_budget": "5.06",
    "funding": [{"label": "上级", "amount": "5"}, {"label": "本级", "amount": "0.06"}, {"label": "其他", "amount": ""}],
    "narratives": [
        {"label": "测算", "text": "执法仪共50台，50台*400元/台=20000元；培训3期×10200元/期=30600元。合计50600元（伍万零陆佰元整）"}
    ],
    "execution_weight": "10",
    "indicators": [{"weight": "40"}, {"weight": "50.00"}],
}
TABLE = {
    "amount_unit": "元",
    "rows": [
        {"code": "", "cells": ["1,000.00", "800.00", "200.00", "25.00%", ""]},
        {"code": "205", "cells": ["1,000.00", "", "", "-25%", ""]},
    ],
}
CLAIMS = [
    {"subject": "支出", "amount": "0.1", "unit": "万元", "relation": "total"},
    {"subject": "支出", "amount": "0.02", "unit": "万元", "relation": "increase"},
    {"subject": "支出", "amount": "25.0", "unit": "%", "relation": "increase"},
    {"subject": "支出", "amount": "25", "unit": "%", "relation": "decrease"},
]
RECORD: dict[str, Any] = {"forms": [FORM], "tables": [TABLE], "claims": CLAIMS, "filling_rules": []}

TEXT = "forms[0].narratives[0].text"
CELL = "tables[0].rows[0].cells"


def stated(kind: Kind, whole: str | None, *parts: str, target: str | None = None, **units: str) -> Identity:
    return identity("T", kind, whole, parts, target=target, units=units)


CASES: dict[str, tuple[Identity, bool]] = {
    "parts sum to the total, a blank is nothing": (
        stated("sum", "forms[0].total_budget", *(f"forms[0].funding[{n}].amount" for n in range(3))),
        True,
    ),
    "parts that do not": (stated("sum", "forms[0].total_budget", "forms[0].funding[0].amount"), False),
    "weights and a target": (
        stated("sum", None, "forms[0].indicators[0].weight", "forms[0].indicators[1].weight", target="90"),
        True,
    ),
    "with the execution weight": (
        stated(
            "sum", None, "forms[0].indicators[0].weight", "forms[0].indicators[1].weight", "forms[0].execution_weight", target="100"
        ),
        True,
    ),
    "another target": (stated("sum", None, "forms[0].indicators[0].weight", target="90"), False),
    "a product in a text": (stated("product", f"{TEXT}#=20000元", f"{TEXT}#50台", f"{TEXT}#400元/台"), True),
    "a product with another factor": (stated("product", f"{TEXT}#=20000元", f"{TEXT}#3期", f"{TEXT}#400元/台"), False),
    "sums of a text in another unit": (stated("sum", "forms[0].total_budget", f"{TEXT}#=20000元", f"{TEXT}#=30600元"), True),
    "a total of a text": (stated("equal", "forms[0].total_budget", f"{TEXT}#合计50600元"), True),
    "in capitals": (stated("equal", "forms[0].total_budget", f"{TEXT}#伍万零陆佰元整"), True),
    "a count twice": (stated("equal", f"{TEXT}#共50台", f"{TEXT}#50台"), True),
    "a claim and a cell": (stated("equal", f"{CELL}[0]", "claims[0].amount"), True),
    "a claim and another cell": (stated("equal", f"{CELL}[1]", "claims[0].amount"), False),
    "a change in a table": (stated("change", f"{CELL}[2]", f"{CELL}[0]", f"{CELL}[1]"), True),
    "a change the wrong way": (stated("change", f"{CELL}[2]", f"{CELL}[1]", f"{CELL}[0]"), False),
    "a rate in a table": (stated("change", f"{CELL}[3]", f"{CELL}[0]", f"{CELL}[1]"), True),
    "a rate of the wrong sign": (stated("change", "tables[0].rows[1].cells[3]", f"{CELL}[0]", f"{CELL}[1]"), False),
    "an increase in prose": (stated("change", "claims[1].amount", "claims[0].amount", f"{CELL}[1]"), True),
    "a rate in prose": (stated("change", "claims[2].amount", f"{CELL}[0]", f"{CELL}[1]"), True),
    "a decrease that is an increase": (stated("change", "claims[3].amount", f"{CELL}[0]", f"{CELL}[1]"), False),
    "against nothing there is no rate": (stated("change", "claims[2].amount", f"{CELL}[0]", f"{CELL}[4]"), False),
    "a share": (stated("share", "claims[3].amount", f"{CELL}[2]", f"{CELL}[1]"), True),
    "another share": (stated("share", "claims[3].amount", f"{CELL}[2]", f"{CELL}[0]"), False),
    "a unit of its own": (
        Identity(
            check="T",
            kind="equal",
            whole=f"{CELL}[0]",
            target=None,
            parts=["forms[0].total_budget"],
            units={"forms[0].total_budget": "元"},
        ),
        False,
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_closes(case: str) -> None:
    found, expected = CASES[case]
    assert closes(found, RECORD) is expected


def test_a_quote_that_does_not_stand_there_is_an_error() -> None:
    with pytest.raises(ValueError, match="does not stand there"):
        closes(stated("equal", "forms[0].total_budget", f"{TEXT}#99元"), RECORD)
