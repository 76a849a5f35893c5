"""What was not read is counted, and whether the record tells of it."""

from __future__ import annotations

import pytest

from eval.leaves import Judged, Verdict
from eval.unread import Count, Unread, _count  # the sum over one case, without a run on disk
from extractor.record import Leaf, LedgerRow, Record
from tests.checks.samples import record

FORM = {"title": "表", "project_name": "水库", "total_budget": "100", "indicators": [{"name": "数量", "weight": "30"}]}


class _Case:
    """A case whose labels are judged as given."""

    def labels(self) -> None:
        return None


def _judged(*, read: bool) -> list[Judged]:
    leaf = Leaf(raw="100", value="100", page=1, line=1) if read else None
    verdict = Verdict.MATCHED if read else Verdict.MISSED
    weight = Judged(
        verdict=Verdict.MISSED,
        path="forms[0].indicators[0].weight",
        read_path=None,
        expected="30",
        leaf=None,
    )
    total = Judged(
        verdict=verdict,
        path="forms[0].total_budget",
        read_path="forms[0].total_budget" if read else None,
        expected="100",
        leaf=leaf,
    )
    return [total, weight]


CASES = [
    # ledger status of the form, errors, read, numbers, rows
    ("pass", [], True, Count(2, 1, 0), Count(1, 1, 0)),
    ("insufficient_data", [], True, Count(2, 1, 1), Count(1, 1, 1)),
    ("pass", ["第1页的表未读取"], True, Count(2, 1, 1), Count(1, 1, 1)),
    ("insufficient_data", [], False, Count(2, 2, 0), Count(1, 1, 0)),
]


@pytest.mark.parametrize(("status", "errors", "read", "numbers", "rows"), CASES)
def test_unread(monkeypatch: pytest.MonkeyPatch, status: str, errors: list[str], read: bool, numbers: Count, rows: Count) -> None:
    monkeypatch.setattr("eval.unread.judge_case", lambda labels, made: _judged(read=read))
    kept: Record = record(forms=[FORM]).model_copy(
        update={"errors": errors, "ledger": [LedgerRow.model_validate({"check": "W01", "scope": "forms[0]", "status": status})]}
    )
    made = Unread()
    _count(made, _Case(), kept)  # type: ignore[arg-type]
    assert (made.numbers, made.rows) == (numbers, rows)


def test_a_case_that_failed_tells_of_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("eval.unread.judge_case", lambda labels, made: _judged(read=False))
    made = Unread()
    _count(made, _Case(), None)  # type: ignore[arg-type]
    assert (made.numbers.told, made.rows.told) == (2, 1)
