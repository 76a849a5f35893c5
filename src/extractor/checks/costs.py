"""F06 and F08: what the indicators cost, against the budget; what one of them costs, against what is usual."""

from __future__ import annotations

import re
from decimal import Decimal

from extractor.checks.contract import ARITHMETIC, NORM, Fault, Result, Subject, Tally, check
from extractor.checks.expressions import Parsed, Quantity
from extractor.checks.figures import Figure, money, printed
from extractor.checks.money_prose import parsed
from extractor.checks.money_words import MONEY_WORDS
from extractor.checks.profile import Profile
from extractor.checks.reach import begin
from extractor.checks.targets import YEARLY, Target, shares_a_word, targets_of
from extractor.checks.views import At
from extractor.normalise.text import key

__all__: list[str] = []

_PRICE = re.compile(MONEY_WORDS["costs"]["prices"])
_CLAUSE = re.compile("[。；;\n，,]")


@check("F06", scope="form", severity="warning", authority=ARITHMETIC, title="单价乘数量不超过预算")
def implied_cost(subject: Subject, profile: Profile) -> Result:
    """Prices times numbers of the indicators fit into the budget; so does every cap on cost."""
    del profile
    form, tally = subject.view, Tally()
    targets, budget = targets_of(form), form.filled("total_budget")
    known = money(budget)
    prices = [target for target in targets if target.quantity.unit.priced]
    caps = [target for target in targets if target.quantity.unit.is_money and _is_cost(target)]
    if not prices and not caps:
        return Result("not_applicable", "指标中没有单价或成本")
    if budget is None or known is None:
        return Result("insufficient_data", "预算数没有填写、不是数字或没有单位")
    for cap in caps:
        _cap(tally, cap, budget, known, is_only=len(caps) == 1 and not prices)
    _priced(tally, prices, targets, budget, known)
    return tally.result("单价没有对应的数量")


def _is_cost(target: Target) -> bool:
    """Whether an amount caps the cost of the project, and not of one of what it does (人均标准)."""
    level = key(target.row.text("level1") + target.row.text("level2"))
    return "成本" in level + target.name and not _PRICE.search(target.name)


def _cap(tally: Tally, cap: Target, budget: At, known: Figure, is_only: bool) -> None:
    """A cost that is allowed, or set, is not more than there is; the only one speaks of all of it."""
    own, data = cap.quantity.base, _against(cap, budget, cap.quantity.base, known)
    evidence, is_set = (cap.at, budget), cap.sign in ("LE", "LT", "EQ")
    if is_set and own > known.value + known.half:
        tally.fault(Fault(data, evidence, cap.name, budget.raw, cap.at.raw, data["difference"], variant="cap"))
    elif is_set and is_only and own < known.value - known.half:
        tally.fault(Fault(data, evidence, cap.name, budget.raw, cap.at.raw, data["difference"], "info", "partly"))
    else:
        tally.ok()


def _against(target: Target, budget: At, cost: Decimal, known: Figure) -> dict[str, str]:
    return {
        "indicator": target.row.text("name"),
        "cost": printed(cost),
        "budget": f"{budget.raw}{budget.leaf.unit or ''}",
        "budget_yuan": printed(known.value),
        "difference": printed(abs(cost - known.value)),
    }


def _priced(tally: Tally, prices: list[Target], targets: list[Target], budget: At, known: Figure) -> None:
    """The least that the indicators cost together: set prices times numbers that are to be reached."""
    costs: list[tuple[Target, Target | None, Decimal, str]] = []
    for price in prices:
        found = _number_of(price, targets)
        if found is None:
            tally.lacks(f"“{price.row.text('name')}”没有写明数量")
        elif price.sign in ("EQ", "GE", "GT"):
            costs.append((price, found[0], price.quantity.base * found[1], found[2]))
        elif price.quantity.base * found[1] <= known.value:
            tally.ok()
        else:
            tally.lacks(f"“{price.row.text('name')}”是上限，乘数量后超过预算，但不一定用足")
    together = sum((cost for _, _, cost, _ in costs), Decimal(0))
    if costs and together > known.value + known.half:
        tally.fault(_over(costs, together, budget, known))
    elif costs:
        tally.ok()


def _number_of(price: Target, targets: list[Target]) -> tuple[Target | None, Decimal, str] | None:
    """How many of what a price is for: as its own notes say, else the target of an indicator of that unit and that subject."""
    wanted = [name for name in price.quantity.unit.priced if name not in YEARLY]
    if len(wanted) != 1:
        return None
    for name in ("note", "explanation"):
        text = parsed(price.row.text(name))
        for quantity in text.quantities:
            if quantity.unit.counted == wanted[0] and not quantity.is_chinese and not _rate_before(text, quantity):
                return None, quantity.base, text.text[quantity.start : quantity.end]
    fitting = [t for t in targets if t.quantity.unit.counted == wanted[0] and t.sign in ("GE", "EQ", "GT")]
    same = [target for target in fitting if shares_a_word(target.name, price.name)]
    return (same[0], same[0].quantity.base, f"{same[0].at.raw}{same[0].row.text('unit')}") if len(same) == 1 else None


def _rate_before(text: Parsed, quantity: Quantity) -> bool:
    """每周共计值班3天: days of a week, not of the year."""
    return bool(re.search("每|平均", text.text[begin(_CLAUSE, text.text, quantity.start) : quantity.start]))


def _over(costs: list[tuple[Target, Target | None, Decimal, str]], together: Decimal, budget: At, known: Figure) -> Fault:
    items = "，".join(f"{price.row.text('name')} {printed(price.quantity.base)}元×{number_}" for price, _, _, number_ in costs)
    evidence = [at for price, target, _, _ in costs for at in (price.at, target.at if target else price.row.filled("note")) if at]
    data = {
        "items": items,
        "cost": printed(together),
        "budget": f"{budget.raw}{budget.leaf.unit or ''}",
        "budget_yuan": printed(known.value),
        "difference": printed(together - known.value),
    }
    return Fault(data, (budget, *evidence), "prices", budget.raw, printed(together), data["difference"])


@check("F08", scope="form", severity="info", authority=NORM, title="单位成本是否合理")
def unit_cost(subject: Subject, profile: Profile) -> Result:
    """The budget divided by what is to be done lies within what one of them usually costs."""
    del profile
    form, tally = subject.view, Tally()
    known, budget = money(form.filled("total_budget")), form.filled("total_budget")
    if known is None or budget is None:
        return Result("insufficient_data", "预算数没有填写、不是数字或没有单位")
    for norm in MONEY_WORDS["plausible"]:
        pattern = re.compile(norm["name"])
        if not pattern.search(key(form.text("project_name"))):
            continue
        fitting = [t for t in targets_of(form) if t.quantity.unit.counted == norm["unit"] and re.search("案", t.name)]
        if fitting:
            _unit_cost(tally, fitting, budget, known, norm)
    return tally.result("没有可以对照的单位成本")


def _unit_cost(tally: Tally, targets: list[Target], budget: At, known: Figure, norm: dict[str, str]) -> None:
    count = sum((target.quantity.base for target in targets), Decimal(0))
    each = known.value / count if count else Decimal(0)
    if not count or Decimal(norm["low"]) <= each <= Decimal(norm["high"]):
        tally.ok()
        return
    data = {
        "budget": f"{budget.raw}{budget.leaf.unit or ''}",
        "count": printed(count),
        "unit": norm["unit"],
        "each": printed(round(each, 2)),
        "low": norm["low"],
        "high": norm["high"],
    }
    evidence = (budget, *(target.at for target in targets))
    tally.fault(Fault(data, evidence, norm["name"], f"{norm['low']}—{norm['high']}", data["each"]))
