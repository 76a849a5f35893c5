"""Sums over what may not have been read whole: what is lacking stands elsewhere, or rows are without what their neighbours have."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from extractor.checks.sums import Sum
from extractor.checks.views import View
from extractor.normalise.numbers import parse_decimal
from extractor.normalise.quantities import find_quantities
from extractor.normalise.text import key
from extractor.normalise.units import YUAN_PER
from extractor.record import Form, Leaf, Record

__all__ = ["holed", "lacking"]

_TELLING = 3
"""Digits from which a number hardly stands elsewhere by chance."""

_LONGEST = 20_000
"""Characters of a text that are searched for numbers."""

_WEIGHT = re.compile(r"forms\[(\d+)\]\.indicators\[\d+\]\.weight$")


def lacking(record: Record, sums: Iterable[Sum]) -> bool:
    """Whether a sum of money falls short by a number that stands under another name or in a text of its form, or in no field."""
    return any(_lacks(record, one) for one in sums)


def holed(record: Record, sums: Iterable[Sum]) -> bool:
    """Whether the sums are of weights that were recognised, and rows of their form, or all of the form beside it, were not read."""
    numbers = {int(found[1]) for one in sums for part in one.parts if (found := _WEIGHT.match(part.path))}
    return any(_is_holed(record.forms, number) for number in numbers)


def _is_holed(forms: Sequence[Form], number: int) -> bool:
    rows = forms[number].indicators
    if not any(row.weight is not None and row.weight.ocr is not None for row in rows):
        return False
    beside = forms[max(number - 1, 0) : number + 2]
    return any(not _is_filled(row.weight) for row in rows) or any(not form.indicators for form in beside)


def _is_filled(leaf: Leaf | None) -> bool:
    return leaf is not None and leaf.value is not None


def _lacks(record: Record, one: Sum) -> bool:
    missing = -one.gap()
    if one.kind != "money" or one.closes() or missing <= 0 or not one.parts:
        return False
    usual = one.parts[0]
    found = [*map(usual.read_as, _elsewhere(record, one)), *(usual.read_as(*told) for told in _told(record, one))]
    return any(figure is not None and abs(figure.value - missing) <= one.slack() for figure in found)


def _elsewhere(record: Record, one: Sum) -> Iterator[str]:
    """The telling numbers of the form that no sum has, and those of its pages that no field has."""
    pages = {term.at.leaf.page for term in one.terms}
    other = [item.raw for item in record.unassigned if item.page in pages]
    other += [row.value.raw for form in _forms(record, one) for row in form.attributes if row.value is not None]
    yield from filter(_is_telling, other)


def _told(record: Record, one: Sum) -> Iterator[tuple[str, Decimal | None]]:
    """The telling amounts in the form's texts, each with the yuan that its own unit is."""
    for form in _forms(record, one):
        texts = (at.raw for at in View("", form).leaves() if len(at.raw) <= _LONGEST and parse_decimal(at.raw) is None)
        for text in texts:
            for found in find_quantities(text):
                number, unit = text[slice(*found.number)], key(text[slice(*found.unit)]) if found.unit else ""
                if _is_telling(number) and (not unit or unit in YUAN_PER):
                    yield number, YUAN_PER.get(unit)


def _forms(record: Record, one: Sum) -> list[Form]:
    return [form for number, form in enumerate(record.forms) if one.scope == f"forms[{number}]"]


def _is_telling(text: str) -> bool:
    return sum(map(str.isdigit, key(text).strip("0.,"))) >= _TELLING
