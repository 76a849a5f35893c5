"""Accepted findings as anomalies (anomalies.json of golden/README.md), and what is wrong with such a list.

`refused.json` beside it has the same shape: findings that a reviewer called no fault, so that a check that raises them is known
to be wrong there.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Literal, TypeAlias

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from extractor.checks import CATALOGUE, sums_of
from extractor.checks.sums import Sum, distinct
from extractor.normalise.text import key
from extractor.promote.labels import Labels
from extractor.record import Finding, Record
from extractor.review.paths import within

__all__ = ["ANOMALIES", "Anomaly", "anomaly_of", "open_sums", "sum_text", "unlisted", "wrong_anomalies"]

Certainty: TypeAlias = Literal["certain", "probable", "concern"]

_CERTAINTY: Mapping[str, Certainty] = {"error": "certain", "warning": "probable", "info": "concern"}
"""How sure an accepted finding is, by its severity; one that the diagnosis proved misfiled is certain."""


class Anomaly(BaseModel):
    """One finding that the document deserves. `paths` name labels, or the form or table around what is no label."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str = Field(min_length=1)
    check: str
    certainty: Certainty
    severity: Literal["error", "warning", "info"]
    paths: tuple[str, ...] = Field(min_length=1)
    as_written: tuple[str, ...]
    expected: str = Field(min_length=1)
    reason: str = Field(min_length=1)

    def concerns(self, found: Sum) -> bool:
        """Whether this is the finding that the sum does not close."""
        return self.check == found.check and any(within(term.path, path) for term in found.terms for path in self.paths)


ANOMALIES = TypeAdapter(list[Anomaly])


def anomaly_of(finding: Finding, labels: Labels) -> Anomaly:
    """The entry for a finding. Raises ValueError where nothing that it names is in the labels."""
    named = {path: item.raw for item in finding.evidence if (path := labels.path_of(item.path)) is not None}
    if not named:
        raise ValueError(finding.id)
    proved = finding.diagnosis is not None and finding.diagnosis.verdict == "misfiled"
    return Anomaly(
        id=finding.id,
        check=finding.check,
        certainty="certain" if proved else _CERTAINTY[finding.severity],
        severity=finding.severity,
        paths=tuple(named),
        as_written=tuple(dict.fromkeys(raw for path, raw in named.items() if raw and path in labels.leaves)),
        expected=finding.expected or "各处一致",
        reason=finding.message,
    )


def open_sums(record: Record) -> list[Sum]:
    """The sums that do not close, whatever rounding allows; several checks may judge the same one."""
    return [found for found in sums_of(record) if not found.closes()]


def unlisted(sums: Sequence[Sum], anomalies: Sequence[Anomaly]) -> list[Sum]:
    """The sums that no anomaly tells of, each once."""
    told = {found.paths for found in sums if any(anomaly.concerns(found) for anomaly in anomalies)}
    return [found for found in distinct(sums) if found.paths not in told]


def sum_text(found: Sum) -> str:
    """A sum for people: its check, its cells and what is missing."""
    return f"{found.check} {found.terms[0].path}：各部分与合计相差 {found.gap():f}"


def wrong_anomalies(texts: Mapping[str, str], anomalies: Sequence[Anomaly]) -> Iterator[str]:
    """What is wrong with the entries against the labels, in Chinese."""
    known = {place for path in texts for place in _places(path)}
    for name, count in Counter(anomaly.id for anomaly in anomalies).items():
        if count > 1:
            yield f"编号 {name} 用了 {count} 次"
    for anomaly in anomalies:
        yield from (f"{anomaly.id}：{fault}" for fault in _faults(anomaly, texts, known))


def _faults(anomaly: Anomaly, texts: Mapping[str, str], known: set[str]) -> Iterator[str]:
    if anomaly.check not in CATALOGUE:
        yield f"没有检查 {anomaly.check}"
    yield from (f"标注里没有 {path}" for path in anomaly.paths if path not in known)
    named = {path: key(texts[path]) for path in anomaly.paths if path in texts}
    written = [key(text) for text in anomaly.as_written]
    if len(named) == len(anomaly.paths):  # else a form or a table is named, and its text may be no label
        yield from (f"“{text}”不在所列各处" for text in written if not any(text in label for label in named.values()))
    for path, label in named.items():
        if label and not any(text in label for text in written):
            yield f"{path} 处没有所列的任何文字"


def _places(path: str) -> Iterator[str]:
    """The path itself and those of the rows, forms and tables it stands in."""
    yield path
    yield from (path[: at + 1] for at, char in enumerate(path[:-1]) if char == "]" and path[at + 1] in ".[")
