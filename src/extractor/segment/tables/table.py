"""Data tables inside a stretch of rows: a header row and the rows under it that keep its columns. By structure and shape."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import takewhile, zip_longest
from typing import TypeAlias

from extractor.document import Cell, Piece
from extractor.normalise.labels import reads_like_label
from extractor.normalise.operators import leading_operator
from extractor.normalise.shapes import Shape, shape
from extractor.normalise.text import fold_signs, key
from extractor.normalise.totals import TOTALS
from extractor.segment.flow import Row
from extractor.segment.rows.beside import part_of
from extractor.segment.rows.headings import heading_path, period, told_apart
from extractor.segment.rows.serials import is_serial
from extractor.segment.tables.asides import Aside, aside_of, set_apart
from extractor.segment.tables.divided import divided
from extractor.segment.tables.merged import narrowed
from extractor.segment.tables.remarks import is_remark
from extractor.segment.tables.sections import headed, section_of
from extractor.segment.tables.shifted import anchored_rows, realigned
from extractor.segment.tables.undivided import with_dashes

__all__ = ["Column", "Table", "find_tables"]

_TYPED: frozenset[Shape] = frozenset({"number", "quantity", "operator", "unit", "flag"})
_HEADER_LENGTH = 16
_MIN_COLUMNS = 3
_MIN_COMPARED = 3
_MAX_HEADER = 4
_MONEY = re.compile(r"金额|预算|资金|经费|支出|收入|万元")
_WITHIN = re.compile(r"[≥≧⩾≤≦⩽=<>]\s*\d")
_RECKONED = re.compile(r"[×*÷/+]\s*\d[^，。；;=]*=\s*\d")
"""What a text works out (20人×30元/人=600元) compares nothing."""

Cells: TypeAlias = tuple[tuple[Cell | None, ...], ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A column by its header and the grid columns [start, end) it covers; `over` are the headings over it, outermost first."""

    header: Piece
    start: int
    end: int
    over: tuple[Piece, ...] = ()


def _texts(cells: Sequence[Sequence[Cell | None]], column: int) -> list[str]:
    return [cell.text for row in cells if (cell := row[column]) is not None]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows [first, last) of a region: `first` is the header. `cells[i][j]` is row i, column j; None where a merged cell goes on.

    `stub` is set for a matrix: the column of row labels that has no header of its own. `repairs` says of each row what was put
    right in it; it is empty where nothing was. `sections` are the rows that head others, each at the first row under it, if any;
    `asides` what stands between the rows and is none of them.
    """

    first: int
    last: int
    columns: tuple[Column, ...]
    cells: tuple[tuple[Cell | None, ...], ...]
    stub: bool = False
    repairs: tuple[str | None, ...] = ()
    sections: tuple[Cell | None, ...] = ()
    asides: tuple[Aside, ...] = ()

    def samples(self, column: int, count: int = 3) -> list[str]:
        """The first distinct texts of a column."""
        return list(dict.fromkeys(self.texts(column)))[:count]

    def is_serial(self, column: int) -> bool:
        """Whether a column only counts the rows."""
        return is_serial(self.columns[column].header.text, self.texts(column))

    def texts(self, column: int) -> list[str]:
        """The texts of a column, blank ones too; a cell that goes on from above is none."""
        return _texts(self.cells, column)


def _may_head(text: str) -> bool:
    """Whether a text could head a column. 核心 does, and is a yes in other cells; 是 and √ never do."""
    return shape(text) in ("text", "unit") or (shape(text) == "flag" and len(text) > 1)


def _is_header(row: Row, over: Row | None = None) -> bool:
    """Whether the texts of a row could head columns under row `over`; a long one that runs down beside all stands for itself."""
    filled = [cell for cell in row.filled if cell.row_span < _MIN_COMPARED or shape(cell.text) != "long"]
    texts = [key(cell.text) for cell in filled]
    short = all(len(text) <= _HEADER_LENGTH and _may_head(text) for text in texts)
    again = period([key(cell.text) for cell in filled if cell.row_span < _MIN_COMPARED]) is not None
    return len(filled) >= _MIN_COLUMNS and short and (len(set(texts)) == len(texts) or again or told_apart(row, over))


def _columns(header: Row, body: Sequence[Row]) -> tuple[Column, ...]:
    """Columns of `header`, without a cell that runs down beside the whole table (绩效指标 merged over all its rows).

    Of a header in two rows, `header` is the lower one: what reaches into it from above heads a column as well.
    """
    beside = {c.column for row in body[:1] for c in row.above if c in header.all_cells}
    columns = [Column(c.piece, c.column, c.column_end) for c in header.all_cells if c.column not in beside]
    return tuple(_beside_heading(column, body) if n == 0 and header.ruled else column for n, column in enumerate(columns))


def _beside_heading(column: Column, body: Sequence[Row]) -> Column:
    """The first column without a heading merged beside the whole table under its header: a cell with one text for all rows."""
    under = [c for row in body[:1] for c in row.cells if column.start <= c.column < column.end]
    if len(under) < 2 or under[0].row_span < 2:
        return column
    start = under[1].column
    own = takewhile(lambda row: row.grid == body[0].grid, body)
    rows = takewhile(lambda row: any(c.column == start and c.column_end <= column.end for c in row.all_cells), own)
    texts = {key(c.text) for row in rows for c in row.cells if c.column == column.start and c.piece}
    return replace(column, start=start) if len(texts) == 1 else column


def _first(rows: Sequence[Row], start: int, columns: Sequence[Column]) -> int:
    """Where the header begins: at an earlier row, if a column's heading reaches down from there."""
    headings = [c for c in rows[start].above if any(c.column == column.start for column in columns)]
    over = range(max(0, start - _MAX_HEADER), start)
    return next((at for at in over if any(cell in headings for cell in rows[at].cells)), start)


def _said(row: Row) -> frozenset[tuple[int, str]]:
    return frozenset((cell.column, key(cell.text)) for cell in row.filled)


def _under(columns: Sequence[Column], header: Sequence[Row]) -> tuple[Column, ...]:
    """The columns with what stands over them in all rows of the header."""
    paths = (heading_path(header, column.start) for column in columns)
    return tuple(replace(c, over=path[:-1]) if len(path) > 1 else c for c, path in zip(columns, paths, strict=True))


def _cell_of(row: Row, column: Column) -> tuple[Cell | None, bool]:
    """The cell of `row` under `column`, and whether the row fits there: one cell, that does not run over the column's edges."""
    own = [c for c in row.cells if column.start <= c.column < column.end]
    if own:
        return own[0], len(own) == 1 and own[0].column_end <= column.end
    above = [c for c in row.above if c.column < column.end and c.column_end > column.start]
    crossing = any(c.column < column.start < c.column_end for c in row.cells)
    return None, bool(above) or not crossing


def _covered(row: Row, column: Column) -> Cell | None:
    """A blank where a cell of the row's own, begun further left, stands over the column: nothing goes on there from above."""
    over = next((c for c in row.cells if c.column < column.start < c.column_end), None)
    return replace(over, piece=Piece(), column=column.start, column_span=column.end - column.start) if over else None


def _fits(row: Row, columns: Sequence[Column], body: Sequence[Row]) -> bool:
    """Whether `row` goes on with the table. Rulings tell; without them, how much of the row is filled and where."""
    cells = [_cell_of(row, column) for column in columns]
    filled = [j for j, (cell, _) in enumerate(cells) if cell is not None and cell.piece]
    if row.ruled:
        return all(fit for _, fit in cells) and bool(filled)
    named = sum(1 for column in columns if column.header)
    if len(filled) < max(2, named // 3) or _row_end(row) > columns[-1].end:
        return False
    known = {cell.column for above in body for cell in above.filled}
    opens_column = bool(body) and any(columns[j].start not in known for j in filled[:1])
    return not (opens_column and len(filled) < named / 2)


def _row_end(row: Row) -> int:
    return max((c.column + 1 for c in row.filled), default=0)


def _body(rows: Sequence[Row], start: int) -> list[Row]:
    """The rows under the header at `start` that keep its columns, and those that head them."""
    columns = _columns(rows[start], rows[start + 1 :])
    header = _header_texts(rows, start, columns)
    body: list[Row] = []
    edges = [(column.start, column.end) for column in columns]
    for whole, after in zip_longest(rows[start + 1 :], rows[start + 2 :]):
        row = narrowed(with_dashes(whole, edges), edges)
        heads = _said(row) in header or _is_apart(row, columns) or _is_passed(row, after, columns)
        is_own = heads or _fits(row, columns, body) or _is_named_only(row, after, columns)
        if row.grid != rows[start].grid or not is_own:
            break
        body.append(row)
    while body and _is_apart(body[-1], columns) and not _may_end(body[-1], columns):
        body.pop()
    return body


def _may_end(row: Row, columns: Sequence[Column]) -> bool:
    aside = aside_of(row, [(c.start, c.end) for c in columns])
    return aside is not None and aside.may_end


def _is_passed(row: Row, after: Row | None, columns: Sequence[Column]) -> bool:
    """Whether a remark stands between two rows of the table: a full one under it goes on, and is no header of its own."""
    if after is None or not is_remark(row, columns[0].start, columns[-1].end):
        return False
    return len(after.filled) == len(columns) and not _is_header(after) and _fits(after, columns, [])


def _is_apart(row: Row, columns: Sequence[Column]) -> bool:
    """Whether a row heads others or says something for itself between them."""
    return section_of(row) is not None or aside_of(row, [(c.start, c.end) for c in columns]) is not None


def _is_named_only(row: Row, after: Row | None, columns: Sequence[Column]) -> bool:
    """Without rulings a row of blanks behind its name is one where the table goes on under it, most of its columns filled."""
    if row.ruled or after is None or after.grid != row.grid or len(row.filled) != 1:
        return False
    first = columns[0].start
    goes_on = 2 * len(after.filled) > len(columns) and after.filled[0].column == first and not _is_header(after)
    return row.filled[0].column == first and shape(row.filled[0].text) == "text" and goes_on and _fits(after, columns, [row])


def _header_texts(rows: Sequence[Row], start: int, columns: Sequence[Column]) -> list[frozenset[tuple[int, str]]]:
    """What each row of the header says, by which it is known again on a new page."""
    return [_said(row) for row in rows[_first(rows, start, columns) : start + 1]]


def _is_repeated(cells: Sequence[Cell | None], columns: Sequence[Column]) -> bool:
    """Whether a row says the header again, as on a new page."""
    return all(key(cell.text if cell else "") == key(column.header.text) for cell, column in zip(cells, columns, strict=True))


def _shapes(cells: Sequence[Sequence[Cell | None]], column: int) -> list[Shape]:
    return [s for s in map(shape, _texts(cells, column)) if s != "blank"]


def _is_typed(shapes: Sequence[Shape], rows: int) -> bool:
    """Whether a column holds signs rather than words, in most of its rows."""
    return sum(s in _TYPED for s in shapes) >= 0.6 * rows


def _is_of_money(header: str, shapes: Sequence[Shape]) -> bool:
    """Whether a column holds amounts, be most of its cells blank: its header says so, and nothing else stands in it."""
    return bool(shapes) and bool(_MONEY.search(key(header))) and set(shapes) <= {"number", "quantity"}


def _compares(cells: Sequence[Sequence[Cell | None]], column: int) -> bool:
    """Whether a column holds targets: some of its cells compare (≥ 25%), however many others say it in words."""
    compared = sum(leading_operator(text) is not None for text in _texts(cells, column))
    return compared >= max(_MIN_COMPARED, len(cells) / 4)


def _has_signs(column: Column, cells: Cells, j: int) -> bool:
    """Whether a column holds signs, amounts or targets rather than words."""
    shapes = _shapes(cells, j)
    said = sum(bool(_WITHIN.search(fold_signs(text))) for text in _texts(cells, j))
    within = said >= max(_MIN_COMPARED, len(shapes) / 2)
    return within or _is_typed(shapes, len(cells)) or _is_of_money(column.header.text, shapes) or _compares(cells, j)


def _without_side_heading(columns: tuple[Column, ...], cells: Cells) -> tuple[tuple[Column, ...], Cells]:
    """Without rulings a heading merged beside the table (绩效指标) is a first column that has one text, in its first row."""
    if columns[0].header or len(cells) < _MIN_COMPARED or cells[0][0] is None or not cells[0][0].piece:
        return columns, cells
    if cells[0][0].row_span > 1 or any(row[0] is not None and row[0].piece for row in cells[1:]):
        return columns, cells
    return columns[1:], tuple(row[1:] for row in cells)


def _are_pairs(header: Row, columns: Sequence[Column], cells: Sequence[Sequence[Cell | None]]) -> bool:
    """Whether rows read "label, value, label, value" rather than as columns: every second text reads like a label.

    However many rows there are, the header must read so; where it has columns to spare, a few rows must too.
    """
    firsts, seconds = ([reads_like_label(c.text) for c in header.cells[k::2]] for k in (0, 1))
    if len(header.cells) % 2 or not all(firsts):
        return False
    if not any(seconds):
        return True
    texts = [[cell.text if cell else "" for cell in row] for row in cells[:3]]
    labels = [reads_like_label(text) for row in texts for text in row[::2] if text]
    values = [reads_like_label(text) for row in texts for text in row[1::2] if text]
    return len(columns) == len(header.cells) and len(cells) <= 3 and all(labels) and not any(values)


def _is_lone(cells: Sequence[Sequence[Cell | None]]) -> bool:
    """Whether there is one row only, and nothing in it compares: then its header are labels above values."""
    texts = [_RECKONED.sub("", fold_signs(cell.text)) for cell in cells[0] if cell is not None]
    return len(cells) == 1 and not any(leading_operator(text) or _WITHIN.search(text) for text in texts)


def _is_named_below(rows: Sequence[Row], start: int, body: Sequence[Row]) -> bool:
    """Whether a row further down heads a table that names more columns: then row `start` is no header but of the form's head."""
    tables = (_table(rows, at) for at in range(start + 1, start + 1 + len(body)))
    return any(len(table.columns) > len(rows[start].filled) and not table.stub for table in tables if table)


def _table(rows: Sequence[Row], start: int) -> Table | None:
    """The table whose header is row `start`, or None where the rows under it are not data."""
    if len(rows[start].filled) > 1 and all(_may_head(cell.text) for cell in rows[start].filled):
        rows = divided(rows, start)
    if not _is_header(rows[start], rows[start - 1] if start else None):
        return None
    body = _body(rows, start)
    columns = _columns(rows[start], body)
    first = _first(rows, start, columns)
    columns = _under(columns, rows[first : start + 1])
    header = _header_texts(rows, start, columns)
    kept = [row for row in body if _said(row) not in header and not section_of(row)]
    kept = [row for row in kept if not is_remark(row, columns[0].start, columns[-1].end)]
    kept, asides = set_apart(kept, [(c.start, c.end) for c in columns])
    found = [(row, tuple(_cell_of(row, c)[0] or _covered(row, c) for c in columns)) for row in kept]
    found = [(row, cells) for row, cells in found if not _is_repeated(cells, columns)]
    cells = tuple(row for _, row in found)
    if not cells or len([c for c in columns if c.header]) < _MIN_COLUMNS:
        return None
    columns, cells = _without_side_heading(columns, cells)
    moved = realigned([row for row, _ in found], cells, [key(c.header.text) for c in columns], [c.start for c in columns])
    cells = tuple(row.cells for row in moved)
    counted = [is_serial(column.header.text, _texts(cells, j)) for j, column in enumerate(columns)]
    typed = [_has_signs(columns[j], cells, j) for j in range(len(columns))]
    nameless = sum(1 for j, column in enumerate(columns) if not column.header and _shapes(cells, j))
    if nameless > 1 or (nameless and _is_named_below(rows, start, body)):
        return None
    worded = any(not typed[j] and _shapes(cells, j) for j in range(len(columns)))
    if not worded or all(t <= c for t, c in zip(typed, counted, strict=True)):  # nothing but a column that counts is typed
        return None
    if _are_pairs(rows[start], columns, cells) or _is_lone(cells):
        return None
    first_text = next((j for j in range(len(columns)) if _shapes(cells, j)), 0)
    stub = not columns[first_text].header and not typed[first_text]
    repairs = tuple(row.repair for row in moved) if any(row.repair for row in moved) else ()
    heads = headed(body)
    sections = tuple(heads.get(id(row)) for row, _ in found) if heads else ()
    return Table(first, start + 1 + len(body), columns, cells, stub, repairs, sections, asides)


def _drifted(rows: Sequence[Row], start: int) -> Table | None:
    """The table without rulings whose header is row `start` and whose rows do not keep its columns, but compare in each."""
    if rows[start].ruled or not _is_header(rows[start]):
        return None
    moved = anchored_rows(rows[start], rows[start + 1 :])
    if not moved:
        return None
    heads = [cell for cell in rows[start].cells if cell.piece]
    ends = [*(cell.column for cell in heads[1:]), len(rows[start].cells)]
    columns = tuple(Column(cell.piece, cell.column, end) for cell, end in zip(heads, ends, strict=True))
    cells, repairs = tuple(row.cells for row in moved), tuple(row.repair for row in moved)
    return Table(start, start + 1 + len(moved), columns, cells, repairs=repairs)


def _best(rows: Sequence[Row], start: int) -> Table | None:
    """The table as it stands; rows that drift where only the first few of them happen to fit, or none."""
    table = _table(rows, start)
    if table is not None and len(table.cells) >= _MIN_COMPARED:
        return table
    drifted = _drifted(rows, start)
    return drifted if drifted is not None and (table is None or drifted.last > table.last) else table


def _with_total(table: Table, rows: Sequence[Row]) -> Table:
    """A list of amounts with the row of their sum under it, whose first cell runs over several columns."""
    row = rows[table.last] if table.last < len(rows) else None
    amounts = [j for j, column in enumerate(table.columns) if _is_of_money(column.header.text, _shapes(table.cells, j))]
    plain = [j for j in range(len(table.columns)) if j not in amounts and not table.is_serial(j)]
    if row is None or row.grid != rows[table.first].grid or not row.filled or len(plain) != 1 or not amounts:
        return table
    starts = [column.start for column in table.columns]
    if key(row.filled[0].text) not in TOTALS or any(cell.column not in starts for cell in row.cells):
        return table
    own = {cell.column: cell for cell in row.cells}
    return replace(
        table, last=table.last + 1, cells=(*table.cells, tuple(own.get(start) for start in starts)), repairs=(), sections=()
    )


def _halves(rows: Sequence[Row], start: int) -> list[Table]:
    """The two tables side by side where a header says the same words twice; none where it does not, or one cannot be read."""
    header = rows[start].cells[1:] if rows[start].cells[0].row_span > 1 else rows[start].cells
    texts = [key(cell.text) for cell in header]
    count = len(texts) // 2
    if len(texts) % 2 or count < _MIN_COLUMNS or texts[:count] != texts[count:] or not all(texts):
        return []
    edge = header[count].column
    tables = [_table([part_of(row, edge, right=right) for row in rows], start) for right in (False, True)]
    return [table for table in tables if table is not None] if all(tables) else []


def find_tables(rows: Sequence[Row], taken: frozenset[int] = frozenset()) -> list[Table]:
    """The data tables of a region's rows, top down, none overlapping another nor the rows in `taken`."""
    found: list[Table] = []
    at = 0
    while at < len(rows):
        end = next((n for n in range(at, len(rows)) if n in taken), len(rows))
        table = _best(rows[:end], at) if at < end else None
        tables = [_with_total(table, rows[:end])] if table is not None else _halves(rows[:end], at) if at < end else []
        found += tables
        at = max((table.last for table in tables), default=at + 1)
    return found
