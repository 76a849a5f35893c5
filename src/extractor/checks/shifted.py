"""L01: rows that the reader put back under their headers. The layout's fault, not the filler's; the ledger names them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.checks.contract import NORM, Fault, Result, Subject, Tally, check
from extractor.checks.profile import Profile
from extractor.checks.views import At, View
from extractor.normalise.text import key
from extractor.record import Repair

__all__: list[str] = []

_SHIFTED = re.compile("与表头(?:错开|没有对齐)|错位")


_MANY = 4
"""Rows from which they are told together: it is the table that is shifted, not a row."""


@check("L01", scope="form", severity="info", authority=NORM, title="单元格与表头对齐")
def rows_shifted(subject: Subject, profile: Profile) -> Result:
    """No row stood beside its header; one that did was put right in reading and is to be looked at."""
    del profile
    tally, form = Tally(), subject.view
    shifted = [repair for repair in subject.record.repairs if _is_of(repair.path, form) and _SHIFTED.search(repair.what)]
    rows = [repair for repair in shifted if ".indicators[" in repair.path]
    together = rows if len(rows) >= _MANY else []
    tally.faults += [_one(form, repair) for repair in shifted if repair not in together]
    if together:
        tally.fault(_all(form, together))
    if not shifted and any(True for _ in form.leaves()):
        tally.ok()
    return tally.result("表内没有内容")


def _one(form: View, repair: Repair) -> Fault:
    leaves = _leaves(form, repair.path)
    return Fault({"what": repair.what}, leaves, "|".join(key(at.raw) for at in leaves[:3]))


def _all(form: View, repairs: Sequence[Repair]) -> Fault:
    names = [at for repair in repairs for at in _leaves(form, f"{repair.path}.name")]
    shown = "、".join(" ".join(at.raw.split()) for at in names[:2])
    evidence = tuple(names) or tuple(at for repair in repairs for at in _leaves(form, repair.path)[:1])
    return Fault({"count": str(len(repairs)), "names": shown}, evidence, "indicators", variant="rows")


def _is_of(path: str, form: View) -> bool:
    return path == form.path or path.startswith(f"{form.path}.")


def _leaves(form: View, path: str) -> tuple[At, ...]:
    """What stands in the row or block of that path."""
    begins = tuple(path + end for end in ".[")
    return tuple(at for at in form.leaves() if at.raw and (at.path == path or at.path.startswith(begins)))
