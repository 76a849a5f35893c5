"""CSV: a file for each sheet, RFC 4180 in UTF-8 with BOM, and a README.txt that says what the columns are."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from decimal import Decimal
from pathlib import Path
from typing import Protocol

from extractor.checks.messages import Language
from extractor.export.columns import Content
from extractor.export.contract import Exported
from extractor.export.files import replacing
from extractor.export.formulas import harmless
from extractor.export.legend import LEGEND
from extractor.export.sheets import SHEETS
from extractor.export.values import Shown

__all__ = ["README", "write_csv"]

README = "README.txt"
_ENCODING = "utf-8-sig"
"""With a BOM: Excel takes a CSV file without one for GBK."""


def _cell(content: Content) -> str | int | Decimal:
    """Text made harmless; a number without exponent, which the csv module leaves unquoted."""
    if content is None:
        return ""
    if isinstance(content, str):
        return harmless(content)
    return Decimal(f"{content:f}") if isinstance(content, Decimal) else content


def _readme(language: Language) -> Iterator[str]:
    yield from (f"{line[language]}\r\n" for line in LEGEND["csv"])
    for sheet in SHEETS:
        yield f"\r\n{sheet.key}.csv  {sheet.title(language)}  {sheet.about[language == 'en']}\r\n"
        yield from (f"  {made.key:<24}{made.heading(language)}\r\n" for made in sheet.columns)


class _Rows(Protocol):
    """The csv module's writer."""

    def writerow(self, row: Iterable[str | int | Decimal], /) -> object: ...


def _opened(stack: ExitStack, path: Path) -> _Rows:
    """A writer of a file that takes its place when the stack closes."""
    partial = stack.enter_context(replacing(path))
    stream = stack.enter_context(partial.open("w", encoding=_ENCODING, newline=""))
    return csv.writer(stream, quoting=csv.QUOTE_NONNUMERIC)


def write_csv(documents: Iterable[Exported], out: Path, *, language: Language = "zh") -> list[Path]:
    """Writes `<sheet>.csv` for each sheet, all documents in each."""
    paths = [out / f"{sheet.key}.csv" for sheet in SHEETS]
    with ExitStack() as stack:
        writers = [_opened(stack, path) for path in paths]
        for writer, sheet in zip(writers, SHEETS, strict=True):
            writer.writerow([made.heading(language) for made in sheet.columns])
        for exported in documents:
            document = Shown(exported, language)
            for writer, sheet in zip(writers, SHEETS, strict=True):
                for row in sheet.cells(document):
                    writer.writerow([_cell(cell.content) for cell in row])
    with replacing(out / README) as partial:
        partial.write_text("".join(_readme(language)), encoding=_ENCODING, newline="")
    return [*paths, out / README]
