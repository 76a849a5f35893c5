"""`extractor export`: what is taken, what is refused, what is said of what was left out."""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path

import pytest

from extractor import cli
from extractor.export import EXPORTS
from extractor.export.choice import SourceFolder
from extractor.record import Record
from extractor.review import write_log
from extractor.store import open_store
from tests.export.reviewed_documents import corrections, document, table

WIDE, TWO = document("own-wide"), document("own-two")


class Command:
    """Runs `extractor export` as a shell would: the exit code, and what was printed."""

    def __init__(self, patch: pytest.MonkeyPatch, captured: pytest.CaptureFixture[str]) -> None:
        self._patch, self._captured = patch, captured

    def __call__(self, *arguments: object) -> tuple[object, str, str]:
        self._patch.setattr(sys, "argv", ["extractor", "export", *map(str, arguments)])
        with pytest.raises(SystemExit) as ended:
            cli.main()
        return ended.value.code, *self._captured.readouterr()


@pytest.fixture
def command(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Command:
    return Command(monkeypatch, capsys)


@pytest.fixture
def records(tmp_path: Path) -> Path:
    """A folder as `run` leaves it."""
    folder = tmp_path / "记录"
    folder.mkdir()
    for record in (WIDE, TWO):
        (folder / f"{Path(record.source).stem}.json").write_text(record.model_dump_json(indent=1), encoding="utf-8")
    (folder / "run.json").write_text("{}")
    return folder


def sources(out: Path) -> list[str]:
    return [Record.model_validate_json(path.read_bytes()).source for path in sorted(out.glob("*.json"))]


def test_a_folder_of_records(command: Command, records: Path, tmp_path: Path) -> None:
    code, out, err = command(records, "--to", "json", "--out", tmp_path / "出")
    assert (code, err) == (0, "")
    assert sources(tmp_path / "出") == sorted([WIDE.source, TWO.source])
    assert len(out.splitlines()) == 2


def test_decisions_are_put_to_the_records(command: Command, records: Path, tmp_path: Path) -> None:
    write_log(corrections(), tmp_path / "log.jsonl")
    code, _, _ = command(records, "--decisions", tmp_path / "log.jsonl", "--to", "csv", "--out", tmp_path / "出")
    assert code == 0
    assert "已更正" in {row["state"] for row in table(tmp_path / "出", "fields")}


def test_decisions_without_their_record_are_named(command: Command, records: Path, tmp_path: Path) -> None:
    write_log(corrections(), tmp_path / "log.jsonl")
    only = next(path for path in records.glob("*.json") if Path(TWO.source).stem == path.stem)
    code, _, err = command(only, "--decisions", tmp_path / "log.jsonl", "--to", "csv", "--out", tmp_path / "出")
    assert code == 1
    assert f"9 条决定，其文件不在所给的记录里：{WIDE.sha256[:12]}" in err


@pytest.mark.parametrize("kind", EXPORTS)
def test_every_kind(kind: str, command: Command, records: Path, tmp_path: Path) -> None:
    code, out, err = command(records, "--to", kind, "--out", tmp_path / "出")
    assert (code, err) == (0, "")
    assert sorted(out.split()) == sorted(str(path) for path in (tmp_path / "出").iterdir())


def test_sources_are_known_by_their_content(tmp_path: Path) -> None:
    for name, text in (("a", "别的"), ("b", "原件")):
        (tmp_path / name).mkdir()
        (tmp_path / name / "某局.pdf").write_text(text, encoding="utf-8")
    sha256 = hashlib.sha256("原件".encode()).hexdigest()
    folder = SourceFolder(tmp_path)
    assert folder.find("某局.pdf", sha256) == tmp_path / "b" / "某局.pdf"
    assert folder.find("某局.pdf", "0" * 64) is None
    assert folder.find("没有.pdf", sha256) is None


@pytest.mark.parametrize("name", [WIDE.source, Path(WIDE.source).stem, WIDE.sha256, WIDE.sha256[:8]])
def test_one_document(name: str, command: Command, records: Path, tmp_path: Path) -> None:
    code, _, _ = command(records, "--document", name, "--to", "json", "--out", tmp_path / "出")
    assert code == 0
    assert sources(tmp_path / "出") == [WIDE.source]


def test_a_database_names_what_it_has_no_record_of(command: Command, tmp_path: Path) -> None:
    store = open_store(str(tmp_path / "a.db"))
    run = store.begin_run({})
    store.add_record(run, WIDE.source, WIDE, "f")
    store.add_failure(run, "坏.pdf", "9" * 64, "f", ["文件受损"])
    store.close()
    code, _, err = command("--db", tmp_path / "a.db", "--to", "json", "--out", tmp_path / "出")
    assert code == 1
    assert "没有记录，未导出：坏.pdf：文件受损" in err
    assert sources(tmp_path / "出") == [WIDE.source]


def test_decisions_of_the_review_app_beside_the_records_count(command: Command, records: Path, tmp_path: Path) -> None:
    store = open_store(str(records / "review.db"))
    store.add_record(store.begin_run({}), WIDE.source, WIDE, "f")
    for entry in corrections():
        store.decide(entry)
    store.close()
    code, _, err = command(records, "--to", "csv", "--out", tmp_path / "出")
    assert code == 0
    assert "已并入" in err
    assert len(table(tmp_path / "出", "decisions")) == len(corrections())
    assert len(table(tmp_path / "出", "documents")) == 2


REFUSED = [
    (["--to", "csv"], "请给出 run 写出的记录"),
    (["{records}", "--db", "{records}/x.db", "--to", "csv"], "二者取一"),
    (["--db", "{records}/没有.db", "--to", "csv"], "没有.db"),
    (["--db", "{records}/x.db", "--decisions", "log.jsonl", "--to", "csv"], "不能再给 --decisions"),
    (["{records}", "--decisions", "{records}/没有.jsonl", "--to", "csv"], "不能读取复核记录"),
    (["{records}", "--document", "没有", "--to", "csv"], "没有叫“没有”的文件"),
    (["{records}", "--link", "javascript:alert(1)", "--to", "csv"], "不是网址"),
    (["{records}", "--sources", "{records}/run.json", "--to", "html"], "不是文件夹"),
    (["{records}/run.json", "--to", "csv"], "没有可导出的记录"),
    (["{records}/没有.json", "--to", "csv"], "不是可读的记录"),
]


@pytest.mark.parametrize(("arguments", "said"), REFUSED)
def test_refused(arguments: list[str], said: str, command: Command, records: Path, tmp_path: Path) -> None:
    given = [argument.format(records=records) for argument in arguments]
    code, out, err = command(*given, "--out", tmp_path / "出")
    assert (code, out) == (2, "")
    assert err.startswith("错误：")
    assert said in err


def test_records_as_read_are_not_written_over(command: Command, records: Path) -> None:
    code, _, err = command(records, "--to", "json", "--out", records)
    assert code == 2
    assert "盖掉" in err


def test_two_records_of_one_document_are_refused(command: Command, records: Path, tmp_path: Path) -> None:
    (records / "again.json").write_text(WIDE.model_dump_json(), encoding="utf-8")
    code, _, err = command(records, "--to", "json", "--out", tmp_path / "出")
    assert code == 2
    assert "是同一份文件" in err
