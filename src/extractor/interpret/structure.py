"""What the structure of a table says of columns that no name was found for: signs, targets, points, levels, amounts of a project.

Only a column that was given no role of its own is touched, and only where no other column has the role already; and the only
column of levels, where its words are of the second level.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from decimal import Decimal

import numpy as np

from extractor.interpret.assign import Choice
from extractor.interpret.header import SPENT
from extractor.interpret.roles import COLUMN_ROLES, HEADER_ROLES, Role
from extractor.normalise.levels import is_first_level, is_kind
from extractor.normalise.numbers import parse_decimal
from extractor.normalise.operators import leading_operator, parse_operator
from extractor.normalise.shapes import shape
from extractor.normalise.text import key
from extractor.normalise.totals import TOTALS
from extractor.normalise.units import counts
from extractor.segment import Table

__all__ = ["FUNDING", "by_structure", "leaning"]

_OUTPUT = re.compile(r"产出|履职")
_WHOLE = frozenset({Decimal(100), Decimal(90), Decimal(1)})
"""What the points of all indicators come to: with or without the ten for carrying out the budget."""
_MIN_ROWS = 3
_MOSTLY = 0.8
_WORDED = 6.0
"""What it weighs that all words of a column are those of one level: more than its heading."""
_WORDS = frozenset({"level1", "level2", "name"})
_AMOUNTS = frozenset({"number", "quantity", "blank"})

FUNDING = next(role for role in HEADER_ROLES if role.id == "funding")
_ROLES: dict[str, Role] = {role.id: role for role in reversed(COLUMN_ROLES)}


def _filled(table: Table, j: int) -> list[str]:
    return [key(text) for text in table.texts(j) if key(text)]


def _mostly(texts: Sequence[str], test: Callable[[str], object]) -> bool:
    return len(texts) >= _MIN_ROWS and sum(bool(test(text)) for text in texts) >= _MOSTLY * len(texts)


def _is_operator(table: Table, j: int) -> bool:
    """Nearly all are operators; of few rows all, and one of them compares: 定性 alone may say of what kind an indicator is."""
    found = [parse_operator(text) for text in _filled(table, j)]
    few = bool(found) and all(found) and any(name != "QUAL" for name in found)
    return few or _mostly(_filled(table, j), parse_operator)


def _is_value(table: Table, j: int) -> bool:
    texts = _filled(table, j)
    compared = sum(leading_operator(text) is not None and parse_operator(text) is None for text in texts)
    return len(texts) >= _MIN_ROWS and compared >= len(texts) / 2


def _is_weight(table: Table, j: int) -> bool:
    numbers = [parse_decimal(text.rstrip("%分")) for text in _filled(table, j)]
    return len(numbers) >= _MIN_ROWS and None not in numbers and sum(n for n in numbers if n is not None) in _WHOLE


def _is_name(table: Table, j: int) -> bool:
    texts = _filled(table, j)
    own = len(texts) == len(table.cells) and len(set(texts)) >= _MOSTLY * len(texts)
    return own and _mostly(texts, lambda text: shape(text) in ("text", "long"))


def _is_kind(table: Table, j: int) -> bool:
    texts = _filled(table, j)
    return bool(texts) and all(map(is_kind, texts))


def _is_first(table: Table, j: int) -> bool:
    """Every word is a first level, and outputs are one of them: 成本 and 满意度 are second levels as well."""
    texts = _filled(table, j)
    return len(set(texts)) > 1 and all(map(is_first_level, texts)) and any(map(_OUTPUT.match, texts))


def _is_unit(table: Table, j: int) -> bool:
    return _mostly(_filled(table, j), lambda text: counts(text) or "/" in text)


def _is_beside_operator(table: Table, j: int) -> bool:
    """Numbers, and words where the operator says so, in a table that has operators in a column of their own."""
    texts = [key(text) for text in table.texts(j)]
    operators = next((k for k in range(len(table.columns)) if _is_operator(table, k)), None)
    if operators is None or j <= operators or _is_weight(table, j) or table.is_serial(j):
        return False
    in_words = sum(parse_operator(text) == "QUAL" for text in table.texts(operators))
    numbers = sum(shape(text) in ("number", "quantity") for text in texts)
    enough = len(texts) >= _MIN_ROWS or j == operators + 1
    return enough and all(texts) and numbers + in_words >= _MOSTLY * len(texts)


def _repeats(texts: Sequence[str]) -> bool:
    """Whether a few words stand again and again: what explains an indicator is its own."""
    return len(texts) > _MIN_ROWS and len(set(texts)) <= len(texts) / 2


def leaning(table: Table, columns: Sequence[int]) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    """What the words of `columns` say of their roles, in log-odds: levels are called alike whatever heads them."""
    out = np.zeros((len(columns), len(COLUMN_ROLES)))
    for at, j in enumerate(columns):
        plain = _is_kind(table, j) and not all(map(is_first_level, _filled(table, j)))
        of = "level1" if _is_first(table, j) else "level2" if plain else None
        if of is not None:
            out[at] = [_WORDED if role.id == of else -_WORDED * (role.id in _WORDS) for role in COLUMN_ROLES]
        elif _repeats(_filled(table, j)):
            out[at] = [-_WORDED * (role.id == "explanation") for role in COLUMN_ROLES]
    return out


_SIGNS: tuple[tuple[str, Callable[[Table, int], bool]], ...] = (
    ("operator", _is_operator),
    ("value", _is_value),
    ("weight", _is_weight),
    ("unit", _is_unit),
    ("value", _is_beside_operator),
    ("level1", _is_first),
    ("level2", _is_kind),
    ("name", _is_name),
)
"""Roles and the signs of their columns, the surest first."""


def _given(choices: Sequence[Choice | None]) -> set[str]:
    return {choice.role.id for choice in choices if choice is not None}


def _open(choices: Sequence[Choice | None]) -> list[int]:
    return [j for j, choice in enumerate(choices) if choice is not None and choice.role.id == "attribute"]


def _anchor(choices: Sequence[Choice | None]) -> int:
    """The column that targets begin in: names stand left of it."""
    ids = [choice.role.id if choice else "" for choice in choices]
    return next((j for j, role in enumerate(ids) if role in ("operator", "value")), 0)


def _may_be(role: str, j: int, choices: Sequence[Choice | None]) -> bool:
    return role not in ("name", "level1", "level2") or j < _anchor(choices)


def _signs(table: Table, choices: list[Choice | None]) -> None:
    for role, is_sign in _SIGNS:
        if role in _given(choices):
            continue
        found = [j for j in _open(choices) if _may_be(role, j, choices) and is_sign(table, j)]
        if found:
            at = found[-1] if role == "name" else found[0]
            choices[at] = Choice(_ROLES[role], 0.0)


def _amounts_beside(table: Table, choices: list[Choice | None]) -> None:
    """In a list of projects, amounts under the same heading as their total are its parts: 预算安排 over 合计, 财政拨款 …"""
    over = [tuple(key(piece.text) for piece in column.over) for column in table.columns]
    money = [j for j in range(len(choices)) if over[j] and choices[j] and set(map(shape, table.texts(j))) <= _AMOUNTS]
    totals = [j for j in money if _is_total(table, choices, j)]
    if len(totals) != 1 or not any(choice and choice.role.id == "project_name" for choice in choices):
        return
    whole = over[totals[0]]
    for j in money:
        if j in totals:
            choices[j] = Choice(_ROLES["total_budget"], 0.0)
        elif over[j][: len(whole)] == whole and not _is_spent(table, j):
            choices[j] = Choice(FUNDING, 0.0)


def _is_spent(table: Table, j: int) -> bool:
    """Whether the headings over an amount say that it was spent, not where it comes from."""
    column = table.columns[j]
    return any(SPENT.search(key(piece.text)) for piece in (*column.over, column.header))


def _is_total(table: Table, choices: Sequence[Choice | None], j: int) -> bool:
    choice = choices[j]
    named = choice is not None and choice.role.id == "total_budget"
    return named or ("total_budget" not in _given(choices) and key(table.columns[j].header.text) in TOTALS)


def _second_level(table: Table, choices: list[Choice | None]) -> None:
    """The only column of levels is of the second where all its words are: 数量指标, 时效指标 … but no 效益指标."""
    at = next((j for j, choice in enumerate(choices) if choice is not None and choice.role.id == "level1"), None)
    if at is not None and "level2" not in _given(choices) and _is_kind(table, at):
        choices[at] = Choice(_ROLES["level2"], 0.0)


def by_structure(table: Table, choices: Sequence[Choice | None]) -> tuple[Choice | None, ...]:
    """The roles of all columns, those filled in that the structure of `table` makes plain."""
    found = list(choices)
    _amounts_beside(table, found)
    _second_level(table, found)
    _signs(table, found)
    return tuple(found)
