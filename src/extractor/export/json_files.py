"""JSON: a record for each document, as `run` writes it, with what the reviewers decided."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from extractor.checks.messages import Language
from extractor.export.contract import Exported
from extractor.export.files import Stems, replacing

__all__ = ["write_json"]


def write_json(documents: Iterable[Exported], out: Path, *, language: Language = "zh") -> list[Path]:
    """Writes `<stem>.json` for each document; its names are the same in every language."""
    stems, written = Stems(), []
    for document in documents:
        path = out / f"{stems.take(document.name)}.json"
        with replacing(path) as partial:
            partial.write_text(document.reviewed.record.model_dump_json(indent=1), encoding="utf-8")
        written.append(path)
    return written
