"""A sum that falls short by what stands elsewhere convicts nobody."""

from __future__ import annotations

import pytest

from extractor.checks import check_record
from extractor.diagnose import diagnosed
from extractor.record import Record, Unassigned
from tests.checks.samples import record
from tests.diagnose.samples import again, diagnosis_of, scanned

# total, parts, an attribute of the form, a number that stands in no field → the verdict over copied text
CASES: dict[str, tuple[str, tuple[str, str], str, str, str]] = {
    "nothing elsewhere": ("98.5", ("60", "13"), "", "", "misfiled"),
    "what is lacking under another name": ("98.5", ("60", "13"), "25.5", "", "undecided"),
    "with its unit": ("98.5", ("60", "13"), "25.5万元", "", "undecided"),
    "what is lacking in no field": ("98.5", ("60", "13"), "", "25.50", "undecided"),
    "another number": ("98.5", ("60", "13"), "25.4", "25.6", "misfiled"),
    "too much, not too little": ("98.5", ("60", "64"), "25.5", "25.5", "misfiled"),
    "a number that says little": ("98", ("60", "13"), "25", "25", "misfiled"),
}


def _form(total: str, parts: tuple[str, str], attribute: str, text: str = "") -> Record:
    rows = [{"label": label, "amount": part} for label, part in zip(("中央资金", "省级资金"), parts, strict=True)]
    form = {"title": "表", "project_name": "公路", "amount_unit": "万元", "total_budget": total, "funding": rows}
    more = {"attributes": [{"label": "其他来源", "value": attribute}], "narratives": [{"label": "说明", "text": text}]}
    return record(forms=[form | more])


@pytest.mark.parametrize("case", CASES)
def test_what_is_lacking_is_looked_for(case: str) -> None:
    total, parts, attribute, unassigned, verdict = CASES[case]
    made = _form(total, parts, attribute)
    page = next(leaf.page for leaf in (made.forms[0].total_budget,) if leaf is not None)
    made.unassigned = [Unassigned(raw=unassigned, page=page)] if unassigned else []
    found = diagnosis_of(diagnosed(made.model_copy(update={"findings": check_record(made).findings})))
    assert found.verdict == verdict
    assert ("别处" in (found.why or "")) == (verdict == "undecided")


TEXTS = {
    "in a text, with its unit": ("另有社会捐赠255000元未列入", "undecided"),
    "in a text, in the form's unit": ("其余25.50由自筹解决", "undecided"),
    "a count is no amount": ("慰问255人", "misfiled"),
    "another amount": ("另有社会捐赠254000元", "misfiled"),
}


@pytest.mark.parametrize("case", TEXTS)
def test_what_is_lacking_may_be_told_in_a_text(case: str) -> None:
    text, verdict = TEXTS[case]
    made = _form("98.5", ("60", "13"), "", text)
    assert diagnosis_of(diagnosed(made.model_copy(update={"findings": check_record(made).findings}))).verdict == verdict


# weights of the form's rows, whether they were recognised, whether a form beside it has rows → the verdict
HOLES: dict[str, tuple[tuple[str, ...], bool, bool, str]] = {
    "all rows": (("50", "35"), True, True, "misfiled"),
    "a row without a weight": (("50", "35", ""), True, True, "undecided"),
    "copied from electronic text": (("50", "35", ""), False, True, "misfiled"),
    "the form beside it has no rows": (("50", "35"), True, False, "undecided"),
}


@pytest.mark.parametrize("case", HOLES)
def test_rows_without_weights_convict_nobody(case: str) -> None:
    weights, recognised, rows_beside, verdict = HOLES[case]
    made = record(forms=[_weighed("甲", weights), _weighed("乙", ("60", "40") if rows_beside else ())])
    if recognised:
        made = scanned(made, {})
    else:
        made.findings = check_record(made).findings
    assert diagnosis_of(diagnosed(made, again({})), "W01").verdict == verdict


def _weighed(name: str, weights: tuple[str, ...]) -> dict[str, object]:
    rows = [{"name": f"指标{n}", "value": "5", "weight": weight} for n, weight in enumerate(weights)]
    return {"title": "表", "project_name": name, "indicators": rows}
