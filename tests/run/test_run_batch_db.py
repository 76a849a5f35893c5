"""A batch into a store, alone and beside a folder; the command with --db."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from extractor import cli
from extractor.checks import load_profile
from extractor.errors import ProviderError, UsageError
from extractor.interpret import STRATEGIES
from extractor.llm.fake import FakeGateway
from extractor.record import Record
from extractor.run import RunReport, Settings, fingerprint, load_record, run_batch
from extractor.run import batch as batches
from extractor.run.one import make_record
from extractor.store import Store, StoredDocument, open_store
from tests.run.test_run_batch import FORM, Watching, failing, form, settings


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = open_store(str(tmp_path / "库.db"))
    yield store
    store.close()


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files that were really read."""
    names: list[str] = []

    def counted(path: Path, *rest: Any) -> Record:  # noqa: ANN401 - as it comes
        names.append(path.name)
        return make_record(path, *rest)

    monkeypatch.setattr(batches, "make_record", counted)
    return names


def run(
    paths: list[Path], store: Store | None, made_by: Settings | None = None, out: Path | None = None, jobs: int = 1
) -> RunReport:
    return run_batch(paths, out, made_by or settings(), jobs=jobs, watcher=Watching(), store=store)


def documents(store: Store) -> dict[str, StoredDocument]:
    return {document.name: document for document in store.each()}


def timeless(record: Record | None) -> Record:
    assert record is not None
    return record.model_copy(update={"provenance": record.provenance.model_copy(update={"seconds": {}})})


@pytest.mark.parametrize("jobs", [1, 4])
def test_a_run_into_a_store(store: Store, tmp_path: Path, jobs: int) -> None:
    paths = [form(tmp_path, name) for name in ("甲", "乙", "丙")]
    report = run(paths, store, jobs=jobs)
    found = documents(store)
    assert set(found) == {"甲.txt", "乙.txt", "丙.txt"}
    for path in paths:
        document = found[path.name]
        kept = store.file(document.sha256)
        assert kept is not None
        assert kept.read_bytes() == path.read_bytes()
        assert document.record is not None
        assert (document.record.source, document.record.sha256) == (path.name, document.sha256)
    assert {outcome.record for outcome in report.outcomes} == {str(store.place.path)}
    (told,) = store.runs()
    assert told.summary == report.as_json()
    assert (told.settings["reading"], told.settings["inputs"]) == ("rules", [str(path) for path in paths])
    assert not list(tmp_path.glob("*.json"))


def test_the_same_run_again_reads_nothing_again(store: Store, tmp_path: Path, read: list[str]) -> None:
    path = form(tmp_path, "甲")
    first = run([path], store)
    again = run([path, form(tmp_path, "乙")], store)
    assert read == ["甲.txt", "乙.txt"]
    assert [outcome.resumed for outcome in again.outcomes] == [True, False]
    assert replace(again.outcomes[0], resumed=False) == first.outcomes[0]
    assert [run.number for run in store.runs()] == [1, 2]


def test_a_copy_under_another_name_is_the_same_document(store: Store, tmp_path: Path, read: list[str]) -> None:
    path = form(tmp_path, "甲")
    run([path], store)
    copy = path.with_name("副本.txt")
    copy.write_bytes(path.read_bytes())
    assert run([copy], store).outcomes[0].resumed
    assert (read, list(documents(store))) == (["甲.txt"], ["甲.txt"])


def test_a_folder_and_a_store_hold_the_same(store: Store, tmp_path: Path, read: list[str]) -> None:
    path, out = form(tmp_path, "甲"), tmp_path / "out"
    report = run([path], store, out=out)
    assert report.outcomes[0].record == str(out / "甲.json")
    assert documents(store)["甲.txt"].record == load_record(out / "甲.json")
    assert run([path], store, out=out).outcomes[0].resumed
    assert read == ["甲.txt"]


@pytest.mark.parametrize("first", ["folder", "store"])
def test_what_one_holds_is_not_read_again_for_the_other(first: str, store: Store, tmp_path: Path, read: list[str]) -> None:
    path, out = form(tmp_path, "甲"), tmp_path / "out"
    run([path], store if first == "store" else None, out=out if first == "folder" else None)
    report = run([path], store, out=out)
    assert (report.outcomes[0].resumed, read) == (True, ["甲.txt"])
    assert documents(store)["甲.txt"].record == load_record(out / "甲.json")
    assert store.finished(documents(store)["甲.txt"].sha256, fingerprint(settings())) is not None


def test_neither_is_a_mistake_in_usage(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="--out 文件夹，或 --db"):
        run([form(tmp_path, "甲")], None)


def test_by_other_rules_it_is_checked_again_and_not_read_again(store: Store, tmp_path: Path, read: list[str]) -> None:
    path = form(tmp_path, "甲")
    run([path], store)
    before = documents(store)["甲.txt"]
    rules = tmp_path / "某省.toml"
    rules.write_text('[targets]\nweights = ["40"]\n', encoding="utf-8")
    by = replace(settings(), profile=load_profile(rules))
    report = run([path], store, by)
    after = documents(store)["甲.txt"]
    assert before.record is not None
    assert after.record is not None
    assert (read, report.outcomes[0].resumed) == (["甲.txt"], True)
    assert [finding.check for finding in before.record.findings if finding.check == "W01"] == ["W01"]
    assert [finding.check for finding in after.record.findings if finding.check == "W01"] == []
    assert len({before.record_sha256, after.record_sha256}) == 2


def test_what_fails_is_kept_with_its_reason_and_tried_again(store: Store, tmp_path: Path) -> None:
    bad = tmp_path / "坏.pdf"
    bad.write_bytes(b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\n")
    report = run([bad, form(tmp_path, "甲")], store, jobs=2)
    found = documents(store)["坏.pdf"]
    assert (found.state, list(found.errors)) == ("failed", report.outcomes[0].errors)
    assert (store.file(found.sha256) is not None, report.exit_code) == (True, 1)
    assert {outcome.source: outcome.resumed for outcome in run([bad], store).outcomes} == {str(bad): False}
    assert len(documents(store)) == 2


def test_a_defect_of_ours_is_kept_too(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: Any) -> Any:  # noqa: ANN401 - as it comes
        raise ZeroDivisionError("1/0")

    with monkeypatch.context() as patched:
        patched.setitem(STRATEGIES, "rules", broken)
        run([form(tmp_path, "甲")], store)
    assert "ZeroDivisionError" in documents(store)["甲.txt"].errors[0]
    run([form(tmp_path, "甲")], store)
    assert documents(store)["甲.txt"].state == "open"


def test_an_outage_never_looks_like_an_empty_form(store: Store, tmp_path: Path) -> None:
    path = form(tmp_path, "甲")
    run([path], store, settings("map", failing(ProviderError("断了"))))
    found = documents(store)["甲.txt"]
    assert (found.state, len(found.errors)) == ("partial", 1)
    run([path], store, settings("map", FakeGateway(lambda _: {})))
    assert (documents(store)["甲.txt"].state, documents(store)["甲.txt"].errors) == ("open", ())


def test_a_file_that_changes_while_it_is_read(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = form(tmp_path, "甲")

    def changing(source: Path, *rest: Any) -> Record:  # noqa: ANN401 - as it comes
        form(tmp_path, "甲", FORM + "\n办公电话：1234567\n")
        return make_record(source, *rest)

    with monkeypatch.context() as patched:
        patched.setattr(batches, "make_record", changing)
        report = run([path], store)
    assert "改动" in report.outcomes[0].errors[0]
    assert [document.state for document in store.each()] == ["failed"]
    assert run([path], store).exit_code == 0


def test_a_name_that_is_no_text(store: Store, tmp_path: Path) -> None:
    path = Path(f"{tmp_path}/\udcb2\udce2.txt")
    path.write_text(FORM, encoding="utf-8")
    run([path], store)
    assert len(documents(store)) == 1


def test_two_runs_at_once_over_one_store(store: Store, tmp_path: Path) -> None:
    """As two processes would: nothing is shared but the file."""
    paths = [form(tmp_path, str(number)) for number in range(8)]
    start = threading.Barrier(2)

    def work(_: int) -> RunReport:
        mine = open_store(str(store.place.path))
        start.wait()
        made = run(paths, mine, jobs=2)
        mine.close()
        return made

    with ThreadPoolExecutor(2) as pool:
        reports = list(pool.map(work, range(2)))
    assert [report.exit_code for report in reports] == [0, 0]
    assert len(documents(store)) == 8
    with store._reading.connect() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM readings").scalar() == 8
        assert connection.exec_driver_sql("SELECT count(*) FROM records").scalar() == 8


def test_disagreements_between_files_are_those_of_the_folder(store: Store, tmp_path: Path) -> None:
    paths = [form(tmp_path, "甲"), form(tmp_path, "乙", FORM + "\n电话：1\n")]
    by_store, by_folder = run(paths, store), run(paths, None, out=tmp_path / "out")
    assert by_store.across == by_folder.across
    kept = documents(store)
    for path in paths:
        assert timeless(kept[path.name].record) == timeless(load_record(tmp_path / "out" / f"{path.stem}.json"))


# ---- the command


def command(*arguments: object) -> Result:
    return CliRunner().invoke(cli.app, ["run", "--reading", "rules", *map(str, arguments)])


def test_the_command_with_a_database(tmp_path: Path) -> None:
    path, db = form(tmp_path, "甲"), tmp_path / "一" / "库.db"
    first, again = command(path, "--db", db), command(path, "--db", f"sqlite:///{db}")
    assert (first.exit_code, again.exit_code) == (0, 0)
    assert f"{path} → {db}：1 页，1 张绩效表" in first.stdout
    assert "沿用上次结果" in again.stdout


def test_the_command_with_both(tmp_path: Path) -> None:
    path, out, db = form(tmp_path, "甲"), tmp_path / "out", tmp_path / "库.db"
    assert f"{path} → {out / '甲.json'}：" in command(path, "--out", out, "--db", db).stdout
    store = open_store(str(db), create=False)
    assert [document.record for document in store.each()] == [load_record(out / "甲.json")]
    store.close()


MISTAKES = {
    "neither": ([], "--out 文件夹，或 --db"),
    "no database": (["--db", "{}/甲.txt"], "不是 SQLite 数据库"),
    "another database": (["--db", "mysql://localhost/x"], "目前只支持 SQLite"),
}


@pytest.mark.parametrize("case", MISTAKES)
def test_mistakes_in_usage(case: str, tmp_path: Path) -> None:
    options, said = MISTAKES[case]
    ended = command(form(tmp_path, "甲"), *(option.format(tmp_path) for option in options))
    assert isinstance(ended.exception, UsageError)
    assert said in str(ended.exception)
