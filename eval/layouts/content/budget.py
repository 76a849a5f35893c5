"""The budget of a department as numbers: one source that every table and sentence is printed from, so that they agree."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from eval.layouts.content.amounts import split
from eval.layouts.content.draft import Draft

__all__ = ["MEASURES", "Budget", "Line", "Measured", "draw_budget"]

_LINKS = {"2080505": "30108", "2080506": "30109", "2101101": "30110", "2101102": "30110", "2101103": "30111", "2210201": "30113"}
"""Functional codes whose whole amount is one economic item."""

_THREE_PUBLIC = {"30212": "abroad", "30217": "reception", "30231": "running"}
_SOCIAL = ("208", "210", "221")


@dataclass(frozen=True, slots=True)
class _Dice:
    """Amounts by chance, all multiples of one quantum."""

    rng: random.Random
    quantum: Decimal

    def between(self, low: float, high: float) -> Decimal:
        return self.round(Decimal(self.rng.uniform(low, high)))

    def round(self, amount: Decimal) -> Decimal:
        return (amount / self.quantum).to_integral_value() * self.quantum

    def earlier(self, amount: Decimal, same: float) -> Decimal:
        """Last year's; the same with that probability."""
        return amount if self.rng.random() < same else self.round(amount * Decimal(self.rng.uniform(0.72, 1.35)))


@dataclass(frozen=True, slots=True)
class Line:
    """What a functional code is spent on, in one year."""

    personnel: Decimal = Decimal(0)
    public: Decimal = Decimal(0)
    project: Decimal = Decimal(0)

    def __add__(self, other: Line) -> Line:
        return Line(self.personnel + other.personnel, self.public + other.public, self.project + other.project)


MEASURES: Mapping[str, Callable[[Line], Decimal]] = {
    "total": lambda line: line.personnel + line.public + line.project,
    "basic": lambda line: line.personnel + line.public,
    "personnel": lambda line: line.personnel,
    "public": lambda line: line.public,
    "project": lambda line: line.project,
}
"""What a column may measure of a line."""


@dataclass(frozen=True, slots=True)
class Measured:
    """An amount of this year and of the last."""

    now: Decimal
    before: Decimal


@dataclass(frozen=True, slots=True)
class Budget:
    """Spending by 7-digit functional code (now and last year), basic spending by 5-digit economic code, and named amounts."""

    general: Mapping[str, Line]
    general_before: Mapping[str, Line]
    funds: Mapping[str, Line]
    economic: Mapping[str, Line]
    economic_before: Mapping[str, Line]
    items: Mapping[str, Measured]

    def total(self, measure: str = "total") -> Measured:
        """All spending, funds too."""
        now = sum(map(MEASURES[measure], (*self.general.values(), *self.funds.values())), Decimal(0))
        return Measured(now, sum(map(MEASURES[measure], self.general_before.values()), Decimal(0)))

    def scope(self, code: str = "") -> str:
        """Whose money is spent below `code`: the general budget's (""), or the funds' too ("all")."""
        return "all" if any(full.startswith(code) for full in self.funds) else ""


_YEARS: tuple[Callable[[Measured], Decimal], ...] = (lambda item: item.now, lambda item: item.before)


def draw_budget(draft: Draft) -> Budget:
    """A budget by chance."""
    dice = _Dice(draft.rng, draft.quantum)
    general = _running(dice, _annuity(dice, {code: _line(dice, code, draft.words.functional[code]) for code in _codes(draft)}))
    before = _annuity(dice, {code: _last_year(dice, line) for code, line in general.items()})
    funds = _funds(draft, dice)
    items = _items(dice, general)
    codes = _economic_codes(draft)
    economic = _economic(dice, codes, general, {name: item.now for name, item in items.items()})
    earlier = _economic(dice, codes, before, {name: item.before for name, item in items.items()})
    spent = [code for code in economic if MEASURES["basic"](economic[code] + earlier[code])]
    return Budget(general, before, funds, {code: economic[code] for code in spent}, {code: earlier[code] for code in spent}, items)


def _annuity(dice: _Dice, lines: dict[str, Line]) -> dict[str, Line]:
    """职业年金 is half of 养老保险."""
    pension, annuity = "2080505", "2080506"
    if pension in lines and annuity in lines:
        lines[annuity] = Line(personnel=dice.round(lines[pension].personnel / 2))
    return lines


def _running(dice: _Dice, lines: dict[str, Line]) -> dict[str, Line]:
    """Somebody has to be paid: where no line has running costs, the first that may has them."""
    if not any(line.public for line in lines.values()):
        lines[next(code for code in lines if code not in _LINKS)] = _line(dice, "", "行政运行")
    return lines


def _codes(draft: Draft) -> list[str]:
    """The codes of the department's own class, as its name tells it, and those that every department has."""
    sevens = [code for code in draft.words.functional if len(code) == 7]
    own = _own_class(draft, sevens)
    mine = [code for code in sevens if code[:3] == own]
    chosen = draft.rng.sample(mine, min(len(mine), draft.rng.randint(3, 6)))
    running = [code for code in mine if code.endswith("01")][:1]
    social = [code for code in sevens if code[:3] in _SOCIAL and code[:3] != own]
    linked = [code for code in social if code in _LINKS and (code != "2101102" or "2101101" not in social)]
    return sorted({*chosen, *running, *linked})


def _own_class(draft: Draft, sevens: Sequence[str]) -> str:
    pairs = {a + b for a, b in pairwise(draft.bureau.name.rstrip("局委会"))}
    classes = sorted({code[:3] for code in sevens} - set(_SOCIAL)) or list(_SOCIAL)
    names = {top: "".join(name for code, name in draft.words.functional.items() if code[:3] == top) for top in classes}
    draft.rng.shuffle(classes)
    return max(classes, key=lambda top: sum(pair in names[top] for pair in pairs))


def _line(dice: _Dice, code: str, name: str) -> Line:
    if code in _LINKS:
        return Line(personnel=dice.between(240_000, 900_000))
    if "行政运行" in name:
        return Line(personnel=dice.between(4_000_000, 12_000_000), public=dice.between(700_000, 2_400_000))
    if dice.rng.random() < 0.3:
        return Line(dice.between(600_000, 3_000_000), dice.between(100_000, 500_000), dice.between(100_000, 900_000))
    return Line(project=dice.between(80_000, 6_000_000))


def _last_year(dice: _Dice, line: Line) -> Line:
    return Line(*(dice.earlier(amount, 0.1) for amount in (line.personnel, line.public, line.project)))


def _funds(draft: Draft, dice: _Dice) -> dict[str, Line]:
    """Many departments have none."""
    sevens = [code for code in draft.words.funds if len(code) == 7]
    if not sevens or draft.rng.random() < 0.5:
        return {}
    chosen = draft.rng.sample(sevens, min(len(sevens), draft.rng.randint(1, 2)))
    return {code: Line(project=dice.between(100_000, 3_000_000)) for code in sorted(chosen)}


def _items(dice: _Dice, general: Mapping[str, Line]) -> dict[str, Measured]:
    """The three public items and procurement, with their sums."""
    rng, whole = dice.rng, sum(general.values(), Line())
    shares = {
        "abroad": (whole.public, rng.choice((0.0, 0.0, 0.02))),
        "purchase": (whole.public, rng.choice((0.0, 0.0, 0.09))),
        "running": (whole.public, rng.uniform(0.03, 0.09)),
        "reception": (whole.public, rng.uniform(0.008, 0.03)),
        "goods": (whole.project, rng.uniform(0.02, 0.1)),
        "works": (whole.project, rng.choice((0.0, 0.0, 0.12))),
        "services": (whole.project, rng.uniform(0.02, 0.2)),
    }
    items = {name: _measured(dice, of * Decimal(share)) for name, (of, share) in shares.items()}
    items["vehicle"] = _sum(items, "purchase", "running")
    items["three_public"] = _sum(items, "abroad", "vehicle", "reception")
    items["procurement"] = _sum(items, "goods", "works", "services")
    return items


def _measured(dice: _Dice, amount: Decimal) -> Measured:
    now = dice.round(amount)
    return Measured(now, dice.earlier(now, 0.25))


def _sum(items: Mapping[str, Measured], *names: str) -> Measured:
    now, before = (sum((amount(items[name]) for name in names), Decimal(0)) for amount in _YEARS)
    return Measured(now, before)


def _economic_codes(draft: Draft) -> tuple[str, ...]:
    """Those with a fixed amount, and some of the others."""
    known = sorted(code for code in draft.words.economic if len(code) == 5)
    fixed = {*_LINKS.values(), *_THREE_PUBLIC}
    chosen = [code for code in known if code in fixed]
    for classes in (("301", "303"), ("302", "310")):
        there = [code for code in known if code.startswith(classes) and code not in fixed]
        chosen += draft.rng.sample(there, max(1, round(len(there) * draft.rng.uniform(0.5, 0.9))))
    return tuple(sorted(chosen))


def _economic(dice: _Dice, codes: Sequence[str], general: Mapping[str, Line], items: Mapping[str, Decimal]) -> dict[str, Line]:
    """Basic spending by what is bought: items that a functional code or a public item fixes, the rest shared out."""
    whole = sum(general.values(), Line())
    paid: dict[str, Decimal] = {}
    for code, line in general.items():
        if _LINKS.get(code) in codes:
            paid[_LINKS[code]] = paid.get(_LINKS[code], Decimal(0)) + line.personnel
    bought = {code: items[name] for code, name in _THREE_PUBLIC.items() if code in codes}
    free = [code for code in codes if code not in _LINKS.values() and code not in _THREE_PUBLIC]
    paid |= _share(dice, whole.personnel - sum(paid.values()), [code for code in free if code.startswith(("301", "303"))])
    bought |= _share(dice, whole.public - sum(bought.values()), [code for code in free if code.startswith(("302", "310"))])
    lines = {code: Line(personnel=amount) for code, amount in paid.items()}
    return dict(sorted((lines | {code: Line(public=amount) for code, amount in bought.items()}).items()))


def _share(dice: _Dice, total: Decimal, codes: Sequence[str]) -> dict[str, Decimal]:
    parts = split(dice.rng, total, [dice.rng.uniform(0.1, 1) for _ in codes], dice.quantum)
    return dict(zip(codes, parts, strict=True))
