"""Golden documents as `extractor run` reads them without a model; and what OCR does now and then: a digit taken for another."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from typer.testing import CliRunner

from extractor.cli import app
from extractor.confidence import confident
from extractor.diagnose import diagnosed, rereader
from extractor.readers import ReadOptions
from extractor.record import Finding, Record
from extractor.review.paths import Slot
from extractor.run import checked
from extractor.run.checking import explained
from extractor.store import Store, open_store
from golden.corpus import ROOT, get_case

__all__ = ["AMOUNT", "PRINTED", "SLIPS", "WEIGHT", "Read", "read_by_rules", "scanned", "source_of", "with_slips"]

AMOUNT = "forms[1].funding[0].amount"
WEIGHT = "forms[2].indicators[1].weight"
PRINTED: Mapping[str, str] = {AMOUNT: "38", WEIGHT: "20"}
SLIPS: Mapping[str, str] = {AMOUNT: "88", WEIGHT: "26"}
"""What is printed on the scan of 000, and the look-alike that the slips put in its place: a sum fails for each."""

_KEPT = ROOT.parent / ".cache" / "browser" / "review.db"
"""Read once; the same command reads again only what other code would read otherwise."""


@dataclass(frozen=True, slots=True)
class Read:
    """A document as read, and its file."""

    source: Path
    record: Record
    name: str = ""

    def finding(self, path: str) -> Finding:
        """What was found because the field at `path` was misread."""
        return next(
            finding
            for finding in self.record.findings
            if (told := finding.diagnosis) is not None and (told.verdict, told.path) == ("misread", path)
        )

    def put(self, store: Store) -> str:
        """Takes the document into a store, as a run does. Gives its sha256."""
        store.keep_source(self.source, self.record.sha256)
        store.add_record(store.begin_run({}), self.name or self.source.name, self.record, "tests")
        return self.record.sha256


def source_of(case: str, name: str) -> Path:
    """A copy of a golden case."""
    return get_case(case).folder / name


def read_by_rules(source: Path) -> Read:
    """A file as the command reads it without a model."""
    _KEPT.parent.mkdir(parents=True, exist_ok=True)
    done = CliRunner().invoke(app, ["run", str(source), "--reading", "rules", "--db", str(_KEPT), "--json"])
    assert done.exit_code == 0, done.output
    store = open_store(str(_KEPT))
    try:
        stored = store.document(hashlib.sha256(source.read_bytes()).hexdigest())
    finally:
        store.close()
    assert stored is not None and stored.record is not None
    return Read(source, stored.record)


def with_slips(read: Read, slips: Mapping[str, str] = SLIPS) -> Read:
    """The document as if digits had been taken for others: checked, and diagnosed with further looks at its pages."""
    record = read.record.model_copy(deep=True)
    for path, text in slips.items():
        slot = Slot.at(record, path)
        assert slot is not None and slot.leaf is not None and slot.leaf.raw == PRINTED[path]
        slot.put(slot.leaf.model_copy(update={"raw": text, "value": text}))
    with rereader(read.source, ReadOptions(), threading.Lock()) as reread:
        return Read(read.source, confident(explained(diagnosed(checked(record), reread))), read.name)


def scanned() -> Read:
    """The scan of 000 with its slips."""
    return with_slips(read_by_rules(source_of("000", "scan.pdf")))
