"""A store filled with made-up documents: many small ones, a few large ones, some doubtful, some found fault with, some reviewed."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from extractor.decision import Decision
from extractor.record import Evidence, Finding, Form, Indicator, Leaf, Provenance, Record
from extractor.review.progress import progress
from extractor.review.replay import reviewed
from extractor.store import Store

__all__ = ["Filled", "fill", "sizes"]

_SPREAD = 1.0
"""Of the logarithm of a document's fields: of ten thousand the largest has some twenty-five times the mean."""

_DOUBTFUL, _FOUND, _REVIEWED = 0.1, 0.05, 0.1
"""Shares: of fields that are doubtful, of rows that a finding names, of documents that were begun to be reviewed."""

_ROW = ("name", "operator", "value", "unit", "weight")
_ROWS = 25
"""Indicators of a form."""

_WORDS = ("数量指标", "质量达标率", "完成及时率", "成本控制", "社会效益", "可持续影响", "服务对象满意度")
_UNITS = ("财政局", "司法局", "公路养护中心", "教育局", "民政局", "水务局")
_SOURCES = Path(__file__).parent / "documents" / "layouts-dev"


class Filled:
    """The documents of a filled store: all, the largest, and those with a source to draw pages from."""

    def __init__(self, store: Store, largest: int = 50) -> None:
        rows = {row.sha256: row.fields or 0 for row in store.documents(limit=10_000_000).items}
        self.every = sorted(rows)
        self.largest = sorted(rows, key=lambda sha256: (-rows[sha256], sha256))[:largest]
        self.drawn = [sha256 for sha256 in self.every if store.file(sha256) is not None]
        self.fields = sum(rows.values())


def sizes(documents: int, fields: int, seed: int) -> list[int]:
    """Fields of each document, which add up to `fields` but for what rounding leaves."""
    drawn = np.random.default_rng(seed).lognormal(0.0, _SPREAD, documents)
    return [max(1, round(size)) for size in drawn * (fields / drawn.sum())]


def fill(store: Store, documents: int, fields: int, seed: int) -> Iterator[int]:
    """Adds the documents; says after each how many there are."""
    chance, run = random.Random(seed), store.begin_run({"reading": "made up"})
    sources = sorted(_SOURCES.glob("*/source.pdf"))
    for number, size in enumerate(sizes(documents, fields, seed)):
        sha256 = _source(store, sources, number)
        record = _record(chance, number, sha256, size)
        store.add_record(run, record.source, record, "made up")
        if chance.random() < _REVIEWED:
            _review(store, record, chance)
        yield number + 1
    store.end_run(run, {})


def _source(store: Store, sources: Sequence[Path], number: int) -> str:
    """The first documents have a file that pages can be drawn from; the others are only said to."""
    if number >= len(sources):
        return hashlib.sha256(str(number).encode()).hexdigest()
    sha256 = hashlib.sha256(sources[number].read_bytes()).hexdigest()
    store.keep_source(sources[number], sha256)
    return sha256


def _leaf(chance: random.Random, raw: str, row: int, column: int) -> Leaf:
    left, top = 50.0 + 100 * column, 80.0 + 25 * (row % _ROWS)
    confidence = chance.uniform(0.3, 0.9) if chance.random() < _DOUBTFUL else chance.uniform(0.9, 1.0)
    box = (left, top, left + 90, top + 20)
    return Leaf(raw=raw, value=raw, page=1 + row // _ROWS, box=box, confidence=round(confidence, 4), role=1.0)


def _indicator(chance: random.Random, row: int, size: int) -> Indicator:
    texts = (chance.choice(_WORDS) + str(row), "≥", str(chance.randrange(1, 200)), "件", str(chance.randrange(1, 20)))
    cells = {name: _leaf(chance, text, row, column) for column, (name, text) in enumerate(zip(_ROW, texts, strict=True))}
    return Indicator.model_validate(dict(list(cells.items())[:size]))


def _record(chance: random.Random, number: int, sha256: str, size: int) -> Record:
    widths = [min(len(_ROW), size - start) for start in range(0, size, len(_ROW))]
    rows = [_indicator(chance, row, width) for row, width in enumerate(widths)]
    forms = [Form(indicators=rows[start : start + _ROWS]) for start in range(0, len(rows), _ROWS)]
    name = f"{chance.choice(_UNITS)}-{number:05}"
    return Record(
        source=f"{name}.pdf",
        sha256=sha256,
        pages=len(forms),
        forms=forms,
        findings=[_finding(row) for row in range(len(rows)) if chance.random() < _FOUND],
        provenance=Provenance(reader="pdf", reading="rules", seconds={"total": 1.0}),
    )


def _finding(row: int) -> Finding:
    path = f"forms[{row // _ROWS}].indicators[{row % _ROWS}].name"
    message = f"第{row + 1}行的指标没有写明目标值的口径。"
    evidence = [Evidence(path=path, raw="指标", page=1 + row // _ROWS)]
    return Finding(id=f"I01:{row}", check="I01", severity="warning", message=message, evidence=evidence, explanation=message)


def _review(store: Store, record: Record, chance: random.Random) -> None:
    """Decides about some of the first fields, and counts them as the app does."""
    stored = store.document(record.sha256)
    assert stored is not None
    assert stored.record_sha256 is not None
    for row in range(min(chance.randrange(1, 6), len(record.forms[0].indicators))):
        about = {"target": "field", "subject": f"forms[0].indicators[{row}].name", "action": "accept", "follows": 0}
        when = {"number": 0, "at": "2026-11-22T08:00:00+00:00", "who": "王敏"}
        made = {"document": record.sha256, "record": stored.record_sha256}
        store.decide(Decision.model_validate({**about, **when, **made}))
    store.update_progress(record.sha256, progress(reviewed(record, store.log(record.sha256))))
