"""The table amounts that a claim's subject names; several groups where it could be any of them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import TypeAlias

from extractor.checks.claims_read import Stated
from extractor.checks.claims_words import Topic
from extractor.checks.figures import Figure, agree
from extractor.checks.tables_entries import Entries, Entry, Of, fold_name
from extractor.normalise.text import key

__all__ = ["Group", "Lookup", "agreeing", "values"]

Group: TypeAlias = list[Entry]
"""Amounts that must be the same: one thing in several tables."""

_ITEMS = frozenset(
    {"three_public", "abroad", "vehicle", "purchase", "running", "reception", "procurement", "goods", "works", "services"}
)
_ANY = frozenset({"all", "fiscal", "general"})
_LEVEL = re.compile(r"[(][类款项][)]")
_AS = {"operation": "public"}
"""机关运行经费 is what departments call the public expenses of an office; it stands in no table by that name."""


class Lookup:
    """Finds amounts by topic and year."""

    def __init__(self, entries: Entries, stated: Sequence[Stated] = ()) -> None:
        self.entries = entries
        self.groups: dict[Of, Group] = entries.groups("coded", "statement", "income", "items")
        self._accounts = _mentions(entries)
        self._classes: dict[int, list[Group]] = {}
        self.whole = self._whole(stated)
        """A source besides that of all the money that is known to be all of it: the prose states its total as the whole."""

        self.names = {fold_name(row.name) for grid in entries.grids for row in grid.rows if row.name}
        """Every row name of the tables, whether an amount stands beside it or not."""

    @cached_property
    def stage(self) -> str:
        """The stage that most tables are of: that of accounts is executed."""
        stages = Counter(of.stage for of in self.groups)
        return stages.most_common(1)[0][0] if stages else ""

    def stage_of(self, one: Stated) -> str:
        """The stage that a claim speaks of: the document's where it does not say."""
        return self.stage if one.stage == "?" else one.stage

    def find(self, topic: Topic, year: int, stage: str = "?") -> list[Group]:
        """The groups a topic may mean; "?" is the stage of the document."""
        wanted = self.stage if stage == "?" else stage
        found = [
            group for of, group in self.groups.items() if (of.year, of.stage) == (year, wanted) and self._fits(of, group, topic)
        ]
        if topic.item == "total":
            return [self._own_side(group, topic) for group in found]
        return _narrow(found) if topic.name else found

    def _own_side(self, group: Group, topic: Topic) -> Group:
        """Of one amount that stands on both sides the mentions on the topic's own."""
        return [entry for entry in group if (entry.role == "income") == (topic.side == "income")] or group

    def _fits(self, of: Of, group: Group, topic: Topic) -> bool:
        if topic.name:
            measured = of.item == "total" or (of.item == "basic" and of.code[:1] in ("3", "5"))
            return measured and of.code != "" and any(fold_name(entry.name) == topic.name for entry in group)
        item = _AS.get(topic.item, topic.item)
        if of.code:
            return False
        if item in _ITEMS:
            return of.item == item and of.source == "items"
        if topic.item == "total":
            return of.item in ("total", "grand") and self._whose(of, topic, "all") and self._side(group, topic)
        return of.item == item and (of.source in _ANY if not topic.source else self._whose(of, topic, topic.source))

    def is_within(self, one: Stated) -> bool:
        """Whether an item (项目支出) is one account's only, for the sentence speaks of an account before it."""
        if one.topic is None or one.topic.name or one.topic.item in _ITEMS:
            return False
        before = key(one.text[: one.start])
        return _LEVEL.search(before) is not None or (self._accounts is not None and self._accounts.search(before) is not None)

    def is_sure(self, group: Group, topic: Topic) -> bool:
        """Whether the group must be what the topic means: a subject without a source speaks of all the money."""
        of = group[0].of
        return (
            bool(topic.source)
            or self._is_whole(of, topic)
            or of.source in ("items", self.entries.money.of("all", of.code, of.item))
        )

    def _whole(self, stated: Sequence[Stated]) -> str:
        for one in stated:
            is_whole = (
                one.topic is not None and one.topic.item == "total" and not one.topic.source and one.is_money and one.is_level
            )
            for of, group in self.groups.items() if is_whole else ():
                same = (of.code, of.item, of.source, of.year) == ("", "total", "general", one.year)
                if same and one.figure is not None and one.figure.value and agreeing(group, one.figure):
                    return "general"
        return ""

    def _whose(self, of: Of, topic: Topic, otherwise: str) -> bool:
        """Whether the money is that of the topic, as far as the document tells sources apart."""
        return of.source == self.entries.money.of(topic.source or otherwise, "") or self._is_whole(of, topic)

    def _is_whole(self, of: Of, topic: Topic) -> bool:
        return bool(self.whole) and not topic.source and of.source == self.whole

    def _side(self, group: Group, topic: Topic) -> bool:
        """Where nothing was carried over income and spending are one; else the side must be the topic's."""
        return group[0].of.side in ("", topic.side)

    def classes(self, year: int) -> list[Group]:
        """The classes of spending: accounts of three digits with an amount."""
        if year not in self._classes:
            self._classes[year] = [group for of, group in self.groups.items() if self._is_class(of, year) and values(group)]
        return self._classes[year]

    def _is_class(self, of: Of, year: int) -> bool:
        return len(of.code) == 3 and of.code[0] == "2" and (of.year, of.item, of.stage) == (year, "total", self.stage)


def _mentions(entries: Entries) -> re.Pattern[str] | None:
    """Functional accounts with an amount right behind their name."""
    names = {re.escape(row.name) for grid in entries.grids for row in grid.rows if row.code[:1] == "2" and len(row.name) > 1}
    if not names:
        return None
    return re.compile(rf"(?:{'|'.join(sorted(names, key=len, reverse=True))})(?:支出|年初|预算|决算|数|为)*\d")


def _narrow(groups: Sequence[Group]) -> list[Group]:
    """Of accounts of one name the shortest code: prose lists classes before what is in them."""
    shortest = min((len(group[0].of.code) for group in groups), default=0)
    return [group for group in groups if len(group[0].of.code) == shortest]


def values(groups: Iterable[Entry]) -> list[Figure]:
    """The figures that are printed."""
    return [entry.cell.value for entry in groups if entry.cell.figure is not None]


def agreeing(group: Group, figure: Figure) -> list[Entry]:
    """The amounts of a group that are the figure."""
    return [entry for entry in group if entry.cell.figure is not None and agree(entry.cell.value, figure)]
