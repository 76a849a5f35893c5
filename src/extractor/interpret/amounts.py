"""Tables of a departmental budget: columns are named, code reads codes, names and amounts off the grid."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

import numpy as np

from extractor.document import Cell, Piece
from extractor.interpret.assign import MISFIT, Choice, assign, fit
from extractor.interpret.header import KINDS, sureness
from extractor.interpret.namer import Namer, Question, distinct
from extractor.interpret.reading import AmountRow, Reading, TableReading
from extractor.interpret.roles import BUDGET_ROLES
from extractor.interpret.table_kinds import table_kind
from extractor.llm.usage import Usage
from extractor.normalise.accounts import CLASS, coded_name
from extractor.normalise.lexicon import LEXICON
from extractor.normalise.shapes import shape
from extractor.normalise.text import key
from extractor.normalise.units import money_unit
from extractor.segment import AmountTable, Region
from extractor.segment.lines.titles import table_number

__all__ = ["read_amounts"]

_NOTE = re.compile(r"[（(]?(备?注|说明)\d?[:：]")
_EMPTY = re.compile(LEXICON["empty_tables"]["says"])
_UNIT = re.compile(r"单位[:：]?")
_HEADED_UNIT = re.compile(r"[（(](?:单位[:：]?)?[^（）()]{1,4}[）)]")
"""A unit in brackets in a heading: 科目（万元）."""
_NOTE_LINES = 4

_COUNTABLE = frozenset({"number", "quantity", "phone", "code"})
_AGAINST = 30.0
"""What structure that rules a role out costs it, in log-odds."""


@dataclass(frozen=True, slots=True)
class _Block:
    """Columns that belong together in a table printed as blocks side by side (收入 | 支出)."""

    codes: tuple[int, ...]
    names: tuple[int, ...]
    amounts: tuple[int, ...]


def _held(table: AmountTable, j: int) -> str:
    """What a column holds, by the kind of most of its cells."""
    kinds = Counter(shape(text) for text in table.texts(j) if text)
    return KINDS[kinds.most_common(1)[0][0]] if kinds else KINDS["blank"]


def _choices(table: AmountTable, namer: Namer) -> tuple[list[Choice], Usage]:
    headers = distinct("/".join(key(piece.text) for piece in column.path) or "（无表头）" for column in table.columns)
    shown = tuple(f"{header}：{_held(table, j)}" for j, header in enumerate(headers))
    scores = namer.score(Question("budget", tuple(headers), shown, BUDGET_ROLES))
    shapes = [[shape(text) for text in table.texts(j) if text] for j in range(len(headers))]
    evidence = fit(BUDGET_ROLES, shapes) + np.array([_structure(table, j) for j in range(len(headers))])
    return assign(scores.roles + evidence, BUDGET_ROLES), scores.usage


def _structure(table: AmountTable, column: int) -> list[float]:
    """What cells say against each role beyond their shapes: only counts are serial, blanks name nothing, words are no amounts."""
    against: dict[str, float] = {}
    texts = table.texts(column)
    numbers = [int(text) for text in map(key, texts) if text.isdigit()]
    if not numbers or numbers != list(range(numbers[0], numbers[0] + len(numbers))):
        against["serial"] = _AGAINST
    if not table.cells:
        pass  # a table left empty: its headings alone tell
    elif not any(texts):
        of_codes = _is_between_codes_and_names(table, column)
        against |= dict.fromkeys(("amount",) if of_codes else ("code", "name", "serial"), _AGAINST)
        against["remark"] = MISFIT / 2 if column == len(table.columns) - 1 else _AGAINST
    elif not any(shape(text) in _COUNTABLE for text in texts):
        against["amount"] = _AGAINST
    return [-against.get(role.id, 0.0) for role in BUDGET_ROLES]


def _is_between_codes_and_names(table: AmountTable, column: int) -> bool:
    """Whether a blank column is the last part of codes (类 款 项) that no row needs: codes to its left, names to its right."""
    filled = [(j, [key(text) for text in table.texts(j) if text]) for j in range(len(table.columns))]
    left = next((texts for j, texts in reversed(filled) if j < column and texts), [])
    right = next((texts for j, texts in filled if j > column and texts), [])
    coded = sum(text.isdigit() for text in left) > len(left) / 2
    return coded and bool(right) and not any(shape(text) in _COUNTABLE for text in right)


def _blocks(roles: Sequence[str]) -> list[_Block]:
    """A block begins where codes or names stand after amounts."""
    blocks: list[_Block] = []
    runs = [(is_stub, [j for j, _ in run]) for is_stub, run in groupby(enumerate(roles), lambda item: item[1] != "amount")]
    stub: list[int] = []
    for is_stub, run in runs:
        if is_stub:
            stub = run
            continue
        codes, names = (tuple(j for j in stub if roles[j] == role) for role in ("code", "name"))
        if not (codes or names) and blocks:  # amounts behind a remark
            blocks[-1] = replace(blocks[-1], amounts=(*blocks[-1].amounts, *run))
        else:
            blocks.append(_Block(codes, names, tuple(run)))
    return blocks


def _piece(cells: Sequence[Cell | None], column: int) -> Piece:
    cell = cells[column]
    return cell.piece.strip() if cell is not None else Piece()


class _Codes:
    """Codes as printed, in one column or in 类/款/项; a part that is merged or left blank repeats what stands above."""

    def __init__(self, columns: Sequence[int]) -> None:
        self.columns = columns
        self.above = [Piece()] * len(columns)

    def read(self, cells: Sequence[Cell | None]) -> Piece:
        """The code of a row, blank where it has none."""
        parts = [_piece(cells, column) for column in self.columns]
        last = max((n for n, part in enumerate(parts) if key(part.text).isdigit()), default=-1)
        if last < 0:
            return Piece()
        whole = [part or self.above[n] for n, part in enumerate(parts[: last + 1])]
        self.above = [*whole, *[Piece()] * (len(parts) - len(whole))]
        return _code(part for part in whole if part)


def _code(parts: Iterable[Piece]) -> Piece:
    """The parts as one code; a part that has those before it in it (208 | 20805) is the whole so far."""
    code = Piece()
    for part in parts:
        is_whole = len(code) >= CLASS and key(part.text).startswith(key(code.text))
        code = part if is_whole else Piece.join((code, part))
    return code


def _name(block: _Block, cells: Sequence[Cell | None]) -> Piece | None:
    """The name of a row; words in a code column (合计 merged over both) are a name."""
    words = [piece for j in block.codes if (piece := _piece(cells, j)) and not key(piece.text).isdigit()]
    names = [piece for j in block.names if (piece := _piece(cells, j))]
    if names or words:
        return (names or words)[0] if len(names) < 2 else Piece.join(names, "/")
    return Piece() if block.names or block.codes else None


def _row(block: _Block, cells: Sequence[Cell | None], codes: _Codes, amounts: Sequence[int]) -> AmountRow | None:
    """The row of one block; None where the block has nothing on that line."""
    own = tuple(_piece(cells, j) if j in block.amounts else Piece() for j in amounts)
    code, name = codes.read(cells), _name(block, cells)
    if not block.codes and name and (coded := coded_name(name.text)):
        code, name = name.slice(*coded.span("code")), name.slice(*coded.span("name"))
    if not any((code, name, *own)) and not any(piece.is_unread for piece in own):
        return None
    return AmountRow(code if block.codes or code else None, name, own)


def _rows(table: AmountTable, blocks: Sequence[_Block]) -> Iterator[AmountRow]:
    amounts = [j for block in blocks for j in block.amounts]
    for block in blocks:
        codes = _Codes(block.codes)
        for cells in table.cells:
            row = _row(block, cells, codes, amounts)
            if row is not None:
                yield row


def _unit(region: Region) -> Piece | None:
    """The unit printed over the table: 单位：万元, else in brackets in the heading of the names or in the title."""
    lines = [piece for piece in region.head if _UNIT.search(key(piece.text))]
    cells = [cell.piece for row in region.rows[:2] for cell in row.filled if _UNIT.search(key(cell.text))]
    corner = [cell.piece for row in region.rows[:1] for cell in row.filled[:1] if _HEADED_UNIT.search(key(cell.text))]
    for piece in [*reversed(lines), *cells, *corner, *([region.title] if region.title else [])]:
        span = money_unit(piece.text)
        if span:
            return piece.slice(*span)
    return None


def _note(region: Region, table: AmountTable) -> Piece | None:
    """The 备注 under the table, over the lines it takes; under one that holds nothing also the sentence that says so."""
    start = next((n for n, piece in enumerate(region.tail) if _NOTE.match(key(piece.text))), None)
    if start is not None:
        return _sentence(region.tail[start:])
    said = _sentence(region.tail) if _is_empty(table) else Piece()
    return said if _EMPTY.search(key(said.text)) else None


def _is_empty(table: AmountTable) -> bool:
    """Whether a table holds no amount at all."""
    return not any(shape(text) in _COUNTABLE for j in range(len(table.columns)) for text in table.texts(j))


def _sentence(lines: Sequence[Piece]) -> Piece:
    """The sentence that the first of the lines begins, over the lines it takes."""
    ends = (n for n, piece in enumerate(lines[:_NOTE_LINES], start=1) if key(piece.text).endswith(("。", ")", "）")))
    return Piece.join(lines[: next(ends, 1)])


def _number(region: Region) -> Piece | None:
    around = [*region.head, *([region.title] if region.title else [])]
    return next((number for piece in reversed(around) if (number := table_number(piece))), None)


def read_amounts(region: Region, table: AmountTable, namer: Namer, name: str) -> Reading:
    """The budget table that `region` is. Raises ReadingError where the namer cannot answer."""
    choices, usage = _choices(table, namer)
    roles = [choice.role.id for choice in choices]
    blocks = _blocks(roles)
    amounts = [j for block in blocks for j in block.amounts]
    paths = [table.columns[j].path for j in amounts]
    rows = list(_rows(table, blocks))
    found = TableReading(
        kind=table_kind(region.title, [column.path for column in table.columns], rows, len(blocks)),
        title=region.title,
        number=_number(region),
        amount_unit=_unit(region),
        note=_note(region, table),
        columns=paths,
        rows=rows,
        sure=[sureness(choices[j].margin) for j in amounts],
    )
    return Reading(name, [], usage, dict(namer.prompts), tables=[found])
