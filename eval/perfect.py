"""A record as a perfect reading of the labels would give it: what checks are tried on without any reader."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from extractor.interpret.filling_rules import requirements
from extractor.normalise.units import money_unit
from extractor.record import Leaf, Provenance, Record
from extractor.settle import NORMALISERS

__all__ = ["record_of_labels"]

_PLAIN = frozenset({"kind", "relation"})
_MONEY = frozenset({"total_budget", "prior_year_budget", "amount", "cells"})
_LISTS = ("forms", "tables", "claims", "filling_rules")


def record_of_labels(labels: Mapping[str, Any], source: str = "labels") -> Record:
    """The record of a labelled document; leaves stand on line 1, for where they stand is not the question."""
    parts = {name: [_part(item, name, None) for item in labels.get(name) or []] for name in _LISTS}
    parts["filling_rules"] = [_rule(rule) for rule in parts["filling_rules"]]
    made = {"source": source, "sha256": "0" * 64, "pages": 1, "provenance": Provenance(reader="labels", reading="labels")}
    return Record.model_validate(made | parts)


def _rule(rule: dict[str, Any]) -> dict[str, Any]:
    found = requirements(rule["text"].raw)
    first = {"kind": found[0].kind, "value": found[0].value} if found else {}
    return rule | first | {"requirements": [{"kind": made.kind, "of": made.of, "value": made.value} for made in found]}


def _part(node: Mapping[str, Any], name: str, unit: str | None) -> dict[str, Any]:
    """A form, table or row; amounts below it carry the unit that is printed nearest: in the claim, the form or table."""
    own = node.get("unit") if name == "claims" else node.get("amount_unit") or unit
    label = node.get("label") if name == "funding" else None
    columns = node.get("columns") or []
    return {key: _value(value, key, _in(label) or own, columns) for key, value in node.items()}


def _value(value: Any, name: str, unit: str | None, columns: list[list[str]]) -> Any:  # noqa: ANN401 - labels are JSON
    if isinstance(value, str):
        return value if name in _PLAIN else _leaf(value, name, unit)
    if name == "columns":
        return [[_leaf(text, "heading", None) for text in path] for path in value]
    if name == "rows":
        return [_row(row, unit, columns) for row in value]
    if isinstance(value, list):
        return [_part(item, name, unit) for item in value]
    return value


def _row(row: Mapping[str, Any], unit: str | None, columns: list[list[str]]) -> dict[str, Any]:
    units = [_in("/".join(path)) or unit for path in columns]
    cells = [_leaf(text, "cells", own) for text, own in zip(row["cells"], units, strict=True)]
    texts = {key: _leaf(row[key], key, None) if row[key] is not None else None for key in ("code", "name")}
    return {**texts, "cells": cells}


def _in(text: str | None) -> str | None:
    """The unit of money within a label or heading."""
    span = money_unit(text) if text else None
    return text[slice(*span)] if text and span else None


def _leaf(text: str, name: str, unit: str | None) -> Leaf:
    normalise = NORMALISERS.get("amount" if name in _MONEY else name)
    value = (normalise(text) if normalise else text) if text else None
    leaf = Leaf(raw=text, value=value, page=1, line=1)
    return leaf.model_copy(update={"unit": _in(text) or unit, "unit_source": "form"}) if name in _MONEY and text and unit else leaf
