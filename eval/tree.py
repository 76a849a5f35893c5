"""Labels and records in one shape: parts with leaves by name and lists of further parts, every leaf with its path."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from pydantic import BaseModel

from extractor.normalise.text import key
from extractor.record import Leaf, Record

__all__ = ["Part", "of_labels", "of_record"]


@dataclass(frozen=True, slots=True)
class Part:
    """A form, a row, or the whole record (path ""). A field that is null is absent; kinds are no leaves."""

    path: str
    leaves: dict[str, Leaf] = field(default_factory=dict)
    lists: dict[str, list[Part]] = field(default_factory=dict)

    def walk(self) -> Iterator[tuple[str, Leaf]]:
        """All leaves that are not blank, with their paths."""
        for name, leaf in self.leaves.items():
            if key(leaf.raw):
                yield self.below(name), leaf
        for rows in self.lists.values():
            for row in rows:
                yield from row.walk()

    def below(self, name: str) -> str:
        """The path of something of this part."""
        return f"{self.path}.{name}" if self.path else name


def of_labels(labels: dict[str, Any]) -> Part:
    """The labels of a document."""
    part = _of_dict(labels, "")
    return Part("", {}, part.lists)


def of_record(record: Record | None, lists: frozenset[str]) -> Part:
    """A record, as far as `lists` goes: what the labels do not speak of is not scored. None: nothing was read."""
    if record is None:
        return Part("")
    return Part("", {}, {name: rows for name, rows in _of_model(record, "").lists.items() if name in lists})


def _of_dict(node: dict[str, Any], path: str) -> Part:
    part = Part(path)
    for name, value in node.items():
        if isinstance(value, str) and name != "kind":
            part.leaves[name] = Leaf(raw=value)
        elif isinstance(value, list):
            rows = [(number, item) for number, item in enumerate(value) if isinstance(item, dict)]
            part.lists[name] = [_of_dict(item, f"{part.below(name)}[{number}]") for number, item in rows]
    return part


def _of_model(node: BaseModel, path: str) -> Part:
    part = Part(path)
    for name in type(node).model_fields:
        value = getattr(node, name)
        if isinstance(value, Leaf):
            part.leaves[name] = value
        elif isinstance(value, list):
            rows = [(number, item) for number, item in enumerate(value) if isinstance(item, BaseModel)]
            part.lists[name] = [_of_model(item, f"{part.below(name)}[{number}]") for number, item in rows]
    return part
