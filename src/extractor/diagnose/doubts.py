"""How much each cell's reading is to be doubted, and how far what was seen speaks for what would repair."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import log
from statistics import median

from extractor.diagnose.grain import evenness
from extractor.diagnose.options import Option
from extractor.diagnose.reread import Operand, Rereading
from extractor.diagnose.system import System

__all__ = ["Doubts", "Weighed"]

_AGREED = -2.5
"""Looks whose own readings are so little likelier than what was read confirm it."""

_WAS_SURE = 0.985
"""A first reading of this part of the usual confidence stands where no look is to be had."""

_NOTHING = -99.0
_EXACT_DOUBT, _LEAST_DOUBT, _OTHER, _NONE = 0.1, 0.03, 0.4, 0.15

_DOUBTED, _NOT_DOUBTED, _UNTRACED = 0.97, -8.0, 4.0
"""In a cell that cannot be looked at another reading is likely only where the first was less sure than this part of the usual;
where it was surer, nothing is decided.
"""


@dataclass(frozen=True, slots=True)
class Weighed:
    """What would repair, with `seen`: the logarithm of how much likelier the looks make it than what was read; None: not seen.

    `looked`: all cells were seen in pictures that tell how alike two numbers are. `score` orders what the looks do not tell apart:
    by slips, by how even the number is, by the doubt about the cell.
    """

    option: Option
    seen: float | None
    score: float
    looked: bool = True

    @property
    def weight(self) -> float:
        """What was seen, less what speaks against the kind of slip; half of that where looks tell what is alike as well."""
        against = log(self.option.plausibility) * (0.5 if self.looked else 1.0)
        return (self.seen if self.seen is not None else _NOTHING) + against


@dataclass(slots=True)
class Doubts:
    """How much each cell's reading is to be doubted."""

    system: System
    rereading: Rereading
    usual: float

    @classmethod
    def of(cls, system: System, rereading: Rereading) -> Doubts:
        """First readings are weighed against the usual one of the record's figures: agreement of readings scales all of them.

        Not the calibrated confidence: that has the closing sums in it, and would count them twice.
        """
        known = [_first(operand) for path in system.terms if (operand := rereading.unseen(path)) is not None and operand.at.raw]
        return cls(system, rereading, median(known) if known else 1.0)

    def among(self, system: System) -> Doubts:
        """The same doubts where some cells have other figures."""
        return replace(self, system=system)

    def first(self, operand: Operand) -> float:
        """How sure the first reading was, as a part of the usual."""
        return min(1.0, _first(operand) / self.usual) if self.usual else 0.0

    def settled(self, path: str) -> bool:
        """Whether what was read surely stands there."""
        operand = self.rereading.operand(path)
        if operand is None or operand.exact:
            return True
        if not operand.at.raw and operand.at.leaf.box is None:
            return True
        fit = operand.fit()
        return self.first(operand) >= _WAS_SURE if fit is None else fit >= _AGREED

    def copied(self, paths: Sequence[str]) -> bool:
        """Whether none of the cells had to be recognised."""
        operands = [operand for path in paths if (operand := self.rereading.operand(path)) is not None]
        return bool(operands) and all(operand.exact for operand in operands)

    def confirmed(self, paths: Sequence[str]) -> bool:
        """Whether looks agreed with most of the cells that were seen, or none is needed."""
        operands = [operand for path in paths if (operand := self.rereading.operand(path)) is not None and operand.at.raw]
        agreed = sum(operand.exact or (bool(operand.looks) and self.settled(operand.at.path)) for operand in operands)
        return bool(operands) and 2 * agreed >= len(operands)

    def seen(self, option: Option) -> float | None:
        """What the looks at all changed cells say together; None where one of them was not seen and its reading was not doubted."""
        known = [self._seen(path, text) for path, text in option.texts.items()]
        return sum(found for found in known if found is not None) if all(found is not None for found in known) else None

    def _seen(self, path: str, text: str) -> float | None:
        operand = self.rereading.operand(path)
        if operand is None or operand.exact:
            return None
        odds = operand.odds(text)
        if odds is not None or not operand.at.raw:
            return odds
        sure = self.first(operand)
        if sure >= _DOUBTED:
            return _NOT_DOUBTED
        return -log(sure / (1 - sure)) - _UNTRACED if sure > 0 else 0.0

    def weigh(self, option: Option) -> Weighed:
        """The option with what speaks for it."""
        operands = (self.rereading.operand(path) for path in option.texts)
        looked = all(operand is not None and any(look.trace for look in operand.looks) for operand in operands)
        return Weighed(option, None if option.kind in ("shifted", "unit") else self.seen(option), self._score(option), looked)

    def _score(self, option: Option) -> float:
        if option.kind == "shifted":
            return option.plausibility
        weight = max(self._doubt(path) for path in option.texts)
        figures = self.system.figures(option.texts) or {}
        even = min((evenness(self.system, path, figure.value) for path, figure in figures.items()), default=1.0)
        return option.plausibility * weight * even

    def _doubt(self, path: str) -> float:
        """How much the cell is doubted, for the order of candidates."""
        operand = self.rereading.operand(path)
        if operand is None or operand.exact:
            return _EXACT_DOUBT
        if not operand.at.raw and operand.at.leaf.box is None:
            return _LEAST_DOUBT
        if operand.looks:
            return _LEAST_DOUBT if self.settled(path) else max(_OTHER, 1 - self.first(operand))
        return max(_NONE, 1 - self.first(operand))


def _first(operand: Operand) -> float:
    """How sure it is that this text stands there, and that it is this field's."""
    leaf = operand.at.leaf
    ocr, role = (1.0 if share is None else share for share in (leaf.ocr, leaf.role))
    return ocr * role
