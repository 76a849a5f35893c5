"""I13: related targets agree: a part is not more than its whole, a rate is not far below all others."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from itertools import permutations
from statistics import median

from extractor.checks.contract import ARITHMETIC, Fault, Result, Subject, Tally, check
from extractor.checks.figures import printed
from extractor.checks.indicators_direction import is_unwanted
from extractor.checks.indicators_rows import NO_INDICATORS, Row, rows_of
from extractor.checks.indicators_words import INDICATOR_WORDS, pattern
from extractor.checks.profile import Profile

__all__: list[str] = []

_SIBLINGS = 5
"""Rates from which it can be said what is usual in a document."""


@check("I13", scope="form", severity="warning", authority=ARITHMETIC, title="相关指标值相互协调")
def related_agree(subject: Subject, profile: Profile) -> Result:
    """What succeeds is part of what was taken in; a rate of duty is near the document's others."""
    del profile
    rows = [row for row in rows_of(subject.view) if row.value is not None]
    if not rows:
        return Result("not_applicable", NO_INDICATORS)
    tally = Tally()
    for whole, part in permutations(rows, 2):
        _part(tally, whole, part)
    everywhere = [row for form in subject.root.rows("forms") for row in rows_of(form) if _is_duty(row)]
    for row in rows:
        if _is_duty(row):
            _rate(tally, row, everywhere)
    return tally.result("没有相互关联的指标")


def _part(tally: Tally, whole: Row, part: Row) -> None:
    if whole.value is None or part.value is None or whole.unit != part.unit or not _is_part(whole, part):
        return None
    if part.value <= whole.value:
        return tally.ok()
    gap = printed(part.value - whole.value)
    data = {"part": part.shown, "part_value": part.target, "whole": whole.shown, "whole_value": whole.target, "difference": gap}
    evidence = (*part.at("value", "name"), *whole.at("value", "name"))
    return tally.fault(Fault(data, evidence, f"{part.name}|{whole.name}", None, part.target, gap, variant="part"))


def _is_part(whole: Row, part: Row) -> bool:
    """Whether two counts are of one thing (人民调解受理案件数, 人民调解成功数), the second a part of the first."""
    if whole.kind_of_unit == "rate":
        return False
    for words in INDICATOR_WORDS["parts"]:
        of_whole, of_part = (re.sub(words[name], "", row.name) for name, row in (("whole", whole), ("part", part)))
        if of_whole != whole.name and of_part != part.name and _subject(of_whole) == _subject(of_part):
            return True
    return False


_COUNTED = re.compile(r"(案件|数量|人员|次数|件数|人数|总|的|数|量|件|人|次)")


def _subject(name: str) -> str:
    """What a name speaks of, without the words for counting."""
    return _COUNTED.sub("", name)


def _is_duty(row: Row) -> bool:
    """Whether a rate is of something that is to be done wholly or nearly so."""
    asked = row.operator in {"GE", "GT", "EQ"} and row.unit == "%"
    named = pattern("rates", "duty").search(row.name) and not pattern("rates", "small").search(row.name)
    return bool(asked and named and row.value is not None and not is_unwanted(row.name))


def _rate(tally: Tally, row: Row, everywhere: Sequence[Row]) -> None:
    """Less than half of what is usual is too little to be meant."""
    others = [other.value for other in everywhere if other.view.path != row.view.path and other.value is not None]
    if row.value is None or len(others) < _SIBLINGS:
        return None
    usual = Decimal(median(others))
    if row.value * 2 >= usual:
        return tally.ok()
    data = {"name": row.shown, "target": row.target, "usual": printed(usual), "count": str(len(others))}
    return tally.fault(Fault(data, row.at("value", "name", "operator"), row.name, None, row.target, variant="rate"))
