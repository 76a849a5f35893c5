"""P01, P05, P06, P09: what forms are known by, what they leave out, and whose they are."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from extractor.checks.contract import NORM, Fault, Result, Subject, Tally, check
from extractor.checks.profile import Profile
from extractor.checks.prose import calls, words
from extractor.checks.views import At, View
from extractor.normalise.text import key
from extractor.record import Form

__all__: list[str] = []

_WORDS = words("identity")
_BEGINS, _SHAPE = re.compile(_WORDS["code_begins"]), re.compile(_WORDS["code_shape"])
_RUN = re.compile(r"\d+|[A-Za-z]+|[^\dA-Za-z]+")
_ENOUGH = 3
"""Forms from which one that differs from the others stands out."""


@check("P01", scope="document", severity="warning", authority=NORM, title="项目编码的格式")
def code_shapes(subject: Subject, profile: Profile) -> Result:
    """Codes have the shape of the budget system; where that is not theirs, most codes of a file have one shape."""
    del profile
    codes = [(form, at) for form in subject.root.rows("forms") if (at := form.filled("project_code")) is not None]
    tally, usual = Tally(), _usual([at.raw for _, at in codes])
    for form, at in codes:
        code = key(at.raw)
        right = "8位数字、1个字母、12位数字" if _BEGINS.search(code) else usual and _told(usual)
        if not right:
            tally.lacks(f"编码“{at.raw}”没有可以对照的格式")
        elif _SHAPE.fullmatch(code) or _shape(code) == usual:
            tally.ok()
        else:
            data = {"form": calls(form), "code": at.raw, "shape": _told(_shape(code)), "right": right, "length": str(len(code))}
            tally.fault(Fault(data, (at,), key(calls(form)), right, at.raw))
    return tally.result("没有项目编码")


def _shape(code: str) -> tuple[str, ...]:
    """The runs of a code: digits and letters by their number, signs as they are."""
    return tuple(
        f"{len(run)}位数字" if run[0].isdigit() else f"{len(run)}个字母" if run[0].isascii() and run[0].isalpha() else f"“{run}”"
        for run in _RUN.findall(code)
    )


def _told(shape: Sequence[str]) -> str:
    return "、".join(shape)


def _usual(codes: Sequence[str]) -> tuple[str, ...] | None:
    """The shape that most of at least three codes have."""
    if len(codes) < _ENOUGH:
        return None
    shape, count = Counter(_shape(key(code)) for code in codes).most_common(1)[0]
    return shape if count * 3 >= len(codes) * 2 else None


@check("P05", scope="document", severity="info", authority=NORM, title="表格内容齐全")
def forms_complete(subject: Subject, profile: Profile) -> Result:
    """A form has its name, budget and indicators, and what all other forms of the file have."""
    del profile
    tally, forms = Tally(), subject.root.rows("forms")
    for form in forms:
        found = [*_blank(form), *_left_out(form, [other for other in forms if _is_like(form, other)])]
        tally.faults += found
        if not found:
            tally.ok()
    return tally.result("没有绩效目标表")


def _is_like(form: View, other: View) -> bool:
    """Whether it is another form of the same kind."""
    kinds = [one.model.kind for one in (form, other) if isinstance(one.model, Form)]
    return form.path != other.path and kinds[0] == kinds[1]


def _blank(form: View) -> Iterator[Fault]:
    """Fields that are there and empty."""
    for name, label in (("project_name", "项目名称"), ("total_budget", "预算金额")):
        at = form.at(name)
        if at is not None and at.is_blank:
            yield Fault({"form": calls(form), "label": label}, (at,), f"{key(calls(form))}|{label}", variant="blank")


def _left_out(form: View, others: Sequence[View]) -> Iterator[Fault]:
    """What every other form of the kind has: one fault for all of it. A list of projects may have no indicators at all."""
    if any(other.rows("indicators") for other in others) and not form.rows("indicators"):
        yield Fault({"form": calls(form), "label": "绩效指标"}, _known_by(form), f"{key(calls(form))}|绩效指标", variant="none")
    if len(others) + 1 < _ENOUGH:
        return
    shared = set.intersection(*(_labels(other) for other in others))
    missing = sorted(shared - _labels(form))
    if missing:
        data = {"form": calls(form), "labels": "、".join(f"“{label}”" for label in missing), "count": str(len(others))}
        yield Fault(data, _known_by(form), f"{key(calls(form))}|left_out", variant="left_out")


def _labels(form: View) -> set[str]:
    fields = {row["label"] for row in _WORDS["field"] if form.at(row["name"]) is not None}
    return fields | {key(row.text("label")) for row in form.rows("narratives") if row.text("label")}


def _known_by(form: View) -> tuple[At, ...]:
    found = [at for name in ("project_name", "title") if (at := form.filled(name)) is not None]
    return tuple(found[:1]) or tuple(at for at in list(form.leaves())[:1])


_SECTION = re.compile(_WORDS["section"])


@check("P06", scope="form", severity="info", authority=NORM, title="实施单位是单位")
def unit_is_unit(subject: Subject, profile: Profile) -> Result:
    """Who carries a project out is a unit with a budget, not a section within one."""
    del profile
    tally, at = Tally(), subject.view.at("implementing_unit")
    if at is None:
        return tally.result("表上没有实施单位")
    if at.leaf.unreadable:
        tally.cannot_read("实施单位无法辨认")
    elif at.is_blank:
        tally.lacks("实施单位空白")
    elif _SECTION.search(key(at.raw)):
        tally.fault(Fault({"form": calls(subject.view), "unit": at.raw}, (at,), "implementing_unit", actual=at.raw))
    else:
        tally.ok()
    return tally.result()


_CLASSES = {row["letter"]: (row["name"], re.compile(row["other"]), row["belongs"]) for row in _WORDS["class"]}


@check("P09", scope="form", severity="info", authority=NORM, title="资金用途与项目类别相符")
def use_fits_class(subject: Subject, profile: Profile) -> Result:
    """What a project pays for is of the class that its code names."""
    del profile
    tally, code = Tally(), subject.view.filled("project_code")
    letter = key(code.raw)[8:9] if code is not None and _SHAPE.match(key(code.raw)) else ""
    if code is None or letter not in _CLASSES:
        return tally.result("项目编码没有写明类别")
    name, other, belongs = _CLASSES[letter]
    # The description says what the money is for; the goals may speak of anything.
    for row in subject.view.rows("narratives")[:1]:
        at = row.filled("text")
        match = other.search(at.raw) if at is not None else None
        if at is not None and match:
            data = {"code": code.raw, "letter": letter, "name": name, "use": match.group(), "belongs": belongs}
            tally.fault(Fault(data, (code, at), "use"))
        elif at is not None:
            tally.ok()
    return tally.result("没有说明资金用途的文字")
