"""A batch: going on where it stopped, one bad file alone, failures named and never looking like an empty form."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from extractor.errors import ModelCrashedError, ProviderError, UsageError
from extractor.interpret import STRATEGIES
from extractor.llm.fake import FakeGateway
from extractor.llm.prompts import Prompt
from extractor.readers import ReadOptions
from extractor.record import Record
from extractor.run import Outcome, RunReport, Settings, load_record, run_batch
from extractor.run import batch as batches

FORM = "某区2024年绩效目标表\n\n单位：万元\n\n项目名称\t{}\n项目总额\t5\n主管部门\t司法局\n年度目标\t完成任务\n"
FORM += "指标名称\t指标性质\t指标值\t分值\n次数\t≥\t40\t20\n件数\t≥\t3\t20\n\n联系人：江伟\n"


class Watching:
    """Keeps what it is told."""

    def __init__(self) -> None:
        self.told: list[tuple[object, ...]] = []

    def begin(self, total: int) -> None:
        self.told.append(("begin", total))

    def step(self, source: str, what: str, done: int, total: int) -> None:
        self.told.append((Path(source).name, what, done, total))

    def end(self, source: str) -> None:
        self.told.append(("end", Path(source).name))


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "out"


def form(folder: Path, name: str, text: str = FORM) -> Path:
    path = folder / f"{name}.txt"
    path.write_text(text.replace("{}", name), encoding="utf-8")
    return path


def settings(reading: str = "rules", gateway: FakeGateway | None = None) -> Settings:
    return Settings(reading, gateway, threading.Lock())


def run(paths: list[Path], out: Path, made_by: Settings | None = None, jobs: int = 1) -> RunReport:
    return run_batch(paths, out, made_by or settings(), jobs=jobs, watcher=Watching())


def names(out: Path) -> list[str]:
    return sorted(path.name for path in out.iterdir() if path.is_file())


def only(report: RunReport) -> Outcome:
    (outcome,) = report.outcomes
    return outcome


# ---- what a run writes


@pytest.mark.parametrize("jobs", [1, 4])
def test_a_record_per_file_and_the_run(out: Path, tmp_path: Path, jobs: int) -> None:
    paths = [form(tmp_path, name) for name in ("甲", "乙", "丙")]
    report = run(paths, out, jobs=jobs)
    assert names(out) == ["run.json", "丙.json", "乙.json", "甲.json"]
    assert [Path(outcome.source) for outcome in report.outcomes] == paths
    records = [load_record(out / f"{name}.json") for name in ("甲", "乙", "丙")]
    assert [record.forms[0].project_name.raw for record in records if record.forms[0].project_name] == ["甲", "乙", "丙"]
    assert json.loads((out / "run.json").read_text(encoding="utf-8")) == json.loads(json.dumps(report.as_json()))
    assert (report.exit_code, report.count("failed")) == (0, 0)


def test_the_watcher_is_told(out: Path, tmp_path: Path) -> None:
    watcher = Watching()
    run_batch([form(tmp_path, "甲")], out, settings(), jobs=1, watcher=watcher)
    assert watcher.told == [("begin", 1), ("甲.txt", "读取", 1, 1), ("甲.txt", "理解", 1, 1), ("end", "甲.txt")]


def test_an_output_folder_that_is_a_file_is_a_mistake_in_usage(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("")
    with pytest.raises(UsageError, match="--out"):
        run([form(tmp_path, "甲")], tmp_path / "out")


# ---- going on


def test_a_second_run_goes_on(out: Path, tmp_path: Path) -> None:
    path = form(tmp_path, "甲")
    first = (run([path], out), (out / "甲.json").read_bytes())
    again = run([path, form(tmp_path, "乙")], out)
    assert [outcome.resumed for outcome in again.outcomes] == [True, False]
    assert (out / "甲.json").read_bytes() == first[1]
    assert replace(again.outcomes[0], resumed=False) == first[0].outcomes[0]


OTHER: dict[str, Settings] = {
    "another reading": settings("map", FakeGateway(lambda _: {})),
    "another model": settings("rules", FakeGateway({}, model="other")),
    "other options": Settings("rules", None, threading.Lock(), ReadOptions(accept_repaired=True)),
}


@pytest.mark.parametrize("case", OTHER)
def test_other_settings_read_again(case: str, out: Path, tmp_path: Path) -> None:
    path = form(tmp_path, "甲")
    run([path], out)
    assert not only(run([path], out, OTHER[case])).resumed
    assert not only(run([path], out)).resumed


def test_a_file_that_changed_is_read_again(out: Path, tmp_path: Path) -> None:
    run([form(tmp_path, "甲")], out)
    report = run([form(tmp_path, "甲", FORM + "\n办公电话：1234567\n")], out)
    assert not only(report).resumed
    assert load_record(out / "甲.json").forms[0].contacts[0].phone is not None


DAMAGE: dict[str, Callable[[Path], object]] = {
    "the record is gone": lambda path: path.unlink(),
    "the record is cut off": lambda path: path.write_bytes(path.read_bytes()[:-20]),
    "the record is something else": lambda path: path.write_text("{}"),
}


@pytest.mark.parametrize("case", DAMAGE)
def test_a_record_that_was_lost_is_made_again(case: str, out: Path, tmp_path: Path) -> None:
    path = form(tmp_path, "甲")
    run([path], out)
    DAMAGE[case](out / "甲.json")
    assert not only(run([path], out)).resumed
    assert load_record(out / "甲.json").forms


# ---- failures


def failing(error: Exception) -> FakeGateway:
    def fail(_: Prompt) -> Any:  # noqa: ANN401 - a reply
        return error

    return FakeGateway(fail)


@pytest.mark.parametrize("reading", ["auto", "map", "copy", "both"])
@pytest.mark.parametrize("error", [ProviderError("接口在 3 次重试后仍无应答。"), ModelCrashedError("模型进程退出。")])
def test_an_outage_never_looks_like_an_empty_form(reading: str, error: Exception, out: Path, tmp_path: Path) -> None:
    path = form(tmp_path, "甲", FORM + "\n" + FORM.replace("{}", "乙"))
    report = run([path], out, settings(reading, failing(error)))
    record = load_record(out / "甲.json")
    assert (record.forms, record.kind) == ([], "other")
    assert record.errors == [f"第1页《某区2024年绩效目标表》未读取：{error}"] * 2
    assert (only(report).state, only(report).errors, report.exit_code) == ("failed", record.errors, 1)
    assert any(str(error) in line for line in report.lines())


def test_a_record_with_errors_is_made_again(out: Path, tmp_path: Path) -> None:
    path = form(tmp_path, "甲")
    run([path], out, settings("map", failing(ProviderError("断了"))))
    healed = run([path], out, settings("map", FakeGateway(lambda _: {})))
    assert (only(healed).resumed, only(healed).errors, healed.exit_code) == (False, [], 0)
    assert only(run([path], out, settings("map", FakeGateway(lambda _: {})))).resumed


def test_what_an_outage_overwrote_is_not_taken_for_finished(out: Path, tmp_path: Path) -> None:
    path = form(tmp_path, "甲")
    run([path], out)
    run([path], out, settings("map", failing(ProviderError("断了"))))
    report = run([path], out)
    assert (only(report).resumed, only(report).errors, report.exit_code) == (False, [], 0)


def test_a_form_that_was_read_stands_beside_one_that_was_not(out: Path, tmp_path: Path) -> None:
    def fail_second(prompt: Prompt) -> Any:  # noqa: ANN401 - a reply
        return ProviderError("断了") if "负责人" in prompt.messages[-1].content else {}

    text = FORM + "\n" + FORM.replace("年度目标", "项目负责人")
    report = run([form(tmp_path, "甲", text)], out, settings("map", FakeGateway(fail_second)))
    record = load_record(out / "甲.json")
    assert (len(record.forms), len(record.errors), only(report).forms, report.exit_code) == (1, 1, 1, 1)


def test_a_bad_file_does_not_stop_the_others(out: Path, tmp_path: Path) -> None:
    bad = tmp_path / "坏.pdf"
    bad.write_bytes(b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\n")
    report = run([bad, form(tmp_path, "甲")], out, jobs=2)
    assert report.outcomes[0].state == "failed"
    assert report.outcomes[0].record is None
    assert "坏.pdf" in report.outcomes[0].errors[0]
    assert names(out) == ["run.json", "甲.json"]
    assert report.exit_code == 1


def test_a_defect_of_ours_does_not_stop_the_others(out: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rules = STRATEGIES["rules"]

    def broken(region: Any, gateway: Any) -> Any:  # noqa: ANN401 - as it comes
        if any("乙" in cell.text for row in region.rows for cell in row.cells):
            raise ZeroDivisionError("1/0")
        return rules(region, gateway)

    monkeypatch.setitem(STRATEGIES, "rules", broken)
    report = run([form(tmp_path, "乙"), form(tmp_path, "甲")], out)
    assert report.outcomes[0].state == "failed"
    assert "ZeroDivisionError" in report.outcomes[0].errors[0]
    assert names(out) == ["run.json", "甲.json"]


def test_a_table_that_is_no_form_is_named(out: Path, tmp_path: Path) -> None:
    path = form(tmp_path, "甲", "食堂菜单\n\n星期\t早餐\t价格\n一\t包子\t2\n二\t面条\t8\n")
    report = run([path], out)
    record = load_record(out / "甲.json")
    assert (record.forms, record.kind, record.errors) == ([], "other", [])
    assert [note for note in record.notes if "不像绩效目标表" in note]
    assert (only(report).state, report.exit_code) == ("look", 0)


def test_a_file_without_a_table_says_so(out: Path, tmp_path: Path) -> None:
    report = run([form(tmp_path, "甲", "一段说明文字。\n")], out)
    assert only(report).state == "look"
    assert "没有表格" in load_record(out / "甲.json").notes[0]


# ---- a run that is killed


def test_a_record_is_written_whole_or_not_at_all(out: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = form(tmp_path, "甲")

    def cut(self: Path, target: Path) -> Path:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(Path, "replace", cut)
        with pytest.raises(KeyboardInterrupt):
            run([path], out)
    assert [name for name in names(out) if not name.startswith(".")] == []
    assert not only(run([path], out)).resumed
    assert names(out) == ["run.json", "甲.json"]


KILLED = """
import os, signal, sys, threading
from pathlib import Path
from extractor.run import Settings, run_batch
from extractor.run import batch
from tests.run.test_run_batch import Watching

made = batch.make_record
def make_record(path, *rest):
    if path.stem == "b":
        os.kill(os.getpid(), signal.SIGKILL)
    return made(path, *rest)
batch.make_record = make_record
folder = Path(sys.argv[1])
settings = Settings("rules", None, threading.Lock())
run_batch([folder / "a.txt", folder / "b.txt"], folder / "out", settings, jobs=1, watcher=Watching())
"""


def test_a_run_that_was_killed_goes_on_where_it_stopped(out: Path, tmp_path: Path) -> None:
    paths = [form(tmp_path, "a"), form(tmp_path, "b")]
    root = Path(batches.__file__).parents[3]
    environment = {**os.environ, "PYTHONPATH": f"{root}{os.pathsep}{root / 'src'}"}
    ended = subprocess.run([sys.executable, "-c", KILLED, str(tmp_path)], env=environment, check=False)
    assert ended.returncode == -signal.SIGKILL
    assert names(out) == ["a.json"]
    assert Record.model_validate_json((out / "a.json").read_bytes()).forms
    report = run(paths, out)
    assert [outcome.resumed for outcome in report.outcomes] == [True, False]
    assert names(out) == ["a.json", "b.json", "run.json"]
