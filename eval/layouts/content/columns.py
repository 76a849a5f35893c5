"""The amounts of one row of a budget table, and what must hold between its columns."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from eval.layouts.content.amounts import percent
from eval.layouts.content.budget import Measured
from eval.layouts.content.draft import Draft
from eval.layouts.content.headers import Meaning, Source, meaning
from eval.layouts.content.identities import Identity, identity

__all__ = ["Amounts", "Columns"]

Amounts: TypeAlias = Callable[[str, Source], Measured]
"""The amount of an item from a source, in a row."""

_SUMS = (
    ("total", ("basic", "project"), "T02"),
    ("basic", ("personnel", "public"), "T02"),
    ("total", ("personnel", "public"), "T02"),
    ("total", ("personnel", "public", "project"), "T02"),
    ("total", ("abroad", "vehicle", "reception"), "T07"),
    ("total", ("abroad", "purchase", "running", "reception"), "T07"),
    ("vehicle", ("purchase", "running"), "T07"),
    ("total", ("goods", "works", "services"), "T09"),
)
"""An item and the items that sum to it, where the table has columns for all of them."""

_FINER = {
    ("total", ("personnel", "public")): {"basic", "project"},
    ("total", ("abroad", "purchase", "running", "reception")): {"vehicle"},
}
"""Sums that do not hold, or say nothing new, where the table has these columns too."""


@dataclass(slots=True)
class Columns:
    """The amount columns of a table; `skip` are those of another block."""

    draft: Draft
    unit: str
    paths: Sequence[Sequence[str]]
    skip: frozenset[int] = frozenset()
    meanings: list[Meaning] = field(init=False)

    def __post_init__(self) -> None:
        self.meanings = [meaning(path, self.draft.year) for path in self.paths]

    def cells(self, amounts: Amounts) -> list[str]:
        """The row as printed."""
        return ["" if n in self.skip else self._cell(meant, amounts) for n, meant in enumerate(self.meanings)]

    def _cell(self, meant: Meaning, amounts: Amounts) -> str:
        found = amounts(meant.item, meant.source)
        if meant.what == "rate":
            change = found.now - found.before
            return f"{percent(change, found.before, self.draft.habit.rate_decimals)}%" if found.before else ""
        amount = found.now - found.before if meant.what == "change" else found.before if meant.is_before else found.now
        return self.draft.habit.cell(amount, self.unit)

    def shown(self) -> Iterator[tuple[int, Meaning]]:
        """The columns of amounts (no rates) of this block."""
        return ((n, meant) for n, meant in enumerate(self.meanings) if n not in self.skip and meant.what != "rate")

    def note(self, row: str, cells: Sequence[str]) -> None:
        """What holds between the cells of a row at the path `row`; nothing is said of blanks alone, nor of a rate left blank."""
        for found in (*self._sums(row), *self._sources(row), *self._changes(row)):
            places = [found["whole"] or "", *found["parts"]]
            if any(cells[_number(path)] for path in (places[:1] if found["check"] == "N09" else places)):
                self.draft.identities.append(found)

    def note_down(self, check: str, whole: str, parts: Sequence[str], cells: Mapping[str, Sequence[str]]) -> None:
        """That the row `whole` is the sum of the rows `parts`, column by column; `cells` are theirs."""
        for number, _ in self.shown():
            if any(cells[row][number] for row in (whole, *parts)):
                self.draft.identities.append(identity(check, "sum", _at(whole, number), [_at(part, number) for part in parts]))

    def _find(self, item: str, is_before: bool, source: str, what: str = "amount") -> int | None:
        wanted = (item, is_before, source, what)
        return next(
            (n for n, m in enumerate(self.meanings) if (m.item, m.is_before, m.source, m.what) == wanted and n not in self.skip),
            None,
        )

    def _groups(self) -> Iterator[tuple[bool, str]]:
        return iter(dict.fromkeys((meant.is_before, meant.source) for _, meant in self.shown() if meant.what == "amount"))

    def _sums(self, row: str) -> Iterator[Identity]:
        for is_before, source in self._groups():
            there = {meant.item: self._find(meant.item, is_before, source) for _, meant in self.shown()}
            columns: Mapping[str, int] = {item: number for item, number in there.items() if number is not None}
            for item, parts, check in _SUMS:
                finer = _FINER.get((item, parts), set()) & set(columns)
                if not finer and {item, *parts} <= set(columns):
                    yield identity(check, "sum", _at(row, columns[item]), [_at(row, columns[part]) for part in parts])

    def _sources(self, row: str) -> Iterator[Identity]:
        """The sum over all sources, where the table has a column for each that gives anything."""
        for item, is_before in dict.fromkeys((meant.item, meant.is_before) for _, meant in self.shown()):
            whole = self._find(item, is_before, "all")
            parts = [
                n for n, m in self.shown() if (m.item, m.is_before, m.what) == (item, is_before, "amount") and m.source != "all"
            ]
            if whole is not None and {"general", "funds"} <= {self.meanings[part].source for part in parts}:
                yield identity("T02", "sum", _at(row, whole), [_at(row, part) for part in parts])

    def _changes(self, row: str) -> Iterator[Identity]:
        for number, meant in enumerate(self.meanings):
            now, before = (self._find(meant.item, earlier, meant.source) for earlier in (False, True))
            if meant.what != "amount" and number not in self.skip and now is not None and before is not None:
                check = "N09" if meant.what == "rate" else "T02"
                yield identity(check, "change", _at(row, number), [_at(row, now), _at(row, before)])


def _at(row: str, number: int) -> str:
    return f"{row}.cells[{number}]"


def _number(path: str) -> int:
    return int(path[path.rindex("[") + 1 : -1])
