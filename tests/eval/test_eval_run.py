"""Runs end to end: the `rules` arm over a golden text copy, failures, going on, scoring again, the command line."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from eval import run as runs
from eval.__main__ import app, main
from eval.arms import ARMS, Bench
from eval.cases import select
from eval.estimates import BETTER_LOW, RATES, SHARES, estimates
from eval.findings import Found
from eval.leaves import Verdict
from eval.metrics import METRICS, Ratio
from eval.run import run, score
from eval.store import Parameters, RunFile, load_run, load_stored
from extractor.errors import DamagedInputError, NoModelError, UsageError
from extractor.interpret import STRATEGIES
from extractor.llm.contract import Gateway
from extractor.record import Record
from golden import corpus
from golden.anomalies import Anomaly

LEAVES = sum(bool(text) for text in corpus.leaves(corpus.get_case("000").expected()).values())
RULES = Parameters(suite="golden", arm="rules", cases=["000"], copies=["text"])


def no_gateway(_: object) -> Gateway:
    raise NoModelError("没有模型")


@pytest.fixture
def bench() -> Bench:
    return Bench(no_gateway)


class Broken(Bench):
    """Fails at every file."""

    def __init__(self, error: Exception) -> None:
        super().__init__(no_gateway)
        self.error = error

    def read(self, arm: str, path: Path) -> Record:
        del arm, path
        raise self.error


def test_rules_over_a_golden_text_copy(bench: Bench, tmp_path: Path) -> None:
    steps: list[tuple[str, int, int]] = []
    made = run(RULES, tmp_path / "rules.json", bench, lambda *step: steps.append(step))
    (result,) = made.results
    assert steps == [("000.text", 0, 1), ("", 1, 1)]
    assert (result.case, result.document, result.copy_kind, result.resumed) == ("000.text", "000", "text", False)
    assert tuple(made.totals) == SHARES
    assert SHARES[: len(METRICS)] == tuple(METRICS)
    assert made.totals["leaf_recall"].n == LEAVES
    assert made.totals["indicator_row_f1"].n >= 30
    assert made.totals["made_up"].hits == 0
    assert (made.model, made.failed, result.errors) == (None, [], [])
    assert result.costs.tokens.get("generated") == 0
    stored = json.loads((tmp_path / "rules.json").read_text(encoding="utf-8"))
    assert stored["parameters"]["arm"] == "rules"
    assert RunFile.model_validate(stored) == made


def test_a_run_file_holds_every_leaf_it_scored(bench: Bench, tmp_path: Path) -> None:
    made = run(RULES, tmp_path / "r.json", bench)
    (result,) = load_run(tmp_path / "r.json").results
    matched = sum(leaf.right for leaf in result.leaves)
    assert result.forms == 5
    assert result.ratios["leaf_recall"] == Ratio(matched, LEAVES)
    assert result.ratios["leaf_precision"].n == sum(leaf.confidence is not None for leaf in result.leaves)
    assert result.ratios["grounding"] == Ratio(sum(leaf.grounded is True for leaf in result.leaves), matched)
    numbers = [leaf for leaf in result.leaves if leaf.numeric and (leaf.right or leaf.expected)]
    assert result.ratios["numeric_exact"].n == len(numbers)
    text = (tmp_path / "r.json").read_text(encoding="utf-8")
    assert len(text.encode()) / LEAVES < 80
    assert RunFile.model_validate_json(text) == made


def test_labels_hash_says_what_was_scored_against(bench: Bench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = run(RULES, tmp_path / "r.json", bench).results[0].labels
    assert score(tmp_path / "r.json").results[0].labels == before
    said = {"paths": ["forms[0].indicators"], "as_written": [], "expected": "100", "reason": "…"}
    one = Anomaly.model_validate({"id": "a", "check": "W01", "certainty": "certain", "severity": "error", **said})
    monkeypatch.setattr(runs, "anomalies_of", lambda suite, document: [one])
    result = score(tmp_path / "r.json").results[0]
    assert result.labels != before
    assert result.found == [Found("a", "W01", "certain", False)]
    assert not any(raised.true for raised in result.raised or [])
    assert result.ratios["finding_recall_certain"] == Ratio(0, 1)


def test_figures_of_a_run(bench: Bench, tmp_path: Path) -> None:
    wanted = RULES.model_copy(update={"cases": ["000", "004"]})
    found = estimates(run(wanted, tmp_path / "r.json", bench))
    assert found.keys() > BETTER_LOW
    assert (found["leaf_f1"].documents, found["failed"].n) == (2, 2)
    assert found["seconds_per_form"].n == 9
    assert found["errors_caught_5"].value is None, "nothing was wrong, so no errors could be caught"
    assert RATES.keys() < found.keys()


def test_a_second_run_goes_on_and_scores_the_same(bench: Bench, tmp_path: Path) -> None:
    first = run(RULES, tmp_path / "r.json", bench)
    again = run(RULES, tmp_path / "r.json", bench)
    assert [result.resumed for result in again.results] == [True]
    assert again.totals == first.totals


def test_records_made_with_other_code_or_settings_are_made_again(
    bench: Bench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(RULES, tmp_path / "r.json", bench)
    uncached = RULES.model_copy(update={"cache": False})
    assert not run(uncached, tmp_path / "r.json", bench).results[0].resumed
    monkeypatch.setattr(runs, "code_version", lambda: "other")
    assert not run(uncached, tmp_path / "r.json", bench).results[0].resumed


FAILURES = [(DamagedInputError("打不开"), "打不开", False), (KeyError("x"), "程序内部错误：KeyError: 'x'", True)]


@pytest.mark.parametrize(("error", "reason", "traced"), FAILURES)
def test_a_failed_case_scores_zero_and_is_tried_again(
    bench: Bench, tmp_path: Path, error: Exception, reason: str, traced: bool
) -> None:
    made = run(RULES, tmp_path / "r.json", Broken(error))
    assert [result.failure for result in made.failed] == [reason]
    assert made.totals["leaf_recall"] == Ratio(0, LEAVES)
    assert made.totals["leaf_precision"].value is None
    assert made.totals["failed"] == Ratio(1, 1)
    assert {leaf.verdict for leaf in made.results[0].leaves} == {Verdict.MISSED}
    stored = load_stored(tmp_path / "r", "000.text")
    assert stored is not None
    assert bool(stored.trace) is traced
    assert run(RULES, tmp_path / "r.json", bench).failed == []


def test_what_would_fail_every_case_stops_the_run(tmp_path: Path, bench: Bench) -> None:
    with pytest.raises(UsageError):
        run(RULES, tmp_path / "r.json", Broken(UsageError("配置")))
    with pytest.raises(NoModelError):
        run(RULES.model_copy(update={"arm": "map"}), tmp_path / "r.json", bench)


def test_scoring_again_reads_nothing_and_knows_todays_labels(bench: Bench, tmp_path: Path) -> None:
    first = run(RULES, tmp_path / "r.json", bench)
    path = tmp_path / "r" / "000.text.json"
    stored = json.loads(path.read_text(encoding="utf-8"))
    stored["record"]["forms"][0]["project_name"]["raw"] = "别的项目"
    path.write_text(json.dumps(stored), encoding="utf-8")
    again = score(tmp_path / "r")
    assert again.totals["leaf_recall"].hits == first.totals["leaf_recall"].hits - 1
    assert again.totals["made_up"].hits == 1


def test_every_reading_of_the_tool_is_an_arm_and_no_arm_stays_behind(tmp_path: Path, bench: Bench) -> None:
    assert ARMS.keys() == {*STRATEGIES, "free"}
    with pytest.raises(NoModelError):
        bench.read("free", tmp_path)
    assert "free" not in STRATEGIES


def test_golden_suite_filters() -> None:
    assert [case.id for case in select("golden", ["001", "000"], ["pdf", "text"])] == ["001.pdf", "001.text", "000.pdf", "000.text"]
    assert {case.kind for case in select("golden")} == {"text", "pdf", "docx", "scan"}


def command(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, list(arguments), catch_exceptions=False)
    return result.exit_code, result.output


def test_commands(tmp_path: Path) -> None:
    out = tmp_path / "runs" / "rules.json"
    code, said = command("run", "--suite", "golden", "--arm", "rules", "--copies", "text", "--cases", "000,004", "--out", str(out))
    assert code == 0
    assert "004.text" in said
    assert "leaf_f1" in said
    assert "confidence_auroc" in said
    path = out.with_suffix("") / "000.text.json"
    stored = json.loads(path.read_text(encoding="utf-8"))
    form = stored["record"]["forms"][0]
    form["total_budget"]["raw"] = "50"
    form["title"] = None
    form["project_code"] = {"raw": "X-1", "page": 1, "line": 3}
    path.write_text(json.dumps(stored), encoding="utf-8")
    code, said = command("score", str(out), "--fields")
    assert code == 0
    assert "forms.total_budget" in said
    code, said = command("misses", str(out.with_suffix("")), "--cases", "000")
    assert code == 0
    assert "000.text  wrong     forms[0].total_budget: expected '5' read '50'  (line 10)" in said.splitlines()
    assert "000.text  missed    forms[0].title: expected '长寿区2024年重点专项绩效目标表'" in said.splitlines()
    assert "000.text  invented  forms[0].project_code: read 'X-1'  (line 3)" in said.splitlines()
    assert command("misses", str(out), "--verdict", "invented")[1].count("\n") == 1


def test_arms_side_by_side(tmp_path: Path) -> None:
    common = ["--suite", "golden", "--copies", "text", "--cases", "000"]
    code, said = command("arms", *common, "--arms", "rules", "--out", str(tmp_path))
    assert code == 0
    assert "indicator_row_f1" in said
    assert (tmp_path / "rules.json").is_file()


def test_list() -> None:
    code, said = command("list")
    assert code == 0
    assert "000.scan" in said
    assert "free" in said


BAD = [
    (["run", "--suite", "golden", "--cases", "999", "--out", "x.json"], "没有这样的案例：999"),
    (["run", "--suite", "golden", "--copies", "fax", "--out", "x.json"], "没有这样的副本：fax"),
    (["arms", "--suite", "golden", "--arms", "magic", "--out", "x"], "没有这样的读法：magic"),
    (["score", "nowhere.json"], "没有这次运行"),
    (["run", "--suite", "silver", "--out", "x.json"], "silver"),
    (["run", "--suite", "golden"], "--out"),
]


@pytest.mark.parametrize(("arguments", "message"), BAD)
def test_bad_usage(
    arguments: list[str], message: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "argv", ["eval", *arguments])
    with pytest.raises(SystemExit) as stop:
        main()
    assert stop.value.code == 2
    assert message in capsys.readouterr().err
    assert not list(tmp_path.iterdir())
