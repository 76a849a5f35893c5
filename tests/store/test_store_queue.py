"""The queue: ordered, filtered, searched and cut into pages by the database."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event

from extractor.store import Store
from extractor.store.counts import Counts
from tests.store.made import decision, finding, leaf, opened, record, sha

ERRORS = (finding(1), finding(2))


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    store = opened(tmp_path_factory.mktemp("queue"))
    run = store.begin_run({})
    filed = record("丙", doubtful=1).model_copy(update={"entity": leaf("望渠市财政局 100%")})
    made = [record("甲", doubtful=2), record("乙", findings=ERRORS), filed, record("丁", errors=("断了",))]
    for item in made:
        store.add_record(run, item.source, item, "f")
    store.add_failure(run, "ABC_戊.pdf", sha("戊"), "f", ["打不开"])
    for number in range(3):
        store.add_record(run, f"完{number}.txt", record(f"完{number}"), "f")
        store.decide(decision(f"完{number}", "", target="document"))
        store.update_progress(sha(f"完{number}"), Counts(1, 0, 0, 0, decided=0, done=True))
    yield store
    store.close()


COUNTS = {"open": 3, "partial": 1, "failed": 1, "done": 3}

QUEUES: dict[str, tuple[dict[str, Any], str, int]] = {
    "the doubtful first": ({}, "甲 丙 乙 丁 完0 完1 完2 ABC_戊", 8),
    "those with findings first": ({"order": "findings"}, "乙 甲 丙 丁 完0 完1 完2 ABC_戊", 8),
    "the latest first": ({"order": "added"}, "完2 完1 完0 ABC_戊 丁 丙 乙 甲", 8),
    "by name": ({"order": "name"}, "ABC_戊 丁 丙 乙 完0 完1 完2 甲", 8),
    "a page": ({"offset": 2, "limit": 3}, "乙 丁 完0", 8),
    "past the end": ({"offset": 20}, "", 8),
    "of a state": ({"state": "done", "order": "name", "limit": 2}, "完0 完1", 3),
    "of a state that none has": ({"state": "begun"}, "", 0),
    "by a part of the name": ({"search": "完"}, "完0 完1 完2", 3),
    "large or small": ({"search": "abc"}, "ABC_戊", 1),
    "by the filing unit": ({"search": "财政局"}, "丙", 1),
    "by the sha256": ({"search": sha("乙")[:10].upper()}, "乙", 1),
    "a sign that means something to the database": ({"search": "%"}, "丙", 1),
    "another": ({"search": "_"}, "ABC_戊", 1),
    "nothing like it": ({"search": "'; DROP TABLE documents"}, "", 0),
}


@pytest.mark.parametrize("case", QUEUES)
def test_pages_of_the_queue(case: str, store: Store) -> None:
    asked, names, total = QUEUES[case]
    page = store.documents(**asked)
    assert [Path(row.name).stem for row in page.items] == names.split()
    assert page.total == total
    assert (page.offset, page.limit) == (asked.get("offset", 0), asked.get("limit", 50))


def test_counts_are_those_of_the_search_whatever_the_state(store: Store) -> None:
    assert store.documents().counts == store.documents(state="done", limit=1).counts == COUNTS
    assert store.documents(search="完", state="open").counts == {"done": 3}


def test_a_row_says_what_is_in_the_record(store: Store) -> None:
    row = next(row for row in store.documents().items if row.sha256 == sha("丙"))
    assert (row.name, row.state, row.kind, row.entity, row.pages) == ("丙.txt", "open", "forms", "望渠市财政局 100%", 2)
    assert (row.fields, row.doubtful, row.errors, row.warnings, row.decided, row.done) == (3, 1, 0, 0, 0, False)


def test_all_documents_one_at_a_time(store: Store) -> None:
    assert [found.sha256 for found in store.each()] == store.names()
    assert len(store.names()) == 8


def test_the_queue_does_not_look_into_records(store: Store) -> None:
    asked: list[str] = []

    def heard(*arguments: Any) -> None:  # noqa: ANN401 - as sqlalchemy calls it
        asked.append(arguments[2])

    event.listen(store._reading, "before_cursor_execute", heard)
    store.documents(search="完", state="done")
    event.remove(store._reading, "before_cursor_execute", heard)
    assert asked
    assert not any("json" in statement or "records" in statement for statement in asked)


def test_the_first_page_is_taken_from_an_index(store: Store) -> None:
    connection = sqlite3.connect(store.place.path)
    query = "SELECT document FROM progress ORDER BY doubtful DESC NULLS LAST, errors DESC NULLS LAST, document LIMIT 50"
    plan = json.dumps([row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {query}")])
    connection.close()
    assert "ix_progress_doubtful_errors" in plan
