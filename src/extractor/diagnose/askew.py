"""Rows that were read askew: words stand where amounts belong, a code or an amount where the name does, or the code is none.

What is summed over such rows does not tell that the document is wrong.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeAlias

from extractor.checks.sums import Sum
from extractor.normalise.numbers import parse_decimal
from extractor.normalise.text import key
from extractor.record import BudgetTable, Leaf, Record, TableRow

__all__ = ["Askew"]

_BY_CODES = "T01"
"""The check whose parts are told by the codes of all rows."""

_CODE = re.compile(r"\d{3,}")
_GARBLED = re.compile(r"(?=.*\d{2})(?=.*[A-Za-z|])[\dA-Za-z|]{3,}")
_AMOUNT = re.compile(r"[\d,]\.\d{1,2}[A-Za-z]?$")
_WORDS = re.compile(r"[\u4e00-\u9fff]{2,}")


@dataclass(frozen=True, slots=True)
class Askew:
    """The rows of budget tables that cannot be as they were read, by their paths.

    `slipped` have cells in other columns: no sum over their part of the table is sure. `miscoded` are missing, with their
    amounts, from sums that they belong to, or stand in sums that are not theirs.
    """

    slipped: frozenset[str]
    miscoded: Mapping[str, frozenset[Decimal]]

    @classmethod
    def of(cls, record: Record) -> Askew:
        """Those of a record."""
        rows = [(f"tables[{number}].rows", table) for number, table in enumerate(record.tables)]
        slipped = frozenset(f"{path}[{at}]" for path, table in rows for at in _slipped(table))
        return cls(slipped, {f"{path}[{at}]": _amounts(table.rows[at]) for path, table in rows for at in _miscoded(table)})

    def rows(self, one: Sum) -> list[str]:
        """The rows for which an identity that broke is not the document's fault."""
        own = {place for path in one.paths if (place := _place(path)) is not None}
        missing = -one.gap() / next((term.factor for term in one.terms), Decimal(1))
        among = [path for path in self.slipped if _within(_place(path), own)]
        miscoded = [
            path
            for path, held in self.miscoded.items()
            if _place(path) in own or (_belongs(one, missing, held) and _within(_place(path), own))
        ]
        return sorted({*among, *miscoded})


_Place: TypeAlias = tuple[int, int]
"""The number of a table and of a row of it."""

_ROW = re.compile(r"tables\[(\d+)\]\.rows\[(\d+)\]")


def _place(path: str) -> _Place | None:
    found = _ROW.match(path)
    return (int(found[1]), int(found[2])) if found else None


def _within(place: _Place | None, own: Collection[_Place]) -> bool:
    """Whether a row is among those of an identity. A row's parts stand below it: one row on, they may have slipped out of it."""
    rows = [row for table, row in own if place is not None and table == place[0]]
    return place is not None and bool(rows) and min(rows) <= place[1] <= max(rows) + 1


def _belongs(one: Sum, missing: Decimal, held: Collection[Decimal]) -> bool:
    """Whether a row's amount is what the parts fall short by; where codes say what the parts are, one of several such amounts."""
    return missing in held or (one.check == _BY_CODES and any(0 < amount <= missing for amount in held))


def _amounts(row: TableRow) -> frozenset[Decimal]:
    numbers = (parse_decimal(leaf.raw) for leaf in row.cells if leaf is not None)
    return frozenset(abs(number) for number in numbers if number)


def _slipped(table: BudgetTable) -> Iterator[int]:
    """Rows whose cells cannot be in their columns."""
    for at, row in enumerate(table.rows):
        name = key(row.name.raw) if row.name is not None else ""
        is_among = any(_is_word(leaf) and _is_of_amounts(table, column) for column, leaf in enumerate(row.cells))
        if _CODE.fullmatch(name) or _AMOUNT.search(name) or (is_among and _has_number(row)):
            yield at


def _miscoded(table: BudgetTable) -> Iterator[int]:
    """Rows whose recognised code has letters in it, or was another account's before. What was copied is printed so."""
    seen: dict[str, str] = {}
    for at, row in enumerate(table.rows):
        if row.code is None or row.code.ocr is None or row.name is None or not row.code.raw:
            continue
        code, name = key(row.code.raw), key(row.name.raw)
        if _GARBLED.fullmatch(code) or (name and seen.setdefault(code, name) != name and _has_number(row)):
            yield at


def _has_number(row: TableRow) -> bool:
    """Not the heading again, on another page."""
    return any(leaf is not None and parse_decimal(leaf.raw) is not None for leaf in row.cells)


def _is_word(leaf: Leaf | None) -> bool:
    return leaf is not None and bool(_WORDS.search(leaf.raw))


def _is_of_amounts(table: BudgetTable, column: int) -> bool:
    """Whether most of the other rows have numbers there, or the column is headed by nothing: one of remarks has words in all."""
    filled = [leaf for row in table.rows if column < len(row.cells) and (leaf := row.cells[column]) is not None and leaf.raw]
    headed = "".join(leaf.raw for leaf in table.columns[column]) if column < len(table.columns) else ""
    return not _WORDS.search(headed) or 2 * sum(parse_decimal(leaf.raw) is not None for leaf in filled) >= len(filled)
