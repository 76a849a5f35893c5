"""Yearly tasks: the columns of their table are named, code reads names and texts; amounts behind them are kept with the task."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from extractor.document import Cell, Piece
from extractor.interpret.assign import assign, fit
from extractor.interpret.header import KINDS
from extractor.interpret.money import MONEY_ROLES
from extractor.interpret.namer import Namer, Question, distinct
from extractor.interpret.reading import FormReading, Labelled
from extractor.interpret.roles import TASK_ROLES
from extractor.interpret.slots import printed_label
from extractor.llm.usage import Usage
from extractor.normalise.shapes import shape
from extractor.normalise.text import key
from extractor.normalise.totals import TOTALS
from extractor.segment import TaskTable

__all__ = ["add_tasks"]


def _label(table: TaskTable, column: int) -> Piece:
    return Piece.join((printed_label(piece) for piece in table.columns[column].path), "/")


_NUMBERED = re.compile(r"\s*(?:任务\s*[一二三四五六七八九十\d]{1,2}\s*[：:、.．]?|\d{1,2}\s*[、.．](?!\d))\s*(?=\S)")
_NUMBER = re.compile(r"\s*(?P<number>(?:年度|主要|重点)*(?:工作)?任务\s*[一二三四五六七八九十\d]{1,2})(?:\s*[：:、.．\n]|\s*$)")


def _held(table: TaskTable, column: int) -> str:
    kinds = Counter(shape(text) for text in table.texts(column) if text)
    return KINDS[kinds.most_common(1)[0][0]] if kinds else KINDS["blank"]


def _is_numbers(texts: Sequence[str]) -> bool:
    """Whether a column only numbers the tasks: 任务1, 任务2 …"""
    return bool(texts) and all(_NUMBER.fullmatch(text) for text in texts)


def _roles(table: TaskTable, namer: Namer) -> tuple[list[str], Usage]:
    """The role of every column. Where none was taken for the names, the first column holds them and the next one the texts."""
    columns = [j for j in range(len(table.columns)) if not _is_numbers(table.texts(j))]
    headers = distinct(key(_label(table, j).text) or "（无表头）" for j in columns)
    shown = tuple(f"{header}：{_held(table, j)}" for header, j in zip(headers, columns, strict=True))
    scores = namer.score(Question("task", tuple(headers), shown, TASK_ROLES))
    shapes = {j: [shape(text) for text in table.texts(j) if text] for j in columns}
    chosen = assign(scores.roles + fit(TASK_ROLES, list(shapes.values())), TASK_ROLES)
    roles = dict.fromkeys(range(len(table.columns)), "serial") | {j: c.role.id for j, c in zip(columns, chosen, strict=True)}
    worded = [j for j in columns if roles[j] in ("text", "other") and {"text", "long"} & set(shapes[j])]
    if "name" not in roles.values() and worded:
        roles = {j: "other" if role == "text" else role for j, role in roles.items()}
        roles |= dict(zip(worded, ("name", "text"), strict=False))
    return list(roles.values()), scores.usage


def _piece(cell: Cell | None) -> Piece:
    return cell.piece.strip() if cell is not None else Piece()


def _name(piece: Piece) -> Piece:
    """A task's name without 任务1： or 1. before it."""
    match = _NUMBERED.match(piece.text)
    return piece.slice(match.end()) if match else piece


def _number(piece: Piece) -> Piece | None:
    """任务1 before a task's name, or by itself."""
    match = _NUMBER.match(piece.text)
    return piece.slice(*match.span("number")) if match else None


def _is_total(cells: Sequence[Cell | None]) -> bool:
    """Whether a row is the sum under the tasks: its first text says so."""
    first = next((key(cell.text) for cell in cells if cell is not None and cell.piece), "")
    return first.endswith(tuple(TOTALS))


def _add_total(form: FormReading, table: TaskTable, cells: Sequence[Cell | None], columns: Sequence[int], namer: Namer) -> Usage:
    """The sums of the amounts are the form's own: the total budget where it has none yet, and its parts."""
    texts = tuple(distinct(key(_label(table, j).text) for j in columns))
    scores = namer.score(Question("header", texts, tuple(f"{text}：{KINDS['number']}" for text in texts), MONEY_ROLES))
    for j, choice in zip(columns, assign(scores.roles, MONEY_ROLES), strict=True):
        if cells[j] is None:
            continue
        label, value = _label(table, j), _piece(cells[j])
        total = form.fields.get("total_budget")
        if total and key(total.text) == key(value.text):
            continue  # said once more
        if choice.role.id == "total_budget" and not total:
            form.fields["total_budget"], form.labels["total_budget"] = value, label
        elif choice.role.id == "funding":
            form.funding.append(Labelled(label, value))
        else:
            form.attributes.append(Labelled(label, value))
    return scores.usage


def _groups(table: TaskTable, roles: Sequence[str]) -> dict[int, int]:
    """Amounts of kinds of tasks rather than of tasks: columns before the names, and the column of words before each."""
    end = roles.index("name") if "name" in roles else 0
    words = [j for j in range(end) if roles[j] == "other" and any(shape(text) == "text" for text in table.texts(j))]
    return {j: max(k for k in words if k < j) for j in range(end) if roles[j] == "amount" and any(k < j for k in words)}


def _add_group(form: FormReading, cells: Sequence[Cell | None], groups: dict[int, int]) -> None:
    """The amount of a kind of tasks is the form's own, under the name of the kind."""
    for amount, kind in groups.items():
        if _piece(cells[kind]) and _piece(cells[amount]):
            form.funding.append(Labelled(_piece(cells[kind]), _piece(cells[amount])))


def _add_task(form: FormReading, table: TaskTable, cells: Sequence[Cell | None], roles: Sequence[str]) -> None:
    """One row: a task, or more text of the task whose name goes on from above; what else it says goes under the task's name.

    Amounts of a task that the form numbers are the form's own, under that number.
    """
    name, text = (next((cells[j] for j, found in enumerate(roles) if found == role), None) for role in ("name", "text"))
    numbers = [number for cell in cells if cell is not None and (number := _number(cell.piece))]
    if name is None and form.tasks:
        last = form.tasks[-1]
        parts = [piece for piece in (last.value, _piece(text)) if piece]
        form.tasks[-1] = Labelled(last.label, Piece.join(parts, "\n"))
    elif _piece(name) or _piece(text):
        form.tasks.append(Labelled(_name(_piece(name)), _piece(text) if "text" in roles else None))
    for j, role in enumerate(roles):
        piece = _piece(cells[j])
        if role == "amount" and numbers and cells[j] is not None:
            form.funding.append(Labelled(Piece.join((numbers[0], printed_label(table.columns[j].path[-1])), "/"), piece))
        elif role in ("amount", "other") and piece and form.tasks and not _number(piece):
            form.attributes.append(Labelled(Piece.join((form.tasks[-1].label or Piece(), _label(table, j)), "/"), piece))


def add_tasks(form: FormReading, table: TaskTable, namer: Namer) -> Usage:
    """Fills the tasks of `form` from `table`. Raises ReadingError where the namer cannot answer."""
    roles, usage = _roles(table, namer)
    groups = _groups(table, roles)
    for j in (*groups, *groups.values()):
        roles[j] = "group"
    amounts = [j for j, role in enumerate(roles) if role == "amount"]
    for cells in table.cells:
        _add_group(form, cells, groups)
        if amounts and _is_total(cells):
            usage += _add_total(form, table, cells, amounts, namer)
        else:
            _add_task(form, table, cells, roles)
    return usage
