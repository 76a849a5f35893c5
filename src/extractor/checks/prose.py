"""The texts of a record: prose and names, each with where a reviewer finds it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib import resources
from typing import Any, Literal, TypeAlias

from extractor.checks.contract import Fault, Severity, Tally
from extractor.checks.views import At, View
from extractor.normalise.text import key

__all__ = ["Kind", "Text", "calls", "excerpt", "fault", "readable", "texts", "words"]

Kind: TypeAlias = Literal["prose", "name"]

_YEAR = re.compile(r"(?:19|20)\d{2}")
_CODE = re.compile(r"[A-Za-z0-9.,]+")
_ENDS_ON_CODE = re.compile(r"[A-Za-z0-9.,]*$")
_EITHER_SIDE = 8
"""Characters shown on either side of what a finding speaks of."""


@dataclass(frozen=True, slots=True)
class Text:
    """A text: its leaf, where it stands in words, its label, and the form and indicator it belongs to.

    `prose` is made of sentences; a `name` is not.
    """

    at: At
    where: str
    kind: Kind
    label: str = ""
    form: View | None = None
    row: View | None = None

    @property
    def raw(self) -> str:
        """As written."""
        return self.at.raw

    @property
    def year(self) -> int | None:
        """The budget year of its form."""
        found = _YEAR.search(key(self.form.text("fiscal_year"))) if self.form else None
        return int(found.group()) if found else None


def words(name: str) -> Mapping[str, Any]:
    """A lexicon beside this module."""
    return tomllib.loads(resources.files(__package__).joinpath(f"{name}.toml").read_text("utf-8"))


def calls(form: View) -> str:
    """What a form is called in a sentence."""
    return form.text("project_name") or form.text("title") or form.path


def excerpt(text: str, start: int, end: int) -> str:
    """What stands at a place, with a little of what stands around it: numbers and codes whole or not at all."""
    first, last = max(0, start - _EITHER_SIDE), min(len(text), end + _EITHER_SIDE)
    first, last = _behind_word(text, first, start), _before_word(text, end, last)
    shown = " ".join(text[first:last].split())
    return ("…" if first else "") + shown + ("…" if last < len(text) else "")


def _behind_word(text: str, first: int, start: int) -> int:
    """Where the word ends that a place would cut, if it ends before `start`."""
    word = _CODE.match(text, first, start + 1) if first and _CODE.match(text[first - 1]) else None
    return word.end() if word and word.end() <= start else first


def _before_word(text: str, end: int, last: int) -> int:
    """Where the word begins that a place would cut, if it begins behind `end`."""
    if not _CODE.match(text, last, last + 1):
        return last
    tail = _ENDS_ON_CODE.search(text[max(0, end - 1) : last])
    found = last - len(tail[0] if tail else "")
    return found if found >= end else last


def fault(
    text: Text,
    data: Mapping[str, str],
    *,
    of: str,
    variant: str = "",
    severity: Severity | None = None,
    expected: str | None = None,
) -> Fault:
    """A fault of a text. `of` tells it from others of the same text and stands as what is written."""
    field = f"{text.where}|{key(of)}"
    return Fault({"where": text.where} | dict(data), (text.at,), field, expected, of, severity=severity, variant=variant)


def readable(tally: Tally, found: Iterable[Text]) -> Iterator[Text]:
    """The texts that could be read; the tally learns of the others."""
    for text in found:
        if text.at.leaf.unreadable:
            tally.cannot_read(f"{text.where}无法辨认")
        elif text.raw:
            yield text


def texts(root: View, *kinds: Kind) -> list[Text]:
    """All texts of a record, or those of some kinds. A sentence that is the source of several figures is one text."""
    found = [*_of_forms(root), *_of_prose(root)]
    return [text for text in found if not kinds or text.kind in kinds]


def _of_forms(root: View) -> Iterator[Text]:
    for form in root.rows("forms"):
        yield from _of_form(form)


def _of_form(form: View) -> Iterator[Text]:
    name = calls(form)
    for field, what in (("title", "标题"), ("project_name", "项目名称")):
        yield from _one(form.at(field), f"“{name}”的{what}", "name", form=form)
    for row in form.rows("narratives"):
        label = row.text("label")
        yield from _one(row.at("text"), f"“{name}”的“{_flat(label)}”", "prose", label, form)
    for row in form.rows("tasks"):
        task = _flat(row.text("name"))
        yield from _one(row.at("name"), f"“{name}”的任务名称“{task}”", "name", form=form)
        yield from _one(row.at("text"), f"“{name}”的任务“{task}”", "prose", form=form)
    for row in form.rows("attributes"):
        yield from _one(row.at("value"), f"“{name}”的“{_flat(row.text('label'))}”", "name", row.text("label"), form)
    for row in form.rows("indicators"):
        yield from _of_indicator(form, row)


def _of_indicator(form: View, row: View) -> Iterator[Text]:
    where = f"“{calls(form)}”的指标“{_flat(row.text('name'))}”"
    yield from _one(row.at("name"), where, "name", form=form, row=row)
    for field, what in (("explanation", "指标解释"), ("note", "备注")):
        yield from _one(row.at(field), f"{where}的{what}", "prose", form=form, row=row)


def _of_prose(root: View) -> Iterator[Text]:
    seen: set[str] = set()
    for row in root.rows("claims"):
        at = row.at("sentence")
        if at is not None and key(at.raw) not in seen:
            seen.add(key(at.raw))
            yield Text(at, "文字说明", "prose")
    for row in root.rows("filling_rules"):
        yield from _one(row.at("text"), "填表说明", "prose")
    for table in root.rows("tables"):
        yield from _one(table.at("note"), f"“{_flat(table.text('title') or table.text('number'))}”的备注", "prose")


def _one(
    at: At | None, where: str, kind: Kind, label: str = "", form: View | None = None, row: View | None = None
) -> Iterator[Text]:
    if at is not None:
        yield Text(at, where, kind, label, form, row)


def _flat(text: str) -> str:
    return " ".join(text.split())
