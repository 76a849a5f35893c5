"""A document cut into regions: one per form, with the lines around it, and the filling rules the document prints."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from extractor.document import Document, Line, Piece
from extractor.normalise.lexicon import LEXICON
from extractor.normalise.operators import leading_operator
from extractor.normalise.text import key
from extractor.segment.amounts import AmountTable, find_amounts
from extractor.segment.beside import one_under_another
from extractor.segment.bracketed import with_bracketed
from extractor.segment.budget_cells import budget_cells, is_section
from extractor.segment.crosswise import turned
from extractor.segment.flow import Item, Row, flow
from extractor.segment.funds import Funds, find_funds
from extractor.segment.gathered import Judge, gathered
from extractor.segment.joined import split_levels, with_level, with_own_heading, with_sections
from extractor.segment.labelled import split_count, split_label, whole_lines
from extractor.segment.mingled import without_money
from extractor.segment.noted import with_notes
from extractor.segment.numbering import without_numbering
from extractor.segment.overhead import with_level_over
from extractor.segment.paged import paged
from extractor.segment.parted import parted
from extractor.segment.pivoted import pivoted
from extractor.segment.prose import Paragraph, paragraphs
from extractor.segment.recounted import recounted
from extractor.segment.repeated import unfolded
from extractor.segment.resumed import resumed
from extractor.segment.shifted import is_block_heading
from extractor.segment.sides import find_sides
from extractor.segment.spelled import find_spelled
from extractor.segment.tables import Table, find_tables
from extractor.segment.tall import without_tall_text
from extractor.segment.task_blocks import find_task_blocks
from extractor.segment.tasks import TaskTable, find_task_tables
from extractor.segment.titles import is_form_title, is_heading, is_rules_heading, is_title, numbered_title, table_number
from extractor.segment.told import told_lines
from extractor.segment.upright import find_upright

__all__ = ["Region", "Segments", "is_of_money", "is_of_targets", "segment"]

_SECTION = re.compile(r"[（(][一二三四五六七八九十]{1,3}[)）]|[一二三四五六七八九十]{1,3}[、.．]")
_OF_FUNDS = re.compile(LEXICON["forms"]["funds"])
_SOURCES = re.compile(LEXICON["forms"]["sources"])
_NOTE = re.compile(r"(?:注|(?:填表|填报)?说明)\s*[:：]\s*(?=\S)")
_TOLD = re.compile(r"\d\.\d+(?:千|百)?万?元")
"""An amount to its decimals: no rule for filling a form says one, the account of a budget (编制说明) does."""
_CODE, _FEW = re.compile(r"\d{3,7}"), 12
"""What codes rows of a budget, and the most rows of amounts that are a project's own."""
_NUMBERED = re.compile(r"[（(]?[\d一二三四五六七八九十]{1,3}[.、．)）]\s*")


@dataclass(slots=True)
class Region:
    """One form or budget table as it stands: lines above the grid, rows, lines below.

    `tables` are the data tables among the rows of a form, `funds` amounts under nested headings in its head, `tasks` its tables of
    yearly tasks, `told` the texts of rows that tell a budget in sentences; `amounts` is the whole as a table of amounts where it
    is one.
    """

    title: Piece | None = None
    head: list[Piece] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    tail: list[Piece] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    funds: list[Funds] = field(default_factory=list)
    tasks: list[TaskTable] = field(default_factory=list)
    told: dict[int, Piece] = field(default_factory=dict)
    amounts: AmountTable | None = None

    @property
    def blocks(self) -> list[range]:
        """The rows of each table and block of amounts or tasks, and those of prose: all others are labels and values."""
        blocks: list[Table | Funds | TaskTable] = [*self.tables, *self.funds, *self.tasks]
        return [*(range(block.first, block.last) for block in blocks), *(range(row, row + 1) for row in self.told)]


@dataclass(frozen=True, slots=True)
class Segments:
    """What `segment` found: the regions of forms and tables in order, the texts of the filling rules, the running text."""

    regions: tuple[Region, ...]
    rules: tuple[Piece, ...]
    prose: tuple[Paragraph, ...] = ()


_ABOUT_TARGETS = re.compile(r"绩效|指标|目标|考核|满意度")
_ABOUT_MONEY = re.compile(r"资金|预算|经费|金额|支出|收入|执行")


def _compares(text: str) -> bool:
    found = leading_operator(text)
    return found is not None and found[0] != "EQ"


def _about_targets(texts: Iterable[str]) -> bool:
    return any(_ABOUT_TARGETS.search(text) or _compares(text) for text in texts)


def is_of_targets(region: Region) -> bool:
    """Whether a region can be a performance form at all: its words are of targets, or a cell compares with ≥ and the like."""
    return _about_targets([*_titles(region), *(cell.text for row in region.rows for cell in row.filled)])


def _titles(region: Region) -> list[str]:
    return [region.title.text] if region.title else []


def _amounts(region: Region) -> AmountTable | None:
    """The region as a table of amounts; a form's indicators may look like one, but its words are of targets."""
    table = find_amounts(region.rows)
    return None if table is None or _about_targets([*_titles(region), *table.headings]) else table


def _title_of(item: Item) -> Piece | None:
    """The piece of `item` if it is a title: a line, or a row with that one text."""
    if isinstance(item, Row):
        filled = item.filled
        piece = filled[0].piece.strip() if len(filled) == 1 else Piece()
    else:
        piece = item.piece.strip()
    return piece if is_title(piece.text) or numbered_title(piece) else None


def _take_numbers(tail: list[Piece]) -> list[Piece]:
    """Table numbers that float at the end of what follows a form belong to the next one."""
    taken: list[Piece] = []
    while tail and table_number(tail[-1]):
        taken.insert(0, tail.pop())
    return taken


_COUNTED = re.compile(r"^(项目)[一二三四五六七八九十\d]{1,2}$")
"""项目一, 项目二: what counts the forms of a file opens each of them."""


def _begins_again(region: Region, row: Row) -> bool:
    """Whether `row` opens another form of the same layout: the same first label, other contents; or the same heading alone."""
    if len(region.rows) < 4 or not row.filled:
        return False
    first = region.rows[0].filled
    texts, again = ([_COUNTED.sub(r"\1", key(c.text)) for c in cells] for cells in (first, row.filled))
    if texts == again and len(texts) == 1:
        return _is_passed(region)
    alike = bool(texts) and texts[0] == again[0] and texts != again and len(texts) > 1
    is_counted = key(first[0].text) != key(row.filled[0].text)
    return alike and row.filled[0].column == first[0].column and (not is_counted or _is_complete(region))


def _is_complete(region: Region) -> bool:
    """Whether a form has its tables, that of its targets among them."""
    tables = find_tables(region.rows)
    return bool(tables) and not (_about_targets(_titles(region)) and all(map(is_of_money, tables)))


def _has_targets(region: Region) -> bool:
    """Whether a table of the region compares, or speaks of targets: amounts of money alone do not."""
    tables = [] if _amounts(region) else [table for table in find_tables(region.rows) if not is_of_money(table)]
    return any(_about_targets(column.header.text for column in table.columns) for table in tables)


def _may_lead(region: Region) -> bool:
    """Whether a region without targets can be the money of a project: a list of it, not a table by codes."""
    table = _amounts(region)
    return table is None or (len(table.cells) <= _FEW and not any(_CODE.fullmatch(key(text)) for text in table.texts(0)))


def _may_follow(region: Region) -> bool:
    """Whether a region without targets can be the rest of a form: where its money comes from, or words of targets."""
    table = _amounts(region)
    if table is None:
        return is_of_targets(region)
    names = [key(text) for text in table.texts(0) if text.strip()]
    return bool(names) and 2 * sum(bool(_SOURCES.search(name)) for name in names) >= len(names)


def _lacks_targets(region: Region) -> bool:
    """Whether the title speaks of targets, and the form has tables of money only so far."""
    tables = find_tables(region.rows) if _about_targets(_titles(region)) else []
    return bool(tables) and all(map(is_of_money, tables))


def _is_caption(piece: Piece, region: Region) -> bool:
    """Whether a line under the head of a form, on its page, heads the rest of it: 分年度计划 in a form whose title is a table's.

    The form speaks of targets and has no table yet; what the line is called (计划, 说明) is no form.
    """
    if region.title is None or not region.rows or not is_form_title(region.title.text) or is_form_title(piece.text):
        return False
    pages = {place.page for place in (*region.title.places, *piece.places)}
    return len(pages) == 1 and _about_targets(_titles(region)) and not find_tables(region.rows)


def is_of_money(table: Table) -> bool:
    """Whether most of the columns are named after money and what became of it, by their own headings or those over them."""
    headers = [key(Piece.join((*column.over, column.header)).text) for column in table.columns if column.header]
    return 2 * sum(bool(_ABOUT_MONEY.search(header)) for header in headers) > len(headers)


def _is_passed(region: Region) -> bool:
    """Whether the table under the first row, which only heads it, has ended: said again the heading opens another form."""
    tables = find_tables(region.rows)
    return bool(tables) and tables[0].first == 1 and tables[0].last < len(region.rows)


def _rule(piece: Piece) -> Piece:
    match = _NUMBERED.match(piece.text)
    return piece.slice(match.end()).strip() if match else piece


class _Cutter:
    """Builds regions from the stream; one method per kind of item."""

    def __init__(self) -> None:
        self.regions: list[Region] = []
        self.rules: list[Piece] = []
        self.in_rules = False
        self._passed = 0
        """Lines of the tail that stand over the last row: they head nothing that follows it."""

    @property
    def current(self) -> Region:
        if not self.regions:
            self.regions.append(Region())
        return self.regions[-1]

    def title(self, piece: Piece) -> None:
        part_of_money = not _about_targets([piece.text]) and _lacks_targets(self.current)  # 资金安排表 heads a part of the form
        if part_of_money or _is_caption(piece, self.current):
            self.line(piece)
            return
        self.in_rules = False
        parts = numbered_title(piece)
        if parts is not None:
            (self.current.tail if self.current.rows else self.current.head).append(parts[0])
            piece = parts[1]
        number: list[Piece] = []
        if self.current.rows:
            number = _take_numbers(self.current.tail)
            self.regions.append(Region(head=number))
        else:  # prose before a title says nothing of the form; a heading over the title may name its year
            over = [self.current.title] if self.current.title is not None else []
            self.current.head = [*over, *_take_numbers(self.current.head)]
        self.current.title = piece

    def line(self, piece: Piece) -> None:
        note = _NOTE.match(piece.text)
        self.in_rules = self.in_rules and not _TOLD.search(key(piece.text))
        if is_rules_heading(piece.text):
            self.in_rules = True
        elif note and self.current.rows and _amounts(self.current) is None:
            self.rules.append(piece.slice(note.end()).strip())
        elif self.in_rules:
            self.rules.append(_rule(piece))
        elif self.current.rows:
            self.current.tail.append(piece)
        else:
            self.current.head.append(piece)

    def row(self, row: Row) -> None:
        self.in_rules = False
        if not row.filled:
            return
        if self.current.rows and row.grid != self.current.rows[-1].grid:
            self._split_tail(row)
        elif _begins_again(self.current, row):
            self.regions.append(Region(self.current.title, list(self.current.head)))  # one grid: its title is that of each form
        self.current.rows.append(row)
        self._passed = len(self.current.tail)

    def is_within(self, item: Item) -> bool:
        """Whether a row heads a section of the grid that is read (一、预算说明): it opens no form, unless it names a table."""
        if not isinstance(item, Row) or not self.current.rows or item.grid != self.current.rows[-1].grid:
            return False
        name = is_section(item)
        return name is not None and not name.endswith(("表", "书"))

    def _split_tail(self, row: Row) -> None:
        """A new grid after a form that is complete: the lines from the first that is like a title belong to the new one."""
        tail = self.current.tail
        at = next((i for i, piece in enumerate(tail) if i >= self._passed and self._may_entitle(piece)), None)
        if _begins_again(self.current, row) or (at is not None and _is_complete(self.current)):
            head = tail[at:] if at is not None else []
            del tail[len(tail) - len(head) :]
            self.regions.append(Region(head=head))

    def _may_entitle(self, piece: Piece) -> bool:
        """Whether a line under a grid can head another form; 二、绩效指标, 资金来源 head a section of one that has a heading."""
        if not is_heading(piece.text) or is_block_heading(piece.text):
            return False
        headed = self.current.title is not None or any(is_heading(line.text) for line in self.current.head)
        folded = key(piece.text)
        return not (headed and (_SECTION.match(folded) or _OF_FUNDS.fullmatch(folded)))


def _cut(items: Sequence[Item]) -> _Cutter:
    cutter = _Cutter()
    for item in items:
        title = None if cutter.is_within(item) else _title_of(item)
        if title is not None:
            cutter.title(title)
        elif isinstance(item, Line):
            cutter.line(item.piece.strip())
        else:
            cutter.row(item)
    return cutter


def _take_title(region: Region) -> None:
    """Where no line reads like a title, the first heading above the grid is one: of a section only where there is no other."""
    headings = [piece for piece in region.head if is_heading(piece.text)]
    heading = next((piece for piece in headings if not _SECTION.match(key(piece.text))), next(iter(headings), None))
    if region.title is None and heading is not None:
        region.title = heading
        region.head.remove(heading)


def _prose(document: Document, rules: Sequence[Piece], regions: Sequence[Region], inside: Sequence[Piece]) -> tuple[Paragraph, ...]:
    """The running text that is neither a filling rule nor what stands behind the labels of a form; `inside` is that in grids."""
    ruled = [text for rule in rules if (text := key(rule.text))]
    labelled = [_labelled(region) for region in regions if region.amounts is None and is_of_targets(region)]
    found = sorted([*paragraphs(document), *map(Paragraph, inside)], key=lambda paragraph: paragraph.piece.page or 0)
    texts = ((p, key(p.piece.text)) for p in found)
    return tuple(p for p, text in texts if not any(rule in text for rule in ruled) and not any(text in lines for lines in labelled))


def _labelled(region: Region) -> str:
    """The lines of a form that say "label：value" or count something, and its sentences of amounts, folded, one after another."""
    lines = [*whole_lines(region.head), *whole_lines(region.tail)]
    labelled = [line for line in lines if split_label(line) or split_count(line)]
    return "\n".join(key(line.text) for line in (*labelled, *told_lines(region.head).values()))


def _whole(table: Table) -> Table:
    """The table with a row for each indicator, and a column for each level."""
    for step in (pivoted, unfolded, turned, split_levels, with_bracketed, with_own_heading, with_level, with_sections):
        table = step(table)
    return table


def _find_blocks(region: Region) -> None:
    """Tasks and nested amounts first: their headers may look like those of a table."""
    region.rows, notes = resumed(with_notes(one_under_another(without_numbering(region.rows))))
    region.head += notes
    region.told = budget_cells(region.title, region.rows)
    region.tasks = find_task_blocks(region.rows) or find_task_tables(region.rows)
    region.tables = find_spelled(region.rows, frozenset(row for rows in region.blocks for row in rows))
    region.funds = find_sides(region.rows, frozenset(row for rows in region.blocks for row in rows))
    region.funds += find_funds(region.rows, frozenset(row for rows in region.blocks for row in rows))
    upright = find_upright(region.rows)
    taken = frozenset(row for rows in region.blocks for row in rows)
    region.tables += [table for table in upright if not taken.intersection(range(table.first, table.last))]
    found = find_tables(region.rows, frozenset(row for rows in region.blocks for row in rows))
    kept = (without_tall_text(table) if is_of_money(table) else table for table in found)
    for tasks, table in (parted(with_level_over(table, region.rows)) for table in kept):
        region.tables += without_money(_whole(table))
        region.tasks += [tasks] if tasks is not None else []


def _whole_tables(regions: Sequence[Region]) -> list[Region]:
    """The regions with a table of amounts that says its title on every page as one, and the note under one that is told."""
    for region in regions:
        _take_title(region)
        region.amounts = _amounts(region)
    whole: list[Region] = []
    for is_amounts, run in groupby(regions, lambda region: region.amounts is not None):
        parts = list(run)
        whole += paged(parts) if is_amounts else parts
    for region in whole:
        region.amounts = _amounts(region) if region.amounts is not None else None
    return whole


def segment(document: Document) -> Segments:
    """The regions of `document` that hold a grid, in reading order."""
    cutter = _cut(flow(document))
    inside = {id(region): recounted(region.rows) for region in cutter.regions if not _about_targets(_titles(region))}
    kept = [region for region in cutter.regions if region.rows and not inside.get(id(region))]
    regions = tuple(_whole_tables(gathered(kept, Judge(_has_targets, _may_lead, _may_follow))))
    for region in regions:
        if region.amounts is None:
            _find_blocks(region)
    sentences = [piece for pieces in inside.values() for piece in pieces]
    told = tuple(Paragraph(piece) for region in regions for piece in region.told.values())
    return Segments(regions, tuple(cutter.rules), _prose(document, cutter.rules, regions, sentences) + told)
