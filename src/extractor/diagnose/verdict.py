"""Misread, misfiled or undecided: what the second look and the slips that would repair come to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

from extractor.diagnose.grain import evenness
from extractor.diagnose.options import FREE, Option
from extractor.diagnose.reread import Operand, Rereading
from extractor.diagnose.slips import SLIP_NAMES
from extractor.diagnose.system import System
from extractor.normalise.text import key
from extractor.normalise.units import money_unit
from extractor.record import Candidate, Correction, Diagnosis, Record

__all__ = ["Doubts", "judge", "ranked"]

_SURE, _DOUBTED = 0.9, 0.97
"""A second look of at least this score is sure; a first one of less than this part of the usual confidence is doubted."""

_AGREED, _WAS_SURE, _OUTVOTES = 0.7, 0.985, 0.8
"""Two looks that agree are settled from this score of the second; a first one so sure stands unless the second, if it differs, is
surer than that."""

_PLAUSIBLE = 0.3
_MOST_CANDIDATES = 10
_EXACT_DOUBT, _LEAST_DOUBT, _SAME, _OTHER, _NONE = 0.1, 0.03, 0.5, 0.4, 0.15


@dataclass(slots=True)
class Doubts:
    """How much each cell's reading is to be doubted."""

    system: System
    rereading: Rereading
    usual: float

    @classmethod
    def of(cls, system: System, rereading: Rereading) -> Doubts:
        """Confidences are weighed against the usual one of the record's figures: agreement of readings scales all of them."""
        known = [term.at.leaf.confidence for term in system.terms.values() if term.at.raw]
        return cls(system, rereading, median(known) if known else 1.0)

    def first(self, operand: Operand) -> float:
        """The confidence of the first reading, as a part of the usual one."""
        return min(1.0, operand.at.leaf.confidence / self.usual) if self.usual else 0.0

    def same(self, path: str, operand: Operand) -> bool:
        """Whether the second look read the same number."""
        again, term = operand.again, self.system.terms.get(path)
        if again is None:
            return False
        figure = term.read_as(again.text) if term is not None else None
        if term is not None and figure is not None:
            return figure.value == term.value.value
        return key(again.text) == key(operand.at.raw)

    def settled(self, path: str) -> bool:
        """Whether what was read surely stands there."""
        operand = self.rereading.operand(path)
        if operand is None or operand.exact:
            return True
        if not operand.at.raw and operand.at.leaf.box is None:
            return True
        again, was_sure = operand.again, self.first(operand) >= _WAS_SURE
        if again is None:
            return was_sure
        return again.score >= _AGREED if self.same(path, operand) else was_sure and again.score < _OUTVOTES

    def confirmed(self, paths: Sequence[str]) -> bool:
        """Whether a second look agreed in most of the cells that have one, or none is needed."""
        operands = [operand for path in paths if (operand := self.rereading.operand(path)) is not None and operand.at.raw]
        agreed = sum(operand.exact or self.same(operand.at.path, operand) for operand in operands)
        return bool(operands) and 2 * agreed >= len(operands)

    def doubtful(self, path: str) -> bool:
        """Whether it may well have been misread: neither look was sure of it."""
        operand = self.rereading.operand(path)
        if operand is None or operand.exact:
            return False
        again = operand.again
        if again is not None and self.same(path, operand):
            return self.first(operand) < _DOUBTED and again.score < _SURE
        return self.first(operand) < _DOUBTED or again is not None

    def weight(self, path: str) -> float:
        """How much the cell is doubted, for the order of candidates."""
        operand = self.rereading.operand(path)
        if operand is None or operand.exact:
            return _EXACT_DOUBT
        if not operand.at.raw and operand.at.leaf.box is None:
            return _LEAST_DOUBT
        doubt = max(_LEAST_DOUBT, 1 - self.first(operand))
        if operand.again is None:
            return max(doubt, _NONE)
        if self.same(path, operand):
            return doubt * _SAME
        return max(doubt, _OTHER)


def _score(option: Option, doubts: Doubts) -> float:
    if option.kind == "shifted":
        return option.plausibility
    weight = max(doubts.weight(path) for path in option.texts)
    figures = doubts.system.figures(option.texts) or {}
    even = min((evenness(doubts.system, path, figure.value) for path, figure in figures.items()), default=1.0)
    return option.plausibility * weight * even


def ranked(options: Iterable[Option], doubts: Doubts) -> list[Option]:
    """The likeliest first; of options that change the same cells in the same way the first."""
    distinct = {tuple(option.texts.items()): option for option in options}
    return sorted(distinct.values(), key=lambda option: -_score(option, doubts))


def _candidate(option: Option, doubts: Doubts) -> Candidate:
    corrections = [
        Correction(path=path, raw=at.raw if (at := doubts.rereading.at(path)) is not None else "", reading=text)
        for path, text in option.texts.items()
    ]
    return Candidate(corrections=corrections, slip=SLIP_NAMES[option.kind], score=round(_score(option, doubts), 4))


def judge(record: Record, options: Sequence[Option], suspects: Sequence[str], doubts: Doubts, *, exact: bool) -> Diagnosis:
    """The verdict over the ranked options of one group. `suspects` are the cells that any of the smallest sets has."""
    candidates = _best_of_each([_candidate(option, doubts) for option in options])[:_MOST_CANDIDATES]
    for rule in (_reread, _misplaced, _other_unit, _one_slip):
        found = rule(record, options, doubts)
        if found is not None:
            option, why = found
            first = _candidate(option, doubts)
            others = [one for one in candidates if one.corrections[0].path != first.corrections[0].path]
            return Diagnosis(
                verdict="misread", path=option.blamed, reading=option.texts[option.blamed], why=why, candidates=[first, *others]
            )
    blamed = candidates[0].corrections[0].path if candidates else None
    unsettled = [path for path in suspects if not doubts.settled(path)]
    if suspects and not unsettled and doubts.confirmed(suspects):
        return Diagnosis(verdict="misfiled", path=blamed, why=_settled_by(suspects, doubts), candidates=candidates)
    cut = "" if exact else "相关数字太多，只查找了一部分组合；"
    why = f"{cut}{len(suspects)} 个可能有误的数中，有 {len(unsettled)} 个未能可靠地重新辨认"
    return Diagnosis(verdict="undecided", path=blamed, why=why, candidates=candidates)


def _best_of_each(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Of several texts for the same cells the likeliest: what is ranked are cells."""
    best: dict[tuple[str, ...], Candidate] = {}
    for candidate in candidates:
        best.setdefault(tuple(correction.path for correction in candidate.corrections), candidate)
    return list(best.values())


def _settled_by(suspects: Sequence[str], doubts: Doubts) -> str:
    operands = [operand for path in suspects if (operand := doubts.rereading.operand(path)) is not None]
    if all(operand.exact for operand in operands):
        return f"{len(suspects)} 个相关的数取自电子文本，不经识别，写的就是这些数"
    return f"{len(suspects)} 个相关的数重新辨认后与记录一致"


Found = tuple[Option, str] | None


def _reread(record: Record, options: Sequence[Option], doubts: Doubts) -> Found:
    """The second look closes it."""
    del record
    option = next((option for option in options if option.kind == "reread"), None)
    if option is None:
        return None
    operand = doubts.rereading.operand(option.blamed)
    score = operand.again.score if operand is not None and operand.again is not None else 0.0
    return option, f"重新辨认读作“{option.texts[option.blamed]}”（置信度 {score:.2f}），代入后各式成立"


def _misplaced(record: Record, options: Sequence[Option], doubts: Doubts) -> Found:
    """The page shows the value at another cell's place, and there it closes everything."""
    del record, doubts
    option = next((option for option in options if option.kind == "shifted" and option.misplaced), None)
    return (option, "数值在页面上的位置属于相邻的格，移过去后各式成立") if option is not None else None


def _other_unit(record: Record, options: Sequence[Option], doubts: Doubts) -> Found:
    """The unit that was read is not that of the form, and with the form's everything closes."""
    for option in options:
        at = doubts.rereading.at(option.blamed)
        stated = _unit_over(record, option.blamed)
        if option.kind == "unit" and at is not None and stated and at.leaf.unit and key(at.leaf.unit) != stated:
            return option, f"单位读作“{at.leaf.unit}”，表头写的是“{stated}”，按表头的单位各式成立"
    return None


def _unit_over(record: Record, path: str) -> str | None:
    """The unit that the heading of the form or table states."""
    scope, _, number = path.partition(".")[0].rstrip("]").partition("[")
    if scope not in ("forms", "tables"):
        return None
    leaf = (record.forms if scope == "forms" else record.tables)[int(number)].amount_unit
    found = money_unit(leaf.raw) if leaf is not None else None
    return key(leaf.raw[slice(*found)]) if leaf is not None and found is not None else None


def _one_slip(record: Record, options: Sequence[Option], doubts: Doubts) -> Found:
    """Exactly one plausible slip on a doubtful cell closes it."""
    del record
    fitting = [
        option
        for option in options
        if option.kind not in (FREE, "blank", "unit", "shifted")
        and len(option.texts) == 1
        and option.plausibility >= _PLAUSIBLE
        and doubts.doubtful(option.blamed)
    ]
    cells = {option.blamed for option in fitting}
    if len(cells) != 1:
        return None
    option = fitting[0]
    name = SLIP_NAMES[option.kind]
    return option, f"这一格的辨认不够可靠，若有一处“{name}”的误读，改正后各式成立，且没有别的格能这样解释"
