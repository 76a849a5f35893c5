"""Edits of leaves, and the operands of identities that they change."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from eval.layouts.content.draft import Node
from eval.layouts.content.identities import Identity, operands

__all__ = ["Edit", "apply", "read", "touches"]

_STEP = re.compile(r"[^.\[\]]+")


@dataclass(frozen=True, slots=True)
class Edit:
    """`old` becomes `new` in the leaf at `path`: all of it, or a quote within its text."""

    path: str
    old: str
    new: str
    quote: bool = False

    @property
    def before(self) -> str:
        """The operand that the edit changes."""
        return f"{self.path}#{self.old}" if self.quote else self.path

    @property
    def after(self) -> str:
        """That operand afterwards."""
        return f"{self.path}#{self.new}" if self.quote else self.path


def _owner(record: Node, path: str) -> tuple[Any, str | int]:
    *steps, last = (int(step) if step.isdigit() else step for step in _STEP.findall(path))
    node: Any = record
    for step in steps:
        node = node[step]
    return node, last


def read(record: Node, path: str) -> str:
    """The leaf at `path`."""
    node, last = _owner(record, path)
    text: str = node[last]
    return text


def apply(record: Node, edit: Edit) -> None:
    """Carries the edit out. Raises ValueError where its old text does not stand there just once."""
    node, last = _owner(record, edit.path)
    if edit.quote and node[last].count(edit.old) != 1:
        raise ValueError(f"{edit.path}: {edit.old!r} does not stand there just once")
    node[last] = node[last].replace(edit.old, edit.new) if edit.quote else edit.new


def touches(edit: Edit, stated: Identity) -> bool:
    """Whether the identity has an operand that the edit changes."""
    return edit.before in operands(stated)
