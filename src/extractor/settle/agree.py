"""Two readings of one form side by side: where they agree, where they do not, and how sure that makes us."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from extractor.document import Piece
from extractor.interpret import SCALARS, FormReading, Labelled
from extractor.normalise.text import key

__all__ = ["Opinion", "compare", "row_keys"]


@dataclass(frozen=True, slots=True)
class Opinion:
    """What a second reading says of a path: its piece (None: it has no such field), and whether that is the same."""

    reading: str
    piece: Piece | None
    agrees: bool


def row_keys(names: Iterable[Piece | None]) -> list[str]:
    """What rows are told apart by: their names; of rows with one name the second is "name#2", and so on."""
    seen = Counter[str]()
    keys = []
    for name in names:
        text = key(name.text) if name else ""
        seen[text] += 1
        keys.append(text if seen[text] == 1 else f"{text}#{seen[text]}")
    return keys


def _flat(form: FormReading) -> dict[str, Piece]:
    """Pieces by path. Rows of lists are told apart by their labels, indicators by their names, so that order does not matter."""
    flat = {field: form.fields[field] for field in SCALARS if field in form.fields}
    for name in ("funding", "narratives", "attributes", "tasks"):
        rows: list[Labelled] = getattr(form, name)
        keys = row_keys(row.label for row in rows)
        flat |= {f"{name}/{at}": row.value for at, row in zip(keys, rows, strict=True) if row.label and row.value is not None}
    for number, row in enumerate(form.contacts):
        flat |= {f"contacts/{number}/{part}": piece for part, piece in (("name", row.label), ("phone", row.value)) if piece}
    for at, indicator in zip(row_keys(row.fields.get("name") for row in form.indicators), form.indicators, strict=True):
        flat |= {f"indicators/{at}/{field}": piece for field, piece in indicator.fields.items()}
    return flat


def compare(first: FormReading, second: FormReading | None, name: str) -> dict[str, Opinion]:
    """What `second` says of each path of `first`. Paths it was not asked about are absent."""
    if second is None:
        return {}
    ours, theirs = _flat(first), _flat(second)
    asked = {path.split("/")[0] for path in theirs}
    opinions = {}
    for path, piece in ours.items():
        other = theirs.get(path)
        if other is None and path.split("/")[0] not in asked:
            continue
        same = key(other.text) == key(piece.text) if other is not None else not piece
        opinions[path] = Opinion(name, other, same)
    return opinions
