"""Linear identities as data: a whole (a cell, or a target that is stated) and the parts that make it.

Checks say which sums they judged, those that close and those that do not (`Tally.saw`); `engine.sums_of` gathers them. What does
not close is diagnosed from them: `extractor.diagnose`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, TypeAlias, cast

from extractor.checks.figures import Figure, number, total
from extractor.checks.views import At
from extractor.record import Leaf

__all__ = ["Cell", "Kind", "Sum", "Term", "Values", "distinct", "sum_of"]

Kind: TypeAlias = Literal["money", "number"]

Values: TypeAlias = Mapping[str, Figure]
"""What cells would be, by path; a cell that is not there is as recorded."""

Cell: TypeAlias = tuple[At, Figure | None]
"""A cell and the figure that a check takes it for; None for a blank."""

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

    def gaps(self, values: Values | None = None) -> list[Decimal]:
        """What the parts come to less the whole, for each target."""
        together = total(_of(part, values) for part in self.parts).value
        wholes = (_of(self.whole, values).value,) if isinstance(self.whole, Term) else self.whole
        return [together - whole for whole in wholes]

    def gap(self, values: Values | None = None) -> Decimal:
        """What the parts come to less the whole; of several targets the nearest."""
        return min(self.gaps(values), key=abs)

    def slack(self, values: Values | None = None) -> Decimal:
        """How far rounding may have moved the two sides apart."""
        return total(_of(term, values) for term in self.terms).half

    def closes(self, values: Values | None = None) -> bool:
        """Whether the parts make the whole, within the rounding of all."""
        return abs(self.gap(values)) <= self.slack(values)

    def sign(self, path: str) -> int:
        """What one more in the cell does to the gap: 1 for a part, -1 for the whole, 0 for a cell of neither."""
        own = -1 if isinstance(self.whole, Term) and self.whole.path == path else 0
        return own + sum(part.path == path for part in self.parts)


def _of(term: Term, values: Values | None) -> Figure:
    return values.get(term.path, term.value) if values else term.value


def sum_of(field: str, whole: Cell | tuple[Decimal, ...], parts: Iterable[Cell], kind: Kind = "money") -> Sum:
    """A sum from the cells and figures that a check takes it by; `engine.sums_of` adds the check and its scope."""
    listed = list(parts)
    is_cell = isinstance(whole[0], At)
    cells = [*([cast(Cell, whole)] if is_cell else []), *listed]
    factors = [_factor(at, figure) for at, figure in cells]
    usual = next((factor for factor in factors if factor is not None), Decimal(1))
    halves = [figure.half for at, figure in cells if figure is not None and not _has_decimals(at)]
    finest = min(halves or [figure.half for _, figure in cells if figure is not None], default=Decimal(0))
    made = [
        Term(at, figure, factor or usual, figure.half if figure is not None and not _has_decimals(at) else finest)
        for (at, figure), factor in zip(cells, factors, strict=True)
    ]
    if is_cell:
        return Sum("", "", field, made[0], tuple(made[1:]), kind)
    return Sum("", "", field, cast(tuple[Decimal, ...], whole), tuple(made), kind)


def _factor(at: At, figure: Figure | None) -> Decimal | None:
    """How many yuan one unit of the cell is, as the check took it; None for nothing and zero, which say nothing of it."""
    found = number(at)
    return figure.value / found if figure is not None and found else None


def _has_decimals(at: At) -> bool:
    return "." in at.raw


def distinct(sums: Sequence[Sum]) -> list[Sum]:
    """Each identity once: several checks may judge the same one."""
    seen: dict[tuple[str, tuple[str, ...]], Sum] = {}
    for one in sums:
        whole = one.whole.path if isinstance(one.whole, Term) else "|".join(map(str, one.whole))
        seen.setdefault((whole, tuple(sorted(part.path for part in one.parts))), one)
    return list(seen.values())
