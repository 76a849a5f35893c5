"""What a worksheet says besides its values: merged cells, formulas without a result, what is hidden, how far it reaches."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import IO, TypeAlias
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import iterparse
from openpyxl.utils.cell import coordinate_to_tuple, get_column_letter, range_boundaries

__all__ = ["Merged", "SheetFacts", "TooManyCellsError", "read_facts"]

_LAST_ROW, _LAST_COLUMN = 1_048_576, 16_384

Merged: TypeAlias = tuple[int, int, int, int]
"""First row, first column, last row, last column; 1-based."""


class TooManyCellsError(Exception):
    """More cells than the bound allows."""


@dataclass(slots=True)
class SheetFacts:
    """`rows` and `columns` are the last with a value, `filled_rows` counts those with one.

    `unsolved` are formulas of which the file keeps no result.
    """

    rows: int = 0
    columns: int = 0
    filled_rows: int = 0
    merged: list[Merged] = field(default_factory=list)
    unsolved: list[str] = field(default_factory=list)
    hidden_rows: int = 0
    hidden_columns: int = 0


def read_facts(stream: IO[bytes], most: int) -> SheetFacts:
    """The facts of a sheet's XML, element by element. Raises TooManyCellsError, ValueError for what is no sheet."""
    facts, count, row, column = SheetFacts(), 0, 0, 0
    for event, element in iterparse(stream, events=("start", "end"), forbid_dtd=True):
        name = element.tag.rpartition("}")[2]
        if event == "start":
            if name == "row":
                row, column = _next_row(row, element.get("r")), 0
                facts.hidden_rows += _is_true(element.get("hidden"))
            continue
        if name == "c":
            count += 1
            if count > most:
                raise TooManyCellsError
            at_row, column = coordinate_to_tuple(element.attrib["r"]) if "r" in element.attrib else (row, column + 1)
            if at_row != row:
                raise ValueError(f"cell {element.get('r')} in row {row}")
            _note_cell(facts, element, at_row, column)
        elif name == "mergeCell":
            left, top, right, bottom = range_boundaries(element.get("ref", ""))
            facts.merged.append((_known(top), _known(left), min(_known(bottom), _LAST_ROW), min(_known(right), _LAST_COLUMN)))
        elif name == "col":
            facts.hidden_columns += _hidden_columns(element.attrib)
        if name in {"row", "mergeCell", "col"}:
            element.clear()
    return facts


def _next_row(last: int, named: str | None) -> int:
    """The number of the row that follows; the library loses rows that stand before earlier ones."""
    number = last + 1 if named is None else int(named)
    if not last < number <= _LAST_ROW:
        raise ValueError(f"row {number} after row {last}")
    return number


def _known(bound: int | None) -> int:
    if bound is None:
        raise ValueError("range without bounds")
    return bound


def _is_true(text: str | None) -> bool:
    return text in {"1", "true"}


def _hidden_columns(col: Mapping[str, str]) -> int:
    """How many columns a `col` hides; the last of a sheet are often hidden to the very end, and hold nothing."""
    first, last = int(col.get("min", 1)), int(col.get("max", 1))
    return last - first + 1 if _is_true(col.get("hidden")) and last < _LAST_COLUMN else 0


def _note_cell(facts: SheetFacts, element: Element, row: int, column: int) -> None:
    if not 0 < column <= _LAST_COLUMN:
        raise ValueError(f"cell in row {row}, column {column}")
    children = {child.tag.rpartition("}")[2]: child for child in element}
    value = children.get("v")
    solved = value is not None and bool(value.text)
    if "f" in children and not solved and element.get("t") != "str":  # a text may be empty, a number not
        facts.unsolved.append(f"{get_column_letter(column)}{row}")
    if solved or "is" in children:
        facts.filled_rows += row != facts.rows
        facts.rows, facts.columns = max(facts.rows, row), max(facts.columns, column)
