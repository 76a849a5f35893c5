"""F03 and F07: what the prose says the project costs, or would need, and what the form has as its budget."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from typing import Literal, TypeAlias

from extractor.checks.contract import ARITHMETIC, NORM, Fault, Result, Severity, Subject, Tally, check
from extractor.checks.expressions import Parsed, Quantity, judge, quantities
from extractor.checks.figures import Figure, agree, money, printed, total
from extractor.checks.money_prose import after, before, figure, narratives, parsed, sentence
from extractor.checks.money_words import MONEY_WORDS
from extractor.checks.profile import Profile
from extractor.checks.sums import sum_of
from extractor.checks.views import At, View
from extractor.normalise.text import key

__all__: list[str] = []

_WORDS = {name: re.compile(pattern) for name, pattern in MONEY_WORDS["stated"].items()}
_YEAR = re.compile(r"((?:19|20)\d{2})年")
_LIMIT = re.compile(r"\s*(?:以内|之内|以下)")

Role: TypeAlias = Literal["total", "need"]


@dataclass(frozen=True, slots=True)
class _Stated:
    """An amount that the prose gives for the whole project."""

    at: At
    text: Parsed
    quantity: Quantity

    @property
    def words(self) -> str:
        """As printed."""
        return self.text.text[self.quantity.start : self.quantity.end]

    @property
    def figure(self) -> Figure:
        """In yuan. Exact where the items listed make just this, and where it is a limit (以内), which rounds nothing."""
        stated = figure(self.quantity)
        made = _made(self.text.text)
        own = self.quantity in made.items
        value, count = made.value - (stated.value if own else 0), len(made.items) - own
        is_limit = _LIMIT.match(self.text.text, self.quantity.end) and "." not in self.words
        is_made = count > 1 and value == stated.value
        return Figure(stated.value) if is_limit or is_made else stated

    @property
    def is_of_a_part(self) -> bool:
        """Whether the words before it name something of the project (培训费合计) and not the project."""
        words = before(self.text, self.quantity)
        return not _WORDS["plain"].search(words) and not _WORDS["anchors"].search(words)


@check("F03", scope="form", severity="error", authority=ARITHMETIC, title="文字中的合计等于预算数")
def stated_total(subject: Subject, profile: Profile) -> Result:
    """The total that the prose states, or the sum of what it works out, is the form's budget."""
    del profile
    form, tally = subject.view, Tally()
    totals = _all(form, "total")
    listed = [(at, text) for _, at in _texts(form) if len(_results(text := parsed(at.raw))) > 1]
    if not totals and not listed:
        return Result("not_applicable", "文字中没有写出项目总额")
    budget = form.filled("total_budget")
    known = money(budget)
    if budget is None or known is None:
        return Result("insufficient_data", "预算数没有填写、不是数字或没有单位")
    _totals(tally, form, totals, budget, known)
    if not totals:
        for at, text in listed:
            _items(tally, at, text, budget, known)
    return tally.result()


@check("F07", scope="form", severity="info", authority=NORM, title="测算需求与预算数")
def stated_need(subject: Subject, profile: Profile) -> Result:
    """What the prose says is needed is what is asked for; needs beside a total that is the budget are items of it."""
    del profile
    form, tally = subject.view, Tally()
    needs, budget = _all(form, "need"), form.filled("total_budget")
    known = money(budget)
    if not needs:
        return Result("not_applicable", "文字中没有写出所需资金")
    if budget is None or known is None:
        return Result("insufficient_data", "预算数没有填写、不是数字或没有单位")
    figures = [need.figure for need in needs]
    is_known = agree(total(figures), known) or any(agree(stated.figure, known) for stated in _all(form, "total"))
    for need in needs:
        is_item = is_known and need.figure.value < known.value
        if is_item or agree(need.figure, known) or _is_part(form, need.figure, known):
            tally.ok()
        else:
            tally.fault(_fault(need, budget, known, "more" if need.figure.value > known.value else "less"))
    return tally.result()


def _texts(form: View) -> list[tuple[str, At]]:
    return [(label, at) for label, at in narratives(form) if not _WORDS["basis"].search(label)]


def _all(form: View, role: Role) -> list[_Stated]:
    """The amounts of a form's prose that play a role."""
    year, found = key(form.text("fiscal_year")), []
    for _, at in _texts(form):
        text = parsed(at.raw)
        operands = {q for node in text.expressions for q in quantities(node)}
        amounts = [q for q in text.quantities if q.unit.is_money and q not in operands and q.high is None]
        found += [_Stated(at, text, q) for q in amounts if _role(text, q, year) == role]
    return found


def _role(text: Parsed, quantity: Quantity, year: str) -> Role | None:
    """What the words around an amount make of it."""
    words, behind = before(text, quantity), after(text, quantity)
    if _WORDS["others"].search(words) or _WORDS["after_others"].search(behind) or _other_year(text, quantity, year):
        return None
    near = words[-16:]
    if _WORDS["anchors"].search(near) or _WORDS["totals"].search(near):
        return "total"
    return "need" if _WORDS["needs"].search(near) else None


def _other_year(text: Parsed, quantity: Quantity, year: str) -> bool:
    """Whether the amount is of another year, or of several."""
    whole = key(sentence(text, quantity))
    years = _YEAR.findall(key(before(text, quantity))) or _YEAR.findall(whole)
    return bool(_WORDS["years"].search(whole)) or (bool(years) and year[:4] not in years)


def _is_part(form: View, stated: Figure, budget: Figure) -> bool:
    """Whether the amount is that of a funding row that leaves some of the budget to the others, or to rows that are not printed."""
    rows = [found for row in form.rows("funding") if (found := money(row.filled("amount")))]
    if not any(agree(row, stated) for row in rows) or agree(stated, budget) or stated.value > budget.value:
        return False
    rest = Figure(budget.value - stated.value, budget.half + stated.half)
    return len(rows) == 1 or any(0 < row.value <= rest.value + rest.half + row.half for row in rows)


def _totals(tally: Tally, form: View, totals: Sequence[_Stated], budget: At, known: Figure) -> None:
    """One of the totals is the budget, or all of them together; which of several should be is not known."""
    if not totals:
        return
    figures = [stated.figure for stated in totals]
    if len({stated.value for stated in figures}) == 1 and not _is_part(form, figures[0], known):
        tally.saw(sum_of("", (figures[0].value,), [(budget, known)]))
    if any(agree(stated, known) or _is_part(form, stated, known) for stated in figures) or agree(total(figures), known):
        tally.ok()
    elif len({stated.value for stated in figures}) == 1:
        own = totals[0]
        severity: Severity | None = "warning" if own.is_of_a_part and own.figure.value < known.value else None
        tally.fault(replace(_fault(own, budget, known, ""), severity=severity))
    else:
        tally.lacks(f"文字中有多个合计（{'、'.join(stated.words for stated in totals)}），看不出哪一个是项目总额")


def _fault(stated: _Stated, budget: At, known: Figure, variant: str) -> Fault:
    gap = stated.figure.value - known.value
    data = {
        "stated": stated.words,
        "stated_yuan": printed(stated.figure.value),
        "budget": f"{budget.raw}{'' if budget.leaf.unit and budget.raw.endswith(budget.leaf.unit) else budget.leaf.unit or ''}",
        "budget_yuan": printed(known.value),
        "difference": printed(abs(gap)),
    }
    field = key(stated.words)
    return Fault(data, (stated.at, budget), field, budget.raw, stated.words, printed(gap), variant=variant)


def _results(text: Parsed) -> list[Quantity]:
    """The amounts that products end on."""
    ends = [equation.right for equation in text.equations if not isinstance(equation.left, Quantity)]
    return [node for node in ends if isinstance(node, Quantity) and node.unit.is_money]


@dataclass(frozen=True, slots=True)
class _Made:
    """The results of a text's products and what they come to."""

    items: frozenset[Quantity]
    value: Decimal


@lru_cache(maxsize=256)
def _made(raw: str) -> _Made:
    results = _results(parsed(raw))
    return _Made(frozenset(results), total(map(figure, results)).value)


def _items(tally: Tally, at: At, text: Parsed, budget: At, known: Figure) -> None:
    """A list of products without a total: its results make the budget. A list that comes to less may not name everything."""
    results = _results(text)
    together = total(figure(q) for q in results)
    if agree(together, known):
        return tally.ok()
    gap = together.value - known.value
    data = {
        "parts": "＋".join(text.text[q.start : q.end] for q in results),
        "sum": printed(together.value),
        "budget": f"{budget.raw}{budget.leaf.unit or ''}",
        "budget_yuan": printed(known.value),
        "difference": printed(abs(gap)),
    }
    severity: Severity | None = None if gap > 0 or _meant(text, known) else "warning"
    fault = Fault(data, (at, budget), "items", budget.raw, data["sum"], printed(gap), severity, "items")
    return tally.fault(fault)


def _meant(text: Parsed, known: Figure) -> bool:
    """Whether the products, worked out anew, make the budget: then one of the results is wrong."""
    verdicts = [judge(equation) for equation in text.equations]
    values = [v.computed if v.status == "differs" else None for v in verdicts]
    results = [figure(q).value for q in _results(text)]
    if len(values) != len(results):
        return False
    return sum((v if v is not None else r for v, r in zip(values, results, strict=True)), Decimal(0)) == known.value
