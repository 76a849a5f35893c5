"""The 检查表 that reviewers fill: one row for each part that a document has to have, as a Word document to be signed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from extractor.checks.messages import Language
from extractor.export.checklist.document import Head, made
from extractor.export.checklist.parts import PARTS, sheet_kind
from extractor.export.checklist.prose import prose_of
from extractor.export.checklist.verdicts import Row, rows
from extractor.export.checklist.words import Words
from extractor.export.contract import Exported
from extractor.export.files import Stems, replacing
from extractor.export.found import Found
from extractor.export.plain import cut
from extractor.record import Leaf, Record

__all__ = ["sheet", "write_checklist"]

_NAMES = {"zh": "检查表", "en": "checklist"}
_LONGEST = 120


def write_checklist(documents: Iterable[Exported], out: Path, *, language: Language = "zh") -> list[Path]:
    """Writes `<stem>.检查表.docx` for each document."""
    stems, written = Stems(), []
    for document in documents:
        path = out / f"{stems.take(document.name)}.{_NAMES[language]}.docx"
        with replacing(path) as partial:
            partial.write_bytes(_made(document, language))
        written.append(path)
    return written


def sheet(document: Exported, language: Language = "zh") -> list[Row]:
    """The rows of a document's sheet."""
    found = Found(document, language)
    return rows(found, prose_of(document.source, found.record.sha256), Words(language))


def _made(document: Exported, language: Language) -> bytes:
    listed, words, found = sheet(document, language), Words(language), Found(document, language)
    title = PARTS.sheets[sheet_kind(found.record)].title[language]
    return made(Head(title, list(_facts(document, words)), list(_notes(found, listed, words))), listed, words)


def _facts(document: Exported, words: Words) -> Iterator[tuple[str, str]]:
    record = document.reviewed.record
    yield words("unit"), _entity(record)
    yield (
        words("year"),
        _first(record.fiscal_year) or next((year for form in record.forms if (year := _first(form.fiscal_year))), ""),
    )
    yield words("file"), f"{cut(document.name, _LONGEST)}（{words('pages')} {record.pages}）"
    yield words("sha256"), record.sha256


def _first(leaf: Leaf | None) -> str:
    return cut(leaf.raw, _LONGEST) if leaf else ""


def _entity(record: Record) -> str:
    """Who the document is of, as far as it says."""
    return _first(record.entity) or next((name for form in record.forms if (name := _first(form.organization))), "")


def _year(record: Record) -> str:
    return _first(record.fiscal_year) or next((year for form in record.forms if (year := _first(form.fiscal_year))), "")


def _notes(found: Found, listed: list[Row], words: Words) -> Iterator[str]:
    """What the sheet comes to, what it leaves out, how it is to be read."""
    counted = Counter(row.verdict for row in listed)
    yield words("counts", rows=len(listed), yes=counted["yes"], no=counted["no"], unchecked=counted["unchecked"])
    left_out = {
        "infos": sum(finding.severity == "info" for finding in found.findings),
        "rejected": found.rejected,
        "corrected": len(found.changed),
    }
    yield from (words(key, count=count) for key, count in left_out.items() if count)
    yield words("legend")
