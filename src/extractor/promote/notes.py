"""What a promoted case says of itself: who decided what, and what cannot be told from its files."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from extractor.names import describe
from extractor.promote.anomalies import Anomaly
from extractor.review import Reviewed

__all__ = ["notes_of"]

_TEMPLATE = """# {name}

Promoted from a review: {decisions}. Labels are those of the reviewed record; every one was found where it says in the source
(in a picture: seen by a reviewer). Blank cells have no place.

- sha256 {sha256}
- read by {reader}, reading {reading}; reviewed to the end by {who}, {at}

## Corrections
{corrections}

## Anomalies
{accepted} accepted (anomalies.json), {refused} called no fault (refused.json). Certainty follows the severity of the check: error
certain, warning probable, info a concern; what the diagnosis proved misfiled is certain.

## Notes of the reading
{notes}
"""


def notes_of(name: str, reviewed: Reviewed, anomalies: Sequence[Anomaly], refused: Sequence[Anomaly]) -> str:
    """The case's notes.md."""
    record, closing = reviewed.base, reviewed.holding[("document", "")]
    counts = Counter(entry.action for (target, _), entry in reviewed.holding.items() if target == "field")
    return _TEMPLATE.format(
        name=name,
        decisions=", ".join(f"{count} fields {action}" for action, count in sorted(counts.items())) or "no field decided",
        sha256=record.sha256,
        reader=record.provenance.reader,
        reading=record.provenance.reading,
        who=closing.who,
        at=closing.at,
        corrections="\n".join(_corrections(reviewed)) or "None.",
        accepted=len(anomalies),
        refused=len(refused),
        notes="\n".join(f"- {note}" for note in record.notes) or "None.",
    )


def _corrections(reviewed: Reviewed) -> Iterator[str]:
    for (target, path), entry in reviewed.holding.items():
        if target == "field" and entry.action in ("correct", "reject"):
            became = f"“{entry.new or ''}”" if entry.action == "correct" else "nothing of the kind"
            yield f"- {describe(reviewed.base, path)}: “{entry.old or ''}” → {became}{f' ({entry.why})' if entry.why else ''}"
