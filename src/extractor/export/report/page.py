"""The page: what it shows, put into the template. All text goes through `plain` and autoescape: documents may hold anything."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from importlib import resources
from itertools import islice

from jinja2 import Environment, PackageLoader, StrictUndefined

from extractor.checks.messages import Language
from extractor.decision import Decision
from extractor.export.contract import Exported
from extractor.export.found import Found
from extractor.export.plain import cut, plain
from extractor.export.report.evidence import source_of
from extractor.export.report.findings import Severity, severities
from extractor.export.report.undone import left_unread, undone
from extractor.export.report.words import Words
from extractor.export.values import Value
from extractor.export.words import DOCUMENT_KINDS
from extractor.record import Leaf, Record

__all__ = ["render"]

_FIELDS = 40
"""Fields in doubt that are listed; of more the number is said."""

_LONGEST = 120


def render(document: Exported, language: Language) -> str:
    """The report of one document as HTML that needs nothing else: no script, no network, no file beside it."""
    words, found = Words(language), Found(document, language)
    with source_of(document.source, found.record.sha256, language) as source:
        listed = severities(found, source, words)
        missing = source.missing
    made = _environment(language)
    style = _style()
    not_done = undone(found, words)
    return made.get_template("report.html").render(
        w=words,
        name=document.name,
        found=found,
        record=found.record,
        facts=list(_facts(found, words, listed, len(not_done))),
        severities=listed,
        parts=_parts(listed),
        missing=missing,
        undone=not_done,
        unread=list(left_unread(found, words)),
        doubtful=[_doubtful(found, value, words) for value in islice(found.in_doubt.values(), _FIELDS)],
        more_doubtful=max(0, len(found.in_doubt) - _FIELDS),
        changed=[_changed(found, entry, words) for entry in found.changed],
        stale=[_changed(found, entry, words) for entry in document.reviewed.stale],
        style=style,
        policy=f"default-src 'none'; img-src data:; style-src 'sha256-{_hash(style)}'; base-uri 'none'; form-action 'none'",
    )


@lru_cache(maxsize=2)
def _environment(language: Language) -> Environment:
    del language  # one for each: loaded templates are kept
    made = Environment(
        loader=PackageLoader("extractor.export.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_printed,
    )
    made.filters["at"] = _at
    return made


def _printed(value: object) -> object:
    """What is put into the page: text without signs that must not be printed."""
    return plain(value) if type(value) is str else value


@lru_cache(maxsize=1)
def _style() -> str:
    return resources.files(__package__).joinpath("templates/report.css").read_text("utf-8")


def _hash(style: str) -> str:
    return base64.b64encode(hashlib.sha256(style.encode()).digest()).decode("ascii")


def _first(leaf: Leaf | None) -> str:
    return cut(leaf.raw, _LONGEST) if leaf else ""


def _entity(record: Record) -> str:
    """Who the document is of, as far as it says."""
    return _first(record.entity) or next((name for form in record.forms if (name := _first(form.organization))), "")


def _year(record: Record) -> str:
    return _first(record.fiscal_year) or next((year for form in record.forms if (year := _first(form.fiscal_year))), "")


def _facts(found: Found, words: Words, listed: Sequence[Severity], not_done: int) -> Iterator[tuple[str, str]]:
    """The title block. What is not known is left out; what there is none of is not counted, save findings."""
    record, reviewed = found.record, found.shown.closing
    kind = found.shown.say(DOCUMENT_KINDS, record.kind)
    numbers = {"forms": len(record.forms), "tables": len(record.tables), "claims": len(record.claims)}
    yield words("file"), found.exported.name
    yield words("sha256"), record.sha256
    yield words("unit"), _entity(record)
    yield words("year"), _year(record)
    yield words("pages"), words("pages_value", count=record.pages)
    yield words("kind"), words("kind_value", kind=kind, **numbers)
    yield words("found"), _counts(listed, words)
    for key, count in (
        ("left_out", found.rejected),
        ("closed", found.closed),
        ("corrected", len(found.changed)),
        ("in_doubt", len(found.in_doubt)),
        ("not_done", not_done),
    ):
        if count:
            yield words(key), words(f"{key}_value", count=count)
    if reviewed is not None and reviewed.action == "accept":
        yield words("reviewed"), words("reviewed_value", who=reviewed.who, at=_at(reviewed.at))
    else:
        yield words("reviewed"), words("not_reviewed")
    made_by = record.provenance
    yield words("read_by"), "，".join(part for part in (made_by.reader, made_by.reading, made_by.model) if part)


def _counts(listed: Sequence[Severity], words: Words) -> str:
    names = words.of("severities")
    counted = [(sum(len(group.items) for group in one.groups.values()), names[one.key]) for one in listed]
    joint = "，" if words.language == "zh" else ", "
    return joint.join(words("count", number=number, severity=name) for number, name in counted) or words("none_found")


def _parts(listed: Sequence[Severity]) -> Mapping[str, Mapping[str, int]]:
    """How many findings of each severity a part of the document has, in the order of the document."""
    names = dict(sorted((part, group.name) for one in listed for part, group in one.groups.items()))
    return {name: {one.key: len(one.groups[part].items) for one in listed if part in one.groups} for part, name in names.items()}


def _at(text: str) -> str:
    """A time of the log as people write it."""
    return text.replace("T", " ").removesuffix("Z").removesuffix("+00:00")


def _doubtful(found: Found, value: Value, words: Words) -> tuple[str, str, str, str]:
    """A field in doubt: which, as read, where, how sure."""
    text = cut(value.leaf.raw, _LONGEST) if value.leaf.raw else words("unreadable")
    where = value.place or (words("page", page=value.page) if value.page else "")
    return found.shown.described(value.path), text, where, str(value.confidence or "")


def _changed(found: Found, entry: Decision, words: Words) -> tuple[str, ...]:
    """A decision about a field: which, old, new, who, when, why."""
    new = {"reject": words("nothing_there"), "unreadable": words("cannot_read")}.get(entry.action, entry.new or "")
    blank = words("blank")
    old, new = (cut(text, _LONGEST) if text else blank for text in (entry.old or "", new))
    return found.shown.described(entry.subject), old, new, entry.who, _at(entry.at), cut(entry.why, _LONGEST)
