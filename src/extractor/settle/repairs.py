"""What a reading put right in the layout, by its place in the record."""

from __future__ import annotations

from collections.abc import Iterator

from extractor.interpret import Reading
from extractor.record import Repair

__all__ = ["settle_repairs"]


def settle_repairs(reading: Reading, first: int) -> Iterator[Repair]:
    """The repairs of a reading whose forms begin at forms[first] of the record."""
    for number, form in enumerate(reading.forms, start=first):
        for path, what in form.repairs:
            yield Repair(path=f"forms[{number}].{path}", what=what)
        for row, indicator in enumerate(form.indicators):
            if indicator.repair:
                yield Repair(path=f"forms[{number}].indicators[{row}]", what=indicator.repair)
