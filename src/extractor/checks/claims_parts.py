"""Wholes that the prose states, with the parts that it states of them: known by name, listed, or stated far from each other."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import accumulate

from extractor.checks.claims_lookup import Lookup, values
from extractor.checks.claims_read import Stated
from extractor.checks.claims_words import CLAIM_WORDS
from extractor.checks.figures import Figure, agree, total
from extractor.checks.tables_words import WORDS

__all__ = ["NEAR", "Parts", "apart", "closes_without_run", "is_one_thing", "is_whole_number", "item_of", "listed", "named"]

NEAR = 2
"""A whole's parts, and a second mention, are looked for in the sentences that follow so closely: one paragraph, as a rule."""

_WHOLES = tuple((row["whole"], tuple(row["parts"])) for row in WORDS["wholes"])
_WHOLE_SUBJECT = re.compile(CLAIM_WORDS["whole_subject"])


@dataclass(frozen=True, slots=True)
class Parts:
    """A stated whole with its stated parts; `complete` where they are all that there is, `shared` where their shares say so."""

    whole: Stated
    parts: tuple[Stated, ...]
    complete: bool
    shared: bool = False

    @property
    def sum(self) -> Figure:
        """What the parts come to."""
        return total(self.figures)

    @property
    def figures(self) -> list[Figure]:
        """The parts' amounts, as exact as the finest of all."""
        return [self._sharp(part) for part in self.parts]

    @property
    def target(self) -> Figure:
        """The whole's amount, as exact as the finest of all."""
        return self._sharp(self.whole)

    def _sharp(self, one: Stated) -> Figure:
        """Whole numbers are exact where no amount has decimals; beside amounts that have, theirs are zeros left off."""
        assert one.figure is not None
        decimals = [x.figure.half for x in (self.whole, *self.parts) if x.figure is not None and not is_whole_number(x)]
        return Figure(one.figure.value, min(decimals, default=Decimal(0))) if is_whole_number(one) else one.figure

    @property
    def closes(self) -> bool:
        """Whether the parts make the whole, within the rounding of all."""
        return agree(self.target, self.sum)

    @property
    def exceeds(self) -> bool:
        """Whether the parts are more than the whole."""
        return not self.closes and self.sum.value > self.target.value


def is_whole_number(one: Stated) -> bool:
    """Whether an amount is printed without decimals."""
    return one.amount is not None and "." not in one.amount.raw


def item_of(one: Stated) -> str:
    """The item of a claim; the whole of spending apart from that of income."""
    assert one.topic is not None
    return one.topic.side if one.topic.item == "total" else one.topic.item


def named(stated: Sequence[Stated]) -> Iterator[Parts]:
    """Wholes whose parts are known by name: 三公, 政府采购, 基本 + 项目, 人员 + 公用."""
    for place, whole in enumerate(stated):
        after = [one for one in stated[place + 1 :] if one.sentence <= whole.sentence + NEAR and one.year == whole.year]
        again = next((n for n, one in enumerate(after) if item_of(one) == item_of(whole)), len(after))
        for name, items in _WHOLES:
            if item_of(whole) == name:
                found = [next((one for one in after[:again] if item_of(one) == item), None) for item in items]
                parts = tuple(one for one in found if one is not None)
                if len(parts) == len(items):
                    yield Parts(whole, parts, complete=True)
                    break


def listed(stated: Sequence[Stated], lookup: Lookup, shares: Mapping[str, Stated]) -> Iterator[Parts]:
    """A total and the accounts or sources listed after it in its sentence; `shares` are those of amounts, by their paths."""
    for sentence in dict.fromkeys(one.sentence for one in stated):
        own = [one for one in stated if one.sentence == sentence]
        whole = next((one for one in own if one.relation == "total"), None) or _before(stated, own[0])
        if whole is None:
            continue
        parts = [one for one in own if one is not whole and one.relation == "part" and one.year == whole.year]
        if len(parts) > 1 and all(part.topic is not None and (part.topic.name or part.topic.source) for part in parts):
            yield Parts(whole, tuple(parts), _are_all(parts, lookup), _make_hundred(parts, shares))


def _before(stated: Sequence[Stated], first: Stated) -> Stated | None:
    """The whole of income or spending that the sentence before speaks of, if this one goes on with parts."""
    wholes = [one for one in stated if one.sentence == first.sentence - 1 and one.relation == "total"]
    return wholes[-1] if wholes and item_of(wholes[-1]) in ("income", "spending") else None


def _are_all(parts: Sequence[Stated], lookup: Lookup) -> bool:
    """Whether every class of spending that the tables have an amount for is among the parts."""
    names = {part.topic.name for part in parts if part.topic is not None}
    classes = [group for group in lookup.classes(parts[0].year) if any(value.value for value in values(group))]
    groups = [[*lookup.find(part.topic, part.year)] for part in parts if part.topic is not None and part.topic.name]
    codes = {group[0].of.code for found in groups for group in found}
    if not lookup.entries.money.known:  # what pays for other classes may stand in no table
        return False
    return bool(classes) and "" not in names and all(group[0].of.code in codes for group in classes)


def _make_hundred(parts: Sequence[Stated], shares: Mapping[str, Stated]) -> bool:
    """Whether every part is given its share of the whole, and the shares come to all of it, within their rounding."""
    figures = [share.figure for part in parts if (share := shares.get(part.view.path)) and share.figure is not None]
    return len(figures) == len(parts) and agree(total(figures), Figure(Decimal(100)))


def closes_without_run(found: Parts) -> bool:
    """Whether it closes when a run of parts is left out: they may be parts of the part before them."""
    target, sums = found.target, list(accumulate(found.figures, _plus, initial=Figure(Decimal(0))))
    whole, count = sums[-1], len(sums) - 1
    for start in range(1, count):
        for end in range(start + 1, count + 1):
            value = whole.value - sums[end].value + sums[start].value
            half = whole.half - sums[end].half + sums[start].half
            if agree(target, Figure(value, half)):
                return True
    return False


def _plus(one: Figure, other: Figure) -> Figure:
    return Figure(one.value + other.value, one.half + other.half)


def is_one_thing(one: Stated, lookup: Lookup) -> bool:
    """Whether a subject means the same wherever it stands: an item or account, not 支出 or 采购金额 of what was just spoken of."""
    assert one.topic is not None
    if one.topic.name:
        return one.topic.name in lookup.names
    return (
        one.topic.item != "total" or bool(one.topic.source) or _WHOLE_SUBJECT.search(one.name) is not None
    ) and not lookup.is_within(one)


def apart(stated: Sequence[Stated], lookup: Lookup, near: Sequence[Parts]) -> Iterator[Parts]:
    """Known parts of a known whole, far from it and from each other: each mention with the least of the others.

    The rest of a paragraph may limit a part (to one source of money, to basic spending), so they need not make the whole;
    but they cannot be more than the most that is stated for it.
    """
    done = {(item_of(found.whole), part.view.path) for found in near for part in found.parts}
    spoken = [one for one in stated if not one.is_partial and one.topic and not one.topic.name and is_one_thing(one, lookup)]
    for year, stage in dict.fromkeys((one.year, lookup.stage_of(one)) for one in spoken):
        own = [one for one in spoken if (one.year, lookup.stage_of(one)) == (year, stage)]
        for name, items in _WHOLES:
            whole = max((one for one in own if item_of(one) == name), key=_value, default=None)
            mentions = [[one for one in own if item_of(one) == item and _is_of(one, whole)] for item in items]
            if whole is not None and all(mentions):
                for parts in _combined(mentions, {path for item, path in done if item == name}):
                    yield Parts(whole, parts, complete=False)


def _combined(mentions: Sequence[Sequence[Stated]], done: Collection[str]) -> Iterator[tuple[Stated, ...]]:
    """Each mention that was not looked at yet, with the least of the other parts."""
    least = [min(those, key=_value) for those in mentions]
    found = {}
    for place, those in enumerate(mentions):
        for one in those:
            if one.view.path not in done:
                parts = (*least[:place], one, *least[place + 1 :])
                found[tuple(part.view.path for part in parts)] = parts
    yield from found.values()


def _is_of(part: Stated, whole: Stated | None) -> bool:
    """Whether a part's money is of the whole's source, so far as the whole has one."""
    assert part.topic is not None
    return whole is not None and whole.topic is not None and whole.topic.source in ("", part.topic.source)


def _value(one: Stated) -> Decimal:
    assert one.figure is not None
    return one.figure.value
