"""What a perfect reviewer finds in a case (anomalies.json), and whether that list can be trusted.

A list of {"id", "check", "certainty", "severity", "paths", "as_written", "expected", "reason"}. `paths` name leaves of
expected.json, or a form or a table where no leaf can be named; each text `as_written` stands in one of these leaves, and
each of these leaves shows one of the texts or is blank. Text that no label carries (a heading, say) is taken from the text copy
and has the path of the nearest form or table.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from golden.corpus import Case, Record, leaves
from golden.figures import Identity
from golden.identities import identities

__all__ = ["CHECKS", "Anomaly", "read_anomalies", "unlisted", "wrong_anomalies", "wrong_in_case"]

_FAMILIES = {"W": 3, "I": 18, "F": 13, "P": 9, "T": 15, "N": 10, "X": 12, "L": 1}
"""How many checks each family of the catalogue has."""

CHECKS = frozenset(f"{family}{number:02}" for family, count in _FAMILIES.items() for number in range(1, count + 1))
"""The ids of the catalogue: W01 to W03, I01 to I18 and so on."""


class Anomaly(BaseModel):
    """One finding that the document deserves."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str = Field(min_length=1)
    check: str
    certainty: Literal["certain", "probable", "concern"]
    severity: Literal["error", "warning", "info"]
    paths: tuple[str, ...] = Field(min_length=1)
    as_written: tuple[str, ...]
    expected: str = Field(min_length=1)
    reason: str = Field(min_length=1)

    def concerns(self, identity: Identity) -> bool:
        """Whether this is the finding that the identity does not close."""
        return self.check == identity.check and any(_within(leaf, path) for leaf in identity.paths for path in self.paths)


_LIST = TypeAdapter(list[Anomaly])


def read_anomalies(path: Path) -> list[Anomaly]:
    """An anomalies.json. Raises FileNotFoundError, or ValidationError where an entry is malformed."""
    return _LIST.validate_json(path.read_bytes())


def wrong_in_case(case: Case) -> list[str]:
    """What is wrong with the case's anomalies.json."""
    path = case.folder / "anomalies.json"
    if not path.exists():
        return [f"{path.name} is missing: write [] where nothing is to be found"]
    try:
        anomalies = read_anomalies(path)
    except ValidationError as error:
        return [f"{path.name}: {'.'.join(map(str, item['loc']))}: {item['msg']}" for item in error.errors()]
    return wrong_anomalies(case.expected(), anomalies, case.source_txt.read_text(encoding="utf-8"))


def wrong_anomalies(record: Record, anomalies: Sequence[Anomaly], source: str) -> list[str]:
    """What is wrong with the anomalies against the labels and the text copy."""
    labels, whole = leaves(record), _bare(source)
    known = {place for path in labels for place in _places(path)}
    wrong = [f"{name}: the id is used {count} times" for name, count in Counter(a.id for a in anomalies).items() if count > 1]
    for anomaly in anomalies:
        named = {path: _bare(labels[path]) for path in anomaly.paths if path in labels}
        wrong += [f"{anomaly.id}: {fault}" for fault in _faults(anomaly, named, known, whole)]
    return wrong + [f"does not close and is not listed: {identity}" for identity in unlisted(record, anomalies)]


def unlisted(record: Record, anomalies: Sequence[Anomaly]) -> list[Identity]:
    """The sums of the labels that do not close and that no anomaly tells of."""
    opened = [identity for identity in identities(record) if not identity.closes]
    return [identity for identity in opened if not any(anomaly.concerns(identity) for anomaly in anomalies)]


def _faults(anomaly: Anomaly, named: dict[str, str], known: set[str], source: str) -> Iterator[str]:
    if anomaly.check not in CHECKS:
        yield f"there is no check {anomaly.check}"
    yield from (f"{path} is not in the labels" for path in anomaly.paths if path not in known)
    texts = [_bare(text) for text in anomaly.as_written]
    beyond = source if len(named) < len(anomaly.paths) else ""  # a form or a table is named: its text may be no label
    for text, bare in zip(anomaly.as_written, texts, strict=True):
        if not bare or not (any(bare in label for label in named.values()) or bare in beyond):
            yield f"{text!r} is not written at {', '.join(anomaly.paths)}"
    for path, label in named.items():
        if label and not any(text in label for text in texts):
            yield f"nothing as_written stands in {path}"


def _places(path: str) -> Iterator[str]:
    """The path itself and those of the rows, forms and tables it stands in: forms[0].funding[1], forms[0]."""
    yield path
    for end in re.finditer(r"\](?=[.\[])", path):
        yield path[: end.end()]


def _within(leaf: str, path: str) -> bool:
    return leaf == path or leaf.startswith((f"{path}.", f"{path}["))


def _bare(text: str) -> str:
    return "".join(text.split())
