"""The ways to read a region, by name. To add one: a function from region and gateway to readings, and its row in `STRATEGIES`."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from extractor.errors import ReadingError
from extractor.interpret.copying import read_copy
from extractor.interpret.grid import read_grid
from extractor.interpret.model_namer import ModelNamer
from extractor.interpret.namer import LexiconNamer, PriorNamer
from extractor.interpret.reading import FormReading, Reading
from extractor.llm.contract import Gateway
from extractor.segment import Region

__all__ = ["STRATEGIES", "Strategy", "needs_model"]

Strategy: TypeAlias = Callable[[Region, Gateway | None], list[Reading]]
"""Readings of one region, the one to go by first. Raises ReadingError."""

_DOUBT = 0.6
"""Below this sureness of a role in the head, `auto` asks for a second opinion."""
_EXPECTED = {"project": ("project_name", "total_budget"), "overall": ("organization", "total_budget")}


def _model(gateway: Gateway | None) -> Gateway:
    assert gateway is not None, "this reading needs a model"
    return gateway


def _map(region: Region, gateway: Gateway | None) -> list[Reading]:
    return [read_grid(region, ModelNamer(_model(gateway)), "map")]


def _copy(region: Region, gateway: Gateway | None) -> list[Reading]:
    if region.amounts is not None:  # budget tables are never copied
        return _map(region, gateway)
    return [read_copy(region, _model(gateway))]


def _both(region: Region, gateway: Gateway | None) -> list[Reading]:
    return _map(region, gateway) + ([] if region.amounts is not None else _copy(region, gateway))


def _rules(region: Region, gateway: Gateway | None) -> list[Reading]:
    del gateway
    return [read_grid(region, LexiconNamer(), "rules")]


def _is_doubtful(form: FormReading) -> bool:
    missing = any(not form.fields.get(field) for field in _EXPECTED[form.kind])
    return missing or any(sure < _DOUBT for path, sure in form.sure.items() if not path.startswith("columns."))


def _auto(region: Region, gateway: Gateway | None) -> list[Reading]:
    """By grid, the lexicon as evidence beside the model; where the head is in doubt it is copied as well."""
    readings = [read_grid(region, PriorNamer(ModelNamer(_model(gateway))), "map")]
    if any(_is_doubtful(form) for form in readings[0].forms) and len(readings[0].forms) == 1:
        try:
            readings.append(read_copy(region, _model(gateway), tables=False))
        except ReadingError as error:
            readings[0].notes.append(f"表头没有得到第二次读取来对照：{error}")
    return readings


STRATEGIES: dict[str, Strategy] = {"auto": _auto, "map": _map, "copy": _copy, "both": _both, "rules": _rules}


def needs_model(reading: str) -> bool:
    """Whether a way of reading asks a model at all."""
    return reading != "rules"
