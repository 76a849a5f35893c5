"""The first page of a workbook: what its sheets hold and what colours and notes mean."""

from __future__ import annotations

from xlsxwriter import Workbook

from extractor.checks.messages import Language
from extractor.export.legend import LEGEND
from extractor.export.sheets import SHEETS
from extractor.export.words import STATES, say
from extractor.export.xlsx_sheet import Formats

__all__ = ["write_legend"]


def write_legend(book: Workbook, formats: Formats, language: Language) -> None:
    """Adds the page."""
    words = LEGEND["xlsx"]
    page = book.add_worksheet(words["title"][language])
    page.set_column(0, 0, 24)
    page.set_column(1, 1, 110)
    lines: list[tuple[str, str, str]] = [(sheet.title(language), sheet.about[language == "en"], "") for sheet in SHEETS]
    lines += [("", "", ""), ("", words["colours"][language], "")]
    lines += [(say(STATES, state, language), "", state) for state in STATES]
    lines += [("", "", ""), *(("", line[language], "") for line in words["notes"])]
    for row, (name, text, state) in enumerate(lines):
        page.write_string(row, 0, name, formats.state(state))
        page.write_string(row, 1, text, formats.sentence)
