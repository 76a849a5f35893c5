"""The linear identities of a record as one system: which broke together, and whether a change repairs them and opens none."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from extractor.checks.figures import Figure
from extractor.checks.sums import Sum, Term, distinct

__all__ = ["Group", "System", "written"]


@dataclass(frozen=True, slots=True)
class Group:
    """Identities that broke and share cells: what explains one may explain all."""

    sums: tuple[Sum, ...]

    @property
    def cells(self) -> list[str]:
        """The paths of all their cells, in order."""
        return list(dict.fromkeys(term.path for one in self.sums for term in one.terms))

    @property
    def shared(self) -> list[str]:
        """The cells that all of them have."""
        return [path for path in self.cells if all(path in one.paths for one in self.sums)]


@dataclass(slots=True)
class System:
    """All identities of a record, each once, with the cells they are about."""

    sums: list[Sum]
    checks: frozenset[str] = frozenset()
    terms: dict[str, Term] = field(default_factory=dict)
    touching: dict[str, list[Sum]] = field(default_factory=dict)
    _closed: set[int] = field(default_factory=set)
    _paths: dict[int, frozenset[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, sums: Sequence[Sum]) -> System:
        """The system of a record's sums."""
        made = cls(distinct(sums), frozenset(one.check for one in sums))
        for one in made.sums:
            made._paths[id(one)] = one.paths
            if one.closes():
                made._closed.add(id(one))
            for term in one.terms:
                made.terms.setdefault(term.path, term)
                made.touching.setdefault(term.path, []).append(one)
        return made

    def closed(self, one: Sum) -> bool:
        """Whether it closes as recorded."""
        return id(one) in self._closed

    def paths(self, one: Sum) -> frozenset[str]:
        """Its cells."""
        return self._paths[id(one)]

    def groups(self) -> list[Group]:
        """The broken identities, those that share cells together."""
        left = [one for one in self.sums if not self.closed(one)]
        groups = []
        while left:
            group, paths = [left.pop(0)], set[str]()
            paths |= group[0].paths
            while near := [one for one in left if paths & one.paths]:
                group += near
                left = [one for one in left if one not in near]
                paths.update(*(one.paths for one in near))
            groups.append(Group(tuple(group)))
        return groups

    def concerned(self, paths: Iterable[str]) -> list[Sum]:
        """The identities that have any of the cells."""
        return list({id(one): one for path in paths for one in self.touching.get(path, ())}.values())

    def repairs(self, group: Group, values: Mapping[str, Figure]) -> bool:
        """Whether the change closes every identity of the group, and all others that its cells are in."""
        return all(one.closes(values) for one in group.sums) and all(one.closes(values) for one in self.concerned(values))

    def eased(self, values: Mapping[str, Figure]) -> list[Sum]:
        """The broken identities that a change closes; none if it opens any."""
        concerned = self.concerned(values)
        opened = any(self.closed(one) and not one.closes(values) for one in concerned)
        return [] if opened else [one for one in concerned if not self.closed(one) and one.closes(values)]

    def changed(self, values: Mapping[str, Figure]) -> System:
        """The system with other figures in some cells."""
        return System.of([_with(one, values) for one in self.sums])

    def figures(self, texts: Mapping[str, str]) -> dict[str, Figure] | None:
        """The cells as they would count with those texts; None where one is no number, or none would count otherwise.

        No cell is taken for more rounded than it was read: a digit less must not close what the value does not.
        """
        figures: dict[str, Figure] = {}
        for path, text in texts.items():
            if path in self.terms:
                term = self.terms[path]
                found = term.read_as(text)
                if found is None:
                    return None
                figures[path] = Figure(found.value, min(found.half, term.figure.half) if term.figure else found.half)
        changed = any(figure.value != self.terms[path].value.value for path, figure in figures.items())
        return figures if changed else None


def _with(one: Sum, values: Mapping[str, Figure]) -> Sum:
    """The identity with other figures in some cells."""
    parts = tuple(_term(term, values) for term in one.parts)
    return replace(one, whole=_term(one.whole, values) if isinstance(one.whole, Term) else one.whole, parts=parts)


def _term(term: Term, values: Mapping[str, Figure]) -> Term:
    return replace(term, figure=values[term.path]) if term.path in values else term


def written(term: Term, value: Decimal) -> str:
    """A value in yuan as it would be written in the cell: in its unit, with its decimals and thousands."""
    number = value / term.factor
    places = len(term.at.raw.partition(".")[2]) if "." in term.at.raw else 0
    text = f"{number:,.{places}f}" if number == round(number, places) else f"{number.normalize():,f}"
    return text if "," in term.at.raw else text.replace(",", "")
