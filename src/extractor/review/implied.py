"""What follows from a corrected field by the rules of reading: units of money, blank operators, what a filling rule asks for.

Nothing here is a reviewer's word: every text stays as it is, and only what a corrected field says is told anew.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Literal, TypeAlias

from extractor.interpret.filling_rules import requirements
from extractor.normalise.units import money_unit
from extractor.record import BudgetTable, Claim, FillingRule, Form, Indicator, Leaf, Record, Requirement
from extractor.review.paths import Step, steps
from extractor.settle import is_in_words

__all__ = ["implied"]

_Source: TypeAlias = Literal["cell", "column", "form"]
_Rest: TypeAlias = tuple[Step, ...]


def implied(record: Record, changed: Iterable[str]) -> Record:
    """The record, changed in place, with what follows from the leaves at `changed`."""
    for path in changed:
        part, *rest = steps(path)
        if part in _RULES and rest:
            number, *inside = rest
            _RULES[str(part)](getattr(record, str(part))[number], tuple(inside))
    return record


def _form(form: Form, rest: _Rest) -> None:
    sources: list[tuple[_Source, str]] = [("form", _raw(form.amount_unit))]
    match rest:
        case ("amount_unit",):
            _set_units((form.total_budget, form.prior_year_budget, *(row.amount for row in form.funding)), sources, {None, "form"})
        case ("total_budget" | "prior_year_budget" as name,):
            _set_units([getattr(form, name)], sources)
        case ("funding", int(number), "amount"):
            _set_units([form.funding[number].amount], sources)
        case ("indicators", int(number), "value" | "operator"):
            _set_operator(form.indicators[number])
        case _:
            pass


def _table(table: BudgetTable, rest: _Rest) -> None:
    match rest:
        case ("amount_unit",):
            for column in range(len(table.columns)):
                _set_units(_column(table, column), _table_sources(table, column), {None, "form"})
        case ("columns", int(column), int()):
            _set_units(_column(table, column), _table_sources(table, column), {None, "column", "form"})
        case ("rows", int(row), "cells", int(column)):
            _set_units([table.rows[row].cells[column]], _table_sources(table, column))
        case _:
            pass


def _column(table: BudgetTable, column: int) -> list[Leaf | None]:
    return [row.cells[column] for row in table.rows if column < len(row.cells)]


def _table_sources(table: BudgetTable, column: int) -> list[tuple[_Source, str]]:
    headings = "/".join(leaf.raw for leaf in table.columns[column]) if column < len(table.columns) else ""
    return [("column", headings), ("form", _raw(table.amount_unit))]


def _claim(claim: Claim, rest: _Rest) -> None:
    amount, unit = claim.amount, _raw(claim.unit)
    if amount is not None and (rest == ("unit",) or (rest == ("amount",) and amount.unit is None and amount.raw)):
        amount.unit, amount.unit_source = (unit, "cell") if unit else (None, None)


def _rule(rule: FillingRule, _rest: _Rest) -> None:
    found = [Requirement(kind=made.kind, of=made.of, value=made.value) for made in requirements(rule.text.raw)]
    rule.kind, rule.value = (found[0].kind, found[0].value) if found else (None, None)
    rule.requirements = found


_RULES: Mapping[str, Callable[..., None]] = {"forms": _form, "tables": _table, "claims": _claim, "filling_rules": _rule}
"""What follows within each part, from the part and the path inside it."""


def _raw(leaf: Leaf | None) -> str:
    return leaf.raw if leaf else ""


def _set_units(
    leaves: Iterable[Leaf | None], sources: Iterable[tuple[_Source, str]], over: Iterable[_Source | None] = (None,)
) -> None:
    """The unit of amounts that have theirs from one of `over`: the first that `sources` name."""
    named = [(text[slice(*span)], source) for source, text in sources if (span := money_unit(text))]
    unit, source = named[0] if named else (None, None)
    for leaf in leaves:
        if leaf is not None and leaf.raw and leaf.unit_source in over:
            leaf.unit, leaf.unit_source = unit, source


def _set_operator(indicator: Indicator) -> None:
    """A blank operator is qualitative where the target is in words, as `settle.forms` has it, and nothing before a number."""
    operator, value = indicator.operator, _raw(indicator.value)
    if operator is None or operator.raw or operator.unreadable:
        return
    in_words = is_in_words(value)
    if in_words and operator.value is None:
        operator.value, operator.origin = "QUAL", "inferred"
    elif not in_words and operator.origin == "inferred":
        operator.value, operator.origin = None, "read"
