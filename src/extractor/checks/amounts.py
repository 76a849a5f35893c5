"""F13: amounts as they are written: negative, with more decimals than the unit has, or without a unit anywhere."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from extractor.checks.contract import NORM, Fault, Result, Subject, Tally, check
from extractor.checks.figures import number, printed
from extractor.checks.profile import Profile
from extractor.checks.views import At, View
from extractor.normalise.units import yuan_per

__all__: list[str] = []

_CENTS = 2
"""Decimals of 元."""


@check("F13", scope="form", severity="warning", authority=NORM, title="金额的写法")
def amounts_as_written(subject: Subject, profile: Profile) -> Result:
    """An amount of money is not negative, no finer than a cent, and has a unit."""
    del profile
    tally = Tally()
    for label, at in _amounts(subject.view):
        if at.leaf.unreadable:
            tally.cannot_read(f"{label}无法辨认")
        elif (value := number(at)) is not None:
            _amount(tally, label, at, value)
    return tally.result("没有填写金额")


def _amounts(form: View) -> Iterator[tuple[str, At]]:
    for name, label in (("total_budget", "预算数"), ("prior_year_budget", "上年预算数")):
        if at := form.at(name):
            yield label, at
    for row in form.rows("funding"):
        if at := row.at("amount"):
            yield row.text("label"), at


def _amount(tally: Tally, label: str, at: At, value: Decimal) -> None:
    unit = at.leaf.unit
    if value < 0:
        tally.fault(_fault(label, at, "negative", {}))
    if unit is None:
        tally.fault(_fault(label, at, "unit", {}))
    elif (places := _decimals(value)) > (allowed := _allowed(unit)):
        tally.fault(_fault(label, at, "decimals", {"unit": unit, "places": str(places), "allowed": str(allowed)}))
    elif value >= 0:
        tally.ok()


def _decimals(value: Decimal) -> int:
    """Decimals that say something: 5.000 has none."""
    exponent = value.normalize().as_tuple().exponent
    assert isinstance(exponent, int)
    return max(0, -exponent)


def _allowed(unit: str) -> int:
    """As many decimals as make a cent: 2 of 元, 6 of 万元."""
    return _CENTS + yuan_per(unit).adjusted()


def _fault(label: str, at: At, variant: str, more: dict[str, str]) -> Fault:
    value = number(at)
    shown = printed(value) if value is not None else at.raw
    data = {"label": label, "written": at.raw, "value": shown, **more}
    return Fault(data, (at,), label, None, at.raw, variant=variant)
