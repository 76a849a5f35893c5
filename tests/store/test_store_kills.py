"""Runs into a store that are killed: five by chance, as `python -m eval.kills` does it, and some at the worst moments."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from eval.kept import Kept, differences, kept
from extractor.run import RunReport, Settings, run_batch
from extractor.run import batch as batches
from extractor.store import Store, files, open_store, readings, store
from tests.run.test_run_batch import Watching, form

ROOT = Path(__file__).resolve().parents[2]
NAMES = ("甲", "乙", "丙")


@pytest.mark.slow
def test_five_kills_by_chance_lose_and_repeat_nothing() -> None:
    command = [sys.executable, "-m", "eval.kills", "--count", "5"]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert "有 0 处差别" in ended.stdout


def run(folder: Path, db: str) -> RunReport:
    opened = open_store(str(folder / db))
    paths = [folder / f"{name}.txt" for name in NAMES]
    report = run_batch(paths, None, Settings("rules", None, threading.Lock()), jobs=1, watcher=Watching(), store=opened)
    opened.close()
    return report


def killing(place: object, name: str, *, after: bool = False, time: int = 1) -> Callable[[], None]:
    """Makes the process die before the function is called for the `time`-th time, or when it has been."""

    def prepare() -> None:
        work, calls = getattr(place, name), iter(range(1, 1000))

        def deadly(*given: object, **named: object) -> object:
            mine = next(calls)
            if mine == time and not after:
                os.kill(os.getpid(), signal.SIGKILL)
            made = work(*given, **named)
            if mine == time:
                os.kill(os.getpid(), signal.SIGKILL)
            return made

        setattr(place, name, deadly)

    return prepare


MOMENTS: dict[str, Callable[[], None]] = {
    "before the tables are made": killing(store, "migrate"),
    "when the tables are made": killing(store, "migrate", after=True),
    "a source copied, without its name": killing(Path, "replace"),
    "a source kept": killing(files.KeptFiles, "keep", after=True),
    "read, not written": killing(Store, "add_record", time=2),
    "within the transaction": killing(readings, "_add_reading", after=True, time=2),
    "at the end of the transaction": killing(readings, "written", after=True, time=2),
    "written": killing(Store, "add_record", after=True, time=2),
    "all written, not at the end": killing(batches, "over_files"),
    "before the end is written": killing(Store, "end_run"),
}


def died(prepare: Callable[[], None], folder: Path, db: str) -> None:
    """A run in a process of its own, which dies."""

    def work() -> None:
        prepare()
        run(folder, db)

    process = multiprocessing.get_context("fork").Process(target=work, daemon=True)
    process.start()
    process.join(120)
    assert process.exitcode == -signal.SIGKILL


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in NAMES:
        form(tmp_path, name)
    return tmp_path


@pytest.mark.parametrize("case", MOMENTS)
def test_a_run_that_was_killed_goes_on_as_if_nothing_had_been(case: str, folder: Path) -> None:
    assert run(folder, "undisturbed.db").exit_code == 0
    died(MOMENTS[case], folder, "killed.db")
    again = run(folder, "killed.db")
    assert not differences(kept(folder / "undisturbed.db"), kept(folder / "killed.db"))
    assert again.exit_code == 0
    expected = {"written": 2, "all written, not at the end": 3, "before the end is written": 3, "read, not written": 1}
    expected |= {"within the transaction": 1, "at the end of the transaction": 1}
    assert sum(outcome.resumed for outcome in again.outcomes) == expected.get(case, 0)


# ---- what the comparison sees

CHANGES = {
    "a reading twice": "INSERT INTO readings SELECT 99, run, document, name, 'x', state, errors, 1, added FROM readings LIMIT 1",
    "a record twice": "INSERT INTO records SELECT 99, reading, document, run, sha256, json, added FROM records LIMIT 1",
    "another value": "UPDATE records SET json = replace(json, '甲', '申')",
    "a finding lost": "DELETE FROM findings",
    "another count": "UPDATE progress SET fields = fields + 1",
    "a document lost": "DELETE FROM documents WHERE id = 1",
    "a document without an end": "DELETE FROM run_ends",
}


def edited(db: Path, statement: str) -> None:
    """As only somebody who wants to can."""
    connection = sqlite3.connect(db)
    for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        connection.execute(f"DROP TRIGGER {name}")
    connection.execute(statement)
    connection.commit()
    connection.close()


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, Kept]]:
    folder = tmp_path_factory.mktemp("sound")
    text = (ROOT / "golden" / "own-two" / "source.txt").read_text("utf-8")
    for name in NAMES:
        form(folder, name, text.replace("农村公路日常保洁", name))
    run(folder, "库.db")
    yield folder / "库.db", kept(folder / "库.db")


@pytest.mark.parametrize("case", CHANGES)
def test_a_difference_is_seen(case: str, sound: tuple[Path, Kept], tmp_path: Path) -> None:
    path, before = sound
    copy = tmp_path / path.name
    with sqlite3.connect(path) as source, sqlite3.connect(copy) as target:
        source.backup(target)
    source.close()
    target.close()
    copy.with_name(f"{copy.name}.files").mkdir()
    edited(copy, CHANGES[case])
    ours = {line for line in differences(before, kept(copy)) if "原件" not in line and line != "不同：表"}
    assert ours, case
    copy.unlink()


def test_times_and_names_of_runs_are_no_difference(sound: tuple[Path, Kept], folder: Path) -> None:
    path, before = sound
    run(path.parent, path.name)
    assert not differences(before, kept(path))
