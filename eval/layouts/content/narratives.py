"""The texts of a form, with the arithmetic that they hold: A50台*400元/台=20000元, and sums that equal the budget."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from eval.layouts.content.amounts import FACTORS, capitals, plain
from eval.layouts.content.draft import Draft, Node
from eval.layouts.content.identities import identity
from eval.layouts.content.words import fill, longest
from eval.layouts.vocabulary import Cost, Project

__all__ = ["Spent", "add_narratives", "draw_costs", "total_of"]

_GOAL = "目标"
_SUMS = "测算"
"""The label whose texts hold sums."""

_AFTERWARDS = ("完成", "问题", "偏差", "原因", "建议")
"""Labels of what is said after the year: nothing is planned there."""


@dataclass(frozen=True, slots=True)
class Spent:
    """A cost with its numbers."""

    cost: Cost
    quantity: int
    price: int

    @property
    def yuan(self) -> Decimal:
        """What it comes to."""
        return Decimal(self.quantity * self.price)


def draw_costs(draft: Draft, project: Project) -> list[Spent]:
    """What the project pays for: some of its costs, all numbers within their bounds."""
    rng = draft.rng
    count = rng.randint(min(2, len(project.costs)), len(project.costs))
    chosen = sorted(rng.sample(range(len(project.costs)), count))
    return [_draw(draft, project.costs[number]) for number in chosen]


def _draw(draft: Draft, cost: Cost) -> Spent:
    low, high = cost.prices
    price = draft.rng.randint(-(-low // cost.step), high // cost.step) * cost.step
    return Spent(cost, draft.rng.randint(*cost.quantities), price)


def total_of(spent: Sequence[Spent]) -> Decimal:
    """The budget that they make."""
    return sum((item.yuan for item in spent), Decimal(0))


def add_narratives(draft: Draft, form: Node, path: str, project: Project, spent: Sequence[Spent]) -> None:
    """Fills the form's narratives; each text is taken once. The arithmetic stands where a text has its mark."""
    form["narratives"] = []
    for number, (label, template) in enumerate(zip(draft.profile.narratives, _templates(draft, project), strict=True)):
        shown = _Arithmetic(draft, f"{path}.narratives[{number}].text", path, spent)
        form["narratives"].append({"label": label, "text": fill(template, _marks(draft, project, shown, template))})


def _templates(draft: Draft, project: Project) -> list[str]:
    """A text for each label; where none has any arithmetic, most forms of a project get some at the end of one."""
    labels = draft.profile.narratives
    texts: list[str] = []
    for label in labels:
        texts.append(_template(draft, project, label, set(texts)))
    sums = [text for text in longest(draft.words.texts, _SUMS) if "{costs}" in text]
    fit = [number for number, label in enumerate(labels) if not any(word in label for word in _AFTERWARDS)]
    fit = [number for number in fit if _GOAL not in labels[number]] or fit
    if draft.profile.kind == "project" and sums and fit and not any(map(_is_summed, texts)) and draft.rng.random() < 0.7:
        texts[draft.rng.choice(fit)] += draft.rng.choice(sums)
    return texts


def _is_summed(text: str) -> bool:
    return any(mark in text for mark in ("{costs}", "{total}", "{capital}"))


def _template(draft: Draft, project: Project, label: str, used: set[str]) -> str:
    """A goal from the project; other texts by label, the project's own first; those with arithmetic are preferred."""
    own = project.goals if _GOAL in label else longest({k: v for k, v in project.texts.items() if k}, label)
    texts = own or longest(draft.words.texts, label) or project.goals
    free = [text for text in texts if text not in used] or list(texts)
    summed = [text for text in free if _is_summed(text)]
    return draft.rng.choice(summed if summed and draft.rng.random() < 0.8 else free)


def _marks(draft: Draft, project: Project, shown: _Arithmetic, template: str) -> Mapping[str, str]:
    marks = draft.marks() | {"project": project.name}
    makers = {"costs": shown.costs, "total": shown.total, "capital": shown.capital, "quarters": shown.quarters}
    return marks | {name: make() for name, make in makers.items() if f"{{{name}}}" in template}


@dataclass(slots=True)
class _Arithmetic:
    """The marks that state figures, and what then must hold. `path` is the text's, `form` its form's."""

    draft: Draft
    path: str
    form: str
    spent: Sequence[Spent]

    def costs(self) -> str:
        """Each cost multiplied out."""
        lines = [self._line(item) for item in self.spent]
        self._note_budget("F03", "sum", [self._amount(item) for item in self.spent])
        return "；".join(lines)

    def _line(self, item: Spent) -> str:
        times, unit = self.draft.habit.times, item.cost.unit
        count, price = f"{item.quantity}{unit}", f"{item.price}元/{unit}"
        parts = [f"{self.path}#{count}", f"{self.path}#{price}"]
        self.draft.identities.append(identity("F02", "product", self._amount(item), parts))
        if not self.draft.habit.counts_twice:
            return f"{item.cost.item}{count}{times}{price}={plain(item.yuan)}元"
        named = f"共{count}"
        self.draft.identities.append(identity("F04", "equal", f"{self.path}#{count}", [f"{self.path}#{named}"]))
        return f"{item.cost.item}{named}，{count}{times}{price}={plain(item.yuan)}元"

    def _amount(self, item: Spent) -> str:
        return f"{self.path}#={plain(item.yuan)}元"

    def total(self) -> str:
        """The sum in figures, in the unit that the form does not use."""
        unit = "元" if self.draft.profile.amount_unit == "万元" else "万元"
        text = f"{plain(total_of(self.spent) / FACTORS[unit])}{unit}"
        self._note_budget("F03", "equal", [f"{self.path}#{text}"])
        return text

    def capital(self) -> str:
        """The sum in capitals."""
        text = capitals(total_of(self.spent))
        self._note_budget("F03", "equal", [f"{self.path}#{text}"])
        return text

    def quarters(self) -> str:
        """The plan of payment, by quarter."""
        first, second, third = (5 * self.draft.rng.randint(3, 6) for _ in range(3))
        shares = (first, second, third, 100 - first - second - third)
        return "、".join(
            f"{name}{share}%" for name, share in zip(("第一季度", "第二季度", "第三季度", "第四季度"), shares, strict=True)
        )

    def _note_budget(self, check: str, kind: str, parts: list[str]) -> None:
        if "total_budget" not in self.draft.profile.fields:
            return
        whole = f"{self.form}.total_budget"
        units = {} if "amount_unit" in self.draft.profile.fields else {whole: self.draft.profile.amount_unit}
        made = identity(check, "sum" if kind == "sum" else "equal", whole, parts, units=units)
        self.draft.identities.append(made)
