"""What the interface calls a field: its own name, and the part of the document that it belongs to."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime

from extractor.names import describe
from extractor.record import Leaf, Record, Span
from extractor.web.marks import places
from extractor.web.texts import Texts

__all__ = ["Names", "clipped", "local_time", "said_place", "where"]

_HEADING = re.compile(r"columns\[(\d+)\]\[(\d+)\]")
_NUMBERED = re.compile(r"\w+\[(\d+)\]")
_RULE = re.compile(r"filling_rules\[(\d+)\]")


def clipped(text: str, most: int) -> str:
    """The text on one line, cut where it is longer."""
    flat = " ".join(text.split())
    return flat if len(flat) <= most else f"{flat[: most - 1]}…"


@dataclass(slots=True)
class Names:
    """Names in one record; what a part is called is worked out once for all its fields."""

    record: Record
    texts: Texts
    _parts: dict[str, str] = field(default_factory=dict)

    def part(self, path: str) -> str:
        """The part of the document that a field is in, "" for fields of the document itself."""
        owner = path.rpartition(".")[0]
        if owner not in self._parts:
            self._parts[owner] = self._described(owner) if owner else ""
        return self._parts[owner]

    def _described(self, owner: str) -> str:
        rule = _RULE.fullmatch(owner)
        return self.texts("names.filling_rule", number=int(rule[1]) + 1) if rule else describe(self.record, owner)

    def root(self, path: str) -> str:
        """The form, table or sentence that a field is in, "" for fields of the document itself."""
        return self.part(f"{path.partition('.')[0]}.") if "." in path else ""

    def within(self, path: str) -> str:
        """Where in its form or table a field is: the row, the paragraph."""
        part, root = self.part(path), self.root(path)
        return "" if part == root else part.removeprefix(f"{root}的")

    def own(self, path: str) -> str:
        """The name of the field within its part."""
        step = path.rpartition(".")[2]
        heading = _HEADING.fullmatch(step)
        if heading:
            return self.texts("names.heading", column=int(heading[1]) + 1)
        if _NUMBERED.fullmatch(step):
            return describe(self.record, path).removeprefix(f"{self.part(path)}的")
        return self.texts(f"names.{step}") if self.texts.has(f"names.{step}") else step

    def full(self, path: str) -> str:
        """Both together, for titles and sentences."""
        return " · ".join(filter(None, (self.part(path), self.own(path))))


def _column(number: int) -> str:
    """A column of a spreadsheet as its program calls it: A, B … AA."""
    letters = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def said_place(at: Span, texts: Texts, *, is_excel: bool = False) -> str:
    """A place for a person: 第3页, 第12行, 表1 C4."""
    if at.cell:
        table, row, column = at.cell
        if is_excel:
            return texts("list.sheet_cell", table=table, row=row, column=_column(column))
        return texts("list.cell", table=table, row=row, column=column)
    return texts("list.line", line=at.line) if at.line else texts("list.page", page=at.page)


def where(leaf: Leaf | None, texts: Texts, *, is_excel: bool = False) -> str:
    """The first place of a value."""
    found = places(leaf) if leaf else []
    return said_place(found[0], texts, is_excel=is_excel) if found else texts("list.nowhere")


def local_time(at: str) -> str:
    """A moment of the log as the clock on the wall shows it."""
    try:
        return datetime.fromisoformat(at).astimezone().strftime("%Y-%m-%d %H:%M")
    except ValueError:
        return at
