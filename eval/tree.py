"""Labels and records in one shape: parts with leaves by name and lists of further parts, every leaf with its path."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from pydantic import BaseModel

from extractor.normalise.text import key
from extractor.record import Leaf, Record

__all__ = ["Part", "is_spoken", "of_labels", "of_record"]

_CLASSES = frozenset({"kind"})
"""What classifies a part and stands nowhere in it: not scored."""

_SPOKEN = frozenset({"relation"})
"""What stands nowhere as it is, but is scored: it is what the sentence says."""


def is_spoken(path: str) -> bool:
    """Whether a leaf says something that stands nowhere as it is: it has no place, and cannot be made up."""
    return path.rsplit(".", 1)[-1] in _SPOKEN


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
        return f"{self.path}.{name}" if self.path and not name.startswith("[") else f"{self.path}{name}"


def of_labels(labels: dict[str, Any]) -> Part:
    """The labels of a document; its identities are not read off the page, so they are no part of it."""
    part = _of_dict(labels, "")
    return Part("", {}, {name: rows for name, rows in part.lists.items() if name != "identities"})


def of_record(record: Record | None, lists: frozenset[str]) -> Part:
    """A record, as far as `lists` goes: what the labels do not speak of is not scored. None: nothing was read."""
    if record is None:
        return Part("")
    return Part("", {}, {name: rows for name, rows in _of_model(record, "").lists.items() if name in lists})


def _of_dict(node: dict[str, Any], path: str) -> Part:
    return _part(path, {name: Leaf(raw=value) if isinstance(value, str) else value for name, value in node.items()})


def _of_model(node: BaseModel, path: str) -> Part:
    return _part(path, {name: getattr(node, name) for name in type(node).model_fields})


def _part(path: str, fields: Mapping[str, Any]) -> Part:
    """A list of leaves is leaves by number; a list of anything else is rows."""
    part = Part(path)
    for name, value in fields.items():
        if name in _SPOKEN and value is not None:
            part.leaves[name] = _leaf(value)
        elif isinstance(value, Leaf) and name not in _CLASSES:
            part.leaves[name] = value
        elif isinstance(value, list):
            _add_list(part, name, value)
    return part


def _add_list(part: Part, name: str, items: list[Any]) -> None:
    rows = []
    for number, item in enumerate(items):
        below = f"{part.below(name)}[{number}]"
        if isinstance(item, str | Leaf):
            part.leaves[f"{name}[{number}]"] = _leaf(item)
        elif isinstance(item, list):  # the header path of a column
            rows.append(_part(below, {f"[{depth}]": _leaf(text) for depth, text in enumerate(item)}))
        elif isinstance(item, dict):
            rows.append(_of_dict(item, below))
        elif isinstance(item, BaseModel):
            rows.append(_of_model(item, below))
    part.lists[name] = rows


def _leaf(value: str | Leaf) -> Leaf:
    return value if isinstance(value, Leaf) else Leaf(raw=value)
