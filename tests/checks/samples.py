"""Small records for checks: only what a case needs."""

from __future__ import annotations

from extractor.record import Leaf, Provenance, Record
from extractor.settle import NORMALISERS

__all__ = ["record"]

_MONEY = frozenset({"total_budget", "prior_year_budget", "amount", "cells"})


def record(unit: str = "万元", **parts: object) -> Record:
    """A record from plain strings, as labels are written (`forms=[{…}]`, `tables=[…]`, `claims=[…]`); money carries `unit`."""
    data: dict[str, object] = {name: _leaves(value, name, unit) for name, value in parts.items()}
    made = {"source": "a.txt", "sha256": "0" * 64, "pages": 1, "provenance": Provenance(reader="", reading="rules")}
    return Record.model_validate(made | data)


_PLAIN = frozenset({"kind", "relation", "requirements", "source", "sha256"})


def _leaves(node: object, name: str, unit: str) -> object:
    if isinstance(node, dict):
        own, plain = node.get("amount_unit") or unit, _PLAIN | ({"value"} if "requirements" in node else set())
        return {key: value if key in plain else _leaves(value, key, own) for key, value in node.items()}
    if isinstance(node, list):
        return [_leaves(item, name, unit) for item in node]
    return _leaf(node, name, unit) if isinstance(node, str) else node


def _leaf(text: str, name: str, unit: str) -> Leaf:
    normalise = NORMALISERS.get("amount" if name in _MONEY else name)
    leaf = Leaf(raw=text, value=(normalise(text) if normalise else text) if text else None, page=1, line=1)
    return leaf.model_copy(update={"unit": unit, "unit_source": "form"}) if name in _MONEY and text else leaf
