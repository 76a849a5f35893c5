"""The cells of the sums of a record: which close, which do not, and which cell a diagnosis names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

from extractor.checks.sums import Sum, distinct
from extractor.record import Finding, Record

__all__ = ["Identities"]


@dataclass(frozen=True, slots=True)
class Identities:
    """By path: how many sums close with the cell, whether one fails, whether it is the likeliest to be at fault."""

    closing: Counter[str]
    failing: frozenset[str]
    blamed: frozenset[str]

    @classmethod
    def of(cls, record: Record, sums: Sequence[Sum]) -> Self:
        """Of a record that was checked and, where its file was at hand, diagnosed."""
        each = distinct(sums)
        closing = Counter(path for one in each if one.closes() for path in one.paths)
        failing = {path for one in each if not one.closes() and not _is_printed_so(one, record.findings) for path in one.paths}
        return cls(closing, frozenset(failing), frozenset(_blamed(record.findings)))


def _is_printed_so(one: Sum, findings: Sequence[Finding]) -> bool:
    """Whether a second look found what was read: then the document is at fault, and its numbers are none the less sure."""
    cells = (
        {item.path for item in finding.evidence}
        for finding in findings
        if finding.check == one.check and finding.diagnosis is not None and finding.diagnosis.verdict == "misfiled"
    )
    return any(named and named <= one.paths for named in cells)


def _blamed(findings: Sequence[Finding]) -> set[str]:
    """The cells that the likeliest explanation of a failed sum would change, unless they are printed as they were read."""
    made = (finding.diagnosis for finding in findings if finding.diagnosis is not None)
    first = (found.candidates[0] for found in made if found.verdict != "misfiled" and found.candidates)
    return {correction.path for candidate in first for correction in candidate.corrections}
