"""Opening: paths and URLs, what is no database of ours, databases older and newer than the code."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from extractor.errors import UsageError
from extractor.store import Store, open_store
from tests.store.made import opened, record, sha

ADDRESSES = {"a path": "{}/库.db", "a url": "sqlite:///{}/库.db", "in a folder to be made": "{}/一/二/库.db"}


@pytest.mark.parametrize("case", ADDRESSES)
def test_a_store_is_made_where_it_is_wanted(case: str, tmp_path: Path) -> None:
    store = open_store(ADDRESSES[case].format(tmp_path))
    assert store.place.path.is_file()
    assert store.documents().total == 0
    store.close()


def test_a_relative_path_is_one_from_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    open_store("sqlite:///库.db").close()
    assert (tmp_path / "库.db").is_file()


NO_ADDRESS = {
    "nothing": ("", "必须是一个文件"),
    "memory": (":memory:", "必须是一个文件"),
    "a url of memory": ("sqlite://", "必须是一个文件"),
    "another database": ("postgresql://localhost/x", "目前只支持 SQLite"),
    "no url": ("://x", "不合格式"),
    "a folder": ("{}", "是文件夹"),
    "below a file": ("{}/文件/库.db", "打不开数据库"),
}


@pytest.mark.parametrize("case", NO_ADDRESS)
def test_what_cannot_be_opened_is_said(case: str, tmp_path: Path) -> None:
    (tmp_path / "文件").write_text("")
    url, said = NO_ADDRESS[case]
    with pytest.raises(UsageError, match=said):
        open_store(url.format(tmp_path))


def test_without_create_it_has_to_be_there(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="没有这个数据库"):
        open_store(str(tmp_path / "库.db"), create=False)
    assert list(tmp_path.iterdir()) == []
    opened(tmp_path).close()
    open_store(str(tmp_path / "库.db"), create=False).close()


def text(path: Path) -> None:
    path.write_text("绩效目标表\n" * 500)


def another_database(path: Path) -> None:
    with sqlite3.connect(path) as made:
        made.execute("CREATE TABLE documents (id INTEGER)")
    made.close()


def another_alembic(path: Path) -> None:
    with sqlite3.connect(path) as made:
        made.execute("CREATE TABLE alembic_version (version_num TEXT)")
    made.close()


def cut_off(path: Path) -> None:
    path.write_bytes(b"SQLite format 3\x00" + b"\x07" * 4000)


FOREIGN: dict[str, tuple[Callable[[Path], None], str]] = {
    "a text": (text, "不是 SQLite 数据库，没有改动它"),
    "a database of another program": (another_database, "别的程序的数据库，没有改动它"),
    "another program that migrates": (another_alembic, "别的程序的数据库，没有改动它"),
    "a damaged one": (cut_off, "打不开数据库"),
}


@pytest.mark.parametrize("case", FOREIGN)
def test_a_foreign_file_is_left_as_it_is(case: str, tmp_path: Path) -> None:
    make, said = FOREIGN[case]
    path = tmp_path / "库.db"
    make(path)
    before = path.read_bytes()
    with pytest.raises(UsageError, match=said) as raised:
        open_store(str(path))
    assert str(path) in str(raised.value)
    assert path.read_bytes() == before
    assert [file.name for file in tmp_path.iterdir()] == ["库.db"]


def test_an_empty_file_becomes_a_store(tmp_path: Path) -> None:
    (tmp_path / "库.db").touch()
    opened(tmp_path).close()


def edited(path: Path, *statements: str) -> None:
    with sqlite3.connect(path) as made:
        for statement in statements:
            made.execute(statement)
    made.close()


def test_a_newer_database_is_left_as_it_is(tmp_path: Path) -> None:
    opened(tmp_path).close()
    edited(tmp_path / "库.db", "UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(UsageError, match="更新版本的 extractor"):
        opened(tmp_path)


def test_a_migration_that_was_cut_off_is_done_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def cut(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr("alembic.operations.ops.CreateIndexOp.create_index", cut)
        with pytest.raises(KeyboardInterrupt):
            opened(tmp_path)
    store = opened(tmp_path)
    store.add_record(store.begin_run({}), "甲.txt", record(), "f")
    store.close()


def test_what_is_there_is_there_after_closing(tmp_path: Path) -> None:
    store = opened(tmp_path)
    store.add_record(store.begin_run({}), "甲.txt", record(), "f")
    store.close()
    store = opened(tmp_path)
    assert store.finished(sha("甲"), "f") == record()
    store.close()


def test_many_open_a_new_store_at_once(tmp_path: Path) -> None:
    made: list[Store] = []
    threads = [threading.Thread(target=lambda: made.append(opened(tmp_path))) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [store.documents().total for store in made] == [0] * 6
    for store in made:
        store.close()
