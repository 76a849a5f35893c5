"""F01: parts of the funds against their total, by axis; within nested rows; in the matrix of a self-evaluation; over a file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from extractor.checks.contract import ARITHMETIC, Fault, Result, Subject, Tally, check
from extractor.checks.figures import Figure, agree, difference, money, number, printed, total
from extractor.checks.funding_axes import Axis, Share, axes_of, by_words, makes
from extractor.checks.money_words import MONEY_WORDS
from extractor.checks.profile import Profile
from extractor.checks.sums import sum_of
from extractor.checks.views import At, View
from extractor.normalise.text import key
from extractor.normalise.units import money_unit

__all__: list[str] = []

_WORDS = MONEY_WORDS["funding"]
_OF_WHICH, _WHOLE = re.compile(_WORDS["of_which"]), re.compile(_WORDS["whole"])
_AMOUNTS, _NO_AMOUNT = re.compile(_WORDS["amount_columns"]), re.compile(_WORDS["no_amount"])
_MATRIX_TOTALS = re.compile(_WORDS["matrix_totals"])


@dataclass(frozen=True, slots=True)
class _Row:
    """A funding row: what its label says, without 其中, and its amount."""

    label: str
    at: At
    is_within: bool = False


@dataclass(frozen=True, slots=True)
class _Sum:
    """An identity: the whole, its parts, and what to call them. `is_open`: the form may not list every part."""

    name: str
    whole: At
    rows: tuple[_Row, ...]
    is_open: bool = False

    @property
    def parts(self) -> tuple[At, ...]:
        """The amounts of the rows."""
        return tuple(row.at for row in self.rows)


@check("F01", scope="form", severity="error", authority=ARITHMETIC, title="资金各项之和等于总额")
def funding_sums(subject: Subject, profile: Profile) -> Result:
    """Parts of the funds sum to their whole, on every axis that the form has."""
    del profile
    tally = Tally()
    rows = _rows(subject.view)
    for identity in (*_totals(subject.view, rows), *_nested(rows), *_matrix(subject.view)):
        _sum(tally, subject.view, identity)
    for whole, part in _within(rows):
        _part(tally, subject.view, whole, part)
    _projects(tally, subject)
    return tally.result("没有分项资金")


def _rows(form: View) -> list[_Row]:
    rows: list[_Row] = []
    for row in form.rows("funding"):
        amount = row.at("amount")
        if amount is not None:
            label = key(row.text("label"))
            plain = "/".join(_OF_WHICH.sub("", part) for part in label.split("/"))
            rows.append(_Row(plain, amount, plain != label and bool(rows)))
    return rows


def _totals(form: View, rows: Sequence[_Row]) -> Iterator[_Sum]:
    """The budget and the rows of each axis."""
    budget, tops = form.at("total_budget"), _tops(rows)
    if budget is None or budget.is_blank or not tops:
        return
    if len(rows) == 1 and _OF_WHICH.match(key(form.rows("funding")[0].text("label"))):
        return
    if all(share.says_nothing for share in _shares(form, tops)):
        return
    for axis in _axes(form, budget, tops):
        yield _Sum(axis.name, budget, tuple(_Row(row.label, row.at) for row in axis.rows), axis.is_open)


def _axes(form: View, budget: At, rows: Sequence[_Row]) -> list[Axis]:
    """The axes of the rows; by their words alone where an amount is not known."""
    shares, whole = _shares(form, rows), _figure(form, budget)
    if whole is None or any(share.figure is None and not _is_nothing(share.at) for share in shares):
        return by_words(shares)
    return axes_of(shares, whole)


def _shares(form: View, rows: Sequence[_Row]) -> list[Share]:
    return [Share(row.label, row.at, None if _is_nothing(row.at) else _figure(form, row.at)) for row in rows]


def _is_nothing(at: At) -> bool:
    """Whether a cell is blank or says that there is no amount."""
    return at.is_blank or key(at.raw) in _NOTHING


def _tops(rows: Sequence[_Row]) -> list[_Row]:
    """The rows that count for the total: of a nested group its own amount, else its 合计, else its parts."""
    groups: dict[str, list[_Row]] = {}
    for row in rows:
        if not row.is_within and not _WHOLE.search(row.label):
            groups.setdefault(row.label.partition("/")[0], []).append(row)
    tops: list[_Row] = []
    for members in groups.values():
        nested = any("/" in row.label for row in members)
        own = [row for row in members if "/" not in row.label or _WHOLE.search(row.label.partition("/")[2])]
        tops += own[:1] or members if nested else members
    return tops


def _nested(rows: Sequence[_Row]) -> Iterator[_Sum]:
    """基本支出/合计 and its parts."""
    heads = dict.fromkeys(row.label.partition("/")[0] for row in rows if "/" in row.label)
    for head in heads:
        members = [row for row in rows if row.label.startswith(f"{head}/")]
        own = next((row for row in rows if row.label == head), None)
        whole = next((row for row in members if _WHOLE.search(row.label.partition("/")[2])), own)
        parts = [row for row in members if row is not whole and not row.is_within]
        if whole is not None and parts:
            yield _Sum(f"{head}各项", whole.at, tuple(parts))


def _within(rows: Sequence[_Row]) -> Iterator[tuple[_Row, _Row]]:
    """Rows 其中 and the row that they are some of."""
    whole: _Row | None = None
    for row in rows:
        if not row.is_within:
            whole = row
        elif whole is not None:
            yield whole, row


def _matrix(form: View) -> Iterator[_Sum]:
    """Each column of amounts in a matrix of funds (attributes named row/column)."""
    columns: dict[str, list[_Row]] = {}
    for row in form.rows("attributes"):
        name, _, column = key(row.text("label")).partition("/")
        value = row.at("value")
        if value is not None and _AMOUNTS.search(column) and not _NO_AMOUNT.search(column):
            label = _OF_WHICH.sub("", name)
            columns.setdefault(column, []).append(_Row(label, value))
    for column, rows in columns.items():
        whole = next((row for row in rows if _MATRIX_TOTALS.search(row.label)), None)
        parts = [row for row in rows if row is not whole]
        if whole is not None and parts:
            yield _Sum(f"{column}各项", whole.at, tuple(parts))


def _figure(form: View, at: At) -> Figure | None:
    """An amount in yuan; in the form's unit where the cell has none of its own (the cells of a matrix)."""
    own = money(at)
    unit = form.text("amount_unit")
    if own is not None or at.leaf.unit is not None or number(at) is None or not money_unit(unit):
        return own
    return money(At(at.path, at.leaf.model_copy(update={"unit": unit})))


def _sum(tally: Tally, form: View, identity: _Sum) -> None:
    """Closes or not. A blank counts as 0 if the sum then closes; where it does not, the finding says which cells are blank."""
    cells = (identity.whole, *identity.parts)
    if any(at.leaf.unreadable for at in cells):
        return tally.cannot_read(f"{identity.name}有金额无法辨认")
    if identity.whole.is_blank or all(at.is_blank for at in identity.parts):
        return tally.lacks(f"{identity.name}没有填写或没有总额") if any(at.raw for at in cells) and identity.whole.raw else None
    shares = _shares(form, identity.rows)
    whole = Figure(Decimal(0)) if _is_nothing(identity.whole) else _figure(form, identity.whole)
    if whole is None or any(share.figure is None and not _is_nothing(share.at) for share in shares):
        return tally.lacks(f"{identity.name}有金额不是数字或没有单位")
    if agree(whole, total(share.value for share in shares)) or not makes(whole, shares):
        tally.saw(sum_of(identity.name, (identity.whole, whole), [(share.at, share.figure) for share in shares]))
    return _judge(tally, identity, whole, shares)


_NOTHING = frozenset({"无", "—", "-", "/", "--", "——", "－"})
"""What stands in a cell that has no amount."""


def _judge(tally: Tally, identity: _Sum, whole: Figure, shares: Sequence[Share]) -> None:
    together = total(share.value for share in shares)
    if makes(whole, shares):
        gap = difference(together, whole)
        is_near = bool(gap) and agree(whole, together)
        return tally.ok(f"{identity.name}与总额相差 {printed(gap)} 元，在四舍五入范围内" if is_near else None)
    return tally.fault(_fault(identity, whole, together))


def _fault(identity: _Sum, whole: Figure, together: Figure) -> Fault:
    blank = [at for at in identity.parts if at.is_blank]
    gap = together.value - whole.value
    explained = gap < 0 and (blank or identity.is_open)
    return Fault(
        data={
            "name": identity.name,
            "sum": printed(together.value),
            "whole": printed(whole.value),
            "written": identity.whole.raw,
            "parts": "＋".join(at.raw for at in identity.parts if at.raw),
            "difference": printed(abs(gap)),
            "direction": "多" if gap > 0 else "少",
        },
        evidence=(identity.whole, *identity.parts),
        field=identity.name,
        expected=printed(whole.value),
        actual=printed(together.value),
        difference=printed(gap),
        severity="warning" if explained else None,
        variant="blank" if gap < 0 and blank else "",
    )


def _part(tally: Tally, form: View, whole: _Row, part: _Row) -> None:
    """What is some of another is not more than it."""
    one, other = _figure(form, whole.at), _figure(form, part.at)
    if one is None or other is None:
        return None
    if other.value - other.half <= one.value + one.half:
        return tally.ok()
    data = {"label": part.label, "part": part.at.raw, "whole_label": whole.label, "whole": whole.at.raw}
    gap = printed(other.value - one.value)
    return tally.fault(Fault(data, (part.at, whole.at), part.label, whole.at.raw, part.at.raw, gap, variant="within"))


def _projects(tally: Tally, subject: Subject) -> None:
    """The projects of a file fit into the projects of its overall form."""
    form = subject.view
    if getattr(form.model, "kind", "") != "overall":
        return None
    label = next((row for row in _rows(form) if re.match(r"项目(支出|经费)", row.label)), None)
    own = _figure(form, label.at) if label else None
    others = [view for view in subject.root.rows("forms") if getattr(view.model, "kind", "") == "project"]
    budgets = [at for view in others if (at := view.filled("total_budget"))]
    figures = [figure for at in budgets if (figure := money(at))]
    if label is None or own is None or not figures or len(figures) != len(others):
        return None
    together = total(figures)
    if together.value - together.half <= own.value + own.half:
        return tally.ok()
    data = {"sum": printed(together.value), "whole": printed(own.value), "count": str(len(figures)), "label": label.label}
    gap = printed(together.value - own.value)
    fault = Fault(
        data, (label.at, *budgets), "projects", printed(own.value), printed(together.value), gap, "warning", variant="projects"
    )
    return tally.fault(fault)
