"""One sheet of a workbook: cells with their kind, colour, note and link. Nothing that is written can be a formula."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from extractor.checks.messages import Language
from extractor.export.columns import Cell, Sheet
from extractor.export.formulas import harmless
from extractor.export.legend import LEGEND
from extractor.export.values import Value
from extractor.export.xlsx_note import note
from extractor.export.xlsx_text import fits, shown

__all__ = ["COLOURS", "Formats", "SheetWriter"]

COLOURS: Mapping[str, Mapping[str, object]] = {
    "doubtful": {"bg_color": "#FFF2CC"},
    "unreadable": {"bg_color": "#F8CBAD"},
    "inferred": {"italic": True, "font_color": "#595959"},
    "accepted": {"bg_color": "#E2EFDA"},
    "corrected": {"bg_color": "#DDEBF7", "bold": True},
    "rejected": {"bg_color": "#EDEDED", "font_strikeout": True},
}
"""How values of a state look; what they are is also said in words, in a column or in the note of the cell."""

_ROWS = 1_048_576
"""Rows of a worksheet."""

_LINKS = 65_000
"""Links that Excel takes in a worksheet, roundly; further ones stand as text."""

_NOTES, _MORE_NOTES = 5_000, 50_000
"""Notes of a worksheet: for any value, and for those that are doubtful or decided. With more, Excel gets slow."""

_PLAIN = 100
"""From this power of ten on numbers are written with an exponent."""

_LONGEST_LINK = 2_000
_LONGEST_NOTE = 1_000
_WIDE = 40
"""A column of this width or more holds sentences: its lines are wrapped."""


@dataclass(frozen=True, slots=True)
class _Look:
    """What tells one format from another."""

    state: str = ""
    number: str = ""
    quoted: bool = False
    wrapped: bool = False


class Formats:
    """The formats of a workbook, each made once."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._made: dict[_Look, Format] = {}
        self.heading = book.add_format({"bold": True, "bg_color": "#D9D9D9", "bottom": 1, "text_wrap": True, "valign": "vcenter"})
        self.sentence = self.of(_Look(wrapped=True))
        self.link = book.add_format({"font_color": "#0563C1", "underline": 1, "valign": "top"})

    def of(self, look: _Look) -> Format:
        """The format that looks so."""
        if look not in self._made:
            number = {"num_format": look.number} if look.number else {}
            quoted = {"quote_prefix": True} if look.quoted else {}
            self._made[look] = self._book.add_format(
                {"valign": "top", "text_wrap": look.wrapped, **COLOURS.get(look.state, {}), **number, **quoted}
            )
        return self._made[look]

    def state(self, state: str) -> Format:
        """The format of a state, for the legend."""
        return self.of(_Look(state))


def _number_format(number: Decimal | int) -> str:
    """With as many decimals as the number is written with."""
    if isinstance(number, int):
        return "0"
    exponent = number.as_tuple().exponent
    decimals = min(max(0, -exponent), 15) if isinstance(exponent, int) else 0
    return "#,##0" + (f".{'0' * decimals}" if decimals else "")


class SheetWriter:
    """Writes the rows of a sheet; goes on in a further worksheet where one is full."""

    def __init__(self, book: Workbook, formats: Formats, sheet: Sheet[Any], language: Language) -> None:
        self._book, self._formats, self._sheet, self._language = book, formats, sheet, language
        self._number = 0
        self._begin()

    def _begin(self) -> None:
        """A worksheet with its headings."""
        self._number += 1
        title = self._sheet.title(self._language)
        self._page: Worksheet = self._book.add_worksheet(title if self._number == 1 else f"{title} ({self._number})")
        self._page.set_comments_author("extractor")
        self._page.freeze_panes(1, 1)
        self._page.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})
        for number, made in enumerate(self._sheet.columns):
            self._page.set_column(number, number, made.width)
        self._page.set_row(0, 32)
        for number, made in enumerate(self._sheet.columns):
            self._page.write_string(0, number, made.heading(self._language), self._formats.heading)
        self._row = self._links = self._notes = 0

    def finish(self) -> None:
        """Puts the filter over the rows written."""
        self._page.autofilter(0, 0, self._row, len(self._sheet.columns) - 1)

    def write(self, row: Sequence[Cell]) -> None:
        """Writes a row."""
        if self._row + 1 >= _ROWS:
            self.finish()
            self._begin()
        self._row += 1
        for number, cell in enumerate(row):
            self._cell(number, cell)

    def _cell(self, column: int, cell: Cell) -> None:
        value = cell.value
        look = _Look(value.state if value and value.state in COLOURS else "", wrapped=self._sheet.columns[column].width >= _WIDE)
        if isinstance(cell.content, str):
            self._text(column, cell.content, look, link=cell.link)
        elif cell.content is not None:
            self._figure(column, cell.content, look)
        elif look.state:
            self._page.write_blank(self._row, column, None, self._formats.of(look))
        if value is not None and cell.noted and self._sheet.noted:
            self._note(column, value, cell)

    def _text(self, column: int, text: str, look: _Look, *, link: bool) -> None:
        if link and self._links < _LINKS and len(text) <= _LONGEST_LINK:
            self._links += 1
            self._page.write_url(self._row, column, text, self._formats.link, LEGEND["xlsx"]["open"][self._language])
            return
        # a quote prefix keeps what looks like a formula from becoming one when somebody edits the cell
        quoted = harmless(text) != text
        look = _Look(look.state, quoted=quoted, wrapped=look.wrapped)
        self._page.write_string(self._row, column, shown(text, self._language), self._formats.of(look))

    def _figure(self, column: int, number: Decimal | int, look: _Look) -> None:
        """A number as a number; one of more digits than Excel keeps as text."""
        if isinstance(number, Decimal) and not fits(number):
            self._page.write_string(
                self._row, column, f"{number:f}" if abs(number.adjusted()) < 100 else str(number), self._formats.of(look)
            )
            return
        look = _Look(look.state, number=_number_format(number))
        self._page.write_number(self._row, column, float(number), self._formats.of(look))

    def _note(self, column: int, value: Value, cell: Cell) -> None:
        """Where the value stands, how sure it is, what was decided."""
        remarkable = value.state in COLOURS or value.decision is not None
        too_long = isinstance(cell.content, Decimal) and not fits(cell.content)
        if self._notes >= (_MORE_NOTES if remarkable or too_long else _NOTES):
            return
        text = note(value, self._language, too_long=too_long)
        self._notes += 1
        self._page.write_comment(self._row, column, shown(text, self._language, _LONGEST_NOTE), {"x_scale": 1.6, "font_size": 9})
