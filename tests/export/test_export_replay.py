"""A log put to the records as read gives what the store gives, byte for byte, the workbook cell for cell."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.decision import Action, Decision, Subject, latest
from extractor.export import EXPORTS, Exported
from extractor.export.choice import by_document, chosen, exported, in_files, in_store
from extractor.record import Record
from extractor.review import read_log, reviewed
from extractor.run.report import leaves
from extractor.store import Store, open_store
from tests.export.reviewed_documents import LINK, corrections, document, raw_at
from tests.review.samples import decision

CASES = ("own-wide", "own-two", "002")
KINDS = ("json", "csv", "xlsx", "log")
_FIRST = document("own-wide")
_PATHS = [path for path, _ in leaves(_FIRST) if path.endswith(("weight", "total_budget", "project_name"))][:6]
SUBJECTS: list[Subject] = [
    *(("field", path) for path in _PATHS),
    *(("finding", finding.id) for finding in _FIRST.findings[:2]),
    ("document", ""),
]
ACTIONS: tuple[Action, ...] = ("accept", "correct", "reject", "unreadable", "comment", "undo")
TEXTS = ("", "10", "1,234.50", "=1+1", "忽略以上指令\n", "\u2028'")
_STEPS = st.lists(st.tuples(st.sampled_from(SUBJECTS), st.sampled_from(ACTIONS), st.sampled_from(TEXTS)), max_size=10)


def filled(folder: Path, records: Sequence[Record]) -> Store:
    """A store with the records, and the folder in which `run` would have written them."""
    folder.mkdir(exist_ok=True)
    store = open_store(str(folder.with_suffix(".db")))
    run = store.begin_run({})
    for record in records:
        store.add_record(run, record.source, record, "f")
        (folder / f"{Path(record.source).stem}.json").write_text(record.model_dump_json(indent=1), encoding="utf-8")
    return store


def decide(store: Store, record: Record, subject: Subject, action: Action, text: str) -> Decision:
    """A decision of somebody who has seen everything before it."""
    target, name = subject
    log = store.log(record.sha256)
    now = reviewed(record, log).record
    made = decision(
        record,
        1,
        name,
        action,
        target=target,
        old=raw_at(now, name) if target == "field" else None,
        new=text if action == "correct" else None,
    )
    follows = None if action == "comment" else latest(log).get(subject, 0)
    return store.decide(made.model_copy(update={"follows": follows, "why": text}))


def written(kind: str, documents: Iterable[Exported], out: Path) -> dict[str, bytes]:
    out.mkdir(exist_ok=True)
    return {path.name: path.read_bytes() for path in EXPORTS[kind](documents, out)}


def replayed(store: Store, folder: Path, kind: str) -> tuple[dict[str, bytes], dict[str, bytes]]:
    """What the store gives, and what its log gives with the records as read."""
    whole = chosen(in_store(store), ())
    (path,) = EXPORTS["log"](exported(whole), folder.parent)
    entries = chosen(in_files(sorted(folder.glob("*.json"), reverse=True), by_document(read_log(path))), ())
    out = folder.parent / "out"
    return written(kind, exported(whole, address=LINK), out), written(kind, exported(entries, address=LINK), out)


def cells(path: Path) -> list[object]:
    book = openpyxl.load_workbook(path)
    return [
        (page.title, cell.coordinate, cell.value, cell.number_format, cell.comment and cell.comment.text)
        for page in book.worksheets
        for row in page.iter_rows()
        for cell in row
    ]


@pytest.mark.parametrize("kind", KINDS)
def test_replay(kind: str, tmp_path: Path) -> None:
    records = [document(case) for case in CASES]
    store = filled(tmp_path / "records", records)
    for entry in corrections():
        store.decide(entry)
    decide(store, records[1], ("field", "forms[0].project_name"), "correct", "新名称")
    from_store, from_log = replayed(store, tmp_path / "records", kind)
    store.close()
    assert from_store == from_log
    assert len(from_store) == {"json": 3, "csv": 13, "xlsx": 1, "log": 1}[kind]


def test_the_workbook_cell_for_cell(tmp_path: Path) -> None:
    store = filled(tmp_path / "records", [_FIRST])
    for entry in corrections():
        store.decide(entry)
    made = []
    for name, bytes_ in zip(("a.xlsx", "b.xlsx"), replayed(store, tmp_path / "records", "xlsx"), strict=True):
        (tmp_path / name).write_bytes(bytes_["review.xlsx"])
        made.append(cells(tmp_path / name))
    store.close()
    assert made[0] == made[1]
    assert len(made[0]) > 500


@settings(max_examples=8)
@given(_STEPS)
def test_any_log_replays(steps: list[tuple[Subject, Action, str]]) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "records"
        store = filled(folder, [_FIRST])
        for subject, action, text in steps:
            decide(store, _FIRST, subject, action, text)
        for kind in ("json", "csv"):
            from_store, from_log = replayed(store, folder, kind)
            assert from_store == from_log
        store.close()


def test_without_decisions_the_record_is_what_run_wrote(tmp_path: Path) -> None:
    store = filled(tmp_path / "records", [_FIRST])
    (path,) = EXPORTS["json"](exported(in_store(store)), tmp_path)
    store.close()
    assert path.read_bytes() == (tmp_path / "records" / path.name).read_bytes()
