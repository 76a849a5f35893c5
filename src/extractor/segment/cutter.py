"""The stream of lines and rows cut into regions, and the filling rules that stand between them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.document import Line, Piece
from extractor.normalise.labels import reads_like_label
from extractor.normalise.lexicon import LEXICON
from extractor.normalise.text import key
from extractor.segment.captions import Caption, captions_of
from extractor.segment.flow import Item, Row
from extractor.segment.lines.counted import counted_on
from extractor.segment.lines.successive import Project, next_project
from extractor.segment.lines.titles import (
    is_block_heading,
    is_form_title,
    is_heading,
    is_rules_heading,
    is_title,
    numbered_title,
    table_number,
)
from extractor.segment.region import Region, about_targets, amounts_of, is_complete, lacks_targets, titles_of
from extractor.segment.rows.budget_cells import section_name
from extractor.segment.tables.table import find_tables
from extractor.segment.tables.written import written

__all__ = ["Cutter", "cut", "take_title"]

_SECTION = re.compile(r"[（(][一二三四五六七八九十]{1,3}[)）]|[一二三四五六七八九十]{1,3}[、.．]")
_OF_FUNDS = re.compile(LEXICON["forms"]["funds"])
_NOTE = re.compile(r"(?:注|(?:填表|填报|填写)?说明|填表要求)\s*[:：]\s*(?=\S)|※\s*(?=\S)")
_TOLD = re.compile(r"\d\.\d+(?:千|百)?万?元")
"""An amount to its decimals: no rule for filling a form says one, the account of a budget (编制说明) does."""
_COUNTS = re.compile(r"\s*[（(]?\d{1,2}[.、．)）]\s*(?=\D)")
_COUNTED_RULE = re.compile(r"(?P<count>\d{1,2})[.．、)）]\s*(?=\D)")
_NUMBERED = re.compile(r"[（(]?[\d一二三四五六七八九十]{1,3}[.、．)）]\s*")


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
    return alike and row.filled[0].column == first[0].column and (not is_counted or is_complete(region))


def _is_caption(piece: Piece, region: Region) -> bool:
    """Whether a line under the head of a form, on its page, heads the rest of it: 分年度计划 in a form whose title is a table's.

    The form speaks of targets and has no table yet; what the line is called (计划, 说明) is no form.
    """
    if region.title is None or not region.rows or not is_form_title(region.title.text) or is_form_title(piece.text):
        return False
    pages = {place.page for place in (*region.title.places, *piece.places)}
    return len(pages) == 1 and about_targets(titles_of(region)) and not find_tables(region.rows)


def _is_passed(region: Region) -> bool:
    """Whether the table under the first row, which only heads it, has ended: said again the heading opens another form."""
    tables = find_tables(region.rows)
    return bool(tables) and tables[0].first == 1 and tables[0].last < len(region.rows)


def _rule(piece: Piece) -> Piece:
    match = _NUMBERED.match(piece.text)
    return piece.slice(match.end()).strip() if match else piece


def _count_of(piece: Piece) -> int:
    match = _COUNTED_RULE.match(piece.text)
    return int(match["count"]) if match else 0


class Cutter:
    """Builds regions from the stream; one method per kind of item."""

    def __init__(self) -> None:
        self.regions: list[Region] = []
        self.rules: list[Piece] = []
        self.in_rules = False
        self._passed = 0
        """Lines of the tail that stand over the last row: they head nothing that follows it."""
        self._count = 0
        """The number of the rule that was read last of those that a note counts from its own line on."""

    @property
    def current(self) -> Region:
        """The region that is being read."""
        if not self.regions:
            self.regions.append(Region())
        return self.regions[-1]

    def title(self, piece: Piece) -> None:
        """A title opens a region, unless it heads a part of the one that is read."""
        part_of_money = not about_targets([piece.text]) and lacks_targets(self.current)  # 资金安排表 heads a part of the form
        if part_of_money or _is_caption(piece, self.current):
            self.line(piece)
            return
        self.in_rules, self._count = False, 0
        self.close()
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

    def close(self) -> None:
        """Lines with no grid behind them may be a form by themselves, or several."""
        forms = [] if self.current.rows else written(self.current.head)
        if forms:
            title = self.regions.pop().title
            self.regions += [Region(title, form.head, form.rows, form.tail) for form in forms]

    def takes(self, caption: Caption | None) -> bool:
        """Whether a title within a grid opens a table of amounts: not in a form, nor under the title of one."""
        if caption is None:
            return False
        current = self.current
        return amounts_of(current) is not None if current.rows else not (current.title and is_form_title(current.title.text))

    def caption(self, caption: Caption) -> None:
        """A title within a grid; the unit beside it is a line over what is left of the grid."""
        for title in caption[:1]:
            self.title(title)
        self.current.head += caption[1:]

    def line(self, piece: Piece) -> None:
        """A line stands over a grid, under it, or is a filling rule."""
        note = _NOTE.match(piece.text)
        opens = is_rules_heading(piece.text)
        self.in_rules = opens or (self.in_rules and not _TOLD.search(key(piece.text)))
        says = note is not None and (not opens or piece.text.rstrip().endswith("。"))  # 编制说明：绩效目标 heads a chapter
        if note is not None and says and self.current.rows and amounts_of(self.current) is None:
            self._rule_of_note(piece.slice(note.end()).strip())
        elif self._count and _count_of(piece) == self._count + 1:
            self._rule_of_note(piece)
        elif opens:
            return
        elif self.in_rules:
            self.rules.append(_rule(piece))
        elif self.current.rows:
            self.current.tail.append(piece)
        else:
            self.current.head.append(piece)

    def _rule_of_note(self, piece: Piece) -> None:
        """A rule behind 说明：, or under it where that one is counted and this is the next: 1．…, 2．…"""
        self._count = _count_of(piece)
        self.rules.append(_rule(piece) if self._count else piece)

    def row(self, row: Row) -> None:
        """A row goes on with the region, unless it opens another one."""
        self.in_rules, self._count = False, 0
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
        name = section_name(item)
        return name is not None and not name.endswith(("表", "书"))

    def _split_tail(self, row: Row) -> None:
        """A new grid after a form that is complete: the lines from the first that is like a title belong to the new one."""
        if _begins_again(self.current, row) and self._count_on():
            return
        tail = self.current.tail
        at = next((i for i, piece in enumerate(tail) if i >= self._passed and self._may_entitle(piece)), None)
        project = next_project(self.current.head, tail[self._passed :])
        if project is not None and (at is None or self._passed + project.start < at):
            self._split_project(project)
            return
        if _begins_again(self.current, row) or (at is not None and is_complete(self.current)):
            head = tail[at:] if at is not None else []
            del tail[len(tail) - len(head) :]
            if tail[self._passed :] or head:
                self.regions.append(Region(head=head))
            else:  # nothing stands between the two: what is printed over the first is over all of them
                self.regions.append(Region(self.current.title, list(self.current.head)))

    def _count_on(self) -> bool:
        """Opens the next of the forms that lines over them count, under the title and the lines that are over them all."""
        found = counted_on(self.current.head, self.current.tail[self._passed :])
        if found is None:
            return False
        start, stop = found[0], self._passed + found[1]
        head, tail = self.current.head, self.current.tail
        self.regions.append(Region(self.current.title, [*head[:start], *tail[stop:]]))
        del tail[stop:]
        return True

    def _split_project(self, project: Project) -> None:
        """The lines of another project under the same title open a form, below what is said of all of them."""
        before, start = self.current, self._passed + project.start
        self.regions.append(Region(before.title, [*before.head[: project.shared], *before.tail[start:]]))
        del before.tail[start:]

    def _may_entitle(self, piece: Piece) -> bool:
        """Whether a line under a grid can head another form; 二、绩效指标, 资金来源 head a section of one that has a heading."""
        if not is_heading(piece.text) or is_block_heading(piece.text):
            return False
        headed = self.current.title is not None or any(is_heading(line.text) for line in self.current.head)
        folded = key(piece.text)
        return not (headed and (_SECTION.match(folded) or _OF_FUNDS.fullmatch(folded)))


def cut(items: Sequence[Item]) -> Cutter:
    """The regions and rules of the stream."""
    cutter = Cutter()
    captions = captions_of(items)
    for n, item in enumerate(items):
        caption = captions.get(n)
        title = None if cutter.is_within(item) else _title_of(item)
        if caption is not None and cutter.takes(caption):
            cutter.caption(caption)
        elif title is not None:
            cutter.title(title)
        elif isinstance(item, Line):
            cutter.line(item.piece.strip())
        else:
            cutter.row(item)
    cutter.close()
    return cutter


def _is_counted_label(text: str) -> bool:
    match = _COUNTS.match(text)
    return match is not None and reads_like_label(text[match.end() :])


def take_title(region: Region) -> None:
    """Where no line reads like a title, the first heading above the grid is one: of a section only where there is no other.

    Several that are counted, a label among them (1.项目概况, 2.依据), are none: what stands from there on is said of them.
    """
    headings = [piece for piece in region.head if is_heading(piece.text)]
    counted = [piece for piece in headings if _COUNTS.match(piece.text)]
    if len(counted) > 1 and any(_is_counted_label(piece.text) for piece in counted):
        headings = headings[: headings.index(counted[0])]
    heading = next((piece for piece in headings if not _SECTION.match(key(piece.text))), next(iter(headings), None))
    if region.title is None and heading is not None:
        region.title = heading
        region.head.remove(heading)
