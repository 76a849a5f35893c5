"""Leaves as RUN.json keeps them: a matched one as a short row, any other in full, so that runs compare without their records."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from pydantic import BaseModel, ConfigDict

from eval.leaves import Judged, Verdict
from eval.metrics import NUMERIC
from eval.places import Truth, is_grounded
from extractor.normalise.numbers import parse_decimal
from extractor.normalise.text import key
from extractor.record import Leaf

__all__ = ["Matched", "Outcome", "is_numeric", "outcomes"]

_INDEX = re.compile(r"\[\d+\]")


class Matched(NamedTuple):
    """A leaf read as the labels have it: an array in RUN.json."""

    path: str
    numeric: bool
    grounded: bool | None
    confidence: float
    page: int | None


class Outcome(BaseModel):
    """What became of a leaf. `path` is the labels', None for one of a row that they have not.

    `read_path` is the record's, None where it is the same. `expected` and `read` are None where they are blank, and for what is
    matched. `grounded` is None where the true place is not known, or the text is not the true one; `confidence` where nothing
    was read. `numeric`: of a field for numbers, and a number on either side.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    verdict: Verdict
    path: str | None = None
    read_path: str | None = None
    expected: str | None = None
    read: str | None = None
    numeric: bool = False
    grounded: bool | None = None
    confidence: float | None = None
    page: int | None = None
    line: int | None = None

    @property
    def field(self) -> str:
        """The path without the numbers of rows."""
        return _INDEX.sub("", self.path or self.read_path or "")

    @property
    def key(self) -> str:
        """What it is paired by with the same leaf of another run."""
        return self.path or f"→ {self.read_path}"

    @property
    def right(self) -> bool:
        """Whether it is matched."""
        return self.verdict is Verdict.MATCHED


def outcomes(judged: Iterable[Judged], truth: Truth) -> tuple[list[Matched], list[Outcome]]:
    """The leaves of a case, matched and others."""
    matched, others = list[Matched](), list[Outcome]()
    for leaf in judged:
        if leaf.verdict is Verdict.MATCHED and leaf.leaf is not None and leaf.path is not None:
            matched.append(_matched(leaf, leaf.leaf, leaf.path, truth))
        else:
            others.append(_other(leaf))
    return matched, others


def _matched(judged: Judged, leaf: Leaf, path: str, truth: Truth) -> Matched:
    return Matched(path, is_numeric(judged), is_grounded(leaf, path, truth), round(leaf.confidence, 4), leaf.page)


def _other(judged: Judged) -> Outcome:
    leaf = judged.leaf if judged.leaf is not None and key(judged.leaf.raw) else None
    return Outcome(
        verdict=judged.verdict,
        path=judged.path,
        read_path=judged.read_path if judged.read_path != judged.path else None,
        expected=judged.expected or None,
        read=leaf.raw if leaf else None,
        numeric=is_numeric(judged),
        confidence=round(leaf.confidence, 4) if leaf else None,
        page=leaf.page if leaf else None,
        line=_line(leaf) if leaf else None,
    )


def _line(leaf: Leaf) -> int | None:
    return leaf.spans[0].line if leaf.spans else leaf.line


def is_numeric(judged: Judged) -> bool:
    """Whether it is of a field for numbers, and a number on either side."""
    texts = (judged.expected, judged.leaf.raw if judged.leaf else "")
    return judged.field in NUMERIC and any(parse_decimal(text) is not None for text in texts)
