"""W: weights of indicators."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from extractor.checks.contract import ARITHMETIC, C10, NORM, Fault, Result, Subject, Tally, check
from extractor.checks.figures import number, plain, printed
from extractor.checks.profile import Profile
from extractor.checks.sums import Sum, sum_of
from extractor.checks.views import At
from extractor.record import Form


def _weights(subject: Subject) -> list[At]:
    return [at for row in subject.view.rows("indicators") if (at := row.filled("weight")) is not None]


def _missing(subject: Subject) -> str | None:
    """Why the weights cannot be added up: the form has none, or one of them cannot be read."""
    rows = [at for row in subject.view.rows("indicators") if (at := row.at("weight")) is not None]
    if any(at.leaf.unreadable for at in rows):
        return "有权重无法辨认"
    if any(at.raw and number(at) is None for at in rows):
        return "有权重不是数字"
    return None


def _stated(subject: Subject) -> tuple[Decimal, str] | None:
    """The total that the form or its filling rules state."""
    rules = [r for rule in subject.record.filling_rules for r in rule.requirements if r.kind == "weight_total" and r.value]
    if rules:
        return Decimal(rules[0].value or "0"), "填表说明规定"
    execution = number(subject.view.filled("execution_weight"))
    return (Decimal(100) - execution, f"100 减去预算执行率权重 {printed(execution)}") if execution is not None else None


def _moving(subject: Subject) -> At | None:
    """The execution weight, where it is what the target comes from."""
    rules = [r for rule in subject.record.filling_rules for r in rule.requirements if r.kind == "weight_total" and r.value]
    return None if rules else subject.view.filled("execution_weight")


def _linear(weights: Sequence[At], targets: tuple[Decimal, ...], execution: At | None) -> Sum:
    """The sum as data; a target that comes from the execution weight moves with it."""
    if execution is None:
        return sum_of("", targets, ((at, plain(at)) for at in weights), "number")
    return sum_of("", (Decimal(100),), ((at, plain(at)) for at in (execution, *weights)), "number")


@check("W01", scope="form", severity="error", authority=C10, title="指标权重合计")
def weights_total(subject: Subject, profile: Profile) -> Result:
    """Weights add up to what is stated, else to a usual total: 90 beside 10 for the execution rate, or 100."""
    weights, missing = _weights(subject), _missing(subject)
    if not weights:
        return Result("not_applicable", "没有权重")
    if missing:
        return Result("unreadable" if "辨认" in missing else "insufficient_data", missing)
    total = sum((number(at) or Decimal(0) for at in weights), Decimal(0))
    stated = _stated(subject)
    targets = (stated[0],) if stated else profile.targets.weights
    sums = (_linear(weights, targets, _moving(subject) if stated else None),)
    if total in targets:
        return Result("pass", sums=sums)
    nearest = min(targets, key=lambda target: abs(target - total))
    basis = stated[1] if stated else "未写明时通常为 " + " 或 ".join(printed(target) for target in targets)
    fault = Fault(
        data={"total": printed(total), "target": printed(nearest), "basis": basis, "difference": printed(abs(total - nearest))},
        evidence=tuple(weights),
        expected=printed(nearest),
        actual=printed(total),
        difference=printed(total - nearest),
        severity="error" if stated else "warning",
    )
    return Result("fail", None, (fault,), sums)


@check("W02", scope="form", severity="error", authority=ARITHMETIC, title="权重与预算执行率权重合计 100")
def weights_with_execution(subject: Subject, profile: Profile) -> Result:
    """Indicator weights and the weight of the execution rate make 100, where both are printed."""
    del profile
    weights, execution = _weights(subject), subject.view.filled("execution_weight")
    if not weights or execution is None:
        return Result("not_applicable", "没有同时写出指标权重和预算执行率权重")
    own = number(execution)
    if _missing(subject) or own is None:
        return Result("insufficient_data", _missing(subject) or "预算执行率权重不是数字")
    total = sum((number(at) or Decimal(0) for at in weights), Decimal(0))
    sums = (_linear(weights, (Decimal(100),), execution),)
    if total + own == 100:
        return Result("pass", sums=sums)
    fault = Fault(
        data={
            "total": printed(total),
            "execution": printed(own),
            "sum": printed(total + own),
            "difference": printed(total + own - 100),
        },
        evidence=(execution, *weights),
        expected="100",
        actual=printed(total + own),
        difference=printed(total + own - 100),
    )
    return Result("fail", None, (fault,), sums)


_KIND = re.compile(r"产出|效益|满意度")


@check("W03", scope="form", severity="info", authority=NORM, title="产出、效益、满意度的权重分布")
def weights_split(subject: Subject, profile: Profile) -> Result:
    """The split between 产出, 效益 and 满意度 is near the usual one."""
    form = subject.view.model
    assert isinstance(form, Form)
    sums: dict[str, Decimal] = {}
    rows: dict[str, list[At]] = {}
    for row in subject.view.rows("indicators"):
        found, at = _KIND.search(row.text("level1")), row.filled("weight")
        if found and at and (own := number(at)) is not None:
            sums[found.group()] = sums.get(found.group(), Decimal(0)) + own
            rows.setdefault(found.group(), []).append(at)
    if len(sums) < 2:
        return Result("not_applicable", "没有按产出、效益、满意度分列的权重")
    tally = Tally()
    for kind, target in profile.targets.split.items():
        if kind in sums and abs(sums[kind] - target) > profile.targets.split_tolerance:
            data = {"kind": kind, "sum": printed(sums[kind]), "target": printed(target)}
            tally.fault(Fault(data, tuple(rows[kind]), kind, printed(target), printed(sums[kind])))
        elif kind in sums:
            tally.ok()
    return tally.result()
