"""Readings of a region settle into forms: the first reading is gone by, the second raises or lowers confidence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from extractor.document import Piece
from extractor.interpret import SCALARS, FormReading, IndicatorReading, Labelled, Reading
from extractor.normalise.units import money_unit
from extractor.record import Alternative, Amount, Attribute, Contact, Form, Indicator, Leaf, Narrative, Task
from extractor.settle.agree import Opinion, compare, row_keys
from extractor.settle.leaves import leaf, number_of

__all__ = ["is_in_words", "settle"]

_SINGLE, _AGREED, _DISPUTED = 0.9, 0.98, 0.45
"""Confidence of a role that one reading chose with certainty, that two agree on, that they dispute."""
_MONEY = frozenset({"total_budget", "prior_year_budget"})
_NUMBERS = _MONEY | {"execution_weight", "weight"}
"""Numbers whose unit may stand in the same cell (46.5万元, 10分): it is no part of them."""


@dataclass(slots=True)
class _Settler:
    """Makes the leaves of one form."""

    reading: FormReading
    opinions: dict[str, Opinion]
    unit: Piece = field(default_factory=Piece)

    def leaf(self, piece: Piece | None, name: str, path: str, sure: float = 1.0) -> Leaf | None:
        """The leaf at `path`; None for a field the form does not have."""
        if piece is None:
            return None
        opinion = self.opinions.get(path)
        if opinion is None:
            return leaf(piece, name, confidence=_SINGLE * sure)
        if opinion.agrees:
            return leaf(piece, name, confidence=_AGREED)
        made = leaf(piece, name, confidence=min(_DISPUTED, _SINGLE * sure))
        made.alternatives = [Alternative(reading=opinion.reading, raw=opinion.piece.text if opinion.piece else None)]
        return made

    def scalar(self, name: str) -> Leaf | None:
        """A field with one value; money gets its unit."""
        piece = self.reading.fields.get(name)
        made = self.leaf(number_of(piece) if name in _NUMBERS else piece, name, name, self.reading.sure.get(name, 1.0))
        label = self.reading.labels.get(name, Piece())
        return self.money(made, piece, label.text) if made is not None and name in _MONEY else made

    def money(self, made: Leaf, cell: Piece | None, label: str) -> Leaf:
        """The unit of an amount: from its cell, else its label, else the form's 单位 line. None: it is no money."""
        for text, source in ((cell.text if cell else "", "cell"), (label, "column"), (self.unit.text, "form")):
            span = money_unit(text)
            if span and made.raw:
                made.unit, made.unit_source = text[slice(*span)], source  # type: ignore[assignment]
                break
        return made

    def funding(self, row: Labelled, path: str) -> Amount | None:
        label = self.leaf(row.label, "label", "")
        if label is None:
            return None
        made = self.leaf(number_of(row.value), "amount", path)
        above = row.column.text if row.column else ""
        return Amount(label=label, amount=self.money(made, row.value, f"{above}/{label.raw}") if made else None)

    def contact(self, row: Labelled, path: str) -> Contact:
        return Contact(name=self.leaf(row.label, "name", f"{path}/name"), phone=self.leaf(row.value, "phone", f"{path}/phone"))

    def labelled(self, rows: Sequence[Labelled], part: str) -> Iterator[tuple[Leaf, Leaf | None]]:
        for at, row in zip(row_keys(row.label for row in rows), rows, strict=True):
            yield leaf(row.label or Piece(), "label", confidence=_SINGLE), self.leaf(row.value, "text", f"{part}/{at}")

    def indicator(self, row: IndicatorReading, path: str) -> Indicator:
        sure = {f: self.reading.sure.get(f"columns.{f}", 1.0) for f in row.fields}
        pieces = {f: number_of(piece) if f in _NUMBERS else piece for f, piece in row.fields.items()}
        leaves = {f: self.leaf(piece, f, f"{path}/{f}", sure[f]) for f, piece in pieces.items()}
        attributes = [Attribute(label=label, value=value) for label, value in self.labelled(row.attributes, path)]
        return _with_operator(Indicator(**leaves, attributes=attributes))


def is_in_words(target: str) -> bool:
    """Whether the text of an indicator's value is words: neither blank nor a number, signed or not."""
    return bool(target) and not target.lstrip("-−－+＋")[:1].isdigit()


def _with_operator(indicator: Indicator) -> Indicator:
    """A blank operator before words in the value cell means a qualitative target; that is implied, not read."""
    operator, value = indicator.operator, indicator.value
    blank = operator is not None and not operator.raw and not operator.unreadable
    if operator and blank and value and is_in_words(value.raw):
        indicator.operator = Leaf(raw="", value="QUAL", origin="inferred", confidence=operator.confidence)
    return indicator


def _form(reading: FormReading, second: FormReading | None, name: str) -> Form:
    settler = _Settler(reading, compare(reading, second, name), reading.fields.get("amount_unit", Piece()))
    funding = zip(row_keys(row.label for row in reading.funding), reading.funding, strict=True)
    indicators = zip(row_keys(row.fields.get("name") for row in reading.indicators), reading.indicators, strict=True)
    return Form(
        kind=reading.kind,
        **{field: settler.scalar(field) for field in SCALARS},
        funding=[made for at, row in funding if (made := settler.funding(row, f"funding/{at}"))],
        narratives=[Narrative(label=label, text=text) for label, text in settler.labelled(reading.narratives, "narratives")],
        tasks=[Task(name=name, text=text) for name, text in settler.labelled(reading.tasks, "tasks")],
        attributes=[Attribute(label=label, value=value) for label, value in settler.labelled(reading.attributes, "attributes")],
        indicators=[settler.indicator(row, f"indicators/{at}") for at, row in indicators],
        contacts=[settler.contact(row, f"contacts/{number}") for number, row in enumerate(reading.contacts)],
    )


def settle(readings: Sequence[Reading]) -> list[Form]:
    """The forms of one region. Raises nothing: readings that could not be made are not among `readings`."""
    first, *others = readings
    second = others[0] if others and len(others[0].forms) == len(first.forms) else None
    seconds = second.forms if second else [None] * len(first.forms)
    name = second.name if second else ""
    return [_form(form, other, name) for form, other in zip(first.forms, seconds, strict=True)]
