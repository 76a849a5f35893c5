"""I14: what a goal promises in numbers, that nothing happens, or that all are reached, has an indicator."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from extractor.checks.contract import C101, Fault, Result, Subject, Tally, check
from extractor.checks.expressions import MONEY, Parsed, Quantity
from extractor.checks.indicators_rows import NO_INDICATORS, Row, rows_of
from extractor.checks.indicators_words import INDICATOR_WORDS, pattern
from extractor.checks.money_prose import after, before, parsed, sentence
from extractor.checks.profile import Profile
from extractor.checks.views import At, View
from extractor.normalise.text import fold_signs, key

__all__: list[str] = []

_FULL = 100
_WORD, _PHRASE = 2, 4
"""Characters of a word, and of two words that belong together."""


@dataclass(frozen=True, slots=True)
class _Goal:
    """A goal's text and the clauses of it."""

    at: At

    @property
    def text(self) -> str:
        """The text with half-width signs."""
        return fold_signs(self.at.raw)

    def clauses(self) -> Iterator[str]:
        """Its clauses, without blanks."""
        return (clause for part in pattern("goals", "clause").split(self.text) if (clause := key(part or "")))


@check("I14", scope="form", severity="warning", authority=C101, title="目标中的承诺有对应指标")
def promises_are_measured(subject: Subject, profile: Profile) -> Result:
    """Each number of a goal, each 零发生 and each 全覆盖 has an indicator with that target."""
    del profile
    rows, tally = rows_of(subject.view), Tally()
    if not rows:
        return Result("not_applicable", NO_INDICATORS)
    for goal in _goals(subject.view):
        _numbers(tally, goal, rows)
        _absolutes(tally, goal, rows)
    return tally.result("目标中没有数量、零发生或全覆盖的承诺")


def _goals(form: View) -> list[_Goal]:
    """The goals of the year; where none is called so, all that are not of several years and tell of no results."""
    found = []
    for row in form.rows("narratives"):
        label, at = key(row.text("label")), row.filled("text")
        if at and pattern("goals", "label").search(label) and not pattern("goals", "other").search(label):
            found.append((label, _Goal(at)))
    yearly = [goal for label, goal in found if pattern("goals", "yearly").search(label)]
    return yearly or [goal for _, goal in found]


def _numbers(tally: Tally, goal: _Goal, rows: Sequence[Row]) -> None:
    """Each number outside sentences that work out what is paid for."""
    text = parsed(goal.at.raw)
    sums = [text.text[node.start : node.end] for node in text.expressions]
    for quantity in text.quantities:
        if any(one in sentence(text, quantity) for one in sums) or not _promises(text, quantity):
            continue
        promise = before(text, quantity) + text.text[quantity.start : quantity.end].strip() + after(text, quantity)
        _judge(tally, goal, promise, any(_has(row, quantity) for row in rows), "number")


def _promises(text: Parsed, quantity: Quantity) -> bool:
    """Whether a quantity is a target: in digits, of things or a share, not money, no date and nothing of the past."""
    powers = dict(quantity.unit.powers)
    if quantity.is_chinese or MONEY in powers or quantity.unit.is_bare or set(powers) & set(INDICATOR_WORDS["goals"]["skipped"]):
        return False
    return quantity.value > 1 and not pattern("goals", "stated").search(before(text, quantity))


def _has(row: Row, quantity: Quantity) -> bool:
    """Whether an indicator's target is that number, in whatever words its unit is said (1.8万人, 18000人)."""
    if row.value is None:
        return False
    own = next(iter(parsed(f"{row.view.text('value')}{row.unit}").quantities), None)
    base = own.base if own else row.value
    is_share = quantity.unit.factor < 1
    return base == quantity.base and is_share == (row.kind_of_unit == "rate")


def _absolutes(tally: Tally, goal: _Goal, rows: Sequence[Row]) -> None:
    for clause in goal.clauses():
        if pattern("goals", "zero").search(clause):
            _judge(tally, goal, clause, any(_is_none(row) and _shares(row, clause) for row in rows), "zero")
        if pattern("goals", "full").search(clause):
            _judge(tally, goal, clause, any(_is_full(row, clause) for row in rows), "full")


def _is_none(row: Row) -> bool:
    """Whether an indicator is that something does not happen."""
    nothing = row.value == Decimal(0) or pattern("goals", "none").search(row.words)
    return bool(nothing or pattern("goals", "no_name").search(row.name))


def _is_full(row: Row, clause: str) -> bool:
    """Whether an indicator is of coverage, or of all (100 %) of what the clause says in the same words."""
    if pattern("goals", "covers").search(row.name):
        return _shares(row, clause)
    return row.value == _FULL and row.kind_of_unit == "rate" and _shares(row, clause, _PHRASE)


_IDLE = re.compile(r"覆盖|发生|实现|确保|出现")


def _shares(row: Row, clause: str, length: int = _WORD) -> bool:
    """Whether a name and a clause speak of one thing: so many characters in a row in common."""
    words = _IDLE.sub(" ", clause)
    runs = (words[n : n + length] for n in range(len(words) - length + 1))
    return any(" " not in run and run in row.name for run in runs)


def _judge(tally: Tally, goal: _Goal, promise: str, is_met: bool, variant: str) -> None:
    if is_met:
        return tally.ok()
    return tally.fault(Fault({"promise": promise}, (goal.at,), f"{variant}|{promise}", variant=variant))
