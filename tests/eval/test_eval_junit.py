"""JUnit XML: what fails, and that any text can stand in it."""

from __future__ import annotations

import pytest
from junitparser import JUnitXml, TestSuite

from eval.compare import compare
from eval.leaves import Verdict
from eval.outcomes import Matched, Outcome
from eval.report import to_junit
from eval.store import Costs, Parameters, Result, RunFile

LEAVES = 10


def run(wrong: set[int], failure: str | None = None, errors: list[str] | None = None, read: str = "6") -> RunFile:
    """One copy of ten leaves, those of `wrong` misread."""
    bad = [Outcome(verdict=Verdict.WRONG, path=f"l[{i}]", expected="5", read=read) for i in sorted(wrong)]
    good = [Matched(f"l[{i}]", False, None, 0.9, 1) for i in range(LEAVES) if i not in wrong]
    result = Result(
        case="d.pdf", document="d", copy_kind="pdf", labels="v1", forms=1, failure=failure, errors=errors or [],
        scores={"leaf_f1": (2 * len(good), 2 * LEAVES), "table_row_f1": (0, 0)}, costs=Costs(seconds={"wall": 1.5}),
        matched=good, others=bad,
    )  # fmt: skip
    asked = Parameters(suite="ci", arm="auto")
    return RunFile(finished="2026-01-01T00:00:00+00:00", parameters=asked, code="c0de", prompts={"p": "1"}, results=[result])


def suite_of(xml: str) -> TestSuite:
    (suite,) = JUnitXml.fromstring(xml.encode())
    assert isinstance(suite, TestSuite)
    return suite


# base, new → errors, failures
OUTCOMES: dict[str, tuple[RunFile | None, RunFile, int, int]] = {
    "wrong ones alone fail nothing": (None, run({1, 2}), 0, 0),
    "not read": (None, run(set(range(10)), "打不开"), 1, 0),
    "worse": (run(set()), run({1}), 0, 1),
    "as many better as worse": (run({1}), run({2}), 0, 0),
    "better": (run({1}), run(set()), 0, 0),
    "worse because not read": (run(set()), run(set(range(10)), "打不开"), 1, 0),
}


@pytest.mark.parametrize(("base", "new", "errors", "failures"), OUTCOMES.values(), ids=OUTCOMES.keys())
def test_what_fails(base: RunFile | None, new: RunFile, errors: int, failures: int) -> None:
    suite = suite_of(to_junit(new, compare(base, new) if base else None))
    assert (suite.name, suite.tests, suite.errors, suite.failures) == ("ci.auto", 1, errors, failures)
    (case,) = suite
    assert (case.classname, case.name, case.time) == ("ci.auto.d", "pdf", 1.5)
    assert "leaf_f1" in (case.system_out or "")
    assert "table_row_f1" not in (case.system_out or "")
    names = {one.name for one in suite.properties()}  # type: ignore[no-untyped-call]
    assert {"code", "model", "prompts"} <= names
    assert ("verdict" in names) is (base is not None)


def test_any_text_can_stand_in_it() -> None:
    hostile = "<script>]]>&\x00\x0b\ufffe"
    made = run({1}, errors=[hostile], read=hostile)
    (case,) = suite_of(to_junit(made, compare(run(set()), made)))
    assert case.system_err == "区域未读：<script>]]>&\ufffd\ufffd\ufffd"
    assert "<script>" in (case.result[0].text or "")


def test_many_flips_are_counted() -> None:
    base, new = run(set()), run(set(range(10)))
    for made in (base, new):
        (result,) = made.results
        result.matched = [Matched(f"m[{i}].{one.path}", *one[1:]) for i in range(5) for one in result.matched]
        result.others = [one.model_copy(update={"path": f"m[{i}].{one.path}"}) for i in range(5) for one in result.others]
    (case,) = suite_of(to_junit(new, compare(base, new)))
    assert case.result[0].message == "对变错 50，错变对 0"
    assert (case.result[0].text or "").endswith("…30 more")
