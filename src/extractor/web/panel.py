"""The selected field or finding: its places enlarged, what was read, what else it may be, the findings, what was decided."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractor.checks import CATALOGUE
from extractor.document import Box
from extractor.record import Evidence, Finding, Span
from extractor.web.desk import Desk, Found, Row, evidence_of
from extractor.web.marks import places

__all__ = [
    "Crop",
    "EvidenceRow",
    "FieldPanel",
    "FindingPanel",
    "Suggestion",
    "crops",
    "field_panel",
    "finding_panel",
    "suggestions",
]

_AROUND = (26.0, 9.0)
"""Points of the page around a value that its crop shows."""

_LEAST = (230.0, 38.0)
_TALLEST = 210.0
"""Points: a longer text is shown from its beginning."""

_CROPS = 4
_EVIDENCE = 40


@dataclass(frozen=True, slots=True)
class Crop:
    """A part of a page: the window, and the rectangles in it, all in points."""

    page: int
    x: float
    y: float
    width: float
    height: float
    boxes: tuple[tuple[float, float, float, float], ...]

    @property
    def view(self) -> str:
        """The viewBox."""
        return f"{self.x:g} {self.y:g} {self.width:g} {self.height:g}"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A text that the field may have: where that comes from, and for which finding it would close a sum."""

    text: str
    source: str
    finding: str = ""


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    """A value that a finding rests on."""

    evidence: Evidence
    name: str
    part: str
    row: Row | None
    where: str
    crop: Crop | None


@dataclass(frozen=True, slots=True)
class FieldPanel:
    """A field, with everything that may help to decide about it."""

    row: Row
    suggestions: Sequence[Suggestion]
    found: Sequence[Found]
    before: str | None
    crops: Sequence[Crop]


@dataclass(frozen=True, slots=True)
class FindingPanel:
    """A finding, with the values it rests on and the check that it is of."""

    found: Found
    evidence: Sequence[EvidenceRow]
    title: str
    authority: str
    suggestions: Sequence[tuple[Row, str]]
    more: int


def _window(boxes: Sequence[Box], size: tuple[float, float]) -> tuple[float, float, float, float]:
    """What is shown around boxes: at least so much that the neighbours are seen, never outside the page."""
    (wide, high), (dx, dy) = size, _AROUND
    x0, y0 = min(box[0] for box in boxes) - dx, min(box[1] for box in boxes) - dy
    x1, y1 = max(box[2] for box in boxes) + dx, max(box[3] for box in boxes) + dy
    width, height = min(max(x1 - x0, _LEAST[0]), wide), min(max(y1 - y0, _LEAST[1]), _TALLEST, high)
    left = min(max((x0 + x1 - width) / 2, 0.0), wide - width)
    top = min(max(y0 if y1 - y0 > _TALLEST else (y0 + y1 - height) / 2, 0.0), high - height)
    return round(left, 2), round(top, 2), round(width, 2), round(height, 2)


def crops(spans: Sequence[Span], sizes: dict[int, tuple[float, float]]) -> list[Crop]:
    """The places of a value on its pages, one crop for each page; `sizes` are those of the pages that have an image."""
    found: list[Crop] = []
    for page in dict.fromkeys(span.page for span in spans):
        boxes = [span.box for span in spans if span.page == page and span.box]
        if boxes and page in sizes:
            shown = tuple((box[0], box[1], max(box[2] - box[0], 1.0), max(box[3] - box[1], 1.0)) for box in boxes)
            found.append(Crop(page, *_window(boxes, sizes[page]), shown))
    return found[:_CROPS]


def _readings(finding: Finding) -> Iterator[tuple[str, str]]:
    """Fields and what may stand there instead, the likeliest first. Where one is proved nothing else is offered beside it; where
    the document itself is wrong, nothing is.
    """
    told = finding.diagnosis
    if told is None or told.verdict == "misfiled":
        return
    is_proved = told.verdict == "misread" and bool(told.path and told.reading)
    if is_proved:
        yield told.path or "", told.reading or ""
    for candidate in told.candidates[:1] if is_proved else told.candidates:
        if not is_proved or any(made.path == told.path for made in candidate.corrections):
            yield from ((made.path, made.reading) for made in candidate.corrections)


def suggestions(row: Row, found: Sequence[Found]) -> list[Suggestion]:
    """What else the field may be, the likeliest first, each text once; what stands there already is no suggestion."""
    leaf = row.leaf
    of_sums = [
        Suggestion(text, "diagnosis", item.finding.id)
        for item in found
        for path, text in _readings(item.finding)
        if path == row.path
    ]
    others = [Suggestion(other.raw or "", other.reading) for other in (leaf.alternatives or [] if leaf else [])]
    distinct: dict[str, Suggestion] = {}
    for made in (*of_sums, *others):
        distinct.setdefault(made.text, made)
    return [made for text, made in distinct.items() if text != (leaf.raw if leaf else "")]


def field_panel(desk: Desk, row: Row, sizes: dict[int, tuple[float, float]]) -> FieldPanel:
    """The panel of a field."""
    found = desk.about(row.path)
    return FieldPanel(row, suggestions(row, found), found, _before(desk, row), crops(places(row.leaf) if row.leaf else [], sizes))


def _before(desk: Desk, row: Row) -> str | None:
    """What was read, where a decision made it another."""
    decision = row.field.decision
    return (decision.old or "") if decision and row.is_changed else None


def _evidence(desk: Desk, item: Evidence, sizes: dict[int, tuple[float, float]]) -> EvidenceRow:
    row = desk.by_path.get(item.path)
    made = crops([Span(page=item.page, box=item.box)], sizes) if item.page and item.box else []
    where = row.where if row else ""
    return EvidenceRow(item, desk.names.own(item.path), desk.names.part(item.path), row, where, made[0] if made else None)


def _to_correct(desk: Desk, finding: Finding) -> list[tuple[Row, str]]:
    """The fields that a diagnosis holds for misread, and what would close the sums, each once."""
    return [(desk.by_path[path], text) for path, text in dict.fromkeys(_readings(finding)) if path in desk.by_path]


def finding_panel(desk: Desk, found: Found, sizes: dict[int, tuple[float, float]]) -> FindingPanel:
    """The panel of a finding."""
    finding = found.finding
    check = CATALOGUE.get(finding.check)
    return FindingPanel(
        found=found,
        evidence=[_evidence(desk, item, sizes if at < _CROPS else {}) for at, item in enumerate(evidence_of(finding)[:_EVIDENCE])],
        title=check.title if check else finding.check,
        authority=check.authority if check else "",
        suggestions=_to_correct(desk, finding),
        more=max(len(finding.evidence) - _EVIDENCE, 0),
    )
