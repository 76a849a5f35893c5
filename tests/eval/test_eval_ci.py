"""CI's run: its suite, what makes it fail, and what it leaves behind."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner

from eval import __main__ as commands
from eval.__main__ import app
from eval.arms import Bench
from eval.cases import select
from eval.ci import ASKED, TOKENS, exit_code, said
from eval.compare import compare
from eval.layouts.folders import list_cases
from eval.leaves import Verdict
from eval.outcomes import Matched, Outcome
from eval.run import Step
from eval.store import Costs, Parameters, Result, RunFile, save
from extractor.errors import UsageError

LEAVES = 50


def made(*wrong: int, tokens: int = 100) -> RunFile:
    """A run over as many documents as numbers, with so many leaves wrong in each."""
    return RunFile(finished="2026", parameters=ASKED, code="c0de", results=[_case(f"d{i}", n, tokens) for i, n in enumerate(wrong)])


def _case(document: str, wrong: int, tokens: int) -> Result:
    right = LEAVES - wrong
    return Result(
        case=f"{document}.pdf", document=document, copy_kind="pdf", labels="v1", forms=1, costs=Costs(tokens={"generated": tokens}),
        scores={"leaf_f1": (2 * right, 2 * LEAVES), "leaf_precision": (right, LEAVES), "leaf_recall": (right, LEAVES)},
        matched=[Matched(f"l[{i}]", False, None, 0.9, 1) for i in range(wrong, LEAVES)],
        others=[Outcome(verdict=Verdict.WRONG, path=f"l[{i}]", expected="5", read="6", confidence=0.5) for i in range(wrong)],
    )  # fmt: skip


# base, new → compare's code, CI's code
CODES: dict[str, tuple[RunFile, RunFile, int, int]] = {
    "the same": (made(*[1] * 8), made(*[1] * 8), 0, 0),
    "a regression": (made(*[1] * 8), made(2, 3, 2, 3, 2, 3, 2, 3), 1, 1),
    "cannot tell": (made(*[1] * 8), made(9, *[1] * 7), 3, 0),
    "too dear": (made(*[1] * 8), made(*[1] * 8, tokens=TOKENS // 8 + 1), 0, 1),
}


@pytest.mark.parametrize(("base", "new", "code", "fails"), CODES.values(), ids=CODES.keys())
def test_exit_codes(base: RunFile, new: RunFile, code: int, fails: int) -> None:
    comparison = compare(base, new)
    assert (comparison.code, exit_code(new, comparison)) == (code, fails)
    lines = "\n".join(said(new, comparison))
    assert ("不算失败" in lines) is (code == 3)
    assert ("超过了" in lines) is ("too dear" in lines or new.costs.tokens["generated"] > TOKENS)


def test_the_suite_is_fixed_and_leaves_the_verdict_alone() -> None:
    cases = select("ci")
    assert len(cases) <= 12
    assert len({case.document for case in cases}) >= 6, "fewer give no interval"
    assert {case.document for case in cases}.isdisjoint(case.name for case in list_cases("test"))
    assert [case.id for case in select("ci", ["000"], ["pdf"])] == ["000.pdf"]
    assert all(case.open().path.is_file() for case in cases)
    with pytest.raises(UsageError, match="没有这样的案例"):
        select("ci", ["001"])


def _reads(result: RunFile) -> Callable[[Parameters, Path, Bench, Step], RunFile]:
    def run(wanted: Parameters, out: Path, bench: Bench, step: Step) -> RunFile:
        del wanted, bench, step
        save(out, result)
        return result

    return run


@pytest.mark.parametrize(("base", "new", "code", "fails"), CODES.values(), ids=CODES.keys())
def test_command(base: RunFile, new: RunFile, code: int, fails: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(commands, "run_arm", _reads(new))
    monkeypatch.setattr(commands, "baseline_of", lambda asked: base)
    result = CliRunner().invoke(app, ["ci", "--out", str(tmp_path)], catch_exceptions=False)
    assert result.exit_code == fails
    assert f"退出码 {code}" in result.output
    assert {path.name for path in tmp_path.iterdir()} == {"ci.json", "ci.html", "ci.xml"}
