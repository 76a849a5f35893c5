"""Two runs: verdicts and exit codes, what flipped, and which runs do not compare."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from scipy.stats import binomtest
from typer.testing import CliRunner

from eval.__main__ import app, main
from eval.compare import Comparison, compare, decide
from eval.intervals import Change
from eval.leaves import Verdict
from eval.outcomes import Matched, Outcome
from eval.store import Parameters, Result, RunFile, save
from extractor.errors import UsageError

LEAVES = 50


def case(document: str, wrong: int = 0, *, kind: str = "pdf", labels: str = "v1", failure: str | None = None) -> Result:
    """A case of 50 leaves, the first `wrong` of them misread; one that failed has them all missed."""
    right = 0 if failure else LEAVES - wrong
    bad = [
        Outcome(verdict=Verdict.MISSED, path=f"l[{i}]", expected="5")
        if failure
        else Outcome(verdict=Verdict.WRONG, path=f"l[{i}]", expected="5", read="6", confidence=0.5, page=2)
        for i in range(LEAVES - right)
    ]
    read = 0 if failure else LEAVES
    return Result(
        case=f"{document}.{kind}", document=document, copy_kind=kind, labels=labels, forms=1, failure=failure,
        scores={"leaf_f1": (2 * right, LEAVES + read), "leaf_precision": (right, read), "leaf_recall": (right, LEAVES)},
        matched=[Matched(f"l[{i}]", False, None, 0.9, 1) for i in range(LEAVES - right, LEAVES)], others=bad,
    )  # fmt: skip


def made(*wrong: int, suite: str = "layouts-test") -> RunFile:
    """A run over as many documents as numbers, with so many leaves wrong in each."""
    results = [case(f"d{number}", count) for number, count in enumerate(wrong)]
    return RunFile(finished="2026", parameters=Parameters(suite=suite, arm="rules"), code="c0de", results=results)


# base, new, suite, exit code
VERDICTS: dict[str, tuple[RunFile, RunFile, int]] = {
    "the same": (made(*[2] * 8), made(*[2] * 8), 0),
    "better": (made(*[3] * 8), made(*[1] * 8), 0),
    "worse everywhere": (made(*[1] * 8), made(2, 3, 2, 3, 2, 3, 2, 3), 1),
    "worse in one": (made(*[1] * 8), made(9, *[1] * 7), 3),
    "worse here, better there": (made(*[2] * 8), made(1, 3, 1, 3, 1, 3, 1, 3), 3),
    "a form that failed": (made(*[1] * 8), made(LEAVES, *[1] * 7), 3),
    "too few documents to tell": (made(*[1] * 5), made(*[9] * 5), 3),
    "few, but the same": (made(*[1] * 5), made(*[1] * 5), 0),
    "golden, worse": (made(*[1] * 8, suite="golden"), made(*[9] * 8, suite="golden"), 3),
    "golden, better": (made(*[9] * 8, suite="golden"), made(*[1] * 8, suite="golden"), 0),
}


@pytest.mark.parametrize("name", VERDICTS)
def test_verdicts(name: str) -> None:
    base, new, code = VERDICTS[name]
    assert compare(base, new).code == code


# difference, its interval, exit code at a minimum effect of half a point
DECISIONS: list[tuple[float | None, float | None, float | None, int]] = [
    (None, None, None, 3),
    (-0.010, -0.015, -0.006, 1),
    (-0.010, -0.020, -0.001, 1),
    (-0.005, -0.008, -0.001, 1),
    (-0.004, -0.007, -0.001, 3),  # surely worse, but perhaps not by half a point
    (-0.003, -0.004, -0.002, 0),  # surely worse, surely not by half a point
    (-0.010, -0.021, 0.001, 3),
    (0.000, -0.004, 0.004, 0),
    (0.000, -0.005, 0.005, 3),
    (0.010, 0.005, 0.015, 0),
]


@pytest.mark.parametrize(("value", "low", "high", "code"), DECISIONS)
def test_what_decides(value: float | None, low: float | None, high: float | None, code: int) -> None:
    change = Change(0.9, 0.9, value, low, high, documents=40)
    assert decide(change, 0.005)[0] == code
    assert decide(change, 0.005, regress=False)[0] == (3 if code == 1 else code)


def test_the_minimum_effect_is_the_users() -> None:
    base, new = made(*[0] * 8), made(*[1] * 8)
    assert compare(base, new, 0.005).code == 1
    assert compare(base, new, 0.03).code == 0


def test_copies_of_a_document_are_one_cluster() -> None:
    copies = [case(f"d{number}", 1, kind=kind) for number in range(6) for kind in ("pdf", "scan", "text")]
    run = made().model_copy(update={"results": copies})
    found = compare(run, run)
    assert (found.cases, found.documents, found.figures["leaf_f1"].documents) == (18, 6, 6)


INVENTED = Outcome(verdict=Verdict.INVENTED, read_path="forms[9].title", read="虚构", confidence=0.5, page=4)
FILLED = Outcome(verdict=Verdict.INVENTED, path="forms[0].note", read="多读", confidence=0.5, page=3, line=7)


def test_flips_say_what_was_read_before_and_after() -> None:
    base, new = made(2, 0, 0), made(1, 0, 0)
    base.results[1].others.append(INVENTED)
    new.results[1].others.append(FILLED)
    new.results[2] = case("d2", failure="打不开")
    found = compare(base, new)
    said = [(f.case, f.path, f.expected, f.before, f.after, f.page, f.line) for f in found.flips if f.case != "d2.pdf"]
    assert said == [
        ("d1.pdf", "forms[0].note", None, None, "多读", 3, 7),
        ("d0.pdf", "l[1]", "5", "6", "5", 2, None),
        ("d1.pdf", "→ forms[9].title", None, "虚构", None, 4, None),
    ]
    lost = next(flip for flip in found.flips if flip.case == "d2.pdf")
    assert (lost.worse, lost.before, lost.after, lost.page) == (True, "5", None, 1)
    assert (found.mcnemar.worse, found.mcnemar.better) == (LEAVES + 1, 2)
    assert found.mcnemar.p == pytest.approx(binomtest(2, LEAVES + 3, 0.5).pvalue)
    assert (found.base.failed, found.new.failed) == (0, 1)


def test_nothing_flipped_is_no_evidence_of_anything() -> None:
    found = compare(made(1, 1), made(1, 1))
    assert (found.flips, found.mcnemar.p) == ([], None)


def run_of(results: list[Result], suite: str = "layouts-test") -> RunFile:
    return made(suite=suite).model_copy(update={"results": results})


REFUSED: dict[str, tuple[RunFile, RunFile, str]] = {
    "other suites": (made(1), made(1, suite="golden"), "layouts-test 与 golden"),
    "other labels": (made(1, 1), run_of([case("d0"), case("d1", labels="v2")]), "标注变了的案例：d1.pdf。"),
    "other cases": (made(1, 1), made(1), "只有一次运行有：d1.pdf。"),
    "no case in common": (made(1), run_of([case("x")]), "只有一次运行有：d0.pdf、x.pdf。"),
    "many": (made(*[1] * 12), made(1), "d6.pdf 等 11 个"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_runs_that_do_not_compare(name: str) -> None:
    base, new, message = REFUSED[name]
    with pytest.raises(UsageError, match=message):
        compare(base, new)


def test_common_cases_only_if_asked() -> None:
    assert compare(made(1, 1), made(1), common=True).cases == 1
    with pytest.raises(UsageError, match="没有共同的案例"):
        compare(made(1), run_of([case("x")]), common=True)
    with pytest.raises(UsageError, match="标注变了"):
        compare(made(1, 1), run_of([case("d1", labels="v2")]), common=True)


def stored(folder: Path, base: RunFile, new: RunFile) -> list[str]:
    save(folder / "base.json", base)
    save(folder / "new.json", new)
    return ["compare", str(folder / "base.json"), str(folder / "new.json")]


@pytest.mark.parametrize("name", VERDICTS)
def test_the_command_ends_with_the_verdict(name: str, tmp_path: Path) -> None:
    base, new, code = VERDICTS[name]
    result = CliRunner().invoke(app, stored(tmp_path, base, new), catch_exceptions=False)
    assert result.exit_code == code
    assert f"（退出码 {code}）" in result.output


def test_the_command_lists_what_flipped(tmp_path: Path) -> None:
    arguments = stored(tmp_path, made(1, 1), made(3, 0))
    said = CliRunner().invoke(app, arguments, catch_exceptions=False).output
    assert "✗ d0.pdf  l[1]: expected '5' before '5' after '6'  (page 2)" in said.splitlines()
    assert "✓ d1.pdf  l[0]: expected '5' before '6' after '5'  (page 2)" in said.splitlines()
    few = CliRunner().invoke(app, [*arguments, "--flips", "1"], catch_exceptions=False).output
    assert "✓" not in few
    assert "另有 2 处" in few


def test_the_command_writes_json(tmp_path: Path) -> None:
    base, new, _ = VERDICTS["worse everywhere"]
    result = CliRunner().invoke(app, [*stored(tmp_path, base, new), "--json"], catch_exceptions=False)
    assert result.exit_code == 1
    found = Comparison.model_validate(json.loads(result.stdout))
    assert found == compare(base, new)


BAD = [(VERDICTS["the same"][0], made(1, suite="golden"), "测试集不同"), (made(1), run_of([case("d0", labels="v2")]), "d0.pdf")]


@pytest.mark.parametrize(("base", "new", "message"), BAD)
def test_bad_usage(
    base: RunFile, new: RunFile, message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["eval", *stored(tmp_path, base, new)])
    with pytest.raises(SystemExit) as stop:
        main()
    assert stop.value.code == 2
    assert message in capsys.readouterr().err


def test_a_run_of_an_older_form_says_what_to_do(tmp_path: Path) -> None:
    old = json.loads(made(1).model_dump_json()) | {"schema_version": "1"}
    (tmp_path / "old.json").write_text(json.dumps(old), encoding="utf-8")
    result = CliRunner().invoke(app, ["compare", str(tmp_path / "old.json"), str(tmp_path / "old.json")])
    assert isinstance(result.exception, UsageError)
    assert "重新运行" in str(result.exception)
