"""I03, I04, I06: a target has its sign, number and unit; a grade is one grade of a scale; a rate lies in 0–100 %."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache

from extractor.checks.contract import ARITHMETIC, C101, Fault, Result, Severity, Subject, Tally, check
from extractor.checks.figures import printed
from extractor.checks.indicators_rows import NO_INDICATORS, Row, rows_of
from extractor.checks.indicators_words import INDICATOR_WORDS, keys, pattern
from extractor.checks.profile import Profile
from extractor.checks.views import At

__all__: list[str] = []

_COMPARING = frozenset({"GE", "LE", "GT", "LT"})


@check("I03", scope="form", severity="warning", authority=C101, title="指标性质、指标值、单位齐全")
def target_is_whole(subject: Subject, profile: Profile) -> Result:
    """A quantitative target has sign, number and unit, as far as the form has cells for them; a qualitative one its 定性."""
    del profile
    rows, tally = rows_of(subject.view), Tally()
    signs = _signs_are_kept(rows)
    for row in rows:
        if any((at := row.view.at(name)) is not None and at.leaf.unreadable for name in ("operator", "value", "unit")):
            tally.cannot_read(f"“{row.shown}”的指标值无法辨认")
        elif faults := list(_lacks(row, signs)):
            for fault in faults:
                tally.fault(fault)
        elif row.words:
            tally.ok()
    return tally.result(NO_INDICATORS if not rows else "没有指标值")


def _signs_are_kept(rows: Sequence[Row]) -> bool:
    """Whether the sign has a cell of its own that is filled in otherwise: for every number, and on most rows."""
    cells = [row for row in rows if row.view.at("operator")]
    filled = [row for row in cells if row.view.text("operator")]
    numbers = all(row.view.text("operator") for row in cells if row.value is not None)
    return numbers and len(filled) > len(cells) / 2 and not any(map(_touch, filled))


def _touch(row: Row) -> bool:
    """Whether sign and number are printed as one word: then they share a cell, as far as positions are known."""
    boxes = [at.leaf.box for name in ("operator", "value") if (at := row.view.filled(name)) is not None]
    sign, value = boxes if len(boxes) == 2 else (None, None)
    return sign is not None and value is not None and abs(value[0] - sign[2]) < 1


def _blank(row: Row, name: str) -> At | None:
    at = row.view.at(name)
    return at if at is not None and at.is_blank else None


def _lacks(row: Row, signs: bool) -> Iterator[Fault]:
    value, unit, sign = _blank(row, "value"), _blank(row, "unit"), _blank(row, "operator")
    if value and (row.unit or row.view.text("operator")):
        yield _fault(row, (value, *row.at("name")), "value")
    if row.words and sign and signs:
        variant = "sign" if row.value is not None else "nature"
        yield _fault(row, (sign, *row.at("value", "name")), variant)
    if row.value is not None and unit and not row.unit and row.value != 0:
        yield _fault(row, (unit, *row.at("value", "name")), "unit")
    if row.is_qualitative and row.operator in _COMPARING and not value:
        yield _fault(row, row.at("value", "operator", "name"), "words", "error")
    if row.operator == "QUAL" and row.value is not None:
        yield _fault(row, row.at("value", "operator", "name"), "number")


def _fault(row: Row, evidence: tuple[At, ...], variant: str, severity: Severity | None = None) -> Fault:
    data = {"name": row.shown, "sign": row.view.text("operator"), "value": row.view.text("value"), "target": row.target}
    return Fault(data, evidence, row.name, severity=severity, variant=variant)


@cache
def _scale_itself() -> re.Pattern[str]:
    """Two or more different grades of one scale and nothing else."""
    between = f"(?:{INDICATOR_WORDS['scales']['separators']})?"
    one = ("|".join(map(re.escape, sorted(scale, key=len, reverse=True))) for scale in INDICATOR_WORDS["scales"]["grades"])
    return re.compile("|".join(rf"(?:{grades})(?:{between}(?:{grades}))+" for grades in one))


@check("I04", scope="form", severity="error", authority=C101, title="定性指标的等级")
def one_grade(subject: Subject, profile: Profile) -> Result:
    """A qualitative target is one grade, and of a scale that is explained."""
    del profile
    tally = Tally()
    for row in rows_of(subject.view):
        if row.value is not None or not row.words:
            continue
        if _is_scale(row.words):
            data = {"name": row.shown, "value": row.view.text("value")}
            tally.fault(Fault(data, row.at("value", "name"), row.name, actual=data["value"]))
        elif row.words in keys("scales", "bare") or row.words.lower() in keys("scales", "bare"):
            _bare(tally, row)
    return tally.result("没有按等级填写的指标")


def _is_scale(words: str) -> bool:
    """Whether a value is the scale itself; 不合格 or 基本满意 is one grade, though others stand in it."""
    grades = {grade for scale in INDICATOR_WORDS["scales"]["grades"] for grade in scale}
    return words not in grades and bool(_scale_itself().fullmatch(words))


def _bare(tally: Tally, row: Row) -> None:
    defined = INDICATOR_WORDS["scales"]["defined"]
    texts = "\n".join(at.raw for at in row.view.leaves() if at.raw and at.path != row.view.below("value"))
    grade = re.escape(row.words)
    if re.search(rf"{grade}(?:{defined}|：|（)|(?:{defined}|：|（)\s*{grade}", texts):
        return tally.ok()
    data = {"name": row.shown, "value": row.view.text("value")}
    return tally.fault(Fault(data, row.at("value", "name"), row.name, severity="warning", variant="bare"))


_WHOLE = {"%": Decimal(100), "‰": Decimal(1000), "百分比": Decimal(100)}


@check("I06", scope="form", severity="info", authority=ARITHMETIC, title="比率在 0 到 100% 之间")
def rate_within_bounds(subject: Subject, profile: Profile) -> Result:
    """A share is at most the whole; at least 100 % of it is all of it."""
    del profile
    tally = Tally()
    for row in rows_of(subject.view):
        whole = _WHOLE.get(row.unit)
        if row.value is None or whole is None or pattern("rates", "open").search(row.name):
            continue
        if not 0 <= row.value <= whole:
            _outside(tally, row, whole, "")
        elif row.asks_at_least and row.value == whole and not pattern("rates", "planned").search(row.name):
            _outside(tally, row, whole, "at_least")
        else:
            tally.ok()
    return tally.result("没有以百分比表示的指标")


def _outside(tally: Tally, row: Row, whole: Decimal, variant: str) -> None:
    data = {"name": row.shown, "target": row.target, "whole": f"{printed(whole)}{row.unit}"}
    evidence = row.at("value", "operator", "name")
    tally.fault(Fault(data, evidence, row.name, data["whole"], row.target, variant=variant))
