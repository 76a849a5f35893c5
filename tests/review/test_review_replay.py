"""Decisions put to a record: deterministic, undone without a trace, never applied to another text than the reviewer saw."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from pathlib import Path
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.decision import Action, Decision, Subject, holding
from extractor.record import Record
from extractor.review import read_log, reviewed, to_lines, write_log
from extractor.review.log import parse_log
from extractor.review.paths import absent
from extractor.run import leaves
from tests.review.samples import decision, leaf_at, read_record, spoilt

CASE = "own-wide"
_READ = read_record(CASE)
_LOOKED_AT = sorted([path for path, leaf in leaves(_READ) if "weight" in path or "budget" in path or "operator" in path])
_MISSING = [path for path in absent(_READ) if path.startswith("forms[0].") and path.count(".") == 1]
FIELDS = [*_LOOKED_AT[:5], "forms[0].indicators[0].value", "forms[0].amount_unit", *_MISSING[:2]]
SUBJECTS: list[Subject] = [
    *(("field", path) for path in FIELDS),
    *(("finding", finding.id) for finding in _READ.findings[:2]),
    ("document", ""),
]
ACTIONS: tuple[Action, ...] = ("accept", "correct", "reject", "unreadable", "comment", "undo")
TEXTS = ("", "10", "1,234.50", "≥", "优", "万元", "元", "=1+1", "12O")

Step = tuple[Subject, Action, str]
_STEPS = st.lists(st.tuples(st.sampled_from(SUBJECTS), st.sampled_from(ACTIONS), st.sampled_from(TEXTS)), max_size=12)


def made_by(record: Record, steps: Sequence[Step]) -> list[Decision]:
    """The log of reviewers who saw the record as it was at each step."""
    log: list[Decision] = []
    last: dict[Subject, int] = {}
    for number, (subject, action, text) in enumerate(steps, start=1):
        target, name = subject
        made = decision(
            record,
            number,
            name,
            action,
            target=target,
            old=standing_text(record, log, name) if target == "field" else None,
            new=text if action == "correct" else None,
            follows=last.get(subject, 0),
        )
        log.append(made)
        last[subject] = number
    return log


def standing_text(record: Record, log: Sequence[Decision], path: str) -> str | None:
    """What stands at a path, told without the code under test."""
    leaf = leaf_at(record, path)
    held = holding([entry for entry in log if entry.subject == path]).get(("field", path))
    if held is None:
        return leaf.raw if leaf else None
    return held.old if held.action == "accept" else (held.new or "").strip() if held.action == "correct" else ""


def dumped(record: Record, log: Sequence[Decision]) -> str:
    return reviewed(record, log).record.model_dump_json()


@settings(max_examples=25)
@given(_STEPS)
def test_the_same_log_gives_the_same_record_also_from_a_file(steps: list[Step]) -> None:
    log = made_by(_READ, steps)
    before = _READ.model_dump_json()
    first = reviewed(_READ, log)
    again = parse_log("".join(to_lines(log)), "decisions.jsonl")
    assert list(again) == log
    assert dumped(_READ, again) == first.record.model_dump_json()
    assert _READ.model_dump_json() == before
    assert {entry for entry in first.stale if entry.target == "field"} == set()


@settings(max_examples=25)
@given(_STEPS)
def test_undoing_everything_gives_back_what_was_read(steps: list[Step]) -> None:
    log = made_by(_READ, steps)
    while in_force := holding(log):
        subject = next(iter(in_force))
        log.append(decision(_READ, len(log) + 1, subject[1], "undo", target=subject[0], follows=len(log)))
    found = reviewed(_READ, log)
    assert found.record is _READ
    assert found.holding == {}


@settings(max_examples=25)
@given(_STEPS, st.randoms(use_true_random=False))
def test_decisions_about_different_things_may_come_in_any_order(steps: list[Step], chance: Random) -> None:
    log = made_by(_READ, steps)
    other = [entry.model_copy(update={"number": number}) for number, entry in enumerate(shuffled(log, chance), start=1)]
    assert dumped(_READ, other) == dumped(_READ, log)


def shuffled(log: Sequence[Decision], chance: Random) -> list[Decision]:
    """The log with its entries between each other; those about one thing keep their order."""
    subjects = [(entry.target, entry.subject) for entry in log]
    chance.shuffle(subjects)
    queues = {subject: iter([entry for entry in log if (entry.target, entry.subject) == subject]) for subject in set(subjects)}
    return [next(queues[subject]) for subject in subjects]


@settings(max_examples=25)
@given(_STEPS, st.sampled_from(FIELDS[:7]))
def test_a_decision_about_another_text_is_never_applied(steps: list[Step], path: str) -> None:
    log = made_by(_READ, steps)
    other = spoilt(_READ, path, raw="另读", value="另读")
    found = reviewed(other, log)
    held = holding(log).get(("field", path))
    assert ("field", path) not in found.holding
    assert (held in found.stale) is (held is not None)
    now = leaf_at(found.record, path)
    assert now is not None
    assert (now.raw, now.origin) == ("另读", "read")


@settings(max_examples=25)
@given(_STEPS)
def test_only_decided_fields_change(steps: list[Step]) -> None:
    """Beside them only what follows from them: the unit of an amount, a blank operator; and how sure the reading is."""
    found = reviewed(_READ, made_by(_READ, steps))
    decided = {name for target, name in found.holding if target == "field"}
    before, after = dict(leaves(_READ)), dict(leaves(found.record))
    assert set(before) <= set(after)
    assert set(after) - set(before) <= decided
    follows = {"unit", "unit_source", "confidence"}
    for path in set(before) - decided:
        if path.endswith(".operator"):
            assert (after[path].raw, after[path].page) == (before[path].raw, before[path].page)
        else:
            assert after[path].model_dump(exclude=follows) == before[path].model_dump(exclude=follows)


def test_holding_agrees_with_the_log() -> None:
    log = made_by(
        _READ, [(("field", FIELDS[0]), "correct", "1"), (("field", FIELDS[1]), "accept", ""), (("document", ""), "accept", "")]
    )
    assert reviewed(_READ, log).holding == holding(log)


def test_a_log_is_put_in_the_order_of_its_numbers(tmp_path: Path) -> None:
    log = made_by(_READ, [(("field", FIELDS[0]), "correct", "1"), (("field", FIELDS[0]), "correct", "2")])
    write_log(reversed(log), tmp_path / "decisions.jsonl")
    found = reviewed(_READ, read_log(tmp_path / "decisions.jsonl"))
    leaf = leaf_at(found.record, FIELDS[0])
    assert leaf is not None
    assert leaf.raw == "2"
    assert [entry.number for entry in found.log] == [1, 2]


def test_decisions_about_another_document_are_left_out() -> None:
    other = [entry.model_copy(update={"document": "f" * 64}) for entry in made_by(_READ, [(("field", FIELDS[0]), "correct", "1")])]
    found = reviewed(_READ, other)
    assert (found.record, found.log, found.stale, found.holding) == (_READ, (), (), {})


def test_corrections_of_one_field_follow_each_other() -> None:
    path = FIELDS[0]
    steps: list[Step] = [(("field", path), "correct", text) for text in ("7", "8", "9")]
    for count, text in itertools.zip_longest(range(4), [None, "7", "8", "9"]):
        log = made_by(_READ, steps)
        log += [decision(_READ, 4 + n, path, "undo", follows=3 + n) for n in range(3 - (count or 0))]
        found = reviewed(_READ, log)
        leaf, read = leaf_at(found.record, path), leaf_at(_READ, path)
        assert leaf is not None
        assert read is not None
        assert leaf.raw == (text or read.raw)


def test_what_no_record_has_is_stale() -> None:
    log = [decision(_READ, 1, path, "correct", old="", new="1") for path in ("forms[99].title", "no path", "forms[0].kind")]
    found = reviewed(_READ, [entry.model_copy(update={"number": number}) for number, entry in enumerate(log, start=1)])
    assert [entry.subject for entry in found.stale] == ["forms[99].title", "no path", "forms[0].kind"]
    assert found.record is _READ


def test_a_reviewed_document_is_to_be_looked_at_again_where_it_was_read_otherwise() -> None:
    path = FIELDS[0]
    log = made_by(_READ, [(("field", path), "accept", ""), (("document", ""), "accept", "")])
    assert ("document", "") in reviewed(_READ, log).holding
    other = reviewed(spoilt(_READ, path, raw="99", value="99"), log)
    assert [entry.target for entry in other.stale] == ["field", "document"]
