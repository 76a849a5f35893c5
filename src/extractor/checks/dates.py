"""P07, P08: dates of a project within its budget year, and years as they are called in a plan for one of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from extractor.checks.citations import citations
from extractor.checks.contract import ARITHMETIC, NORM, Fault, Result, Severity, Subject, Tally, check
from extractor.checks.document_numbers import numbers
from extractor.checks.profile import Profile
from extractor.checks.prose import Text, calls, excerpt, fault, readable, texts, words
from extractor.checks.views import At, View
from extractor.normalise.text import key

__all__: list[str] = []

_WORDS = words("identity")["dates"]
_YEARS = words("identity")["years"]
_LABEL, _OTHER = re.compile(_WORDS["label"]), re.compile(_WORDS["other"])
_BEGIN, _END = re.compile(_WORDS["begin"]), re.compile(_WORDS["end"])
_SEVERAL = re.compile(_WORDS["several_years"])
_DATE = re.compile(
    r"(?P<year>(?:19|20)\d{2})(?:年度?|[.\-/](?=\d))?(?:(?P<month>1[0-2]|0?[1-9])(?:月份?|[.\-/](?=\d))?(?:(?P<day>3[01]|[12]\d|0?[1-9])日?)?)?"
)
_COMPACT = re.compile(r"(?<!\d)(?P<year>(?:19|20)\d{2})(?P<month>0[1-9]|1[0-2])(?P<day>0[1-9]|[12]\d|3[01])(?!\d)")
_PERIOD = re.compile(r"(?P<years>\d{1,2}|[一二两三四五])个?年(?:期|度)?")
_DIGIT = dict(zip("一二两三四五", ("1", "2", "2", "3", "4", "5"), strict=True))
_NO_YEAR = "表上没有预算年度"


@dataclass(frozen=True, slots=True)
class _Span:
    """From when to when a project lasts, as far as stated, and the leaves that say it."""

    begin: date | None = None
    end: date | None = None
    at: tuple[At, ...] = ()
    label: str = ""

    @property
    def written(self) -> str:
        """Both dates as printed."""
        return "至".join(" ".join(at.raw.split()) for at in self.at)


@check("P07", scope="form", severity="error", authority=ARITHMETIC, title="起止日期在预算年度内")
def dates_in_year(subject: Subject, profile: Profile) -> Result:
    """A project begins before it ends, and lasts into the budget year; what lasts longer is said to."""
    del profile
    tally, year = Tally(), _year_of(subject.view)
    for span in _spans(tally, subject.view):
        if span.begin and span.end and span.end < span.begin:
            tally.fault(_fault(span, "order", subject.view, year))
        elif (fault_ := _against_period(span, subject.view, year)) is not None:
            tally.fault(fault_)
        elif year is None:
            tally.lacks(_NO_YEAR)
        else:
            _within(tally, span, subject.view, year)
    return tally.result("没有写项目的起止日期")


def _within(tally: Tally, span: _Span, form: View, year: int) -> None:
    first, last = date(year, 1, 1), date(year, 12, 31)
    misses = (span.begin and span.begin > last) or (span.end and span.end < first)
    reaches_out = (span.begin and span.begin < first) or (span.end and span.end > last)
    if misses:
        tally.fault(_fault(span, "outside", form, year))
    elif reaches_out and not _is_long(form):
        tally.fault(_fault(span, "beyond", form, year, "warning"))
    else:
        tally.ok()


def _against_period(span: _Span, form: View, year: int | None) -> Fault | None:
    """Years that the dates take against the number of years that the form states (项目周期 1年)."""
    stated = _period(form)
    if stated is None or span.begin is None or span.end is None:
        return None
    # A project from July to June takes one year of two.
    taken = -(-(span.end.year * 12 + span.end.month - span.begin.year * 12 - span.begin.month + 1) // 12)
    if taken <= stated[1]:
        return None
    made = _fault(span, "period", form, year)
    data = {**made.data, "period": stated[0].raw, "taken": str(taken)}
    return replace(made, data=data, evidence=(*made.evidence, stated[0]))


def _period(form: View) -> tuple[At, int] | None:
    for row in form.rows("attributes"):
        at = row.filled("value")
        match = _PERIOD.fullmatch(key(at.raw)) if at is not None and _LABEL.search(key(row.text("label"))) else None
        if at is not None and match:
            return at, int(_DIGIT.get(match["years"], match["years"]))
    return None


def _is_long(form: View) -> bool:
    """Whether the form says that its project lasts for several years."""
    labels = [row.text("label") for name in ("narratives", "attributes", "funding") for row in form.rows(name)]
    values = [row.text("value") for row in form.rows("attributes")]
    stated = _period(form)
    return (stated is not None and stated[1] > 1) or any(_SEVERAL.search(key(text)) for text in [*labels, *values])


def _fault(span: _Span, variant: str, form: View, year: int | None, severity: Severity | None = None) -> Fault:
    data = {"form": calls(form), "label": span.label, "written": span.written, "year": str(year)}
    expected = f"{year}年内" if year and variant != "order" else None
    evidence = span.at if variant == "order" or not year else tuple(sorted(span.at, key=lambda at: _is_inside(at, year)))
    return Fault(data, evidence, span.label, expected, span.written, severity=severity, variant=variant)


def _is_inside(at: At, year: int) -> bool:
    """Leaves whose dates all lie in the year come after those that do not."""
    found = _dates(at.raw, is_end=False)
    return bool(found) and all(one.year == year for one in found)


def _spans(tally: Tally, form: View) -> Iterator[_Span]:
    """Spans in one cell, and a date to begin with the date to end."""
    begin = end = None
    for row in form.rows("attributes"):
        label, at = key(row.text("label")), row.at("value")
        if at is None or not _LABEL.search(label) or _OTHER.search(label):
            continue
        if at.leaf.unreadable:
            tally.cannot_read(f"“{label}”无法辨认")
            continue
        span = _span(label, at)
        if span.begin and span.end:
            yield span
        else:
            begin, end = (span if span.begin else begin), (span if span.end else end)
    if begin or end:
        yield _joined(begin or _Span(), end or _Span())


def _span(label: str, at: At) -> _Span:
    found, until = _dates(at.raw, is_end=False), _dates(at.raw, is_end=True)
    if len(found) > 1:
        return _Span(found[0], until[-1], (at,), label)
    if not found:
        return _Span()
    is_end = _END.search(label) is not None and _BEGIN.search(label) is None
    return _Span(None, until[0], (at,), label) if is_end else _Span(found[0], None, (at,), label)


def _joined(begin: _Span, end: _Span) -> _Span:
    return _Span(begin.begin, end.end, begin.at + end.at, "至".join(filter(None, (begin.label, end.label))))


def _dates(text: str, *, is_end: bool) -> list[date]:
    """The dates of a text; one without month or day is the first, or the last, of what it names."""
    folded = key(text)
    matches = list(_COMPACT.finditer(folded)) or list(_DATE.finditer(folded))
    return [made for match in matches if (made := _made(match, is_end)) is not None]


def _made(match: re.Match[str], is_end: bool) -> date | None:
    year, month, day = int(match["year"]), match["month"], match["day"]
    try:
        return date(year, int(month or (12 if is_end else 1)), int(day or (28 if is_end else 1)))
    except ValueError:
        return None


def _year_of(form: View) -> int | None:
    found = re.search(r"(?:19|20)\d{2}", key(form.text("fiscal_year")))
    return int(found.group()) if found else None


_RELATIVE, _PLANNED, _BEYOND = (re.compile(_YEARS[name]) for name in ("relative", "planned", "beyond"))
_NAMED = re.compile(r"(?<!\d)(?P<year>20\d{2})\s*年(?![前以初])")


@check("P08", scope="document", severity="warning", authority=NORM, title="年度表述与预算年度一致")
def years_as_called(subject: Subject, profile: Profile) -> Result:
    """A plan does not speak of its own year as the next one, and its goals are not those of another year."""
    del profile
    tally = Tally()
    for text in readable(tally, texts(subject.root, "prose")):
        if text.form is not None:
            _years(tally, text)
    return tally.result("没有成句的文字")


def _years(tally: Tally, text: Text) -> None:
    relative = list(_RELATIVE.finditer(text.raw))
    for match in relative:
        written = excerpt(text.raw, *match.span())
        year = str(text.year) if text.year else ""
        data = {"written": written, "word": match.group(), "year": f"（本表为{year}年度）" if year else ""}
        tally.fault(fault(text, data, of=written, variant="relative", severity="info"))
    other = _other_years(text)
    if other:
        data = {"named": "、".join(other), "year": str(text.year)}
        tally.fault(fault(text, data, of="、".join(other), variant="other"))
    elif not relative:
        tally.ok()


def _other_years(text: Text) -> list[str]:
    """The years a goal or plan of the year speaks of, where its own is not among them; those of cited documents are theirs."""
    label = key(text.label)
    if text.year is None or not _PLANNED.search(label) or _BEYOND.search(label):
        return []
    cited = [(one.start, one.end) for one in citations(text.raw)] + [(one.start, one.end) for one in numbers(text.raw)]
    named = [match for match in _NAMED.finditer(text.raw) if not any(a <= match.start() < b for a, b in cited)]
    years = list(dict.fromkeys(f"{match['year']}年" for match in named))
    return [] if f"{text.year}年" in years or len(years) != 1 else years
