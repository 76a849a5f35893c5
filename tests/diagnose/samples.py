"""Records as a scan gives them, and looks at their cells."""

from __future__ import annotations

from collections.abc import Mapping

from extractor.checks import check_record
from extractor.checks.views import View
from extractor.diagnose import Reread
from extractor.readers.trace import Look
from extractor.record import Diagnosis, Evidence, Record
from tests.checks.samples import record

PART, WHOLE = "forms[0].funding[1].amount", "forms[0].total_budget"

Reading = tuple[str, float] | None
"""What a look gives: a text and its score, or nothing."""


def scanned(made: Record, confidence: Mapping[str, float]) -> Record:
    """As a scan would give it: places on a page, and how sure each reading is."""
    for number, at in enumerate(View("", made).leaves()):
        at.leaf.line, at.leaf.box = None, (50.0, 20.0 * number, 100.0, 20.0 * number + 10)
        at.leaf.ocr, at.leaf.role = confidence.get(at.path, 0.995), 1.0
    return made.model_copy(update={"findings": check_record(made).findings})


def again(readings: Mapping[str, Reading]) -> Reread:
    """One look at each cell, of which only the text is known; no closer ones."""

    def look(evidence: Evidence, /, *, closely: bool) -> list[Look]:
        found = readings.get(evidence.path, (evidence.raw, 0.99))
        return [Look(*found)] if found is not None and not closely else []

    return look


def funds(total: str, *parts: str) -> Record:
    rows = [{"label": label, "amount": part} for label, part in zip(("中央资金", "省级资金", "市级资金"), parts, strict=False)]
    return record(forms=[{"title": "表", "amount_unit": "万元", "total_budget": total, "funding": rows}])


def diagnosis_of(made: Record, check: str = "F01") -> Diagnosis:
    found = next(finding.diagnosis for finding in made.findings if finding.check == check)
    assert found is not None
    return found


def table(*rows: tuple[str, ...]) -> Record:
    columns = [["合计"], ["基本支出"], ["项目支出"]]
    codes = ["", "201", "20101", "2010101", "2010102", "205", "20501", "2050101"]
    names = ["合计", "一般公共服务支出", "人大事务", "行政运行", "机关服务", "教育支出", "教育管理事务", "教育运行"]
    made = [{"code": code, "name": name, "cells": list(row)} for code, name, row in zip(codes, names, rows, strict=True)]
    return record(
        tables=[
            {"kind": "functional", "title": "支出预算表", "number": "表1", "amount_unit": "万元", "columns": columns, "rows": made}
        ]
    )


ROWS: list[tuple[str, ...]] = [
    ("90", "40", "50"),
    ("60", "30", "30"), ("60", "30", "30"), ("35", "20", "15"), ("25", "10", "15"),
    ("30", "10", "20"), ("30", "10", "20"), ("30", "10", "20"),
]  # fmt: skip


def with_row(row: int, *cells: str) -> Record:
    return table(*(tuple(cells) if number == row else old for number, old in enumerate(ROWS)))


class Traced:
    """A picture in which the numbers named are so likely, any other not at all."""

    def __init__(self, known: Mapping[str, float]) -> None:
        self.known = known

    def likelihood(self, text: str) -> float:
        return self.known.get(text, -11.0)


def pictured(pictures: Mapping[str, Mapping[str, float]]) -> Reread:
    """Looks that read what is likeliest there, by default what was read, and know what else the picture may be."""

    def look(evidence: Evidence, /, *, closely: bool) -> list[Look]:
        trace = Traced(pictures.get(evidence.path, {evidence.raw: 0.0}))
        return [Look(max(trace.known, key=lambda text: trace.known[text]), 0.99, trace, "closely" if closely else "first")]

    return look
