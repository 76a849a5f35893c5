"""The sums that a document promises, computed from its labels alone: the oracle that checks are scored against."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any, TypeAlias

from golden.corpus import Record
from golden.figures import Figure, Identity, make_sum, read_figure
from golden.table_identities import table_identities

__all__ = ["identities"]

Form: TypeAlias = dict[str, Any]
"""A form as labelled."""

_TOTAL_LABELS = ("合计", "小计")
"""The part of a nested funding label that is the sum of its siblings."""

_AXES = (frozenset({"基本支出", "项目支出"}), frozenset({"区级支出", "补助街镇"}))
"""Funding labels that sum to the total by themselves, whatever other labels the form has."""

_OF_WHICH = "其中"
"""Opens the parts of the total where it comes first, else some of the row before it."""

_MATRIX_TOTALS = ("年度资金总额", "资金总额", "合计")
_MATRIX_COLUMNS = ("年初预算数", "全年预算数", "全年执行数")
"""Rows and columns of a self-evaluation's matrix of funds that stand among the attributes as row/column."""

_FULL_WEIGHTS = (Decimal(90), Decimal(100))
"""What weights may sum to where nothing is stated: with or without the ten of the budget execution."""

_WEIGHT_RULE = re.compile(r"权重(?:之|总)?和(?:应)?为(\d+(?:\.\d+)?)")


def identities(record: Record) -> list[Identity]:
    """Every sum that the labels promise, whether it closes or not. Labels without tables have none of theirs."""
    targets = _stated_weights(record)
    found = [identity for n, form in enumerate(record["forms"]) for identity in _of_form(form, f"forms[{n}]", targets)]
    for number, table in enumerate(record.get("tables", ())):
        found += table_identities(table, f"tables[{number}]")
    return found


def _of_form(form: Form, path: str, targets: Sequence[Decimal]) -> Iterator[Identity]:
    for identity in (*_funding(form, path), *_matrix(form, path)):
        if identity is not None:
            yield identity
    yield from _weights(form, path, targets)


def _funding(form: Form, path: str) -> Iterator[Identity | None]:
    """F01: nested labels within their group, and the groups of each axis to the total."""
    groups = _groups(form, path)
    for parts in groups.values():
        whole = next((parts[label] for label in _TOTAL_LABELS if label in parts), None)
        if whole is not None:
            yield make_sum("F01", whole, [part for part in parts.values() if part is not whole])
    total = _figure(f"{path}.total_budget", form["total_budget"], form)
    for axis in _by_axis(groups) if total.printed else ():
        yield make_sum("F01", total, [part for label in axis for part in _top(groups[label])])


def _groups(form: Form, path: str) -> dict[str, dict[str, Figure]]:
    """Funding amounts by the first and the second half of their labels; what is only some of another is left out."""
    groups: dict[str, dict[str, Figure]] = {}
    for number, item in enumerate(form["funding"]):
        head, _, part = item["label"].partition("/")
        if number == 0 or not head.startswith(_OF_WHICH):
            amount = _figure(f"{path}.funding[{number}].amount", item["amount"], form)
            groups.setdefault(head.removeprefix(_OF_WHICH).lstrip("：:"), {})[part] = amount
    alone = len(groups) == 1 and form["funding"][0]["label"].startswith(_OF_WHICH)
    return {} if alone else groups


def _figure(path: str, text: str | None, form: Form) -> Figure:
    return read_figure(path, text or "", form["amount_unit"])


def _by_axis(groups: dict[str, dict[str, Figure]]) -> list[list[str]]:
    axes = [[label for label in groups if label in axis] for axis in _AXES]
    axes.append([label for label in groups if not any(label in axis for axis in _AXES)])
    return [axis for axis in axes if axis]


def _top(parts: dict[str, Figure]) -> list[Figure]:
    """What a group counts for: its own amount, else its total, else its parts."""
    whole = next((parts[label] for label in ("", *_TOTAL_LABELS) if label in parts), None)
    return list(parts.values()) if whole is None else [whole]


def _matrix(form: Form, path: str) -> Iterator[Identity | None]:
    """F01: each column of amounts in a matrix of funds, its total row first."""
    cells: dict[str, list[Figure]] = {}
    totals: dict[str, Figure] = {}
    for number, item in enumerate(form["attributes"]):
        row, _, column = item["label"].partition("/")
        figure = _figure(f"{path}.attributes[{number}].value", item["value"], form)
        if column in _MATRIX_COLUMNS and row in _MATRIX_TOTALS:
            totals[column] = figure
        elif column in _MATRIX_COLUMNS:
            cells.setdefault(column, []).append(figure)
    for column, total in totals.items():
        yield make_sum("F01", total, cells.get(column, ()))


def _weights(form: Form, path: str, targets: Sequence[Decimal]) -> Iterator[Identity]:
    """W01 and, where the execution weight is printed, W02. Weights are exact: no rounding explains a difference."""
    rows = [read_figure(f"{path}.indicators[{n}].weight", item["weight"] or "") for n, item in enumerate(form["indicators"])]
    if not any(row.printed for row in rows):
        return
    paths, actual = tuple(row.path for row in rows), sum((row.amount for row in rows), Decimal(0))
    execution = read_figure(f"{path}.execution_weight", form["execution_weight"] or "")
    if execution.printed:
        yield Identity("W02", None, (*paths, execution.path), actual + execution.amount, (Decimal(100),))
    if targets or not execution.printed:
        yield Identity("W01", None, paths, actual, tuple(targets) or _FULL_WEIGHTS)


def _stated_weights(record: Record) -> list[Decimal]:
    """The sums of weights that the filling rules ask for."""
    return [Decimal(found[1]) for rule in record["filling_rules"] if (found := _WEIGHT_RULE.search(rule["text"]))]
