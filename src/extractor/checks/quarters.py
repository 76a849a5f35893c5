"""F12: the payments that a plan announces by quarter, and the indicators of how much is spent by then."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from extractor.checks.contract import ARITHMETIC, Fault, Result, Subject, Tally, check
from extractor.checks.figures import number, printed
from extractor.checks.money_prose import narratives
from extractor.checks.money_words import MONEY_WORDS
from extractor.checks.profile import Profile
from extractor.checks.views import At, View
from extractor.normalise.operators import parse_operator
from extractor.normalise.text import key

__all__: list[str] = []

_WORDS = MONEY_WORDS["quarters"]
_PERIODS = [(re.compile(pattern), quarter) for pattern, quarter in _WORDS["periods"]]
_PAID, _INDICATOR = re.compile(_WORDS["paid"]), re.compile(_WORDS["indicator"])
_SHARE = re.compile(r"(\d{1,12}(?:\.\d{1,12})?)[%％]")
_CLAUSE = re.compile("[。；;\n，,]")
_TIMES = {"1": "第一季度末", "2": "第二季度末", "3": "第三季度末", "4": "年末"}


@dataclass(frozen=True, slots=True)
class _Share:
    """By the end of which quarter how many percent are paid, and the words that say so."""

    quarter: str
    percent: Decimal
    at: At
    words: str


@check("F12", scope="form", severity="error", authority=ARITHMETIC, title="用款计划与资金使用率指标")
def payment_plan(subject: Subject, profile: Profile) -> Result:
    """By each quarter the plan pays as much as the indicators ask for."""
    del profile
    form, tally = subject.view, Tally()
    planned = {share.quarter: share for share in _planned(form)}
    for row in form.rows("indicators"):
        name, value = row.filled("name"), row.filled("value")
        quarter = _quarter(key(name.raw)) if name and _INDICATOR.search(key(name.raw)) else None
        if quarter in planned and value is not None:
            _compare(tally, planned[quarter], row, value)
    return tally.result("没有同时写出用款计划和分季度的资金使用率指标" if planned else "文字中没有分季度的用款计划")


def _quarter(words: str) -> str | None:
    """The quarter by whose end it is, the last that is named."""
    found = [(match.start(), quarter) for pattern, quarter in _PERIODS for match in pattern.finditer(words)]
    return max(found)[1] if found else None


def _planned(form: View) -> Iterator[_Share]:
    """Shares that a narrative announces: 第一季度资金支付达到20%. Of paying it may speak once, before several quarters."""
    for _, at in narratives(form):
        is_paid = False
        for clause in _CLAUSE.split(at.raw):
            words = key(clause)
            is_paid = bool(_PAID.search(words)) or (is_paid and _quarter(words) is not None)
            share, quarter = _SHARE.search(words), _quarter(words)
            if is_paid and share and quarter:
                yield _Share(quarter, Decimal(share[1]), at, clause.strip())


def _compare(tally: Tally, planned: _Share, row: View, value: At) -> None:
    wanted, sign = number(value), parse_operator(row.text("operator"))
    if wanted is None or "%" not in key(row.text("unit") + value.raw):
        return tally.lacks(f"指标“{row.text('name')}”的值不是百分数")
    kept = planned.percent <= wanted if sign in ("LE", "LT") else planned.percent >= wanted if sign != "EQ" else None
    if kept or (kept is None and planned.percent == wanted):
        return tally.ok()
    data = {
        "plan": planned.words,
        "time": _TIMES[planned.quarter],
        "planned": printed(planned.percent),
        "indicator": row.text("name"),
        "operator": row.text("operator"),
        "wanted": printed(wanted),
        "difference": printed(abs(wanted - planned.percent)),
    }
    gap = printed(planned.percent - wanted)
    evidence = (planned.at, value)
    return tally.fault(Fault(data, evidence, row.text("name"), f"{printed(wanted)}%", f"{printed(planned.percent)}%", gap))
