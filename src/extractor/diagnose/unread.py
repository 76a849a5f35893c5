"""A sum that lacks just what stands elsewhere in the form: one of its parts may not have been read as one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from extractor.checks.sums import Sum
from extractor.normalise.text import key
from extractor.record import Record

__all__ = ["lacking"]

_TELLING = 3
"""Digits from which a number hardly stands elsewhere by chance."""


def lacking(record: Record, sums: Iterable[Sum]) -> bool:
    """Whether a sum of money falls short by a number that stands under another name in its form, or in no field at all."""
    return any(_lacks(record, one) for one in sums)


def _lacks(record: Record, one: Sum) -> bool:
    missing = -one.gap()
    if one.kind != "money" or one.closes() or missing <= 0 or not one.parts:
        return False
    found = (one.parts[0].read_as(text) for text in _elsewhere(record, one))
    return any(figure is not None and abs(figure.value - missing) <= one.slack() for figure in found)


def _elsewhere(record: Record, one: Sum) -> Iterator[str]:
    """The telling numbers of the form that no sum has, and those of its pages that no field has."""
    pages = {term.at.leaf.page for term in one.terms}
    other = [item.raw for item in record.unassigned if item.page in pages]
    for number, form in enumerate(record.forms):
        if one.scope == f"forms[{number}]":
            other += [row.value.raw for row in form.attributes if row.value is not None]
    yield from (text for text in other if sum(map(str.isdigit, key(text).strip("0.,"))) >= _TELLING)
