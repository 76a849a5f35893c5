"""W: weights of indicators."""

from __future__ import annotations

import re
from decimal import Decimal

from extractor.checks.contract import ARITHMETIC, C10, NORM, Fault, Result, Subject, Tally, check
from extractor.checks.figures import number, plain, printed
from extractor.checks.profile import Profile
from extractor.checks.sums import sum_of
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


def _ruled(subject: Subject) -> Decimal | None:
    """The total that the filling rules state."""
    rules = [r for rule in subject.record.filling_rules for r in rule.requirements if r.kind == "weight_total" and r.value]
    return Decimal(rules[0].value or "0") if rules else None


@check("W01", scope="form", severity="error", authority=C10, title="指标权重合计")
def weights_total(subject: Subject, profile: Profile) -> Result:
    """Weights add up to what the filling rules state, else to a usual total; with the execution rate's own weight W02 adds them."""
    weights, missing = _weights(subject), _missing(subject)
    if not weights:
        return Result("not_applicable", "没有权重")
    if missing:
        return Result("unreadable" if "辨认" in missing else "insufficient_data", missing)
    ruled = _ruled(subject)
    if ruled is None and number(subject.view.filled("execution_weight")) is not None:
        return Result("not_applicable", "写有预算执行率权重，与指标权重一起核对（W02）")
    total = sum((number(at) or Decimal(0) for at in weights), Decimal(0))
    targets = (ruled,) if ruled is not None else profile.targets.weights
    sums = (sum_of("", targets, ((at, plain(at)) for at in weights), "number"),)
    if total in targets:
        return Result("pass", sums=sums)
    nearest = min(targets, key=lambda target: abs(target - total))
    basis = "填表说明规定" if ruled is not None else "未写明时通常为 " + " 或 ".join(printed(target) for target in targets)
    fault = Fault(
        data={"total": printed(total), "target": printed(nearest), "basis": basis, "difference": printed(abs(total - nearest))},
        evidence=tuple(weights),
        expected=printed(nearest),
        actual=printed(total),
        difference=printed(total - nearest),
        severity="error" if ruled is not None else "warning",
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
    sums = (sum_of("", (Decimal(100),), ((at, plain(at)) for at in (execution, *weights)), "number"),)
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
