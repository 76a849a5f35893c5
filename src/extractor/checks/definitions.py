"""N07: the definition of a term lists the parts that the tables have."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from extractor.checks.contract import DISCLOSURE, Fault, Result, Subject, Tally, check
from extractor.checks.profile import Profile
from extractor.checks.prose import words
from extractor.checks.tables_words import item_of, source_of
from extractor.checks.views import At, View
from extractor.names import clipped
from extractor.normalise.text import key
from extractor.record import BudgetTable
from extractor.segment.lines.definitions import is_section

__all__: list[str] = []

_WORDS = words("definitions")
_LISTED, _OPEN_END = re.compile(_WORDS["listed"]), re.compile(_WORDS["open_end"])
_SPENT = re.compile(r"支出$")
_CLAUSE = re.compile(r"[。；;]")
_NONE = re.compile(r"(?:本(?:单位|部门))?无[。.]?")
_FEW = 2
"""Parts of a whole that a table has to name to say what it is made of, or a definition without a word that opens a list."""
_SHOWN = 60


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of a whole: by which of the meanings of a table's words it is known there, and by which words in a definition."""

    source: str
    item: str
    said: re.Pattern[str]

    def is_named(self, text: str) -> bool:
        """Whether a heading or a row of a table is it; a class of spending (国有资本经营预算支出) is nobody's money."""
        if self.source:
            return source_of(text) == self.source and not _SPENT.search(key(text))
        found = item_of(text)
        return found is not None and found[0] == self.item


@dataclass(frozen=True, slots=True)
class _Whole:
    """What a term is made of."""

    term: re.Pattern[str]
    parts: tuple[_Part, ...]


def _part(row: Mapping[str, str]) -> _Part:
    return _Part(row.get("source", ""), row.get("item", ""), re.compile(row["said"]))


def _whole(row: Mapping[str, Any]) -> _Whole:
    return _Whole(re.compile(row["term"]), tuple(map(_part, row["parts"])))


_WHOLES = tuple(map(_whole, _WORDS["wholes"]))


@check("N07", scope="document", severity="info", authority=DISCLOSURE, title="名词解释包括表中各项")
def definitions_complete(subject: Subject, profile: Profile) -> Result:
    """A definition that lists the parts of something lists all those that the tables have."""
    del profile
    tables, rows = subject.root.rows("tables"), subject.root.rows("definitions")
    if not tables or not rows:
        return Result("not_applicable", "没有预算表" if not tables else "文件中没有读到名词解释")
    tally = Tally()
    for row in rows:
        _judge(tally, row, tables)
    return tally.result("名词解释中没有列举表中各项的名词")


def _judge(tally: Tally, row: View, tables: list[View]) -> None:
    term, text = row.at("term"), row.at("text")
    assert term is not None
    assert text is not None
    if term.leaf.unreadable or text.leaf.unreadable:
        tally.cannot_read(f"名词解释“{term.raw}”无法辨认")
    elif is_section(term.raw):
        if not _NONE.fullmatch(key(text.raw)):
            tally.lacks("名词解释一节没有读出各个名词，请对照原件")
    else:
        for whole in _WHOLES:
            if whole.term.fullmatch(key(term.raw)):
                _compare(tally, term.raw, text, _parts_of(whole, tables))


def _parts_of(whole: _Whole, tables: list[View]) -> dict[_Part, At]:
    """The parts that tables name, each where it stands first; a table that names one alone does not say what the whole is."""
    found: dict[_Part, At] = {}
    for table in tables:
        named: dict[_Part, At] = {}
        for at in _names(table):
            for part in whole.parts:
                if part not in named and part.is_named(at.raw):
                    named[part] = at
        if len(named) >= _FEW:
            found |= {part: at for part, at in named.items() if part not in found}
    return found


def _names(table: View) -> Iterator[At]:
    """What a table calls its columns and rows."""
    assert isinstance(table.model, BudgetTable)
    for number, path in enumerate(table.model.columns):
        yield from (At(f"{table.path}.columns[{number}][{depth}]", leaf) for depth, leaf in enumerate(path) if leaf.raw)
    yield from (name for row in table.rows("rows") if (name := row.filled("name")) is not None)


def _compare(tally: Tally, term: str, text: At, parts: Mapping[_Part, At]) -> None:
    said = key(text.raw)
    named = [part for part in parts if part.said.search(said)]
    opened = _LISTED.search(said)
    listed = opened is not None and any(part.said.search(said, opened.end()) for part in named)
    if len(named) < (1 if listed else _FEW):
        return
    missing = {part: at for part, at in parts.items() if part not in named}
    if not missing:
        tally.ok()
        return
    clause = _clause(text.raw, named)
    names = "、".join(dict.fromkeys(clipped(key(at.raw)) for at in missing.values()))
    if _OPEN_END.search(key(clause)):
        tally.lacks(f"“{term}”的解释以“等”列举，不能断定是否包括“{names}”")
        return
    data = {"term": term, "subject": names, "written": clipped(clause.strip(), _SHOWN)}
    tally.fault(Fault(data, (text, *missing.values()), key(term), names, data["written"]))


def _clause(text: str, named: list[_Part]) -> str:
    """The sentence that names most of the parts, from the word that opens the list."""
    best = max(_CLAUSE.split(text), key=lambda clause: _count(clause, named))
    opened = _LISTED.search(best)
    return best[opened.start() :] if opened and _count(best[opened.end() :], named) else best


def _count(clause: str, parts: list[_Part]) -> int:
    return sum(part.said.search(key(clause)) is not None for part in parts)
