"""What the list beside the page shows: which fields or findings, under which headings, a stretch at a time."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Generic, Literal, TypeAlias, TypeVar
from urllib.parse import urlencode

from extractor.names import describe
from extractor.web.desk import Desk, Found, Row

__all__ = ["STRETCH", "SURE", "Listing", "Show", "Stretch", "Tab", "Wanted", "counted", "listed"]

Tab: TypeAlias = Literal["todo", "findings", "changed", "all", "ledger"]
Show: TypeAlias = Literal["filled", "blank", "absent"]

SURE = ("0.7", "0.9", "0.95", "0.99")
"""Confidences below which fields can be asked for."""

STRETCH = 200
"""Rows of the list that are sent at a time."""

T = TypeVar("T", Row, Found)

_ROOT = re.compile(r"(forms|tables)\[\d+\]")
_LOOSE = ("claims", "definitions", "filling_rules")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the list was asked for: by the address, so that a page can be kept, sent and reloaded."""

    tab: Tab = "todo"
    q: str = ""
    sure: str = ""
    left: bool = False
    show: Show = "filled"
    start: int = 0

    def query(self, **changed: object) -> str:
        """The address's query, with changes; defaults are left out."""
        usual = {"tab": "todo", "q": "", "sure": "", "left": False, "show": "filled", "start": 0}
        asked: dict[str, object] = {name: getattr(self, name) for name in usual} | changed
        kept = {name: "1" if value is True else value for name, value in asked.items() if value != usual.get(name, "")}
        return urlencode({name: str(value) for name, value in kept.items()})


@dataclass(frozen=True, slots=True)
class Stretch(Generic[T]):
    """Neighbouring rows under one heading; `key` is what the heading stands for."""

    key: str
    heading: str
    rows: Sequence[T]


@dataclass(frozen=True, slots=True)
class Listing:
    """A page of the list. Of `rows` and `found` one is empty."""

    rows: Sequence[Stretch[Row]]
    found: Sequence[Stretch[Found]]
    start: int
    total: int

    @property
    def shown(self) -> int:
        """How many there are on this page."""
        return sum(len(stretch.rows) for stretch in self.rows) + sum(len(stretch.rows) for stretch in self.found)


_FIELDS: Mapping[Tab, Callable[[Row], bool]] = {
    "todo": lambda row: row.is_look or row.is_sample,
    "changed": lambda row: row.is_changed,
    "all": lambda row: True,
}

_SHOWS: Mapping[Show, Callable[[Row], bool]] = {
    "filled": lambda row: row.leaf is not None and bool(row.leaf.raw or row.leaf.unreadable),
    "blank": lambda row: row.state == "blank",
    "absent": lambda row: row.state == "absent",
}


def counted(desk: Desk) -> dict[Tab, int]:
    """The number on each tab: what waits in the first, what there is in the others."""
    return {
        "todo": sum(row.is_left for row in desk.rows),
        "findings": sum(found.state == "open" for found in desk.found),
        "changed": sum(row.is_changed for row in desk.rows),
        "all": sum(_SHOWS["filled"](row) for row in desk.rows),
    }


def _about(row: Row, text: str) -> bool:
    raw = row.leaf.raw if row.leaf else ""
    return any(text in part.casefold() for part in (row.name, row.part, raw, row.where))


def _is_wanted(row: Row, wanted: Wanted) -> bool:
    sure = float(wanted.sure) if wanted.sure in SURE else None
    if sure is not None and (row.leaf is None or not row.sure or row.leaf.confidence >= sure):
        return False
    if wanted.left and not row.is_left:
        return False
    return not wanted.q or _about(row, wanted.q.casefold())


def _rows(desk: Desk, wanted: Wanted) -> list[Row]:
    fields = desk.missing() if (wanted.tab, wanted.show) == ("all", "absent") else desk.rows
    chosen = [row for row in fields if _FIELDS[wanted.tab](row) and _is_wanted(row, wanted)]
    if wanted.tab == "all":
        chosen = sorted(filter(_SHOWS[wanted.show], chosen), key=lambda row: row.position)
    return chosen


def _found(desk: Desk, wanted: Wanted) -> list[Found]:
    text = wanted.q.casefold()
    return [
        found
        for found in desk.found
        if (not wanted.left or found.state == "open")
        and (not text or text in found.finding.message.casefold() or text in found.finding.check.casefold())
    ]


def _root(row: Row) -> str:
    """The form or table that a field is in, else the kind of text."""
    match = _ROOT.match(row.path)
    return match[0] if match else next((name for name in _LOOSE if row.path.startswith(name)), "")


def _headed(desk: Desk, rows: Sequence[Row], tab: Tab) -> Iterator[Stretch[Row]]:
    if tab == "todo":
        for is_look, group in groupby(rows, key=lambda row: row.is_look):
            key = "look" if is_look else "sample"
            yield Stretch(key, desk.texts(f"list.head_{key}"), list(group))
        return
    for root, group in groupby(rows, key=_root):
        name = describe(desk.reviewed.record, root) if _ROOT.fullmatch(root) else desk.texts(f"list.head_{root or 'document'}")
        yield Stretch(root, name, list(group))


def listed(desk: Desk, wanted: Wanted) -> Listing:
    """The page of the list that was asked for."""
    end = wanted.start + STRETCH
    if wanted.tab == "findings":
        found = _found(desk, wanted)
        by_severity = groupby(found[wanted.start : end], key=lambda item: item.finding.severity)
        stretches = [Stretch(key, desk.texts(f"severity.{key}"), list(group)) for key, group in by_severity]
        return Listing((), stretches, wanted.start, len(found))
    if wanted.tab == "ledger":
        return Listing((), (), 0, 0)
    rows = _rows(desk, wanted)
    return Listing(list(_headed(desk, rows[wanted.start : end], wanted.tab)), (), wanted.start, len(rows))
