"""Minimal conflict sets: the smallest sets of cells whose change can repair all that broke together and open nothing that closed.

The sets are found by branching: a broken identity needs a changed cell; an identity that closed and has one changed cell needs
another. Deepening step by step the search is exact as long as its budget lasts; beyond that it says so.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from extractor.checks.figures import Figure
from extractor.checks.sums import Sum
from extractor.diagnose.system import Group, System

__all__ = ["Conflicts", "Repair", "conflicts"]

_DEEPEST = 3
_BUDGET = 20_000
"""Sets that are looked at; a table of a hundred rows with two wrong cells needs a few thousand."""

Repair = Mapping[str, Decimal]
"""By how much each cell would have to change."""


@dataclass(frozen=True, slots=True)
class Conflicts:
    """All smallest sets of cells with the changes that repair; none where the search was cut short (`exact` is then false)."""

    sets: tuple[Repair, ...]
    exact: bool

    @property
    def cells(self) -> list[str]:
        """The cells that any of the sets has, in order."""
        return list(dict.fromkeys(path for repair in self.sets for path in repair))


class _SpentError(Exception):
    """The budget of the search is used up."""


@dataclass(slots=True)
class _Search:
    system: System
    group: Group
    left: int = _BUDGET

    def of_size(self, size: int) -> Iterator[Repair]:
        seen: set[frozenset[str]] = set()
        yield from self._extend((), size, seen)

    def _extend(self, chosen: tuple[str, ...], size: int, seen: set[frozenset[str]]) -> Iterator[Repair]:
        if frozenset(chosen) in seen:
            return
        seen.add(frozenset(chosen))
        self.left -= 1
        if self.left < 0:
            raise _SpentError
        open_ = [one for one in self.group.sums if not self.system.paths(one).intersection(chosen)]
        if len(chosen) == size:
            found = None if open_ else solve(self.system, self.group, chosen)
            if found is not None:
                yield found
            return
        wanting = min(open_ or self._lonely(chosen), key=lambda one: len(one.terms), default=None)
        for path in dict.fromkeys(term.path for term in wanting.terms) if wanting is not None else ():
            if path not in chosen:
                yield from self._extend((*chosen, path), size, seen)

    def _lonely(self, chosen: Sequence[str]) -> list[Sum]:
        """Identities that closed and have but one changed cell: another one has to make up for it."""
        system, cells = self.system, set(chosen)
        return [one for one in system.concerned(chosen) if system.closed(one) and len(system.paths(one) & cells) == 1]


def conflicts(system: System, group: Group) -> Conflicts:
    """The smallest sets of up to three cells."""
    search = _Search(system, group)
    try:
        for size in range(1, _DEEPEST + 1):
            found = tuple(search.of_size(size))
            if found:
                return Conflicts(found, exact=True)
    except _SpentError:
        return Conflicts((), exact=False)
    return Conflicts((), exact=True)


def solve(system: System, group: Group, chosen: Sequence[str]) -> Repair | None:
    """The one change of the cells that closes every identity they are in; None if there is none, or many."""
    touched = [*group.sums, *(one for one in system.concerned(chosen) if one not in group.sums)]
    rows = [[Decimal(one.sign(path)) for path in chosen] + [-one.gap()] for one in touched]
    deltas = _eliminated(rows, len(chosen))
    if deltas is None or not all(deltas):
        return None
    values = {
        path: Figure(system.terms[path].value.value + delta, system.terms[path].value.half)
        for path, delta in zip(chosen, deltas, strict=True)
    }
    return dict(zip(chosen, deltas, strict=True)) if system.repairs(group, values) else None


def _eliminated(rows: Sequence[Sequence[Decimal]], count: int) -> list[Decimal] | None:
    """The solution that the first independent rows fix; the others are for the caller to try. None where it is not one."""
    pivots: list[list[Decimal]] = []
    for row in rows:
        reduced = list(row)
        for pivot in pivots:
            factor = reduced[_lead(pivot)] / pivot[_lead(pivot)]
            reduced = [a - factor * b for a, b in zip(reduced, pivot, strict=True)]
        if any(reduced[:count]):
            pivots.append(reduced)
    if len(pivots) < count:
        return None
    solution = [Decimal(0)] * count
    for pivot in sorted(pivots, key=_lead, reverse=True):
        lead = _lead(pivot)
        solution[lead] = (pivot[count] - sum((pivot[i] * solution[i] for i in range(lead + 1, count)), Decimal(0))) / pivot[lead]
    return solution


def _lead(row: Sequence[Decimal]) -> int:
    return next(place for place, value in enumerate(row) if value)
