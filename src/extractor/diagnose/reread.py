"""Looking at a cell again: what the diagnosis asks for, what the looks showed, and how they weigh one reading against another."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import log
from statistics import fmean
from typing import Protocol

from extractor.checks.views import At, View
from extractor.normalise.numbers import parse_decimal
from extractor.normalise.text import key
from extractor.readers.trace import Look, core
from extractor.record import Evidence, Record

__all__ = ["Operand", "Reread", "Rereading", "nothing"]


_MOST, _MOST_CLOSELY = 120, 24
"""Cells of a record that are looked at again, and those that are looked at closely; a look takes some thirtieth of a second."""

_FAR = 12.0
"""More than this a single look has no say: recognition is never as sure as it says."""

_SAME_AGAIN, _SURENESS, _ELSE = 5.5, 1.5, 8.0
"""What it costs another reading that a look of which only the text is known read the same again, and so many times the look's own
sureness; or that it read something else.
"""


class Reread(Protocol):
    """Looks at the place of a value again, in a few ways or, `closely`, in more; no looks where nothing can be seen.

    A look of score 1.0 is a text layer's: what it says is what stands there.
    """

    def __call__(self, evidence: Evidence, /, *, closely: bool) -> Sequence[Look]:
        """What stands there now."""
        ...


def nothing(evidence: Evidence, /, *, closely: bool) -> Sequence[Look]:
    """Sees nothing: records are diagnosed without their documents."""
    del evidence, closely
    return ()


@dataclass(frozen=True, slots=True)
class Operand:
    """A cell and the looks at it. `exact`: it was copied, not recognised: what was read is what stands there."""

    at: At
    exact: bool
    looks: tuple[Look, ...] = ()

    def odds(self, text: str) -> float | None:
        """The logarithm of how much likelier the looks are if `text` stands there than if what was read does.

        The mean of the looks, not their sum: they are of one picture. None where there is none that could tell.
        """
        looks = self._telling(broad=_is_negative(text) != _is_negative(self.at.raw))
        favours = [favour for look in looks if (favour := _favour(look, text, self.at.raw)) is not None]
        return fmean(favours) if favours else None

    def fit(self) -> float | None:
        """The odds of what was read against what each look read by itself: 0 where all looks agree, the less the worse."""
        looks = self._telling()
        favours = [_favour(look, self.at.raw, look.text) for look in looks if not _same(look.text, self.at.raw)]
        return min(0.0, sum(favour for favour in favours if favour is not None) / len(looks)) if looks else None

    def _telling(self, *, broad: bool = False) -> Sequence[Look]:
        """The looks that show the whole text. A place within a line is only about known: where looks with more paper read what was
        read, others that read a part of it have cut it.
        """
        wide = [look for look in self.looks if look.broad]
        if wide and any(_same(look.text, self.at.raw) for look in wide):
            return wide if broad or any(_is_cut(look.text, self.at.raw) for look in self.looks) else self.looks
        return wide if broad and wide else self.looks

    def texts(self) -> Mapping[str, int]:
        """The numbers that looks read and the first reading did not, with their votes, the most frequent first."""
        votes: dict[str, int] = {}
        for look in self.looks:
            number = _plain(look.text)
            if number and _number(number) != _number(self.at.raw):
                votes[number] = votes.get(number, 0) + 1
        return dict(sorted(votes.items(), key=lambda item: -item[1]))

    def votes(self, text: str) -> int:
        """How many looks read this number."""
        return sum(_same(look.text, text) for look in self.looks)


def _is_negative(text: str) -> bool:
    return (core(text) or "").startswith("-")


def _plain(text: str) -> str:
    """The number of a look's text, without what stands around it."""
    return text if parse_decimal(text) is not None else (core(text) or "")


def _number(text: str) -> object:
    """What a text counts for: its number, else the text itself."""
    found = parse_decimal(_plain(text))
    return found if found is not None else key(text)


def _same(one: str, other: str) -> bool:
    return _number(one) == _number(other)


def _is_cut(part: str, whole: str) -> bool:
    """Whether a number is another with digits missing at an end."""
    one, other = core(part), core(whole)
    return bool(one and other) and one != other and (str(other).startswith(str(one)) or str(other).endswith(str(one)))


def _favour(look: Look, text: str, raw: str) -> float | None:
    """What one look says for `text` against `raw`."""
    if look.trace is not None:
        mine, theirs = look.trace.likelihood(text), look.trace.likelihood(raw)
        return None if mine is None or theirs is None else max(-_FAR, min(_FAR, mine - theirs))
    score = min(max(look.score, 0.001), 0.999)
    sureness = log(score / (1 - score))
    if _same(look.text, text):
        return sureness
    return -_SURENESS * sureness - _SAME_AGAIN if _same(look.text, raw) else -_ELSE


@dataclass(slots=True)
class Rereading:
    """Looks at cells of a record again, each once, and at no more than so many of them."""

    record: Record
    reread: Reread
    left: int = _MOST
    left_closely: int = _MOST_CLOSELY
    _leaves: Mapping[str, At] = field(default_factory=dict)
    _known: dict[str, Operand] = field(default_factory=dict)
    _close: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self._leaves = {at.path: at for at in View("", self.record).leaves()}

    def at(self, path: str) -> At | None:
        """The leaf at the path, if there is one."""
        return self._leaves.get(path)

    def unseen(self, path: str) -> Operand | None:
        """The cell as it was first read."""
        at = self._leaves.get(path)
        return Operand(at, exact=False) if at is not None else None

    def operand(self, path: str) -> Operand | None:
        """The cell as looked at again; None where the record has no such leaf."""
        at = self._leaves.get(path)
        if at is None:
            return None
        if path not in self._known:
            self._known[path] = self._looked_at(at)
        return self._known[path]

    def closely(self, paths: Iterable[str]) -> None:
        """Further looks at cells that the first looks leave in doubt."""
        for path in paths:
            operand = self.operand(path)
            if operand is None or not operand.looks or operand.exact or path in self._close or self.left_closely <= 0:
                continue
            self.left_closely -= 1
            self._close.add(path)
            more = tuple(self.reread(operand.at.evidence(), closely=True))
            self._known[path] = Operand(operand.at, operand.exact, (*operand.looks, *more))

    def _looked_at(self, at: At) -> Operand:
        evidence = at.evidence()
        if evidence.box is None and (evidence.line is not None or evidence.cell is not None):
            return Operand(at, exact=True)
        self.left -= 1
        looks = tuple(self.reread(evidence, closely=False)) if evidence.box is not None and self.left >= 0 else ()
        return Operand(at, exact=any(look.score >= 1.0 for look in looks), looks=looks)
