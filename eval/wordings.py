"""What is said of findings, counted by another rule than the tool's own: every numeral shown must stand in the finding.

The findings of a run's records are explained anew and worded by a model. What its verifier rejects is never shown. Numerals are all
runs of digits, looked up among those of the finding's own data: its sentence, which code computed, what was expected and read, the
texts of the evidence and where they stand, the names of the fields, the rule, and the reading that a diagnosis suggests.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from eval.intervals import Estimate, share
from eval.run import stored_cases
from eval.store import load_run
from extractor.checks import CATALOGUE
from extractor.errors import ReadingError
from extractor.explain import reword
from extractor.llm.contract import Gateway
from extractor.names import describe
from extractor.normalise.text import fold_signs
from extractor.record import Evidence, Finding, Record, Wording
from extractor.run.checking import checked, explained

__all__ = ["Said", "Tally", "strays", "tally", "worded_findings"]

_DIGITS = re.compile(r"\d[\d,]*(?:\.\d+)?")

Step = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Said:
    """A finding, the template's explanation of it and the model's wording (None where it did not answer), with stray numerals."""

    document: str
    finding: Finding
    wording: Wording | None
    strays: tuple[str, ...]

    @property
    def accepted(self) -> bool:
        """Whether the model's text is shown."""
        return self.wording is not None and not self.wording.rejected


@dataclass(slots=True)
class Tally:
    """Sums over findings."""

    findings: int = 0
    unanswered: int = 0
    completed: int = 0
    accepted: Estimate | None = None
    reasons: Counter[str] = field(default_factory=Counter)
    strays: list[Said] = field(default_factory=list)


def _numerals(text: str) -> Iterator[str]:
    """The numbers of a text, thousands separators and idle zeros aside."""
    for found in _DIGITS.findall(fold_signs(text)):
        number = found.replace(",", "").rstrip(".")
        yield number.rstrip("0").rstrip(".") if "." in number else number


def _data(record: Record, finding: Finding) -> Iterator[str]:
    """All texts that a finding consists of."""
    check = CATALOGUE.get(finding.check)
    yield from filter(None, (finding.message, finding.check, finding.expected, finding.actual, finding.difference))
    yield check.authority if check else ""
    for item in finding.evidence:
        yield item.raw
        yield describe(record, item.path)
        yield from _spot(item)
    yield str(len(finding.evidence))
    if finding.diagnosis is not None:
        yield describe(record, finding.diagnosis.path or "")
        yield from filter(None, (finding.diagnosis.reading, finding.diagnosis.why))


def _spot(item: Evidence) -> Iterator[str]:
    yield from (str(number) for number in (item.page, item.line, *(item.cell or ())) if number is not None)


def strays(text: str, record: Record, finding: Finding) -> list[str]:
    """The numerals of a text that stand nowhere in the finding. The places beyond those named are counted in words of their own."""
    known = {number for part in _data(record, finding) for number in _numerals(part)}
    known |= {str(rest) for rest in range(1, len(finding.evidence))}
    return [number for number in _numerals(text) if number not in known]


def worded_findings(runs: Sequence[Path], gateway: Gateway | None, step: Step = lambda what, done, total: None) -> Iterator[Said]:
    """Every error and warning of the runs' records; the same finding of several copies is asked once, by the cache of answers."""
    cases = [one for path in runs for one in stored_cases(path, load_run(path))]
    for number, (case, stored) in enumerate(cases):
        step(case.id, number, len(cases))
        if stored.record is None:
            continue
        record = _explained(stored.record)
        for finding in record.findings:
            if finding.severity != "info":
                yield _said(case.document, record, finding, gateway)


def _explained(kept: Record) -> Record:
    """The record with the findings of today's checks; the diagnosis it had is kept by the finding's id."""
    before = {finding.id: finding.diagnosis for finding in kept.findings}
    made = checked(kept)
    findings = [finding.model_copy(update={"diagnosis": before.get(finding.id)}) for finding in made.findings]
    return explained(made.model_copy(update={"findings": findings}))


def _said(document: str, record: Record, finding: Finding, gateway: Gateway | None) -> Said:
    wording = _wording(record, finding, gateway) if gateway is not None else None
    shown = [finding.explanation or "", *([wording.text] if wording is not None and not wording.rejected else [])]
    return Said(document, finding, wording, tuple(number for text in shown for number in strays(text, record, finding)))


def _wording(record: Record, finding: Finding, gateway: Gateway) -> Wording | None:
    try:
        return reword(record, finding, gateway)[0]
    except ReadingError:
        return None


def tally(said: Sequence[Said]) -> Tally:
    """How many texts of the model are shown, why the others are not, and what stands nowhere."""
    made = Tally(findings=len(said), unanswered=sum(one.wording is None for one in said))
    made.completed = sum(one.wording is not None and one.wording.completed for one in said)
    pairs: dict[str, tuple[float, float]] = {}
    for one in (one for one in said if one.wording is not None):
        hits, n = pairs.get(one.document, (0.0, 0.0))
        pairs[one.document] = (hits + one.accepted, n + 1)
        made.reasons.update({_kind(reason) for reason in (one.wording.rejected if one.wording else [])})
    made.accepted = share(list(pairs.values())) if pairs else None
    made.strays = [one for one in said if one.strays]
    return made


def _kind(reason: str) -> str:
    """A reason without what it is about."""
    return re.sub(r"“[^”]*”|\d[\d,.]*\S*", "…", reason)
