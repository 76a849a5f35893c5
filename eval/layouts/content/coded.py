"""Budget tables whose rows are codes that roll up: 7 digits to 5 to 3 to the whole."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from eval.layouts.content.budget import MEASURES, Budget, Line, Measured
from eval.layouts.content.columns import Columns
from eval.layouts.content.draft import Draft, Node
from eval.layouts.content.headers import Meaning, Source
from eval.layouts.content.ledger import Ledger, What

__all__ = ["Coded", "add_rows", "economic", "expenditure", "functional", "funds"]

_WHOLE = "合计"
_BLANK_ROWS = 3


@dataclass(frozen=True, slots=True)
class Coded:
    """What a coded table is made of: its lines by source, now and last year, and the names of its codes.

    `renamed` says what its items are elsewhere.
    """

    now: Mapping[Source, Mapping[str, Line]]
    before: Mapping[Source, Mapping[str, Line]]
    names: Mapping[str, str]
    renamed: Mapping[str, str] | None = None

    def amount(self, code: str, item: str, source: Source) -> Measured:
        """All below `code`."""
        return Measured(_sum(self.now, code, item, source), _sum(self.before, code, item, source))

    @property
    def codes(self) -> list[str]:
        """The most detailed codes."""
        return sorted({code for lines in self.now.values() for code in lines})

    def scope(self, code: str, source: Source) -> str:
        """Whose money the amounts of a code are: the general budget's (""), the funds', or both ("all")."""
        if "general" not in self.now or source == "funds":
            return "funds"
        is_both = source == "all" and any(full.startswith(code) for full in self.now.get("funds", {}))
        return "all" if is_both else ""


def _sum(lines: Mapping[Source, Mapping[str, Line]], code: str, item: str, source: Source) -> Decimal:
    chosen = [lines[name] for name in lines if source in ("all", name)]
    found = [line for part in chosen for full, line in part.items() if full.startswith(code)]
    return sum(map(MEASURES[item], found), Decimal(0))


def functional(draft: Draft, budget: Budget) -> Coded:
    """The general budget by functional code."""
    return Coded({"general": budget.general}, {"general": budget.general_before}, draft.words.functional)


def expenditure(draft: Draft, budget: Budget) -> Coded:
    """All spending by functional code."""
    names = {**draft.words.functional, **draft.words.funds}
    now: dict[Source, Mapping[str, Line]] = {"general": budget.general, "funds": budget.funds}
    return Coded(now, {"general": budget.general_before}, names)


def economic(draft: Draft, budget: Budget) -> Coded:
    """Basic spending by economic code: its whole is the basic spending of the functional table."""
    now, before = budget.economic, budget.economic_before
    return Coded({"general": now}, {"general": before}, draft.words.economic, renamed={"total": "basic"})


def funds(draft: Draft, budget: Budget) -> Coded:
    """Government funds by functional code; many departments have none."""
    return Coded({"funds": budget.funds}, {}, draft.words.funds)


def add_rows(table: Node, path: str, coded: Coded, columns: Columns, ledger: Ledger, *, whole_first: bool) -> None:
    """Fills the rows: the whole, and every code under its parents. Without any line the rows are blank."""
    if not coded.codes:
        table["rows"] = [{"code": "", "name": "", "cells": [""] * len(columns.paths)} for _ in range(_BLANK_ROWS)]
        return
    tree = list(_tree(coded.codes))
    codes = ["", *tree] if whole_first else [*tree, ""]
    places = {code: f"{path}.rows[{number}]" for number, code in enumerate(codes)}
    for code in codes:
        cells = columns.cells(lambda item, source, code=code: coded.amount(code, item, source))  # type: ignore[misc]
        table["rows"].append({"code": code, "name": coded.names[code] if code else _WHOLE, "cells": cells})
        columns.note(places[code], cells)
        _enter(ledger, coded, code, columns, places[code], cells)
    _roll_up(columns, table["rows"], codes, places)


def _tree(codes: Sequence[str]) -> Iterator[str]:
    """Every code after its parents."""
    yield from dict.fromkeys(code[:length] for code in codes for length in (3, 5, 7) if length <= len(code))


def _enter(ledger: Ledger, coded: Coded, code: str, columns: Columns, row: str, cells: Sequence[str]) -> None:
    for number, meant in columns.shown():
        if meant.what == "amount" and meant.source != "none":
            ledger.note(_what(coded, code, meant), f"{row}.cells[{number}]", cells[number], "T04")


def _what(coded: Coded, code: str, meant: Meaning) -> What:
    """Basic spending is of the general budget wherever it stands."""
    item = (coded.renamed or {}).get(meant.item, meant.item)
    scope = coded.scope(code, meant.source)
    return What(code, item, meant.is_before, "" if scope == "all" and item not in {"total", "project"} else scope)


def _roll_up(columns: Columns, rows: Sequence[Node], codes: Sequence[str], places: Mapping[str, str]) -> None:
    cells = {places[code]: row["cells"] for code, row in zip(codes, rows, strict=True)}
    for parent in codes:
        children = [places[code] for code in codes if code and _parent(code) == parent]
        if children:
            columns.note_down("T01" if parent else "T03", places[parent], children, cells)


def _parent(code: str) -> str:
    return code[:-2] if len(code) > 3 else ""
