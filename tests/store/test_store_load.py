"""The load that `python -m eval.load` puts on: as much as it says, the same each time, measured in one way."""

from __future__ import annotations

from pathlib import Path

import pytest

from eval.load import Timing, asked
from eval.load_fill import Filled, fill, sizes
from extractor.record import Record
from tests.store.made import opened


@pytest.mark.parametrize(("documents", "fields"), [(1, 1), (10, 300), (2000, 60_000)])
def test_sizes_add_up(documents: int, fields: int) -> None:
    drawn = sizes(documents, fields, seed=6)
    assert drawn == sizes(documents, fields, seed=6)
    assert (len(drawn), min(drawn) >= 1) == (documents, True)
    assert sum(drawn) == pytest.approx(fields, abs=documents)


def filled(folder: Path, seed: int) -> tuple[Filled, list[Record | None]]:
    folder.mkdir()
    store = opened(folder)
    assert list(fill(store, 60, 1200, seed)) == list(range(1, 61))
    made = Filled(store, largest=5), [document.record for document in store.each()]
    assert store.behind() == []
    store.close()
    return made


def test_a_filled_store(tmp_path: Path) -> None:
    found, records = filled(tmp_path / "a", seed=6)
    assert (len(found.every), len(found.largest), len(found.drawn)) == (60, 5, 45)
    assert found.fields == sum(sizes(60, 1200, seed=6))
    assert records == filled(tmp_path / "b", seed=6)[1] != filled(tmp_path / "c", seed=7)[1]


def test_questions_are_timed_by_kind() -> None:
    calls: list[str] = []
    timings = asked([("a", lambda: calls.append("a")), ("b", lambda: calls.append("b")), ("a", lambda: calls.append("a"))], seed=6)
    assert {made.what: len(made.taken) for made in timings} == {"a": 2, "b": 1}
    assert sorted(calls) == ["a", "a", "b"]


def test_the_median_and_the_rest() -> None:
    made = Timing("a", (1.0, 2.0, 3.0, 4.0, 100.0))
    assert (made.at(50), made.at(100)) == (3.0, 100.0)
