"""Kept sources: whole or not at all, once, by their content and by nothing else."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from extractor.errors import InputError, UsageError
from extractor.store import Store
from tests.store.made import opened

CONTENT = b"%PDF-1.7 " + bytes(range(256)) * 9000
SHA = hashlib.sha256(CONTENT).hexdigest()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = opened(tmp_path)
    yield store
    store.close()


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "甲.pdf"
    path.write_bytes(CONTENT)
    return path


def there(store: Store) -> list[str]:
    return sorted(path.name for path in store.place.files.iterdir() if path.name != ".lock")


def test_a_source_is_kept_beside_the_database(store: Store, source: Path) -> None:
    assert store.file(SHA) is None
    store.keep_source(source, SHA)
    assert store.file(SHA) == store.place.files / SHA == source.with_name("库.db.files") / SHA
    source.unlink()
    store.keep_source(source, SHA)
    assert (store.place.files / SHA).read_bytes() == CONTENT


def test_a_file_that_changed_meanwhile_is_not_kept(store: Store, source: Path) -> None:
    source.write_bytes(CONTENT + b"more")
    with pytest.raises(InputError, match=r"甲\.pdf.*改动"):
        store.keep_source(source, SHA)
    assert there(store) == []


def test_a_file_that_is_gone(store: Store, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="打不开"):
        store.keep_source(tmp_path / "没有.pdf", SHA)


def test_a_copy_that_was_cut_off_is_made_again(store: Store, source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def cut(self: Path, target: Path) -> Path:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(Path, "replace", cut)
        with pytest.raises(KeyboardInterrupt):
            store.keep_source(source, SHA)
    assert store.file(SHA) is None
    store.keep_source(source, SHA)
    assert there(store) == [SHA]


def test_a_disk_that_is_full_is_named(store: Store, source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(UsageError, match="No space left"):
        store.keep_source(source, SHA)
    assert store.file(SHA) is None


def test_many_keep_the_same_at_once(store: Store, source: Path) -> None:
    def work() -> None:
        mine = opened(source.parent)
        mine.keep_source(source, SHA)
        mine.close()

    threads = [threading.Thread(target=work) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert there(store) == [SHA]
    assert (store.place.files / SHA).read_bytes() == CONTENT


ADDRESSES: dict[str, Callable[[Store], str]] = {
    "nothing": lambda _: "",
    "the lock": lambda _: ".lock",
    "the database": lambda store: f"../{store.place.path.name}",
    "an absolute path": lambda store: str(store.place.path),
    "another": lambda _: "0" * 64,
    "large letters": lambda _: SHA.upper(),
    "with a line end": lambda _: f"{SHA}\n",
}


@pytest.mark.parametrize("case", ADDRESSES)
def test_only_a_sha256_names_a_file(case: str, store: Store, source: Path) -> None:
    store.keep_source(source, SHA)
    assert store.file(ADDRESSES[case](store)) is None
    if case != "another":
        with pytest.raises(ValueError, match="no sha256"):
            store.keep_source(source, ADDRESSES[case](store))
