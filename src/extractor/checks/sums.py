"""Linear identities as data: a whole (a cell, or a target that is stated) and the parts that make it.

Checks say which sums they judged, those that close and those that do not (`Tally.saw`); `engine.sums_of` gathers them. What does
not close is diagnosed from them: `extractor.diagnose`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, TypeAlias

from extractor.checks.figures import Figure, number, total
from extractor.checks.views import At
from extractor.normalise.units import yuan_per
from extractor.record import Leaf

__all__ = ["Kind", "Sum", "Term", "Values", "terms"]

Kind: TypeAlias = Literal["money", "number"]

Values: TypeAlias = Mapping[str, Figure]
"""What cells would be, by path; a cell that is not there is as recorded."""

_HALF = Decimal("0.5")


@dataclass(frozen=True, slots=True)
class Term:
    """A cell of a sum: its figure as the check took it (None: blank), and how many yuan one unit of it is.

    `whole_half` is how far a number without decimals may be rounded where it stands (money of a table is as exact as its
    finest cell), so that another reading of the cell can be weighed as the check would.
    """

    at: At
    figure: Figure | None
    factor: Decimal = Decimal(1)
    whole_half: Decimal = Decimal(0)

    @property
    def path(self) -> str:
        """The leaf's path."""
        return self.at.path

    @property
    def value(self) -> Figure:
        """What it counts: a blank is nothing."""
        return self.figure or Figure(Decimal(0))

    def read_as(self, text: str, factor: Decimal | None = None) -> Figure | None:
        """The figure if `text` stood in the cell, in its unit or in another; None where it is no number. A blank is nothing."""
        if not text:
            return Figure(Decimal(0))
        found = number(At(self.path, Leaf(raw=text)))
        if found is None:
            return None
        unit = self.factor if factor is None else factor
        exponent = found.as_tuple().exponent
        places = -exponent if isinstance(exponent, int) and exponent < 0 else 0
        half = _HALF.scaleb(-places) * unit if places else self.whole_half
        return Figure(found * unit, half)


@dataclass(frozen=True, slots=True)
class Sum:
    """`whole` = the sum of `parts`; a whole that stands nowhere is one of several targets. `field` is that of the fault.

    `scope` is the path of the form or table that it is a sum of, "" for the document. `name` is what it is for people.
    """

    check: str
    scope: str
    field: str
    whole: Term | tuple[Decimal, ...]
    parts: tuple[Term, ...]
    kind: Kind = "money"

    @property
    def terms(self) -> tuple[Term, ...]:
        """All cells, the whole first where it is one."""
        return (self.whole, *self.parts) if isinstance(self.whole, Term) else self.parts

    @property
    def paths(self) -> frozenset[str]:
        """The paths of all cells."""
        return frozenset(term.path for term in self.terms)

    def gap(self, values: Values | None = None) -> Decimal:
        """What the parts come to less the whole; of several targets the nearest."""
        together = self._sum(values).value
        if isinstance(self.whole, Term):
            return together - _of(self.whole, values).value
        return min((together - target for target in self.whole), key=abs)

    def gaps(self, values: Values | None = None) -> list[Decimal]:
        """What the parts come to less the whole, for each target."""
        if isinstance(self.whole, Term):
            return [self.gap(values)]
        return [self._sum(values).value - target for target in self.whole]

    def slack(self, values: Values | None = None) -> Decimal:
        """How far rounding may have moved the two sides apart."""
        half = _of(self.whole, values).half if isinstance(self.whole, Term) else Decimal(0)
        return half + self._sum(values).half

    def closes(self, values: Values | None = None) -> bool:
        """Whether the parts make the whole, within the rounding of all."""
        return abs(self.gap(values)) <= self.slack(values)

    def sign(self, path: str) -> int:
        """What one more in the cell does to the gap: 1 for a part, -1 for the whole, 0 for a cell of neither."""
        own = -1 if isinstance(self.whole, Term) and self.whole.path == path else 0
        return own + sum(part.path == path for part in self.parts)

    def _sum(self, values: Values | None) -> Figure:
        return total(_of(part, values) for part in self.parts)


def _of(term: Term, values: Values | None) -> Figure:
    return values.get(term.path, term.value) if values else term.value


def terms(
    cells: Iterable[At], figure: Callable[[At], Figure | None], unit: Callable[[At], str | None] = lambda at: at.leaf.unit
) -> Iterator[Term]:
    """Cells with the figures and units that a check takes them by."""
    for at in cells:
        name = unit(at)
        yield Term(at, figure(at), yuan_per(name) if name is not None else Decimal(1))


def distinct(sums: Sequence[Sum]) -> list[Sum]:
    """Each identity once: several checks may judge the same one."""
    seen: dict[tuple[str, tuple[str, ...]], Sum] = {}
    for one in sums:
        whole = one.whole.path if isinstance(one.whole, Term) else "|".join(map(str, one.whole))
        seen.setdefault((whole, tuple(sorted(part.path for part in one.parts))), one)
    return list(seen.values())
