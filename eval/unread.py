"""Numbers and rows of the labels that were not read at all: no confidence points at them. Counted apart, with those that the record
itself tells of: its row of the ledger failed or could not be done, or its notes or errors name the place as not read.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from eval.cases import Case
from eval.leaves import Judged, Verdict
from eval.outcomes import is_numeric
from eval.run import judge_case, stored_cases
from eval.store import load_run
from extractor.record import Record

__all__ = ["Count", "Unread", "unread"]

_ROW = re.compile(r"^(?:tables\[\d+\]\.rows|forms\[\d+\]\.(?:indicators|funding))\[\d+\]")
_PART = re.compile(r"^\w+\[\d+\]")
_TELLING = frozenset({"fail", "insufficient_data", "unreadable", "error"})


@dataclass(slots=True)
class Count:
    """Of the labelled ones, how many were not read, and how many of these the record tells of."""

    labelled: int = 0
    missing: int = 0
    told: int = 0


@dataclass(slots=True)
class Unread:
    """Numbers, and rows of which nothing was read."""

    numbers: Count = field(default_factory=Count)
    rows: Count = field(default_factory=Count)


def unread(runs: Sequence[Path]) -> Unread:
    """The sums over the cases of the runs; a case that failed is told of as a whole."""
    made = Unread()
    for path in runs:
        for case, stored in stored_cases(path, load_run(path)):
            _count(made, case, stored.record)
    return made


def _count(made: Unread, case: Case, record: Record | None) -> None:
    judged = judge_case(case.labels(), record)
    telling = _Telling(record, judged)
    rows: dict[str, list[Judged]] = {}
    for leaf in (leaf for leaf in judged if leaf.path is not None and leaf.expected):
        if is_numeric(leaf):
            _add(made.numbers, leaf.verdict is Verdict.MISSED, telling.of(leaf))
        if found := _ROW.match(leaf.path or ""):
            rows.setdefault(found.group(), []).append(leaf)
    for leaves in rows.values():
        _add(made.rows, all(leaf.verdict is Verdict.MISSED for leaf in leaves), telling.of(leaves[0]))


def _add(count: Count, missing: bool, told: bool) -> None:
    count.labelled += 1
    count.missing += missing
    count.told += missing and told


class _Telling:
    """Whether a record says that something is amiss with the form or table that a label belongs to."""

    def __init__(self, record: Record | None, judged: Sequence[Judged]) -> None:
        self._record = record
        self._whole = record is None or bool(record.errors) or any("未读" in note or "没有归入" in note for note in record.notes)
        self._read = {_part(leaf.path): _part(leaf.read_path) for leaf in judged if leaf.path and leaf.read_path}
        rows = record.ledger if record is not None else []
        self._scopes = {row.scope for row in rows if row.status in _TELLING}

    def of(self, leaf: Judged) -> bool:
        """The record names what was not read, or a check of the form or table failed or could not be done."""
        return self._whole or self._read.get(_part(leaf.path)) in self._scopes


def _part(path: str | None) -> str:
    found = _PART.match(path or "")
    return found.group() if found else ""
