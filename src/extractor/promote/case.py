"""A golden case: a folder with labels, copies of the document and what a perfect reviewer finds in it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from extractor.errors import InputError, UsageError
from extractor.promote.anomalies import ANOMALIES, Anomaly, open_sums, sum_text, unlisted, wrong_anomalies
from extractor.promote.labels import Tree, record_of, texts_of
from extractor.promote.places import spans_in, wrong_places
from extractor.promote.printed import Text, open_printed
from extractor.readers.kinds import Kind
from extractor.record import Record

__all__ = ["Checked", "Copy", "check_case", "copy_of"]


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy of the document within its case, and the file that says where the labels stand in it (none: its text says it)."""

    name: str
    places: str | None


_COPIES: tuple[Copy, ...] = (
    Copy("source.txt", None),
    Copy("source.pdf", "boxes.json"),
    Copy("source.docx", "cells.json"),
    Copy("source.xlsx", "cells.xlsx.json"),
    *(Copy(f"scan.{suffix}", "scan.boxes.json") for suffix in ("pdf", "png", "jpg", "tif")),
)
_BY_KIND = {Kind.TEXT: "source.txt", Kind.PDF: "source.pdf", Kind.WORD: "source.docx", Kind.EXCEL: "source.xlsx"}
_IMAGES = {".png": "png", ".jpg": "jpg", ".jpeg": "jpg", ".tif": "tif", ".tiff": "tif"}


def copy_of(path: Path, kind: Kind, *, is_scan: bool) -> Copy:
    """What a source file is called within a case."""
    name = _BY_KIND.get(kind) or f"scan.{_IMAGES.get(path.suffix.lower(), 'png')}"
    return next(copy for copy in _COPIES if copy.name == ("scan.pdf" if kind is Kind.PDF and is_scan else name))


@dataclass(slots=True)
class Checked:
    """A case: how many labels it has, what is wrong with it, and the sums of it that do not close."""

    labels: int = 0
    wrong: list[str] = field(default_factory=list)
    open: list[str] = field(default_factory=list)


def check_case(folder: Path) -> Checked:
    """Every label stands where the case says, in each copy that is there; what does not close is told. Raises UsageError."""
    tree = _json(folder / "expected.json")
    try:
        record = record_of(tree, folder.name)
    except ValidationError as error:
        first = error.errors()[0]
        return Checked(wrong=[f"expected.json：{'.'.join(map(str, first['loc']))}：{first['msg']}"])
    texts = texts_of(tree)
    made = Checked(labels=len(texts), wrong=[*_copies(folder, texts)])
    _anomalies(folder, record, texts, made)
    return made


def _json(path: Path) -> Tree:
    try:
        found: Tree = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise UsageError(f"{path} 读不出来：{error}。请给出标准案例的文件夹。") from error
    return found


def _copies(folder: Path, texts: dict[str, str]) -> Iterator[str]:
    there = [copy for copy in _COPIES if (folder / copy.name).exists()]
    if not there:
        yield f"没有原件：应有 {'、'.join(copy.name for copy in _COPIES)} 之一"
    for copy in there:
        try:
            yield from (f"{copy.name}：{fault}" for fault in _wrong_in(folder, copy, texts))
        except (InputError, UsageError) as error:
            yield f"{copy.name}：{error}"
        except ValidationError as error:
            yield f"{copy.places}：{error.errors()[0]['msg']}"


def _wrong_in(folder: Path, copy: Copy, texts: dict[str, str]) -> Iterator[str]:
    printed = open_printed(folder / copy.name)
    if copy.places is None:
        assert isinstance(printed, Text)
        yield from (f"{path}：原件中没有“{raw}”" for path, raw in texts.items() if not printed.holds(raw, path))
        return
    places: dict[str, list[dict[str, Any]]] = _json(folder / copy.places)
    yield from (f"{copy.places} 有 {path}，标注里没有" for path in places.keys() - texts.keys())
    yield from (f"{path}：{what}" for path, what in wrong_places(texts, spans_in(places), printed))


def _anomalies(folder: Path, record: Record, texts: dict[str, str], made: Checked) -> None:
    """The list of what is to be found, against the labels and the sums that do not close."""
    sums = open_sums(record)
    made.open = [sum_text(found) for found in sums]
    if not (folder / "anomalies.json").exists():
        made.wrong.append("没有 anomalies.json：没有问题时写 []")
        return
    listed: list[Anomaly] = []
    for name in ("anomalies.json", "refused.json"):
        if (folder / name).exists():
            try:
                found = ANOMALIES.validate_json((folder / name).read_bytes())
            except ValidationError as error:
                made.wrong.append(f"{name}：{'.'.join(map(str, error.errors()[0]['loc']))}：{error.errors()[0]['msg']}")
                continue
            listed += found
            made.wrong += [f"{name}：{fault}" for fault in wrong_anomalies(texts, found)]
    made.wrong += [f"不平而没有列入 anomalies.json：{sum_text(found)}" for found in unlisted(sums, listed)]
