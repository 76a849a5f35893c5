"""The command line end to end: results on stdout, everything else on stderr, exit codes, messages instead of tracebacks."""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pymupdf
import pytest

from extractor import __version__, cli
from extractor.errors import ProviderError
from extractor.llm.fake import FakeGateway
from extractor.llm.prompts import Prompt
from extractor.record import Record
from extractor.run import load_record

FORM = "某区2024年绩效目标表\n\n单位：万元\n\n项目名称\t甲\n项目总额\t5\n"
FORM += "指标名称\t指标性质\t指标值\t分值\n次数\t≥\t40\t50\n件数\t≥\t3\t50\n"


@dataclass(frozen=True)
class Ended:
    """What a command left behind."""

    code: object
    out: str
    err: str


class Command:
    """Runs the command as a shell would."""

    def __init__(self, patch: pytest.MonkeyPatch, captured: pytest.CaptureFixture[str]) -> None:
        self._patch, self._captured = patch, captured

    def __call__(self, *arguments: object) -> Ended:
        self._patch.setattr(sys, "argv", ["extractor", *map(str, arguments)])
        with pytest.raises(SystemExit) as ended:
            cli.main()
        return Ended(ended.value.code, *self._captured.readouterr())


@pytest.fixture
def command(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Command:
    """A command in an environment without any model; the cache is empty."""
    for name in ("PROVIDER", "BASE_URL", "API_KEY", "MODEL", "MODEL_PATH", "THREADS"):
        monkeypatch.delenv(f"EXTRACTOR_{name}", raising=False)
        monkeypatch.delenv(f"OPENAI_{name}", raising=False)
    monkeypatch.setenv("EXTRACTOR_CACHE_DIR", str(tmp_path / "cache"))
    return Command(monkeypatch, capsys)


@pytest.fixture
def form(tmp_path: Path) -> Path:
    path = tmp_path / "甲.txt"
    path.write_text(FORM, encoding="utf-8")
    return path


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "out"


def answering(patch: pytest.MonkeyPatch, gateway: FakeGateway) -> FakeGateway:
    patch.setattr("extractor.commands.run.open_gateway", lambda *_, **__: gateway)
    return gateway


# ---- run


def test_a_run_writes_records_and_a_summary(command: Command, form: Path, out: Path) -> None:
    ended = command("run", form, "--out", out, "--reading", "rules")
    assert (ended.code, "Traceback" in ended.err) == (0, False)
    assert ended.out.splitlines()[0].startswith(f"✓ {form} → {out / '甲.json'}：1 页，1 张绩效表，")
    assert ended.out.splitlines()[-1].startswith("共 1 个文件：1 个无需复核，0 个需要看一看，0 个未读全或失败，0 个找不到")
    made = load_record(out / "甲.json")
    assert (made.source, made.provenance.reading, made.provenance.model) == ("甲.txt", "rules", None)


def test_a_second_run_goes_on(command: Command, form: Path, out: Path) -> None:
    command("run", form, "--out", out, "--reading", "rules")
    assert "沿用上次结果" in command("run", form, "--out", out, "--reading", "rules").out


def test_json_is_what_run_json_holds(command: Command, form: Path, out: Path) -> None:
    ended = command("run", form, form, "--out", out, "--reading", "rules", "--json")
    told = json.loads(ended.out)
    assert told == json.loads((out / "run.json").read_text(encoding="utf-8"))
    assert told["counts"] == {"clean": 1, "look": 0, "failed": 0, "missing": 0}
    assert told["same"] == {str(form): str(form)}
    assert [(made["source"], made["forms"]) for made in told["inputs"]] == [(str(form), 1)]


def test_the_same_file_twice_is_read_once_and_said_so(command: Command, form: Path, out: Path) -> None:
    copy = form.with_name("副本.txt")
    copy.write_bytes(form.read_bytes())
    ended = command("run", form, copy, form, "--out", out, "--reading", "rules")
    assert ended.code == 0
    assert f"同一文件，只读一次：{copy}（同 {form}）" in ended.out
    assert [path.name for path in out.glob("*.json")] in (["run.json", "甲.json"], ["甲.json", "run.json"])


def test_a_folder(command: Command, form: Path, out: Path) -> None:
    (form.parent / "说明.md").write_text("无")
    ended = command("run", form.parent, "--out", out, "--reading", "rules")
    assert ended.code == 0
    assert "说明.md" in ended.out
    assert (out / "甲.json").is_file()


def test_a_missing_file_is_exit_code_1(command: Command, form: Path, out: Path) -> None:
    gone = form.with_name("没有.pdf")
    ended = command("run", gone, form, "--out", out, "--reading", "rules")
    assert ended.code == 1
    assert f"✗ {gone}：文件不存在" in ended.out
    assert (out / "甲.json").is_file()


def test_a_bad_pdf_does_not_stop_the_others(command: Command, form: Path, out: Path) -> None:
    bad = form.with_name("坏.pdf")
    bad.write_bytes(b"%PDF-1.7\nnothing")
    ended = command("run", bad, form, "--out", out, "--reading", "rules")
    assert ended.code == 1
    assert f"✗ {bad}" in ended.out
    assert "Traceback" not in ended.out + ended.err
    assert sorted(path.name for path in out.glob("*.json")) == ["run.json", "甲.json"]


def test_a_damaged_pdf_is_read_only_on_request(command: Command, tmp_path: Path, out: Path) -> None:
    with pymupdf.open() as made:
        made.new_page().insert_text((72, 72), "text " * 40)
        whole = made.tobytes()
    path = tmp_path / "cut.pdf"
    path.write_bytes(whole[: int(len(whole) * 0.8)])
    refused = command("run", path, "--out", out, "--reading", "rules")
    assert (refused.code, "✗" in refused.out) == (1, True)
    accepted = command("run", path, "--out", out, "--reading", "rules", "--accept-repaired")
    assert accepted.code == 0


def test_gb18030_works_end_to_end(command: Command, form: Path, out: Path) -> None:
    form.write_bytes(FORM.replace("甲", "㐀镕项目").encode("gb18030"))
    assert command("run", form, "--out", out, "--reading", "rules").code == 0
    made = load_record(out / "甲.json")
    assert "gb18030" in made.provenance.reader
    assert made.forms[0].project_name is not None
    assert made.forms[0].project_name.raw == "㐀镕项目"
    assert [row.value.value for row in made.forms[0].indicators if row.value] == ["40", "3"]


# ---- models


def test_no_model_names_both_ways_out(command: Command, form: Path, out: Path) -> None:
    ended = command("run", form, "--out", out)
    assert (ended.code, ended.out) == (2, "")
    assert "extractor model pull" in ended.err
    assert "EXTRACTOR_BASE_URL" in ended.err
    assert "--reading rules" in ended.err
    assert "Traceback" not in ended.err
    assert not out.exists()


def test_an_outage_is_named_and_exit_code_1(command: Command, form: Path, out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_: Prompt) -> Any:  # noqa: ANN401 - a reply
        return ProviderError("接口在 3 次重试后仍无应答。")

    answering(monkeypatch, FakeGateway(fail))
    ended = command("run", form, "--out", out)
    assert ended.code == 1
    assert "接口在 3 次重试后仍无应答" in ended.out
    made = load_record(out / "甲.json")
    assert (made.forms, len(made.errors)) == ([], 1)


def test_the_provenance_names_the_model(command: Command, form: Path, out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    answering(monkeypatch, FakeGateway(lambda _: {}, model="fake-1"))
    assert command("run", form, "--out", out, "--reading", "map").code == 0
    made = load_record(out / "甲.json").provenance
    assert (made.reading, made.provider, made.model, made.calls) == ("map", "fake", "fake-1", 2)
    assert set(made.prompts) == {"name_labels", "name_columns"}


def test_the_model_that_is_not_there(command: Command, tmp_path: Path) -> None:
    ended = command("model", "status")
    assert (ended.code, "extractor model pull" in ended.out) == (1, True)
    assert command("model", "path").out.strip().startswith(str(tmp_path / "cache"))


# ---- usage

MISTAKES = {
    "no command": [],
    "another command": ["extract", "{form}"],
    "no input": ["run", "--out", "{out}"],
    "no output": ["run", "{form}"],
    "another reading": ["run", "{form}", "--out", "{out}", "--reading", "free"],
    "another provider": ["run", "{form}", "--out", "{out}", "--provider", "cloud"],
    "no jobs": ["run", "{form}", "--out", "{out}", "--jobs", "0"],
    "an unknown option": ["run", "{form}", "--out", "{out}", "--fast"],
    "an endpoint that is not configured": ["run", "{form}", "--out", "{out}", "--provider", "openai"],
    "an output folder that is a file": ["run", "{form}", "--out", "{form}", "--reading", "rules"],
    "a record that is none": ["show", "{form}"],
    "a record that is not there": ["show", "{out}/none.json"],
    "a model file that is none": ["model", "pull", "--source", "{form}"],
}


@pytest.mark.parametrize("case", MISTAKES)
def test_mistakes_in_usage_are_exit_code_2(case: str, command: Command, form: Path, out: Path) -> None:
    ended = command(*(argument.format(form=form, out=out) for argument in MISTAKES[case]))
    assert ended.code == 2
    assert "Traceback" not in ended.out + ended.err
    assert ended.out + ended.err
    assert not out.exists()


ENVIRONMENT = {"EXTRACTOR_PROVIDER": "cloud", "EXTRACTOR_TIMEOUT": "soon", "EXTRACTOR_THREADS": "0", "EXTRACTOR_CONTEXT": "1"}


@pytest.mark.parametrize("name", ENVIRONMENT)
def test_mistakes_in_the_environment_are_named(
    name: str, command: Command, form: Path, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, ENVIRONMENT[name])
    ended = command("run", form, "--out", out)
    assert (ended.code, ended.out) == (2, "")
    assert name in ended.err
    assert "Traceback" not in ended.err


# ---- the rest


def test_version(command: Command) -> None:
    assert command("--version") == Ended(0, f"extractor {__version__}\n", "")


def test_show_prints_a_record(command: Command, form: Path, out: Path) -> None:
    form.write_text(FORM.replace("甲", "[bold]甲[/bold] [link=x]"), encoding="utf-8")
    command("run", form, "--out", out, "--reading", "rules")
    title = Record.model_validate_json((out / "甲.json").read_bytes()).forms[0].title
    assert title is not None
    ended = command("show", out / "甲.json")
    assert ended.code == 0
    shown = ("某区2024年绩效目标表", "[bold]甲[/bold] [link=x]", "5 万元", "第5行", f"{title.confidence:.2f}", "次数")
    assert all(text in ended.out for text in shown)


def test_show_tells_ink_from_blank(command: Command, form: Path, out: Path) -> None:
    command("run", form, "--out", out, "--reading", "rules")
    made = Record.model_validate_json((out / "甲.json").read_bytes())
    assert made.forms[0].project_name is not None
    made.forms[0].project_name.raw = ""
    made.forms[0].project_name.unreadable = True
    (out / "甲.json").write_text(made.model_dump_json(), encoding="utf-8")
    assert "有墨迹，认不出" in command("show", out / "甲.json").out


BROKEN = FORM.replace("50\n件数", "30\n件数")


def test_findings_decide_the_exit_code_when_asked(command: Command, tmp_path: Path) -> None:
    (tmp_path / "乙.txt").write_text(BROKEN, encoding="utf-8")
    arguments = ("run", tmp_path / "乙.txt", "--out", tmp_path / "out", "--reading", "rules")
    told = command(*arguments)
    assert (told.code, "1 个警告" in told.out) == (0, True)
    assert command(*arguments, "--fail-on", "warning").code == 4
    assert command(*arguments, "--fail-on", "error").code == 0


def test_records_are_checked_again_without_their_documents(command: Command, tmp_path: Path) -> None:
    (tmp_path / "乙.txt").write_text(BROKEN, encoding="utf-8")
    command("run", tmp_path / "乙.txt", "--out", tmp_path / "out", "--reading", "rules")
    (tmp_path / "乙.txt").unlink()
    record = tmp_path / "out" / "乙.json"
    again = command("validate", record, "--fail-on", "warning")
    assert (again.code, "[警告 W01]" in again.out) == (4, True)
    profile = tmp_path / "某省.toml"
    profile.write_text('[targets]\nweights = ["80"]\n', encoding="utf-8")
    assert command("validate", record, "--profile", profile, "--fail-on", "warning").code == 0
    record.write_text(record.read_text("utf-8").replace('"raw": "30"', '"raw": "50"'), encoding="utf-8")
    assert "W01" not in command("validate", record).out, "a corrected record is taken as it is"


@pytest.mark.parametrize("text", ["[checks\n", "[checks]\noff = 3\n", "[cheques]\n"])
def test_a_bad_profile_is_named(command: Command, tmp_path: Path, form: Path, text: str) -> None:
    profile = tmp_path / "某省.toml"
    profile.write_text(text, encoding="utf-8")
    ended = command("run", form, "--out", tmp_path / "out", "--reading", "rules", "--profile", profile)
    assert (ended.code, str(profile) in ended.err, "Traceback" in ended.err) == (2, True, False)


BUDGET = "某局2021年预算说明\n\n2021年支出预算8万元，其中：基本支出5万元。\n\n某局2021年支出预算表\n\n单位：万元\n\n"
BUDGET += "科目编码\t科目名称\t合计\t基本支出\n204\t公共安全支出\t8.00\t5.00\n合计\t\t8.00\t6.00\n"


def test_show_prints_budget_tables_claims_and_findings(command: Command, tmp_path: Path) -> None:
    (tmp_path / "丙.txt").write_text(BUDGET, encoding="utf-8")
    command("run", tmp_path / "丙.txt", "--out", tmp_path / "out", "--reading", "rules")
    shown = command("show", tmp_path / "out" / "丙.json").out
    for said in ("公共安全支出", "正文中的数额", "[错误 T03]", "1 张预算表"):
        assert said in shown, said
