"""Uploads: told by their content, bounded, read one at a time behind the pages, gone on with after a restart."""

from __future__ import annotations

import hashlib
import io
import json
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from extractor.errors import DamagedInputError, NoModelError
from extractor.store import open_store
from extractor.web import app as web_app
from extractor.web import intake
from extractor.web.intake import Intake, shown_name
from extractor.web.uploads import Uploads
from tests.web.served import Scripted, Served, served

FORM = "绩效目标表\n总额\t12万元\n".encode()
ZIP = b"PK\x03\x04" + b"\0" * 40
SHA256 = hashlib.sha256(FORM).hexdigest()


def until(what: Callable[[], bool]) -> None:
    """Waits for the thread that reads."""
    for _ in range(500):
        if what():
            return
        time.sleep(0.01)
    raise AssertionError("nothing came of it")


def state(app: Served, sha256: str = SHA256) -> str:
    return str(app.client.get(f"/api/documents/{sha256}").json()["state"])


def uploaded(app: Served, *files: tuple[str, bytes]) -> tuple[int, dict[str, list[dict[str, str]]]]:
    response = app.client.post("/api/documents", files=[("files", file) for file in files], headers=app.csrf())
    return response.status_code, response.json()


def opened() -> Scripted:
    reader = Scripted()
    reader.gate.set()
    return reader


def test_a_file_is_read_into_the_store(tmp_path: Path) -> None:
    with served(tmp_path, reader=opened()) as app:
        status, said = uploaded(app, ("乙局.txt", FORM))
        assert status == 202
        assert (said["uploads"][0]["sha256"], said["refused"]) == (SHA256, [])
        until(lambda: state(app) == "open")
        document = app.store.document(SHA256)
        assert document is not None
        assert document.record is not None
        assert (document.name, document.record.source) == ("乙局.txt", "乙局.txt")
        kept = app.store.file(SHA256)
        assert kept is not None
        assert kept.read_bytes() == FORM
        assert app.client.get("/api/uploads").json()[0]["state"] == "done"
        until(lambda: not (tmp_path / "review.db.uploads" / SHA256).exists())


def test_pages_answer_while_a_file_is_read(tmp_path: Path) -> None:
    reader = Scripted()
    with served(tmp_path, reader=reader) as app:
        uploaded(app, ("a.txt", FORM), ("b.txt", FORM + b"2"))
        until(lambda: state(app) == "reading")
        assert app.client.get(f"{app.document}/fields").status_code == 200
        assert app.decide().status_code == 201
        upload = app.client.get(f"/api/documents/{SHA256}").json()["upload"]
        assert (upload["what"], upload["done"], upload["total"]) == ("读取", 0, 1)
        assert state(app, hashlib.sha256(FORM + b"2").hexdigest()) == "waiting"
        reader.gate.set()
        until(lambda: all(upload["state"] == "done" for upload in app.client.get("/api/uploads").json()))
        assert [len(content.encode()) for content in reader.asked] == [len(FORM), len(FORM) + 1]


def test_a_file_that_cannot_be_read_says_why(tmp_path: Path) -> None:
    reader = Scripted({"总额": DamagedInputError("内容已损坏。请重新导出。")})
    reader.gate.set()
    with served(tmp_path, reader=reader) as app:
        uploaded(app, ("坏的.txt", FORM), ("好的.txt", b"good"))
        until(lambda: state(app) == "failed")
        status = app.client.get(f"/api/documents/{SHA256}").json()
        assert status["errors"] == ["坏的.txt：内容已损坏。请重新导出。"]
        assert status["upload"]["error"] == "坏的.txt：内容已损坏。请重新导出。"
        until(lambda: state(app, hashlib.sha256(b"good").hexdigest()) == "open")
        page = app.client.get("/failed", headers={"accept": "text/html"})
        assert "内容已损坏" in page.text


def test_without_a_model_the_upload_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_model(_: Scripted) -> str:
        raise NoModelError("没有可用的语言模型。请运行 extractor model pull。")

    monkeypatch.setattr(Scripted, "fingerprint", no_model)
    with served(tmp_path, reader=opened()) as app:
        uploaded(app, ("a.txt", FORM))
        until(lambda: app.client.get("/api/uploads").json()[0]["state"] == "failed")
        assert "model pull" in app.client.get("/api/uploads").json()[0]["error"]
        assert app.store.document(SHA256) is None


def test_a_defect_of_ours_stops_only_that_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    reader = opened()
    read = Scripted.read

    def broken(self: Scripted, path: Path, step: object) -> object:
        if path.name == SHA256:
            raise RuntimeError("boom")
        return read(self, path, step)  # type: ignore[arg-type]

    monkeypatch.setattr(Scripted, "read", broken)
    with served(tmp_path, reader=reader) as app:
        uploaded(app, ("a.txt", FORM), ("b.txt", b"good"))
        until(lambda: state(app, hashlib.sha256(b"good").hexdigest()) == "open")
        error = next(item["error"] for item in app.client.get("/api/uploads").json() if item["sha256"] == SHA256)
        assert "程序内部错误" in error
        assert "boom" not in error


KINDS = [
    (b"\x7fELF\x02", "可执行文件"),
    (b"MZ\x90", "可执行文件"),
    (ZIP, "ZIP"),
    (b"<!doctype html><script>alert(1)</script>", "网页"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "旧版"),
    (b"GIF89a", "GIF"),
    (b"", "空的"),
]


@pytest.mark.parametrize(("content", "words"), KINDS)
def test_what_no_reader_takes_is_refused_by_its_content(tmp_path: Path, content: bytes, words: str) -> None:
    with served(tmp_path, reader=opened()) as app:
        status, said = uploaded(app, ("好名字.pdf", content))
        assert status == 415
        assert words in said["refused"][0]["error"]
        assert said["refused"][0]["name"] == "好名字.pdf"
        assert list((tmp_path / "review.db.uploads").iterdir()) == []
        status, said = uploaded(app, ("a.exe", content), ("b", FORM))
        assert (status, len(said["uploads"]), len(said["refused"])) == (202, 1, 1)


NAMES = [
    ("../../../etc/passwd", "passwd"),
    ("C:\\Windows\\system32\\预算.docx", "预算.docx"),
    ("/", "未命名"),
    ("", "未命名"),
    (None, "未命名"),
    ("\u202efdp.exe", "fdp.exe"),
    ("a\x00b\n.pdf", "ab.pdf"),
    ("..", ".."),
    ("x" * 300 + ".pdf", "x" * 196 + ".pdf"),
    ("<script>.pdf", "<script>.pdf"),
]


@pytest.mark.parametrize(("given", "shown"), NAMES)
def test_names_are_texts_for_people(given: str | None, shown: str) -> None:
    assert shown_name(given) == shown


@pytest.mark.parametrize("name", ["../../evil.txt", "..", "/etc/passwd", "a/../../b", f"{SHA256}.json", "con"])
def test_no_name_is_a_path(tmp_path: Path, name: str) -> None:
    folder, reader = tmp_path / "served", Scripted()
    with served(folder, reader=reader) as app:
        uploaded(app, (name, FORM))
        until(lambda: bool(app.client.get("/api/uploads").json()[0]["what"]))
        assert {path.name for path in (folder / "review.db.uploads").iterdir()} == {SHA256, f"{SHA256}.json"}
        assert {path.name for path in tmp_path.iterdir()} == {"served"}
        reader.gate.set()


def test_a_request_that_is_too_large_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(web_app, "_LARGEST_UPLOAD", 1000)
    with served(tmp_path, reader=opened()) as app:
        status, said = uploaded(app, ("a.txt", b"x" * 2000))
        assert status == 413
        assert {"error", "what_to_do"} <= said.keys()
        chunks = (chunk for chunk in [b"x" * 400] * 10)
        headers = app.csrf() | {"content-type": "multipart/form-data; boundary=B"}
        assert app.client.post("/api/documents", content=chunks, headers=headers).status_code == 413
        assert app.client.post("/api/session", content=b"x" * (2 << 20), headers=headers).status_code == 413


def test_a_file_that_is_too_large_is_refused_and_the_others_are_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(intake, "LARGEST", 100)
    monkeypatch.setattr(intake, "_CHUNK", 64)
    with served(tmp_path, reader=opened()) as app:
        status, said = uploaded(app, ("大.txt", b"x" * 101), ("小.txt", b"y" * 100))
        assert (status, [item["name"] for item in said["refused"]]) == (202, ["大.txt"])
        assert [item["name"] for item in said["uploads"]] == ["小.txt"]
        parts = (tmp_path / "review.db.uploads").glob("*.part")
        assert not [part for part in parts if not part.name.endswith(".json.part")]  # an entry may just be written


def test_too_many_files_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with served(tmp_path, reader=opened()) as app:
        status, said = uploaded(app, *[(f"{n}.txt", b"x") for n in range(51)])
        assert status == 400
        assert "what_to_do" in said
        monkeypatch.setattr(intake, "_WAITING", 0)
        status, said = uploaded(app, ("a.txt", FORM))
        assert "等待" in said["refused"][0]["error"]


@pytest.mark.parametrize("content", [b"", b"--B", b"--B\r\n\r\n", b"--B\r\nContent-Disposition: form-data\r\n\r\nx\r\n--B--"])
def test_broken_forms_are_refused(tmp_path: Path, content: bytes) -> None:
    with served(tmp_path, reader=opened(), raise_errors=False) as app:
        headers = app.csrf() | {"content-type": "multipart/form-data; boundary=B"}
        response = app.client.post("/api/documents", content=content, headers=headers)
        assert response.status_code in (400, 422), response.text
        assert "what_to_do" in response.json()


def test_without_a_reader_nothing_is_taken(tmp_path: Path) -> None:
    with served(tmp_path) as app:
        assert app.client.get("/api/session").json()["uploads"] is False
        assert uploaded(app, ("a.txt", FORM))[0] == 503


def test_the_same_file_waits_once(tmp_path: Path) -> None:
    reader = Scripted()
    with served(tmp_path, reader=reader) as app:
        for name in ("a.txt", "b.txt"):
            uploaded(app, (name, FORM))
        assert [item["name"] for item in app.client.get("/api/uploads").json()] == ["a.txt"]
        reader.gate.set()
        until(lambda: state(app) == "open")
        uploaded(app, ("c.txt", FORM))
        until(lambda: app.client.get("/api/uploads").json()[0]["state"] == "done")
        assert len(reader.asked) == 1  # it was read in this way already


def waiting(folder: Path, **changed: object) -> None:
    """What a server leaves that is killed."""
    left = Intake(folder)
    entry, _ = left.take("a.txt", io.BytesIO(FORM))
    left.change(entry.sha256, **changed)


LEFT = [
    ({"state": "waiting"}, "done"),
    ({"state": "reading", "attempts": 1}, "done"),
    ({"state": "reading", "attempts": 3}, "failed"),
    ({"state": "failed", "error": "坏"}, "failed"),
]


@pytest.mark.parametrize(("changed", "expected"), LEFT)
def test_a_server_goes_on_with_what_another_left(tmp_path: Path, changed: dict[str, object], expected: str) -> None:
    folder = tmp_path / "uploads"
    waiting(folder, **changed)
    store = open_store(str(tmp_path / "x.db"))
    uploads = Uploads(store, folder, opened())
    uploads.start()

    def is_over() -> bool:
        entry = uploads.get(SHA256)
        return entry is not None and entry.state == expected

    until(is_over)
    uploads.stop()
    assert (store.document(SHA256) is not None) == (expected == "done")
    store.close()


def test_what_was_not_taken_in_whole_is_thrown_away(tmp_path: Path) -> None:
    folder = tmp_path / "uploads"
    waiting(folder)
    for name, content in (("1.part", b"x"), ("0" * 64, b"x"), (f"{'1' * 64}.json", b"{half"), (f"{SHA256}.json.part", b"{")):
        (folder / name).write_bytes(content)
    assert [entry.sha256 for entry in Intake(folder).all()] == [SHA256]
    assert {path.name for path in folder.iterdir()} == {SHA256, f"{SHA256}.json"}


def test_what_is_read_while_the_server_stops_is_not_kept(tmp_path: Path) -> None:
    folder, reader = tmp_path / "uploads", Scripted()
    store = open_store(str(tmp_path / "x.db"))
    waiting(folder)
    uploads = Uploads(store, folder, reader)
    uploads.start()

    def is_reading() -> bool:
        entry = uploads.get(SHA256)
        return entry is not None and entry.what == "读取"

    until(is_reading)
    uploads.stop(timeout=0)
    assert uploads.is_working
    assert json.loads((folder / f"{SHA256}.json").read_bytes())["attempts"] == 0
    reader.gate.set()
    uploads.stop()
    assert store.document(SHA256) is None
    assert json.loads((folder / f"{SHA256}.json").read_bytes())["state"] == "waiting"
    store.close()


def test_only_the_last_ones_are_remembered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(intake, "_REMEMBERED", 2)
    kept = Intake(tmp_path)
    for number in range(5):
        entry, _ = kept.take(f"{number}.txt", io.BytesIO(str(number).encode()))
        kept.end(entry.sha256, "done")
    kept.take("last.txt", io.BytesIO(b"last"))
    assert sum(entry.is_over for entry in kept.all()) == 2
    assert len(list(tmp_path.glob("*.json"))) == 3
