"""The command `extractor review`: what it refuses to begin with, and the folder of records that it takes in."""

from __future__ import annotations

import hashlib
import json
import os
import re
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Sequence
from pathlib import Path

import pytest

from extractor.cli import main
from extractor.errors import UsageError
from extractor.store import open_store
from extractor.web.folder import take_in
from extractor.web.serve import Review, serve
from tests.web.served import TOKEN, make_pdf, misread

REFUSED: list[tuple[dict[str, object], str]] = [
    ({"db": "x.db", "host": "0.0.0.0"}, "EXTRACTOR_TOKEN"),
    ({"db": "x.db", "host": "0.0.0.0", "token": "short"}, "令牌太短"),
    ({"db": "x.db", "host": "no.such.host.invalid", "token": TOKEN}, "--host"),
    ({"db": "x.db", "host": "::1%nothing", "token": TOKEN}, "--host"),
    ({}, "没有说复核什么"),
    ({"db": "x.db", "folder": Path()}, "只能给一个"),
    ({"folder": Path("nowhere")}, "没有这个文件夹"),
    ({"db": "postgresql://x/y"}, "SQLite"),
    ({"db": "text.db"}, "不是 SQLite"),
]


@pytest.mark.parametrize(("asked", "words"), REFUSED)
def test_what_it_does_not_begin_with(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, asked: dict[str, object], words: str) -> None:
    monkeypatch.chdir(tmp_path)
    Path("text.db").write_text("no database")
    said = list[str]()
    with pytest.raises(UsageError, match=words):
        serve(Review(port=0, **asked), said.append)  # type: ignore[arg-type]
    assert said == []
    assert not Path("x.db").exists()


def test_a_port_that_is_taken_is_said_so(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(UsageError, match="--port"):
            serve(Review(db=str(tmp_path / "x.db"), port=taken.getsockname()[1]), print)


def folder_of_records(folder: Path) -> str:
    """What a run leaves: a record, its source elsewhere, a file that failed, and run.json."""
    folder.mkdir()
    source = make_pdf(folder.parent / "甲局.pdf")
    sha256 = hashlib.sha256(source.read_bytes()).hexdigest()
    record = misread().model_copy(update={"sha256": sha256, "source": "甲局.pdf"})
    (folder / "甲局.json").write_text(record.model_dump_json(indent=1), encoding="utf-8")
    failed = folder.parent / "坏.pdf"
    failed.write_bytes(b"%PDF-1.4 broken")
    inputs = [
        {"source": str(source), "record": str(folder / "甲局.json"), "state": "look"},
        {"source": str(failed), "record": None, "state": "failed", "errors": ["坏.pdf：PDF 已损坏。请重新导出。"]},
    ]
    (folder / "run.json").write_text(json.dumps({"inputs": inputs}), encoding="utf-8")
    return sha256


def test_a_folder_is_taken_in_once(tmp_path: Path) -> None:
    sha256 = folder_of_records(tmp_path / "out")
    store = open_store(str(tmp_path / "review.db"))
    for _ in range(2):
        taken = take_in(tmp_path / "out", store)
        assert (taken.records, taken.without_source) == (1, {})
    assert len(store.runs()) == 2  # the record, and the file that failed; the second time nothing
    assert store.file(sha256) is not None
    assert store.documents().counts == {"open": 1, "failed": 1}
    failed = next(row for row in store.documents().items if row.state == "failed")
    stored = store.document(failed.sha256)
    assert stored is not None
    assert stored.errors == ("坏.pdf：PDF 已损坏。请重新导出。",)
    store.close()


def test_a_record_that_was_made_anew_is_the_current_one(tmp_path: Path) -> None:
    sha256 = folder_of_records(tmp_path / "out")
    store = open_store(str(tmp_path / "review.db"))
    take_in(tmp_path / "out", store)
    path = tmp_path / "out" / "甲局.json"
    path.write_text(path.read_text("utf-8").replace('"notes": []', '"notes": ["新的"]'), encoding="utf-8")
    take_in(tmp_path / "out", store)
    stored = store.document(sha256)
    assert stored is not None
    assert stored.record is not None
    assert stored.record.notes == ["新的"]
    store.close()


def test_a_source_that_is_gone_or_changed_is_named(tmp_path: Path) -> None:
    folder_of_records(tmp_path / "out")
    (tmp_path / "甲局.pdf").write_bytes(b"changed")
    store = open_store(str(tmp_path / "review.db"))
    taken = take_in(tmp_path / "out", store)
    assert "已不是" in taken.without_source["甲局.pdf"]
    (tmp_path / "甲局.pdf").unlink()
    assert "不在原处" in "".join(take_in(tmp_path / "out", store).lines())
    store.close()


@pytest.mark.parametrize(("name", "content"), [("run.json", "{"), ("run.json", "[]"), ("甲局.json", "{}"), ("other.json", "[1]")])
def test_files_that_are_no_records_are_named(tmp_path: Path, name: str, content: str) -> None:
    folder_of_records(tmp_path / "out")
    (tmp_path / "out" / name).write_text(content)
    store = open_store(str(tmp_path / "review.db"))
    with pytest.raises(UsageError, match=name):
        take_in(tmp_path / "out", store)
    store.close()


REFUSALS: list[Sequence[str]] = [["--db", "x.db", "--host", "0.0.0.0"], [], ["--db", "x.db", "--token", "short"]]


@pytest.mark.parametrize("arguments", REFUSALS)
def test_bad_usage_ends_with_two(
    arguments: Sequence[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("EXTRACTOR_TOKEN", raising=False)
    monkeypatch.setattr(sys, "argv", ["extractor", "review", *arguments])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 2
    assert capsys.readouterr().err.startswith("错误：")


def command(*arguments: str, environment: dict[str, str]) -> subprocess.Popen[str]:
    run = [sys.executable, "-c", "from extractor.cli import main; main()", "review", *arguments]
    return subprocess.Popen(run, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=os.environ | environment)


def test_it_serves_until_it_is_interrupted(tmp_path: Path) -> None:
    folder_of_records(tmp_path / "out")
    process = command(str(tmp_path / "out"), "--port", "0", "--reading", "rules", environment={"EXTRACTOR_TOKEN": TOKEN})
    assert process.stdout is not None
    said = process.stdout.readline()
    address = re.search(r"http://127\.0\.0\.1:\d+/", said)
    assert address, said
    with pytest.raises(urllib.error.HTTPError, match="401"):
        urllib.request.urlopen(f"{address[0]}api/documents", timeout=30)
    asked = urllib.request.Request(f"{address[0]}api/documents", headers={"Authorization": f"Bearer {TOKEN}"})
    with urllib.request.urlopen(asked, timeout=30) as answered:
        assert json.load(answered)["total"] == 2
        assert "Server" not in answered.headers
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=30)
    assert process.returncode == 0, errors
    assert "Traceback" not in errors
