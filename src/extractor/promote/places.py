"""Where labels stand: boxes.json and cells.json of golden/README.md, and what is wrong with them against the source."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, TypeAlias

from extractor.promote.printed import Printed, is_shown
from extractor.record import Leaf, Span

__all__ = ["Places", "places_of", "spans_in", "spans_of", "unproved", "wrong_places"]

Places: TypeAlias = dict[str, list[dict[str, Any]]]
"""{path: [{page, box} | {cell} | {line}, …]}"""

_NAMES = ("page", "box", "cell", "line")


def spans_of(leaf: Leaf) -> list[Span]:
    """The places of a leaf; none for what stands nowhere."""
    if leaf.spans:
        return leaf.spans
    return [] if leaf.page is None else [Span(page=leaf.page, box=leaf.box, line=leaf.line)]


def places_of(leaves: Mapping[str, Leaf]) -> Places:
    """The places of all leaves that have any. A cell or line says by itself on which page it is."""
    return {path: [_place(span) for span in spans] for path, leaf in leaves.items() if (spans := spans_of(leaf))}


def _place(span: Span) -> dict[str, Any]:
    if span.cell is not None:
        return {"cell": list(span.cell)}
    return {"line": span.line} if span.line is not None else {"page": span.page, "box": list(span.box or ())}


def spans_in(places: Places) -> dict[str, list[Span]]:
    """The places of a file. Raises ValidationError for what is none; a cell or line names no page."""
    return {path: [Span.model_validate({"page": 1, **place}) for place in listed] for path, listed in places.items()}


def wrong_places(texts: Mapping[str, str], spans: Mapping[str, list[Span]], printed: Printed) -> Iterator[tuple[str, str]]:
    """Labels that stand nowhere, or where something else stands; with what is wrong, in Chinese."""
    for path, raw in texts.items():
        wrong = _wrong(raw, path, spans.get(path, []), printed) if raw else None
        if wrong:
            yield path, wrong


def _wrong(raw: str, path: str, places: list[Span], printed: Printed) -> str | None:
    if not places:
        return f"“{_clip(raw)}”没有标明在原件上的位置"
    if not all(map(printed.is_there, places)):
        return f"“{_clip(raw)}”标的位置不在原件上"
    shown = [text for place in places if (text := printed.text(place)) is not None]
    if len(shown) < len(places) or is_shown(raw, path, shown):
        return None
    return f"原件该处是“{_clip(''.join(shown))}”，不是“{_clip(raw)}”"


def unproved(texts: Mapping[str, str], spans: Mapping[str, list[Span]], printed: Printed) -> list[str]:
    """Labels that only a picture shows: a person has to have seen each."""
    return [path for path, raw in texts.items() if raw and any(printed.text(span) is None for span in spans.get(path, ()))]


def _clip(text: str) -> str:
    flat = text.replace("\n", "")
    return flat if len(flat) <= 24 else f"{flat[:24]}…"
