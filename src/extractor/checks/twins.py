"""P02, P03, P04: one code on two forms, one name over different content, one text on two forms; in a file and over files."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TypeAlias

from rapidfuzz import fuzz

from extractor.checks.contract import ARITHMETIC, NORM, Fault, Result, Subject, Tally, check
from extractor.checks.profile import Profile
from extractor.checks.views import At, View
from extractor.names import clipped
from extractor.normalise.text import key
from extractor.record import Record

__all__: list[str] = []

_SENTENCE = re.compile("[。；;！!？?\n]")
_LISTED = re.compile(r"^[(（]?[\d一二三四五六七八九十]{1,2}[)）.．、]")
_LONG = 12
"""Characters from which a sentence is no set phrase."""
_NEAR = 90
"""Likeness from which two sentences differ by a few characters only."""
_APART = 50
"""Likeness below which two texts speak of different things."""


@dataclass(frozen=True, slots=True)
class _Form:
    """A form, and in which file it stands where there are several."""

    view: View
    source: str = ""

    def at(self, name: str) -> At | None:
        """A filled leaf; its path names the file where there are several."""
        return self.placed(self.view.filled(name))

    def placed(self, at: At | None) -> At | None:
        """The leaf under the file's name."""
        return At(f"{self.source}#{at.path}", at.leaf) if at is not None and self.source else at

    def texts(self) -> list[tuple[str, At]]:
        """Narratives by their labels."""
        found = []
        for row in self.view.rows("narratives"):
            at = self.placed(row.filled("text"))
            if at is not None:
                found.append((key(row.text("label")), at))
        return found

    @property
    def called(self) -> str:
        """What the form is known by in a sentence."""
        name = self.view.text("project_name") or self.view.text("title") or self.view.path
        return f"{self.source}：{name}" if self.source else name


_Pairs: TypeAlias = Sequence[tuple[_Form, _Form]]
_Compare: TypeAlias = Callable[[Tally, _Form, _Form], None]


def _in_file(subject: Subject) -> _Pairs:
    return list(combinations([_Form(view) for view in subject.root.rows("forms")], 2))


def _over_files(subject: Subject) -> _Pairs:
    """Pairs of forms of different files; two copies of one file are one."""
    files: dict[str, Record] = {}
    for record in subject.records:
        files.setdefault(record.sha256 + record.source, record)
    forms = [[_Form(view, record.source) for view in View("", record).rows("forms")] for record in files.values()]
    return [(one, other) for a, b in combinations(forms, 2) for one in a for other in b]


def _judged(pairs: _Pairs, compare: _Compare, nothing: str) -> Result:
    tally = Tally()
    for one, other in pairs:
        compare(tally, one, other)
    return tally.result(nothing)


_FEW = "不足两张表，没有可以对照的"


@check("P02", scope="document", severity="error", authority=ARITHMETIC, title="项目编码不重复")
def code_twice(subject: Subject, profile: Profile) -> Result:
    """No two forms of a file have one project code."""
    del profile
    return _judged(_in_file(subject), _codes, _FEW)


@check("P02R", scope="run", severity="error", authority=ARITHMETIC, title="项目编码在各文件之间不重复")
def code_twice_over_files(subject: Subject, profile: Profile) -> Result:
    """No two forms of different files have one project code, unless they are of one project."""
    del profile
    return _judged(_over_files(subject), _codes_over_files, "不足两个文件，没有可以对照的")


def _codes_over_files(tally: Tally, one: _Form, other: _Form) -> None:
    """A project may have a target form and a self-evaluation: the same name under the same code is no fault."""
    if key(one.view.text("project_name")) != key(other.view.text("project_name")):
        _codes(tally, one, other)
    elif one.view.filled("project_code") and other.view.filled("project_code"):
        tally.ok()


def _codes(tally: Tally, one: _Form, other: _Form) -> None:
    codes = (one.at("project_code"), other.at("project_code"))
    first, second = codes
    if first is None or second is None:
        return
    if key(first.raw) != key(second.raw) or _is_another_form(one.view, other.view):
        tally.ok()
        return
    names = [at for form in (one, other) if (at := form.at("project_name"))]
    data = {"code": first.raw, "one": one.called, "other": other.called}
    budgets = [form.view.text("total_budget") for form in (one, other)]
    data["budgets"] = f"（预算分别为 {'、'.join(budgets)}）" if all(budgets) else ""
    tally.fault(Fault(data, (first, second, *names), f"{key(first.raw)}|{key(one.called)}|{key(other.called)}"))


def _is_another_form(one: View, other: View) -> bool:
    """Whether two forms are of one project: its targets and, under another title, its self-evaluation."""
    same_name = key(one.text("project_name")) == key(other.text("project_name"))
    return same_name and bool(one.text("title")) and key(one.text("title")) != key(other.text("title"))


@check("P03", scope="document", severity="error", authority=ARITHMETIC, title="同名项目内容一致")
def name_twice(subject: Subject, profile: Profile) -> Result:
    """Two forms of one name and one unit speak of one thing."""
    del profile
    return _judged(_in_file(subject), _names, _FEW)


@check("P03R", scope="run", severity="warning", authority=NORM, title="各文件之间同名项目内容一致")
def name_twice_over_files(subject: Subject, profile: Profile) -> Result:
    """Two forms of one name, unit and year in different files speak of one thing."""
    del profile
    return _judged(_over_files(subject), _names, "不足两个文件，没有可以对照的")


_SAME_UNIT = ("organization", "competent_department", "implementing_unit", "fiscal_year")


def _names(tally: Tally, one: _Form, other: _Form) -> None:
    names = (one.at("project_name"), other.at("project_name"))
    first, second = names
    if first is None or second is None or key(first.raw) != key(second.raw):
        return
    if any(key(one.view.text(field)) != key(other.view.text(field)) for field in _SAME_UNIT):
        return
    pairs = list(_same_labels(one, other))
    apart = [(a, b) for a, b in pairs if fuzz.ratio(key(a.raw), key(b.raw)) < _APART]
    if not pairs:
        tally.lacks(f"两张“{first.raw}”没有可以对照的文字")
    elif len(apart) * 2 <= len(pairs):
        tally.ok()
    else:
        data = {"name": first.raw, "one": clipped(apart[0][0].raw), "other": clipped(apart[0][1].raw)}
        evidence = (first, second, *(at for pair in apart for at in pair))
        tally.fault(Fault(data, evidence, f"{key(first.raw)}|{one.view.path}|{other.view.path}"))


def _same_labels(one: _Form, other: _Form) -> Iterator[tuple[At, At]]:
    """What two forms write under one label."""
    theirs = dict(other.texts())
    yield from ((at, theirs[label]) for label, at in one.texts() if label in theirs)


@check("P04", scope="document", severity="warning", authority=NORM, title="不同项目的文字不雷同")
def text_twice(subject: Subject, profile: Profile) -> Result:
    """No two forms of a file, and no two narratives of a form, have the same sentences."""
    del profile
    tally = Tally()
    forms = [_Form(view) for view in subject.root.rows("forms")]
    for form in forms:
        _within(tally, form)
    for one, other in combinations(forms, 2):
        _texts(tally, one, other)
    return tally.result("没有可以对照的文字")


@check("P04R", scope="run", severity="warning", authority=NORM, title="各文件之间项目的文字不雷同")
def text_twice_over_files(subject: Subject, profile: Profile) -> Result:
    """No two forms of different files, of different projects, have the same sentences."""
    del profile
    return _judged(_over_files(subject), _texts, "不足两个文件，没有可以对照的")


def _sentences(at: At) -> dict[str, str]:
    """The sentences of a text that are no set phrases, as they are compared, and as printed."""
    parts = (_LISTED.sub("", part.strip()) for part in _SENTENCE.split(at.raw))
    return {key(part): part.strip() for part in parts if len(key(part)) >= _LONG}


def _shared(one: At, other: At) -> list[str]:
    """The sentences of one text that stand in the other, but for a few characters."""
    theirs = _sentences(other)
    return [printed for mine, printed in _sentences(one).items() if any(fuzz.ratio(mine, text) >= _NEAR for text in theirs)]


def _mostly(shared: Sequence[str], one: At, other: At) -> bool:
    """Whether the shared sentences are half of the shorter text."""
    shorter = min(len(key(one.raw)), len(key(other.raw)))
    return bool(shared) and sum(map(len, shared)) * 2 >= shorter


def _within(tally: Tally, form: _Form) -> None:
    for (label, one), (other_label, other) in combinations(form.texts(), 2):
        shared = _shared(one, other)
        if _mostly(shared, one, other):
            data = {"form": form.called, "one": label, "other": other_label, "text": clipped(shared[0])}
            tally.fault(Fault(data, (one, other), f"{form.called}|{label}|{other_label}", severity="info", variant="within"))
        else:
            tally.ok()


def _texts(tally: Tally, one: _Form, other: _Form) -> None:
    """Every narrative against every one of the other form; the forms of one project may share theirs."""
    name = key(one.view.text("project_name"))
    if name and name == key(other.view.text("project_name")):
        return
    found = [(a, b, shared) for _, a in one.texts() for _, b in other.texts() if _mostly(shared := _shared(a, b), a, b)]
    if not found:
        tally.ok()
        return
    count = sum(len(shared) for _, _, shared in found)
    data = {"one": one.called, "other": other.called, "text": clipped(found[0][2][0]), "count": str(count)}
    evidence = tuple({at.path: at for a, b, _ in found for at in (a, b)}.values())
    tally.fault(Fault(data, evidence, f"{key(one.called)}|{key(other.called)}"))
