"""A reviewed record as labels (expected.json of golden/README.md), and labels as the record that a perfect reading would give."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from pydantic import BaseModel

from extractor.checks.views import View
from extractor.normalise.units import money_unit
from extractor.record import FillingRule, Leaf, Provenance, Record
from extractor.review.correction import corrected
from extractor.review.implied import implied
from extractor.review.paths import Slot
from extractor.run.report import leaves

__all__ = ["LISTS", "Labels", "Tree", "labels_of", "record_of", "texts_of"]

Tree: TypeAlias = dict[str, Any]
"""expected.json: the names of the record, leaves as plain strings, null for a field that the form lacks."""

LISTS = ("forms", "tables", "claims", "filling_rules")
_LABELLED: Mapping[type[BaseModel], tuple[str, ...]] = {Record: LISTS, FillingRule: ("text",)}
"""Parts of which not every field is a label."""

_PLAIN = frozenset({"kind", "relation"})
"""Keys whose value says something about the document and stands nowhere in it."""


@dataclass(slots=True)
class Labels:
    """The labels, their leaves by path, and the paths that those leaves have in the record (rows that were none are left out)."""

    tree: Tree = field(default_factory=dict)
    leaves: dict[str, Leaf] = field(default_factory=dict)
    moved: dict[str, str] = field(default_factory=dict)

    def path_of(self, path: str) -> str | None:
        """The label's path for one of the record: its own, or that of the nearest part around it that is a label."""
        while path and path not in self.moved:
            path = path[: max(path.rfind("."), path.rfind("["), 0)]
        return self.moved.get(path)


def labels_of(record: Record, rejected: Collection[str]) -> Labels:
    """The labels of a record whose fields at `rejected` are none: null, and a row of nothing else is no row."""
    made = Labels()
    made.tree = _Labeller(record, rejected, made).part(record, "", "")
    return made


@dataclass(slots=True)
class _Labeller:
    """Walks a record, with the path there and the path among the labels."""

    record: Record
    rejected: Collection[str]
    made: Labels

    def part(self, node: BaseModel, at: str, to: str) -> Tree:
        names = _LABELLED.get(type(node), tuple(type(node).model_fields))
        return {name: self._value(getattr(node, name), _join(at, name), _join(to, name)) for name in names}

    def _value(self, value: object, at: str, to: str) -> Any:  # noqa: ANN401 - labels are JSON
        self.made.moved[at] = to
        if isinstance(value, Leaf):
            return self._leaf(value, at, to)
        if isinstance(value, BaseModel):
            return self.part(value, at, to)
        if isinstance(value, list):
            return self._list(value, at, to)
        return "" if value is None and at.endswith("]") else value  # a cell that a row of the table has not

    def _list(self, items: list[Any], at: str, to: str) -> list[Any]:
        kept = [(f"{at}[{number}]", item) for number, item in enumerate(items) if not self._is_none(item, f"{at}[{number}]")]
        return [self._value(item, path, f"{to}[{number}]") for number, (path, item) in enumerate(kept)]

    def _is_none(self, item: object, at: str) -> bool:
        """Whether a reviewer found nothing of the kind where a row was read."""
        if not isinstance(item, BaseModel) or isinstance(item, Leaf):
            return False
        found = [(_join(at, path), leaf) for path, leaf in _leaves(item)]
        return any(path in self.rejected for path, _ in found) and not any(leaf.raw or leaf.unreadable for _, leaf in found)

    def _leaf(self, leaf: Leaf, at: str, to: str) -> str | None:
        slot = Slot.at(self.record, at)
        if at in self.rejected and slot is not None and slot.optional and not at.endswith("]"):
            return None
        self.made.leaves[to] = leaf
        return leaf.raw


def _join(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name


def _leaves(part: BaseModel) -> list[tuple[str, Leaf]]:
    return [(at.path, at.leaf) for at in View("", part).leaves()]


def texts_of(tree: Tree) -> dict[str, str]:
    """Every labelled string by its path; null fields are left out."""
    found: dict[str, str] = {}
    _walk(tree, "", found)
    return found


def _walk(node: object, path: str, found: dict[str, str]) -> None:
    if isinstance(node, str):
        found[path] = node
    elif isinstance(node, list):
        for number, item in enumerate(node):
            _walk(item, f"{path}[{number}]", found)
    elif isinstance(node, dict):
        for name, value in node.items():
            if name not in _PLAIN:
                _walk(value, _join(path, name), found)


def record_of(tree: Tree, source: str) -> Record:
    """The record of a perfect reading. Raises ValidationError where the labels have other names than a record."""
    made = {"source": source, "sha256": "0" * 64, "pages": 1, "provenance": Provenance(reader="labels", reading="labels")}
    record = Record.model_validate(made | {name: _as_leaves(tree.get(name, []), "") for name in LISTS})
    paths = [path for path, _ in leaves(record)]
    for path in paths:
        slot = Slot.at(record, path)
        if slot is not None and slot.leaf is not None:
            slot.put(corrected(None, path, slot.leaf.raw).model_copy(update={"origin": "read"}))
    for form in record.forms:
        for row in form.funding:
            span = money_unit(row.label.raw)
            if span and row.amount is not None and row.amount.raw and row.amount.unit is None:
                row.amount.unit, row.amount.unit_source = row.label.raw[slice(*span)], "column"
    return implied(record, paths)


def _as_leaves(node: object, name: str) -> object:
    if isinstance(node, str) and name not in _PLAIN:
        return {"raw": node}
    if isinstance(node, list):
        return [_as_leaves(item, name) for item in node]
    return {key: _as_leaves(value, key) for key, value in node.items()} if isinstance(node, dict) else node
