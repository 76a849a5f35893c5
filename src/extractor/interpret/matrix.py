"""A matrix of amounts: rows are named as labels are, columns by what they mean; a cell belongs to its row and column.

Sources of money may be its columns and budget, spent, rate its rows: such a matrix is turned. Where both are sources or kinds of
money or its years, each cell is an amount of its own (基本支出/财政拨款, 第一年/财政拨款); texts beside them are said of their row.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

import numpy as np

from extractor.document import Cell, Piece
from extractor.interpret.assign import assign, fit
from extractor.interpret.beside import without_texts
from extractor.interpret.header import ABOVE, SPENT, kind_of, sureness
from extractor.interpret.money import MONEY_ROLES
from extractor.interpret.namer import Namer, Question, Scores
from extractor.interpret.parts import add_up
from extractor.interpret.reading import FormReading, Labelled
from extractor.interpret.roles import HEADER_ROLES, MATRIX_ROLES, Role
from extractor.interpret.slots import printed_label
from extractor.llm.usage import Usage
from extractor.normalise.lexicon import LEXICON
from extractor.normalise.numbers import parse_decimal
from extractor.normalise.shapes import shape
from extractor.normalise.text import key
from extractor.normalise.totals import TOTALS
from extractor.segment import Column, Table
from extractor.segment.tables.undivided import is_dash

__all__ = ["add_matrix"]

_FIELD = {
    ("total_budget", "budget"): "total_budget",
    ("total_budget", "prior"): "prior_year_budget",
    ("total_budget", "weight"): "execution_weight",
}
"""The row of the total holds the year's budget; points in it are for carrying the budget out (预算执行率)."""

_PART = "part"
"""A column that is a part of the budget (本年 and 次年 of 全周期): each of its amounts is a source's own of that year."""
_WHOLE = TOTALS | frozenset(LEXICON["totals"]["periods"])
_MARK = re.compile(r"\([A-Za-z]\)$")
_FUNDING, _TOTAL = (next(role for role in HEADER_ROLES if role.id == name) for name in ("funding", "total_budget"))
_INITIAL = "预算"
"""In the name of the role that is the budget of the year where nothing changed it later."""

_AMOUNTS = frozenset({"number", "quantity", "blank"})


def _stub(matrix: Table) -> int:
    """The column of row labels: the first one that holds text and does not only count."""
    return next(j for j in range(len(matrix.columns)) if any(matrix.samples(j)) and not matrix.is_serial(j))


def _label(row: Sequence[Cell | None], stub: int) -> Piece:
    """The label of a row; that of the sum may begin left of the others, in the column that counts."""
    cells = [cell for cell in row[: stub + 1] if cell is not None and cell.piece]
    reaches = bool(cells) and (cells[-1] is row[stub] or row[stub] is None)
    return printed_label(cells[-1].piece) if reaches else Piece()


def _raised(scores: Scores, texts: Sequence[str]) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    """Rows beside amounts that nothing better is known of are sources of money, unless they say how it was spent."""
    roles = scores.roles.copy()
    ids = [role.id for role in MONEY_ROLES]
    others = [j for j, role in enumerate(ids) if role == "attribute"]
    for i, text in enumerate(texts):
        if not SPENT.search(text):
            roles[i, ids.index("funding")] = max(roles[i, ids.index("funding")], roles[i, others].max() + ABOVE)
    return roles


def _row_roles(matrix: Table, stub: int, namer: Namer) -> tuple[dict[str, tuple[Role, float]], Usage]:
    """The role of each row by its label; the only sum there is (小计) is the total where nothing else is."""
    texts = tuple(dict.fromkeys(key(label.text) for row in matrix.cells if (label := _label(row, stub))))
    scores = namer.score(Question("header", texts, tuple(f"{text} | （数字）" for text in texts), MONEY_ROLES))
    chosen = assign(_raised(scores, texts), MONEY_ROLES)
    found = {t: (c.role, sureness(c.margin)) for t, c in zip(texts, chosen, strict=True)}
    totals = [text for text in texts if text in TOTALS]
    if len(totals) == 1 and not any(role.id == "total_budget" for role, _ in found.values()):
        found[totals[0]] = (_TOTAL, found[totals[0]][1])
    return found, scores.usage


def _live(matrix: Table, stub: int) -> list[int]:
    """The columns behind the labels; one without a heading says nothing, nor an empty one under a heading that is no amount's."""

    def is_kept(j: int) -> bool:
        header = key(matrix.columns[j].header.text)
        return bool(header) and (any(map(key, matrix.texts(j))) or any(role.knows(header) for role in MATRIX_ROLES))

    return [j for j in range(stub + 1, len(matrix.columns)) if is_kept(j)]


def _column_roles(matrix: Table, stub: int, namer: Namer) -> tuple[dict[int, str], Usage]:
    live = _live(matrix, stub)
    if not live:
        return {}, Usage()
    headers = tuple(key(matrix.columns[j].header.text) for j in live)
    shown = tuple(f"{h}：{kind_of(next(filter(None, matrix.samples(j)), ''))}" for h, j in zip(headers, live, strict=True))
    scores = namer.score(Question("matrix", headers, shown, MATRIX_ROLES))
    shapes = [[shape(text) for text in matrix.samples(j)] for j in live]
    chosen = assign(scores.roles + fit(MATRIX_ROLES, shapes), MATRIX_ROLES)
    roles = {j: c.role.id for j, c in zip(live, chosen, strict=True)}
    amounts = [j for j, found in zip(live, shapes, strict=True) if "number" in found]
    if len(amounts) == 1:  # the only amounts there are can only be the budget
        roles[amounts[0]] = "budget"
    elif "budget" not in roles.values() and (parts := add_up(matrix, live)):
        roles |= {live[0]: "budget", **dict.fromkeys(parts, _PART)}
    elif "budget" not in roles.values():
        roles |= dict.fromkeys(_first_budget(live, [c.role for c in chosen]), "budget")
    return roles, scores.usage


def _first_budget(live: Sequence[int], roles: Sequence[Role]) -> list[int]:
    """The column that is the budget where none is named so: the first budget of the year, else what was taken for last year's."""
    initial = [j for j, role in zip(live, roles, strict=True) if role.id == "attribute" and _INITIAL in role.name]
    found = initial or [j for j, role in zip(live, roles, strict=True) if role.id == "prior"]
    return found if len(found) == 1 else []


# Which way round it is ---------------------------------------------------------------------------------------------------


def _says_what(texts: Sequence[str]) -> int:
    """How many texts say what an amount is (budget, spent, rate) rather than whose."""
    return sum(any(role.knows(_MARK.sub("", key(text))) for role in MATRIX_ROLES) for text in texts)


def _says_whose(texts: Sequence[str]) -> int:
    """How many texts name a source of money, or the sum of all."""
    return sum(key(text) in TOTALS or _FUNDING.knows(key(text)) for text in texts)


def _turned(matrix: Table, stub: int) -> Table:
    """The matrix with its columns as rows and its rows as columns."""
    rows = [row for row in matrix.cells if _label(row, stub)]
    columns = [Column(Piece(), 0, 1), *(Column(_label(row, stub), n, n + 1) for n, row in enumerate(rows, start=1))]
    live = [j for j in range(stub + 1, len(matrix.columns)) if matrix.columns[j].header]
    cells = tuple((Cell(n, 0, matrix.columns[j].header), *(row[j] for row in rows)) for n, j in enumerate(live))
    return replace(matrix, columns=tuple(columns), cells=cells, stub=True, repairs=())


def _texts(matrix: Table, stub: int) -> tuple[list[str], list[str]]:
    """The labels of the rows and the headers of the columns behind them."""
    labels = [label.text for row in matrix.cells if (label := _label(row, stub))]
    return labels, [column.header.text for column in matrix.columns[stub + 1 :] if column.header]


def _is_crossed(matrix: Table, stub: int) -> bool:
    """Whether rows and columns both say whose money it is: amounts throughout, none of them said to be budget or spent."""
    labels, headers = _texts(matrix, stub)
    held = [text for j in range(stub + 1, len(matrix.columns)) for text in matrix.texts(j) if not is_dash(text)]
    whose = _says_whose(headers) >= max(2, len(headers) / 2)
    return set(map(shape, held)) <= _AMOUNTS and whose and not _says_what(headers) and not _says_what(labels)


def _add_crossed(form: FormReading, matrix: Table, stub: int) -> None:
    """Each cell under its row and column; the sum of the sums is the total of the form."""
    for row in matrix.cells:
        label = _label(row, stub)
        for j in range(stub + 1, len(matrix.columns)):
            cell, header = row[j], printed_label(matrix.columns[j].header)
            if cell is None or not label or not header or is_dash(cell.text):
                continue
            if not form.fields.get("total_budget") and _is_whole(matrix, row, stub, j):
                form.fields["total_budget"], form.labels["total_budget"] = cell.piece.strip(), header
            else:
                form.funding.append(Labelled(Piece.join((label, header), "/"), cell.piece.strip(), header))


def _is_whole(matrix: Table, row: Sequence[Cell | None], stub: int, j: int) -> bool:
    """Whether a cell under a total is that of the whole form: by its row's label, or as the sum of all rows that is not divided."""
    header = key(printed_label(matrix.columns[j].header).text)
    if header not in TOTALS and not _TOTAL.knows(header):
        return False
    label = key(_label(row, stub).text)
    if label in _WHOLE or _TOTAL.knows(label):
        return True
    amounts = [_amount(other[j]) for other in matrix.cells if other is not row]
    divided = any(_amount(cell) for at, cell in enumerate(row) if at > stub and at != j)
    return len(amounts) > 1 and not divided and all(amounts) and _amount(row[j]) == sum(filter(None, amounts))


def _amount(cell: Cell | None) -> Decimal | None:
    return parse_decimal(cell.text) if cell is not None else None


def _add_texts(form: FormReading, matrix: Table, stub: int, columns: Sequence[int]) -> None:
    for j in columns:
        header = printed_label(matrix.columns[j].header)
        said = [(label, cell) for row in matrix.cells if (label := _label(row, stub)) and (cell := row[j]) is not None]
        form.narratives += [Labelled(Piece.join((label, header), "/"), cell.piece.strip()) for label, cell in said]


def add_matrix(form: FormReading, matrix: Table, namer: Namer) -> Usage:
    """Fills total, funding and attributes of `form` from `matrix`. Raises ReadingError where the namer cannot answer."""
    stub = _stub(matrix)
    amounts, texts = without_texts(matrix, stub)
    if _is_crossed(amounts, stub):
        _add_crossed(form, amounts, stub)
        _add_texts(form, matrix, stub, texts)
        return Usage()
    labels, headers = _texts(matrix, stub)
    if _says_what(labels) > max(1, _says_what(headers)):
        matrix, stub = _turned(matrix, stub), 0
    return _add_rows(form, matrix, stub, namer)


def _add_rows(form: FormReading, matrix: Table, stub: int, namer: Namer) -> Usage:
    rows, usage = _row_roles(matrix, stub, namer)
    columns, more = _column_roles(matrix, stub, namer)
    for row in matrix.cells:
        label = _label(row, stub)
        if not label:
            continue
        role, sure = rows[key(label.text)]
        for j, column in columns.items():
            own = row[j]
            if own is None and role.id == "funding" and column != "budget":
                continue  # merged over several rows: it is said of the first
            value = own.piece.strip() if own is not None else Piece()
            header = printed_label(matrix.columns[j].header)
            field = _FIELD.get((role.id, column))
            if field:
                form.fields[field] = value
                form.labels[field] = Piece.join((header, label), "/")
                form.sure[field] = sure
            elif role.id == "funding" and column == "budget":
                form.funding.append(Labelled(label, value, header))
            elif role.id == "funding" and column == _PART:
                form.funding.append(Labelled(Piece.join((label, header), "/"), value, header))
            else:
                form.attributes.append(Labelled(Piece.join((label, header), "/"), value))
    return usage + more
