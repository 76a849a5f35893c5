"""A sum that falls short by what stands elsewhere convicts nobody."""

from __future__ import annotations

import pytest

from extractor.checks import check_record
from extractor.diagnose import diagnosed
from extractor.record import Record, Unassigned
from tests.checks.samples import record
from tests.diagnose.samples import diagnosis_of

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


def _form(total: str, parts: tuple[str, str], attribute: str) -> Record:
    rows = [{"label": label, "amount": part} for label, part in zip(("中央资金", "省级资金"), parts, strict=True)]
    form = {"title": "表", "project_name": "公路", "amount_unit": "万元", "total_budget": total, "funding": rows}
    return record(forms=[form | {"attributes": [{"label": "其他来源", "value": attribute}]}])


@pytest.mark.parametrize("case", CASES)
def test_what_is_lacking_is_looked_for(case: str) -> None:
    total, parts, attribute, unassigned, verdict = CASES[case]
    made = _form(total, parts, attribute)
    page = next(leaf.page for leaf in (made.forms[0].total_budget,) if leaf is not None)
    made.unassigned = [Unassigned(raw=unassigned, page=page)] if unassigned else []
    found = diagnosis_of(diagnosed(made.model_copy(update={"findings": check_record(made).findings})))
    assert found.verdict == verdict
    assert ("别处" in (found.why or "")) == (verdict == "undecided")
