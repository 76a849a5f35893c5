"""X01, X02, X04: how the documents that a project rests on are numbered, and whether they are."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from extractor.checks.citations import Citation, bare_title, citations
from extractor.checks.contract import FORMAT, NORM, Fault, Result, Subject, Tally, check
from extractor.checks.document_numbers import RIGHT, Number, numbers
from extractor.checks.profile import Profile
from extractor.checks.prose import Text, fault, readable, texts, words

__all__: list[str] = []

_WORDS = words("documents")
_BASIS, _MENTION = re.compile(_WORDS["basis"]), re.compile(_WORDS["mention"])
_UNNUMBERED, _ANNEX = re.compile(_WORDS["without_number"]), re.compile(_WORDS["annex"])
_NO_NUMBERS = "没有文号"

_SHAPES: Sequence[tuple[str, Callable[[Number], bool]]] = (
    ("brackets", lambda one: one.brackets != RIGHT and not (one.is_order and one.brackets is None)),
    ("blanks", lambda one: one.has_blanks and not one.is_blank),
    ("ordinal", lambda one: one.has_ordinal),
    ("zero", lambda one: one.has_zero),
)
"""What may be wrong with the shape of a number."""


@check("X01", scope="document", severity="info", authority=FORMAT, title="文号格式")
def number_shape(subject: Subject, profile: Profile) -> Result:
    """A document number is a mark, the year in 〔〕 and a serial number."""
    del profile
    tally = Tally()
    for text in readable(tally, texts(subject.root)):
        found = numbers(text.raw)
        for variant, is_wrong in _SHAPES:
            wrong = [number for number in found if is_wrong(number)]
            if wrong:
                tally.fault(_shape(text, variant, wrong))
        if found:
            tally.ok()
    return tally.result(_NO_NUMBERS)


def _shape(text: Text, variant: str, wrong: Sequence[Number]) -> Fault:
    """One fault for all numbers of a text that are wrong in one way."""
    distinct = {number.raw: number for number in wrong}
    shown = "、".join(f"“{' '.join(raw.split())}”" for raw in distinct)
    right = "、".join(number.standard for number in distinct.values())
    return fault(text, {"numbers": shown, "right": right}, of=shown, variant=variant, expected=right)


@check("X02", scope="document", severity="error", authority=FORMAT, title="文号没有空缺")
def number_blank(subject: Subject, profile: Profile) -> Result:
    """No year and no serial number of a document is left blank."""
    del profile
    tally = Tally()
    for text in readable(tally, texts(subject.root)):
        for number in numbers(text.raw):
            if number.is_blank:
                what = "序号" if number.serial is None else "年份"
                tally.fault(fault(text, {"number": number.raw, "what": what}, of=number.raw))
            else:
                tally.ok()
    return tally.result(_NO_NUMBERS)


@check("X04", scope="document", severity="info", authority=NORM, title="依据写明文号")
def basis_numbered(subject: Subject, profile: Profile) -> Result:
    """What a project rests on is cited with its number, there or elsewhere in the file; laws and regulations have none."""
    del profile
    tally = Tally()
    found = list(readable(tally, texts(subject.root)))
    known = {bare_title(one.title) for text in found for one in citations(text.raw) if one.number is not None}
    for text in found:
        if text.kind == "prose" and _BASIS.search(text.label):
            _basis(tally, text, known)
    return tally.result("没有写立项依据")


def _basis(tally: Tally, text: Text, known: set[str]) -> None:
    cited = citations(text.raw)
    missing = [one for one in cited if _wants_number(one) and bare_title(one.title) not in known]
    if missing:
        shown = "、".join(f"“{_shown(one)}”" for one in missing)
        tally.fault(fault(text, {"titles": shown}, of=shown))
    elif cited or numbers(text.raw) or _MENTION.search(text.raw):
        tally.ok()
    else:
        tally.fault(fault(text, {}, of=text.raw, variant="none"))


def _wants_number(one: Citation) -> bool:
    name = _ANNEX.sub("", one.title)
    return one.number is None and not _UNNUMBERED.search(name)


def _shown(one: Citation) -> str:
    title = " ".join(one.title.split())
    return f"《{title}》" if one.is_marked else title
