"""Paths into a record, as in forms[3].indicators[0].weight: the leaf there, and whether another may be put in its place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal, NamedTuple, TypeAlias, get_args, get_origin

from pydantic import BaseModel

from extractor.errors import UsageError
from extractor.record import Leaf, Record

__all__ = ["Slot", "Step", "absent", "field_of", "is_path", "natural", "steps", "within"]

Step: TypeAlias = str | int
"""A name, or a number in a list."""

_STEP = re.compile(r"(?:^|\.)([a-z_]\w*)|\[(\d{1,9})\]", re.ASCII)

_AS_READ = {"cells": "amount", "columns": "heading", "period": "fiscal_year"}
"""Fields that reading settles by another name than theirs."""


def is_path(text: str) -> bool:
    """Whether the text is a path at all."""
    return bool(text) and "".join(match[0] for match in _STEP.finditer(text)) == text


def steps(path: str) -> tuple[Step, ...]:
    """The names and numbers of a path. Raises UsageError for what is none."""
    if not is_path(path):
        raise UsageError(f"“{path}”不是字段的路径。应如 forms[0].indicators[2].weight。")
    return tuple(match[1] or int(match[2]) for match in _STEP.finditer(path))


def natural(path: str) -> tuple[tuple[bool, int, str], ...]:
    """A sort key: paths in the order of their numbers, forms[10] after forms[9]."""
    return tuple((isinstance(step, str), step if isinstance(step, int) else 0, str(step)) for step in steps(path))


def field_of(path: str) -> str:
    """The field by which reading normalises the text at `path`; what stands under a label of the form's own is kept as words."""
    made = steps(path)
    name = next(str(step) for step in reversed(made) if isinstance(step, str))
    return "text" if name == "value" and "attributes" in made else _AS_READ.get(name, name)


def within(path: str, whole: str) -> bool:
    """Whether `path` is `whole` or stands in it."""
    return path == whole or path.startswith((f"{whole}.", f"{whole}["))


class _Field(NamedTuple):
    """A field of a part of the record, or what stands `depth` lists deep in it."""

    owner: type[BaseModel]
    name: str
    depth: int

    def at(self, node: object, step: Step) -> _Field:
        """The field that a step from `node` leads to."""
        if isinstance(step, int):
            return self._replace(depth=self.depth + 1)
        return _Field(type(node) if isinstance(node, BaseModel) else BaseModel, step, 0)


@dataclass(frozen=True, slots=True)
class Slot:
    """Where a leaf stands or may stand: the part of the record that holds it, and the name or number there."""

    path: str
    holder: Any
    key: Step
    optional: bool

    @classmethod
    def at(cls, record: Record, path: str) -> Slot | None:
        """The slot at `path`; None where the record has no such place for a leaf."""
        if not is_path(path):
            return None
        *before, last = steps(path)
        node: object = record
        field = _Field(Record, "", 0)
        for step in before:
            field, node = field.at(node, step), _below(node, step)
        kind = _kind(*field.at(node, last))
        if kind is None or not _has(node, last):
            return None
        slot = cls(path, node, last, kind == "optional")
        return slot if slot.leaf is not None or slot.optional else None

    @property
    def leaf(self) -> Leaf | None:
        """What stands there now."""
        found = _below(self.holder, self.key)
        return found if isinstance(found, Leaf) else None

    def put(self, leaf: Leaf) -> None:
        """Puts a leaf there, in place of any other."""
        if isinstance(self.key, str):
            setattr(self.holder, self.key, leaf)
        else:
            self.holder[self.key] = leaf


def _has(node: object, step: Step) -> bool:
    if isinstance(step, int):
        return isinstance(node, list) and step < len(node)
    return isinstance(node, BaseModel) and step in type(node).model_fields


def _below(node: object, step: Step) -> object:
    if not _has(node, step):
        return None
    return node[step] if isinstance(step, int) else getattr(node, step)  # type: ignore[index]


@cache
def _kind(owner: type[BaseModel], name: str, depth: int) -> Literal["leaf", "optional"] | None:
    """Whether a field, or what its lists hold `depth` lists deep, is a leaf, or a leaf or none; None: it is neither."""
    field = owner.model_fields.get(name)
    annotation: object = field.annotation if field else None
    for _ in range(depth):
        annotation = get_args(annotation)[0] if get_origin(annotation) is list else None
    if annotation is Leaf:
        return "leaf"
    return "optional" if set(get_args(annotation)) == {Leaf, type(None)} else None


def absent(record: Record) -> Iterator[str]:
    """The paths at which the record could hold a leaf and has none, in document order: fields that may have been missed."""
    return _absent("", record)


def _absent(path: str, node: object) -> Iterator[str]:
    if isinstance(node, Leaf):
        return
    if isinstance(node, BaseModel):
        for name in type(node).model_fields:
            below, value = f"{path}.{name}" if path else name, getattr(node, name)
            if value is None and _kind(type(node), name, 0) == "optional":
                yield below
            yield from _absent(below, value)
    elif isinstance(node, list):
        for number, item in enumerate(node):
            if item is None:
                yield f"{path}[{number}]"
            yield from _absent(f"{path}[{number}]", item)
