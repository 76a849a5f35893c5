"""Repairs of a reading by their place in the record."""

from __future__ import annotations

from extractor.interpret import FormReading, IndicatorReading, Reading
from extractor.settle import settle_repairs


def test_paths_count_from_the_first_form_of_the_reading() -> None:
    first = FormReading(repairs=[("funding", "移了一格")])
    second = FormReading(indicators=[IndicatorReading(), IndicatorReading(repair="按符号对位")])
    found = [(repair.path, repair.what) for repair in settle_repairs(Reading("map", [first, second]), 3)]
    assert found == [("forms[3].funding", "移了一格"), ("forms[4].indicators[1]", "按符号对位")]
