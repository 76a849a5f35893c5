"""The cells and lines of a form's head as slots: what may be a label, what can only be a value."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from extractor.document import Cell, Piece
from extractor.interpret.bands import banded
from extractor.interpret.stacked import stacked
from extractor.interpret.topped import topped, topped_amount
from extractor.normalise.labels import number_length, reads_like_label
from extractor.normalise.numbers import NUMBER
from extractor.normalise.shapes import Shape, shape
from extractor.normalise.text import key
from extractor.normalise.ticks import BOXES, chosen
from extractor.normalise.totals import TOTALS
from extractor.segment import Funds, Region
from extractor.segment.flow import Row
from extractor.segment.lines.addressee import addressed
from extractor.segment.lines.counted import noted_beside
from extractor.segment.lines.facts import told_facts
from extractor.segment.lines.labelled import LEADERS, SHORT, split_counts, split_label, whole_lines
from extractor.segment.lines.titles import is_block_heading
from extractor.segment.lines.told import told_amounts, told_lines

__all__ = ["Slot", "group_of", "head_slots", "printed_label"]

_LABEL_LENGTH = 18
_MIN_HEADS = 2
_AMONG = re.compile(r"其\s*中\s*[：:]?\s*")
_DIVIDED = re.compile(r"按.*(?:来源|渠道|类型|类别|性质|用途|科目|分类|划分|分)")
_AROUND = "*＊：: \t\r\n\u3000\xa0"
_MONEY = frozenset({"total_budget", "funding"})
_SENTENCES = re.compile(r"[。；;]|\n|\d[：:]")
_PAIR = re.compile(r"(?:^|(?<=\s))(?=[^\s：:]{2,12}\s*[：:])|\s{4,}|\t")
_LED = re.compile(rf"(?P<label>(?:其中[：:]\s*)?[^\s：:\d.…·]{{2,14}})\s*{LEADERS}(?P<value>{NUMBER})")
"""A label and its amount behind leaders: 本级财力…………46.52."""
_SPACED = re.compile(r"^(?P<label>[\u4e00-\u9fff]{2,8})[\s\u3000]*(?P<value>[\d(（+][\d\-—（）() +]{4,})$")
_AMOUNT = re.compile(r"金额|预算|安排|投入|万元")
_VALUE_SHAPES: frozenset[Shape] = frozenset(
    {"number", "quantity", "operator", "unit", "flag", "code", "coded", "phone", "date", "long", "blank"}
)


@dataclass(frozen=True, slots=True)
class Slot:
    """A stretch of text in the head. `may_label` is false for what by its shape is a value; `inline` holds the value of a
    text such as 编制单位：某局, whose label is `piece`; `sure_label` says that a colon marks it. `whole` is all its text,
    `column` the grid column. `group` is the label of the group that the row belongs to (财政拨款 beside 中央, 省级 …), merged from
    above; the outermost one, in the first column, only says what block of the form this is. `footer` marks the sum under a table.
    `money` marks an amount that stands under nested headings, `over` the heading beside them all, which may say its unit.
    `block` is the label that a stretch of rows, or a block of amounts, stands beside.
    """

    piece: Piece
    shape: Shape
    column: int
    may_label: bool
    sure_label: bool = False
    inline: Piece | None = None
    tall: bool = False
    whole: Piece = field(default_factory=Piece)
    group: Piece | None = None
    footer: bool = False
    money: bool = False
    over: Piece | None = None
    block: Piece | None = None

    @property
    def text(self) -> str:
        """Its text."""
        return self.piece.text


def printed_label(piece: Piece) -> Piece:
    """A label as printed, without a number before it, a colon or asterisk around it."""
    bare = piece.strip(_AROUND)
    return bare.slice(number_length(bare.text)).strip(_AROUND)


def _slot(piece: Piece, column: int, *, tall: bool = False) -> Slot:
    piece = piece.strip()
    pair = split_label(piece)
    if pair is not None and len(pair[1]) <= SHORT and not _SENTENCES.search(pair[1].text):
        label, value = pair
        return Slot(label, "text", column, True, True, _ticked(value) or None, tall, piece)
    stacked = topped_amount(piece)
    if stacked is not None:
        return Slot(stacked[0], "text", column, True, True, stacked[1], tall, piece)
    kind = shape(piece.text)
    may = kind not in _VALUE_SHAPES and len(key(piece.text)) <= _LABEL_LENGTH
    label = printed_label(piece) if may else piece
    return Slot(label, kind, column, may, False, None, tall, piece)


def _group(row: Row) -> Piece | None:
    """The label merged from above beside this row, if it is not the outermost one."""
    inner = [c.piece.strip() for c in row.above if c.column > 0 and _slot(c.piece, c.column).may_label]
    return group_of(inner[-1]) if inner else None


def group_of(piece: Piece) -> Piece | None:
    """What a label merged beside others calls them: 其中 by itself says nothing, nor does 按来源, by what they are told apart."""
    bare = piece.strip()
    if _DIVIDED.fullmatch(key(bare.text)):
        return None
    match = _AMONG.match(bare.text)
    return (bare.slice(match.end()).strip() if match else bare) or None


def _block(row: Row) -> Piece | None:
    """The label that stands beside this row and others, merged in the first column."""
    beside = (cell for cell in row.all_cells if cell.column == 0 and cell.row_span > 1 and cell.piece)
    return next((cell.piece for cell in beside), None)


def _heads_pairs(row: Row, below: Row) -> bool:
    """Whether the cells of a row head labels and values side by side: each covers a text and a number beneath it."""
    heads = [cell for cell in row.filled if cell.row_span == 1]
    if len(heads) < _MIN_HEADS or len(heads) + sum(cell.row_span > 1 for cell in row.cells) != len(row.cells):
        return False
    return all(_slot(head.piece, 0).may_label and _is_pair(_covered(head, below)) for head in heads)


def _heads_amounts(row: Row, below: Row) -> bool:
    """Whether a row heads columns of labels and of their amounts: 资金来源 | 金额 over 财政拨款 | 100, once or side by side."""
    heads, cells = row.cells, below.cells
    if len(heads) % 2 or not heads or [head.column for head in heads] != [cell.column for cell in cells]:
        return False
    named = all(_slot(head.piece, 0).may_label for head in heads) and all(_AMOUNT.search(key(head.text)) for head in heads[1::2])
    return named and all(_is_pair(cells[n : n + 2]) for n in range(0, len(cells), 2))


def _covered(head: Cell, below: Row) -> list[Cell]:
    return [cell for cell in below.cells if head.column <= cell.column < head.column_end]


def _is_pair(cells: Sequence[Cell]) -> bool:
    return len(cells) == 2 and _slot(cells[0].piece, 0).may_label and shape(cells[1].text) in ("number", "quantity", "blank")


_HEADED = re.compile(r"\s*(?P<label>[一二三四五六七八九十]{1,2}、[^\s，。；;：:]{2,16})\s*\n(?P<text>.{20,})", re.DOTALL)


def _headed(piece: Piece) -> Slot | None:
    """A text under its heading in a cell as wide as the form: 一、立项必要性 on a line of its own, and below what is said of it."""
    match = _HEADED.fullmatch(piece.text)
    if match is None or re.search(r"\n\s*[一二三四五六七八九十]{1,2}、", match["text"]):
        return None
    label, text = piece.slice(*match.span("label")), piece.slice(*match.span("text"))
    return Slot(printed_label(label), "text", 0, True, True, text.strip(), whole=piece)


_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩"
_PART = re.compile(
    rf"[；;]\s*|\n|\s{{2,}}(?![\s{BOXES}])|\s+(?=[^\s：:{BOXES}]{{2,14}}[：:]\s*[{BOXES}])|\s(?=[\u4e00-\u9fff]{{2,8}}\s*[：:])"
)


def _listed(cell: Cell) -> list[Slot]:
    """The slots of a cell that lists labels with values: 申报单位：某局；主管部门：某局, or amounts; none where it is no list."""
    points = [0, *(match.end() for match in _PART.finditer(cell.text)), len(cell.piece)]
    parts = [part for a, b in pairwise(points) if (part := cell.piece.slice(a, b).strip("；;。 \t\r\n\u3000"))]
    pairs = [split_label(part.slice(1) if part.text[0] in _CIRCLED else part) for part in parts]
    if len(parts) < _MIN_HEADS or not all(pair and _is_entry(*pair) for pair in pairs):
        return _told(cell.piece, cell.column) or _amounts(cell.piece, cell.column)
    return [Slot(pair[0], "text", cell.column, True, True, _ticked(pair[1]), whole=cell.piece) for pair in pairs if pair]


def _is_entry(label: Piece, value: Piece) -> bool:
    """Whether a part of a list says a value of a label; what has options to tick behind it need not read like one."""
    return (reads_like_label(label.text) and len(value) <= SHORT) or chosen(value.text) is not None


def _told(piece: Piece, column: int) -> list[Slot]:
    """The amounts that a text tells one after another, under the unit that stands behind each."""
    return [Slot(t.label, "text", column, True, True, t.amount, whole=piece, money=True, over=t.unit) for t in told_amounts(piece)]


def _amounts(piece: Piece, column: int) -> list[Slot]:
    """The amounts of a cell that lists nothing else behind their labels, without a colon or unit: 财政拨款 80　　自筹 20."""
    first, entries = stacked(piece) or (Piece(), [])
    listed = not first and all(entry.role.id in _MONEY for entry in entries)
    return [Slot(e.label, "text", column, True, True, e.value, whole=piece, money=True) for e in entries] if listed else []


def _facts(piece: Piece) -> list[Slot]:
    """The facts that a sentence tells one after another."""
    return [Slot(label, "text", n, True, True, value, whole=piece) for n, (label, value) in enumerate(told_facts(piece))]


def _banded(piece: Piece) -> list[Slot]:
    """The project that a cell tells, by its name and what stands in brackets behind it."""
    return [
        Slot(s.label, "text", n, True, True, s.value, whole=piece, money=s.unit is not None, over=s.unit)
        for n, s in enumerate(banded(piece))
    ]


def _ticked(value: Piece) -> Piece:
    """Of options behind boxes the ticked one, else the value as it is."""
    option = chosen(value.text)
    return value.slice(*option) if option else value


def _heads_list(listed: Sequence[Sequence[Slot]], at: int) -> bool:
    """Whether the cell right of this one lists labels with values."""
    return at + 1 < len(listed) and bool(listed[at + 1])


def _row_slots(row: Row, after_table: bool) -> list[Slot]:
    headed = _headed(row.cells[0].piece) if len(row.all_cells) == 1 else None
    if headed is not None:
        return [headed]
    if len(row.filled) == 1 and (band := _banded(row.filled[0].piece)):
        return band
    under = topped(row)
    if under:
        return [Slot(label, "text", cell.column, True, True, value, whole=cell.piece) for cell, (label, value) in under]
    listed = [_listed(cell) for cell in row.cells]
    if any(listed):  # what stands beside them only heads the list
        found = [slots or [_slot(c.piece, c.column)] for c, slots in zip(row.cells, listed, strict=True)]
        return [slot for n, slots in enumerate(found) for slot in slots if len(slots) > 1 or not _heads_list(listed, n)]
    group = _group(row)
    footer = after_table and bool(row.filled) and key(row.filled[0].text) in TOTALS
    return [replace(_slot(c.piece, c.column, tall=c.row_span > 1), group=group, footer=footer) for c in row.cells]


def _fund_slots(funds: Funds) -> list[Slot]:
    """Amounts under nested headings: labels are the headings joined by "/"; their columns are those of no other row."""
    slots = []
    for number, fund in enumerate(funds.funds, start=1):
        label = Piece.join(map(printed_label, fund.path), "/")
        slot = Slot(label, "text", -number, True, True, fund.amount, whole=label, money=True, over=funds.side)
        slots.append(replace(slot, block=funds.side))
    return slots


def _is_heading(region: Region, index: int) -> bool:
    """Whether a row only heads what follows: one text without a colon that has no cell for a value, or whose words say so."""
    row = region.rows[index]
    below = region.rows[index + 1] if index + 1 < len(region.rows) else None
    if below is not None and (_heads_pairs(row, below) or _heads_amounts(row, below)):
        return True
    if len(row.filled) != 1 or row.above:
        return False
    slot = _slot(row.filled[0].piece, 0)
    if not slot.may_label or slot.sure_label:
        return False
    following = region.rows[index + 1].filled if index + 1 < len(region.rows) else ()
    alone = len(row.cells) == 1 and len(following) > 1
    return alone or (is_block_heading(slot.text) and bool(following))


def _grid_slots(region: Region) -> list[list[Slot]]:
    """The rows outside data tables, amounts under nested headings where their block stands."""
    inside = {index for block in region.blocks for index in block}
    ends = {table.last for table in region.tables}
    funds = {block.first: block for block in region.funds}
    behind = {table.first: max(column.end for column in table.columns) for table in region.tables}
    found = []
    for index, row in enumerate(region.rows):
        beside = [c for c in row.cells if c.column >= behind.get(index, c.column + 1) and c.row_span > 1]
        if len(beside) == _MIN_HEADS:  # a label and its text merged beside a whole table
            found.append([_slot(cell.piece, cell.column, tall=True) for cell in beside])
        if index in funds:
            found.append(_fund_slots(funds[index]))
        elif index not in inside and not _is_heading(region, index):
            found.append([replace(slot, block=_block(row)) for slot in _row_slots(row, index in ends)])
    return found


def _cuts(text: str) -> list[tuple[int, int]]:
    """Stretches of a line: cut before each "label：" and at wide gaps."""
    points = sorted({0, len(text), *(m.start() for m in _PAIR.finditer(text))})
    return [(a, b) for a, b in pairwise(points) if text[a:b].strip()]


_IN_BRACKETS = re.compile(r"\s*[（(](?P<within>[^（()）]+)[)）]\s*")


def _in_brackets(piece: Piece, least: int = _MIN_HEADS) -> list[Slot]:
    """What brackets list between commas, each with its label: （联系人：张三，联系电话：…）; none where one has none."""
    points = [0, *(match.end() for match in re.finditer(r"[，,；;]", piece.text)), len(piece)]
    parts = [piece.slice(a, b).strip("，,；; \t\u3000") for a, b in pairwise(points)]
    pairs = [pair for part in parts if (pair := split_label(part)) and reads_like_label(pair[0].text)]
    listed = len(parts) >= least and len(pairs) == len(parts)
    return [Slot(label, "text", n, True, True, value, whole=piece) for n, (label, value) in enumerate(pairs)] if listed else []


def _line_slots(piece: Piece) -> list[Slot]:
    """Only lines that say "label：value" (or label, blank, number; or count) hold slots: no other is of the form's fields."""
    bracket = _IN_BRACKETS.fullmatch(piece.text)
    if bracket is not None and (within := _in_brackets(piece.slice(*bracket.span("within")))):
        return within
    noted = noted_beside(piece)
    if noted is not None and (within := _in_brackets(noted, 1)):
        return within
    slots = []
    for number, (start, end) in enumerate(_cuts(piece.text)):
        part = piece.slice(start, end).strip()
        spaced = _LED.fullmatch(part.text) or _SPACED.match(part.text)
        if counts := split_counts(part):
            slots += [Slot(label, "text", number, True, True, count, whole=part) for label, count in counts]
        elif spaced:
            label, value = part.slice(*spaced.span("label")), part.slice(*spaced.span("value"))
            slots.append(Slot(label, "text", number, True, True, value, whole=part))
        elif (pair := split_label(part)) is not None:
            slot, (label, value) = _slot(part, number), pair
            is_text = not slot.sure_label and reads_like_label(label.text)  # in a cell it would stand by itself
            slots.append(Slot(label, "text", number, True, True, value, whole=part) if is_text else slot)
    return slots


def head_slots(region: Region) -> list[list[Slot]]:
    """Slots by line or row: the lines above the grid, the rows outside data tables, the lines below."""
    lines, tail = _told_slots(addressed(region.head)), _told_slots(region.tail)
    return [slots for slots in (*lines, *_grid_slots(region), *tail) if slots]


def _told_slots(lines: Sequence[Piece]) -> list[list[Slot]]:
    """Slots of the lines around a grid: of labels and values, then of sentences that say nothing but facts or amounts."""
    told, facts = told_lines(lines), told_lines(lines, told_facts)
    taken = {number for numbers in (*told, *facts) for number in numbers}
    plain = [piece for number, piece in enumerate(lines) if number not in taken]
    return [*map(_line_slots, whole_lines(plain)), *map(_facts, facts.values()), *(_told(piece, 0) for piece in told.values())]
