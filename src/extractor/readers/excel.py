"""Excel files: a page for each sheet, values as the sheet shows them. Hidden sheets are named and not read.

Text stands at (sheet, row, column), 1-based, as Excel counts them; of a merged cell that is its top left.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Protocol, cast
from zipfile import ZipFile

from openpyxl import Workbook, load_workbook
from openpyxl.cell.read_only import ReadOnlyCell
from openpyxl.chartsheet import Chartsheet
from openpyxl.utils.datetime import from_excel
from openpyxl.utils.escape import unescape

from extractor.document import BLANKS, Grid, Page
from extractor.errors import TooLargeInputError
from extractor.readers.excel_blocks import SheetTexts, blocks_of
from extractor.readers.excel_numbers import EAST_ASIAN_DATES, shown
from extractor.readers.excel_sheet import SheetFacts, TooManyCellsError, read_facts
from extractor.readers.options import ReadOptions
from extractor.readers.package import BROKEN_XML, Package, damaged, open_package

__all__ = ["read_excel"]

_WHAT = "Excel 工作簿"
_SPARSE = 10
"""Times `max_cells` that the blank places between values may be looked at."""

_NAMED = 5


class _Sheet(Protocol):
    """A worksheet that is read as it streams; the library gives its type no complete description."""

    sheet_state: str
    _worksheet_path: str

    def reset_dimensions(self) -> None: ...

    def iter_rows(self, *, max_row: int, max_col: int) -> Iterable[Sequence[object]]: ...


def read_excel(path: Path, options: ReadOptions, done: Callable[[int, int], None]) -> tuple[Page, ...]:
    """All sheets of the file. Raises an InputError that says what to do."""
    package = open_package(path, _WHAT, options)
    try:
        return tuple(_pages(package, options, done))
    except TooManyCellsError as error:
        raise TooLargeInputError(
            f"{path.name}：单元格超过上限 {options.max_cells} 个。请拆分，或删去多余的空行空列后再读取。"
        ) from error
    except BROKEN_XML as error:
        raise damaged(path, _WHAT, error) from error


def _opened(package: Package) -> Workbook:
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", category=UserWarning, module="openpyxl")  # of styles and extensions we do not use
        return load_workbook(package.stream, read_only=True, data_only=True, keep_links=False)


def _pages(package: Package, options: ReadOptions, done: Callable[[int, int], None]) -> Iterator[Page]:
    workbook, room = _opened(package), options.max_cells
    with ZipFile(package.stream) as archive:
        names = workbook.sheetnames
        if len(names) > options.max_pages:
            raise TooManyCellsError
        for number, name in enumerate(names, start=1):
            page, used = _page(workbook, archive, name, number, room)
            room -= used
            yield page if number > 1 else _noted(page, package.notes)
            done(number, len(names))


def _noted(page: Page, notes: Sequence[str]) -> Page:
    return Page(page.number, page.blocks, page.origin, notes=(*page.notes, *notes), skipped=page.skipped)


def _page(workbook: Workbook, archive: ZipFile, name: str, number: int, room: int) -> tuple[Page, int]:
    """The page of one sheet, and how many cells it has."""
    found: object = workbook[name]
    if isinstance(found, Chartsheet):
        return _skipped(number, f"工作表“{name}”只有图表"), 0
    sheet = cast("_Sheet", found)
    if sheet.sheet_state != "visible":
        return _skipped(number, f"工作表“{name}”是隐藏的"), 0
    with archive.open(sheet._worksheet_path) as stream:
        facts = read_facts(stream, room)
    if facts.filled_rows * facts.columns > _SPARSE * room:
        raise TooManyCellsError
    blocks = blocks_of(_texts(sheet, facts, workbook.epoch), facts.merged, number, room)
    used = sum(len(block.cells) for block in blocks if isinstance(block, Grid))
    return Page(number, tuple(blocks), "office", notes=tuple(_notes(name, facts))), used


def _skipped(number: int, why: str) -> Page:
    return Page(number, (), "office", notes=(f"{why}，未读取",), skipped=why)


def _notes(name: str, facts: SheetFacts) -> Iterator[str]:
    if facts.unsolved:
        named = "、".join(facts.unsolved[:_NAMED]) + ("等" if len(facts.unsolved) > _NAMED else "")
        what = f"有 {len(facts.unsolved)} 个公式没有保存结果（{named}），按空白读取"
        yield f"工作表“{name}”{what}。请用 Excel / WPS 打开、重新计算并保存"
    hidden = [f"{count} {what}" for count, what in ((facts.hidden_rows, "行"), (facts.hidden_columns, "列")) if count]
    if hidden:
        yield f"工作表“{name}”有 {'、'.join(hidden)}是隐藏的，也已读取"


def _texts(sheet: _Sheet, facts: SheetFacts, epoch: datetime) -> SheetTexts:
    """What each cell with something in it shows, and where rules are."""
    sheet.reset_dimensions()  # what the file says of its extent may be wrong
    texts, ruled = dict[tuple[int, int], str](), set[int]()
    rows = sheet.iter_rows(max_row=facts.rows, max_col=facts.columns) if facts.rows else ()
    for i, row in enumerate(rows, start=1):
        for j, cell in enumerate(row, start=1):
            if isinstance(cell, ReadOnlyCell):
                if text := _shown(cell, epoch):
                    texts[i, j] = text
                if i not in ruled and _has_rule(cell):
                    ruled.add(i)
    return SheetTexts(texts, frozenset(ruled))


def _has_rule(cell: ReadOnlyCell) -> bool:
    sides = (cell.border.left, cell.border.right)
    return any(side is not None and side.style is not None for side in sides)


def _shown(cell: ReadOnlyCell, epoch: datetime) -> str:
    value, number_format = cell.value, cell.number_format
    built_in = EAST_ASIAN_DATES.get(cell.style_array.numFmtId)
    if built_in and isinstance(value, int | float):
        value, number_format = from_excel(value, epoch), built_in
    elif isinstance(value, str):
        value = unescape(value)
    lines = (line.strip(BLANKS) for line in shown(value, number_format).splitlines())
    return "\n".join(line for line in lines if line)
