"""What a sheet is: rows out of a document, and columns that say what stands in each cell of a row."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Generic, TypeAlias, TypeVar

from extractor.checks.messages import Language
from extractor.checks.views import View
from extractor.export.values import Shown, Value
from extractor.export.words import field_name

__all__ = [
    "Cell",
    "Column",
    "Content",
    "Part",
    "Sheet",
    "as_number",
    "as_written",
    "column",
    "file_columns",
    "link_column",
    "looked_at",
    "said_again",
    "summary",
    "unit_of",
    "value_columns",
]

R = TypeVar("R")
Content: TypeAlias = str | int | Decimal | None
"""What a cell holds: text is never anything but text, numbers are numbers."""


@dataclass(frozen=True, slots=True)
class Cell:
    """Content that has more to it: the value whose state it shows, whether its place is to be noted, the address that it is."""

    content: Content
    value: Value | None = None
    noted: bool = True
    link: bool = False


@dataclass(frozen=True, slots=True)
class Column(Generic[R]):
    """A column: its name for programs, its heading in Chinese and English, its width in characters, its cells."""

    key: str
    headings: tuple[str, str]
    width: int
    cell: Callable[[R], Cell | Content]

    def heading(self, language: Language) -> str:
        """The heading for people."""
        return self.headings[language == "en"]


@dataclass(frozen=True, slots=True)
class Sheet(Generic[R]):
    """A table of an export. `key` names the CSV file; `about` says what a row is.

    `noted`: where values stand is noted beside them, where the sheet has no columns for that.
    """

    key: str
    titles: tuple[str, str]
    about: tuple[str, str]
    rows: Callable[[Shown], Iterable[R]]
    columns: tuple[Column[R], ...]
    noted: bool = True

    def title(self, language: Language) -> str:
        """The name of the sheet."""
        return self.titles[language == "en"]

    def cells(self, document: Shown) -> Iterator[list[Cell]]:
        """The rows of a document."""
        for row in self.rows(document):
            found = (made.cell(row) for made in self.columns)
            yield [item if isinstance(item, Cell) else Cell(item) for item in found]


@dataclass(frozen=True, slots=True)
class Part:
    """A row that is a part of the record: a form, an indicator, a funding row, a figure of the prose. `whole` is what it is of.

    `values` are those that its summary is of.
    """

    document: Shown
    view: View
    whole: View
    values: tuple[Value, ...] = ()

    def value(self, name: str) -> Value | None:
        """The value of that name."""
        return self.document.value(self.view, name)

    @property
    def number(self) -> int:
        """The part's place in its list, from 1."""
        return int(self.view.path.rpartition("[")[2].rstrip("]")) + 1


def column(key: str, zh: str, en: str, width: int, cell: Callable[[R], Cell | Content]) -> Column[R]:
    """A column."""
    return Column(key, (zh, en), width, cell)


def _written(value: Value | None) -> Cell:
    if value is None:
        return Cell(None)
    if value.state == "unreadable" and not value.leaf.raw:
        return Cell(value.document.words(("（无法辨认）", "(unreadable)")), value)
    return Cell(value.leaf.raw or None, value)


def as_written(key: str, zh: str, en: str, width: int, pick: Callable[[R], Value | None]) -> Column[R]:
    """The text of a value; ink that gave no text is no blank."""
    return column(key, zh, en, width, lambda row: _written(pick(row)))


def said_again(key: str, zh: str, en: str, width: int, pick: Callable[[R], Value | None]) -> Column[R]:
    """The text of a value that many rows repeat, as that of a heading: its place is noted elsewhere."""
    return column(key, zh, en, width, lambda row: replace(_written(pick(row)), noted=False))


def _number(value: Value | None) -> Cell:
    return Cell(value.number, value) if value is not None and value.number is not None else Cell(None)


def as_number(key: str, zh: str, en: str, pick: Callable[[R], Value | None]) -> Column[R]:
    """The normalised number of a value."""
    return column(key, zh, en, 16, lambda row: _number(pick(row)))


def unit_of(key: str, zh: str, en: str, pick: Callable[[R], Value | None]) -> Column[R]:
    """The unit that a value carries."""
    return column(key, zh, en, 8, lambda row: value.leaf.unit if (value := pick(row)) is not None else None)


def looked_at(pick: Callable[[R], Value | None]) -> tuple[Column[R], ...]:
    """Where a value stands, how sure it is, what became of it and who said so."""

    def of(read: Callable[[Value], Cell | Content]) -> Callable[[R], Cell | Content]:
        return lambda row: None if (value := pick(row)) is None else read(value)

    return (
        column("page", "页", "page", 6, of(lambda value: value.page)),
        column("place", "行或单元格", "line or cell", 14, of(lambda value: value.place or None)),
        column("confidence", "把握", "confidence", 8, of(lambda value: value.confidence)),
        column("state", "状态", "state", 12, of(lambda value: Cell(value.document.state(value), value, noted=False))),
        column("was", "改前读作", "read as, before", 16, of(lambda value: value.was)),
        column("decided_by", "复核人", "decided by", 10, of(lambda value: value.decision.who if value.decision else None)),
        column("decided_at", "复核时间", "decided at", 20, of(lambda value: value.decision.at if value.decision else None)),
        column("path", "路径", "path", 30, of(lambda value: value.path)),
    )


def value_columns(key: str, zh: str, en: str, pick: Callable[[R], Value | None]) -> tuple[Column[R], ...]:
    """Everything about the one value of a row: as written, as a number with its unit, its place, its state."""
    return (
        as_written(key, f"{zh}（原文）", f"{en} as written", 18, pick),
        as_number(f"{key}_number", f"{zh}（数）", f"{en} number", pick),
        unit_of(f"{key}_unit", f"{zh}（单位）", f"{en} unit", pick),
        *looked_at(pick),
    )


def file_columns(document: Callable[[R], Shown]) -> tuple[Column[R], ...]:
    """The file that a row is of; two files of one name differ in their number, the beginning of the sha256."""
    return (
        column("file", "文件", "file", 24, lambda row: document(row).name),
        column("document", "文件编号", "document", 14, lambda row: document(row).record.sha256[:12]),
    )


def link_column(address: Callable[[R], str | None]) -> Column[R]:
    """The way back to the review page."""
    return column("review", "复核页", "review page", 10, lambda row: Cell(address(row), link=True))


def _named(values: Callable[[R], Sequence[Value]], wanted: Callable[[Value], bool]) -> Callable[[R], str | None]:
    """The fields of a row whose values are wanted."""
    return lambda row: "、".join(dict.fromkeys(_field(value) for value in values(row) if wanted(value))) or None


def _field(value: Value) -> str:
    return field_name(value.path.rpartition(".")[2].partition("[")[0], value.document.language)


def _first_page(values: Sequence[Value]) -> int | None:
    return min((value.page for value in values if value.page is not None), default=None)


def _least(values: Sequence[Value]) -> Decimal | None:
    return min((value.confidence for value in values if value.confidence is not None), default=None)


def _people(values: Sequence[Value]) -> str | None:
    return "、".join(dict.fromkeys(value.decision.who for value in values if value.decision)) or None


def summary(values: Callable[[R], Sequence[Value]], path: Callable[[R], str]) -> tuple[Column[R], ...]:
    """What a row of several values comes to: its page, its least certain value, the fields to look at and those changed."""
    return (
        column("page", "页", "page", 6, lambda row: _first_page(values(row))),
        column("confidence", "最低把握", "least confidence", 10, lambda row: _least(values(row))),
        column("look_at", "待看的栏", "to be looked at", 18, _named(values, lambda value: value.is_to_look_at)),
        column("changed", "改过的栏", "changed", 18, _named(values, lambda value: value.is_changed)),
        column("decided_by", "复核人", "decided by", 10, lambda row: _people(values(row))),
        column("path", "路径", "path", 26, path),
    )
