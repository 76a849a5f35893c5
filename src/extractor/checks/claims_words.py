"""What a claim's subject stands for: an item of the budget, or the name of an account."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

from extractor.checks.tables_entries import fold_name
from extractor.checks.tables_words import source_of
from extractor.normalise.text import key

__all__ = ["CLAIM_WORDS", "Topic", "topic_of"]

CLAIM_WORDS: Mapping[str, Any] = tomllib.loads(files(__package__).joinpath("claims.toml").read_text(encoding="utf-8"))

_OPENINGS, _ENDINGS = re.compile(CLAIM_WORDS["openings"]), re.compile(CLAIM_WORDS["endings"])
_SOURCE = re.compile(CLAIM_WORDS["source"])
_SUBJECTS = tuple((row["item"], row.get("side", ""), re.compile(row["pattern"])) for row in CLAIM_WORDS["subjects"])
_QUOTES = re.compile(r"[“”\"‘’「」]")


@dataclass(frozen=True, slots=True)
class Topic:
    """An item with its side and source ("" where none is said), else the folded name of an account."""

    item: str
    side: str = ""
    source: str = ""
    name: str = ""


@lru_cache(maxsize=4096)
def topic_of(subject: str) -> Topic | None:
    """The topic of a subject as printed; None for an empty one. Words are matched whole: what is not known is a name."""
    text = _OPENINGS.sub("", _QUOTES.sub("", key(subject)))
    if not text:
        return None
    found = _SOURCE.match(text)
    source, rest = (source_of(found["source"]) or "", text[found.end() :]) if found else ("", text)
    if found and not _bare(rest):
        return Topic("total", "income", source)
    for own, words in ((source, rest), ("", text)):
        for item, side, pattern in _SUBJECTS:
            if pattern.fullmatch(words) or pattern.fullmatch(_bare(words)):
                return Topic(item, side, own)
    return Topic("", name=fold_name(text))


def _bare(text: str) -> str:
    return _ENDINGS.sub("", text)
