"""What the words of a budget table mean: a column's measure, year and source, and what a row is."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any, Literal, TypeAlias

from extractor.normalise.text import key

__all__ = ["WORDS", "Meaning", "What", "bare_name", "is_entry", "is_of_which", "is_total", "item_of", "meaning_of", "source_of"]

WORDS: Mapping[str, Any] = tomllib.loads(files(__package__).joinpath("tables.toml").read_text(encoding="utf-8"))

_TOTAL, _NEUTRAL = re.compile(WORDS["total"]), re.compile(WORDS["neutral"])
_OF_WHICH = re.compile(rf"(?:{WORDS['numbering']})?{WORDS['of_which']}[:：]?")
_NUMBERING, _ENTRY = re.compile(rf"^(?:{WORDS['numbering']})"), re.compile(WORDS["entry"])
_RATE, _CHANGE, _BEFORE = re.compile(WORDS["rate"]), re.compile(WORDS["change"]), re.compile(WORDS["before"])
_EXECUTED, _ADJUSTED = re.compile(WORDS["executed"]), re.compile(WORDS["adjusted"])
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)")
_ITEMS = tuple((row["item"], row["axis"], re.compile(row["pattern"])) for row in WORDS["items"])
_SOURCES = tuple((row["source"], re.compile(row["pattern"])) for row in WORDS["sources"])

What: TypeAlias = Literal["amount", "change", "rate"]


@dataclass(frozen=True, slots=True)
class Meaning:
    """A column's: what is measured, on which axis it adds up, when, and whose money it is.

    `item` is "total" for the whole and opens with "?" where no word list knows it. `year` is None where the header
    names none; -1 for last year without a number.
    """

    item: str
    axis: str
    source: str
    year: int | None
    stage: str
    what: What


@lru_cache(maxsize=4096)
def is_total(text: str) -> bool:
    """Whether a row's name or a header's part is a total."""
    return _TOTAL.fullmatch(bare_name(text)) is not None


@lru_cache(maxsize=4096)
def is_of_which(text: str) -> bool:
    """Whether a row or column is some of another one only."""
    return _OF_WHICH.match(key(text)) is not None


def is_entry(text: str) -> bool:
    """Whether a row of a statement opens with a Chinese number (一、本年收入)."""
    return _ENTRY.match(key(text)) is not None


@lru_cache(maxsize=4096)
def bare_name(text: str) -> str:
    """A row's name folded, without its number and without 其中."""
    name = _OF_WHICH.sub("", key(text), count=1)
    return _NUMBERING.sub("", name, count=1) or name


@lru_cache(maxsize=4096)
def item_of(text: str) -> tuple[str, str] | None:
    """The item that a name stands for, and its axis."""
    name = bare_name(text)
    return next(((item, axis) for item, axis, pattern in _ITEMS if pattern.search(name)), None)


@lru_cache(maxsize=4096)
def source_of(text: str) -> str | None:
    """Whose money a header, title or name speaks of; a text with two of them is about all that is granted (fiscal)."""
    folded = key(text)
    if len({source for source in _matching(folded) if source in ("general", "funds", "capital")}) > 1:
        return "fiscal"
    return next(_matching(folded), None)


def _matching(text: str) -> Iterator[str]:
    return (source for source, pattern in _SOURCES if pattern.search(text))


@lru_cache(maxsize=4096)
def meaning_of(path: tuple[str, ...]) -> Meaning:
    """The meaning of a header path."""
    joined = "/".join(map(key, path))
    item, axis = _item(path)
    what: What = "rate" if _RATE.search(joined) else "change" if _CHANGE.search(joined) else "amount"
    source = next((found for part in reversed(path) if item_of(part) is None and (found := source_of(part))), "")
    return Meaning(item, axis or ("source" if source else ""), source, _year(joined), _stage(joined), what)


def _item(path: Sequence[str]) -> tuple[str, str]:
    """The last part that says what is measured; a part that no list knows is an item of its own."""
    for part in reversed(path):
        if found := item_of(part):
            return found
        says_nothing = is_total(part) or source_of(part) or _NEUTRAL.fullmatch(key(part)) or _is_change(part)
        if not says_nothing:
            return f"?{key(part)}", ""
    return "total", ""


def _is_change(part: str) -> bool:
    return bool(_CHANGE.search(part) or _RATE.search(part))


def _year(joined: str) -> int | None:
    if years := _YEAR.findall(joined):
        return int(years[-1])
    return -1 if _BEFORE.search(joined) else None


def _stage(joined: str) -> str:
    return "executed" if _EXECUTED.search(joined) else "adjusted" if _ADJUSTED.search(joined) else ""
