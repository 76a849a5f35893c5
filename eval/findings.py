"""Findings of a record against the anomalies of its labels (anomalies.json), and what the ledger covers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Literal, NamedTuple, TypeAlias

from pydantic import ValidationError

from eval.leaves import Judged
from eval.metrics import Ratio, Scores
from extractor.errors import UsageError
from extractor.record import Finding, Record
from golden import corpus
from golden.anomalies import Anomaly, read_anomalies

__all__ = ["CERTAINTIES", "Found", "Raised", "Review", "anomalies_of", "review", "scores_of", "to_labels"]

Certainty: TypeAlias = Literal["certain", "probable", "concern"]
CERTAINTIES: tuple[Certainty, ...] = ("certain", "probable", "concern")

_CASES = Path(__file__).parent / "documents"
_FOLDERS: Mapping[str, Path] = {"golden": corpus.ROOT}
"""Where the documents of a suite stand, if not in cases/<suite>."""

_BREAK = re.compile(r"[.\[]")
_WITHIN_ROW = re.compile(r"(\.\w+)?(\.cells\[\d+\])?|\.cells(\[\d+\])?")
"""What may follow a row's own path: a leaf of it, but no further row."""


class Raised(NamedTuple):
    """A finding of a record: of which check, and whether there is an anomaly behind it."""

    check: str
    true: bool


class Found(NamedTuple):
    """An anomaly of the labels, and whether a finding speaks of it."""

    id: str
    check: str
    certainty: Certainty
    found: bool


class Review(NamedTuple):
    """Findings against anomalies; None where the labels name no anomalies. `ledger` are rows that did not fail, and all."""

    raised: list[Raised] | None
    found: list[Found] | None
    ledger: tuple[int, int]


def anomalies_of(suite: str, document: str) -> list[Anomaly] | None:
    """The anomalies of a document; None where it has no anomalies.json. Raises UsageError where that cannot be read."""
    path = _FOLDERS.get(suite, _CASES / suite) / document / "anomalies.json"
    try:
        return read_anomalies(path)
    except FileNotFoundError:
        return None
    except ValidationError as error:
        raise UsageError(f"{path} 读不出来：{error.errors()[0]['loc']} {error.errors()[0]['msg']}。请改正该文件。") from error


def review(judged: Sequence[Judged], record: Record | None, anomalies: Sequence[Anomaly] | None) -> Review:
    """What the findings of a record are worth. A record that failed found nothing."""
    ledger = record.ledger if record else []
    covered = (sum(row.status != "error" for row in ledger), len(ledger))
    if anomalies is None:
        return Review(None, None, covered)
    known, failed = to_labels(judged), [finding for finding in (record.findings if record else []) if finding.status == "fail"]
    spoken = [(finding.check, _paths(finding, known)) for finding in failed]
    raised = [Raised(check, any(_same(check, paths, anomaly) for anomaly in anomalies)) for check, paths in spoken]
    found = [Found(a.id, a.check, a.certainty, any(_same(check, paths, a) for check, paths in spoken)) for a in anomalies]
    return Review(raised, found, covered)


def _same(check: str, paths: Sequence[str], anomaly: Anomaly) -> bool:
    return check == anomaly.check and any(_overlap(ours, theirs) for ours in anomaly.paths for theirs in paths)


def _overlap(one: str, other: str) -> bool:
    """Equal, or one what the other is part of. The whole document ("") is only the same as itself."""
    short, long = sorted((one, other), key=len)
    return one == other or (bool(short) and long.startswith(short) and long[len(short)] in ".[")


def _paths(finding: Finding, known: Mapping[str, str]) -> list[str]:
    translated = (_translate(evidence.path, known) for evidence in finding.evidence)
    return [path for path in translated if path is not None]


def to_labels(judged: Sequence[Judged]) -> dict[str, str]:
    """The paths of the record in those of the labels, rows paired as their leaves were."""
    known: dict[str, str] = {}
    for leaf in judged:
        if leaf.path and leaf.read_path:
            for theirs, ours in zip(_prefixes(leaf.read_path), _prefixes(leaf.path), strict=True):
                known.setdefault(theirs, ours)
    return known


def _prefixes(path: str) -> Iterator[str]:
    yield from (path[: match.start()] for match in _BREAK.finditer(path))
    yield path


def _translate(path: str, known: Mapping[str, str]) -> str | None:
    """A record's path in those of the labels; None for a row that they have not."""
    for prefix in reversed(list(_prefixes(path))):
        if prefix in known:
            rest = path[len(prefix) :]
            return known[prefix] + rest if _WITHIN_ROW.fullmatch(rest) else None
    return path if "[" not in path else None


def _recall(found: Sequence[Found]) -> Ratio:
    return Ratio(sum(one.found for one in found), len(found))


def scores_of(result: Review) -> Scores:
    """Finding precision and recall (also by certainty) and coverage of the ledger, as ratios."""
    raised, found = result.raised or [], result.found or []
    return {
        "finding_precision": Ratio(sum(one.true for one in raised), len(raised)),
        "finding_recall": _recall(found),
        **{f"finding_recall_{name}": _recall([one for one in found if one.certainty == name]) for name in CERTAINTIES},
        "ledger_coverage": Ratio(*result.ledger),
    }
