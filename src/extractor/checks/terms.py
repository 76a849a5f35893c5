"""X09, X10: laws whose articles were renumbered, bases and terms that others replaced, as of the form's budget year."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from extractor.checks.citations import Citation, citations
from extractor.checks.contract import NORM, Fault, Result, Subject, Tally, check
from extractor.checks.document_numbers import Number, numbers
from extractor.checks.profile import Profile
from extractor.checks.prose import Text, excerpt, fault, readable, texts, words
from extractor.checks.views import View

__all__: list[str] = []

_WORDS, _DOCUMENTS = words("terms"), words("documents")
_LAWS: dict[str, date] = {row["name"]: row["since"] for row in _WORDS["law"]}
_ARTICLE = re.compile(r"《(?:中华人民共和国)?(?P<law>[^《》]+)》\s*(?P<article>第[\d一二三四五六七八九十百零]+条)")
_RECENT = 1
"""Years after a revision in which a text may still cite the articles as they were."""
_NO_YEAR = "不知道预算年度"
_BASIS = re.compile(_DOCUMENTS["basis"])


@check("X09", scope="document", severity="info", authority=NORM, title="所引条款是否为现行条文")
def articles_in_force(subject: Subject, profile: Profile) -> Result:
    """An article of a law that was revised a short time ago may be one of the old text."""
    del profile
    tally = Tally()
    for text in readable(tally, texts(subject.root, "prose")):
        for match in _ARTICLE.finditer(text.raw):
            _article(tally, text, match, _year(text, subject.root))
    return tally.result("没有引用法律条款")


def _article(tally: Tally, text: Text, match: re.Match[str], year: int | None) -> None:
    since = _LAWS.get(match["law"].strip())
    if since is None:
        tally.ok()
    elif year is None:
        tally.lacks(f"{_NO_YEAR}，无法判断“{match.group()}”是否为现行条文")
    elif since.year <= year <= since.year + _RECENT:
        data = {"law": match["law"], "article": match["article"], "since": _day(since)}
        tally.fault(fault(text, data, of=match.group()))
    else:
        tally.ok()


_BASES_BY_NUMBER = {tuple(row["number"]): row for row in _WORDS["basis"] if "number" in row}
_BASES_BY_TITLE = [(re.compile(row["title"]), row) for row in _WORDS["basis"] if "title" in row]
_TERMS = [(re.compile(row["old"]), row) for row in _WORDS["term"]]


@check("X10", scope="document", severity="info", authority=NORM, title="依据和用语未被取代")
def superseded(subject: Subject, profile: Profile) -> Result:
    """No basis and no term that another one had replaced by the budget year."""
    del profile
    tally = Tally()
    for text in readable(tally, texts(subject.root)):
        year = _year(text, subject.root)
        if year is None:
            tally.lacks(_NO_YEAR)
            continue
        found = list({one.field: one for one in (*_bases(text, year), *_terms(text, year))}.values())
        tally.faults += found
        if not found:
            tally.ok()
    return tally.result("没有文字")


def _year(text: Text, root: View) -> int | None:
    """The budget year of the form; the document's where the text belongs to no form."""
    if text.year is not None:
        return text.year
    found = re.search(r"(?:19|20)\d{2}", root.text("fiscal_year"))
    return int(found.group()) if found else None


def _bases(text: Text, year: int) -> Iterator[Fault]:
    for number in numbers(text.raw):
        row = _BASES_BY_NUMBER.get(_known_as(number))
        if row and row["since"].year <= year:
            yield _replaced(text, number.raw, row)
    for one in citations(text.raw):
        yield from _by_title(text, one, year)


def _replaced(text: Text, old: str, row: Mapping[str, Any]) -> Fault:
    return fault(text, {"old": old, "now": row["now"], "since": _day(row["since"])}, of=old, variant="basis")


def _known_as(number: Number) -> tuple[str, int, int]:
    """The number as the lexicon has it; an order is that of its ministry, however that is written."""
    mark = number.mark.removeprefix("中华人民共和国") if number.is_order else number.mark
    return mark, number.year or 0, number.serial or 0


def _by_title(text: Text, one: Citation, year: int) -> Iterator[Fault]:
    """A basis known by its title; the number with it is found as a number, where it is known."""
    number: Number | None = one.number
    if number and _known_as(number) in _BASES_BY_NUMBER:
        return
    for pattern, row in _BASES_BY_TITLE:
        if row["since"].year <= year and pattern.search(one.title.strip()):
            yield _replaced(text, f"《{one.title}》", row)


def _terms(text: Text, year: int) -> Iterator[Fault]:
    """In what is cited, and in the basis with its issuers, a document keeps the words of its time."""
    if _BASIS.search(text.label):
        return
    cited = [(one.start, one.end) for one in citations(text.raw)]
    for pattern, row in _TERMS:
        for match in pattern.finditer(text.raw):
            if row["since"].year <= year and not any(a <= match.start() < b for a, b in cited):
                old, now = match.group(), row["now"]
                data = {"old": old, "now": now, "since": _day(row["since"]), "written": excerpt(text.raw, *match.span())}
                yield fault(text, data, of=old, variant="term", expected=now)


def _day(since: date) -> str:
    return f"{since.year}年{since.month}月{since.day}日"
