"""I11: a form filled by template: one value on most rows, a slogan or a task in percent or years, a year's work within the year."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal

from extractor.checks.contract import C101, Fault, Result, Severity, Subject, Tally, check
from extractor.checks.indicators_rows import NO_INDICATORS, Row, rows_of
from extractor.checks.indicators_words import pattern
from extractor.checks.profile import Profile

__all__: list[str] = []

_PATTERN = 6
"""Rows from which one value on most of them is a pattern."""
_WHOLE_YEAR = {"年": Decimal(1), "月": Decimal(12), "个月": Decimal(12), "天": Decimal(365), "日": Decimal(365)}


@check("I11", scope="document", severity="warning", authority=C101, title="套用模板填写")
def no_template(subject: Subject, profile: Profile) -> Result:
    """Targets are set for each indicator, and for something that can be measured."""
    del profile
    rows = [row for form in subject.root.rows("forms") for row in rows_of(form)]
    numbers = [row for row in rows if row.value is not None]
    tally = Tally()
    _one_value(tally, numbers)
    for row in numbers:
        _row(tally, row)
    return tally.result("没有定量指标" if rows else NO_INDICATORS)


def _one_value(tally: Tally, rows: Sequence[Row]) -> None:
    """All of it (100 %) and none of it are targets of many rows with good reason."""
    counts = Counter((row.value, row.unit) for row in rows)
    if len(rows) < _PATTERN:
        return
    (value, unit), count = counts.most_common(1)[0]
    if count * 2 <= len(rows) or value == 0 or (value == 100 and unit == "%"):
        return
    same = [row for row in rows if (row.value, row.unit) == (value, unit)]
    if len({row.name for row in same}) * 2 <= len(rows):
        return
    data = {"count": str(count), "total": str(len(rows)), "value": f"{same[0].view.text('value')}{unit}"}
    evidence = tuple(at for row in same for at in row.at("value"))
    tally.fault(Fault(data, evidence, "value", variant="value"))


def _row(tally: Tally, row: Row) -> None:
    variant = _variant(row)
    if variant is None:
        return tally.ok()
    data = {"name": row.shown, "target": row.target, "unit": row.unit}
    severity: Severity | None = "info" if variant == "year" else None
    return tally.fault(Fault(data, row.at("name", "value", "unit"), row.name, None, row.target, None, severity, variant))


def _variant(row: Row) -> str | None:
    name = pattern("names", "brackets").sub("", row.name)
    slogan = bool(pattern("template", "slogan").search(name)) and not pattern("template", "measured").search(name)
    if row.kind_of_unit == "rate":
        return "percent" if slogan or pattern("template", "unmeasured").search(name) else None
    if _WHOLE_YEAR.get(row.unit) == row.value and pattern("template", "whole_year").search(name):
        return "year"
    if row.kind_of_unit == "time" and slogan and not pattern("template", "lasting").search(name):
        return "time"
    return None
