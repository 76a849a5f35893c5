"""Where every leaf stands in a rendered document, read off WeasyPrint's box tree."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypeAlias

from golden.corpus import Boxes, Spot, natural

__all__ = ["first_page_lengths", "row_pages", "true_boxes"]

_POINTS = 0.75
"""PDF points in a CSS pixel."""

_ASCENT, _DESCENT = 0.88, 0.12
"""The em box of a CJK font around its baseline: line boxes are taller and would overlap the neighbouring lines."""


_CLOSED = frozenset({"BlockBox", "TableCellBox"})
"""The boxes that no text goes on across."""

_Key: TypeAlias = tuple[str, int, int, float]
"""A leaf, the element that its text begins in, the page, and the line for text that is boxed line by line."""


class _Places:
    """The boxes met so far, in printing order."""

    def __init__(self) -> None:
        self.boxes: dict[_Key, list[float]] = {}
        self._begun: dict[str, int] = {}

    def note(self, box: Any, page: int) -> None:  # noqa: ANN401
        """Takes in one box of the tree. Boxes come in printing order."""
        kind, element = type(box).__name__, box.element
        if kind in _CLOSED:
            self._begun = {}
        if kind == "TextBox" and box.text.strip():
            self._text(box, page)
        elif kind == "TableCellBox" and element.get("data-blank"):
            self._blank(box, page)

    def _text(self, box: Any, page: int) -> None:  # noqa: ANN401
        """A leaf that others begin or end within is cut into elements, one right after the other: their boxes make one."""
        element = box.element
        line = 0.0 if element.get("data-alone") == "1" else box.position_y
        self._begun = {path: self._begun.get(path, id(element)) for path in (element.get("data-path") or "").split()}
        for path, begun in self._begun.items():
            key, new = (path, begun, page, line), _em_box(box)
            old = self.boxes.get(key, new)
            self.boxes[key] = [min(old[0], new[0]), min(old[1], new[1]), max(old[2], new[2]), max(old[3], new[3])]

    def _blank(self, box: Any, page: int) -> None:  # noqa: ANN401
        """A blank cell that goes on overleaf counts where it begins."""
        x, y = box.border_box_x(), box.border_box_y()
        edges = [x, y, x + box.border_width(), y + box.border_height()]
        for path in box.element.get("data-blank").split():
            if not any((path, id(box.element), before, 0.0) in self.boxes for before in range(1, page)):
                self.boxes[path, id(box.element), page, 0.0] = edges


def true_boxes(document: Any) -> Boxes:  # noqa: ANN401  # WeasyPrint has no types
    """Every leaf's boxes, in printing order: one for each place and page, of a part of a cell one for each line."""
    places = _Places()
    for number, page in enumerate(document.pages, start=1):
        for box in _descend(page._page_box):  # the tree has no public name
            places.note(box, number)
    boxes: Boxes = {}
    for (path, _, number, _), box in places.boxes.items():
        boxes.setdefault(path, []).append(Spot(page=number, box=[round(_POINTS * edge, 2) for edge in box]))
    return dict(sorted(boxes.items(), key=lambda item: natural(item[0])))


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


def _em_box(box: Any) -> list[float]:  # noqa: ANN401
    size, baseline = box.style["font_size"], box.position_y + box.baseline
    return [box.position_x, baseline - _ASCENT * size, box.position_x + box.width, baseline + _DESCENT * size]
