"""The figures that the prose states, in order, with their sentences and what they are about."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from extractor.checks.claims_words import CLAIM_WORDS, Topic, topic_of
from extractor.checks.contract import Subject
from extractor.checks.figures import Figure, number
from extractor.checks.reach import begin
from extractor.checks.tables_year import fiscal_year
from extractor.checks.views import At, View
from extractor.normalise.text import fold_signs, key
from extractor.normalise.units import yuan_per
from extractor.record import Claim

__all__ = ["Stated", "stated_in"]

_LAST_YEAR = re.compile(CLAIM_WORDS["last_year"])
_PARTLY, _SHARE = re.compile(CLAIM_WORDS["partly"]), re.compile(CLAIM_WORDS["share"])
_EXECUTED, _BUDGETED = re.compile(CLAIM_WORDS["executed"]), re.compile(CLAIM_WORDS["budgeted"])
_SOURCES = re.compile(CLAIM_WORDS["sources"])
_STOPS = re.compile(r"[，,；;。：:！？\n(（]")
_PERCENT = frozenset({"%", "百分点", "个百分点"})
_HALF = Decimal("0.5")


@dataclass(frozen=True, slots=True)
class Stated:
    """A figure of the prose. `sentence` numbers the sentences; `start` and `end` are offsets in its folded text."""

    view: View
    sentence: int
    text: str
    start: int
    end: int
    subject: At | None
    topic: Topic | None
    amount: At | None
    unit: str
    relation: str
    year: int
    stage: str
    figure: Figure | None

    @property
    def is_money(self) -> bool:
        """Whether it is an amount of money."""
        return self.figure is not None and not self.is_rate

    @property
    def is_rate(self) -> bool:
        """Whether it is a percentage."""
        return self.unit == "%"

    @property
    def is_level(self) -> bool:
        """Whether it says how much there is, not how much it changed."""
        return self.relation in ("total", "part")

    @property
    def is_share(self) -> bool:
        """Whether it says how much of the whole something is."""
        return self.is_rate and self.is_level and _SHARE.search(self.clause) is not None

    @property
    def is_partial(self) -> bool:
        """Whether its sentence may speak of a part of the item only."""
        return _PARTLY.search(self.text) is not None

    @property
    def clause(self) -> str:
        """What stands before the figure, since the last stop."""
        return self.text[begin(_STOPS, self.text, self.start) : self.start]

    @property
    def printed(self) -> str:
        """As it stands."""
        return f"{self.amount.raw}{self.unit}" if self.amount else ""

    @property
    def name(self) -> str:
        """Its subject as printed."""
        return self.subject.raw if self.subject else ""

    @property
    def leaves(self) -> tuple[At, ...]:
        """The leaves it is made of, the amount first."""
        return tuple(at for at in (self.amount, self.subject) if at is not None)


def stated_in(subject: Subject) -> Sequence[Stated]:
    """Every claim of the subject's record."""
    return subject.once("stated", lambda: tuple(_stated(subject.root, fiscal_year(subject.root))))


def _stated(root: View, year: int) -> Iterator[Stated]:
    sentence, at, last = -1, 0, None
    for view in root.rows("claims"):
        text = fold_signs(view.text("sentence"))
        if text != last:
            sentence, at, last = sentence + 1, 0, text
        start, at = _place(text, view, at)
        yield _one(view, sentence, text, (start, at), year)


def _place(text: str, view: View, at: int) -> tuple[int, int]:
    """Where the claim's figure stands in its sentence, after the one before; where it was left off if it is not found."""
    amount, unit = fold_signs(view.text("amount")), fold_signs(view.text("unit"))
    if not amount:
        return at, at
    found = re.compile(rf"(?<![\d.,]){re.escape(amount)}\s*{re.escape(unit)}").search(text, at)
    return found.span() if found else (at, at)


def _one(view: View, sentence: int, text: str, place: tuple[int, int], year: int) -> Stated:
    claim = view.model
    assert isinstance(claim, Claim)
    subject, amount = view.filled("subject"), view.filled("amount")
    unit = key(view.text("unit"))
    unit = "%" if unit in _PERCENT else unit
    about = int(found.group()) if (found := re.search(r"(?:19|20)\d{2}", view.text("period"))) else year
    made = Stated(
        view=view,
        sentence=sentence,
        text=text,
        start=place[0],
        end=place[1],
        subject=subject,
        topic=topic_of(subject.raw) if subject else None,
        amount=amount,
        unit=unit,
        relation=claim.relation or "total",
        year=about,
        stage="",
        figure=_figure(amount, unit),
    )
    made = replace(made, stage=_stage(made))
    if made.is_level and about == year and _LAST_YEAR.search(made.clause):
        return replace(made, year=made.year - 1)
    return made


def _stage(made: Stated) -> str:
    """What the words before the amount say of its stage; "?" where they say nothing."""
    words = _SOURCES.sub("", key(made.clause + made.name))
    return "executed" if _EXECUTED.search(words) else "" if _BUDGETED.search(words) else "?"


def _figure(amount: At | None, unit: str) -> Figure | None:
    """An amount in yuan, a percentage as it stands; prose rounds whole numbers too. None for counts and what has no unit."""
    found = number(amount)
    if found is None:
        return None
    try:
        factor = Decimal(1) if unit == "%" else yuan_per(unit)
    except KeyError:
        return None
    exponent = found.as_tuple().exponent
    assert isinstance(exponent, int)
    return Figure(found * factor, _HALF.scaleb(min(exponent, 0)) * factor if found else Decimal(0))
