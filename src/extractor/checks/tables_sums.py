"""A sum that a table promises: a whole cell and its parts, judged with blanks, units and rounding."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extractor.checks.contract import Fault, Severity, Tally
from extractor.checks.figures import Figure, agree, difference, printed, total
from extractor.checks.sums import Sum as Linear
from extractor.checks.sums import sum_of
from extractor.checks.tables_grid import Cell, shown

__all__ = ["Sum", "closes", "judge"]

_FEW = 6


@dataclass(frozen=True, slots=True)
class Sum:
    """Where it stands (for the message), what the whole and each part are called, and their cells."""

    place: str
    whole_name: str
    whole: Cell
    part_names: Sequence[str]
    parts: Sequence[Cell]
    severity: Severity | None = None

    @property
    def cells(self) -> list[Cell]:
        """All that take part, the whole first."""
        return [self.whole, *self.parts]

    @property
    def sum(self) -> Figure:
        """What the parts come to."""
        return total(part.value for part in self.parts)


def closes(found: Sum) -> bool:
    """Whether the parts make the whole, within the rounding of all."""
    return agree(found.whole.value, found.sum)


def judge(tally: Tally, found: Sum) -> None:
    """Enters what came of one sum; nothing where nothing is printed."""
    if all(cell.is_blank for cell in found.cells):
        return
    unread = next((cell for cell in found.cells if cell.unreadable), None)
    odd = next((cell for cell in found.cells if cell.why), None)
    if unread is not None:
        tally.cannot_read(f"{found.place}：{unread.why}")
    elif odd is not None:
        tally.lacks(f"{found.place}：{odd.why}")
    elif closes(found):
        tally.saw(_linear(found))
        apart = difference(found.whole.value, found.sum)
        tally.ok(f"{found.place}相差 {shown(apart, found.whole.unit)}，在四舍五入范围内" if apart else None)
    elif why := _not_comparable(found):
        tally.lacks(f"{found.place}：{why}")
    else:
        tally.saw(_linear(found))
        tally.fault(_fault(found))


def _linear(found: Sum) -> Linear:
    """The sum as data, for its diagnosis."""
    whole = found.whole
    parts = [(part.at, part.figure) for part in found.parts if part.at is not None]
    field = f"{found.place}|{found.whole_name}"
    return sum_of(field, (whole.at, whole.figure) if whole.at is not None else (whole.value.value,), parts)


def _not_comparable(found: Sum) -> str | None:
    """Why a sum that does not close says nothing: something is missing, rather than wrong."""
    if found.whole.is_blank:
        return f"{found.whole_name}为空"
    if all(part.is_blank for part in found.parts):
        return "各组成部分均为空"
    gap = next((name for name, part in zip(found.part_names, found.parts, strict=True) if part.gap), None)
    return f"{gap}为空，而本栏的零都写出" if gap else None


def _fault(found: Sum) -> Fault:
    unit = found.whole.unit
    apart = difference(found.whole.value, found.sum)
    printed_parts = [
        (name, part) for name, part in zip(found.part_names, found.parts, strict=True) if part.at is not None and not part.is_blank
    ]
    listed = " + ".join(f"{name} {part.at.raw}" for name, part in printed_parts[:_FEW] if part.at)
    more = f" 等 {len(printed_parts)} 项" if len(printed_parts) > _FEW else ""
    whole = found.whole.at
    data = {
        "place": found.place,
        "name": found.whole_name,
        "whole": f"{whole.raw if whole else printed(found.whole.value.value)}{unit}",
        "parts": listed + more,
        "sum": shown(found.sum.value, unit),
        "difference": shown(abs(apart), unit),
    }
    return Fault(
        data=data,
        evidence=tuple(cell.at for cell in (found.whole, *(part for _, part in printed_parts)) if cell.at is not None),
        field=f"{found.place}|{found.whole_name}",
        expected=shown(found.sum.value, unit),
        actual=data["whole"],
        difference=shown(apart, unit),
        severity=found.severity,
    )
