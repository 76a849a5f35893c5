"""One form read as two: neither part comes to its total, both together do."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from extractor.checks.sums import Sum, Term, Values

__all__ = ["torn"]

_FORM = re.compile(r"forms\[(\d+)\]")


def torn(sums: Sequence[Sum], values: Values) -> Iterator[tuple[Sum, Sum]]:
    """Broken identities of two forms that follow each other, of one check and one target, whose parts together make it.

    `values` are what looks prefer to what was read.
    """
    broken = sorted(
        (number, one.check, at) for at, one in enumerate(sums) if (number := _form(one)) is not None and not one.closes()
    )
    checks = sorted({check for _, check, _ in broken})
    for check in checks:
        for (before, _, first), (behind, _, second) in pairwise(item for item in broken if item[1] == check):
            if behind == before + 1 and _together(sums[first], sums[second], values):
                yield sums[first], sums[second]


def _form(one: Sum) -> int | None:
    """The form that an identity with a stated target is of; one with a cell for its whole is of no other form."""
    found = _FORM.fullmatch(one.scope)
    return int(found[1]) if found and not isinstance(one.whole, Term) else None


def _together(one: Sum, other: Sum, values: Values) -> bool:
    return one.whole == other.whole and replace(one, parts=(*one.parts, *other.parts)).closes(values)
