"""The source of a document, a page at a time: an image with boxes, or lines and cells where there is no image."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from extractor.errors import InputError
from extractor.record import Leaf
from extractor.web.desk import Desk, is_text
from extractor.web.marks import Boxed, Spot, boxes, places
from extractor.web.problems import Problem
from extractor.web.services import Services
from extractor.web.sheets import Sheet, row_at, sheet_of, start_at

__all__ = ["PageLink", "SourcePage", "excerpt", "sizes_of", "source_page"]

_STRIP = 40
"""Pages up to which every number is shown."""


@dataclass(frozen=True, slots=True)
class PageLink:
    """A page in the strip of numbers, with the fields that wait on it; a gap stands for those that are left out."""

    number: int
    left: int
    is_gap: bool = False


@dataclass(frozen=True, slots=True)
class SourcePage:
    """One page: an image of `width` × `height` points with boxes, or rows; `missing` says why neither can be shown."""

    number: int
    pages: int
    links: Sequence[PageLink]
    width: float = 0.0
    height: float = 0.0
    boxes: Sequence[Boxed] = ()
    sheet: Sheet | None = None
    missing: str = ""
    skipped: str = ""


def _links(pages: int, page: int, left: dict[int, int]) -> list[PageLink]:
    """All pages of a short document; of a long one those with work, and the ends and neighbours."""
    near = {1, pages, *range(page - 2, page + 3), *left}
    shown = [number for number in range(1, pages + 1) if pages <= _STRIP or number in near]
    found: list[PageLink] = []
    for number in shown:
        if found and found[-1].number < number - 1:
            found.append(PageLink(number - 1, 0, is_gap=True))
        found.append(PageLink(number, left.get(number, 0)))
    return found


def sizes_of(desk: Desk, services: Services, pages: Sequence[int]) -> dict[int, tuple[float, float]]:
    """The sizes of pages that have an image; those that cannot be drawn are left out, their boxes are not cut out of anything."""
    sha256 = desk.stored.sha256
    found: dict[int, tuple[float, float]] = {}
    try:
        if services.images.has_pictures(sha256):
            found = {page: services.images.size(sha256, page) for page in dict.fromkeys(pages)}
    except (InputError, Problem):
        return found
    return found


def source_page(desk: Desk, services: Services, page: int, *, start: int | None = None, path: str = "") -> SourcePage:
    """A page as it is shown. `start` is the first row of lines and cells; without it the rows around the field at `path`."""
    record, sha256 = desk.reviewed.record, desk.stored.sha256
    pages = max(record.pages, 1)
    number = min(max(page, 1), pages)
    links = _links(pages, number, desk.pages_left())
    skipped = next((item.why for item in record.pages_skipped if item.page == number), "")
    file = services.store.file(sha256)
    if file is None:
        return SourcePage(number, pages, links, missing=desk.texts("page.missing"), skipped=skipped)
    try:
        if services.images.has_pictures(sha256):
            width, height = services.images.size(sha256, number)
            return SourcePage(number, pages, links, width, height, boxes(desk.marks(), number), skipped=skipped)
        sheet = _sheet(desk, file, number, start, path)
    except (InputError, Problem) as error:
        return SourcePage(number, pages, links, missing=desk.texts("page.unreadable", why=str(error)), skipped=skipped)
    return SourcePage(number, pages, links, sheet=sheet, skipped=skipped)


def _spot(leaf: Leaf | None) -> Spot | None:
    found = next((at for at in places(leaf) if at.cell or at.line), None) if leaf else None
    return (found.page, found.cell or found.line or 0) if found else None


def _sheet(desk: Desk, file: Path, page: int, start: int | None, path: str) -> Sheet:
    is_plain = is_text(desk.reviewed)
    row = desk.row(path) if path and start is None else None
    spot = _spot(row.leaf) if row else None
    begin = start if start is not None else start_at(file, is_text=is_plain, page=page, spot=spot) if spot else 0
    return sheet_of(file, is_text=is_plain, page=page, marks=desk.spots(), start=begin)


def excerpt(desk: Desk, services: Services, leaf: Leaf | None) -> Sheet | None:
    """The line or row that a value stands in, where the source has no image."""
    spot, file = _spot(leaf), services.store.file(desk.stored.sha256)
    if spot is None or file is None:
        return None
    try:
        return row_at(file, is_text=is_text(desk.reviewed), page=spot[0], spot=spot, marks=desk.spots())
    except InputError:
        return None
