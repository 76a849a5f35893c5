"""Readings and records: each once, with all that belongs to it or not at all; which one speaks for its document."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.errors import UsageError
from extractor.record import Record
from extractor.review.progress import progress
from extractor.review.replay import reviewed
from extractor.store import Store, StoredDocument
from extractor.store.counts import Counts
from tests.store.made import decision, finding, opened, record, sha

A, B = "f-rules", "f-auto"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = opened(tmp_path)
    yield store
    store.close()


def document(store: Store, name: str = "甲") -> StoredDocument:
    found = store.document(sha(name))
    assert found is not None
    return found


def count(store: Store, table: str) -> int:
    connection = sqlite3.connect(store.place.path)
    number: int = connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
    connection.close()
    return number


def counts(store: Store) -> dict[str, int]:
    return {table: count(store, table) for table in ("documents", "readings", "records", "findings")}


def test_a_record_is_given_back_as_it_was(store: Store) -> None:
    made = record(doubtful=2, findings=(finding(1), finding(2, "warning")))
    store.add_record(store.begin_run({}), "甲.txt", made, A)
    assert store.finished(made.sha256, A) == made
    assert store.finished(made.sha256, B) is None
    assert store.finished(sha("乙"), A) is None
    found = document(store)
    assert (found.name, found.record, found.state, found.log, found.errors) == ("甲.txt", made, "open", (), ())
    assert counts(store) == {"documents": 1, "readings": 1, "records": 1, "findings": 2}
    assert store.document(sha("乙")) is None


def test_the_sha256_is_that_of_the_json_that_is_kept(store: Store) -> None:
    store.add_record(store.begin_run({}), "甲.txt", record(), A)
    assert document(store).record_sha256 == sha(record().model_dump_json())


def test_a_reading_that_is_finished_stands(store: Store) -> None:
    first, second = record(), record(doubtful=1)
    for made in (first, second):
        store.add_record(store.begin_run({}), "甲.txt", made, A)
    assert store.finished(first.sha256, A) == first
    assert counts(store)["readings"] == counts(store)["records"] == 1


READINGS: dict[str, tuple[list[tuple[str, Record]], int, str]] = {
    "the later one speaks": ([(A, record()), (B, record(sure=2))], 1, "open"),
    "one with errors does not take its place": ([(A, record()), (B, record(sure=2, errors=("断了",)))], 0, "open"),
    "better one with errors than none": ([(A, record(errors=("断了",)))], 0, "partial"),
    "the later one with errors": ([(A, record(errors=("断了",))), (A, record(sure=2, errors=("断了",)))], 1, "partial"),
    "healed": ([(A, record(errors=("断了",))), (A, record())], 1, "open"),
}


@pytest.mark.parametrize("case", READINGS)
def test_which_record_speaks_for_a_document(case: str, store: Store) -> None:
    readings, speaks, state = READINGS[case]
    for fingerprint, made in readings:
        store.add_record(store.begin_run({}), "甲.txt", made, fingerprint)
    found = document(store)
    assert (found.record, found.state) == (readings[speaks][1], state)
    assert found.errors == (("断了",) if state == "partial" else ())
    (row,) = store.documents().items
    assert (row.fields, row.state) == (sum(bool(item.name) for item in readings[speaks][1].forms[0].indicators), state)
    assert counts(store)["readings"] == len(readings)


def test_a_record_with_errors_is_not_finished(store: Store) -> None:
    made = record(errors=("断了",))
    store.add_record(store.begin_run({}), "甲.txt", made, A)
    assert store.finished(made.sha256, A) is None
    assert store.made(made.sha256, A) == made


def test_a_record_checked_again_is_a_further_one(store: Store) -> None:
    run, before, after = store.begin_run({}), record(findings=(finding(1),)), record(findings=(finding(1, "warning"),))
    store.add_record(run, "甲.txt", before, A)
    store.renew(run, before, A)
    assert counts(store)["records"] == 1
    store.renew(run, after, A)
    assert (document(store).record, store.finished(before.sha256, A)) == (after, after)
    assert counts(store) == {"documents": 1, "readings": 1, "records": 2, "findings": 2}
    store.renew(run, before, A)
    assert document(store).record == before, "going back is going on"


def test_the_way_of_reading_that_was_asked_for_last_speaks(store: Store) -> None:
    run = store.begin_run({})
    store.add_record(run, "甲.txt", record(), A)
    store.add_record(run, "甲.txt", record(sure=2), B)
    store.renew(run, record(), A)
    assert document(store).record == record()
    assert counts(store)["readings"] == 2


def test_only_a_finished_reading_is_renewed(store: Store) -> None:
    run = store.begin_run({})
    for fingerprint in (A, B):
        with pytest.raises(ValueError, match="no finished reading"):
            store.renew(run, record(), fingerprint)
        store.add_record(run, "甲.txt", record(), A)


def test_a_failure_is_kept_with_its_reasons(store: Store) -> None:
    run = store.begin_run({})
    store.add_failure(run, "甲.pdf", sha("甲"), A, ["打不开", "请重新导出"])
    found = document(store)
    assert (found.state, found.record, found.record_sha256, found.errors) == ("failed", None, None, ("打不开", "请重新导出"))
    (row,) = store.documents(state="failed").items
    assert (row.name, row.fields, row.doubtful, row.pages) == ("甲.pdf", None, None, None), "not read is not none"
    store.add_failure(run, "甲.pdf", sha("甲"), A, ["还是打不开"])
    assert document(store).errors == ("还是打不开",)
    store.add_record(run, "甲.pdf", record(), A)
    assert (document(store).state, document(store).errors, document(store).record) == ("open", (), record())
    store.add_failure(run, "甲.pdf", sha("甲"), B, ["模型断了"])
    assert (document(store).state, document(store).errors) == ("open", ())


def test_a_reading_is_written_whole_or_not_at_all(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def cut(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    run = store.begin_run({})
    with monkeypatch.context() as patched:
        patched.setattr("extractor.store.readings.written", cut)
        with pytest.raises(KeyboardInterrupt):
            store.add_record(run, "甲.txt", record(findings=(finding(1),)), A)
    assert counts(store) == {"documents": 0, "readings": 0, "records": 0, "findings": 0}
    store.add_record(run, "甲.txt", record(findings=(finding(1),)), A)
    assert counts(store) == {"documents": 1, "readings": 1, "records": 1, "findings": 1}


def test_threads_with_stores_of_their_own_add_each_document_once(store: Store, tmp_path: Path) -> None:
    """As two processes would: nothing is shared but the file."""

    def work() -> None:
        mine = opened(tmp_path)
        run = mine.begin_run({})
        for number in range(12):
            mine.add_record(run, f"{number}.txt", record(str(number), findings=(finding(1),)), A)
        mine.close()

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert counts(store) == {"documents": 12, "readings": 12, "records": 12, "findings": 12}
    assert (count(store, "runs"), count(store, "progress")) == (4, 12)


def test_runs_that_ended_and_one_that_did_not(store: Store) -> None:
    first, second = store.begin_run({"reading": "rules"}), store.begin_run({"reading": "auto"})
    store.end_run(second, {"counts": {"clean": 1}, "findings": [{"id": "文件之间"}]})
    told = [(run.number, run.settings, run.summary, run.ended is None) for run in store.runs()]
    ended = {"counts": {"clean": 1}, "findings": [{"id": "文件之间"}]}
    assert told == [(first, {"reading": "rules"}, None, True), (second, {"reading": "auto"}, ended, False)]
    with pytest.raises(UsageError, match="不能写入数据库"):
        store.end_run(second, {})


COUNTED = {
    "nothing": record(sure=0),
    "fields": record(sure=3, doubtful=2),
    "findings": record(findings=(finding(1), finding(2, "warning"), finding(3, "info"), finding(4, "error", "pass"))),
}


@pytest.mark.parametrize("case", COUNTED)
def test_a_record_as_read_counts_as_its_review_does_before_it_began(case: str) -> None:
    made = COUNTED[case]
    review, mine = progress(reviewed(made, ())), Counts.of(made)
    assert (mine.fields, mine.doubtful, mine.decided, mine.done) == (review.fields, review.doubtful, 0, False)
    assert (mine.errors, mine.warnings) == (review.errors, review.warnings)


def test_decisions_survive_another_reading(store: Store) -> None:
    run = store.begin_run({})
    store.add_record(run, "甲.txt", record(doubtful=1), A)
    made = store.decide(decision())
    store.update_progress(sha("甲"), Counts(1, 0, 0, 0, decided=1, done=True))
    assert (document(store).state, store.behind()) == ("done", [])
    store.add_record(run, "甲.txt", record(doubtful=2), B)
    assert (document(store).log, document(store).state, store.behind()) == ((made,), "open", [sha("甲")])


ADDED = st.tuples(st.sampled_from([A, B]), st.sampled_from(["add", "outage", "fail", "renew"]), st.integers(1, 3))


@settings(max_examples=25)
@given(st.lists(ADDED, max_size=8))
def test_whatever_runs_do_the_record_is_that_of_the_last_one_that_finished(steps: list[tuple[str, str, int]]) -> None:
    finished, whole, broken, failures = dict[str, Record](), list[Record](), list[Record](), 0
    with TemporaryDirectory() as folder:
        store = opened(Path(folder))
        run = store.begin_run({})
        for fingerprint, what, sure in steps:
            made = record(sure=sure, errors=("断了",) if what == "outage" else ())
            if what == "fail":
                store.add_failure(run, "甲.txt", made.sha256, fingerprint, ["断了"])
                failures += 1
            elif what == "outage":
                store.add_record(run, "甲.txt", made, fingerprint)
                broken.append(made)
            elif fingerprint not in finished:
                store.add_record(run, "甲.txt", made, fingerprint)
                finished[fingerprint] = made
                whole.append(made)
            elif what == "renew":
                store.renew(run, made, fingerprint)
                finished[fingerprint] = made
                whole.append(made)
        found, numbers = store.document(sha("甲")), counts(store)
        for fingerprint in (A, B):
            assert store.finished(sha("甲"), fingerprint) == finished.get(fingerprint)
        store.close()
    if not steps:
        assert found is None
        return
    assert found is not None
    assert found.record == next((kept[-1] for kept in (whole, broken) if kept), None)
    assert found.state == ("open" if whole else "partial" if broken else "failed")
    assert numbers["readings"] == len(finished) + len(broken) + failures
