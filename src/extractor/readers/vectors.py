"""Printed lines and boxes of a PDF page to rulings."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pymupdf

from extractor.readers.lattice import Ruling

__all__ = ["rulings_of"]

_THIN = 3.2
"""A filled shape no thicker than this many points is a line."""

_SHORT = 3.0
"""Shorter strokes are parts of signs, not of tables."""

_MOST_PATHS = 40_000
"""A page with more paths is a drawing or a map: looking for tables in it would take long and find none."""


def rulings_of(page: pymupdf.Page) -> list[Ruling]:
    """Rulings of an unrotated page, white ones too: they part shaded cells."""
    paths = page.get_cdrawings()
    if len(paths) > _MOST_PATHS:
        return []
    return [ruling for path in paths if _is_shown(path) for item in path["items"] for ruling in _of_item(item, path)]


def _is_shown(path: dict[str, Any]) -> bool:
    opacities = (path.get("stroke_opacity"), path.get("fill_opacity"))
    return path.get("type") in {"s", "f", "fs"} and any(o is None or o > 0 for o in opacities)


def _of_item(item: tuple[Any, ...], path: dict[str, Any]) -> Iterator[Ruling]:
    shape = item[0]
    if shape == "l" and "s" in path["type"]:
        yield from _of_line(item[1], item[2])
    elif shape == "re":
        yield from _of_box(*item[1][:4], stroked="s" in path["type"])
    elif shape == "qu":
        corners = item[1]
        xs, ys = [p[0] for p in corners], [p[1] for p in corners]
        yield from _of_box(min(xs), min(ys), max(xs), max(ys), stroked="s" in path["type"])
    elif shape == "l" and item is path["items"][0]:
        yield from _of_outline(path)


def _of_line(a: tuple[float, float], b: tuple[float, float]) -> Iterator[Ruling]:
    width, height = abs(a[0] - b[0]), abs(a[1] - b[1])
    if height <= 1 and width > _SHORT:
        yield Ruling(upright=False, at=(a[1] + b[1]) / 2, start=min(a[0], b[0]), end=max(a[0], b[0]))
    elif width <= 1 and height > _SHORT:
        yield Ruling(upright=True, at=(a[0] + b[0]) / 2, start=min(a[1], b[1]), end=max(a[1], b[1]))


def _of_box(x0: float, y0: float, x1: float, y1: float, *, stroked: bool) -> Iterator[Ruling]:
    if min(x1 - x0, y1 - y0) <= _THIN:
        if x1 - x0 >= y1 - y0:
            yield from _of_line((x0, (y0 + y1) / 2), (x1, (y0 + y1) / 2))
        else:
            yield from _of_line(((x0 + x1) / 2, y0), ((x0 + x1) / 2, y1))
    elif stroked:
        for a, b in (((x0, y0), (x1, y0)), ((x0, y1), (x1, y1)), ((x0, y0), (x0, y1)), ((x1, y0), (x1, y1))):
            yield from _of_line(a, b)


def _of_outline(path: dict[str, Any]) -> Iterator[Ruling]:
    """A filled outline of straight edges (borders are often drawn as thin trapezia)."""
    if all(item[0] == "l" for item in path["items"]) and len(path["items"]) <= 5:
        x0, y0, x1, y1 = path["rect"]
        if min(x1 - x0, y1 - y0) <= _THIN:
            yield from _of_box(x0, y0, x1, y1, stroked=False)
