"""The cases of the corpus: where their files are and what they hold. Imports nothing heavy: tests and eval use it freely."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias, TypedDict, final

__all__ = [
    "CACHE",
    "ROOT",
    "Boxes",
    "Case",
    "CellPlace",
    "Cells",
    "LinePlace",
    "Place",
    "Record",
    "Spot",
    "get_case",
    "leaves",
    "list_cases",
    "natural",
    "read_boxes",
    "read_cells",
]

ROOT = Path(__file__).resolve().parent
CACHE = ROOT.parent / ".cache" / "golden"

Record: TypeAlias = dict[str, Any]
"""expected.json: the names of design "Record", leaves as plain strings, null for a field that the form lacks."""

_NOT_PRINTED = frozenset({"kind", "relation", "identities"})
"""Keys whose value says something about the document and stands nowhere in it."""


class Spot(TypedDict):
    """A page (1-based) and a box on it, in PDF points from the top left."""

    page: int
    box: list[float]


Boxes: TypeAlias = dict[str, list[Spot]]
"""The true places of every leaf, by path; a blank leaf has the box of its cell."""


@final
class CellPlace(TypedDict):
    """A cell of a DOCX: table of the body, row and column of the grid (of a merged cell the top left), 1-based."""

    cell: list[int]


@final
class LinePlace(TypedDict):
    """A paragraph of the body of a DOCX outside its tables, 1-based, empty ones counted."""

    line: int


Place: TypeAlias = CellPlace | LinePlace

Cells: TypeAlias = dict[str, list[Place]]
"""The true places of every leaf of the DOCX, by path."""


@dataclass(frozen=True, slots=True)
class Case:
    """One document of the corpus: a folder of copies and labels."""

    name: str
    folder: Path

    @property
    def source_txt(self) -> Path:
        """The text copy: as given for the seeds, written by the renderer for our own layouts."""
        return self.folder / "source.txt"

    @property
    def source_pdf(self) -> Path:
        """The digital copy."""
        return self.folder / "source.pdf"

    @property
    def boxes_json(self) -> Path:
        """Where the leaves of the digital copy stand."""
        return self.folder / "boxes.json"

    @property
    def source_docx(self) -> Path:
        """The Word copy."""
        return self.folder / "source.docx"

    @property
    def cells_json(self) -> Path:
        """Where the leaves of the Word copy stand."""
        return self.folder / "cells.json"

    @property
    def scan_pdf(self) -> Path:
        """The committed scan at the standard level; most cases have none (see `golden.degrade.scan`)."""
        return self.folder / "scan.pdf"

    @property
    def scan_boxes_json(self) -> Path:
        """Where the leaves of the committed scan stand."""
        return self.folder / "scan.boxes.json"

    @property
    def is_own(self) -> bool:
        """A layout of our own, whose text copy is written from the labels."""
        return self.name.startswith("own-")

    def expected(self) -> Record:
        """The labels."""
        record: Record = json.loads((self.folder / "expected.json").read_text(encoding="utf-8"))
        return record

    def boxes(self) -> Boxes:
        """The true boxes in the digital copy."""
        return read_boxes(self.boxes_json)

    def cells(self) -> Cells:
        """The true cells and lines in the Word copy."""
        return read_cells(self.cells_json)


def read_boxes(path: Path) -> Boxes:
    """A boxes file."""
    boxes: Boxes = json.loads(path.read_text(encoding="utf-8"))
    return boxes


def read_cells(path: Path) -> Cells:
    """A cells file."""
    cells: Cells = json.loads(path.read_text(encoding="utf-8"))
    return cells


def list_cases() -> tuple[Case, ...]:
    """Every folder that holds labels, by name."""
    return tuple(Case(path.parent.name, path.parent) for path in sorted(ROOT.glob("*/expected.json")))


def get_case(name: str) -> Case:
    """The case of that name. Raises KeyError, naming those there are."""
    cases = {case.name: case for case in list_cases()}
    if name not in cases:
        raise KeyError(f"no golden case {name!r}; there are {', '.join(cases)}")
    return cases[name]


def leaves(record: Record) -> dict[str, str]:
    """Every labelled string by its path, as in forms[3].indicators[0].weight; null fields are left out."""
    return dict(_walk(record, ""))


def _walk(node: object, path: str) -> Iterator[tuple[str, str]]:
    if isinstance(node, str):
        yield path, node
    elif isinstance(node, list):
        for number, item in enumerate(node):
            yield from _walk(item, f"{path}[{number}]")
    elif isinstance(node, dict):
        for key, value in node.items():
            if key not in _NOT_PRINTED:
                yield from _walk(value, f"{path}.{key}" if path else key)


def natural(path: str) -> list[tuple[int, str]]:
    """A sort key: paths in the order of their numbers, forms[10] after forms[9]."""
    return [(int(part), "") if part.isdigit() else (-1, part) for part in path.replace("]", "").replace(".", "[").split("[")]
