"""A matrix of amounts: rows are named as labels are, columns by what they mean; a cell belongs to its row and column."""

from __future__ import annotations

from extractor.document import Piece
from extractor.interpret.assign import assign, fit
from extractor.interpret.header import kind_of, sureness
from extractor.interpret.money import MONEY_ROLES
from extractor.interpret.namer import Namer, Question
from extractor.interpret.reading import FormReading, Labelled
from extractor.interpret.roles import MATRIX_ROLES, Role
from extractor.interpret.slots import printed_label
from extractor.llm.usage import Usage
from extractor.normalise.shapes import shape
from extractor.normalise.text import key
from extractor.segment import Table

__all__ = ["add_matrix"]

_FIELD = {
    ("total_budget", "budget"): "total_budget",
    ("total_budget", "prior"): "prior_year_budget",
    ("total_budget", "weight"): "execution_weight",
}
"""The row of the total holds the year's budget; points in it are for carrying the budget out (预算执行率)."""


def _stub(matrix: Table) -> int:
    """The column of row labels: the first one that holds text."""
    return next(j for j in range(len(matrix.columns)) if any(matrix.samples(j)))


def _row_roles(matrix: Table, stub: int, namer: Namer) -> tuple[dict[str, tuple[Role, float]], Usage]:
    texts = tuple(dict.fromkeys(key(text) for text in matrix.texts(stub) if text))
    scores = namer.score(Question("header", texts, tuple(f"{text} | （数字）" for text in texts), MONEY_ROLES))
    chosen = assign(scores.roles, MONEY_ROLES)
    return {t: (c.role, sureness(c.margin)) for t, c in zip(texts, chosen, strict=True)}, scores.usage


def _column_roles(matrix: Table, stub: int, namer: Namer) -> tuple[dict[int, str], Usage]:
    live = [j for j in range(stub + 1, len(matrix.columns)) if matrix.columns[j].header]
    headers = tuple(key(matrix.columns[j].header.text) for j in live)
    shown = tuple(f"{h}：{kind_of(next(filter(None, matrix.samples(j)), ''))}" for h, j in zip(headers, live, strict=True))
    scores = namer.score(Question("matrix", headers, shown, MATRIX_ROLES))
    shapes = [[shape(text) for text in matrix.samples(j)] for j in live]
    chosen = assign(scores.roles + fit(MATRIX_ROLES, shapes), MATRIX_ROLES)
    roles = {j: c.role.id for j, c in zip(live, chosen, strict=True)}
    amounts = [j for j, found in zip(live, shapes, strict=True) if "number" in found]
    if len(amounts) == 1:  # the only amounts there are can only be the budget
        roles[amounts[0]] = "budget"
    return roles, scores.usage


def add_matrix(form: FormReading, matrix: Table, namer: Namer) -> Usage:
    """Fills total, funding and attributes of `form` from `matrix`. Raises ReadingError where the namer cannot answer."""
    stub = _stub(matrix)
    rows, usage = _row_roles(matrix, stub, namer)
    columns, more = _column_roles(matrix, stub, namer)
    for row in matrix.cells:
        cell = row[stub]
        if cell is None or not cell.piece:
            continue
        label = printed_label(cell.piece)
        role, sure = rows[key(cell.text)]
        for j, column in columns.items():
            own = row[j]
            value = own.piece.strip() if own is not None else Piece()
            header = printed_label(matrix.columns[j].header)
            field = _FIELD.get((role.id, column))
            if field:
                form.fields[field] = value
                form.labels[field] = Piece.join((header, label), "/")
                form.sure[field] = sure
            elif role.id == "funding" and column == "budget":
                form.funding.append(Labelled(label, value, header))
            else:
                form.attributes.append(Labelled(Piece.join((label, header), "/"), value))
    return usage + more
