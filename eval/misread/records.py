"""A perfect reading of generated labels as a scan would give it: leaves with boxes on a page, nothing rendered."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from extractor.document import Box, char_width
from extractor.interpret.filling_rules import requirements
from extractor.record import Leaf, Provenance, Record
from extractor.settle import NORMALISERS

__all__ = ["MONEY", "box_of", "record_of"]

MONEY = frozenset({"total_budget", "prior_year_budget", "amount", "cells"})
_PLAIN = frozenset({"kind", "relation"})
_STEP = re.compile(r"\[(\d+)\]")
_CELL = re.compile(r"(tables\[\d+\])\.rows\[(\d+)\]\.(code|name|cells(?:\[(\d+)\])?)$")

_LEFT, _TOP, _ROW, _COLUMN, _SIZE = 40.0, 60.0, 18.0, 75.0, 10.0
_FIELDS = {"code": 0, "level1": 0, "label": 0, "level2": 1, "name": 1, "amount": 3, "value": 3, "unit": 4, "weight": 5}


def record_of(labels: dict[str, Any]) -> Record:
    """The record of the labels; every leaf is on page 1 and has a box."""
    data = {name: _leaves(value, name, "", name) for name, value in labels.items() if name not in ("identities", "filling_rules")}
    data["filling_rules"] = list(_rules(labels.get("filling_rules", [])))
    made = {
        "source": "generated.pdf",
        "sha256": "0" * 64,
        "pages": 1,
        "provenance": Provenance(reader="generated", reading="rules"),
    }
    return Record.model_validate(made | data)


def _rules(rules: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for number, rule in enumerate(rules):
        text = rule["text"]
        found = [{"kind": made.kind, "of": made.of, "value": made.value} for made in requirements(text)]
        yield {"text": _leaf(text, "text", "", f"filling_rules[{number}].text"), "requirements": found}


def _leaves(node: Any, name: str, unit: str, path: str) -> Any:  # noqa: ANN401 - labels are JSON
    if isinstance(node, dict):
        own = node.get("amount_unit") or node.get("unit") or unit
        return {key: value if key in _PLAIN else _leaves(value, key, own, f"{path}.{key}") for key, value in node.items()}
    if isinstance(node, list):
        return [_leaves(item, name, unit, f"{path}[{number}]") for number, item in enumerate(node)]
    return _leaf(node, name, unit, path) if isinstance(node, str) else node


def _leaf(text: str, name: str, unit: str, path: str) -> Leaf:
    normalise = NORMALISERS.get("amount" if name in MONEY else name)
    value = (normalise(text) if normalise else text) if text else None
    leaf = Leaf(raw=text, value=value, page=1, box=box_of(path, text) if text else None)
    is_money = name in MONEY and text and not text.endswith("%")
    return leaf.model_copy(update={"unit": unit, "unit_source": "column"}) if is_money and unit else leaf


def box_of(path: str, text: str) -> Box:
    """Where a text stands: rows below one another, cells of a table flush right in their columns."""
    cell = _CELL.search(path)
    numbers = [int(found) for found in _STEP.findall(path)]
    width = _SIZE * char_width(text)
    if cell and cell[4] is not None:
        top, right = _TOP + _ROW * int(cell[2]), _LEFT + _COLUMN * (3 + int(cell[4]))
        return (right - width, top, right, top + _SIZE)
    row = int(cell[2]) if cell else (numbers[-1] if len(numbers) > 1 else 0)
    field = _FIELDS.get(path.rpartition(".")[2], 2)
    left, top = _LEFT + _COLUMN * field, _TOP + _ROW * row
    return (left, top, left + width, top + _SIZE)
