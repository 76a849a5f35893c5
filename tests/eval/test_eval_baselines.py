"""The accepted runs, and that the README says what they say."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from eval import __main__ as commands
from eval import accepted
from eval.__main__ import app
from eval.accepted import accept, baseline_of, baselines
from eval.readme import BEGIN, END, README, is_current, table, written
from eval.store import Parameters, Result, RunFile, load_run, save
from extractor.errors import UsageError


def made(*documents: str, copies: tuple[str, ...] = (), cases: tuple[str, ...] = (), hits: float = 9) -> RunFile:
    results = [
        Result(
            case=f"{name}.pdf", document=name, copy_kind="pdf", labels="v1", forms=1, resumed=True,
            scores={"leaf_f1": (hits, 10), "leaf_recall": (5, 5), "numeric_exact": (0, 0)},
        )
        for name in documents
    ]  # fmt: skip
    asked = Parameters(suite="golden", arm="rules", copies=list(copies), cases=list(cases))
    prompts = {"b": "2" * 16, "a": "1" * 16}
    return RunFile(finished="2026-01-02T03:04:05+00:00", parameters=asked, code="c0dec0dec0de", prompts=prompts, results=results)


def stored(folder: Path, run: RunFile) -> Path:
    path = folder / "run.json"
    save(path, run)
    return path


def test_the_readme_says_what_the_accepted_runs_say() -> None:
    assert is_current(baselines()), "run: python -m eval readme"


def test_accepted_runs_are_as_accepting_writes_them(tmp_path: Path) -> None:
    for path in sorted(accepted.BASELINES.glob("*.json")):
        assert accept(path, folder=tmp_path).name == path.name
        assert (tmp_path / path.name).read_bytes() == path.read_bytes()


def test_accepting(tmp_path: Path) -> None:
    folder = tmp_path / "baselines"
    path = accept(stored(tmp_path, made("b", "a", copies=("text", "pdf"))), folder=folder)
    assert path.name == "golden.rules.pdf.text.json"
    kept = load_run(path)
    assert [(result.case, result.resumed) for result in kept.results] == [("a.pdf", False), ("b.pdf", False)]
    assert kept.finished == "2026-01-02T03:04:05+00:00"
    before = path.read_bytes()
    assert accept(stored(tmp_path, made("a", "b", copies=("pdf", "text"))), force=True, folder=folder).read_bytes() == before
    assert baseline_of(Parameters(suite="golden", arm="rules", copies=["text", "pdf"]), folder) == kept


def test_nothing_is_replaced_unasked(tmp_path: Path) -> None:
    folder = tmp_path / "baselines"
    path = accept(stored(tmp_path, made("a")), folder=folder)
    better = stored(tmp_path, made("a", hits=10))
    with pytest.raises(UsageError, match="--force"):
        accept(better, folder=folder)
    assert load_run(path).results[0].scores["leaf_f1"] == (9, 10)
    accept(better, force=True, folder=folder)
    assert load_run(path).results[0].scores["leaf_f1"] == (10, 10)


def test_part_of_a_suite_is_no_baseline(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="--cases"):
        accept(stored(tmp_path, made("a", cases=("a",))), folder=tmp_path / "baselines")
    with pytest.raises(UsageError, match="没有基准"):
        baseline_of(Parameters(suite="golden", arm="auto"), tmp_path)


def test_table() -> None:
    head, _, row, *rest = table([made(*"abcdefg")]).splitlines()
    assert head.startswith("| suite | arm | copies | documents | leaves | leaf F1 |")
    cells = [cell.strip() for cell in row.strip("|").split("|")]
    assert cells[:5] == ["golden", "`rules`", "pdf", "7", "35"]
    assert cells[5].startswith("90.0 [")
    assert cells[6] == "n/a"
    assert rest[-1] == "- golden `rules` (pdf): 2026-01-02, no model, code `c0dec0de`, prompts: a `11111111`, b `22222222`"
    assert "No run" in table([])


def test_failures_stand_in_the_table() -> None:
    run = made("a", "b")
    run.results[0].failure, run.results[1].errors = "打不开", ["第 1 页", "第 2 页"]
    assert table([run]).splitlines()[2].endswith("| 1 + 2 regions |")


def test_writing_again_changes_nothing() -> None:
    text = f"before\n{BEGIN}\nstale words\n{END}\nafter\n"
    once = written(text, [made("a")])
    assert once == written(once, [made("a")])
    assert once.startswith(f"before\n{BEGIN}\n| suite")
    assert once.endswith(f"\n{END}\nafter\n")
    assert "stale words" not in once


@pytest.mark.parametrize("text", ["", BEGIN, END, f"{END}{BEGIN}", f"{BEGIN}{BEGIN}{END}", f"{BEGIN}{END}{END}"])
def test_markers_must_be_there(text: str) -> None:
    with pytest.raises(UsageError, match="标记"):
        written(text, [])


def test_commands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    readme = tmp_path / "README.md"
    readme.write_text(README.read_text(encoding="utf-8"), encoding="utf-8")
    monkeypatch.setattr(commands, "README", readme)
    monkeypatch.setattr(commands, "baselines", lambda: [made("a")])
    assert CliRunner().invoke(app, ["readme"]).exit_code == 0
    assert is_current([made("a")], readme)
    assert CliRunner().invoke(app, ["readme", "--check"]).exit_code == 1
    monkeypatch.setattr(commands, "baselines", baselines)
    assert CliRunner().invoke(app, ["readme", "--check"]).exit_code == 0
