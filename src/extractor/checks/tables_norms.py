"""T13, T14, T15: what is usual of a departmental budget."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from extractor.checks.contract import DISCLOSURE, NORM, Fault, Result, Subject, Tally, check
from extractor.checks.figures import Figure, agree, difference, printed
from extractor.checks.profile import Profile
from extractor.checks.tables_codes import is_coded, parents_of
from extractor.checks.tables_entries import Entries, Entry, entries_in
from extractor.checks.tables_grid import Column, Grid, Row, grid_in, shown
from extractor.checks.tables_words import WORDS

__all__: list[str] = []


def _account(entries: Entries, code: str) -> Entry | None:
    """This year's basic spending of an account, else all of it."""
    found = [e for e in entries.all if e.role == "coded" and e.of.code == code and e.of.year == entries.year and e.cell.figure]
    return next((e for item in ("basic", "total") for e in found if e.of.item == item and not e.of.stage), None)


@check("T13", scope="document", severity="info", authority=NORM, title="由别的科目推算的金额")
def derived(subject: Subject, profile: Profile) -> Result:
    """职业年金 is half of 养老保险; what is paid for insurance and housing is the same by function and by economic account."""
    del profile
    tally, entries = Tally(), entries_in(subject)
    for row in WORDS["derived"]:
        own, base = _account(entries, row["code"]), _account(entries, row["of"])
        if own is None or base is None:
            continue
        factor = Decimal(row["factor"])
        value = base.cell.value.value * factor
        expected = Figure(value, _coarse(base).half * factor + abs(value) * Decimal(row["within"]))
        if agree(_coarse(own), expected):
            tally.ok()
        else:
            tally.fault(_off(own, base, expected, factor))
    return tally.result("没有可以推算的科目")


def _coarse(entry: Entry) -> Figure:
    """An amount that may have been set in round figures before it was printed: as exact as its last digit that is not 0."""
    value = entry.cell.value.value
    exponent = value.normalize().as_tuple().exponent if value else 0
    assert isinstance(exponent, int)
    return Figure(value, max(entry.cell.value.half, Decimal(1).scaleb(exponent) / 2))


def _off(own: Entry, base: Entry, expected: Figure, factor: Decimal) -> Fault:
    unit = own.cell.unit
    data = {
        "one": own.place,
        "amount": shown(own.cell.value.value, unit),
        "other": base.place,
        "there": shown(base.cell.value.value, unit),
        "factor": "" if factor == 1 else f"的 {printed(factor * 100)}%（{shown(expected.value, unit)}）",
        "difference": shown(abs(difference(own.cell.value, expected)), unit),
    }
    cells = tuple(entry.cell.at for entry in (own, base) if entry.cell.at is not None)
    return Fault(data, cells, own.of.code + base.of.code, shown(expected.value, unit), data["amount"], data["difference"])


@check("T14", scope="table", severity="info", authority=DISCLOSURE, title="空表有备注")
def blank_has_note(subject: Subject, profile: Profile) -> Result:
    """A table without any amount says why."""
    del profile
    grid = grid_in(subject)
    cells = [grid.cell(row, column) for row in grid.rows for column in grid.columns]
    if any(cell.unreadable for cell in cells):
        return Result("unreadable", "表中有无法辨认的单元格")
    if any(cell.why or cell.figure is not None for cell in cells):
        return Result("not_applicable", "本表写有金额（零也算）")
    if subject.view.filled("note") is not None:
        return Result("pass")
    known = [at for name in ("title", "number") if (at := subject.view.filled(name)) is not None]
    return Result("fail", None, (Fault({"table": grid.label}, tuple(known), grid.label),))


def _pairs(grid: Grid) -> Iterator[tuple[Column, Column]]:
    """Columns of this year and of last year that measure the same."""
    for now in grid.adding:
        for before in grid.adding:
            same = (now.meaning.item, now.meaning.source) == (before.meaning.item, before.meaning.source)
            if same and grid.year_of(now) == grid.year_of(before) + 1:
                yield now, before


def _leaves(grid: Grid) -> list[Row]:
    """The accounts that no other continues."""
    above = {row.number for row in parents_of(grid).values()}
    return [row for row in grid.rows if row.code and row.number not in above]


@check("T15", scope="table", severity="info", authority=NORM, title="与上年相比变动较大")
def large_change(subject: Subject, profile: Profile) -> Result:
    """An account that rises or falls by more than the profile has it is worth a word."""
    grid, tally = grid_in(subject), Tally()
    for now, before in _pairs(grid):
        for row in _leaves(grid):
            new, old = grid.cell(row, now), grid.cell(row, before)
            if new.figure is None or old.figure is None or not old.figure.value:
                continue
            share = (new.figure.value - old.figure.value) / abs(old.figure.value)
            if abs(share) <= profile.targets.large_change:
                tally.ok()
                continue
            percent = printed((share * 100).quantize(Decimal("0.01")))
            data = {
                "place": f"{grid.label}“{row.label}”",
                "before": shown(old.figure.value, old.unit),
                "now": shown(new.figure.value, new.unit),
                "change": f"增加 {percent}%" if share > 0 else f"减少 {percent.removeprefix('-')}%",
            }
            cells = tuple(cell.at for cell in (new, old) if cell.at is not None)
            tally.fault(Fault(data, cells, row.code, None, data["now"], f"{percent}%"))
    return tally.result("没有两年可比的科目" if is_coded(grid) else "没有按科目编码排列的行")
