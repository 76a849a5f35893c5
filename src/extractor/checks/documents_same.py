"""X03: one document has one number and one title, in a file and over the files of a run; its number is that of its issuer."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from extractor.checks.citations import Citation, bare_title, citations, same_title
from extractor.checks.contract import NORM, Fault, Result, Subject, Tally, check
from extractor.checks.document_numbers import Number
from extractor.checks.profile import Profile
from extractor.checks.prose import Text, fault, readable, texts, words
from extractor.checks.views import At, View
from extractor.normalise.text import key

__all__: list[str] = []

_WORDS = words("documents")
_CENTRAL_MARKS = frozenset(_WORDS["central_marks"])
_CENTRAL, _LOCAL = re.compile(_WORDS["central_offices"]), re.compile(_WORDS["local_offices"])
_ISSUERS_END = re.compile("关于|[〈《]")
_ISSUER = re.compile(r"[、，,\s]+|和|及(?!其)")
_PLACED = re.compile(r"(?P<place>[\u4e00-\u9fff]{2,7}(?:省|市|自治区|自治州|自治县|州|区|县))$")
_PLACE = re.compile("[\u4e00-\u9fff]{2,6}(?:省|市|区|县|州)")
_SPOKEN = re.compile("[全我本各该省市区县]$|^[全我本各该]")
_OWN_TITLE = re.compile(r"(?:条例|办法|规定|细则)(?:[（(][^（）()]*[）)])?$")
_SHORT = 6
"""Titles of fewer characters (实施办法) are no document's alone."""


@dataclass(frozen=True, slots=True)
class _Cited:
    """A citation, where it stands, and in which file where there are several."""

    text: Text
    one: Citation
    number: Number
    source: str = ""

    @property
    def title(self) -> str:
        """The title in one line."""
        return " ".join(self.one.title.split())

    @property
    def at(self) -> At:
        """The leaf; its path names the file where there are several."""
        return At(f"{self.source}#{self.text.at.path}", self.text.at.leaf) if self.source else self.text.at


def _cited(found: Sequence[Text], source: str = "") -> Iterator[_Cited]:
    for text in found:
        for one in citations(text.raw):
            if one.number is not None and not one.number.is_blank:
                yield _Cited(text, one, one.number, source)


@check("X03", scope="document", severity="warning", authority=NORM, title="同一文件的文号和名称一致")
def one_document(subject: Subject, profile: Profile) -> Result:
    """One number has one title, one title one number; a local document has no mark of the centre; titles are whole."""
    del profile
    tally = Tally()
    found = list(readable(tally, texts(subject.root)))
    cited = list(_cited(found))
    _compare(tally, list(combinations(cited, 2)))
    for item in cited:
        _issuer(tally, item)
    for text in found:
        _place_outside(tally, text)
    return tally.result("没有同时写出名称和文号的文件")


@check("X03R", scope="run", severity="warning", authority=NORM, title="同一文件的文号和名称在各文件之间一致")
def one_document_over_files(subject: Subject, profile: Profile) -> Result:
    """As X03, between the files of a run; two copies of one file are one."""
    del profile
    tally, files = Tally(), {record.sha256 + record.source: record for record in subject.records}
    cited = [list(_cited(list(readable(tally, texts(View("", record)))), record.source)) for record in files.values()]
    pairs = [(one, other) for a, b in combinations(cited, 2) for one in a for other in b]
    _compare(tally, pairs)
    return tally.result("各文件没有引用可以对照的文件")


def _compare(tally: Tally, pairs: Sequence[tuple[_Cited, _Cited]]) -> None:
    """One fault for two titles or two numbers, however often they stand."""
    found: dict[str, Fault] = {}
    for one, other in pairs:
        fault_ = _pair(one, other)
        if fault_ is not None:
            found.setdefault(fault_.field, fault_)
        else:
            tally.ok()
    tally.faults += found.values()


def _pair(one: _Cited, other: _Cited) -> Fault | None:
    same_number = one.number.identity == other.number.identity
    same = same_title(one.one.title, other.one.title)
    if same_number:
        return None if same or min(map(len, _bare(one, other))) < _SHORT else _two(one, other, "titles")
    same_serial = one.number.identity[1:] == other.number.identity[1:]
    if same and same_serial and one.number.year is not None and min(map(len, _bare(one, other))) >= _SHORT:
        return _two(one, other, "marks")
    return _two(one, other, "") if _is_one(one, other) else None


def _bare(one: _Cited, other: _Cited) -> tuple[str, str]:
    return bare_title(one.one.title), bare_title(other.one.title)


def _is_one(one: _Cited, other: _Cited) -> bool:
    """Whether two titles are the same to the letter. A yearly notice has another number each year, and often the same title."""
    mine, theirs = _bare(one, other)
    yearly = one.number.year != other.number.year and not one.one.is_marked
    return mine == theirs and len(mine) >= _SHORT and not yearly


def _two(one: _Cited, other: _Cited, variant: str) -> Fault:
    data = {
        "title": one.title,
        "other_title": other.title,
        "number": one.number.raw,
        "other_number": other.number.raw,
        "where": _where(one),
        "other_where": _where(other),
    }
    parts = sorted({f"{key(item.number.mark)}{item.number.year}{item.number.serial}" for item in (one, other)})
    titles = sorted({bare_title(item.one.title) for item in (one, other)})
    evidence = tuple({item.at.path: item.at for item in (one, other)}.values())
    return Fault(data, evidence, "|".join([variant, *parts, *titles]), variant=variant)


def _where(item: _Cited) -> str:
    return f"{item.source}：{item.text.where}" if item.source else item.text.where


def _issuer(tally: Tally, item: _Cited) -> None:
    """A document of provincial or local offices alone has no mark of a ministry."""
    issuers = _issuers(item.one)
    is_local = bool(issuers) and all(_LOCAL.search(one) and not _CENTRAL.search(one) for one in issuers)
    if is_local and item.number.mark in _CENTRAL_MARKS:
        data = {"issuers": "、".join(issuers), "number": item.number.raw, "mark": item.number.mark}
        tally.fault(fault(item.text, data, of=item.number.raw, variant="issuer"))
    else:
        tally.ok()


def _issuers(one: Citation) -> list[str]:
    inside = _ISSUERS_END.split(one.title)[0]
    parts = _ISSUER.split(inside or one.lead)
    return [part for part in (re.sub(r"等$|^[\d一二三四五六七八九十.．、]+", "", part) for part in parts) if len(part) > 2]


def _place_outside(tally: Tally, text: Text) -> None:
    """重庆市《法律援助条例》 for 《重庆市法律援助条例》: the place is part of the title of local rules."""
    for one in citations(text.raw):
        place = _PLACED.search(one.lead)
        if one.is_marked and place and _OWN_TITLE.search(one.title) and not _is_whole(one.title, place["place"]):
            name = re.split("[、，,和及与由据照合行实]", place["place"])[-1]
            written = f"{name}《{one.title}》"
            if len(name) > 2:
                data = {"written": written, "right": f"《{name}{one.title}》"}
                tally.fault(fault(text, data, of=written, variant="place", severity="info", expected=data["right"]))


def _is_whole(title: str, place: str) -> bool:
    return place in title or title.startswith(("关于", "中华人民共和国")) or bool(_SPOKEN.search(place[:-1])) or _named(title)


def _named(title: str) -> bool:
    """Whether the title names a place of its own."""
    return bool(_PLACE.match(title))
