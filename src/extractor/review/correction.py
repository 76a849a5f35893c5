"""What a decision makes of a leaf: the new text is normalised as reading normalises it and stands where the old one stood."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.checks.views import At
from extractor.document import Piece
from extractor.normalise.units import money_unit
from extractor.record import Evidence, Leaf, Span
from extractor.review.paths import field_of
from extractor.settle import leaf as settled

__all__ = ["MONEY", "corrected", "rejected", "unreadable"]

MONEY = frozenset({"total_budget", "prior_year_budget", "amount"})
"""Fields that carry a unit of money."""

_NOWHERE = Leaf(raw="", origin="reviewer")


def corrected(leaf: Leaf | None, path: str, new: str, evidence: Sequence[Evidence] = ()) -> Leaf:
    """The leaf with the text `new`; "" is a blank cell. Money keeps its unit, unless the new text has its own.

    `leaf` is None for a field that was missed: it stands where the evidence says.
    """
    field = field_of(path)
    made = settled(Piece(new), field)
    return made.model_copy(update=_by_reviewer(leaf, path, evidence) | (_unit(leaf, made.raw) if field in MONEY else {}))


def rejected(leaf: Leaf | None, path: str = "", evidence: Sequence[Evidence] = ()) -> Leaf:
    """Nothing of the kind stands there: blank, with the place that was looked at."""
    return _NOWHERE.model_copy(update=_by_reviewer(leaf, path, evidence))


def unreadable(leaf: Leaf | None, path: str = "", evidence: Sequence[Evidence] = ()) -> Leaf:
    """Ink that nobody can read: never to be taken for a blank."""
    return rejected(leaf, path, evidence).model_copy(update={"unreadable": True})


def _by_reviewer(leaf: Leaf | None, path: str, evidence: Sequence[Evidence]) -> dict[str, object]:
    return {"origin": "reviewer", "confidence": 1.0, "role": None, "ocr": None} | _place(leaf, path, evidence)


def _place(leaf: Leaf | None, path: str, evidence: Sequence[Evidence]) -> dict[str, object]:
    """The leaf's own place, unless the reviewer named another one."""
    spans = [Span(page=item.page, box=item.box, line=item.line, cell=item.cell) for item in evidence if item.page is not None]
    if leaf is not None and (not spans or spans == _shown(leaf, path)):
        return {name: getattr(leaf, name) for name in ("page", "box", "line", "spans")}
    only = spans[0] if len(spans) == 1 else None
    return {
        "page": spans[0].page if spans else None,
        "box": only.box if only else None,
        "line": only.line if only else None,
        "spans": spans if len(spans) > 1 or (only and only.cell) else None,
    }


def _shown(leaf: Leaf, path: str) -> list[Span]:
    """The place by which the leaf is evidence of findings: looking there names no other place."""
    item = At(path, leaf).evidence()
    return [] if item.page is None else [Span(page=item.page, box=item.box, line=item.line, cell=item.cell)]


def _unit(leaf: Leaf | None, raw: str) -> dict[str, object]:
    span = money_unit(raw)
    if span:
        return {"unit": raw[slice(*span)], "unit_source": "cell"}
    if leaf is None or not raw or leaf.unit_source is None:
        return {"unit": None, "unit_source": None}
    return {"unit": leaf.unit, "unit_source": leaf.unit_source}
