"""A run as JUnit XML for CI: a test case for each copy, failed where it was not read or got worse than the base.

A score below 100 % is no failure: no run has none. Without a base only what failed fails; the scores stand in system-out.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from io import BytesIO

from junitparser import Error, Failure, JUnitXml, TestCase, TestSuite
from junitparser.junitparser import FinalResult

from eval.compare import VERDICTS, Comparison, Flip
from eval.store import Result, RunFile

__all__ = ["to_junit"]

_ILLEGAL = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 cannot hold, not even escaped."""
_FLIPS = 20


def to_junit(made: RunFile, comparison: Comparison | None = None) -> str:
    """The XML. The verdict over all cases is a property of the suite: what one case did decides nothing."""
    suite = TestSuite(_clean(f"{made.parameters.suite}.{made.parameters.arm}"))
    suite.timestamp = made.finished
    for name, value in _properties(made, comparison):
        suite.add_property(name, _clean(value))
    flips: dict[str, list[Flip]] = defaultdict(list)
    for flip in comparison.flips if comparison else ():
        flips[flip.case].append(flip)
    suite.add_testcases([_case(made, result, flips[result.case]) for result in made.results])
    xml, written = JUnitXml("eval"), BytesIO()
    xml.add_testsuite(suite)
    xml.write(written)
    return written.getvalue().decode("utf-8")


def _clean(text: str) -> str:
    return _ILLEGAL.sub("�", text)


def _properties(made: RunFile, comparison: Comparison | None) -> list[tuple[str, str]]:
    prompts = " ".join(f"{name}={value}" for name, value in sorted(made.prompts.items()))
    found = [("code", made.code), ("model", made.model or ""), ("provider", made.provider or ""), ("prompts", prompts)]
    if comparison:
        found += [("verdict", str(comparison.code)), ("why", f"{VERDICTS[comparison.code]}：{comparison.why}")]
    return found


def _case(made: RunFile, result: Result, flips: Sequence[Flip]) -> TestCase:
    case = TestCase(
        result.copy_kind, f"{made.parameters.suite}.{made.parameters.arm}.{result.document}", result.costs.seconds.get("wall", 0.0)
    )
    case.result = _verdict(result, flips)
    case.system_out = _clean("\n".join(f"{name}: {ratio}" for name, ratio in result.ratios.items() if ratio.n))
    if result.errors:
        case.system_err = _clean("\n".join(f"区域未读：{reason}" for reason in result.errors))
    return case


def _verdict(result: Result, flips: Sequence[Flip]) -> list[FinalResult]:
    if result.failure is not None:
        return [_told(Error(_clean(result.failure), "unread"), result.failure)]
    worse = [flip for flip in flips if flip.worse]
    if 2 * len(worse) <= len(flips):
        return []
    said = [f"{flip.path}: expected {flip.expected!r} before {flip.before!r} after {flip.after!r}" for flip in worse[:_FLIPS]]
    more = [f"…{len(worse) - _FLIPS} more"] if len(worse) > _FLIPS else []
    message = f"对变错 {len(worse)}，错变对 {len(flips) - len(worse)}"
    return [_told(Failure(message, "regression"), "\n".join([*said, *more]))]


def _told(outcome: FinalResult, text: str) -> FinalResult:
    outcome.text = _clean(text)
    return outcome
