"""Prose with figures that agree with the tables: every figure and every 持平 is one claim."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from eval.layouts.content.amounts import percent
from eval.layouts.content.budget import MEASURES, Budget, Measured
from eval.layouts.content.draft import Draft, Node
from eval.layouts.content.facts import COUNTS, SUMS, Fact, draw_counts, facts
from eval.layouts.content.identities import identity
from eval.layouts.content.ledger import Ledger, What
from eval.layouts.content.words import fill

__all__ = ["add_claims"]

_TOKEN = re.compile(r"<([^<>]+)>|\{([a-z_.]+)\}")
_SENTENCE = re.compile(r"[^。\n]*(?:。|\n|$)")
_UNIT = "万元"
_SAME = "持平"
_PARTS = "其中"
_MEASURE_WORDS = frozenset(unit for _, _, unit in COUNTS.values())
_CHANGES = {"increase": ("增加", "增长"), "decrease": ("减少", "下降")}
"""The words for a change, of an amount and of a rate."""


@dataclass(slots=True)
class _Stated:
    """A figure in the prose: a claim, where it stands in its paragraph, and what it is about."""

    claim: Node
    at: int
    year: int


@dataclass(slots=True)
class _Prose:
    """The prose while it is being written; `text` is the paragraph so far."""

    draft: Draft
    ledger: Ledger
    budget: Budget
    facts: Mapping[str, Fact]
    counts: Mapping[str, int]
    text: str = ""
    subject: str = ""
    stated: list[_Stated] = field(default_factory=list)
    said: dict[str, str] = field(default_factory=dict)
    """The first claim of each amount: income, income.prior, or the name of a class."""

    done: list[Node] = field(default_factory=list)

    def write(self, template: str) -> None:
        """A paragraph; its claims are done when it ends."""
        self.text, self.subject, self.stated, end = "", "", [], 0
        for token in _TOKEN.finditer(template):
            self.text += template[end : token.start()]
            self._put(token)
            end = token.end()
        self.text += template[end:]
        self._finish()

    def _put(self, token: re.Match[str]) -> None:
        if token[1]:
            self.subject = fill(token[1], self.draft.marks())
            self.text += self.subject
        elif token[2] in self.draft.marks():
            self.text += self.draft.marks()[token[2]]
        elif token[2] == "classes":
            self._classes()
        elif token[2] in COUNTS:
            self._state(str(self.counts[token[2]]), COUNTS[token[2]][2], self._relation(), self.draft.year)
        else:
            name, _, aspect = token[2].partition(".")
            _ASPECTS[aspect](self, name)

    def _state(self, amount: str | None, unit: str | None, relation: str, year: int) -> str:
        """Writes the figure and returns the path of its amount. Raises ValueError where no subject stands before it."""
        if not self.subject:
            raise ValueError(f"a figure without a <subject> before it: {self.text!r}")
        claim = {"subject": self.subject, "amount": amount, "unit": unit, "period": None, "relation": relation, "sentence": ""}
        self.stated.append(_Stated(claim, len(self.text), year))
        self.text += f"{amount}{unit}" if amount is not None else _SAME
        return f"claims[{len(self.done) + len(self.stated) - 1}].amount"

    def _relation(self) -> str:
        return "part" if _PARTS in self.text[self.text.rfind("。") + 1 :] else "total"

    def amount(self, name: str) -> None:
        """This year's amount: the table's."""
        fact = self.facts[name]
        path = self._state(self._figure(fact.amount.now), _UNIT, self._relation(), self.draft.year)
        self._agree(path, fact.what, name)

    def prior(self, name: str) -> None:
        """Last year's amount."""
        fact = self.facts[name]
        path = self._state(self._figure(fact.amount.before), _UNIT, self._relation(), self.draft.year - 1)
        self._agree(path, fact.what._replace(is_before=True), f"{name}.prior")

    def _figure(self, yuan: Decimal) -> str:
        return self.draft.habit.write(yuan, _UNIT)

    def _agree(self, path: str, what: What, name: str) -> None:
        self.said.setdefault(name, path)
        if place := self.ledger.place(what):
            self.draft.identities.append(identity("N01", "equal", place, [path]))

    def change(self, name: str) -> None:
        """增加12.30万元, or 持平."""
        now, before = self.facts[name].amount.now, self.facts[name].amount.before
        self._change(name, self._figure(abs(now - before)), _UNIT, 0)

    def rate(self, name: str) -> None:
        """增长3.1%, or 持平; against nothing there is no rate, only the amount."""
        found = self.facts[name].amount
        if found.before:
            self._change(name, self.draft.habit.rate(found.now, found.before), "%", 1)
        else:
            self.change(name)

    def _change(self, name: str, amount: str, unit: str, word: int) -> None:
        direction = _direction(self.facts[name].amount)
        if direction not in _CHANGES:
            self._state(None, None, "unchanged", self.draft.year)
            return
        self.text += _CHANGES[direction][word]
        path = self._state(amount, unit, direction, self.draft.year)
        now, before = self._place(name, is_before=False), self._place(name, is_before=True)
        if now and before:
            self.draft.identities.append(identity("N04", "change", path, [now, before]))

    def _place(self, name: str, *, is_before: bool) -> str | None:
        said = self.said.get(f"{name}.prior" if is_before else name)
        return said or self.ledger.place(self.facts[name].what._replace(is_before=is_before))

    def cause(self, name: str) -> None:
        """A clause that fits the direction."""
        key = {"increase": "up", "decrease": "down"}.get(_direction(self.facts[name].amount), "same")
        self.text += fill(self.draft.rng.choice(self.draft.words.causes[key]), self.draft.marks())

    def _classes(self) -> None:
        """Each class of spending with its share."""
        names = {**self.draft.words.functional, **self.draft.words.funds}
        total = self.facts["spend"].amount.now
        for number, code in enumerate(sorted({code[:3] for code in (*self.budget.general, *self.budget.funds)})):
            self.text += "；" if number else ""
            self.subject = names[code]
            self.text += self.subject
            lines = [line for full, line in (*self.budget.general.items(), *self.budget.funds.items()) if full.startswith(code)]
            amount = sum(map(MEASURES["total"], lines), Decimal(0))
            path = self._state(self._figure(amount), _UNIT, "part", self.draft.year)
            self._agree(path, What(code, "total", scope=self.budget.scope(code)), code)
            self.text += "，占"
            share = self._state(percent(amount, total, self.draft.habit.rate_decimals), "%", "part", self.draft.year)
            if whole := self._place("spend", is_before=False):
                self.draft.identities.append(identity("N09", "share", share, [path, whole]))

    def _finish(self) -> None:
        """Gives each claim its sentence."""
        for sentence in _SENTENCE.finditer(self.text):
            for item in self.stated:
                if sentence.start() <= item.at < sentence.end():
                    item.claim["sentence"] = sentence[0].strip()
                    item.claim["period"] = str(self._year(item, sentence[0]))
        self.done += [item.claim for item in self.stated]

    def _year(self, item: _Stated, sentence: str) -> int:
        """What is counted may be counted at the end of last year, where the sentence speaks of no other."""
        last = self.draft.year - 1
        is_last = item.claim["unit"] in _MEASURE_WORDS and str(last) in sentence and str(self.draft.year) not in sentence
        return last if is_last else item.year


_ASPECTS = {
    "": _Prose.amount,
    "prior": _Prose.prior,
    "change": _Prose.change,
    "rate": _Prose.rate,
    "cause": _Prose.cause,
}


def _direction(amount: Measured) -> str:
    return "unchanged" if amount.now == amount.before else "increase" if amount.now > amount.before else "decrease"


def add_claims(draft: Draft, budget: Budget, ledger: Ledger) -> None:
    """Fills the record's claims: one paragraph for each topic of the vocabulary."""
    prose = _Prose(draft, ledger, budget, facts(budget), draw_counts(draft.rng))
    for versions in draft.words.claims.values():
        template = draft.rng.choice(versions)
        if not prose.done and "{year}" not in template:
            template = f"{{year}}年，{template}"
        prose.write(template)
    _date(prose.done)
    for whole, parts in SUMS:
        if {whole, *parts} <= set(prose.said):
            draft.identities.append(identity("N02", "sum", prose.said[whole], [prose.said[part] for part in parts]))
    draft.record["claims"] = prose.done


def _date(claims: list[Node]) -> None:
    """A period is null where no text so far names the year."""
    seen = ""
    for claim in claims:
        seen += claim["sentence"]
        claim["period"] = claim["period"] if claim["period"] in seen else None
