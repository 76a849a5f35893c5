"""X06, X08: words confused with others, set phrases that were changed, and what was left over from elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Literal

from extractor.checks.contract import NORM, Fault, Result, Subject, Tally, check
from extractor.checks.profile import Profile
from extractor.checks.prose import Text, excerpt, fault, readable, texts, words
from extractor.checks.views import View
from extractor.normalise.text import key

__all__: list[str] = []

_WORDS = words("wording")
_RIGHT: dict[str, str] = _WORDS["words"]
_NONWORD = re.compile("|".join(map(re.escape, sorted(_RIGHT, key=len, reverse=True))))
_CONFUSED = [(re.compile(row["wrong"], re.MULTILINE), row) for row in _WORDS["confused"]]
_NEAR = {row["near"]: re.compile(row["near"]) for row in _WORDS["confused"] if "near" in row}


@check("X06", scope="document", severity="warning", authority=NORM, title="常见混淆的词语")
def words_confused(subject: Subject, profile: Profile) -> Result:
    """No word stands for one that looks or sounds like it, and set phrases are whole."""
    del profile
    tally = Tally()
    for text in readable(tally, texts(subject.root)):
        found = [*_nonwords(text), *_confused(text), *_formulas(text)]
        tally.faults += found
        if not found:
            tally.ok()
    return tally.result("没有文字")


def _nonwords(text: Text) -> Iterator[Fault]:
    yield from (_confusion(text, match, _RIGHT[match.group()], {}) for match in _NONWORD.finditer(text.raw))


def _confused(text: Text) -> Iterator[Fault]:
    for pattern, row in _CONFUSED:
        if "near" in row and not _fits(text, _NEAR[row["near"]]):
            continue
        for match in pattern.finditer(text.raw):
            yield _confusion(text, match, match.expand(row["right"]) if "right" in row else None, row)


def _confusion(text: Text, match: re.Match[str], right: str | None, row: dict[str, str]) -> Fault:
    """`right` is the word meant; where there is none, the row has a hint at what to do."""
    written = excerpt(text.raw, match.start(), match.end())
    data = {"wrong": match.group(), "right": right or row["hint"], "written": written}
    severity: Literal["info"] | None = "info" if row.get("severity") == "info" else None
    return fault(text, data, of=written, variant="" if right else "hint", severity=severity, expected=right)


def _fits(text: Text, near: re.Pattern[str]) -> bool:
    """Whether the level or value of the indicator says what its name means."""
    row: View | None = text.row if text.kind == "name" else None
    return row is not None and any(near.search(key(row.text(name))) for name in ("level2", "value"))


_FORMULAS: Sequence[Sequence[Sequence[str]]] = [row["versions"] for row in _WORDS["formula"]]
_PART = r"[^、，,。；;：:\s“”（）()《》]"
# a list begins where its first word does: tried from every character of a long text, it would take the square of its length
_LIST = re.compile(rf"(?<!{_PART}){_PART}+(?:\s*、\s*{_PART}+)+")


def _formulas(text: Text) -> Iterator[Fault]:
    for match in _LIST.finditer(text.raw):
        parts = [part.strip() for part in match.group().split("、")]
        for versions in _FORMULAS:
            yield from _changed(text, match, parts, versions)


def _changed(text: Text, match: re.Match[str], parts: Sequence[str], versions: Sequence[Sequence[str]]) -> Iterator[Fault]:
    """A list that has nearly a set phrase: most of its parts in order, the others missing or changed."""
    best = max(versions, key=lambda version: _shared(version, parts))
    shared = _shared(best, parts)
    if len(best) < 4 or shared == len(best) or shared < max(3, len(best) - 1):
        return
    missing = [part for part in best if part not in parts]
    data = {"phrase": "、".join(best), "missing": "、".join(missing), "written": " ".join(match.group().split())}
    yield fault(text, data, of=match.group(), variant="phrase", severity="info", expected="、".join(best))


def _shared(version: Sequence[str], parts: Sequence[str]) -> int:
    """How many parts stand in their order. The first and last one of a list may run on into other words."""
    ends = {0, len(parts) - 1}
    whole = [next((part for part in version if place in ends and part in own), own) for place, own in enumerate(parts)]
    return sum(block.size for block in SequenceMatcher(None, list(version), whole, autojunk=False).get_matching_blocks())


_RESIDUE = {row["kind"]: re.compile(row["pattern"]) for row in _WORDS["residue"]}
_OUR = re.compile("(?<![自给])我(?P<level>[县区])(?![别间块])")


@check("X08", scope="document", severity="warning", authority=NORM, title="没有他处遗留的文字")
def residue(subject: Subject, profile: Profile) -> Result:
    """No notes of an approval slip, no words of a template, no place other than the unit's own."""
    del profile
    tally = Tally()
    for text in readable(tally, texts(subject.root)):
        found = [*_left_over(text), *_other_place(text, subject.root)]
        tally.faults += found
        if not found:
            tally.ok()
    return tally.result("没有文字")


def _left_over(text: Text) -> Iterator[Fault]:
    """One fault for each kind of residue in a text."""
    for kind, pattern in _RESIDUE.items():
        matches = list(pattern.finditer(text.raw))
        if matches:
            written = excerpt(text.raw, matches[0].start(), matches[-1].end())
            shown = written if len(written) <= 60 else "、".join(dict.fromkeys(match.group() for match in matches))
            yield fault(text, {"written": shown}, of=shown, variant=kind)


def _other_place(text: Text, root: View) -> Iterator[Fault]:
    """我县 in a form of a district whose names have no county in them."""
    names = "".join(form.text(name) for form in root.rows("forms") for name in ("organization", "competent_department", "title"))
    for match in _OUR.finditer(text.raw):
        own, other = match["level"], "县" if match["level"] == "区" else "区"
        if other in names and own not in names:
            written = excerpt(text.raw, match.start(), match.end())
            data = {"written": written, "wrong": match.group(), "right": f"我{other}"}
            yield fault(text, data, of=written, variant="place", severity="info")
