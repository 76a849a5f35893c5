"""What speaks for a value that was read, leaf by leaf.

Every feature is larger for what is surer. To add one: a function from `_Known` and a leaf with its path, its row in `_NUMBERS`
or `_WORDS`, and its weight in coefficients.toml (`python -m eval calibrate`).
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import log
from typing import TypeAlias

from extractor.checks import DEFAULT, Profile, sums_of
from extractor.checks.sums import Sum
from extractor.checks.views import At, View
from extractor.confidence.identities import Identities
from extractor.confidence.parts import Part, odd_rows, parts, topical
from extractor.normalise.numbers import parse_decimal
from extractor.normalise.shapes import shape
from extractor.normalise.text import key
from extractor.record import Record

__all__ = ["FEATURES", "NUMBERS", "WORDS", "Weighed", "weighed"]

NUMBERS, WORDS = "numbers", "words"
"""Kinds of values: only numbers stand in sums."""

_MONEY = frozenset({"total_budget", "prior_year_budget", "amount", "cells"})
_NUMERIC = _MONEY | {"execution_weight", "weight"}
_MEASURE = re.compile(r"indicators\[\d+\]\.value$")
_NAME = re.compile(r"(\w+)(?:\[\d+\])*$")
_NUMBERED = re.compile(r"\[\d+\]")
_GROUP = re.compile(r"^(?:forms|tables)\[\d+\]")
_FEW = 3
"""Numbers of a form or table that it takes to say what is usual among them."""
_LEAST, _MOST = 0.02, 0.9995


@dataclass(frozen=True, slots=True)
class Weighed:
    """A value and what speaks for it."""

    at: At
    kind: str
    features: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class _Known:
    """What is known of the record as a whole: its sums, how the numbers of each form and table are usually printed, odd rows,
    its forms and tables, claims of known topics, what share of the numbers on each page was read at all, and for how many rows
    what stands at one place.
    """

    identities: Identities
    usual: Mapping[tuple[str, str], tuple[int, bool]]
    odd_rows: frozenset[str]
    parts: Mapping[str, Part]
    topical: frozenset[str]
    covered: Mapping[int | None, float]
    shared: Mapping[_Place, int]


_Place: TypeAlias = tuple[int | None, object, str, str]
"""Page, box (or line) and text of a value, and the field that it is read for."""


def _place(at: At) -> _Place:
    return at.leaf.page, at.leaf.box or at.leaf.line, at.raw, _NUMBERED.sub("", at.path)


def _field(path: str) -> str:
    found = _NAME.search(path)
    return found[1] if found else path


def _kind(at: At) -> str:
    """The target of an indicator is a number where it has a digit, if only it was read as one."""
    is_target = _MEASURE.search(at.path) and any(map(str.isdigit, at.raw))
    return NUMBERS if is_target or _field(at.path) in _NUMERIC else WORDS


def _log_odds(share: float) -> float:
    held = min(max(share, _LEAST), _MOST)
    return log(held / (1 - held))


def _group(path: str) -> tuple[str, str] | None:
    """Money of one form or table is printed alike, and so are its weights."""
    scope, name = _GROUP.match(path), _field(path)
    if scope is None or name not in _NUMERIC:
        return None
    return scope[0], "money" if name in _MONEY else name


def _print(raw: str) -> tuple[int, bool] | None:
    """How a number is printed: its decimals, and whether thousands are parted (True where there are none); None for zero."""
    number = parse_decimal(raw)
    if not number:
        return None
    return len(key(raw).partition(".")[2]), abs(number) < 1000 or "," in key(raw)


def _usual(record: Record) -> dict[tuple[str, str], tuple[int, bool]]:
    """The way most numbers of a form or table are printed, where there are more than a few and more than half agree."""
    seen: dict[tuple[str, str], Counter[tuple[int, bool]]] = defaultdict(Counter)
    for at in View("", record).leaves():
        group, printed = _group(at.path), _print(at.raw)
        if group is not None and printed is not None:
            seen[group][printed] += 1
    most = {group: counts.most_common(1)[0] for group, counts in seen.items() if counts.total() >= _FEW}
    return {group: printed for group, (printed, count) in most.items() if 2 * count > seen[group].total()}


def _shares(record: Record) -> dict[int | None, float]:
    """By page, the share of the numbers of forms and tables that was read: where many were not, others may be misplaced."""
    read = Counter(at.leaf.page for at in View("", record).leaves() if at.raw and _kind(at) == NUMBERS)
    left = Counter(found.page for found in record.unassigned if shape(found.raw) in ("number", "quantity"))
    return {page: count / (count + left[page]) for page, count in read.items()}


def _role(_known: _Known, at: At) -> float:
    return _log_odds(at.leaf.role if at.leaf.role is not None else 1.0)


def _ocr(_known: _Known, at: At) -> float:
    return _log_odds(at.leaf.ocr if at.leaf.ocr is not None else 1.0)


def _copied(_known: _Known, at: At) -> float:
    return float(at.leaf.ocr is None)


def _shape(_known: _Known, at: At) -> float:
    return float(at.leaf.value is not None and parse_decimal(at.leaf.value) is not None)


def _even(known: _Known, at: At) -> float:
    group, printed = _group(at.path), _print(at.raw)
    usual = known.usual.get(group) if group is not None else None
    return float(usual is None or printed is None or printed == usual)


def _row(known: _Known, at: At) -> float:
    return float(at.path.rpartition(".")[0] not in known.odd_rows)


def _part(known: _Known, at: At) -> Part:
    scope = _GROUP.match(at.path)
    return known.parts.get(scope[0] if scope else at.path.partition("[")[0], Part())


def _named(known: _Known, at: At) -> float:
    return float(_part(known, at).named)


def _stated(known: _Known, at: At) -> float:
    return float(_part(known, at).stated)


def _whole(known: _Known, at: At) -> float:
    return _part(known, at).whole


def _ordered(known: _Known, at: At) -> float:
    return float(_part(known, at).ordered)


def _topical(known: _Known, at: At) -> float:
    claim = at.path.rpartition(".")[0]
    return float(not claim.startswith("claims") or claim in known.topical)


def _covered(known: _Known, at: At) -> float:
    return known.covered.get(at.leaf.page, 1.0)


def _once(known: _Known, at: At) -> float:
    """What was read from one place for several rows is at most one row's."""
    return float(at.leaf.box is None or known.shared[_place(at)] == 1)


def _unit(_known: _Known, at: At) -> float:
    return float(at.leaf.unit is not None or _field(at.path) not in _MONEY)


def _closes(known: _Known, at: At) -> float:
    return float(known.identities.closing[at.path] > 0)


def _closes_twice(known: _Known, at: At) -> float:
    return float(known.identities.closing[at.path] > 1)


def _unbroken(known: _Known, at: At) -> float:
    return float(at.path not in known.identities.failing)


def _unblamed(known: _Known, at: At) -> float:
    return float(at.path not in known.identities.blamed)


_Feature = Callable[[_Known, At], float]
_WORDS: Mapping[str, _Feature] = {
    "role": _role,
    "ocr": _ocr,
    "copied": _copied,
    "row": _row,
    "named": _named,
    "stated": _stated,
    "whole": _whole,
    "ordered": _ordered,
    "topical": _topical,
    "covered": _covered,
    "once": _once,
}
_NUMBERS: Mapping[str, _Feature] = {
    **_WORDS,
    "shape": _shape,
    "even": _even,
    "unit": _unit,
    "closes": _closes,
    "closes_twice": _closes_twice,
    "unbroken": _unbroken,
    "unblamed": _unblamed,
}
_OF: Mapping[str, Mapping[str, _Feature]] = {NUMBERS: _NUMBERS, WORDS: _WORDS}

FEATURES: Mapping[str, tuple[str, ...]] = {kind: tuple(features) for kind, features in _OF.items()}
"""The names of what is weighed, by kind of value."""


def weighed(record: Record, profile: Profile = DEFAULT, sums: Sequence[Sum] | None = None) -> Iterator[Weighed]:
    """Every value that was read from the file. What is blank, implied, corrected or of an unknown reading is not weighed.

    `sums` are those of its checks (`Checked.sums`); without them the sums are done again.
    """
    identities = Identities.of(record, sums_of(record, profile) if sums is None else sums)
    odd = frozenset(odd_rows(record))
    whole = parts(record, odd)
    shared = Counter(_place(at) for at in View("", record).leaves() if at.leaf.box is not None)
    known = _Known(identities, _usual(record), odd, whole, frozenset(topical(record)), _shares(record), shared)
    for at in View("", record).leaves():
        if at.raw and at.leaf.origin == "read" and at.leaf.role is not None:
            kind = _kind(at)
            yield Weighed(at, kind, {name: feature(known, at) for name, feature in _OF[kind].items()})
