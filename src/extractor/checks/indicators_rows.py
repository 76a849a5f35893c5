"""A row of indicators as its checks see it: name, target as a number, what the unit measures, kind of the row."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Literal, TypeAlias

from extractor.checks.figures import number
from extractor.checks.indicators_words import INDICATOR_WORDS, keys, pattern
from extractor.checks.views import At, View
from extractor.normalise.shapes import quantity_offsets
from extractor.normalise.text import key

__all__ = ["NO_INDICATORS", "Row", "UnitKind", "rows_of", "unit_kind"]

UnitKind: TypeAlias = Literal["rate", "money", "time", "counted", "other", ""]
NO_INDICATORS = "没有指标"

_FIGURES = re.compile(r"[\d零一二两三四五六七八九十百千万半]")


def unit_kind(unit: str) -> UnitKind:
    """What a unit measures; "" where there is none."""
    if not unit:
        return ""
    if "元" in unit:
        return "money"
    plain = unit.lstrip("百千万亿") or unit
    kinds: tuple[UnitKind, ...] = ("rate", "time", "counted")
    return next((kind for kind in kinds if {plain, unit} & keys("units", kind)), "other")


@dataclass(frozen=True)
class Row:
    """One indicator and its place."""

    view: View

    @cached_property
    def name(self) -> str:
        """The name without blanks and with half-width signs."""
        return key(self.view.text("name"))

    @property
    def shown(self) -> str:
        """The name as printed."""
        return self.view.text("name")

    @cached_property
    def levels(self) -> tuple[str, str]:
        """The finer level, then the other."""
        return key(self.view.text("level2")), key(self.view.text("level1"))

    @property
    def operator(self) -> str | None:
        """GE LE EQ GT LT QUAL; None where none is printed or implied."""
        found = self.view.at("operator")
        return found.leaf.value if found else None

    @cached_property
    def value(self) -> Decimal | None:
        """The target where it is a number."""
        return number(self.view.filled("value"))

    @property
    def words(self) -> str:
        """The target as it is compared, be it number or words."""
        return key(self.view.text("value"))

    @cached_property
    def unit(self) -> str:
        """The unit, from its own cell or from behind the number; "" where there is none."""
        own = key(self.view.text("unit"))
        if own or self.value is None:
            return "" if pattern("unit_words", "none").search(own) else own
        text = self.view.text("value")
        offsets = quantity_offsets(text)
        return key(text[slice(*offsets[2])]) if offsets else ""

    @property
    def kind_of_unit(self) -> UnitKind:
        """What the unit measures."""
        return unit_kind(self.unit)

    @property
    def is_qualitative(self) -> bool:
        """Whether the target is words: no number, and none in the words either (a date, 八成)."""
        return bool(self.words) and self.value is None and (self.operator == "QUAL" or not _FIGURES.search(self.words))

    @property
    def asks_at_least(self) -> bool:
        """Whether at least so much is asked for."""
        return self.operator in {"GE", "GT"}

    @property
    def target(self) -> str:
        """Sign, value and unit as printed."""
        return "".join(self.view.text(name).strip() for name in ("operator", "value", "unit"))

    def is_of(self, kind: str) -> bool:
        """Whether the row is of a kind of indicator, by its levels."""
        known = INDICATOR_WORDS["kinds"].get(kind, re.escape(kind))
        return any(re.search(known, level) for level in self.levels)

    def at(self, *names: str) -> tuple[At, ...]:
        """Those of its leaves that something stands in."""
        return tuple(found for name in names if (found := self.view.filled(name)) is not None)


def rows_of(form: View) -> list[Row]:
    """The indicators of a form that have a name."""
    return [row for view in form.rows("indicators") if (row := Row(view)).name]
