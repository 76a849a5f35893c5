"""Plants anomalies: carries edits out, marks the identities that they break, and writes down what a reviewer should find."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from eval.layouts.content.draft import Draft, Node
from eval.layouts.content.edits import Edit, apply, read, touches
from eval.layouts.content.identities import Identity, closes
from eval.layouts.content.planters import PLANTERS, Slip

__all__ = ["plant"]


def plant(draft: Draft, count: int, checks: Sequence[str]) -> list[Node]:
    """At most so many anomalies, of different `checks` tried in that order, and what follows from each."""
    found: list[Node] = []
    planted = 0
    for check in checks:
        if planted == count:
            break
        for slip in PLANTERS[check](draft):
            broken = _carry_out(draft, slip)
            if broken is not None:
                planted += 1
                found += _entries(draft, slip, broken, planted)
                break
    return found


def _carry_out(draft: Draft, slip: Slip) -> list[Identity] | None:
    """The identities that it breaks. None, and nothing is changed, where it would not show or would meddle with another."""
    touched = [stated for stated in draft.identities if any(touches(edit, stated) for edit in slip.edits)]
    if any("holds" in stated for stated in touched):
        return None
    try:
        _edit(draft, slip.edits, touched)
    except ValueError:  # the quote stands in its text more than once: which of them is wrong could not be told
        return None
    broken = [stated for stated in touched if not closes(stated, draft.record)]
    if slip.check in {stated["check"] for stated in broken} or not touched:
        for stated in broken:
            stated["holds"] = False
        return broken
    _edit(draft, [Edit(edit.path, edit.new, edit.old, edit.quote) for edit in slip.edits], touched)
    return None


def _edit(draft: Draft, edits: Sequence[Edit], touched: Sequence[Identity]) -> None:
    for edit in edits:
        apply(draft.record, edit)
        for stated in touched:
            stated["parts"] = [edit.after if part == edit.before else part for part in stated["parts"]]
            stated["whole"] = edit.after if stated["whole"] == edit.before else stated["whole"]


def _entries(draft: Draft, slip: Slip, broken: Sequence[Identity], number: int) -> Iterator[Node]:
    """The anomaly (A1), then one entry for each other check whose identities it breaks (A1.1)."""
    first = f"A{number}"
    yield _entry(first, draft, slip, slip.check, slip.reason)
    others = sorted({stated["check"] for stated in broken} - {slip.check})
    for place, check in enumerate(others, start=1):
        yield _entry(f"{first}.{place}", draft, slip, check, f"由{first}所改的数引起：{slip.reason}")


def _entry(name: str, draft: Draft, slip: Slip, check: str, reason: str) -> Node:
    edit = slip.edits[0]
    return {
        "id": name,
        "check": check,
        "certainty": slip.certainty,
        "severity": slip.severity,
        "paths": [edit.path, *slip.also],
        "as_written": [edit.new, *(read(draft.record, path) for path in slip.also)],
        "expected": edit.old,
        "reason": reason,
    }
