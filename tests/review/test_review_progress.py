"""How far a review is, what a decision changed, and logs that are none."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractor.errors import UsageError
from extractor.review import changes, progress, read_log, reviewed, undecided, write_log
from tests.checks.samples import record as sample
from tests.review.samples import decision, leaf_at, read_record, spoilt

TOTAL, WEIGHT = "forms[0].total_budget", "forms[0].indicators[0].weight"


def test_a_correction_closes_its_finding() -> None:
    record = spoilt(read_record(), WEIGHT, raw="99", value="99", confidence=0.5)
    (finding,) = changes(read_record(), record).opened
    leaf = leaf_at(read_record(), WEIGHT)
    assert leaf is not None
    found = reviewed(record, [decision(record, 1, WEIGHT, "correct", old="99", new=leaf.raw)])
    made = changes(record, found.record)
    assert (made.opened, [item.id for item in made.closed]) == ((), [finding.id])


def test_what_is_left_to_decide() -> None:
    record = spoilt(read_record(), WEIGHT, raw="99", value="99", confidence=0.5)
    fields, findings = undecided(reviewed(record, ()))
    assert [path for path, _ in fields] == [WEIGHT]
    before = progress(reviewed(record, ()))
    assert (before.doubtful, before.errors + before.warnings, before.decided, before.done) == (1, len(findings), 0, False)
    log = [
        decision(record, 1, WEIGHT, "accept", old="99"),
        *(decision(record, number, item.id, "accept", target="finding") for number, item in enumerate(findings, start=2)),
        decision(record, 90, "", "accept", target="document"),
    ]
    after = progress(reviewed(record, log))
    assert undecided(reviewed(record, log)) == ([], [])
    assert (after.doubtful, after.errors + after.warnings) == (0, len(findings))
    assert (after.decided, after.done) == (1 + len(findings), True)
    refusal = [
        decision(record, 91, findings[0].id, "undo", target="finding"),
        decision(record, 92, findings[0].id, "reject", target="finding"),
    ]
    found = progress(reviewed(record, [*log, *refusal]))
    assert (found.errors + found.warnings, found.fields) == (len(findings) - 1, before.fields)


def test_a_decision_about_a_finding_that_a_correction_closed_is_moot_not_stale() -> None:
    record = spoilt(read_record(), WEIGHT, raw="99", value="99")
    (finding,) = changes(read_record(), record).opened
    leaf = leaf_at(read_record(), WEIGHT)
    assert leaf is not None
    log = [
        decision(record, 1, finding.id, "accept", target="finding"),
        decision(record, 2, WEIGHT, "correct", old="99", new=leaf.raw),
        decision(record, 3, "", "accept", target="document"),
    ]
    found = reviewed(record, log)
    assert found.stale == ()
    assert set(found.holding) == {("field", WEIGHT), ("document", "")}


def test_a_finding_about_other_figures_is_decided_anew() -> None:
    record = spoilt(read_record(), WEIGHT, raw="99", value="99")
    (finding,) = changes(read_record(), record).opened
    log = [decision(record, 1, finding.id, "accept", target="finding", evidence=tuple(finding.evidence))]
    assert ("finding", finding.id) in reviewed(record, log).holding
    other = reviewed(spoilt(record, WEIGHT, raw="98", value="98"), log)
    assert (dict(other.holding), [entry.number for entry in other.stale]) == ({}, [1])


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("{}\n", "第 1 行"),
        ("\n[1]\n", "第 2 行"),
        ("GOOD\nno json\n", "第 2 行"),
        ("GOOD\nGOOD\n", "第 2 行.*重复"),
    ],
)
def test_a_log_that_is_none_is_named_by_its_line(text: str, says: str, tmp_path: Path) -> None:
    path = tmp_path / "decisions.jsonl"
    good = decision(sample(), 1, "forms[0].title", "accept").model_dump_json()
    path.write_text(text.replace("GOOD", good), encoding="utf-8")
    with pytest.raises(UsageError, match=f"decisions.jsonl {says}"):
        read_log(path)


def test_a_log_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="不能读取复核记录"):
        read_log(tmp_path / "none.jsonl")
    (tmp_path / "latin.jsonl").write_bytes(b"\xff\xfe{")
    with pytest.raises(UsageError, match="不是 UTF-8 文本"):
        read_log(tmp_path / "latin.jsonl")


def test_texts_with_odd_line_ends_stay_in_their_line(tmp_path: Path) -> None:
    log = [decision(sample(), 1, "forms[0].title", "correct", old="", new="一\u2028二\n三\x85四")]
    write_log(log, tmp_path / "decisions.jsonl")
    assert list(read_log(tmp_path / "decisions.jsonl")) == log
