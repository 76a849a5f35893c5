"""A record as checks see it: leaves with their paths. Nothing is copied, nothing is changed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from extractor.record import Evidence, Leaf

__all__ = ["At", "View"]


@dataclass(frozen=True, slots=True)
class At:
    """A leaf and its path in the record, as in forms[3].indicators[0].weight."""

    path: str
    leaf: Leaf

    @property
    def raw(self) -> str:
        """The text as written."""
        return self.leaf.raw

    @property
    def is_blank(self) -> bool:
        """Whether the cell is there and empty; a cell that could not be read is not."""
        return not self.leaf.raw and not self.leaf.unreadable

    def evidence(self) -> Evidence:
        """The leaf as evidence of a finding, at its first place."""
        leaf = self.leaf
        first = leaf.spans[0] if leaf.spans else None
        box = leaf.box or (first.box if first else None)
        line = leaf.line or (first.line if first else None)
        return Evidence(path=self.path, raw=leaf.raw, page=leaf.page, box=box, line=line, cell=first.cell if first else None)


@dataclass(frozen=True, slots=True)
class View:
    """A part of the record (a form, a row, the whole) and its path."""

    path: str
    model: BaseModel

    def below(self, name: str) -> str:
        """The path of something of this part."""
        return f"{self.path}.{name}" if self.path else name

    def at(self, name: str) -> At | None:
        """The leaf of that name; None where the form does not have the field."""
        leaf = getattr(self.model, name)
        return At(self.below(name), leaf) if isinstance(leaf, Leaf) else None

    def filled(self, name: str) -> At | None:
        """The leaf of that name if something stands in it."""
        found = self.at(name)
        return found if found is not None and found.raw else None

    def text(self, name: str) -> str:
        """What stands in the leaf, "" where there is none."""
        found = self.at(name)
        return found.raw if found else ""

    def rows(self, name: str) -> list[View]:
        """The parts of the list of that name."""
        items: list[Any] = getattr(self.model, name)
        return [View(f"{self.below(name)}[{number}]", item) for number, item in enumerate(items)]

    def cells(self) -> list[At | None]:
        """The amount cells of a table row, under the table's columns."""
        cells: list[Leaf | None] = getattr(self.model, "cells")  # noqa: B009 - only rows of tables have them
        return [At(f"{self.below('cells')}[{number}]", cell) if cell else None for number, cell in enumerate(cells)]

    def leaves(self) -> Iterator[At]:
        """Every leaf of this part, those of its rows too."""
        yield from _leaves(self.path, self.model)


def _leaves(path: str, node: object) -> Iterator[At]:
    if isinstance(node, Leaf):
        yield At(path, node)
    elif isinstance(node, BaseModel):
        for name in type(node).model_fields:
            yield from _leaves(f"{path}.{name}" if path else name, getattr(node, name))
    elif isinstance(node, list):
        for number, item in enumerate(node):
            yield from _leaves(f"{path}[{number}]", item)
