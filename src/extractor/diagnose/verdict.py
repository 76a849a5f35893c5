"""Misread, misfiled or undecided: what the looks and the slips that would repair come to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from extractor.diagnose.doubts import Doubts, Weighed
from extractor.diagnose.options import Option
from extractor.diagnose.slips import SLIP_NAMES
from extractor.normalise.text import key
from extractor.normalise.units import money_unit
from extractor.record import Candidate, Correction, Diagnosis, Record

__all__ = ["CONTESTED", "MISREAD", "Case", "judge", "of_rows", "ranked", "said"]

MISREAD, CONTESTED = -7.0, -9.0
"""What repairs and is seen with this weight was misread; below the second no look speaks for it. Of numbers that were read rightly
the likeliest of all slips lies above -7 in one of seven, and one certain slip that happens to repair in hardly one of a hundred; of
misread ones the truth lies above -3 in most, and below -7 where a stamp hides a sign."""

_MOST_CANDIDATES = 10


@dataclass(frozen=True, slots=True)
class Case:
    """Identities that broke together. `suspects` are the cells that any of the smallest sets has, all cells where no few of them
    explain what broke (`explained` is then false); `exact`: all sets were searched.
    """

    record: Record
    doubts: Doubts
    suspects: Sequence[str]
    exact: bool
    explained: bool


def ranked(options: Iterable[Option], doubts: Doubts) -> list[Weighed]:
    """What is seen first, then the likeliest; of options that change the same cells in the same way one."""
    distinct = {tuple(option.texts.items()): option for option in options}
    weighed = [doubts.weigh(option) for option in distinct.values()]
    return sorted(weighed, key=lambda one: (-one.weight if one.weight >= MISREAD else -MISREAD, -one.score))


def _candidate(one: Weighed, doubts: Doubts) -> Candidate:
    corrections = [
        Correction(path=path, raw=at.raw if (at := doubts.rereading.at(path)) is not None else "", reading=text)
        for path, text in one.option.texts.items()
    ]
    return Candidate(corrections=corrections, slip=SLIP_NAMES[one.option.kind], score=round(one.score, 4))


def judge(case: Case, weighed: Sequence[Weighed]) -> Diagnosis:
    """The verdict over the ranked options of one group."""
    doubts = case.doubts
    candidates = _best_of_each([_candidate(one, doubts) for one in weighed])[:_MOST_CANDIDATES]
    for rule in (_misplaced, _other_unit, _seen):
        found = rule(case, weighed)
        if found is not None:
            one, why = found
            first = _candidate(one, doubts)
            others = [other for other in candidates if other.corrections[0].path != first.corrections[0].path]
            blamed = _least_like(one, doubts)
            return Diagnosis(verdict="misread", path=blamed, reading=one.option.texts[blamed], why=why, candidates=[first, *others])
    blamed_first = candidates[0].corrections[0].path if candidates else None
    unsettled = [path for path in case.suspects if not doubts.settled(path)]
    contested = [one for one in weighed if one.weight > CONTESTED]
    stands = case.suspects and not unsettled and not contested and doubts.confirmed(case.suspects)
    if stands and (case.explained or doubts.copied(case.suspects)):
        return Diagnosis(verdict="misfiled", path=blamed_first, why=_settled_by(case), candidates=candidates)
    cut = "" if case.exact else "相关数字太多，只查找了一部分组合；"
    cut += "" if case.explained else "改动三个以内的数不能使各式都成立；"
    why = f"{cut}{_left_open(case, unsettled, contested)}"
    return Diagnosis(verdict="undecided", path=blamed_first, why=why, candidates=candidates)


def _left_open(case: Case, unsettled: Sequence[str], contested: Sequence[Weighed]) -> str:
    """What a second look did not settle."""
    if unsettled:
        return f"{len(case.suspects)} 个可能有误的数中，有 {len(unsettled)} 个未能可靠地重新辨认"
    if contested:
        first = contested[0].option
        return f"“{first.texts[first.blamed]}”这一读法代入后各式也成立，重新辨认未能排除"
    return "重新辨认的结果不足以断定是文件还是读取的问题"


def of_rows(rows: Sequence[str], diagnosis: Diagnosis) -> Diagnosis:
    """The diagnosis of what is summed over rows that slipped against their columns."""
    why = f"相关的行中有 {len(rows)} 行读得有误（文字落在金额栏、编码落在名称栏，或编码不成编码），数可能不在自己的格里"
    return Diagnosis(verdict="misread", why=why, candidates=diagnosis.candidates)


def _least_like(one: Weighed, doubts: Doubts) -> str:
    """Of several cells that were changed together the one whose change is seen best."""
    if len(one.option.texts) == 1 or one.seen is None:
        return one.option.blamed
    return max(
        one.option.texts, key=lambda path: doubts.seen(Option({path: one.option.texts[path]}, one.option.kind, 1.0)) or -99.0
    )


def _best_of_each(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Of several texts for the same cells the likeliest: what is ranked are cells."""
    best: dict[tuple[str, ...], Candidate] = {}
    for candidate in candidates:
        best.setdefault(tuple(correction.path for correction in candidate.corrections), candidate)
    return list(best.values())


def _settled_by(case: Case) -> str:
    if case.doubts.copied(case.suspects):
        return f"{len(case.suspects)} 个相关的数取自电子文本，不经识别，写的就是这些数"
    return f"{len(case.suspects)} 个相关的数重新辨认后与记录一致"


Found = tuple[Weighed, str] | None


def _misplaced(case: Case, weighed: Sequence[Weighed]) -> Found:
    """The page shows the value at another cell's place, and there it closes everything."""
    del case
    one = next((one for one in weighed if one.option.kind == "shifted" and one.option.misplaced), None)
    return (one, "数值在页面上的位置属于相邻的格，移过去后各式成立") if one is not None else None


def _other_unit(case: Case, weighed: Sequence[Weighed]) -> Found:
    """The unit that was read is not that of the form, and with the form's everything closes."""
    for one in weighed:
        at = case.doubts.rereading.at(one.option.blamed)
        stated = _unit_over(case.record, one.option.blamed)
        if one.option.kind == "unit" and at is not None and stated and at.leaf.unit and key(at.leaf.unit) != stated:
            return one, f"单位读作“{at.leaf.unit}”，表头写的是“{stated}”，按表头的单位各式成立"
    return None


def _unit_over(record: Record, path: str) -> str | None:
    """The unit that the heading of the form or table states."""
    scope, _, number = path.partition(".")[0].rstrip("]").partition("[")
    if scope not in ("forms", "tables"):
        return None
    leaf = (record.forms if scope == "forms" else record.tables)[int(number)].amount_unit
    found = money_unit(leaf.raw) if leaf is not None else None
    return key(leaf.raw[slice(*found)]) if leaf is not None and found is not None else None


def _seen(case: Case, weighed: Sequence[Weighed]) -> Found:
    """What repairs everything may well be what the page shows. In cells that cannot be looked at it must be the only one."""
    likely = [one for one in weighed if one.weight >= MISREAD]
    one = max(likely, key=lambda one: one.weight, default=None)
    if one is None or (_is_unseen(one, case.doubts) and len({other.option.blamed for other in likely}) > 1):
        return None
    return one, f"{said(one.option, _least_like(one, case.doubts), case.doubts)}，代入后各式成立"


def _is_unseen(one: Weighed, doubts: Doubts) -> bool:
    operand = doubts.rereading.operand(one.option.blamed)
    return operand is None or not operand.looks


def said(option: Option, path: str, doubts: Doubts) -> str:
    """What the looks at one of its cells say for it."""
    operand = doubts.rereading.operand(path)
    text, looks = option.texts[path], operand.looks if operand is not None else ()
    votes = operand.votes(text) if operand is not None else 0
    if votes:
        return f"换方式重看 {len(looks)} 次，{votes} 次读作“{text}”"
    name = SLIP_NAMES[option.kind]
    return f"重看时“{text}”与所读的像得难以分辨（{name}）" if looks else f"这一格的辨认不够可靠，可能有一处“{name}”的误读"
