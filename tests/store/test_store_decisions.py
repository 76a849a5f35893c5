"""The log: numbers without gaps, one decision after the one it follows, conflicts told with what stands there."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.decision import Action, Decision, holding, latest
from extractor.errors import UsageError
from extractor.record import Evidence
from extractor.store import ConflictError, Store
from extractor.store.counts import Counts
from tests.store.made import decision, opened, record, sha


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = opened(tmp_path)
    for name in ("甲", "乙"):
        store.add_record(store.begin_run({}), f"{name}.txt", record(name), "f")
    yield store
    store.close()


def test_a_decision_is_given_back_as_it_was(store: Store) -> None:
    looked_at = (Evidence(path="forms[0].total_budget", raw="5", page=3, box=(1.0, 2.0, 3.0, 4.0)),)
    made = decision(action="correct", old="5", new="8", why="看不清", evidence=looked_at, number=99)
    added = store.decide(made)
    assert added == made.model_copy(update={"number": 1})
    assert store.log(sha("甲")) == (added,)


def test_each_document_counts_by_itself(store: Store) -> None:
    given = [("甲", "a"), ("乙", "a"), ("甲", "b"), ("甲", "c"), ("乙", "b")]
    assert [store.decide(decision(document, subject)).number for document, subject in given] == [1, 1, 2, 3, 2]


def test_a_second_decision_that_follows_the_same_entry_is_refused(store: Store) -> None:
    first = store.decide(decision(action="correct", new="8"))
    with pytest.raises(ConflictError, match="王敏") as conflict:
        store.decide(decision(action="accept", who="李强"))
    assert conflict.value.existing == first
    after = store.decide(decision(action="accept", who="李强", follows=first.number))
    with pytest.raises(ConflictError) as conflict:
        store.decide(decision(action="undo", follows=first.number))
    assert conflict.value.existing == after
    assert [entry.number for entry in store.log(sha("甲"))] == [1, 2]


def test_an_undo_and_what_comes_after_it(store: Store) -> None:
    store.decide(decision(action="correct", new="8"))
    store.decide(decision(action="undo", follows=1))
    with pytest.raises(ConflictError) as conflict:
        store.decide(decision(action="accept", follows=0))
    assert conflict.value.existing.action == "undo"
    assert store.decide(decision(action="accept", follows=2)).number == 3


def test_comments_follow_nothing_and_are_followed_by_nothing(store: Store) -> None:
    for _ in range(2):
        store.decide(decision(action="comment", follows=None, why="请看盖章页"))
    assert store.decide(decision(follows=0)).number == 3


WRONG: dict[str, Decision] = {
    "a document that is not there": decision("丙"),
    "an entry that is not there": decision(follows=7),
    "an entry about something else": decision(subject="another", follows=1),
    "nothing": decision(subject="another", follows=None),
    "a comment that follows": decision(action="comment", follows=1),
}


@pytest.mark.parametrize("case", WRONG)
def test_a_decision_that_cannot_be(case: str, store: Store) -> None:
    store.decide(decision(subject="first"))
    with pytest.raises(UsageError):
        store.decide(WRONG[case])
    assert len(store.log(sha("甲"))) == 1


def test_of_many_at_once_one_comes_first(store: Store) -> None:
    """Eight reviewers about one field, and each about a field of their own, over stores of their own."""
    start = threading.Barrier(8)

    def work(number: int) -> Decision:
        mine = opened(store.place.path.parent)
        start.wait()
        mine.decide(decision(subject=f"own {number}"))
        try:
            return mine.decide(decision(who=str(number)))
        except ConflictError as conflict:
            return conflict.existing
        finally:
            mine.close()

    with ThreadPoolExecutor(8) as pool:
        told = list(pool.map(work, range(8)))
    log = store.log(sha("甲"))
    assert [entry.number for entry in log] == list(range(1, 10))
    assert set(told) == {entry for entry in log if entry.subject == decision().subject}


def test_counts_after_decisions(store: Store) -> None:
    store.decide(decision())
    assert store.behind() == [sha("甲")]
    store.update_progress(sha("甲"), Counts(4, 1, 2, 3, decided=1))
    (row,) = store.documents(state="begun").items
    assert (row.fields, row.doubtful, row.errors, row.warnings, row.decided, row.done) == (4, 1, 2, 3, 1, False)
    assert store.behind() == []
    store.decide(decision(subject="another"))
    assert store.behind() == [sha("甲")]


def test_nothing_is_counted_where_nothing_was_read(store: Store) -> None:
    store.add_failure(store.begin_run({}), "丙.pdf", sha("丙"), "f", ["打不开"])
    with pytest.raises(ValueError, match="nothing was read"):
        store.update_progress(sha("丙"), Counts(0, 0, 0, 0))
    with pytest.raises(UsageError, match="没有文件"):
        store.update_progress(sha("丁"), Counts(0, 0, 0, 0))


STEPS = st.lists(st.tuples(st.sampled_from(["a", "b"]), st.sampled_from(["accept", "correct", "undo", "comment"]), st.booleans()))


@settings(max_examples=25)
@given(STEPS)
def test_whatever_is_decided_the_log_is_the_one_of_those_who_looked(steps: list[tuple[str, Action, bool]]) -> None:
    """Two reviewers: one always looks before deciding, the other decides on what stood there at the start."""
    with TemporaryDirectory() as folder:
        store = opened(Path(folder))
        store.add_record(store.begin_run({}), "甲.txt", record(), "f")
        expected: list[Decision] = []
        for subject, action, looked in steps:
            last = latest(expected).get(("field", subject), 0)
            follows = None if action == "comment" else last if looked else 0
            made = decision(subject=subject, action=action, follows=follows)
            if action != "comment" and not looked and last:
                with pytest.raises(ConflictError) as conflict:
                    store.decide(made)
                assert conflict.value.existing.number == last
            else:
                expected.append(store.decide(made))
        log = store.log(sha("甲"))
        store.close()
    assert list(log) == expected
    assert [entry.number for entry in log] == list(range(1, len(log) + 1))
    assert holding(log) == holding(expected)
