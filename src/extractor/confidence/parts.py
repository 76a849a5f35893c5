"""How soundly each form, each table and the claims of a record were read as a whole: what tells a value under a wrong heading."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from statistics import fmean

from extractor.checks.claims_words import topic_of
from extractor.checks.tables_entries import fold_name
from extractor.checks.views import View
from extractor.normalise.text import key
from extractor.record import BudgetTable, Form, Leaf, Record

__all__ = ["Part", "odd_rows", "parts", "topical"]


@dataclass(frozen=True, slots=True)
class Part:
    """How much of a form or table is as it should be: whether it says whose it is (a table: its title, in a file of budgets by
    codes), whether it states its total (a table: its unit), which share of its rows is whole, and whether no level of its
    indicators begins anew behind another: they are of several projects then.
    """

    named: bool = True
    stated: bool = True
    whole: float = 1.0
    ordered: bool = True


def odd_rows(record: Record) -> Iterator[str]:
    """Rows without a name, or with words where a number belongs: something slipped from one row or column into another."""
    root = View("", record)
    for row in (row for table in root.rows("tables") for row in table.rows("rows")):
        if not row.text("name") or any(at.raw and at.leaf.value is None for at in row.cells() if at is not None):
            yield row.path
    for row in (row for form in root.rows("forms") for row in form.rows("indicators")):
        weight = row.filled("weight")
        if not row.text("name") or (weight is not None and weight.leaf.value is None):
            yield row.path


def parts(record: Record, odd: frozenset[str]) -> Mapping[str, Part]:
    """By form, by table, and for the claims, which go with tables. What lacks its own was hardly read as it is meant.

    `odd` are the rows of `odd_rows`.
    """
    coded = any(_is_filled(row.code) for table in record.tables for row in table.rows)
    found = {f"forms[{number}]": _of_form(form) for number, form in enumerate(record.forms)}
    for number, table in enumerate(record.tables):
        path = f"tables[{number}]"
        found[path] = _of_table(table, path, odd, coded=coded)
    return found | {"claims": Part(named=bool(record.tables))}


def _of_form(form: Form) -> Part:
    filer = form.organization if form.kind == "overall" else form.project_name
    rows = [_is_filled(row.name) and _is_filled(row.value) for row in form.indicators]
    levels = [key(row.level1.raw) for row in form.indicators if row.level1 is not None and row.level1.raw]
    runs = [level for level, _ in groupby(levels)]
    return Part(_is_filled(filer), _is_filled(form.total_budget), fmean(rows) if rows else 0.0, len(runs) == len(set(runs)))


def _of_table(table: BudgetTable, path: str, odd: frozenset[str], *, coded: bool) -> Part:
    rows = [f"{path}.rows[{at}]" not in odd for at in range(len(table.rows))]
    return Part(coded and _is_filled(table.title), _is_filled(table.amount_unit), fmean(rows) if rows else 1.0)


def _is_filled(leaf: Leaf | None) -> bool:
    return leaf is not None and bool(leaf.raw)


def topical(record: Record) -> Iterator[str]:
    """The claims of what budgets are about, or of an account of a table: what else stands in prose is often no claim."""
    names = {fold_name(row.name.raw) for table in record.tables for row in table.rows if row.name is not None}
    for number, claim in enumerate(record.claims):
        topic = topic_of(claim.subject.raw) if claim.subject is not None else None
        if topic is not None and (topic.item or topic.name in names):
            yield f"claims[{number}]"
