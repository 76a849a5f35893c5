"""F09: what the calculation in prose pays for, and what the indicators promise."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from extractor.checks.contract import ARITHMETIC, Fault, Result, Subject, Tally, check
from extractor.checks.expressions import Parsed, Quantity, quantities
from extractor.checks.figures import printed
from extractor.checks.money_prose import narratives, parsed
from extractor.checks.profile import Profile
from extractor.checks.reach import begin
from extractor.checks.targets import YEARLY, Target, names_it, shares_a_word, targets_of
from extractor.checks.views import At
from extractor.normalise.text import key

__all__: list[str] = []

_CLAUSE = re.compile("[。；;\n:：，,、()（）]")
_FAR = 800
"""Characters before an expression within which its label stands."""


@check("F09", scope="form", severity="warning", authority=ARITHMETIC, title="测算数量与指标值")
def costed_targets(subject: Subject, profile: Profile) -> Result:
    """What the indicators promise is paid for: as many as the calculation has, and every priced service is in it."""
    del profile
    form, tally = subject.view, Tally()
    targets = [t for t in targets_of(form) if t.quantity.unit.counted]
    for _, at in narratives(form):
        text = parsed(at.raw)
        if not text.expressions:
            continue
        costed = list(_costed(text))
        for label, operands in costed:
            for target in targets:
                _funded(tally, at, text, label, operands, target)
        _unpaid(tally, at, text, targets, costed)
    return tally.result("文字中没有可以与指标对照的测算")


def _label(text: Parsed, start: int) -> str:
    """The words that an expression or a price stands behind."""
    head = text.text[max(0, start - _FAR) : start].rstrip("0123456789. ")
    return key(re.sub(r"^[\d.、\s]+", "", head[begin(_CLAUSE, head, len(head)) :]))


def _costed(text: Parsed) -> Iterator[tuple[str, list[Quantity]]]:
    for node in text.expressions:
        if node.sign == "times":
            yield _label(text, node.start), list(quantities(node))


def _funded(tally: Tally, at: At, text: Parsed, label: str, operands: list[Quantity], target: Target) -> None:
    """A target in the unit of the calculation, of the same name, is not more than what is paid for."""
    unit = target.quantity.unit.counted
    counts = [q for q in operands if q.unit.counted == unit]
    if len(counts) != 1 or not names_it(label, target.name):
        return
    paid, wanted = counts[0].base, target.quantity.base
    if paid >= wanted if target.sign in ("GE", "GT") else paid == wanted if target.sign == "EQ" else True:
        tally.ok()
        return
    data = {
        "label": label,
        "paid": text.text[counts[0].start : counts[0].end],
        "indicator": target.row.text("name"),
        "wanted": f"{target.at.raw}{target.row.text('unit')}",
        "difference": printed(abs(wanted - paid)),
    }
    gap = printed(paid - wanted)
    tally.fault(Fault(data, (at, target.at), target.name, data["wanted"], data["paid"], gap, severity="info"))


def _unpaid(tally: Tally, at: At, text: Parsed, targets: list[Target], costed: list[tuple[str, list[Quantity]]]) -> None:
    """A service has a price and a target, but the calculation leaves it out."""
    used = {q for _, operands in costed for q in operands}
    spent = sorted(q.base for q in used)
    for price in text.quantities:
        wanted = [name for name in price.unit.priced if name not in YEARLY]
        if len(wanted) != 1 or price in used or not (label := _label(text, price.start)):
            continue
        place = bisect_left(spent, price.low_base)
        if place < len(spent) and spent[place] <= price.high_base:
            continue
        for target in targets:
            if target.quantity.unit.counted == wanted[0] and shares_a_word(label, target.name) and target.quantity.value > 0:
                data = {
                    "label": label,
                    "price": text.text[price.start : price.end],
                    "indicator": target.row.text("name"),
                    "wanted": f"{target.at.raw}{target.row.text('unit')}",
                    "cost": printed(price.base * target.quantity.base),
                }
                tally.fault(Fault(data, (at, target.at), target.name, data["cost"], "0", data["cost"], variant="unpaid"))
