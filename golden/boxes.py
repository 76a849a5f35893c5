"""Where every leaf stands in a rendered document, read off WeasyPrint's box tree."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypeAlias

from golden.corpus import Boxes, Spot

__all__ = ["first_page_lengths", "row_pages", "true_boxes"]

_POINTS = 0.75
"""PDF points in a CSS pixel."""

_ASCENT, _DESCENT = 0.88, 0.12
"""The em box of a CJK font around its baseline: line boxes are taller and would overlap the neighbouring lines."""


_Key: TypeAlias = tuple[int, int, float]
"""An element, the page, and the line for text that is boxed line by line."""

_Found: TypeAlias = dict[_Key, tuple[list[str], list[float]]]
"""The leaves of an element and the box of its text."""


def true_boxes(document: Any) -> Boxes:  # noqa: ANN401  # WeasyPrint has no types
    """Every leaf's boxes, in printing order: one for each place and page, of a part of a cell one for each line."""
    found: _Found = {}
    for number, page in enumerate(document.pages, start=1):
        for box in _descend(page._page_box):  # the tree has no public name
            _note(box, number, found)
    boxes: Boxes = {}
    for (_, number, _), (paths, box) in found.items():
        spot = Spot(page=number, box=[round(_POINTS * edge, 2) for edge in box])
        for path in paths:
            boxes.setdefault(path, []).append(spot)
    return dict(sorted(boxes.items(), key=lambda item: _natural(item[0])))


def row_pages(document: Any) -> dict[str, list[int]]:  # noqa: ANN401
    """The pages that each row of a table stands on, by its place in the sheet."""
    pages: dict[str, list[int]] = {}
    for number, page in enumerate(document.pages, start=1):
        for box in _descend(page._page_box):
            if type(box).__name__ == "TableRowBox":
                pages.setdefault(box.element.get("data-row"), []).append(number)
    return pages


def first_page_lengths(document: Any) -> dict[str, int]:  # noqa: ANN401
    """How many characters, blanks aside, of each leaf stand on the first page that shows it."""
    lengths: dict[str, tuple[int, int]] = {}
    for number, page in enumerate(document.pages, start=1):
        for box in _descend(page._page_box):
            if type(box).__name__ == "TextBox":
                for path in (box.element.get("data-path") or "").split():
                    first, length = lengths.get(path, (number, 0))
                    lengths[path] = (first, length + (len("".join(box.text.split())) if number == first else 0))
    return {path: length for path, (_, length) in lengths.items()}


def _descend(box: Any) -> Iterator[Any]:  # noqa: ANN401
    yield box
    for child in getattr(box, "children", ()):
        yield from _descend(child)


def _note(box: Any, page: int, found: _Found) -> None:  # noqa: ANN401
    kind, element = type(box).__name__, box.element
    if kind == "TextBox" and element.get("data-path") and box.text.strip():
        line = 0.0 if element.get("data-alone") == "1" else box.position_y
        _grow(found, (id(element), page, line), element.get("data-path").split(), _em_box(box))
    elif kind == "TableCellBox" and element.get("data-blank") and not any(key[0] == -id(element) for key in found):
        x, y = box.border_box_x(), box.border_box_y()
        edges = [x, y, x + box.border_width(), y + box.border_height()]
        _grow(found, (-id(element), page, 0.0), element.get("data-blank").split(), edges)


def _em_box(box: Any) -> list[float]:  # noqa: ANN401
    size, baseline = box.style["font_size"], box.position_y + box.baseline
    return [box.position_x, baseline - _ASCENT * size, box.position_x + box.width, baseline + _DESCENT * size]


def _grow(found: _Found, key: _Key, paths: list[str], box: list[float]) -> None:
    """A leaf of several lines has one box around all of them on the page."""
    if key in found:
        old = found[key][1]
        box = [min(old[0], box[0]), min(old[1], box[1]), max(old[2], box[2]), max(old[3], box[3])]
    found[key] = (paths, box)


def _natural(path: str) -> list[tuple[int, str]]:
    """Paths in the order of their numbers: forms[10] after forms[9]."""
    return [(int(part), "") if part.isdigit() else (-1, part) for part in path.replace("]", "").replace(".", "[").split("[")]
