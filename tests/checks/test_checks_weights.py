"""W: weights."""

from __future__ import annotations

import pytest

from extractor.checks import CATALOGUE, check_record
from tests.checks.samples import record


def _form(weights: list[str], execution: str | None = None) -> dict[str, object]:
    rows = [{"name": f"指标{n}", "level1": "产出指标", "weight": weight} for n, weight in enumerate(weights)]
    return {"title": "表", "execution_weight": execution, "indicators": rows}


RULE = {"text": "权重和为90%", "kind": "weight_total", "value": "90", "requirements": [{"kind": "weight_total", "value": "90"}]}

CASES = [
    # weights, execution weight, filling rules, check, status, severity
    (["50", "30"], "10", [], "W01", "not_applicable", None),
    (["50", "40"], "10", [RULE], "W01", "pass", None),
    (["50", "30"], "10", [RULE], "W01", "fail", "error"),
    (["50", "30"], "十", [], "W01", "fail", "warning"),
    (["50", "40"], None, [], "W01", "pass", None),
    (["60", "40"], None, [], "W01", "pass", None),
    (["50", "30"], None, [], "W01", "fail", "warning"),
    (["50", "30"], None, [RULE], "W01", "fail", "error"),
    (["60", "40"], None, [RULE], "W01", "fail", "error"),
    ([], None, [], "W01", "not_applicable", None),
    (["五十", "40"], None, [], "W01", "insufficient_data", None),
    (["50", "40"], "10", [], "W02", "pass", None),
    (["50", "40"], "20", [], "W02", "fail", "error"),
    (["50", "40"], None, [], "W02", "not_applicable", None),
]


@pytest.mark.parametrize(("weights", "execution", "rules", "check", "status", "severity"), CASES)
def test_weights(
    weights: list[str], execution: str | None, rules: list[object], check: str, status: str, severity: str | None
) -> None:
    checked = check_record(record(forms=[_form(weights, execution)], filling_rules=rules))
    assert [row.status for row in checked.ledger if row.check == check] == [status]
    assert [finding.severity for finding in checked.findings if finding.check == check] == ([severity] if severity else [])


def test_every_check_leaves_a_row_for_every_form() -> None:
    checked = check_record(record(forms=[_form(["50", "40"]), _form([])]))
    scopes = {check.id: check.scope for check in CATALOGUE.values()}
    for check, scope in scopes.items():
        if scope == "form":
            assert [row.scope for row in checked.ledger if row.check == check] == ["forms[0]", "forms[1]"], check
