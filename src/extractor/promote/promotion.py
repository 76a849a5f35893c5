"""A fully reviewed document becomes a golden case: checked first, then written whole or not at all."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from extractor.checks import DEFAULT, Profile
from extractor.errors import UsageError
from extractor.promote.anomalies import ANOMALIES, Anomaly, anomaly_of, open_sums, sum_text, unlisted
from extractor.promote.case import Copy, check_case, copy_of
from extractor.promote.labels import Labels, labels_of
from extractor.promote.notes import notes_of
from extractor.promote.places import Places, places_of
from extractor.promote.printed import open_printed, source_kind
from extractor.promote.undecided import not_reviewed, not_standing
from extractor.review import Reviewed, reviewed
from extractor.store import Store, StoredDocument

__all__ = ["Promoted", "document_of", "promote"]


@dataclass(slots=True)
class Promoted:
    """A case that is about to be written."""

    document: StoredDocument
    reviewed: Reviewed
    source: Path
    copy: Copy
    labels: Labels
    anomalies: list[Anomaly] = field(default_factory=list)
    refused: list[Anomaly] = field(default_factory=list)

    @property
    def files(self) -> Mapping[str, str]:
        """Its files but the source, by name."""
        places = {} if self.copy.places is None else {self.copy.places: _places_json(places_of(self.labels.leaves))}
        refused = {"refused.json": _anomalies_json(self.refused)} if self.refused else {}
        return {
            "expected.json": json.dumps(self.labels.tree, ensure_ascii=False, indent=1) + "\n",
            "anomalies.json": _anomalies_json(self.anomalies),
            "notes.md": notes_of(self.document.name, self.reviewed, self.anomalies, self.refused),
            **places,
            **refused,
        }


def _anomalies_json(anomalies: list[Anomaly]) -> str:
    return ANOMALIES.dump_json(anomalies, indent=1).decode() + "\n"


def _places_json(places: Places) -> str:
    """A label on each line."""
    rows = (f"{json.dumps(path, ensure_ascii=False)}:{json.dumps(at, separators=(',', ':'))}" for path, at in places.items())
    return "{" + ",\n".join(rows) + "}\n"


def document_of(store: Store, wanted: str) -> StoredDocument:
    """The document of that sha256, or of that file name. Raises UsageError where there is none, or several have the name."""
    found = store.document(wanted)
    if found is not None:
        return found
    rows = store.documents(search=wanted, limit=200).items
    named = [row for row in rows if wanted in (row.name, Path(row.name).stem)]
    if len(named) > 1:
        raise UsageError(f"有 {len(named)} 份文件叫 {wanted}，请改用 sha256：{'、'.join(row.sha256 for row in named)}。")
    found = store.document(named[0].sha256) if named else None
    if found is None:
        raise UsageError(f"数据库里没有文件 {wanted}。请给出队列里的文件名或 sha256。")
    return found


def promote(store: Store, wanted: str, to: Path, profile: Profile = DEFAULT) -> Promoted:
    """Writes the case into the folder `to`, which must not be there yet. Raises UsageError, naming what is undecided or wrong."""
    if to.exists():
        raise UsageError(f"{to} 已经存在。请换一个 --to 文件夹，标准案例不会被覆盖。")
    document = document_of(store, wanted)
    made = _prepared(store, document, profile)
    _write(made, to)
    return made


def _prepared(store: Store, document: StoredDocument, profile: Profile) -> Promoted:
    source = store.file(document.sha256)
    if document.record is None or document.record_sha256 is None or source is None:
        raise UsageError(
            f"{document.name} 没有记录，或原件没有留存，不能成为标准案例。请重新读取：extractor run 文件 --db 数据库。"
        )
    found = reviewed(document.record, document.log, profile)
    _refuse(document.name, not_reviewed(found, document.record_sha256))
    printed, kind = open_printed(source), source_kind(source)
    rejected = {name for (target, name), entry in found.holding.items() if target == "field" and entry.action == "reject"}
    labels = labels_of(found.record, rejected)
    _refuse(document.name, not_standing(labels, found, printed))
    copy = copy_of(Path(document.name), kind, is_scan=printed.is_picture)
    made = Promoted(document, found, source, copy, labels)
    _judged(made)
    return made


def _judged(made: Promoted) -> None:
    """Findings as the reviewer decided them; a sum that does not close has to be among them."""
    lists = {"accept": made.anomalies, "reject": made.refused}
    for finding in made.reviewed.record.findings:
        entry = made.reviewed.holding[("finding", finding.id)]
        lists[entry.action].append(anomaly_of(finding, made.labels))
    silent = unlisted(open_sums(made.reviewed.record), [*made.anomalies, *made.refused])
    _refuse(made.document.name, (f"合计不平，却没有相应的发现：{sum_text(found)}" for found in silent))


def _refuse(name: str, reasons: Iterable[str]) -> None:
    listed = list(reasons)
    if listed:
        raise UsageError(f"{name} 还不能成为标准案例：" + "".join(f"\n  · {reason}" for reason in listed))


def _write(made: Promoted, to: Path) -> None:
    """Into a folder beside, which takes its name once the case there was found right."""
    try:
        to.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=f".{to.name}.", dir=to.parent) as scratch:
            folder = Path(scratch) / to.name
            folder.mkdir()
            shutil.copyfile(made.source, folder / made.copy.name)
            for name, text in made.files.items():
                (folder / name).write_text(text, encoding="utf-8")
            _refuse(made.document.name, check_case(folder).wrong)
            folder.rename(to)
    except OSError as error:
        raise UsageError(f"不能写入 {to}：{error.strerror}。请换一个 --to 文件夹。") from error
